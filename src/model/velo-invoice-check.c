/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether somebody has to look at what was read from an invoice. */

#define G_LOG_DOMAIN "velo-invoice-check"

#include "config.h"

#include "velo-invoice-check.h"

#include "velo-text.h"

/**
 * velo_findings_best:
 * @findings: (nullable) (element-type VeloFinding): where values were read
 * @field: name of a property
 *
 * Returns: (transfer none) (nullable): the surest finding of @field, the first of equals
 */
VeloFinding *
velo_findings_best (GListModel *findings,
                    const char *field)
{
  VeloFinding *best = NULL;

  for (guint i = 0; findings != NULL && i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr(VeloFinding) finding = g_list_model_get_item (findings, i);

      if (g_str_equal (velo_finding_get_field (finding), field)
          && (best == NULL || velo_finding_get_sureness (finding) > velo_finding_get_sureness (best)))
        best = finding;
    }
  return best;
}

/**
 * velo_findings_contradict:
 * @findings: (nullable) (element-type VeloFinding): where values were read
 * @field: name of a property that holds one value
 *
 * Returns: whether two places that are equally sure say different things
 */
gboolean
velo_findings_contradict (GListModel *findings,
                          const char *field)
{
  VeloFinding *best = velo_findings_best (findings, field);
  g_autofree char *best_key = best == NULL ? NULL : velo_text_key (velo_finding_get_value (best));

  for (guint i = 0; best != NULL && i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr(VeloFinding) finding = g_list_model_get_item (findings, i);
      g_autofree char *key = velo_text_key (velo_finding_get_value (finding));

      if (g_str_equal (velo_finding_get_field (finding), field)
          && velo_finding_get_sureness (finding) == velo_finding_get_sureness (best)
          && !g_str_equal (key, best_key))
        return TRUE;
    }
  return FALSE;
}

/* Known, and not merely guessed. What has no finding was typed in or stands in a data field of its own. */
static gboolean
is_sure (GListModel *findings,
         const char *field)
{
  VeloFinding *finding = velo_findings_best (findings, field);

  return finding == NULL || velo_finding_get_sureness (finding) >= VELO_SURENESS_GOOD;
}

static gboolean
is_vehicle_sure (VeloVehicle *vehicle)
{
  static const char * const sure[] = { "maker", "model", "frame-number", "battery-number", "price-cents" };
  gboolean is_battery = velo_vehicle_get_kind (vehicle) == VELO_ARTICLE_KIND_BATTERY;
  GListModel *findings = G_LIST_MODEL (velo_vehicle_get_findings (vehicle));
  const char *number = is_battery ? velo_vehicle_get_battery_number (vehicle)
                                  : velo_vehicle_get_frame_number (vehicle);

  if (velo_text_is_empty (velo_vehicle_get_maker (vehicle))
      || velo_text_is_empty (velo_vehicle_get_model (vehicle))
      || velo_text_is_empty (number)
      || velo_vehicle_get_price_cents (vehicle) <= 0
      || velo_vehicle_get_purchase_date (vehicle) == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (sure); i++)
    if (!is_sure (findings, sure[i]))
      return FALSE;
  return !velo_findings_contradict (findings, "frame-number");
}

static gboolean
is_customer_sure (VeloInvoice *invoice)
{
  static const char * const sure[] = { "last-name", "company", "street", "postcode", "city" };
  VeloCustomer *customer = velo_invoice_get_customer (invoice);
  const char *name = velo_customer_get_kind (customer) == VELO_CUSTOMER_KIND_COMPANY
                       ? velo_customer_get_company (customer) : velo_customer_get_last_name (customer);

  if (velo_text_is_empty (name)
      || velo_text_is_empty (velo_customer_get_street (customer))
      || velo_text_is_empty (velo_customer_get_postcode (customer))
      || velo_text_is_empty (velo_customer_get_city (customer)))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (sure); i++)
    if (!is_sure (G_LIST_MODEL (velo_invoice_get_findings (invoice)), sure[i]))
      return FALSE;
  return TRUE;
}

/* The number stands where somebody has shown before that this issuer prints it. */
static gboolean
is_known_print (GListModel *vehicles)
{
  for (guint i = 0; i < g_list_model_get_n_items (vehicles); i++)
    {
      g_autoptr(VeloVehicle) vehicle = g_list_model_get_item (vehicles, i);
      gboolean is_battery = velo_vehicle_get_kind (vehicle) == VELO_ARTICLE_KIND_BATTERY;
      VeloFinding *number = velo_findings_best (G_LIST_MODEL (velo_vehicle_get_findings (vehicle)),
                                                is_battery ? "battery-number" : "frame-number");

      if (number == NULL || velo_finding_get_sureness (number) < VELO_SURENESS_HIGH)
        return FALSE;
    }
  return TRUE;
}

/**
 * velo_invoice_is_confirmed:
 * @invoice: what was read from a file, or is in the store
 *
 * Returns: whether somebody has accepted its values, or all its vehicles are
 *   insured, for which the customer has signed
 */
gboolean
velo_invoice_is_confirmed (VeloInvoice *invoice)
{
  GListModel *vehicles;
  gboolean insured;

  g_return_val_if_fail (VELO_IS_INVOICE (invoice), FALSE);

  vehicles = G_LIST_MODEL (velo_invoice_get_vehicles (invoice));
  insured = g_list_model_get_n_items (vehicles) > 0;
  for (guint i = 0; insured && i < g_list_model_get_n_items (vehicles); i++)
    {
      g_autoptr(VeloVehicle) vehicle = g_list_model_get_item (vehicles, i);

      insured = velo_vehicle_get_state (vehicle) == VELO_INSURANCE_STATE_INSURED;
    }
  return insured || velo_invoice_get_accepted (invoice);
}

/**
 * velo_invoice_needs_review:
 * @invoice: what was read from a file
 *
 * Tells whether a value that insurance needs is missing, contradicts another
 * one or is merely guessed. The print of a PDF without data is looked at until
 * somebody has confirmed one of this issuer. Where this is %FALSE nobody needs to be asked.
 * An invoice without any vehicle needs no review either: there is nothing to
 * insure. Nobody is asked twice: what is confirmed is.
 *
 * Returns: whether somebody has to look at it
 */
gboolean
velo_invoice_needs_review (VeloInvoice *invoice)
{
  GListModel *vehicles;

  g_return_val_if_fail (VELO_IS_INVOICE (invoice), TRUE);

  vehicles = G_LIST_MODEL (velo_invoice_get_vehicles (invoice));
  if (velo_invoice_is_confirmed (invoice) || g_list_model_get_n_items (vehicles) == 0)
    return FALSE;
  if (g_str_has_prefix (velo_invoice_get_format (invoice), "pdf") && !is_known_print (vehicles))
    return TRUE;
  if (velo_text_is_empty (velo_invoice_get_number (invoice)) || velo_invoice_get_date (invoice) == NULL
      || !is_customer_sure (invoice))
    return TRUE;
  for (guint i = 0; i < g_list_model_get_n_items (vehicles); i++)
    {
      g_autoptr(VeloVehicle) vehicle = g_list_model_get_item (vehicles, i);

      if (!is_vehicle_sure (vehicle))
        return TRUE;
    }
  return FALSE;
}

/**
 * velo_invoice_settle:
 * @invoice: a sale that was entered or accepted
 *
 * Fills in what follows from the rest: vehicles without a date were bought on
 * that of the sale, and a sale that was typed in costs what its vehicles cost.
 */
void
velo_invoice_settle (VeloInvoice *invoice)
{
  GListModel *vehicles;
  gint64 gross_cents = 0;

  g_return_if_fail (VELO_IS_INVOICE (invoice));

  vehicles = G_LIST_MODEL (velo_invoice_get_vehicles (invoice));
  if (velo_text_is_empty (velo_invoice_get_format (invoice)))
    velo_invoice_set_format (invoice, "typed");
  if (velo_text_is_empty (velo_invoice_get_currency (invoice)))
    velo_invoice_set_currency (invoice, "EUR");
  for (guint i = 0; i < g_list_model_get_n_items (vehicles); i++)
    {
      g_autoptr(VeloVehicle) vehicle = g_list_model_get_item (vehicles, i);

      gross_cents += velo_vehicle_get_price_cents (vehicle);
      if (velo_vehicle_get_purchase_date (vehicle) == NULL)
        velo_vehicle_set_purchase_date (vehicle, velo_invoice_get_date (invoice));
    }
  if (g_str_equal (velo_invoice_get_format (invoice), "typed"))
    velo_invoice_set_gross_cents (invoice, gross_cents);
}
