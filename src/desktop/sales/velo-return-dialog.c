/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A vehicle came back: asks what becomes of its insurance, and records the answer. */

#define G_LOG_DOMAIN "velo-return-dialog"

#include "config.h"

#include "velo-return-dialog.h"

#include "velo-below.h"
#include "velo-document-window.h"
#include "velo-error-text.h"
#include "velo-letter.h"
#include "velo-notice.h"
#include "velo-rules.h"
#include "velo-sale-actions.h"
#include "velo-store-documents.h"
#include "velo-store-policies.h"
#include "velo-store-proposals.h"
#include "velo-store-returns.h"
#include "velo-store-vehicles.h"

#include <glib/gi18n.h>

/* Callbacks hold a reference to the dialog and look whether it is disposed. */
struct _VeloReturnDialog
{
  AdwWindow parent_instance;

  VeloNotice *notice;
  GtkLabel *title_label;
  GtkLabel *text_label;
  GtkLabel *end_label;
  AdwActionRow *withdraw_row;
  AdwActionRow *notice_row;
  AdwActionRow *abandon_row;
  GtkCheckButton *keep_check;
  GtkCheckButton *withdraw_check;
  GtkCheckButton *notice_check;
  GtkCheckButton *abandon_check;

  VeloCounter *counter;   /* (owned) (not nullable) */
  GSettings *settings;    /* (owned) (nullable) */
  char *vehicle_id;       /* (owned) (not nullable) */
  VeloVehicle *vehicle;   /* (owned) (nullable) */
  VeloCustomer *customer; /* (owned) (nullable) */
  VeloPolicy *policy;     /* (owned) (nullable): not concluded if NULL */
  VeloDocument *letter;   /* (owned) (nullable): filed, to be shown */
  gboolean loaded;
  gboolean disposed;
};

G_DEFINE_FINAL_TYPE (VeloReturnDialog, velo_return_dialog, ADW_TYPE_WINDOW)

static VeloStore *
get_store (VeloReturnDialog *self)
{
  return velo_counter_get_store (self->counter);
}

static void
set_busy (VeloReturnDialog *self,
          gboolean          busy)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "return.settle", !busy);
}

static void
fail (VeloReturnDialog *self,
      const GError     *error)
{
  g_autofree char *text = velo_error_text_dup (error);

  g_info ("the return was not settled: %s", velo_counter_error_get_log_text (error));
  set_busy (self, !self->loaded);
  velo_notice_show (self->notice, VELO_NOTICE_KIND_ERROR, text);
}

/* Days of the withdrawal period that are left; the day of the conclusion does not count. */
static int
count_days (VeloReturnDialog *self)
{
  gint64 concluded = velo_policy_get_concluded_at (self->policy);
  g_autoptr(GDateTime) moment = g_date_time_new_from_unix_local (concluded / G_USEC_PER_SEC);
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  GDate day;
  GDate today;

  if (concluded <= 0 || moment == NULL)
    return -1;
  g_date_clear (&day, 1);
  g_date_clear (&today, 1);
  g_date_set_dmy (&day, (GDateDay) g_date_time_get_day_of_month (moment),
                  (GDateMonth) g_date_time_get_month (moment), (GDateYear) g_date_time_get_year (moment));
  g_date_set_dmy (&today, (GDateDay) g_date_time_get_day_of_month (now),
                  (GDateMonth) g_date_time_get_month (now), (GDateYear) g_date_time_get_year (now));
  return g_date_days_between (&today, &day) + VELO_RULES_WITHDRAWAL_DAYS;
}

static void
show_choices (VeloReturnDialog *self)
{
  gboolean insured = self->policy != NULL;
  int left = insured ? count_days (self) : -1;
  g_autofree char *name = velo_vehicle_dup_name (self->vehicle);
  g_autofree char *text = NULL;
  g_autofree char *words = NULL;

  gtk_label_set_label (self->title_label, *name == '\0' ? _("Vehicle") : name);
  if (insured)
    /* Translators: %s is a contract number */
    text = g_strdup_printf (_("The sale was taken back, and the vehicle is insured (contract %s). What is to become "
                              "of the insurance?"), velo_policy_get_contract_number (self->policy));
  else
    text = g_strdup (_("The sale was taken back, and an application for insurance has been begun. What is to become "
                       "of it?"));
  gtk_label_set_label (self->text_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->withdraw_row), insured);
  gtk_widget_set_visible (GTK_WIDGET (self->notice_row), insured);
  gtk_widget_set_visible (GTK_WIDGET (self->abandon_row), !insured);
  gtk_widget_set_visible (GTK_WIDGET (self->end_label), insured);
  gtk_widget_set_sensitive (GTK_WIDGET (self->withdraw_row), left >= 0);
  if (left >= 0)
    words = g_strdup_printf (ngettext ("Possible for %d more day. Makes a letter to the insurer for the customer to "
                                       "sign.",
                                       "Possible for %d more days. Makes a letter to the insurer for the customer to "
                                       "sign.", (gulong) left), left);
  else
    words = g_strdup (_("The fourteen days after the conclusion are over."));
  adw_action_row_set_subtitle (self->withdraw_row, words);
  self->loaded = TRUE;
  set_busy (self, FALSE);
}

/* Loading: vehicle, customer, policy */

static void
policy_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(VeloReturnDialog) self = user_data;
  g_autoptr(GError) error = NULL;

  self->policy = velo_store_get_policy_finish (VELO_STORE (object), result, &error);
  if (self->disposed)
    return;
  if (self->policy == NULL && error != NULL && !g_error_matches (error, VELO_STORE_ERROR, VELO_STORE_ERROR_NOT_FOUND))
    fail (self, error);
  else
    show_choices (self);
}

static void
customer_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(VeloReturnDialog) self = user_data;
  g_autoptr(GError) error = NULL;

  self->customer = velo_store_get_customer_finish (VELO_STORE (object), result, &error);
  if (self->disposed)
    return;
  if (self->customer == NULL)
    fail (self, error);
  else
    velo_store_get_policy_async (get_store (self), self->vehicle_id, NULL, policy_cb, g_object_ref (self));
}

static void
vehicle_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(VeloReturnDialog) self = user_data;
  g_autoptr(GError) error = NULL;

  self->vehicle = velo_store_get_vehicle_finish (VELO_STORE (object), result, &error);
  if (self->disposed)
    return;
  if (self->vehicle == NULL)
    fail (self, error);
  else
    velo_store_get_customer_async (get_store (self), velo_vehicle_get_customer_id (self->vehicle), NULL, customer_cb,
                                   g_object_ref (self));
}

/* Settling: the letter is filed first, then the answer is recorded */

static void
settled_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(VeloReturnDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  GtkWindow *parent;

  velo_store_settle_return_finish (VELO_STORE (object), result, &error);
  if (self->disposed)
    return;
  if (error != NULL)
    {
      fail (self, error);
      return;
    }
  parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  if (self->letter != NULL)
    gtk_window_present (GTK_WINDOW (velo_document_window_new (parent, get_store (self), self->letter)));
  gtk_window_close (GTK_WINDOW (self));
}

static void
settle (VeloReturnDialog *self,
        const char       *outcome)
{
  velo_store_settle_return_async (get_store (self), self->vehicle_id, outcome, velo_sale_actions_who (self->counter),
                                  NULL, settled_cb, g_object_ref (self));
}

static void
filed_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(VeloReturnDialog) self = user_data;
  g_autoptr(GError) error = NULL;

  velo_store_add_document_finish (VELO_STORE (object), result, &error);
  if (self->disposed)
    return;
  if (error != NULL)
    fail (self, error);
  else
    settle (self, gtk_check_button_get_active (self->withdraw_check) ? "withdrawn" : "notice-given");
}

static void
rendered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(VeloReturnDialog) self = user_data;
  g_autoptr(GBytes) pdf = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *name = NULL;

  pdf = velo_sheet_render_finish (VELO_SHEET (object), result, &error);
  if (self->disposed)
    return;
  if (pdf == NULL)
    {
      fail (self, error);
      return;
    }
  g_clear_object (&self->letter);
  self->letter = velo_document_new ();
  velo_document_set_kind (self->letter, VELO_DOCUMENT_KIND_OTHER);
  velo_document_set_title (self->letter, gtk_check_button_get_active (self->withdraw_check)
                                           ? _("Withdrawal, to be signed by the customer")
                                           : _("Notice, to be signed by the customer"));
  name = g_strconcat (velo_document_get_title (self->letter), ".pdf", NULL);
  velo_document_set_file_name (self->letter, name);
  velo_document_set_content_type (self->letter, "application/pdf");
  velo_document_set_vehicle_id (self->letter, self->vehicle_id);
  velo_store_add_document_async (get_store (self), self->letter, pdf, velo_sale_actions_who (self->counter), NULL,
                                 filed_cb, g_object_ref (self));
}

static void
write_letter (VeloReturnDialog *self,
              VeloLetterKind    kind)
{
  const VeloLetterFacts facts = {
    .customer = self->customer, .vehicle = self->vehicle, .policy = self->policy, .settings = self->settings,
  };
  gboolean austrian = velo_letter_is_austrian (self->settings);
  g_autoptr(VeloSheet) sheet = velo_letter_sheet_new (kind, velo_letter_get_subject (kind, austrian),
                                                      velo_letter_get_text (kind, austrian), &facts,
                                                      velo_counter_is_training (self->counter));

  velo_sheet_render_async (sheet, NULL, rendered_cb, g_object_ref (self));
}

static void
abandoned_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(VeloReturnDialog) self = user_data;
  g_autoptr(GError) error = NULL;

  velo_counter_move_finish (VELO_COUNTER (object), result, &error);
  if (self->disposed)
    return;
  if (error != NULL)
    fail (self, error);
  else
    settle (self, "abandoned");
}

static void
proposal_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(VeloReturnDialog) self = user_data;
  g_autoptr(VeloProposal) proposal = NULL;
  g_autoptr(GError) error = NULL;
  gboolean asked = velo_store_get_open_proposal_finish (VELO_STORE (object), result, &proposal, &error);

  if (self->disposed)
    return;
  if (!asked)
    fail (self, error);
  else if (proposal == NULL)
    settle (self, "abandoned");
  else
    velo_counter_abandon_async (self->counter, proposal, NULL, abandoned_cb, g_object_ref (self));
}

static void
settle_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  VeloReturnDialog *self = VELO_RETURN_DIALOG (widget);

  velo_notice_hide (self->notice);
  set_busy (self, TRUE);
  if (gtk_check_button_get_active (self->keep_check))
    settle (self, "kept");
  else if (gtk_check_button_get_active (self->withdraw_check))
    write_letter (self, VELO_LETTER_WITHDRAWAL);
  else if (gtk_check_button_get_active (self->notice_check))
    write_letter (self, VELO_LETTER_NOTICE);
  else if (gtk_check_button_get_active (self->abandon_check))
    velo_store_get_open_proposal_async (get_store (self), self->vehicle_id, NULL, proposal_cb, g_object_ref (self));
  else
    {
      set_busy (self, FALSE);
      velo_notice_show (self->notice, VELO_NOTICE_KIND_ERROR, _("Please choose what becomes of the insurance."));
    }
}

/* GObject */

static void
velo_return_dialog_dispose (GObject *object)
{
  VeloReturnDialog *self = VELO_RETURN_DIALOG (object);

  self->disposed = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_RETURN_DIALOG);

  G_OBJECT_CLASS (velo_return_dialog_parent_class)->dispose (object);
}

static void
velo_return_dialog_finalize (GObject *object)
{
  VeloReturnDialog *self = VELO_RETURN_DIALOG (object);

  g_clear_object (&self->counter);
  g_clear_object (&self->settings);
  g_clear_object (&self->vehicle);
  g_clear_object (&self->customer);
  g_clear_object (&self->policy);
  g_clear_object (&self->letter);
  g_free (self->vehicle_id);

  G_OBJECT_CLASS (velo_return_dialog_parent_class)->finalize (object);
}

static void
velo_return_dialog_class_init (VeloReturnDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = velo_return_dialog_dispose;
  object_class->finalize = velo_return_dialog_finalize;

  g_type_ensure (VELO_TYPE_NOTICE);
  gtk_widget_class_install_action (widget_class, "return.settle", NULL, settle_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/sales/velo-return-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloReturnDialog, notice);
  gtk_widget_class_bind_template_child (widget_class, VeloReturnDialog, title_label);
  gtk_widget_class_bind_template_child (widget_class, VeloReturnDialog, text_label);
  gtk_widget_class_bind_template_child (widget_class, VeloReturnDialog, end_label);
  gtk_widget_class_bind_template_child (widget_class, VeloReturnDialog, withdraw_row);
  gtk_widget_class_bind_template_child (widget_class, VeloReturnDialog, notice_row);
  gtk_widget_class_bind_template_child (widget_class, VeloReturnDialog, abandon_row);
  gtk_widget_class_bind_template_child (widget_class, VeloReturnDialog, keep_check);
  gtk_widget_class_bind_template_child (widget_class, VeloReturnDialog, withdraw_check);
  gtk_widget_class_bind_template_child (widget_class, VeloReturnDialog, notice_check);
  gtk_widget_class_bind_template_child (widget_class, VeloReturnDialog, abandon_check);
}

static void
velo_return_dialog_init (VeloReturnDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  set_busy (self, TRUE);
}

/**
 * velo_return_dialog_present:
 * @parent: (nullable): the window over which it stands
 * @counter: where the store is
 * @settings: (nullable): the settings' root
 * @vehicle_id: a vehicle that came back
 *
 * Asks what becomes of the insurance.
 *
 * Returns: (transfer none): the dialog, which destroys itself
 */
GtkWindow *
velo_return_dialog_present (GtkWindow   *parent,
                            VeloCounter *counter,
                            GSettings   *settings,
                            const char  *vehicle_id)
{
  VeloReturnDialog *self;

  g_return_val_if_fail (VELO_IS_COUNTER (counter), NULL);
  g_return_val_if_fail (vehicle_id != NULL, NULL);

  self = g_object_new (VELO_TYPE_RETURN_DIALOG, "transient-for", parent, NULL);
  velo_below_follow (GTK_WINDOW (self));
  self->counter = g_object_ref (counter);
  g_set_object (&self->settings, settings);
  self->vehicle_id = g_strdup (vehicle_id);
  velo_store_get_vehicle_async (get_store (self), vehicle_id, NULL, vehicle_cb, g_object_ref (self));
  gtk_window_present (GTK_WINDOW (self));
  return GTK_WINDOW (self);
}

/**
 * velo_return_dialog_is_ready:
 * @self: the dialog
 *
 * Returns: whether it waits for the answer
 */
gboolean
velo_return_dialog_is_ready (VeloReturnDialog *self)
{
  g_return_val_if_fail (VELO_IS_RETURN_DIALOG (self), FALSE);

  return self->loaded;
}

/**
 * velo_return_dialog_choose:
 * @self: the dialog
 * @choice: an answer
 *
 * Chooses as a click does.
 *
 * Returns: whether that can be chosen
 */
gboolean
velo_return_dialog_choose (VeloReturnDialog *self,
                           VeloReturnChoice  choice)
{
  GtkCheckButton *checks[] = { self->keep_check, self->withdraw_check, self->notice_check, self->abandon_check };

  g_return_val_if_fail (VELO_IS_RETURN_DIALOG (self), FALSE);
  g_return_val_if_fail (choice < G_N_ELEMENTS (checks), FALSE);

  if (!gtk_widget_is_sensitive (GTK_WIDGET (checks[choice])) || !gtk_widget_is_visible (GTK_WIDGET (checks[choice])))
    return FALSE;
  gtk_check_button_set_active (checks[choice], TRUE);
  return TRUE;
}
