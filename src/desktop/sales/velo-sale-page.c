/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of one sale. */

#define G_LOG_DOMAIN "velo-sale-page"

#include "config.h"

#include "velo-sale-page.h"

#include "velo-batch-window.h"
#include "velo-confirm.h"
#include "velo-date.h"
#include "velo-document-window.h"
#include "velo-invoice-check.h"
#include "velo-invoice-sheet.h"
#include "velo-money.h"
#include "velo-notice.h"
#include "velo-print.h"
#include "velo-sale-actions.h"
#include "velo-sale-text.h"
#include "velo-sale-vehicle-card.h"
#include "velo-sales-intake.h"
#include "velo-save.h"
#include "velo-store-sales.h"
#include "velo-text.h"
#include "velo-value-row.h"

#include <glib/gi18n.h>

struct _VeloSalePage
{
  VeloWindowPage parent_instance;

  GtkStack *stack;
  AdwStatusPage *error_page;
  GtkWidget *insure_all_button;
  GtkBox *vehicles_box;
  GtkLabel *no_vehicle_label;
  GtkListBox *customer_list;
  GtkListBox *invoice_list;
  GtkListBox *lines_list;
  GtkWidget *lines_group;
  VeloNotice *review_notice;

  VeloClaimsDesk *claims_desk; /* (owned) (nullable): for assistants */
  char *invoice_id;          /* (owned) (not nullable) */
  VeloInvoice *invoice;      /* (owned) (nullable): NULL while loading */
  GCancellable *cancellable; /* (owned) (not nullable): of paper and files; cancelled when the page goes */
};

G_DEFINE_FINAL_TYPE (VeloSalePage, velo_sale_page, VELO_TYPE_WINDOW_PAGE)

typedef enum
{
  PROP_INVOICE_ID = 1,
} VeloSalePageProperty;

static GParamSpec *properties[PROP_INVOICE_ID + 1];

static VeloCounter *
get_counter (VeloSalePage *self)
{
  return velo_window_page_get_counter (VELO_WINDOW_PAGE (self));
}

static GSettings *
get_settings (VeloSalePage *self)
{
  return velo_window_page_get_settings (VELO_WINDOW_PAGE (self));
}

static VeloStore *
get_store (VeloSalePage *self)
{
  return velo_window_page_get_store (VELO_WINDOW_PAGE (self));
}

static char *
dup_title (VeloWindowPage *page)
{
  VeloSalePage *self = VELO_SALE_PAGE (page);
  if (self->invoice == NULL)
    return g_strdup (_("Sale"));
  if (velo_text_is_empty (velo_invoice_get_number (self->invoice)))
    return velo_customer_dup_name (velo_invoice_get_customer (self->invoice));
  /* Translators: %s is the number of an invoice */
  return g_strdup_printf (_("Invoice %s"), velo_invoice_get_number (self->invoice));
}

static char *
dup_subtitle (VeloWindowPage *page)
{
  VeloSalePage *self = VELO_SALE_PAGE (page);
  g_autofree char *name = NULL;
  g_autofree char *date = NULL;

  if (self->invoice == NULL)
    return g_strdup ("");
  date = velo_date_format_display (velo_invoice_get_date (self->invoice));
  if (!velo_text_is_empty (velo_invoice_get_number (self->invoice)))
    name = velo_customer_dup_name (velo_invoice_get_customer (self->invoice));
  return velo_sale_text_join (name == NULL ? "" : name, date, NULL);
}

static void
show_vehicles (VeloSalePage *self)
{
  GListModel *vehicles = G_LIST_MODEL (velo_invoice_get_vehicles (self->invoice));
  guint n_vehicles = g_list_model_get_n_items (vehicles);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->vehicles_box))) != NULL)
    gtk_box_remove (self->vehicles_box, child);
  for (guint i = 0; i < n_vehicles; i++)
    {
      g_autoptr(VeloVehicle) vehicle = g_list_model_get_item (vehicles, i);

      gtk_box_append (self->vehicles_box, velo_sale_vehicle_card_new (vehicle));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->no_vehicle_label), n_vehicles == 0);
  gtk_widget_set_visible (self->insure_all_button, velo_batch_window_is_worthwhile (self->invoice));
}

static void
show_customer (VeloSalePage *self)
{
  VeloCustomer *customer = velo_invoice_get_customer (self->invoice);
  g_autofree char *name = velo_customer_dup_name (customer);
  g_autofree char *address = velo_customer_dup_address (customer);
  g_autofree char *birth = velo_date_format_display (velo_customer_get_birth_date (customer));

  velo_value_row_clear (self->customer_list);
  velo_value_row_append (self->customer_list, _("Name"), name);
  velo_value_row_append (self->customer_list, _("Address"), address);
  velo_value_row_append (self->customer_list, _("Date of birth"), birth);
  velo_value_row_append (self->customer_list, _("Telephone"), velo_customer_get_phone (customer));
  velo_value_row_append (self->customer_list, _("Mobile"), velo_customer_get_mobile (customer));
  velo_value_row_append (self->customer_list, _("E-mail"), velo_customer_get_email (customer));
}

static void
show_head (VeloSalePage *self)
{
  VeloInvoice *invoice = self->invoice;
  g_autofree char *date = velo_date_format_display (velo_invoice_get_date (invoice));
  g_autofree char *gross = velo_money_format_display (velo_invoice_get_gross_cents (invoice));
  g_autofree char *taken = velo_time_format_display (velo_invoice_get_taken_in_at (invoice));

  velo_value_row_clear (self->invoice_list);
  velo_value_row_append (self->invoice_list, _("Number of the invoice"), velo_invoice_get_number (invoice));
  velo_value_row_append (self->invoice_list, _("Date"), date);
  if (velo_invoice_get_gross_cents (invoice) != 0)
    velo_value_row_append (self->invoice_list, _("Total"), gross);
  velo_value_row_append (self->invoice_list, _("Sold by"), velo_invoice_get_employee_name (invoice));
  velo_value_row_append (self->invoice_list, _("Origin"),
                         velo_sale_text_format (velo_invoice_get_format (invoice)));
  velo_value_row_append (self->invoice_list, _("File"), velo_invoice_get_file_name (invoice));
  velo_value_row_append (self->invoice_list, _("Taken In"), taken);
}

/* What was accepted is stored without doubts; this one came in by itself. */
static void
show_review (VeloSalePage *self)
{
  if (velo_text_is_empty (velo_invoice_get_sha256 (self->invoice)) || !velo_invoice_needs_review (self->invoice))
    velo_notice_hide (self->review_notice);
  else
    velo_notice_show (self->review_notice, VELO_NOTICE_KIND_WARNING,
                      _("Some values of this invoice are missing or guessed."));
}

static void
show_lines (VeloSalePage *self)
{
  GListModel *lines = G_LIST_MODEL (velo_invoice_get_lines (self->invoice));

  velo_value_row_clear (self->lines_list);
  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr(VeloInvoiceLine) line = g_list_model_get_item (lines, i);
      g_autofree char *amount = velo_money_format_display (velo_invoice_line_get_gross_cents (line));
      g_autofree char *value = velo_sale_text_join (velo_sale_text_article (velo_invoice_line_get_kind (line)),
                                                    amount, NULL);

      velo_value_row_append (self->lines_list, velo_invoice_line_get_description (line), value);
    }
  gtk_widget_set_visible (self->lines_group, g_list_model_get_n_items (lines) > 0);
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  VeloSalePage *self;
  g_autoptr(VeloInvoice) invoice = NULL;
  g_autoptr(GError) error = NULL;

  invoice = velo_store_get_sale_finish (VELO_STORE (object), result, &error);
  if (velo_sale_actions_is_given_up (result))
    return;
  self = VELO_SALE_PAGE (user_data);
  if (invoice == NULL)
    {
      g_autofree char *text = velo_sale_text_error (error);

      adw_status_page_set_description (self->error_page, text);
      gtk_stack_set_visible_child_name (self->stack, "error");
      return;
    }
  if (self->invoice != NULL && velo_record_equal (self->invoice, invoice))
    return;
  g_set_object (&self->invoice, invoice);
  show_vehicles (self);
  show_customer (self);
  show_head (self);
  show_lines (self);
  show_review (self);
  gtk_stack_set_visible_child_name (self->stack, "sale");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sale.original",
                                 !velo_text_is_empty (velo_invoice_get_sha256 (invoice)));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sale.print", TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sale.save-copy", TRUE);
  velo_window_page_title_changed (VELO_WINDOW_PAGE (self));
}

static void
load (VeloWindowPage *page)
{
  velo_store_get_sale_async (velo_window_page_get_store (page), VELO_SALE_PAGE (page)->invoice_id,
                             velo_window_page_get_cancellable (page), loaded_cb, page);
}

static void
tell (VeloSalePage *self,
      const GError *error)
{
  g_autofree char *text = velo_sale_text_error (error);

  velo_confirm_tell (velo_sale_actions_window (GTK_WIDGET (self)), _("The invoice cannot be shown"), text);
}

static void
printed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(VeloSalePage) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!velo_print_finish (result, &error)
      && error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    velo_confirm_tell (velo_sale_actions_window (GTK_WIDGET (self)), _("The invoice was not printed"),
                       _("Please check the printer and try again."));
}

static void
paper_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(VeloSalePage) self = user_data;
  g_autoptr(GBytes) pdf = NULL;
  g_autofree char *title = NULL;
  g_autoptr(GError) error = NULL;

  pdf = velo_invoice_paper_finish (result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sale.print", TRUE);
  if (pdf == NULL)
    {
      tell (self, error);
      return;
    }
  title = velo_window_page_dup_title (VELO_WINDOW_PAGE (self));
  velo_print_async (velo_sale_actions_window (GTK_WIDGET (self)), pdf, title, NULL, self->cancellable,
                    printed_cb, g_object_ref (self));
}

static void
print_invoice (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  VeloSalePage *self = VELO_SALE_PAGE (widget);

  if (self->invoice == NULL)
    return;
  gtk_widget_action_set_enabled (widget, "sale.print", FALSE);
  velo_invoice_paper_async (get_counter (self), get_settings (self), self->invoice, self->cancellable, paper_cb,
                            g_object_ref (self));
}

static void
copy_saved_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(VeloSalePage) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!velo_save_finish (result, &error) && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    velo_confirm_tell (velo_sale_actions_window (GTK_WIDGET (self)), _("The copy was not saved"),
                       _("Please choose another folder and try again."));
}

static void
copy_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(VeloSalePage) self = user_data;
  g_autoptr(GBytes) pdf = NULL;
  g_autofree char *title = NULL;
  g_autofree char *name = NULL;
  g_autoptr(GError) error = NULL;

  pdf = velo_invoice_copy_finish (result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sale.save-copy", TRUE);
  if (pdf == NULL)
    {
      g_autofree char *text = velo_sale_text_error (error);

      velo_confirm_tell (velo_sale_actions_window (GTK_WIDGET (self)), _("The copy cannot be made"), text);
      return;
    }
  title = velo_window_page_dup_title (VELO_WINDOW_PAGE (self));
  name = g_strconcat (title, ".pdf", NULL);
  velo_save_async (velo_sale_actions_window (GTK_WIDGET (self)), pdf, name, copy_saved_cb, g_object_ref (self));
}

static void
save_copy (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  VeloSalePage *self = VELO_SALE_PAGE (widget);

  if (self->invoice == NULL)
    return;
  gtk_widget_action_set_enabled (widget, "sale.save-copy", FALSE);
  velo_invoice_copy_async (get_counter (self), get_settings (self), self->invoice, self->cancellable, copy_cb,
                           g_object_ref (self));
}

static void
original_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(VeloSalePage) self = user_data;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;

  bytes = velo_store_load_original_finish (VELO_STORE (object), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (bytes == NULL)
    tell (self, error);
  else
    velo_open_outside (velo_sale_actions_window (GTK_WIDGET (self)), bytes,
                       velo_invoice_get_file_name (self->invoice));
}

/* A PDF is shown here; what else came is for the program that knows it. */
static void
show_original (VeloSalePage *self)
{
  g_autoptr(VeloDocument) document = velo_document_new ();
  g_autofree char *title = velo_window_page_dup_title (VELO_WINDOW_PAGE (self));

  velo_document_set_kind (document, VELO_DOCUMENT_KIND_INVOICE);
  velo_document_set_title (document, title);
  velo_document_set_file_name (document, velo_invoice_get_file_name (self->invoice));
  velo_document_set_content_type (document, velo_invoice_get_content_type (self->invoice));
  velo_document_set_sha256 (document, velo_invoice_get_sha256 (self->invoice));
  gtk_window_present (GTK_WINDOW (velo_document_window_new (velo_sale_actions_window (GTK_WIDGET (self)),
                                                            get_store (self), document)));
}

static void
open_original (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  VeloSalePage *self = VELO_SALE_PAGE (widget);

  if (g_str_equal (velo_invoice_get_content_type (self->invoice), "application/pdf"))
    {
      show_original (self);
      return;
    }
  velo_store_load_original_async (get_store (self), self->invoice_id, self->cancellable, original_cb,
                                  g_object_ref (self));
}

static void
insure_all (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  VeloSalePage *self = VELO_SALE_PAGE (widget);

  GtkWidget *window = velo_batch_window_new (velo_sale_actions_window (widget), get_counter (self), get_settings (self),
                                             self->invoice_id);

  velo_batch_window_set_claims_desk (VELO_BATCH_WINDOW (window), self->claims_desk);
  gtk_window_present (GTK_WINDOW (window));
}

static void
edit (GtkWidget  *widget,
      const char *action_name,
      GVariant   *parameter)
{
  VeloSalePage *self = VELO_SALE_PAGE (widget);

  velo_sales_edit (velo_sale_actions_window (widget), get_counter (self), get_settings (self), self->invoice_id);
}

static void
velo_sale_page_constructed (GObject *object)
{
  VeloSalePage *self = VELO_SALE_PAGE (object);

  G_OBJECT_CLASS (velo_sale_page_parent_class)->constructed (object);

  g_return_if_fail (self->invoice_id != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sale.original", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sale.print", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sale.save-copy", FALSE);
  velo_window_page_load (VELO_WINDOW_PAGE (self));
}

static void
velo_sale_page_dispose (GObject *object)
{
  g_cancellable_cancel (VELO_SALE_PAGE (object)->cancellable);

  G_OBJECT_CLASS (velo_sale_page_parent_class)->dispose (object);
}

static void
velo_sale_page_finalize (GObject *object)
{
  VeloSalePage *self = VELO_SALE_PAGE (object);

  g_clear_object (&self->claims_desk);
  g_clear_object (&self->invoice);
  g_clear_object (&self->cancellable);
  g_free (self->invoice_id);

  G_OBJECT_CLASS (velo_sale_page_parent_class)->finalize (object);
}

static void
velo_sale_page_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  VeloSalePage *self = VELO_SALE_PAGE (object);

  switch ((VeloSalePageProperty) prop_id)
    {
    case PROP_INVOICE_ID:
      g_value_set_string (value, self->invoice_id);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_sale_page_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  VeloSalePage *self = VELO_SALE_PAGE (object);

  switch ((VeloSalePageProperty) prop_id)
    {
    case PROP_INVOICE_ID:
      self->invoice_id = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_sale_page_class_init (VeloSalePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  VeloWindowPageClass *page_class = VELO_WINDOW_PAGE_CLASS (klass);

  object_class->constructed = velo_sale_page_constructed;
  object_class->dispose = velo_sale_page_dispose;
  object_class->finalize = velo_sale_page_finalize;
  object_class->get_property = velo_sale_page_get_property;
  object_class->set_property = velo_sale_page_set_property;
  page_class->dup_title = dup_title;
  page_class->dup_subtitle = dup_subtitle;
  page_class->load = load;

  properties[PROP_INVOICE_ID] =
    g_param_spec_string ("invoice-id", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (VELO_TYPE_NOTICE);
  velo_sale_actions_install (widget_class);
  gtk_widget_class_install_action (widget_class, "sale.insure-all", NULL, insure_all);
  gtk_widget_class_install_action (widget_class, "sale.edit", NULL, edit);
  gtk_widget_class_install_action (widget_class, "sale.print", NULL, print_invoice);
  gtk_widget_class_install_action (widget_class, "sale.save-copy", NULL, save_copy);
  gtk_widget_class_install_action (widget_class, "sale.original", NULL, open_original);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "sale.print", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/sales/velo-sale-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloSalePage, stack);
  gtk_widget_class_bind_template_child (widget_class, VeloSalePage, error_page);
  gtk_widget_class_bind_template_child (widget_class, VeloSalePage, insure_all_button);
  gtk_widget_class_bind_template_child (widget_class, VeloSalePage, vehicles_box);
  gtk_widget_class_bind_template_child (widget_class, VeloSalePage, no_vehicle_label);
  gtk_widget_class_bind_template_child (widget_class, VeloSalePage, customer_list);
  gtk_widget_class_bind_template_child (widget_class, VeloSalePage, invoice_list);
  gtk_widget_class_bind_template_child (widget_class, VeloSalePage, lines_list);
  gtk_widget_class_bind_template_child (widget_class, VeloSalePage, lines_group);
  gtk_widget_class_bind_template_child (widget_class, VeloSalePage, review_notice);
}

static void
velo_sale_page_init (VeloSalePage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * velo_sale_page_new:
 * @counter: where the store is
 * @settings: (nullable): the settings' root
 * @invoice_id: a sale of the store
 *
 * Returns: (transfer floating): the page, loading
 */
GtkWidget *
velo_sale_page_new (VeloCounter *counter,
                    GSettings   *settings,
                    const char  *invoice_id)
{
  g_return_val_if_fail (VELO_IS_COUNTER (counter), NULL);
  g_return_val_if_fail (invoice_id != NULL, NULL);

  return g_object_new (VELO_TYPE_SALE_PAGE,
                       "counter", counter, "settings", settings, "invoice-id", invoice_id, NULL);
}

/**
 * velo_sale_page_set_claims_desk:
 * @self: a page
 * @desk: (nullable): the way to the claims service, for assistants that are opened from here
 */
void
velo_sale_page_set_claims_desk (VeloSalePage   *self,
                                VeloClaimsDesk *desk)
{
  g_return_if_fail (VELO_IS_SALE_PAGE (self));

  g_set_object (&self->claims_desk, desk);
}

/**
 * velo_sale_page_get_invoice:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): the sale, %NULL until it is loaded
 */
VeloInvoice *
velo_sale_page_get_invoice (VeloSalePage *self)
{
  g_return_val_if_fail (VELO_IS_SALE_PAGE (self), NULL);

  return self->invoice;
}

/**
 * velo_sale_page_get_showing:
 * @self: a page
 *
 * Returns: "loading", "sale" or "error"
 */
const char *
velo_sale_page_get_showing (VeloSalePage *self)
{
  g_return_val_if_fail (VELO_IS_SALE_PAGE (self), NULL);

  return gtk_stack_get_visible_child_name (self->stack);
}
