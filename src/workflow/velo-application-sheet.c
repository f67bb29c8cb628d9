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
#include "velo-sheet.h"

static void
add_customer (VeloSheet    *sheet,
              VeloCustomer *customer)
{
  g_autofree char *name = velo_customer_dup_name (customer);
  g_autofree char *address = velo_customer_dup_address (customer);
  const char *phone = velo_customer_get_phone (customer);

  velo_sheet_add_section (sheet, _("Policyholder"));
  velo_sheet_add_row (sheet, _("Name"), name);
  velo_sheet_add_row (sheet, _("Address"), address);
  velo_sheet_add_row (sheet, _("Phone"), *phone != '\0' ? phone : velo_customer_get_mobile (customer));
  velo_sheet_add_row (sheet, _("E-mail"), velo_customer_get_email (customer));
}

static void
add_vehicle (VeloSheet    *sheet,
             VeloProposal *proposal)
{
  VeloVehicle *vehicle = velo_proposal_get_vehicle (proposal);
  gint64 insured_cents = velo_proposal_get_insured_cents (proposal);
  gboolean with_lock = insured_cents != velo_vehicle_get_price_cents (vehicle);
  g_autofree char *price = velo_money_format_display (insured_cents);
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
  velo_sheet_add_row (sheet, with_lock ? _("Purchase price including lock") : _("Purchase price"), price);
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
  add_vehicle (sheet, proposal);
  add_tariff (sheet, proposal);
  if (*velo_proposal_get_consent_words (proposal) != '\0')
    velo_sheet_add_check (sheet, velo_proposal_get_consent (proposal), velo_proposal_get_consent_words (proposal));
  velo_sheet_add_section (sheet, _("Intermediary"));
  velo_sheet_add_row (sheet, _("Shop"), velo_party_get_name (shop));
  velo_sheet_add_row (sheet, _("Seller"), velo_proposal_get_sender_name (proposal));
  velo_sheet_add_row (sheet, _("Broker number"), velo_proposal_get_broker_number (proposal));
  if (*register_number != '\0')
    velo_sheet_add_row (sheet, _("Register number"), register_number);
  velo_sheet_add_row (sheet, _("Date"), day);
  velo_sheet_add_signature (sheet, _("Customer's signature"), NULL);
  return sheet;
}

static void
rendered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  VeloProposal *proposal = g_task_get_task_data (task);
  g_autoptr(GBytes) pdf = NULL;
  g_autofree char *place = NULL;
  VeloPageRect rect;
  guint page;
  GError *error = NULL;

  pdf = velo_sheet_render_finish (VELO_SHEET (object), result, &error);
  if (pdf == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (!velo_sheet_get_signature (VELO_SHEET (object), &page, &rect))
    {
      g_task_return_new_error (task, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_DOCUMENT,
                               "the application has no line to sign on");
      return;
    }
  place = g_strdup_printf ("%d %d %d %d", (int) rect.x1, (int) rect.y1, (int) rect.x2, (int) rect.y2);
  velo_proposal_set_sign_page (proposal, (int) page);
  velo_proposal_set_sign_rect (proposal, place);
  g_task_return_pointer (task, g_steal_pointer (&pdf), (GDestroyNotify) g_bytes_unref);
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

  g_task_set_source_tag (task, velo_application_sheet_make_async);
  g_task_set_task_data (task, g_object_ref (proposal), g_object_unref);
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
