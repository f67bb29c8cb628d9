/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program without a window: it stays, takes invoices in, tells what was sold, and hears the answer. */

#define G_LOG_DOMAIN "velo-application"

#include "config.h"

#include "velo-application-private.h"

#include "velo-radar-rules.h"
#include "velo-reminder-dialog.h"
#include "velo-store-vehicles.h"

/* "Later" of a notification: nobody can be asked for a time there. */
#define LATER_USEC (60 * 60 * (gint64) G_USEC_PER_SEC)

static GSettings *
get_intake_settings (VeloApplication *self)
{
  return g_settings_get_child (self->settings, "intake");
}

/**
 * velo_application_keeps_running:
 * @self: the program
 *
 * Returns: whether it stays when the window is closed
 */
gboolean
velo_application_keeps_running (VeloApplication *self)
{
  g_autoptr(GSettings) settings = NULL;

  if (self->settings == NULL || self->quitting || self->demo_folder != NULL)
    return FALSE;
  settings = get_intake_settings (self);
  return g_settings_get_boolean (settings, "background");
}

/**
 * velo_application_update_hold:
 * @self: the program
 *
 * Stays or no longer stays without a window, as the settings say now.
 */
void
velo_application_update_hold (VeloApplication *self)
{
  gboolean keep = velo_application_keeps_running (self);

  if (keep == self->held)
    return;
  self->held = keep;
  if (keep)
    {
      g_application_hold (G_APPLICATION (self));
      return;
    }
  if (self->window == NULL)
    velo_application_end_services (self);
  g_application_release (G_APPLICATION (self));
}

/* What was sold */

static gboolean
is_reminding (VeloApplication *self)
{
  return velo_reminder_is_wanted (self->settings, velo_services_get_counter (self->services));
}

/* Whoever works with a window of the program is told there. */
static gboolean
is_looked_at (VeloApplication *self)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL && self->window != NULL; l = l->next)
    if (gtk_window_is_active (l->data))
      return TRUE;
  return FALSE;
}

static void
sold_cb (VeloApplication *self,
         VeloInvoice     *invoice)
{
  if (is_reminding (self) && !is_looked_at (self))
    velo_notifier_add (self->notifier, invoice);
}

static void
begun_cb (VeloApplication *self,
          VeloIntakeBatch *batch)
{
  if (self->window != NULL)
    velo_window_show_arrivals (self->window, batch);
}

static void
finished_cb (VeloApplication *self,
             VeloIntakeBatch *batch)
{
  velo_notifier_show (self->notifier);
  if (self->window != NULL)
    velo_window_show_arrived (self->window, batch, is_reminding (self) && is_looked_at (self));
}

/**
 * velo_application_begin_intake:
 * @self: the program, whose services are started
 *
 * Begins to watch the folders of the settings.
 */
void
velo_application_begin_intake (VeloApplication *self)
{
  VeloInbox *inbox = velo_services_get_inbox (self->services);
  VeloCounter *counter = velo_services_get_counter (self->services);

  velo_application_begin_claims (self);
  /* a window has seen to it already */
  if (self->window == NULL)
    velo_radar_rules_apply (velo_counter_get_store (counter), self->settings, velo_counter_is_training (counter));
  g_clear_object (&self->notifier);
  self->notifier = velo_notifier_new (G_APPLICATION (self), counter);
  if (self->demo_folder != NULL)
    return;
  g_signal_connect_object (inbox, "begun", G_CALLBACK (begun_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (inbox, "sold", G_CALLBACK (sold_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (inbox, "finished", G_CALLBACK (finished_cb), self, G_CONNECT_SWAPPED);
  velo_inbox_start (inbox);
}

/**
 * velo_application_end_intake:
 * @self: the program
 *
 * Withdraws what was told: the data that it is about are closed.
 */
void
velo_application_end_intake (VeloApplication *self)
{
  velo_application_end_claims (self);
  if (self->notifier != NULL)
    velo_notifier_clear (self->notifier);
  g_clear_object (&self->notifier);
}

/* Answers to a notification; the program may have been started for them alone */

typedef struct
{
  VeloApplication *self; /* (owned) */
  guint n_left;
} Later;

static void
later_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Later *later = user_data;
  g_autoptr(GError) error = NULL;

  if (!velo_store_remind_later_finish (VELO_STORE (object), result, &error))
    g_info ("asking later was not stored: %s %d", g_quark_to_string (error->domain), error->code);
  if (--later->n_left > 0)
    return;
  if (later->self->window == NULL && !velo_application_keeps_running (later->self))
    velo_application_end_services (later->self);
  g_application_release (G_APPLICATION (later->self));
  g_object_unref (later->self);
  g_free (later);
}

static void
ask_later (VeloApplication    *self,
           const char * const *ids)
{
  VeloCounter *counter = velo_services_get_counter (self->services);
  VeloEmployee *employee = velo_counter_get_employee (counter);
  const char *who = employee == NULL ? "" : velo_employee_get_name (employee);
  guint n_ids = g_strv_length ((char **) ids);
  Later *later;

  if (n_ids == 0)
    return;
  later = g_new0 (Later, 1);
  later->self = g_object_ref (self);
  later->n_left = n_ids;
  g_application_hold (G_APPLICATION (self));
  for (guint i = 0; i < n_ids; i++)
    velo_store_remind_later_async (velo_counter_get_store (counter), ids[i], g_get_real_time () + LATER_USEC, who,
                                   NULL, later_cb, later);
}

/**
 * velo_application_run_pending:
 * @self: the program, whose services are started
 *
 * Does what was asked of the program before it could.
 */
void
velo_application_run_pending (VeloApplication *self)
{
  g_autofree char *insure = g_steal_pointer (&self->pending_insure);
  g_auto(GStrv) later = g_steal_pointer (&self->pending_later);

  if (later != NULL)
    ask_later (self, (const char * const *) later);
  if (insure != NULL && self->window != NULL)
    velo_window_insure (self->window, insure);
  velo_application_show_pending_claim (self);
}

static void
run_or_wait (VeloApplication *self)
{
  if (velo_services_get_counter (self->services) != NULL && !self->starting && !self->stopping)
    velo_application_run_pending (self);
  else
    velo_application_start_services (self);
}

/* Who has clicked is not told the same again: not every desktop takes away what was answered. */
static void
forget_told (VeloApplication *self)
{
  if (self->notifier != NULL)
    velo_notifier_clear (self->notifier);
}

static void
insure_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  VeloApplication *self = user_data;

  g_free (self->pending_insure);
  self->pending_insure = g_variant_dup_string (parameter, NULL);
  forget_told (self);
  g_application_activate (G_APPLICATION (self));
  run_or_wait (self);
}

/* Without an id all that was told of is meant. */
static void
ask_later_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  VeloApplication *self = user_data;
  const char *one[] = { g_variant_get_string (parameter, NULL), NULL };

  g_strfreev (self->pending_later);
  if (*one[0] != '\0')
    self->pending_later = g_strdupv ((char **) one);
  else
    self->pending_later = self->notifier == NULL ? NULL : velo_notifier_dup_vehicles (self->notifier);
  if (self->pending_later != NULL)
    run_or_wait (self);
}

static void
show_sales_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  VeloApplication *self = user_data;

  forget_told (self);
  g_application_activate (G_APPLICATION (self));
  if (self->window != NULL)
    velo_window_show_sales (self->window);
}

/**
 * velo_application_add_background_actions:
 * @self: the program
 *
 * Installs what a notification may ask for, and follows the settings.
 */
void
velo_application_add_background_actions (VeloApplication *self)
{
  static const GActionEntry entries[] = {
    { "insure", insure_cb, "s" },
    { "ask-later", ask_later_cb, "s" },
    { "show-sales", show_sales_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  velo_application_add_claims_actions (self);
  self->intake_settings = get_intake_settings (self);
  g_signal_connect_object (self->intake_settings, "changed::background", G_CALLBACK (velo_application_update_hold),
                           self, G_CONNECT_SWAPPED);
}
