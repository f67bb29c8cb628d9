/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-application.h"
#include "velo-outbox.h"
#include "velo-preferences.h"
#include "velo-window.h"

G_BEGIN_DECLS

struct _VeloApplication
{
  AdwApplication parent_instance;

  GSettings *settings;       /* (owned) (nullable) */
  VeloServices *services;    /* (owned) (nullable) */
  VeloOutbox *outbox;        /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (not nullable) */
  VeloWindow *window;        /* (weak) (nullable) */
  VeloPreferences *preferences; /* (weak) (nullable) while it is open */
  char *demo_folder;         /* (owned) (nullable) */
  guint backup_source;
  int exit_status;
  gboolean starting; /* the services; never both */
  gboolean stopping;
};

void velo_application_add_actions    (VeloApplication *self);
void velo_application_start_services (VeloApplication *self);
void velo_application_restart        (VeloApplication *self,
                                      const char      *restore_path);

G_END_DECLS
