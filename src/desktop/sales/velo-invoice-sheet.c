/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The invoice of a sale on paper: the file as it came, stamped, or a clean layout of our own. */

#define G_LOG_DOMAIN "velo-invoice-sheet"

#include "config.h"

#include "velo-invoice-sheet.h"

#include "velo-date.h"
#include "velo-document-check.h"
#include "velo-money.h"
#include "velo-pdf-flatten.h"
#include "velo-pdf-stamp.h"
#include "velo-sale-text.h"
#include "velo-store-sales.h"
#include "velo-text.h"

#include <glib/gi18n.h>

typedef struct
{
  VeloInvoice *invoice; /* (owned) */
  GSettings *settings;  /* (owned) (nullable) */
  VeloSheet *sheet;     /* (owned) (nullable): being rendered */
  GBytes *original;     /* (owned) (nullable): the file that came */
  gboolean training;
  gboolean keep;        /* everything that is in the file that came */
} Paper;

static void
paper_free (Paper *paper)
{
  g_clear_object (&paper->invoice);
  g_clear_object (&paper->settings);
  g_clear_object (&paper->sheet);
  g_clear_pointer (&paper->original, g_bytes_unref);
  g_free (paper);
}

/* While an application is on its way nothing is certain, and nothing is printed. */
static char *
get_vehicle_notice (VeloVehicle *vehicle,
                    const char  *not_insured_text)
{
  switch (velo_vehicle_get_state (vehicle))
    {
    case VELO_INSURANCE_STATE_INSURED:
      if (velo_text_is_empty (velo_vehicle_get_contract_number (vehicle)))
        return NULL;
      /* Translators: printed on an invoice; %s is the number of the insurance contract */
      return g_strdup_printf (_("Insured, contract %s."), velo_vehicle_get_contract_number (vehicle));
    case VELO_INSURANCE_STATE_OPEN:
    case VELO_INSURANCE_STATE_REFUSED:
    case VELO_INSURANCE_STATE_DECLINED:
    case VELO_INSURANCE_STATE_UNINSURABLE:
    case VELO_INSURANCE_STATE_ENDED:
      return g_strdup (not_insured_text);
    case VELO_INSURANCE_STATE_DRAFT:
    case VELO_INSURANCE_STATE_SIGNED:
    case VELO_INSURANCE_STATE_SENDING:
    case VELO_INSURANCE_STATE_UNCLEAR:
    case VELO_INSURANCE_STATE_HANDED_OVER:
    default:
      return NULL;
    }
}

/**
 * velo_invoice_sheet_notice:
 * @invoice: a sale
 * @settings: (nullable): the settings' root
 *
 * Returns: (transfer full): what is printed about the insurance of each vehicle, one a line;
 *   empty if nothing is to be said or the shop does not want it
 */
char *
velo_invoice_sheet_notice (VeloInvoice *invoice,
                           GSettings   *settings)
{
  g_autoptr(GSettings) sale = NULL;
  g_autoptr(GString) notice = g_string_new (NULL);
  g_autofree char *text = NULL;
  GListModel *vehicles;
  guint n_vehicles;

  g_return_val_if_fail (VELO_IS_INVOICE (invoice), NULL);

  if (settings == NULL)
    return g_strdup ("");
  sale = g_settings_get_child (settings, "sale");
  if (!g_settings_get_boolean (sale, "not-insured-notice"))
    return g_strdup ("");
  text = g_settings_get_string (sale, "not-insured-text");
  vehicles = G_LIST_MODEL (velo_invoice_get_vehicles (invoice));
  n_vehicles = g_list_model_get_n_items (vehicles);
  for (guint i = 0; i < n_vehicles; i++)
    {
      g_autoptr(VeloVehicle) vehicle = g_list_model_get_item (vehicles, i);
      g_autofree char *line = get_vehicle_notice (vehicle, text);
      g_autofree char *name = velo_vehicle_dup_name (vehicle);

      if (velo_text_is_empty (line))
        continue;
      if (notice->len > 0)
        g_string_append_c (notice, '\n');
      if (n_vehicles > 1 && *name != '\0')
        g_string_append_printf (notice, "%s: ", name);
      g_string_append (notice, line);
    }
  return g_string_free (g_steal_pointer (&notice), FALSE);
}

/**
 * velo_invoice_sheet_set_sender:
 * @sheet: a sheet
 * @settings: (nullable): the settings' root
 * @training: whether this is training
 *
 * Puts the shop's name and address on top; in training, as long as the shop has not entered its
 * own, those of the training's shop.
 */
void
velo_invoice_sheet_set_sender (VeloSheet *sheet,
                               GSettings *settings,
                               gboolean   training)
{
  static const char * const keys[] = { "name", "street", "postcode", "city", "phone", "email" };
  g_autoptr(VeloParty) invented = velo_party_new_training ();
  g_autoptr(GString) sender = g_string_new (NULL);
  g_autofree char *name = NULL;
  g_autoptr(GSettings) shop = NULL;

  g_return_if_fail (VELO_IS_SHEET (sheet));

  if (settings == NULL)
    return;
  shop = g_settings_get_child (settings, "shop");
  name = g_settings_get_string (shop, "name");
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *value = NULL;

      if (training && velo_text_is_empty (name))
        g_object_get (invented, keys[i], &value, NULL);
      else
        value = g_settings_get_string (shop, keys[i]);
      if (velo_text_is_empty (value))
        continue;
      if (sender->len > 0)
        g_string_append (sender, g_str_equal (keys[i], "city") ? " " : "\n");
      g_string_append (sender, value);
    }
  if (sender->len > 0)
    velo_sheet_set_sender (sheet, sender->str);
}

static void
add_head (VeloSheet   *sheet,
          VeloInvoice *invoice)
{
  VeloCustomer *customer = velo_invoice_get_customer (invoice);
  g_autofree char *name = velo_customer_dup_name (customer);
  g_autofree char *place = g_strjoin (" ", velo_customer_get_postcode (customer),
                                      velo_customer_get_city (customer), NULL);
  g_autofree char *address = g_strjoin ("\n", name, velo_customer_get_street (customer), place, NULL);
  g_autofree char *date = velo_date_format_display (velo_invoice_get_date (invoice));
  g_autoptr(GString) facts = g_string_new (NULL);

  if (!velo_text_is_empty (velo_invoice_get_number (invoice)))
    g_string_append_printf (facts, "%s\t%s\n", _("Invoice"), velo_invoice_get_number (invoice));
  g_string_append_printf (facts, "%s\t%s", _("Date"), date);
  if (!velo_text_is_empty (velo_invoice_get_employee_name (invoice)))
    g_string_append_printf (facts, "\n%s\t%s", _("Sold by"), velo_invoice_get_employee_name (invoice));
  velo_sheet_add_address (sheet, address, facts->str);
}

static void
add_line (VeloSheet  *sheet,
          const char *description,
          const char *quantity,
          gint64      cents)
{
  g_autofree char *amount = velo_money_format_display (cents);
  const char *cells[] = { description, quantity, amount, NULL };

  velo_sheet_add_table_row (sheet, cells);
}

static void
add_lines (VeloSheet   *sheet,
           VeloInvoice *invoice)
{
  const VeloSheetColumn columns[] = {
    { _("Description"), 6, FALSE },
    { _("Quantity"), 1, TRUE },
    { _("Amount"), 2, TRUE },
  };
  GListModel *lines = G_LIST_MODEL (velo_invoice_get_lines (invoice));
  GListModel *vehicles = G_LIST_MODEL (velo_invoice_get_vehicles (invoice));
  g_autofree char *gross = velo_money_format_display (velo_invoice_get_gross_cents (invoice));

  velo_sheet_begin_table (sheet, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr(VeloInvoiceLine) line = g_list_model_get_item (lines, i);

      add_line (sheet, velo_invoice_line_get_description (line), velo_invoice_line_get_quantity (line),
                velo_invoice_line_get_gross_cents (line));
    }
  for (guint i = 0; g_list_model_get_n_items (lines) == 0 && i < g_list_model_get_n_items (vehicles); i++)
    {
      g_autoptr(VeloVehicle) vehicle = g_list_model_get_item (vehicles, i);
      g_autofree char *name = velo_vehicle_dup_name (vehicle);

      add_line (sheet, name, "1", velo_vehicle_get_price_cents (vehicle));
    }
  if (velo_invoice_get_net_cents (invoice) != 0)
    {
      g_autofree char *net = velo_money_format_display (velo_invoice_get_net_cents (invoice));
      g_autofree char *vat = velo_money_format_display (velo_invoice_get_vat_cents (invoice));

      velo_sheet_add_table_total (sheet, _("Net"), net, FALSE);
      velo_sheet_add_table_total (sheet, _("VAT"), vat, FALSE);
    }
  velo_sheet_add_table_total (sheet, _("Total"), gross, TRUE);
}

static void
add_row (VeloSheet  *sheet,
         const char *label,
         const char *value)
{
  if (!velo_text_is_empty (value))
    velo_sheet_add_row (sheet, label, value);
}

static void
add_vehicle (VeloSheet   *sheet,
             VeloVehicle *vehicle)
{
  g_autofree char *name = velo_vehicle_dup_name (vehicle);
  g_autofree char *lock = g_strjoin (" ", velo_vehicle_get_lock_kind (vehicle),
                                     velo_vehicle_get_lock_maker (vehicle),
                                     velo_vehicle_get_lock_model (vehicle), NULL);
  g_autofree char *lock_name = velo_text_squash (lock);

  velo_sheet_add_section (sheet, *name == '\0' ? _("Vehicle") : name);
  add_row (sheet, _("Frame number"), velo_vehicle_get_frame_number (vehicle));
  add_row (sheet, _("Battery number"), velo_vehicle_get_battery_number (vehicle));
  add_row (sheet, _("Key Number"), velo_vehicle_get_key_number (vehicle));
  add_row (sheet, _("Lock"), lock_name);
}

static VeloSheet *
make_sheet (VeloInvoice *invoice,
            GSettings   *settings,
            gboolean     training)
{
  g_autofree char *notice = NULL;
  g_autofree char *title = NULL;
  VeloSheet *sheet;
  GListModel *vehicles;

  if (velo_text_is_empty (velo_invoice_get_number (invoice)))
    title = g_strdup (_("Sale"));
  else
    /* Translators: title of a printed invoice; %s is its number */
    title = g_strdup_printf (_("Invoice %s"), velo_invoice_get_number (invoice));
  sheet = velo_sheet_new (title, "VeloInsure");
  velo_invoice_sheet_set_sender (sheet, settings, training);
  /* Translators: number of a page; keep {page} and {pages} */
  velo_sheet_set_page_label (sheet, _("Page {page} of {pages}"));
  if (training)
    velo_sheet_set_watermark (sheet, _("Training"));
  add_head (sheet, invoice);
  velo_sheet_add_title (sheet, title, NULL);
  add_lines (sheet, invoice);
  vehicles = G_LIST_MODEL (velo_invoice_get_vehicles (invoice));
  for (guint i = 0; i < g_list_model_get_n_items (vehicles); i++)
    {
      g_autoptr(VeloVehicle) vehicle = g_list_model_get_item (vehicles, i);

      add_vehicle (sheet, vehicle);
    }
  notice = velo_invoice_sheet_notice (invoice, settings);
  if (*notice != '\0')
    velo_sheet_add_notice (sheet, notice);
  return sheet;
}

static void
return_bytes (GTask  *task,
              GBytes *bytes,
              GError *error)
{
  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
stamped_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  GBytes *bytes = velo_pdf_stamp_finish (result, &error);

  return_bytes (task, bytes, error);
}

static void
copied_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  GBytes *bytes = velo_pdf_stamp_copy_finish (result, &error);

  return_bytes (task, bytes, error);
}

static void
rendered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  GBytes *bytes = velo_sheet_render_finish (VELO_SHEET (object), result, &error);

  return_bytes (task, bytes, error);
}

/* Whoever gets the copy gets the e-invoice with it, under its own name. */
static void
embed_original (Paper *paper)
{
  const char *file_name = velo_invoice_get_file_name (paper->invoice);
  g_autofree char *folded = file_name == NULL ? NULL : g_ascii_strdown (file_name, -1);

  velo_sheet_set_source (paper->sheet, folded != NULL && g_str_has_suffix (folded, ".xml") ? file_name : "invoice.xml",
                         "text/xml", paper->original);
}

static void
render (GTask *task)
{
  Paper *paper = g_task_get_task_data (task);

  paper->sheet = make_sheet (paper->invoice, paper->settings, paper->training);
  if (paper->keep && paper->original != NULL)
    embed_original (paper);
  velo_sheet_render_async (paper->sheet, g_task_get_cancellable (task), rendered_cb, g_object_ref (task));
}

static gboolean
is_pdf (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return g_strstr_len (data, MIN (size, 1024), "%PDF-") != NULL;
}

/* The file is somebody else's: it was tried in another process, and may be opened here now. */
static void
checked_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Paper *paper = g_task_get_task_data (task);
  g_autofree char *notice = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;

  if (!velo_document_check_finish (result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  notice = velo_invoice_sheet_notice (paper->invoice, paper->settings);
  if (paper->training)
    text = *notice == '\0' ? g_strdup (_("Training")) : g_strconcat (_("Training"), "\n", notice, NULL);
  else
    text = g_steal_pointer (&notice);
  if (*text == '\0')
    g_task_return_pointer (task, g_steal_pointer (&paper->original), (GDestroyNotify) g_bytes_unref);
  else if (paper->keep)
    velo_pdf_stamp_copy_async (paper->original, text, g_task_get_cancellable (task), copied_cb,
                               g_object_ref (task));
  else
    velo_pdf_stamp_async (paper->original, text, g_task_get_cancellable (task), stamped_cb,
                          g_object_ref (task));
}

static void
original_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Paper *paper = g_task_get_task_data (task);
  g_autoptr(GBytes) original = NULL;
  GError *error = NULL;

  original = velo_store_load_original_finish (VELO_STORE (object), result, &error);
  if (original == NULL && !g_error_matches (error, VELO_STORE_ERROR, VELO_STORE_ERROR_NOT_FOUND))
    {
      g_task_return_error (task, error);
      return;
    }
  g_clear_error (&error);
  paper->original = g_steal_pointer (&original);
  if (paper->original == NULL || !is_pdf (paper->original))
    {
      render (task);
      return;
    }
  velo_document_check_async (VELO_DOCUMENT_KIND_INVOICE, paper->original, g_task_get_cancellable (task),
                             checked_cb, g_object_ref (task));
}

static void
start (VeloCounter         *counter,
       GSettings           *settings,
       VeloInvoice         *invoice,
       gboolean             keep,
       gpointer             tag,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Paper *paper = g_new0 (Paper, 1);

  g_task_set_source_tag (task, tag);
  paper->invoice = g_object_ref (invoice);
  g_set_object (&paper->settings, settings);
  paper->training = velo_counter_is_training (counter);
  paper->keep = keep;
  g_task_set_task_data (task, paper, (GDestroyNotify) paper_free);
  velo_store_load_original_async (velo_counter_get_store (counter), velo_invoice_get_id (invoice),
                                  cancellable, original_cb, g_object_ref (task));
}

/**
 * velo_invoice_paper_async:
 * @counter: where the store is
 * @settings: (nullable): the settings' root
 * @invoice: a sale of the store
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the main context
 * @user_data: data for @callback
 *
 * Makes the PDF to print: a PDF that came is kept as it is, with a sentence
 * about the insurance stamped on if there is one; anything else is laid out.
 *
 * Fails with errors of the store and of the paper room, with a #VeloIntakeError
 * if the PDF that came cannot be opened safely, and with %G_IO_ERROR_CANCELLED.
 */
void
velo_invoice_paper_async (VeloCounter         *counter,
                          GSettings           *settings,
                          VeloInvoice         *invoice,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (VELO_IS_COUNTER (counter));
  g_return_if_fail (VELO_IS_INVOICE (invoice));

  start (counter, settings, invoice, FALSE, velo_invoice_paper_async, cancellable, callback, user_data);
}

/**
 * velo_invoice_paper_finish:
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a PDF
 */
GBytes *
velo_invoice_paper_finish (GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_invoice_paper_async), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * velo_invoice_copy_async:
 * @counter: where the store is
 * @settings: (nullable): the settings' root
 * @invoice: a sale of the store
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the main context
 * @user_data: data for @callback
 *
 * Makes the PDF to save: a PDF that came keeps all its bytes and the e-invoice in it, and a sentence
 * about the insurance as it is now is added; anything else is laid out, and an e-invoice that came as
 * XML is embedded. Always made from the file
 * that came, so that no older sentence stands beside the new one.
 *
 * Fails like velo_invoice_paper_async().
 */
void
velo_invoice_copy_async (VeloCounter         *counter,
                         GSettings           *settings,
                         VeloInvoice         *invoice,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (VELO_IS_COUNTER (counter));
  g_return_if_fail (VELO_IS_INVOICE (invoice));

  start (counter, settings, invoice, TRUE, velo_invoice_copy_async, cancellable, callback, user_data);
}

/**
 * velo_invoice_copy_finish:
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a PDF
 */
GBytes *
velo_invoice_copy_finish (GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_invoice_copy_async), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
