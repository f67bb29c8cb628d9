/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a print says of itself that nobody types in who enters its sale by hand. */

#define G_LOG_DOMAIN "velo-print-template"

#include "config.h"

#include <string.h>

#include "velo-decimal.h"
#include "velo-invoice-places.h"
#include "velo-print-template-private.h"
#include "velo-text.h"

#define VAT_ID "\\b(DE\\s?\\d{9}|ATU\\s?\\d{8})\\b"

/* The only VAT number on it is the issuer's: a private customer has none. */
static char *
find_vat_id (GPtrArray *rows)
{
  g_autofree char *found = NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      g_autofree char *vat_id = velo_print_capture (VAT_ID, row_at (rows, i)->text);

      if (vat_id == NULL)
        continue;
      if (found != NULL && strcmp (found, vat_id) != 0)
        return NULL;
      g_free (found);
      found = g_steal_pointer (&vat_id);
    }
  return g_steal_pointer (&found);
}

/* What stands on top, if it is a name. */
static const char *
find_name (GPtrArray *rows)
{
  const VeloPdfRow  *row = row_at (rows, 0);
  const VeloPdfCell *cell = row->cells->len == 0 ? NULL : row->cells->pdata[0];

  return cell == NULL || strpbrk (cell->text, "0123456789") != NULL ? NULL : cell->text;
}

static void
guess_seller (GPtrArray *rows, VeloInvoice *invoice)
{
  VeloParty       *seller = velo_invoice_get_seller (invoice);
  g_autofree char *vat_id = NULL;

  if (!velo_text_is_empty (velo_party_get_name (seller)) ||
      !velo_text_is_empty (velo_party_get_vat_id (seller)))
    return;
  vat_id = find_vat_id (rows);
  if (vat_id == NULL)
    return;
  velo_party_set_vat_id (seller, vat_id);
  velo_party_set_name (seller, find_name (rows));
}

/* The highest amount below the vehicle's row is what was to be paid. Of what was typed in, only the price
 * of the vehicle is known, which then stands for the total too. */
static void
guess_gross (GPtrArray *rows, VeloInvoice *invoice)
{
  GListModel *vehicles = G_LIST_MODEL (velo_invoice_get_vehicles (invoice));
  g_autoptr (VeloVehicle) vehicle = g_list_model_get_item (vehicles, 0);
  g_autofree char *price = NULL;
  VeloPrintedPlace item;
  gint64           gross = velo_invoice_get_gross_cents (invoice);
  gint64           highest = 0;

  if (vehicle == NULL || velo_vehicle_get_price_cents (vehicle) == 0 ||
      (gross != 0 && !(g_str_equal (velo_invoice_get_format (invoice), "typed") &&
                       gross == velo_vehicle_get_price_cents (vehicle))))
    return;
  price = g_strdup_printf ("%" G_GINT64_FORMAT, velo_vehicle_get_price_cents (vehicle));
  item = velo_printed_place_find (rows, "price-cents", price, -1);
  for (guint i = (guint) MAX (item.row + 1, 1); item.row >= 0 && i < rows->len; i++)
    {
      g_autofree char *amount = velo_print_capture ("(" AMOUNT ")[^\\d]*$", row_at (rows, i)->text);
      gint64           cents = 0;

      if (amount != NULL && !velo_print_matches ("\\b(?:gegeben|erhalten|rückgeld)\\b", row_at (rows, i)->text) &&
          velo_decimal_to_cents (velo_decimal_parse_german (amount), &cents))
        highest = MAX (highest, cents);
    }
  if (highest >= velo_vehicle_get_price_cents (vehicle))
    velo_invoice_set_gross_cents (invoice, highest);
}

/* A copy of what was typed in, with issuer and total where the print tells them. */
VeloInvoice *
velo_print_template_complete (GPtrArray *rows, VeloInvoice *corrected)
{
  VeloInvoice *invoice = velo_record_copy (corrected);

  if (rows->len > 0)
    {
      guess_seller (rows, invoice);
      guess_gross (rows, invoice);
    }
  return invoice;
}
