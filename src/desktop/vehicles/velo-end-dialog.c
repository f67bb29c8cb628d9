/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks when and why the contract of a vehicle ended, and records it. */

#define G_LOG_DOMAIN "velo-end-dialog"

#include "config.h"

#include "velo-end-dialog.h"

#include "velo-below.h"
#include "velo-date-row.h"
#include "velo-date.h"
#include "velo-error-text.h"
#include "velo-notice.h"
#include "velo-sale-actions.h"
#include "velo-store-contracts.h"
#include "velo-vehicle-text.h"

#include <glib/gi18n.h>

/* Callbacks hold a reference to the dialog and look whether it is disposed. */
struct _VeloEndDialog
{
  AdwWindow parent_instance;

  VeloNotice *notice;
  GtkLabel *title_label;
  GtkLabel *text_label;
  VeloDateRow *day_row;
  AdwComboRow *reason_row;
  GtkButton *undo_button;

  VeloCounter *counter; /* (owned) (not nullable) */
  char *vehicle_id;     /* (owned) (not nullable) */
  gboolean failed;
  gboolean disposed;
};

G_DEFINE_FINAL_TYPE (VeloEndDialog, velo_end_dialog, ADW_TYPE_WINDOW)

static void
set_busy (VeloEndDialog *self,
          gboolean       busy)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "end.record", !busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "end.undo", !busy);
}

static void
refuse (VeloEndDialog *self,
        const char    *text)
{
  self->failed = TRUE;
  set_busy (self, FALSE);
  velo_notice_show (self->notice, VELO_NOTICE_KIND_ERROR, text);
}

static void
recorded_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(VeloEndDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  velo_store_end_contract_finish (VELO_STORE (object), result, &error);
  if (self->disposed)
    return;
  if (error == NULL)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  g_info ("the end was not recorded: %s", velo_counter_error_get_log_text (error));
  text = g_error_matches (error, VELO_STORE_ERROR, VELO_STORE_ERROR_INVALID)
           ? g_strdup (_("This day cannot be: a contract ends neither before it was concluded nor many years ahead."))
           : velo_error_text_dup (error);
  refuse (self, text);
}

static void
store (VeloEndDialog *self,
       const GDate   *day,
       VeloEndReason  reason)
{
  self->failed = FALSE;
  velo_notice_hide (self->notice);
  set_busy (self, TRUE);
  velo_store_end_contract_async (velo_counter_get_store (self->counter), self->vehicle_id, day, reason,
                                 velo_sale_actions_who (self->counter), NULL, recorded_cb, g_object_ref (self));
}

static void
record_end (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  VeloEndDialog *self = VELO_END_DIALOG (widget);
  const GDate *day = velo_date_row_get_date (self->day_row);
  guint reason = adw_combo_row_get_selected (self->reason_row);

  if (day == NULL)
    refuse (self, _("Please enter the day on which the insurance ended."));
  else if (reason == 0 || reason == GTK_INVALID_LIST_POSITION)
    refuse (self, _("Please choose why the insurance ended."));
  else
    store (self, day, (VeloEndReason) reason);
}

static void
undo_end (GtkWidget  *widget,
          const char *action_name,
          GVariant   *parameter)
{
  store (VELO_END_DIALOG (widget), NULL, VELO_END_REASON_NONE);
}

static void
show_contract (VeloEndDialog *self,
               VeloVehicle   *vehicle,
               VeloPolicy    *policy)
{
  g_autofree char *name = velo_vehicle_dup_name (vehicle);
  g_autofree char *text =
    /* Translators: %s is a contract number */
    g_strdup_printf (_("Contract %s. The end is recorded here only: the insurer is not told."),
                     velo_policy_get_contract_number (policy));
  g_autoptr(GDate) today = velo_date_today ();
  const GDate *ended = velo_policy_get_ended_on (policy);

  gtk_label_set_label (self->title_label, *name == '\0' ? _("Vehicle") : name);
  gtk_label_set_label (self->text_label, text);
  velo_date_row_set_date (self->day_row, ended == NULL ? today : ended);
  adw_combo_row_set_selected (self->reason_row, (guint) velo_policy_get_end_reason (policy));
  gtk_widget_set_visible (GTK_WIDGET (self->undo_button), ended != NULL);
}

/* GObject */

static void
velo_end_dialog_dispose (GObject *object)
{
  VeloEndDialog *self = VELO_END_DIALOG (object);

  self->disposed = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_END_DIALOG);

  G_OBJECT_CLASS (velo_end_dialog_parent_class)->dispose (object);
}

static void
velo_end_dialog_finalize (GObject *object)
{
  VeloEndDialog *self = VELO_END_DIALOG (object);

  g_clear_object (&self->counter);
  g_free (self->vehicle_id);

  G_OBJECT_CLASS (velo_end_dialog_parent_class)->finalize (object);
}

static void
velo_end_dialog_class_init (VeloEndDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = velo_end_dialog_dispose;
  object_class->finalize = velo_end_dialog_finalize;

  g_type_ensure (VELO_TYPE_NOTICE);
  g_type_ensure (VELO_TYPE_DATE_ROW);
  gtk_widget_class_install_action (widget_class, "end.record", NULL, record_end);
  gtk_widget_class_install_action (widget_class, "end.undo", NULL, undo_end);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/vehicles/velo-end-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloEndDialog, notice);
  gtk_widget_class_bind_template_child (widget_class, VeloEndDialog, title_label);
  gtk_widget_class_bind_template_child (widget_class, VeloEndDialog, text_label);
  gtk_widget_class_bind_template_child (widget_class, VeloEndDialog, day_row);
  gtk_widget_class_bind_template_child (widget_class, VeloEndDialog, reason_row);
  gtk_widget_class_bind_template_child (widget_class, VeloEndDialog, undo_button);
}

static void
velo_end_dialog_init (VeloEndDialog *self)
{
  g_autoptr(GtkStringList) reasons = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_string_list_append (reasons, _("Please choose"));
  for (int reason = VELO_END_REASON_WITHDRAWN; reason <= VELO_END_REASON_OTHER; reason++)
    gtk_string_list_append (reasons, velo_vehicle_text_end_reason (reason));
  adw_combo_row_set_model (self->reason_row, G_LIST_MODEL (reasons));
}

/**
 * velo_end_dialog_present:
 * @parent: (nullable): the window over which it stands
 * @counter: where the store is
 * @vehicle: a vehicle
 * @policy: its policy, with the end if that is known
 *
 * Asks when and why the contract ended.
 *
 * Returns: (transfer none): the dialog, which destroys itself
 */
GtkWindow *
velo_end_dialog_present (GtkWindow   *parent,
                         VeloCounter *counter,
                         VeloVehicle *vehicle,
                         VeloPolicy  *policy)
{
  VeloEndDialog *self;

  g_return_val_if_fail (VELO_IS_COUNTER (counter), NULL);
  g_return_val_if_fail (VELO_IS_VEHICLE (vehicle), NULL);
  g_return_val_if_fail (VELO_IS_POLICY (policy), NULL);

  self = g_object_new (VELO_TYPE_END_DIALOG, "transient-for", parent, NULL);
  velo_below_follow (GTK_WINDOW (self));
  self->counter = g_object_ref (counter);
  self->vehicle_id = g_strdup (velo_vehicle_get_id (vehicle));
  show_contract (self, vehicle, policy);
  gtk_window_present (GTK_WINDOW (self));
  return GTK_WINDOW (self);
}

/**
 * velo_end_dialog_enter:
 * @self: the dialog
 * @day: a day as people type it
 * @reason: why the contract ended
 *
 * Fills the dialog in as a person does.
 */
void
velo_end_dialog_enter (VeloEndDialog *self,
                       const char    *day,
                       VeloEndReason  reason)
{
  g_return_if_fail (VELO_IS_END_DIALOG (self));

  gtk_editable_set_text (GTK_EDITABLE (self->day_row), day);
  adw_combo_row_set_selected (self->reason_row, (guint) reason);
}

/**
 * velo_end_dialog_failed:
 * @self: the dialog
 *
 * Returns: whether it shows why the last try was not recorded
 */
gboolean
velo_end_dialog_failed (VeloEndDialog *self)
{
  g_return_val_if_fail (VELO_IS_END_DIALOG (self), FALSE);

  return self->failed;
}
