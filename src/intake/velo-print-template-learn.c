/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Learns from one corrected invoice where its issuer prints things. */

#define G_LOG_DOMAIN "velo-print-template"

#include "config.h"

#include "velo-print-template.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "velo-date.h"
#include "velo-invoice-places.h"
#include "velo-print-template-private.h"
#include "velo-text.h"

#define MIN_LABEL 3

/* The words right in front of a value: back to a number, a column before, or the row's begin. */
static char *
label_left_of (const VeloPdfRow *row, guint first)
{
  guint start = first;
  g_autoptr (GString) label = g_string_new (NULL);

  while (start > 0 && first - start < MAX_LABEL)
    {
      if (start < first && start < row->letters->len && gap_before (row, start) > COLUMN_GAP)
        break;
      if (g_unichar_isdigit (letter_at (row, start - 1)->letter))
        break;
      start--;
    }
  for (guint i = start; i < first; i++)
    g_string_append_unichar (label, g_unichar_tolower (letter_at (row, i)->letter));
  return g_utf8_strlen (label->str, -1) < MIN_LABEL ? NULL : g_strdup (label->str);
}

/* The words right above a value, in its column. */
static char *
label_above (GPtrArray *rows, guint index, guint first, guint last)
{
  const VeloPdfRow *row = row_at (rows, index);
  const VeloPdfRow *above = index == 0 ? NULL : row_at (rows, index - 1);
  g_autoptr (GString) label = g_string_new (NULL);

  if (above == NULL || above->page != row->page ||
      row->y_pt - above->y_pt > 2.6 * height_of (row))
    return NULL;
  for (guint i = 0; i < above->cells->len; i++)
    {
      const VeloPdfCell *cell = above->cells->pdata[i];

      if (cell->x_pt < letter_at (row, last)->end_pt && cell->end_pt > letter_at (row, first)->x_pt)
        g_string_append (label, cell->text);
    }
  if (strpbrk (label->str, "0123456789") != NULL ||
      g_utf8_strlen (label->str, -1) < MIN_LABEL)
    return NULL;
  return g_utf8_strlen (label->str, -1) > MAX_LABEL ? g_utf8_substring (label->str, 0, MAX_LABEL)
                                                    : g_strdup (label->str);
}

static void
set_text (JsonObject *object, const char *name, const char *text)
{
  if (!velo_text_is_empty (text))
    json_object_set_string_member (object, name, text);
}

static void
learn_field (GPtrArray *rows, JsonArray *fields, const char *field, const char *value, int near_row)
{
  VeloPrintedPlace  place;
  const VeloPdfRow *row = NULL;
  JsonObject       *entry = NULL;
  g_autofree char  *left = NULL;
  g_autofree char  *above = NULL;

  if (velo_text_is_empty (value))
    return;
  place = velo_printed_place_find (rows, field, value, near_row);
  if (place.row < 0)
    return;
  row = row_at (rows, (guint) place.row);
  left = label_left_of (row, place.first);
  /* in a table, what stands to the left is another column: the name of this very article */
  if (left == NULL || (g_str_has_suffix (field, "-number") && place.first > 0 &&
                       gap_before (row, place.first) > COLUMN_GAP))
    above = label_above (rows, (guint) place.row, place.first, place.last);
  entry = json_object_new ();
  json_object_set_string_member (entry, "field", field);
  set_text (entry, "left-label", above == NULL ? left : NULL);
  set_text (entry, "above-label", above);
  json_object_set_int_member (entry, "page", row->page);
  json_object_set_double_member (entry, "x", letter_at (row, place.first)->x_pt);
  json_object_set_double_member (entry, "y", row->y_pt);
  json_object_set_boolean_member (entry, "has-blanks", strchr (value, ' ') != NULL);
  json_array_add_object_element (fields, entry);
}

/* The window with the address: from the line above the name to postcode and city. */
static JsonObject *
learn_address (GPtrArray *rows, VeloInvoice *corrected)
{
  VeloCustomer    *customer = velo_invoice_get_customer (corrected);
  const char      *company = velo_customer_get_company (customer);
  VeloPrintedPlace name = velo_printed_place_find (
      rows, "name", *company != '\0' ? company : velo_customer_get_last_name (customer), -1);
  VeloPrintedPlace  city = { -1, 0, 0 };
  const VeloPdfRow *first = NULL;
  const VeloPdfRow *last = NULL;
  JsonObject       *address = NULL;

  if (name.row >= 0)
    city = velo_printed_place_find (rows, "postcode", velo_customer_get_postcode (customer),
                                    name.row);
  if (city.row <= name.row || city.row - name.row > 6)
    return NULL;
  first = row_at (rows, (guint) name.row);
  last = row_at (rows, (guint) city.row);
  if (first->page != last->page || first->cells->len == 0)
    return NULL;
  address = json_object_new ();
  json_object_set_double_member (address, "x", letter_at (last, city.first)->x_pt);
  json_object_set_double_member (address, "top", first->y_pt - 1.7 * height_of (first));
  json_object_set_double_member (address, "bottom", last->y_pt + 1.7 * height_of (last));
  return address;
}

/* What stands above the first item and what below the last one. */
static void
learn_items (GPtrArray *rows, VeloInvoice *corrected, JsonObject *template)
{
  GListModel *vehicles = G_LIST_MODEL (velo_invoice_get_vehicles (corrected));
  g_autoptr (VeloVehicle) vehicle = g_list_model_get_item (vehicles, 0);
  g_autofree char *price = NULL;
  g_autofree char *gross =
      g_strdup_printf ("%" G_GINT64_FORMAT, velo_invoice_get_gross_cents (corrected));
  g_autofree char *above = NULL;
  g_autofree char *below = NULL;
  VeloPrintedPlace item;
  int              header;
  int              total;

  if (vehicle == NULL || velo_vehicle_get_price_cents (vehicle) == 0)
    return;
  price = g_strdup_printf ("%" G_GINT64_FORMAT, velo_vehicle_get_price_cents (vehicle));
  item = velo_printed_place_find (rows, "price-cents", price, -1);
  if (item.row < 1)
    return;
  header = item.row - 1;
  while (header >= 0 && (has_amount (row_at (rows, (guint) header)) ||
                         row_at (rows, (guint) header)->cells->len < 2))
    header--;
  total = velo_printed_place_find (rows, "gross-cents", gross, item.row + 1).row;
  if (header < 0 || total <= item.row)
    return;
  /* the first of the rows with amounts that say how the total came about */
  while (total - 1 > item.row && has_amount (row_at (rows, (guint) total - 1)) &&
         velo_print_matches ("^(?:netto|summe|zwischen|mwst|ust|warenwert|gesamt|zzgl|inkl|davon)",
                               row_at (rows, (guint) total - 1)->text))
    total--;
  above = row_letters (row_at (rows, (guint) header), FALSE);
  below = row_letters (row_at (rows, (guint) total), TRUE);
  if (strlen (above) < MIN_LABEL || strlen (below) < MIN_LABEL)
    return;
  json_object_set_string_member (template, "above-items", above);
  json_object_set_string_member (template, "below-items", below);
}

static void
learn_fields (GPtrArray *rows, VeloInvoice *corrected, JsonArray *fields)
{
  GListModel      *vehicles = G_LIST_MODEL (velo_invoice_get_vehicles (corrected));
  g_autofree char *date = velo_invoice_get_date (corrected) == NULL
                              ? NULL
                              : velo_date_format_iso (velo_invoice_get_date (corrected));
  g_autofree char *gross =
      g_strdup_printf ("%" G_GINT64_FORMAT, velo_invoice_get_gross_cents (corrected));
  g_autoptr (VeloVehicle) vehicle = g_list_model_get_item (vehicles, 0);

  learn_field (rows, fields, "number", velo_invoice_get_number (corrected), -1);
  learn_field (rows, fields, "date", date, -1);
  learn_field (rows, fields, "gross-cents", gross, -1);
  learn_field (rows, fields, "employee-name", velo_invoice_get_employee_name (corrected), -1);
  if (vehicle == NULL)
    return;
  learn_field (rows, fields, "frame-number", velo_vehicle_get_frame_number (vehicle), -1);
  learn_field (rows, fields, "battery-number", velo_vehicle_get_battery_number (vehicle), -1);
  learn_field (rows, fields, "key-number", velo_vehicle_get_key_number (vehicle), -1);
}

static JsonObject *
seller_object (VeloParty *seller)
{
  JsonObject *object = json_object_new ();

  set_text (object, "name", velo_party_get_name (seller));
  set_text (object, "vat-id", velo_party_get_vat_id (seller));
  set_text (object, "street", velo_party_get_street (seller));
  set_text (object, "postcode", velo_party_get_postcode (seller));
  set_text (object, "city", velo_party_get_city (seller));
  return object;
}

static char *
to_text (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  return json_to_string (node, FALSE);
}

/**
 * velo_print_template_learn:
 * @rows: (element-type VeloPdfRow): what is printed on an invoice
 * @corrected: what it really says, as somebody confirmed it
 *
 * Notes the words beside and above each value, where the address stands, and
 * what is around the items. The issuer is in the template, so that it is known
 * on which invoices to use it; what was typed in names neither issuer nor total,
 * and both are looked for in the print.
 *
 * Returns: (transfer full) (nullable): JSON in one line, or %NULL if the
 *   issuer is not known or nothing of the invoice was found in the print
 */
char *
velo_print_template_learn (GPtrArray *rows, VeloInvoice *corrected)
{
  g_autoptr (VeloInvoice) known = velo_print_template_complete (rows, corrected);
  VeloParty  *seller = velo_invoice_get_seller (known);
  JsonObject *template = NULL;
  JsonObject *address = NULL;
  JsonArray  *fields = NULL;

  if (rows->len == 0 || (velo_text_is_empty (velo_party_get_name (seller)) &&
                         velo_text_is_empty (velo_party_get_vat_id (seller))))
    return NULL;
  fields = json_array_new ();
  learn_fields (rows, known, fields);
  if (json_array_get_length (fields) == 0)
    {
      json_array_unref (fields);
      return NULL;
    }
  template = json_object_new ();
  json_object_set_int_member (template, "version", VELO_PRINT_TEMPLATE_VERSION);
  json_object_set_object_member (template, "seller", seller_object (seller));
  json_object_set_array_member (template, "fields", fields);
  address = learn_address (rows, known);
  if (address != NULL)
    json_object_set_object_member (template, "address", address);
  learn_items (rows, known, template);
  return to_text (template);
}
