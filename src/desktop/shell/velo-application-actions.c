/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verbs of the program: settings, help, who sells, training or real. */

#define G_LOG_DOMAIN "velo-application"

#include "config.h"

#include "velo-application-private.h"

#include <glib/gi18n.h>

#include "velo-assistant-window.h"
#include "velo-confirm.h"
#include "velo-error-text.h"
#include "velo-help.h"
#include "velo-preferences.h"
#include "velo-reminder-dialog.h"
#include "velo-sale-dialog.h"
#include "velo-store-employees.h"
#include "velo-statistics-page.h"
#include "velo-vehicle-info-page.h"

static VeloCounter *
get_counter (VeloApplication *self)
{
  return velo_services_get_counter (self->services);
}

static GtkWindow *
get_parent (VeloApplication *self)
{
  return gtk_application_get_active_window (GTK_APPLICATION (self));
}

static void
quit_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  VeloApplication *self = user_data;

  /* the window may ask, and whoever stays does not quit */
  self->quitting = TRUE;
  if (self->window != NULL)
    gtk_window_close (GTK_WINDOW (self->window));
  else
    velo_application_update_hold (self);
}

static void
show_preferences (VeloApplication *self,
                  const char      *page)
{
  if (get_counter (self) == NULL)
    return;
  if (self->preferences == NULL)
    g_set_weak_pointer (&self->preferences, velo_preferences_present (get_parent (self), self->services, page));
  else
    velo_preferences_show_page (self->preferences, page);
}

static void
preferences_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  show_preferences (user_data, NULL);
}

static void
preferences_page_cb (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  show_preferences (user_data, g_variant_get_string (parameter, NULL));
}

static void
preferences_employees_cb (GSimpleAction *action,
                          GVariant      *parameter,
                          gpointer       user_data)
{
  show_preferences (user_data, "employees");
}

static const char *
find_window_topic (VeloWindow *window)
{
  static const struct { const char *view; const char *topic; } views[] = {
    { "radar", "uninsured" }, { "claims", "motor-claims" },
  };

  if (VELO_IS_VEHICLE_INFO_PAGE (velo_window_get_page (window)))
    return "vehicle";
  if (VELO_IS_STATISTICS_PAGE (velo_window_get_page (window)))
    return "statistics";
  for (gsize i = 0; i < G_N_ELEMENTS (views); i++)
    if (g_strcmp0 (velo_window_get_view_name (window), views[i].view) == 0)
      return views[i].topic;
  return NULL;
}

/* The page of the help book that belongs to what is on the screen. */
static const char *
find_topic (VeloApplication *self)
{
  static const char * const steps[] = {
    "assistant-object", "assistant-tariff", "assistant-vehicle", "assistant-customer", "assistant-application",
    "assistant-conclude",
  };
  GtkWindow *window = get_parent (self);

  if (VELO_IS_ASSISTANT_WINDOW (window))
    {
      int step = velo_assistant_window_get_step (VELO_ASSISTANT_WINDOW (window));

      return step >= 0 && step < (int) G_N_ELEMENTS (steps) ? steps[step] : "assistant";
    }
  if (VELO_IS_PREFERENCES (window))
    return "settings";
  if (VELO_IS_SALE_DIALOG (window))
    return gtk_widget_get_visible (GTK_WIDGET (velo_review_pane_get_paper (
             velo_sale_dialog_get_pane (VELO_SALE_DIALOG (window))))) ? "review" : "new-sale";
  if (VELO_IS_REMINDER_DIALOG (window))
    return "reminder";
  return VELO_IS_WINDOW (window) ? find_window_topic (VELO_WINDOW (window)) : NULL;
}

static void
help_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  VeloApplication *self = user_data;

  velo_help_present (get_parent (self), self->settings, find_topic (self));
}

static void
help_topic_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  VeloApplication *self = user_data;

  velo_help_present (get_parent (self), self->settings, g_variant_get_string (parameter, NULL));
}

/* What support asks for first; nothing in it is secret or personal. */
static char *
dup_debug_info (VeloApplication *self)
{
  return g_strdup_printf ("VeloInsure %s\nGTK %u.%u.%u\nlibadwaita %u.%u.%u\nGLib %u.%u.%u\n%s\n",
                          VERSION, gtk_get_major_version (), gtk_get_minor_version (), gtk_get_micro_version (),
                          adw_get_major_version (), adw_get_minor_version (), adw_get_micro_version (),
                          glib_major_version, glib_minor_version, glib_micro_version,
                          get_counter (self) == NULL ? "not started"
                          : velo_counter_is_training (get_counter (self)) ? "training" : "real");
}

static void
about_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  VeloApplication *self = user_data;
  const char *developers[] = { "VeloInsure", NULL };
  g_autofree char *debug_info = dup_debug_info (self);

  adw_show_about_window (get_parent (self),
                         "application-name", "VeloInsure",
                         "application-icon", APPLICATION_ID,
                         "version", VERSION,
                         "developer-name", _("The VeloInsure authors"),
                         "developers", developers,
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "comments", _("Concludes bicycle insurance at the counter, from the invoice to the policy."),
                         "debug-info", debug_info,
                         /* Translators: your name and e-mail address, one translator a line */
                         "translator-credits", _("translator-credits"),
                         NULL);
}

static void
send_waiting_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  VeloApplication *self = user_data;

  if (self->outbox == NULL)
    return;
  velo_outbox_check (self->outbox);
  if (velo_outbox_get_n_waiting (self->outbox) == 0)
    velo_window_toast (self->window, _("Nothing waits to be sent"));
}

static void
restart_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  velo_application_restart (user_data, NULL);
}

static void
restore_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  velo_application_restart (user_data, g_variant_get_bytestring (parameter));
}

/* The employee */

static void
employees_listed_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(VeloApplication) self = user_data;
  g_autoptr(GPtrArray) employees = velo_store_list_employees_finish (VELO_STORE (object), result, NULL);
  g_autofree char *id = NULL;

  if (employees == NULL || self->settings == NULL || self->services == NULL || get_counter (self) == NULL)
    return;
  id = g_settings_get_string (self->settings, "current-employee");
  for (guint i = 0; i < employees->len; i++)
    if (g_str_equal (velo_employee_get_id (g_ptr_array_index (employees, i)), id))
      velo_counter_set_employee (get_counter (self), g_ptr_array_index (employees, i));
}

static void
employee_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  VeloApplication *self = user_data;

  if (get_counter (self) == NULL)
    return;
  g_settings_set_string (self->settings, "current-employee", g_variant_get_string (parameter, NULL));
  velo_store_list_employees_async (velo_counter_get_store (get_counter (self)), FALSE, self->cancellable,
                                   employees_listed_cb, g_object_ref (self));
}

/* Training or real */

static void
switch_confirmed_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(VeloApplication) self = user_data;
  g_autoptr(GSettings) training = NULL;

  if (!velo_confirm_finish (result, NULL))
    return;
  training = g_settings_get_child (self->settings, "training");
  g_settings_set_boolean (training, "active", !g_settings_get_boolean (training, "active"));
  velo_application_restart (self, NULL);
}

static void
ask_for_account (VeloApplication *self)
{
  show_preferences (self, "account");
  velo_confirm_tell (self->preferences == NULL ? get_parent (self) : GTK_WINDOW (self->preferences),
                     _("An account is needed"),
                     _("Please enter the user name and password that you got from the insurer, then start real "
                       "operation again."));
}

static void
password_found_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(VeloApplication) self = user_data;
  g_autoptr(GError) error = NULL;
  char *password = velo_secrets_lookup_finish (VELO_SECRETS (object), result, &error);
  const VeloConfirmSpec spec = {
    .heading = _("Start real operation?"),
    .body = _("From now on applications go to the insurer and contracts are made. The training data stay as they "
              "are, separate from the real ones."),
    .confirm_label = _("_Start"),
  };

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    {
      g_autofree char *text = velo_error_text_dup (error);

      velo_confirm_tell (get_parent (self), _("The password could not be read"), text);
    }
  else if (password == NULL)
    ask_for_account (self);
  else
    velo_confirm_async (get_parent (self), &spec, self->cancellable, switch_confirmed_cb, g_object_ref (self));
  velo_secrets_password_free (password);
}

/* Leaving training needs user name and password: without them nothing could be sent. */
static void
leave_training_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  VeloApplication *self = user_data;
  g_autoptr(GSettings) insurer = g_settings_get_child (self->settings, "insurer");
  g_autofree char *user = g_settings_get_string (insurer, "user-name");

  if (*user == '\0')
    ask_for_account (self);
  else
    velo_secrets_lookup_async (velo_services_get_secrets (self->services), VELO_ACCOUNT_ID, user,
                               VELO_SECRETS_MODE_REAL, self->cancellable, password_found_cb, g_object_ref (self));
}

static void
enter_training_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  VeloApplication *self = user_data;
  const VeloConfirmSpec spec = {
    .heading = _("Change to training?"),
    .body = _("In training nothing is sent to the insurer. The real data stay as they are and come back when you "
              "leave training."),
    .confirm_label = _("_Training"),
  };

  velo_confirm_async (get_parent (self), &spec, self->cancellable, switch_confirmed_cb, g_object_ref (self));
}

/* The actions of the desktop file; before the database is open the window alone appears. */
static void
activate_in_window (VeloApplication *self,
                    const char      *action)
{
  g_application_activate (G_APPLICATION (self));
  if (self->window != NULL && !gtk_widget_activate_action (GTK_WIDGET (self->window), action, NULL))
    g_debug ("%s is not possible yet", action);
}

static void
new_sale_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  activate_in_window (user_data, "win.new-sale");
}

static void
open_invoice_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  activate_in_window (user_data, "win.open-file");
}

/**
 * velo_application_add_actions:
 * @self: the program
 *
 * Installs the verbs and their keys.
 */
void
velo_application_add_actions (VeloApplication *self)
{
  static const GActionEntry entries[] = {
    { "quit", quit_cb },
    { "new-sale", new_sale_cb },
    { "open-invoice", open_invoice_cb },
    { "preferences", preferences_cb },
    { "preferences-page", preferences_page_cb, "s" },
    { "preferences-employees", preferences_employees_cb },
    { "help", help_cb },
    { "help-topic", help_topic_cb, "s" },
    { "about", about_cb },
    { "send-waiting", send_waiting_cb },
    { "restart-services", restart_cb },
    { "restore-backup", restore_cb, "ay" },
    { "employee", employee_cb, "s" },
    { "leave-training", leave_training_cb },
    { "enter-training", enter_training_cb },
  };
  static const struct { const char *action; const char *accels[2]; } keys[] = {
    { "app.quit", { "<Control>q", NULL } },
    { "app.preferences", { "<Control>comma", NULL } },
    { "app.help", { "F1", NULL } },
    { "win.show-help-overlay", { "<Control>question", NULL } },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), keys[i].action, keys[i].accels);
}
