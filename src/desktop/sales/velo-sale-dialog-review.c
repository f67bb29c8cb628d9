/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog of a sale as the review of an invoice: its page, who leases, and corrections that wait. What is typed in
 * waits as well. */

#define G_LOG_DOMAIN "velo-sale-dialog"

#include "config.h"

#include "velo-sale-dialog-private.h"

#include "velo-review-memory.h"
#include "velo-sale-actions.h"
#include "velo-store-sales.h"
#include "velo-text.h"

#include <glib/gi18n.h>

#define REVIEW_WIDTH 1180
#define REVIEW_HEIGHT 780

/* Turns to the page with the place of the value. */
void
velo_sale_dialog_show_place (GtkWidget  *widget,
                             const char *action_name,
                             GVariant   *parameter)
{
  velo_review_pane_show_place (VELO_SALE_DIALOG (widget)->pane);
}

static void
set_review (VeloSaleDialog *self)
{
  velo_sale_field_set_review (self->number_field, TRUE);
  velo_sale_field_set_review (self->date_field, TRUE);
  velo_sale_customer_form_set_review (self->customer_form);
  for (guint i = 0; i < self->forms->len; i++)
    velo_sale_vehicle_form_set_review (g_ptr_array_index (self->forms, i));
}

/* Who pays and who rides are two when it is leased. */
static void
add_fact (VeloSaleDialog *self,
          const char     *title,
          const char     *value)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), value);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  adw_preferences_group_add (self->invoice_group, row);
}

static void
show_leasing (VeloSaleDialog *self)
{
  const char *rider = velo_invoice_get_rider (self->invoice);

  if (velo_text_is_empty (rider))
    return;
  add_fact (self, _("Leasing Company (Recipient of the Invoice)"),
            velo_party_get_name (velo_invoice_get_buyer (self->invoice)));
  add_fact (self, _("Rider"), rider);
}

static GtkWidget *
find_doubtful (VeloSaleDialog *self,
               VeloSureness    sureness)
{
  GtkWidget *found = NULL;

  for (guint i = 0; i < self->forms->len && found == NULL; i++)
    found = velo_sale_vehicle_form_get_doubtful (g_ptr_array_index (self->forms, i), sureness);
  if (found == NULL)
    found = velo_sale_customer_form_get_doubtful (self->customer_form, sureness);
  if (found == NULL && velo_sale_field_get_sureness (self->number_field) <= sureness)
    found = GTK_WIDGET (self->number_field);
  if (found == NULL && velo_sale_field_get_sureness (self->date_field) <= sureness)
    found = GTK_WIDGET (self->date_field);
  return found;
}

/* The eye is led to the first value that is missing, else to the first guess. What is on the screen is seen. */
static void
focus_doubtful (VeloSaleDialog *self)
{
  GtkWidget *field = find_doubtful (self, VELO_SURENESS_NONE);

  if (field == NULL)
    field = find_doubtful (self, VELO_SURENESS_LOW);
  if (field != NULL)
    gtk_window_set_focus (GTK_WINDOW (self), field);
}

/* The vehicle that was read from the line of @vehicle; NULL if that was added by hand. */
static VeloVehicle *
find_read (VeloSaleDialog *self,
           VeloVehicle    *vehicle,
           guint           position)
{
  GListModel *read = G_LIST_MODEL (velo_invoice_get_vehicles (self->at_first));
  g_autoptr(VeloVehicle) same = g_list_model_get_item (read, position);

  for (guint i = 0; same == NULL || velo_vehicle_get_line (same) != velo_vehicle_get_line (vehicle); i++)
    {
      g_clear_object (&same);
      same = g_list_model_get_item (read, i);
      if (same == NULL)
        return NULL;
    }
  return same;
}

/* What was corrected before is known from what was read, and is not doubted. */
static void
compare_with_read (VeloSaleDialog *self)
{
  velo_sale_field_set_read (self->number_field, self->at_first);
  velo_sale_field_set_read (self->date_field, self->at_first);
  velo_sale_customer_form_set_read (self->customer_form, velo_invoice_get_customer (self->at_first));
  for (guint i = 0; i < self->forms->len; i++)
    {
      VeloSaleVehicleForm *form = g_ptr_array_index (self->forms, i);
      VeloVehicle *read = find_read (self, velo_sale_vehicle_form_get_vehicle (form), i);

      if (read != NULL)
        velo_sale_vehicle_form_set_read (form, read);
    }
}

/* The eye is led as at first. */
static void
show_others (VeloSaleDialog *self,
             VeloInvoice    *invoice)
{
  velo_sale_dialog_show_values (self, invoice);
  if (self->review)
    {
      set_review (self);
      compare_with_read (self);
      gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->save_button));
      focus_doubtful (self);
    }
  else
    {
      gtk_window_set_focus (GTK_WINDOW (self),
                            velo_sale_vehicle_form_get_field (g_ptr_array_index (self->forms, 0), "maker"));
    }
}

static void
make_draft (VeloSaleDialog *self)
{
  VeloStore *store = velo_counter_get_store (self->counter);

  g_clear_object (&self->draft);
  self->draft = velo_review_draft_new (store, self->draft_key, self->invoice, self->edit ? NULL : self->original);
}

static void
draft_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(VeloInvoice) invoice = NULL;
  g_autoptr(GError) error = NULL;
  VeloSaleDialog *self;

  invoice = velo_review_draft_load_finish (VELO_REVIEW_DRAFT (object), result, &error);
  if (velo_sale_actions_is_given_up (result))
    return;
  self = VELO_SALE_DIALOG (user_data);
  if (error != NULL)
    g_info ("what was entered before cannot be shown: %s", error->message);
  if (g_error_matches (error, VELO_STORE_ERROR, VELO_STORE_ERROR_CORRUPT))
    {
      /* it would be offered again and again */
      velo_review_draft_forget (self->draft);
      make_draft (self);
    }
  if (!velo_sale_dialog_is_untouched (self))
    g_clear_object (&invoice); /* somebody was faster */
  if (invoice != NULL)
    {
      show_others (self, invoice);
      g_object_set (self->notice, "button-label", _("_Discard"), NULL);
      velo_notice_show (self->notice, VELO_NOTICE_KIND_INFO,
                        self->review || self->edit
                          ? _("What you corrected before is shown. It is not stored yet.")
                          : _("What you typed in before is shown. It is not stored yet."));
    }
  velo_review_draft_watch (self->draft, self->at_first, invoice != NULL ? self->invoice : self->at_first);
}

static void
discard_draft_cb (VeloSaleDialog *self)
{
  g_object_set (self->notice, "button-label", NULL, NULL);
  velo_notice_hide (self->notice);
  velo_review_draft_forget (self->draft);
  show_others (self, self->at_first);
  make_draft (self);
  velo_review_draft_watch (self->draft, self->at_first, self->invoice);
}

/* What is entered waits from now on, and what waited is shown. */
static void
begin_draft (VeloSaleDialog *self)
{
  make_draft (self);
  g_signal_connect_object (self->notice, "button-clicked", G_CALLBACK (discard_draft_cb), self, G_CONNECT_SWAPPED);
  velo_review_draft_load_async (self->draft, self->cancellable, draft_cb, self);
}

static void
show_beside (VeloSaleDialog *self)
{
  self->review = TRUE;
  gtk_window_set_default_size (GTK_WINDOW (self), REVIEW_WIDTH, REVIEW_HEIGHT);
  velo_review_pane_show_invoice (self->pane, self->at_first, self->original);
  set_review (self);
  show_leasing (self);
  focus_doubtful (self);
  velo_sale_dialog_watch_seen (self);
  begin_draft (self);
}

static void
original_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  VeloSaleDialog *self;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) original = velo_store_load_original_finish (VELO_STORE (object), result, &error);

  if (velo_sale_actions_is_given_up (result))
    return;
  self = VELO_SALE_DIALOG (user_data);
  if (original != NULL)
    {
      self->original = g_steal_pointer (&original);
      show_beside (self);
      return;
    }
  begin_draft (self);
  g_info ("the invoice cannot be shown: %s", error->message);
  if (!g_error_matches (error, VELO_STORE_ERROR, VELO_STORE_ERROR_NOT_FOUND))
    velo_notice_show (self->notice, VELO_NOTICE_KIND_WARNING,
                      _("The file of this invoice cannot be read any more. Its values are kept."));
}

/* Puts the invoice beside the fields: the file at hand, or that of the store. Without one only what is typed waits. */
void
velo_sale_dialog_begin_review (VeloSaleDialog *self)
{
  if (self->original != NULL)
    show_beside (self);
  else if (self->edit)
    velo_store_load_original_async (velo_counter_get_store (self->counter), velo_invoice_get_id (self->invoice),
                                    self->cancellable, original_cb, self);
  else
    begin_draft (self);
}

/* Nothing waits any longer: it is stored, or not wanted. */
void
velo_sale_dialog_forget_draft (VeloSaleDialog *self)
{
  if (self->draft != NULL)
    velo_review_draft_forget (self->draft);
}

/* What was accepted is learned from, and waits no longer. */
void
velo_sale_dialog_end_review (VeloSaleDialog *self)
{
  velo_sale_dialog_forget_draft (self);
  if (!self->review)
    return;
  velo_review_memory_learn (velo_counter_get_store (self->counter), self->invoice, self->original);
}
