/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog of a sale: typed in, read from an invoice, or corrected. */

#define G_LOG_DOMAIN "velo-sale-dialog"

#include "config.h"

#include "velo-sale-dialog-private.h"

#include "velo-below.h"
#include "velo-confirm.h"
#include "velo-date.h"
#include "velo-invoice-check.h"
#include "velo-notice.h"
#include "velo-reminder-dialog.h"
#include "velo-sale-actions.h"
#include "velo-sale-customer-form.h"
#include "velo-sale-employee-row.h"
#include "velo-sale-field.h"
#include "velo-sale-text.h"
#include "velo-store-drafts.h"
#include "velo-store-sales.h"
#include "velo-text.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (VeloSaleDialog, velo_sale_dialog, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static VeloCustomer *
get_customer (VeloSaleDialog *self)
{
  return velo_invoice_get_customer (self->invoice);
}

/* Vehicles */

static void
number_forms (VeloSaleDialog *self)
{
  for (guint i = 0; i < self->forms->len; i++)
    velo_sale_vehicle_form_set_number (g_ptr_array_index (self->forms, i), i + 1, self->forms->len);
}

static void
remove_requested_cb (VeloSaleDialog      *self,
                     VeloSaleVehicleForm *form)
{
  GListStore *vehicles = velo_invoice_get_vehicles (self->invoice);
  guint position;

  if (self->forms->len < 2)
    return;
  if (g_list_store_find (vehicles, velo_sale_vehicle_form_get_vehicle (form), &position))
    g_list_store_remove (vehicles, position);
  g_ptr_array_remove (self->forms, form);
  gtk_box_remove (self->vehicles_box, GTK_WIDGET (form));
  number_forms (self);
}

static void
append_form (VeloSaleDialog *self,
             VeloVehicle    *vehicle)
{
  GtkWidget *form = velo_sale_vehicle_form_new (vehicle);

  velo_sale_vehicle_form_set_country (VELO_SALE_VEHICLE_FORM (form),
                                      velo_customer_get_country (get_customer (self)));
  velo_sale_vehicle_form_set_store (VELO_SALE_VEHICLE_FORM (form), velo_counter_get_store (self->counter));
  g_signal_connect_object (form, "remove-requested", G_CALLBACK (remove_requested_cb), self,
                           G_CONNECT_SWAPPED);
  g_ptr_array_add (self->forms, form);
  gtk_box_append (self->vehicles_box, form);
  if (self->review)
    velo_sale_vehicle_form_set_review (VELO_SALE_VEHICLE_FORM (form));
}

static void
append_vehicle (VeloSaleDialog *self)
{
  g_autoptr(VeloVehicle) vehicle = velo_vehicle_new ();

  velo_vehicle_set_kind (vehicle, VELO_ARTICLE_KIND_EBIKE);
  velo_vehicle_set_purchase_date (vehicle, velo_invoice_get_date (self->invoice));
  g_list_store_append (velo_invoice_get_vehicles (self->invoice), vehicle);
  append_form (self, vehicle);
}

static void
add_vehicle (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  VeloSaleDialog *self = VELO_SALE_DIALOG (widget);

  append_vehicle (self);
  number_forms (self);
  gtk_widget_grab_focus (velo_sale_vehicle_form_get_field (
    g_ptr_array_index (self->forms, self->forms->len - 1), "maker"));
}

static void
country_changed_cb (VeloSaleDialog *self)
{
  for (guint i = 0; i < self->forms->len; i++)
    velo_sale_vehicle_form_set_country (g_ptr_array_index (self->forms, i),
                                        velo_customer_get_country (get_customer (self)));
}

static const char *
get_shop_country (VeloSaleDialog *self)
{
  g_autoptr(GSettings) shop = NULL;

  if (self->settings == NULL)
    return "DE";
  shop = g_settings_get_child (self->settings, "shop");
  return g_settings_get_enum (shop, "country") == 1 ? "AT" : "DE";
}

/* Closing */

static void
discard_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(VeloSaleDialog) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!velo_confirm_finish (result, &error) || error != NULL)
    return;
  self->discarding = TRUE;
  velo_sale_dialog_forget_draft (self);
  gtk_window_close (GTK_WINDOW (self));
}

/* Who sells is filled in by itself. */
gboolean
velo_sale_dialog_is_untouched (VeloSaleDialog *self)
{
  velo_invoice_set_employee_id (self->at_first, velo_invoice_get_employee_id (self->invoice));
  velo_invoice_set_employee_name (self->at_first, velo_invoice_get_employee_name (self->invoice));
  return velo_record_equal (self->invoice, self->at_first);
}

static gboolean
velo_sale_dialog_close_request (GtkWindow *window)
{
  VeloSaleDialog *self = VELO_SALE_DIALOG (window);
  VeloConfirmSpec spec = {
    .heading = _("Discard what you entered?"),
    .body = _("This sale has not been saved."),
    .cancel_label = _("_Go On"),
    .confirm_label = _("_Discard"),
    .destructive = TRUE,
  };

  if (!self->discarding && !self->review && !velo_sale_dialog_is_untouched (self))
    {
      velo_confirm_async (window, &spec, NULL, discard_cb, g_object_ref (self));
      return TRUE;
    }
  return GTK_WINDOW_CLASS (velo_sale_dialog_parent_class)->close_request (window);
}

/* Opening */

static void
show_check (VeloSaleDialog *self)
{
  adw_window_title_set_title (self->window_title, _("Check the Sale"));
  adw_window_title_set_subtitle (self->window_title, velo_sale_text_format (velo_invoice_get_format (self->invoice)));
  velo_sale_dialog_show_source (self);
}

static void
set_checked (VeloSaleDialog *self)
{
  velo_sale_field_set_checked (self->number_field);
  velo_sale_field_set_checked (self->date_field);
  velo_sale_customer_form_set_checked (self->customer_form);
  for (guint i = 0; i < self->forms->len; i++)
    velo_sale_vehicle_form_set_checked (g_ptr_array_index (self->forms, i));
}

static void
show_invoice (VeloSaleDialog *self)
{
  GListModel *findings = G_LIST_MODEL (velo_invoice_get_findings (self->invoice));
  GListModel *vehicles = G_LIST_MODEL (velo_invoice_get_vehicles (self->invoice));
  g_autoptr(GDate) today = velo_date_today ();

  if (velo_invoice_get_date (self->invoice) == NULL && self->original == NULL)
    velo_invoice_set_date (self->invoice, today);
  velo_sale_field_bind (self->number_field, self->invoice, "number", findings);
  velo_sale_field_bind (self->date_field, self->invoice, "date", findings);
  self->customer_form = VELO_SALE_CUSTOMER_FORM (
    velo_sale_customer_form_new (get_customer (self), findings, get_shop_country (self)));
  gtk_box_append (self->customer_box, GTK_WIDGET (self->customer_form));
  g_signal_connect_object (get_customer (self), "notify::country", G_CALLBACK (country_changed_cb), self,
                           G_CONNECT_SWAPPED);
  for (guint i = 0; i < g_list_model_get_n_items (vehicles); i++)
    {
      g_autoptr(VeloVehicle) vehicle = g_list_model_get_item (vehicles, i);

      append_form (self, vehicle);
    }
  if (self->forms->len == 0)
    append_vehicle (self);
  number_forms (self);
  if (velo_invoice_is_confirmed (self->invoice))
    set_checked (self);
}

/* Shows other values of the same sale, as they were when its review was closed. */
void
velo_sale_dialog_show_values (VeloSaleDialog *self,
                              VeloInvoice    *invoice)
{
  for (guint i = 0; i < self->forms->len; i++)
    gtk_box_remove (self->vehicles_box, g_ptr_array_index (self->forms, i));
  g_ptr_array_set_size (self->forms, 0);
  gtk_box_remove (self->customer_box, GTK_WIDGET (self->customer_form));
  g_signal_handlers_disconnect_by_func (get_customer (self), country_changed_cb, self);
  velo_record_assign (self->invoice, invoice);
  show_invoice (self);
}

static void
velo_sale_dialog_dispose (GObject *object)
{
  VeloSaleDialog *self = VELO_SALE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->draft);
  g_clear_handle_id (&self->look_id, g_source_remove);
  g_ptr_array_set_size (self->forms, 0);
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_SALE_DIALOG);
  g_clear_object (&self->counter);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (velo_sale_dialog_parent_class)->dispose (object);
}

static void
velo_sale_dialog_finalize (GObject *object)
{
  VeloSaleDialog *self = VELO_SALE_DIALOG (object);

  g_clear_object (&self->invoice);
  g_clear_object (&self->at_first);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->original, g_bytes_unref);
  g_clear_pointer (&self->forms, g_ptr_array_unref);
  g_free (self->source_text);
  g_free (self->draft_key);

  G_OBJECT_CLASS (velo_sale_dialog_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, VeloSaleDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleDialog, notice);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleDialog, pane);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleDialog, vehicles_box);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleDialog, customer_box);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleDialog, number_field);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleDialog, date_field);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleDialog, invoice_group);
}

static void
velo_sale_dialog_class_init (VeloSaleDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = velo_sale_dialog_dispose;
  object_class->finalize = velo_sale_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = velo_sale_dialog_close_request;

  /**
   * VeloSaleDialog::saved:
   * @invoice: what was stored
   *
   * The sale is in the store.
   */
  signals[SIGNAL_SAVED] =
    g_signal_new ("saved", VELO_TYPE_SALE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, VELO_TYPE_INVOICE);

  gtk_widget_class_install_action (widget_class, "sale-dialog.save", NULL, velo_sale_dialog_save);
  gtk_widget_class_install_action (widget_class, "sale-dialog.add-vehicle", NULL, add_vehicle);
  gtk_widget_class_install_action (widget_class, "sale-dialog.show-place", NULL, velo_sale_dialog_show_place);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "sale-dialog.save", NULL);
  g_type_ensure (VELO_TYPE_NOTICE);
  g_type_ensure (VELO_TYPE_REVIEW_PANE);
  g_type_ensure (VELO_TYPE_SALE_FIELD);
  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/sales/velo-sale-dialog.ui");
  bind_children (widget_class);
}

static void
velo_sale_dialog_init (VeloSaleDialog *self)
{
  self->forms = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The sale if it is stored, else the file: opening it again finds what was entered. There is one form without a file. */
static char *
make_draft_key (VeloSaleDialog *self)
{
  const char *sha256 = velo_invoice_get_sha256 (self->invoice);

  if (self->edit)
    return g_strconcat (VELO_STORE_DRAFT_SALE, velo_invoice_get_id (self->invoice), NULL);
  if (self->original == NULL)
    return g_strdup (VELO_STORE_DRAFT_TYPED);
  return velo_text_is_empty (sha256) ? NULL : g_strconcat (VELO_STORE_DRAFT_FILE, sha256, NULL);
}

static VeloSaleDialog *
make (GtkWindow   *parent,
      VeloCounter *counter,
      GSettings   *settings,
      VeloInvoice *invoice,
      GBytes      *original,
      gboolean     edit)
{
  VeloSaleDialog *self = g_object_new (VELO_TYPE_SALE_DIALOG,
                                       "transient-for", parent,
                                       /* for the keys of the program, help above all */
                                       "application", parent == NULL ? NULL : gtk_window_get_application (parent),
                                       NULL);
  velo_below_follow (GTK_WINDOW (self));

  self->counter = g_object_ref (counter);
  g_set_object (&self->settings, settings);
  self->invoice = invoice == NULL ? velo_invoice_new () : velo_record_copy (invoice);
  self->original = original == NULL ? NULL : g_bytes_ref (original);
  self->edit = edit;
  self->draft_key = make_draft_key (self);
  show_invoice (self);
  self->at_first = velo_record_copy (self->invoice);
  if (original != NULL)
    show_check (self);
  else if (edit)
    adw_window_title_set_title (self->window_title, _("Edit the Sale"));
  gtk_window_set_title (GTK_WINDOW (self), adw_window_title_get_title (self->window_title));
  gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (self->save_button));
  gtk_window_set_focus (GTK_WINDOW (self),
                        original != NULL ? GTK_WIDGET (self->save_button)
                                         : velo_sale_vehicle_form_get_field (
                                             g_ptr_array_index (self->forms, 0), "maker"));
  adw_preferences_group_add (self->invoice_group,
                             velo_sale_employee_row_new (self->counter, self->invoice));
  velo_sale_dialog_begin_review (self);
  return self;
}

/**
 * velo_sale_dialog_new:
 * @parent: (nullable): the window that it belongs to
 * @counter: where the store is
 * @settings: (nullable): the settings' root
 * @invoice: (nullable): what was read, %NULL for a sale to be typed in; copied
 * @original: (nullable): the file that was read
 *
 * Returns: (transfer none): the dialog of a new sale, not yet presented
 */
VeloSaleDialog *
velo_sale_dialog_new (GtkWindow   *parent,
                      VeloCounter *counter,
                      GSettings   *settings,
                      VeloInvoice *invoice,
                      GBytes      *original)
{
  g_return_val_if_fail (VELO_IS_COUNTER (counter), NULL);

  return make (parent, counter, settings, invoice, original, FALSE);
}

/**
 * velo_sale_dialog_new_edit:
 * @parent: (nullable): the window that it belongs to
 * @counter: where the store is
 * @settings: (nullable): the settings' root
 * @invoice: a sale of the store; copied
 *
 * Returns: (transfer none): the dialog that corrects it, not yet presented
 */
VeloSaleDialog *
velo_sale_dialog_new_edit (GtkWindow   *parent,
                           VeloCounter *counter,
                           GSettings   *settings,
                           VeloInvoice *invoice)
{
  g_return_val_if_fail (VELO_IS_COUNTER (counter), NULL);
  g_return_val_if_fail (VELO_IS_INVOICE (invoice), NULL);

  return make (parent, counter, settings, invoice, NULL, TRUE);
}

/**
 * velo_sale_dialog_new_check:
 * @parent: (nullable): the window that it belongs to
 * @counter: where the store is
 * @settings: (nullable): the settings' root
 * @invoice: a sale of the store that came in by itself; copied
 * @original: the file that it was read from
 *
 * Returns: (transfer none): the review of it beside its invoice, not yet presented
 */
VeloSaleDialog *
velo_sale_dialog_new_check (GtkWindow   *parent,
                            VeloCounter *counter,
                            GSettings   *settings,
                            VeloInvoice *invoice,
                            GBytes      *original)
{
  g_return_val_if_fail (VELO_IS_COUNTER (counter), NULL);
  g_return_val_if_fail (VELO_IS_INVOICE (invoice), NULL);
  g_return_val_if_fail (original != NULL, NULL);

  return make (parent, counter, settings, invoice, original, TRUE);
}

/**
 * velo_sale_dialog_find:
 * @counter: where the store is
 * @draft_key: as what a sale is kept until it is saved, see velo_store_put_draft_async()
 *
 * What is entered waits in one place, so there is one window for it.
 *
 * Returns: (transfer none) (nullable): the open dialog of that sale
 */
VeloSaleDialog *
velo_sale_dialog_find (VeloCounter *counter,
                       const char  *draft_key)
{
  GListModel *windows = gtk_window_get_toplevels ();

  g_return_val_if_fail (VELO_IS_COUNTER (counter), NULL);
  g_return_val_if_fail (draft_key != NULL, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);
      VeloSaleDialog *self = VELO_IS_SALE_DIALOG (window) ? VELO_SALE_DIALOG (window) : NULL;

      if (self != NULL && self->counter == counter && !self->discarding
          && g_strcmp0 (self->draft_key, draft_key) == 0)
        return self;
    }
  return NULL;
}

/**
 * velo_sale_dialog_get_invoice:
 * @self: a dialog
 *
 * Returns: (transfer none): the sale as it is entered now
 */
VeloInvoice *
velo_sale_dialog_get_invoice (VeloSaleDialog *self)
{
  g_return_val_if_fail (VELO_IS_SALE_DIALOG (self), NULL);

  return self->invoice;
}

/**
 * velo_sale_dialog_get_form:
 * @self: a dialog
 * @index: which vehicle, from 0
 *
 * Returns: (transfer none) (nullable): its fields, %NULL if there are fewer vehicles
 */
VeloSaleVehicleForm *
velo_sale_dialog_get_form (VeloSaleDialog *self,
                           guint           index)
{
  g_return_val_if_fail (VELO_IS_SALE_DIALOG (self), NULL);

  return index < self->forms->len ? g_ptr_array_index (self->forms, index) : NULL;
}

/**
 * velo_sale_dialog_get_field:
 * @self: a dialog
 * @property: property of #VeloCustomer, or "number" or "date" of #VeloInvoice
 *
 * Returns: (transfer none) (nullable): the field for @property
 */
GtkWidget *
velo_sale_dialog_get_field (VeloSaleDialog *self,
                            const char     *property)
{
  g_return_val_if_fail (VELO_IS_SALE_DIALOG (self), NULL);

  if (g_str_equal (property, "number"))
    return GTK_WIDGET (self->number_field);
  if (g_str_equal (property, "date"))
    return GTK_WIDGET (self->date_field);
  return velo_sale_customer_form_get_field (self->customer_form, property);
}

/**
 * velo_sale_dialog_get_notice:
 * @self: a dialog
 *
 * Returns: (transfer none) (nullable): the sentence above the fields, %NULL if none is shown
 */
const char *
velo_sale_dialog_get_notice (VeloSaleDialog *self)
{
  g_return_val_if_fail (VELO_IS_SALE_DIALOG (self), NULL);

  return velo_notice_get_revealed (self->notice) ? velo_notice_get_title (self->notice) : NULL;
}

/**
 * velo_sale_dialog_get_pane:
 * @self: a dialog
 *
 * Returns: (transfer none): what holds the invoice and the fields beside it
 */
VeloReviewPane *
velo_sale_dialog_get_pane (VeloSaleDialog *self)
{
  g_return_val_if_fail (VELO_IS_SALE_DIALOG (self), NULL);

  return self->pane;
}
