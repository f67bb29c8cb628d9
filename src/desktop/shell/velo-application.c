/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program: makes the services, opens windows and files, owns the app. actions. */

#define G_LOG_DOMAIN "velo-application"

#include "config.h"

#include "velo-application.h"

struct _VeloApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (VeloApplication, velo_application, ADW_TYPE_APPLICATION)

static void
velo_application_class_init (VeloApplicationClass *klass)
{
}

static void
velo_application_init (VeloApplication *self)
{
}

/**
 * velo_application_new:
 *
 * Returns: (transfer full): the program, not yet running
 */
VeloApplication *
velo_application_new (void)
{
  return g_object_new (VELO_TYPE_APPLICATION,
                       "application-id", APPLICATION_ID,
                       "flags", G_APPLICATION_HANDLES_OPEN | G_APPLICATION_HANDLES_COMMAND_LINE,
                       "resource-base-path", APPLICATION_PATH,
                       NULL);
}
