/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells a second copy of an invoice from another invoice, and what was changed in it. */

#define G_LOG_DOMAIN "velo-invoice-difference"

#include "config.h"

#include "velo-invoice-difference.h"

#include <string.h>

#include "velo-date.h"
#include "velo-decimal.h"
#include "velo-text.h"

static void
difference_free (gpointer data)
{
  VeloInvoiceDifference *difference = data;

  g_free (difference->old_value);
  g_free (difference->new_value);
  g_free (difference);
}

static void
add (GPtrArray *differences, const char *field, int line, const char *older, const char *newer)
{
  VeloInvoiceDifference *difference = g_new0 (VeloInvoiceDifference, 1);

  difference->field = field;
  difference->line = line;
  difference->old_value = g_strdup (older);
  difference->new_value = g_strdup (newer);
  g_ptr_array_add (differences, difference);
}

/* Blanks and the case of letters are the writer's business. */
static gboolean
is_same_text (const char *a, const char *b)
{
  g_autofree char *first = velo_text_squash (a);
  g_autofree char *second = velo_text_squash (b);
  g_autofree char *first_folded = g_utf8_casefold (first, -1);
  g_autofree char *second_folded = g_utf8_casefold (second, -1);

  return g_str_equal (first_folded, second_folded);
}

static gboolean
is_same_key (const char *a, const char *b)
{
  g_autofree char *first = velo_text_key (a);
  g_autofree char *second = velo_text_key (b);

  return g_str_equal (first, second);
}

static void
compare_text (GPtrArray *differences, const char *field, int line, const char *older, const char *newer)
{
  if (!is_same_text (older, newer))
    add (differences, field, line, older, newer);
}

/* An identification has no blanks, hyphens or cases that matter. */
static void
compare_key (GPtrArray *differences, const char *field, int line, const char *older, const char *newer)
{
  if (!is_same_key (older, newer))
    add (differences, field, line, older, newer);
}

static void
compare_cents (GPtrArray *differences, const char *field, int line, gint64 older, gint64 newer)
{
  g_autofree char *old_text = g_strdup_printf ("%" G_GINT64_FORMAT, older);
  g_autofree char *new_text = g_strdup_printf ("%" G_GINT64_FORMAT, newer);

  if (older != newer)
    add (differences, field, line, old_text, new_text);
}

static void
compare_date (GPtrArray *differences, const char *field, const GDate *older, const GDate *newer)
{
  g_autofree char *old_text = older == NULL ? g_strdup ("") : velo_date_format_iso (older);
  g_autofree char *new_text = newer == NULL ? g_strdup ("") : velo_date_format_iso (newer);

  if (!g_str_equal (old_text, new_text))
    add (differences, field, 0, old_text, new_text);
}

/* "1", "1.0" and nothing at all are one. */
static void
compare_quantity (GPtrArray *differences, int line, const char *older, const char *newer)
{
  VeloDecimal first = velo_decimal_parse (*older == '\0' ? "1" : older);
  VeloDecimal second = velo_decimal_parse (*newer == '\0' ? "1" : newer);

  if (first.is_set && second.is_set ? first.value != second.value || first.scale != second.scale
                                    : !is_same_text (older, newer))
    add (differences, "quantity", line, older, newer);
}

static void
compare_lines (GPtrArray *differences, VeloInvoice *older, VeloInvoice *newer)
{
  GListModel *old_lines = G_LIST_MODEL (velo_invoice_get_lines (older));
  GListModel *new_lines = G_LIST_MODEL (velo_invoice_get_lines (newer));
  guint n = MAX (g_list_model_get_n_items (old_lines), g_list_model_get_n_items (new_lines));
  g_autoptr (VeloInvoiceLine) none = velo_invoice_line_new ();

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (VeloInvoiceLine) old_line = g_list_model_get_item (old_lines, i);
      g_autoptr (VeloInvoiceLine) new_line = g_list_model_get_item (new_lines, i);
      VeloInvoiceLine *first = old_line == NULL ? none : old_line;
      VeloInvoiceLine *second = new_line == NULL ? none : new_line;

      compare_text (differences, "description", (int) i + 1, velo_invoice_line_get_description (first),
                    velo_invoice_line_get_description (second));
      if (old_line != NULL && new_line != NULL)
        compare_quantity (differences, (int) i + 1, velo_invoice_line_get_quantity (first),
                          velo_invoice_line_get_quantity (second));
      compare_cents (differences, "line-gross-cents", (int) i + 1,
                     velo_invoice_line_get_gross_cents (first),
                     velo_invoice_line_get_gross_cents (second));
    }
}

/* The number as it was read: the vehicle may have been corrected since. */
static char *
read_number (VeloVehicle *vehicle, const char *field)
{
  GListModel *findings = G_LIST_MODEL (velo_vehicle_get_findings (vehicle));
  g_autoptr (GString) numbers = g_string_new (NULL);
  char *kept = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr (VeloFinding) finding = g_list_model_get_item (findings, i);

      if (g_str_equal (velo_finding_get_field (finding), field))
        g_string_append_printf (numbers, "%s%s", numbers->len > 0 ? ", " : "",
                                velo_finding_get_value (finding));
    }
  if (numbers->len > 0)
    return g_strdup (numbers->str);
  g_object_get (vehicle, field, &kept, NULL);
  return kept;
}

static void
compare_number (
    GPtrArray *differences, const char *field, int line, VeloVehicle *older, VeloVehicle *newer)
{
  g_autofree char *old_number = read_number (older, field);
  g_autofree char *new_number = read_number (newer, field);

  compare_key (differences, field, line, old_number, new_number);
}

static void
compare_vehicles (GPtrArray *differences, VeloInvoice *older, VeloInvoice *newer)
{
  GListModel *old_vehicles = G_LIST_MODEL (velo_invoice_get_vehicles (older));
  GListModel *new_vehicles = G_LIST_MODEL (velo_invoice_get_vehicles (newer));
  guint n = MAX (g_list_model_get_n_items (old_vehicles), g_list_model_get_n_items (new_vehicles));
  g_autoptr (VeloVehicle) none = velo_vehicle_new ();

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (VeloVehicle) old_vehicle = g_list_model_get_item (old_vehicles, i);
      g_autoptr (VeloVehicle) new_vehicle = g_list_model_get_item (new_vehicles, i);
      VeloVehicle *first = old_vehicle == NULL ? none : old_vehicle;
      VeloVehicle *second = new_vehicle == NULL ? none : new_vehicle;
      const int    line = velo_vehicle_get_line (new_vehicle == NULL ? first : second);

      compare_number (differences, "frame-number", line, first, second);
      compare_number (differences, "battery-number", line, first, second);
    }
}

static void
compare_parties (GPtrArray *differences, VeloInvoice *older, VeloInvoice *newer)
{
  VeloParty *old_buyer = velo_invoice_get_buyer (older);
  VeloParty *new_buyer = velo_invoice_get_buyer (newer);
  VeloParty *old_seller = velo_invoice_get_seller (older);
  VeloParty *new_seller = velo_invoice_get_seller (newer);

  compare_text (differences, "seller-name", 0, velo_party_get_name (old_seller),
                velo_party_get_name (new_seller));
  compare_key (differences, "seller-vat-id", 0, velo_party_get_vat_id (old_seller),
               velo_party_get_vat_id (new_seller));
  compare_text (differences, "buyer-name", 0, velo_party_get_name (old_buyer),
                velo_party_get_name (new_buyer));
  compare_text (differences, "buyer-street", 0, velo_party_get_street (old_buyer),
                velo_party_get_street (new_buyer));
  compare_text (differences, "buyer-postcode", 0, velo_party_get_postcode (old_buyer),
                velo_party_get_postcode (new_buyer));
  compare_text (differences, "buyer-city", 0, velo_party_get_city (old_buyer),
                velo_party_get_city (new_buyer));
}

/**
 * velo_invoice_differences_new:
 * @older: an invoice as it was read first
 * @newer: another copy of it
 *
 * Compares what two copies state. How they are written does not matter: CII and
 * UBL of one invoice have no differences.
 *
 * Returns: (transfer full) (element-type VeloInvoiceDifference): the
 *   differences, in the order of the invoice; maybe none
 */
GPtrArray *
velo_invoice_differences_new (VeloInvoice *older, VeloInvoice *newer)
{
  GPtrArray *differences = g_ptr_array_new_with_free_func (difference_free);

  compare_text (differences, "number", 0, velo_invoice_get_number (older),
                velo_invoice_get_number (newer));
  compare_date (differences, "date", velo_invoice_get_date (older), velo_invoice_get_date (newer));
  compare_text (differences, "currency", 0, velo_invoice_get_currency (older),
                velo_invoice_get_currency (newer));
  compare_parties (differences, older, newer);
  compare_cents (differences, "net-cents", 0, velo_invoice_get_net_cents (older),
                 velo_invoice_get_net_cents (newer));
  compare_cents (differences, "vat-cents", 0, velo_invoice_get_vat_cents (older),
                 velo_invoice_get_vat_cents (newer));
  compare_cents (differences, "gross-cents", 0, velo_invoice_get_gross_cents (older),
                 velo_invoice_get_gross_cents (newer));
  compare_lines (differences, older, newer);
  compare_vehicles (differences, older, newer);
  return differences;
}

static gboolean
is_same_hash (const char *a, const char *b)
{
  return *a != '\0' && g_str_equal (a, b);
}

static gboolean
is_same_day (const GDate *a, const GDate *b)
{
  return a != NULL && b != NULL && g_date_compare (a, b) == 0;
}

/* The VAT number says it; where one of the copies has none, the name does. */
static gboolean
is_same_seller (VeloParty *a, VeloParty *b)
{
  const char *first = velo_party_get_vat_id (a);
  const char *second = velo_party_get_vat_id (b);

  if (!velo_text_is_empty (first) && !velo_text_is_empty (second))
    return is_same_key (first, second);
  return !velo_text_is_empty (velo_party_get_name (a)) &&
         is_same_key (velo_party_get_name (a), velo_party_get_name (b));
}

/**
 * velo_invoice_likeness:
 * @older: an invoice that is known
 * @newer: one that came in
 *
 * Tells whether @newer is a copy of @older: by the file, by the data in it, or
 * by seller, number and date.
 *
 * Returns: how they are alike
 */
VeloInvoiceLikeness
velo_invoice_likeness (VeloInvoice *older, VeloInvoice *newer)
{
  g_autoptr (GPtrArray) differences = NULL;

  if (is_same_hash (velo_invoice_get_sha256 (older), velo_invoice_get_sha256 (newer)))
    return VELO_INVOICE_LIKENESS_SAME_FILE;
  if (is_same_hash (velo_invoice_get_xml_sha256 (older), velo_invoice_get_xml_sha256 (newer)))
    return VELO_INVOICE_LIKENESS_SAME_DATA;
  if (velo_text_is_empty (velo_invoice_get_number (older)) ||
      !is_same_text (velo_invoice_get_number (older), velo_invoice_get_number (newer)) ||
      !is_same_day (velo_invoice_get_date (older), velo_invoice_get_date (newer)) ||
      !is_same_seller (velo_invoice_get_seller (older), velo_invoice_get_seller (newer)))
    return VELO_INVOICE_LIKENESS_NONE;
  differences = velo_invoice_differences_new (older, newer);
  return differences->len == 0 ? VELO_INVOICE_LIKENESS_SAME_CONTENT
                               : VELO_INVOICE_LIKENESS_CHANGED_COPY;
}
