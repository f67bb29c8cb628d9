/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chooses the colleague whose broker number a proposal carries. */

#define G_LOG_DOMAIN "velo-sender-row"

#include "config.h"

#include "velo-sender-row.h"

#include <glib/gi18n.h>

#include "velo-field.h"
#include "velo-store-employees.h"

struct _VeloSenderRow
{
  AdwComboRow parent_instance;

  VeloProposal *proposal;     /* (owned) (nullable) */
  GPtrArray *senders;         /* (owned) (not nullable) (element-type VeloEmployee) in the order shown */
  GCancellable *cancellable;  /* (owned) (not nullable) */
  GtkWidget *settings_button; /* (borrowed) (not nullable): where nobody can be chosen */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (VeloSenderRow, velo_sender_row, ADW_TYPE_COMBO_ROW)

static void
use_sender (VeloSenderRow *self,
            VeloEmployee  *sender)
{
  velo_proposal_set_sender_id (self->proposal, velo_employee_get_id (sender));
  velo_proposal_set_sender_name (self->proposal, velo_employee_get_name (sender));
  velo_proposal_set_broker_number (self->proposal, velo_employee_get_broker_number (sender));
}

/* The first entry is the invitation to choose. */
static void
selected_cb (VeloSenderRow *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  if (self->filling || self->proposal == NULL)
    return;
  if (selected > 0 && selected <= self->senders->len)
    {
      use_sender (self, g_ptr_array_index (self->senders, selected - 1));
      velo_field_set_problem (GTK_WIDGET (self), NULL);
    }
  else
    {
      g_autoptr(VeloEmployee) nobody = velo_employee_new ();

      use_sender (self, nobody);
    }
}

static gboolean
is_draft (VeloSenderRow *self)
{
  return velo_proposal_get_state (self->proposal) == VELO_PROPOSAL_STATE_DRAFT;
}

static void
show_senders (VeloSenderRow *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (names, _("Please choose"));
  for (guint i = 0; i < self->senders->len; i++)
    {
      VeloEmployee *sender = g_ptr_array_index (self->senders, i);

      gtk_string_list_append (names, velo_employee_get_name (sender));
      if (g_str_equal (velo_employee_get_id (sender), velo_proposal_get_sender_id (self->proposal)))
        selected = i + 1;
    }
  self->filling = TRUE;
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), selected);
  gtk_widget_set_visible (self->settings_button, self->senders->len == 0);
  self->filling = FALSE;
}

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(VeloSenderRow) self = user_data;
  g_autoptr(GPtrArray) employees = velo_store_list_employees_finish (VELO_STORE (object), result, NULL);

  if (employees == NULL || self->proposal == NULL)
    return;
  g_ptr_array_set_size (self->senders, 0);
  for (guint i = 0; i < employees->len; i++)
    if (velo_employee_can_send (g_ptr_array_index (employees, i)))
      g_ptr_array_add (self->senders, g_object_ref (g_ptr_array_index (employees, i)));
  show_senders (self);
}

static void
velo_sender_row_dispose (GObject *object)
{
  VeloSenderRow *self = VELO_SENDER_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->proposal);

  G_OBJECT_CLASS (velo_sender_row_parent_class)->dispose (object);
}

static void
velo_sender_row_finalize (GObject *object)
{
  VeloSenderRow *self = VELO_SENDER_ROW (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->senders, g_ptr_array_unref);

  G_OBJECT_CLASS (velo_sender_row_parent_class)->finalize (object);
}

static void
velo_sender_row_class_init (VeloSenderRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = velo_sender_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = velo_sender_row_finalize;
}

static void
velo_sender_row_init (VeloSenderRow *self)
{
  self->senders = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _("Broker number of"));
  self->settings_button = gtk_button_new_with_mnemonic (_("_Settings"));
  gtk_widget_set_visible (self->settings_button, FALSE);
  gtk_widget_set_valign (self->settings_button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->settings_button), "app.preferences-employees");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->settings_button);
  g_signal_connect (self, "notify::selected", G_CALLBACK (selected_cb), NULL);
}

/**
 * velo_sender_row_fill:
 * @self: the row
 * @proposal: the proposal, whose sender the row sets
 * @counter: (nullable): the counter
 *
 * Lets who sells send, if that is possible; else shows the colleagues who can, or the way to the settings if
 * nobody can.
 */
void
velo_sender_row_fill (VeloSenderRow *self,
                      VeloProposal  *proposal,
                      VeloCounter   *counter)
{
  VeloEmployee *employee;
  gboolean can_send;

  g_return_if_fail (VELO_IS_SENDER_ROW (self));
  g_return_if_fail (VELO_IS_PROPOSAL (proposal));

  g_set_object (&self->proposal, proposal);
  employee = counter == NULL ? NULL : velo_counter_get_employee (counter);
  can_send = employee != NULL && velo_employee_can_send (employee);
  if (can_send && is_draft (self))
    use_sender (self, employee);
  gtk_widget_set_visible (GTK_WIDGET (self), !can_send && is_draft (self) && counter != NULL);
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    velo_store_list_employees_async (velo_counter_get_store (counter), FALSE, self->cancellable, listed_cb,
                                     g_object_ref (self));
}

/**
 * velo_sender_row_is_valid:
 * @self: the row
 *
 * Returns: whether the proposal has a broker number, or cannot be changed any more
 */
gboolean
velo_sender_row_is_valid (VeloSenderRow *self)
{
  g_return_val_if_fail (VELO_IS_SENDER_ROW (self), FALSE);

  return self->proposal == NULL || !gtk_widget_get_visible (GTK_WIDGET (self))
         || *velo_proposal_get_broker_number (self->proposal) != '\0';
}
