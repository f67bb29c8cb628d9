/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program tells the desktop what is due about claims, with a window and without, and opens it. */

#define G_LOG_DOMAIN "velo-application"

#include "config.h"

#include "velo-application-private.h"

/* Who works in the list of claims sees there what is due. */
static gboolean
is_looked_at (gpointer user_data)
{
  VeloApplication *self = user_data;

  return self->window != NULL && velo_window_shows_claims (self->window);
}

/**
 * velo_application_begin_claims:
 * @self: the program, whose services are started
 *
 * Looks after what is due about claims from now on.
 */
void
velo_application_begin_claims (VeloApplication *self)
{
  g_autoptr(GSettings) settings = g_settings_get_child (velo_services_get_settings (self->services), "claims");

  velo_application_end_claims (self);
  if (self->demo_folder != NULL)
    return;
  self->claims_notifier = velo_claims_notifier_new (G_APPLICATION (self), velo_services_get_claims_desk (self->services),
                                                    settings);
  velo_claims_notifier_set_looked (self->claims_notifier, is_looked_at, self);
  velo_claims_notifier_start (self->claims_notifier);
  velo_claims_notifier_check (self->claims_notifier);
}

/**
 * velo_application_end_claims:
 * @self: the program
 *
 * Withdraws what was told: the service that it is about is left.
 */
void
velo_application_end_claims (VeloApplication *self)
{
  if (self->claims_notifier != NULL)
    velo_claims_notifier_stop (self->claims_notifier);
  g_clear_object (&self->claims_notifier);
}

/**
 * velo_application_check_claims:
 * @self: the program
 *
 * Looks at once, for the window in which it could be seen has gone.
 */
void
velo_application_check_claims (VeloApplication *self)
{
  if (self->claims_notifier != NULL)
    velo_claims_notifier_check (self->claims_notifier);
}

/**
 * velo_application_show_pending_claim:
 * @self: the program, whose window is there
 *
 * Shows the claim that was asked for before it could be shown.
 */
void
velo_application_show_pending_claim (VeloApplication *self)
{
  g_autofree char *id = NULL;

  if (self->pending_claim == NULL || self->window == NULL || velo_services_get_claims_desk (self->services) == NULL)
    return;
  id = g_steal_pointer (&self->pending_claim);
  velo_window_show_claim (self->window, *id != '\0' ? id : NULL);
}

static void
show (VeloApplication *self,
      const char      *id)
{
  g_free (self->pending_claim);
  self->pending_claim = g_strdup (id);
  g_application_activate (G_APPLICATION (self));
  if (!self->starting && !self->stopping)
    velo_application_show_pending_claim (self);
}

static void
show_claim_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  show (user_data, g_variant_get_string (parameter, NULL));
}

static void
show_tasks_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  show (user_data, "");
}

/**
 * velo_application_add_claims_actions:
 * @self: the program
 *
 * Installs what a notification about claims may ask for.
 */
void
velo_application_add_claims_actions (VeloApplication *self)
{
  static const GActionEntry entries[] = {
    { "show-claim", show_claim_cb, "s" },
    { "show-claim-tasks", show_tasks_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
