/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An application document of our own, for products for which the insurer returns no form. */

#define G_LOG_DOMAIN "velo-counter"

#include "config.h"

#include "velo-application-sheet-private.h"

#include <glib/gi18n-lib.h>

#include "velo-counter-private.h"
#include "velo-date.h"
#include "velo-iban.h"
#include "velo-money.h"
#include "velo-pdf-document.h"
#include "velo-sheet.h"

/* The customer signs in this height above the label of the line. */
#define SIGN_HEIGHT_PT 34.0
#define SIGN_WIDTH_PT  230.0

typedef struct
{
  VeloProposal *proposal; /* (owned) */
  GBytes *pdf;            /* (owned) (nullable) */
  VeloPdfDocument *document; /* (owned) (nullable) */
} Making;

static void
making_free (Making *self)
{
  if (self->document != NULL)
    velo_pdf_document_close (self->document);
  g_clear_object (&self->document);
  g_clear_object (&self->proposal);
  g_clear_pointer (&self->pdf, g_bytes_unref);
  g_free (self);
}

static const char *
get_sign_label (void)
{
  return _("Customer's signature");
}

static void
add_customer (VeloSheet    *sheet,
              VeloCustomer *customer)
{
  g_autofree char *name = velo_customer_dup_name (customer);
  g_autofree char *address = velo_customer_dup_address (customer);
  const char *phone = velo_customer_get_mobile (customer);

  velo_sheet_add_section (sheet, _("Policyholder"));
  velo_sheet_add_row (sheet, _("Name"), name);
  velo_sheet_add_row (sheet, _("Address"), address);
  velo_sheet_add_row (sheet, _("Phone"), *phone != '\0' ? phone : velo_customer_get_phone (customer));
  velo_sheet_add_row (sheet, _("E-mail"), velo_customer_get_email (customer));
}

static void
add_vehicle (VeloSheet   *sheet,
             VeloVehicle *vehicle)
{
  g_autofree char *price = velo_money_format_display (velo_vehicle_get_price_cents (vehicle));
  g_autofree char *bought = velo_date_format_display (velo_vehicle_get_purchase_date (vehicle));
  g_autofree char *year = velo_vehicle_get_model_year (vehicle) > 0
                          ? g_strdup_printf ("%d", velo_vehicle_get_model_year (vehicle)) : g_strdup ("");

  velo_sheet_add_section (sheet, _("Vehicle"));
  velo_sheet_add_row (sheet, _("Maker"), velo_vehicle_get_maker (vehicle));
  velo_sheet_add_row (sheet, _("Model"), velo_vehicle_get_model (vehicle));
  velo_sheet_add_row (sheet, _("Frame number"), velo_vehicle_get_frame_number (vehicle));
  if (*velo_vehicle_get_battery_number (vehicle) != '\0')
    velo_sheet_add_row (sheet, _("Battery number"), velo_vehicle_get_battery_number (vehicle));
  velo_sheet_add_row (sheet, _("Year of construction"), year);
  velo_sheet_add_row (sheet, _("Purchase date"), bought);
  velo_sheet_add_row (sheet, _("Purchase price"), price);
  velo_sheet_add_check (sheet, velo_vehicle_get_lock_confirmed (vehicle) == VELO_ANSWER_YES,
                        _("An approved lock is present"));
}

static void
add_tariff (VeloSheet    *sheet,
            VeloProposal *proposal)
{
  g_autofree char *premium = velo_proposal_dup_premium (proposal);
  g_autofree char *once = velo_money_format_display (velo_proposal_get_single_cents (proposal));
  g_autofree char *iban = velo_iban_format (velo_proposal_get_iban (proposal));

  velo_sheet_add_section (sheet, _("Insurance"));
  velo_sheet_add_row (sheet, _("Tariff"), velo_product_get_name (velo_proposal_get_product (proposal)));
  velo_sheet_add_row (sheet, _("Premium"), premium);
  velo_sheet_add_row (sheet, _("Immediate cover"),
                      velo_proposal_get_immediate_cover (proposal) ? once : _("not wanted"));
  if (velo_proposal_get_payment (proposal) == VELO_PAYMENT_DIRECT_DEBIT)
    velo_sheet_add_row (sheet, _("Direct debit from"), iban);
  else
    velo_sheet_add_row (sheet, _("Payment"), _("by transfer"));
}

static VeloSheet *
make_sheet (VeloProposal *proposal,
            VeloParty    *shop,
            const char   *register_number,
            gboolean      training)
{
  VeloSheet *sheet = velo_sheet_new (_("Insurance application"), velo_party_get_name (shop));
  g_autoptr(GDate) today = velo_date_today ();
  g_autofree char *day = velo_date_format_display (today);

  velo_sheet_set_sender (sheet, velo_party_get_name (shop));
  if (training)
    velo_sheet_set_watermark (sheet, _("Training"));
  velo_sheet_add_title (sheet, _("Insurance application"),
                        velo_proposal_get_contract_number (proposal));
  add_customer (sheet, velo_proposal_get_customer (proposal));
  add_vehicle (sheet, velo_proposal_get_vehicle (proposal));
  add_tariff (sheet, proposal);
  velo_sheet_add_section (sheet, _("Intermediary"));
  velo_sheet_add_row (sheet, _("Shop"), velo_party_get_name (shop));
  velo_sheet_add_row (sheet, _("Seller"), velo_proposal_get_sender_name (proposal));
  velo_sheet_add_row (sheet, _("Broker number"), velo_proposal_get_broker_number (proposal));
  if (*register_number != '\0')
    velo_sheet_add_row (sheet, _("Register number"), register_number);
  velo_sheet_add_row (sheet, _("Date"), day);
  velo_sheet_add_signature (sheet, get_sign_label (), NULL);
  return sheet;
}

static void
label_found_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  Making *making = g_task_get_task_data (task);
  g_autoptr(GArray) found = NULL;
  g_autofree char *place = NULL;
  VeloPageRect *label;
  GError *error = NULL;

  found = velo_pdf_document_find_text_finish (VELO_PDF_DOCUMENT (object), result, &error);
  if (found == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (found->len == 0)
    {
      g_task_return_new_error (task, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_DOCUMENT,
                               "the application has no line to sign on");
      return;
    }
  label = &g_array_index (found, VeloPageRect, found->len - 1);
  place = g_strdup_printf ("%d %d %d %d", (int) label->x1, (int) label->y2 + 4,
                           (int) (label->x1 + SIGN_WIDTH_PT), (int) (label->y2 + 4 + SIGN_HEIGHT_PT));
  velo_proposal_set_sign_page (making->proposal,
                               (int) velo_pdf_document_get_n_pages (making->document) - 1);
  velo_proposal_set_sign_rect (making->proposal, place);
  g_task_return_pointer (task, g_bytes_ref (making->pdf), (GDestroyNotify) g_bytes_unref);
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  Making *making = g_task_get_task_data (task);
  GError *error = NULL;

  making->document = velo_pdf_document_open_finish (result, &error);
  if (making->document == NULL)
    g_task_return_error (task, error);
  else
    velo_pdf_document_find_text_async (making->document, velo_pdf_document_get_n_pages (making->document) - 1,
                                       get_sign_label (), g_task_get_cancellable (task), label_found_cb,
                                       g_object_ref (task));
}

static void
rendered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  Making *making = g_task_get_task_data (task);
  GError *error = NULL;

  making->pdf = velo_sheet_render_finish (VELO_SHEET (object), result, &error);
  if (making->pdf == NULL)
    g_task_return_error (task, error);
  else
    velo_pdf_document_open_async (making->pdf, g_task_get_cancellable (task), opened_cb, g_object_ref (task));
}

/**
 * velo_application_sheet_make_async:
 * @proposal: a complete proposal; the place of the signature is written into it
 * @shop: name and address of the shop
 * @register_number: its number in the register of intermediaries, may be empty
 * @training: whether to mark it "Training"
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the main context
 * @user_data: data for @callback
 *
 * Makes an application document of our own.
 */
void
velo_application_sheet_make_async (VeloProposal        *proposal,
                                   VeloParty           *shop,
                                   const char          *register_number,
                                   gboolean             training,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr(VeloSheet) sheet = make_sheet (proposal, shop, register_number, training);
  Making *making = g_new0 (Making, 1);

  making->proposal = g_object_ref (proposal);
  g_task_set_source_tag (task, velo_application_sheet_make_async);
  g_task_set_task_data (task, making, (GDestroyNotify) making_free);
  velo_sheet_render_async (sheet, cancellable, rendered_cb, g_object_ref (task));
}

/**
 * velo_application_sheet_finish:
 * @result: the result
 * @error: return location for an error of the paper room
 *
 * Returns: (transfer full): the document, or %NULL
 */
GBytes *
velo_application_sheet_finish (GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_application_sheet_make_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
