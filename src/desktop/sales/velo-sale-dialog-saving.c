/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog of a sale checks what was entered, and stores it. */

#define G_LOG_DOMAIN "velo-sale-dialog"

#include "config.h"

#include "velo-sale-dialog-private.h"

#include "velo-confirm.h"
#include "velo-date.h"
#include "velo-invoice-check.h"
#include "velo-reminder-dialog.h"
#include "velo-sale-actions.h"
#include "velo-sale-text.h"
#include "velo-store-sales.h"

#include <glib/gi18n.h>

/* Checking */

static void
note_problem (VeloSaleField  *field,
              const char     *problem,
              GtkWidget     **first)
{
  velo_sale_field_set_problem (field, problem);
  if (*first == NULL)
    *first = GTK_WIDGET (field);
}

static void
validate_sale (VeloSaleDialog  *self,
               GtkWidget      **first)
{
  g_autoptr(GDate) today = velo_date_today ();

  if (!velo_sale_field_validate (self->number_field) && *first == NULL)
    *first = GTK_WIDGET (self->number_field);
  if (!velo_sale_field_validate (self->date_field))
    {
      if (*first == NULL)
        *first = GTK_WIDGET (self->date_field);
    }
  else if (velo_date_compare (velo_invoice_get_date (self->invoice), today) > 0)
    {
      note_problem (self->date_field, _("This day is in the future."), first);
    }
}

static GtkWidget *
validate (VeloSaleDialog *self)
{
  GtkWidget *first = NULL;
  GtkWidget *wrong;

  for (guint i = 0; i < self->forms->len; i++)
    {
      wrong = velo_sale_vehicle_form_validate (g_ptr_array_index (self->forms, i));
      if (first == NULL)
        first = wrong;
    }
  wrong = velo_sale_customer_form_validate (self->customer_form);
  if (first == NULL)
    first = wrong;
  validate_sale (self, &first);
  return first;
}

/* Saving */

/* The button that was beside the sentence before does not belong to this one. */
static void
tell (VeloSaleDialog *self,
      VeloNoticeKind  kind,
      const char     *text)
{
  g_object_set (self->notice, "button-label", NULL, NULL);
  velo_notice_show (self->notice, kind, text);
}

static void
set_busy (VeloSaleDialog *self,
          gboolean        busy)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sale-dialog.save", !busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_spinner_set_spinning (self->spinner, busy);
}

static void
finish_save (VeloSaleDialog *self)
{
  G_GNUC_UNUSED g_autoptr(VeloSaleDialog) alive = g_object_ref (self);
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  g_signal_emit_by_name (self, "saved", self->invoice);
  self->discarding = TRUE;
  velo_sale_dialog_end_review (self);
  if (!self->edit)
    velo_reminder_dialog_present_for_sale (parent, self->counter, self->settings, self->invoice);
  gtk_window_close (GTK_WINDOW (self));
}

static void
show_existing (VeloSaleDialog *self,
               const char     *existing_id)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  tell (self, VELO_NOTICE_KIND_WARNING, _("This sale is in the list already."));
  if (parent == NULL || existing_id == NULL)
    return;
  self->discarding = TRUE;
  velo_sale_dialog_forget_draft (self);
  gtk_widget_activate_action (GTK_WIDGET (parent), "win.open-sale", "s", existing_id);
  velo_confirm_tell (parent, _("This sale is in the list already."),
                     _("It was opened for you. Nothing was stored twice."));
  gtk_window_close (GTK_WINDOW (self));
}

static void
finish_any (VeloSaleDialog *self,
            const char     *existing_id,
            const GError   *error)
{
  g_autofree char *text = NULL;

  set_busy (self, FALSE);
  if (error == NULL)
    {
      finish_save (self);
      return;
    }
  if (g_error_matches (error, VELO_STORE_ERROR, VELO_STORE_ERROR_EXISTS))
    {
      show_existing (self, existing_id);
      return;
    }
  g_info ("the sale was not stored: %s", error->message);
  text = velo_sale_text_error (error);
  tell (self, VELO_NOTICE_KIND_ERROR, text);
}

static void
add_cb (GObject      *object,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autofree char *existing_id = NULL;
  g_autoptr(GError) error = NULL;

  velo_store_add_sale_finish (VELO_STORE (object), result, &existing_id, &error);
  if (velo_sale_actions_is_given_up (result))
    return;
  finish_any (VELO_SALE_DIALOG (user_data), existing_id, error);
}

static void
save_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  velo_store_save_sale_finish (VELO_STORE (object), result, &error);
  if (velo_sale_actions_is_given_up (result))
    return;
  finish_any (VELO_SALE_DIALOG (user_data), NULL, error);
}

/* Stores the sale, or leads to what is missing. */
void
velo_sale_dialog_save (GtkWidget  *widget,
                       const char *action_name,
                       GVariant   *parameter)
{
  VeloSaleDialog *self = VELO_SALE_DIALOG (widget);
  VeloStore *store = velo_counter_get_store (self->counter);
  const char *who = velo_sale_actions_who (self->counter);
  GtkWidget *wrong = validate (self);

  if (wrong != NULL)
    {
      tell (self, VELO_NOTICE_KIND_ERROR, _("Please check the marked fields."));
      gtk_widget_grab_focus (wrong);
      return;
    }
  velo_notice_hide (self->notice);
  velo_invoice_settle (self->invoice);
  velo_invoice_set_accepted (self->invoice, TRUE);
  set_busy (self, TRUE);
  if (self->edit)
    velo_store_save_sale_async (store, self->invoice, who, self->cancellable, save_cb, self);
  else
    velo_store_add_sale_async (store, self->invoice, self->original, who, self->cancellable, add_cb, self);
}
