/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes the program's invoice of a reading and what was recognised in it. */

#define G_LOG_DOMAIN "velo-invoice-builder"

#include "config.h"

#include "velo-invoice-builder.h"

#include "velo-customer-builder.h"
#include "velo-date.h"
#include "velo-reversal.h"
#include "velo-text.h"
#include "velo-words.h"

#include <string.h>

#define MAX_UNITS 20
/* Of a price with its part of a discount on the whole invoice. */
#define DISCOUNTED "discounted"

static gint64
cents_of (VeloDecimal amount)
{
  gint64 cents = 0;

  velo_decimal_to_cents (amount, &cents);
  return cents;
}

static void
build_party (const VeloReadingParty *source, VeloParty *party)
{
  velo_party_set_name (party, source->name);
  velo_party_set_trade_name (party, source->trading_name);
  velo_party_set_contact (party, source->contact);
  velo_party_set_department (party, source->department);
  velo_party_set_salutation (party, source->salutation);
  velo_party_set_street (party, source->street);
  velo_party_set_street2 (party, source->street2);
  velo_party_set_street3 (party, source->street3);
  velo_party_set_postcode (party, source->postcode);
  velo_party_set_city (party, source->city);
  velo_party_set_country (party, source->country);
  velo_party_set_phone (party, source->phone);
  velo_party_set_email (party, source->email);
  velo_party_set_vat_id (party, source->vat_id);
}

static char *
join_lines (GPtrArray *texts)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; texts != NULL && i < texts->len; i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? "\n" : "", (const char *) texts->pdata[i]);
  return g_string_free (joined, FALSE);
}

/* Prices in shops are gross and end like this; one cent beside is a matter of rounding. */
static gboolean
looks_like_shop_price (gint64 cents)
{
  gint64 rest = ABS (cents) % 100;

  return rest == 0 || rest == 90 || rest == 95 || rest == 99;
}

/* The gross price of a line: from a fine unit price, else from the line net. */
static gboolean
gross_of (const VeloReading *reading, const VeloReadingLine *line, gint64 *cents)
{
  gint64 quantity;
  gint64 net;

  if (velo_reading_line_unit_gross (line, cents) || velo_reading_line_gross (line, cents))
    return TRUE;
  if (line->vat_rate == NULL && reading->vat_rates->len == 1)
    return velo_decimal_gross_cents (velo_decimal_parse (line->net),
                                     velo_decimal_parse (reading->vat_rates->pdata[0]), cents);
  /* A line without a net amount but with a price of one. */
  if (line->net == NULL &&
      velo_decimal_to_integer (velo_decimal_parse (line->quantity), &quantity) &&
      velo_decimal_to_cents (velo_decimal_parse (line->unit_price), &net) &&
      ABS (quantity) < 10000 && ABS (net) < G_GINT64_CONSTANT (1000000000000))
    {
      VeloDecimal total = { net * quantity, 2, 2, TRUE };
      const char *rate = line->vat_rate;

      if (rate == NULL && reading->vat_rates->len == 1)
        rate = reading->vat_rates->pdata[0];
      return velo_decimal_gross_cents (total, velo_decimal_parse (rate), cents);
    }
  return FALSE;
}

static VeloInvoiceLine *
build_line (const VeloReading *reading, const VeloReadingLine *source, const VeloLineFacts *facts)
{
  VeloInvoiceLine *line = velo_invoice_line_new ();
  gint64           gross = 0;

  velo_invoice_line_set_line_id (line, source->id);
  velo_invoice_line_set_parent_id (line, source->parent);
  velo_invoice_line_set_description (line, source->description);
  velo_invoice_line_set_detail (line, source->detail);
  velo_invoice_line_set_note (line, source->note);
  velo_invoice_line_set_quantity (line, source->quantity);
  velo_invoice_line_set_unit (line, source->unit);
  velo_invoice_line_set_unit_price (line, source->unit_price);
  velo_invoice_line_set_vat_rate (line, source->vat_rate);
  velo_invoice_line_set_vat_category (line, source->vat_category);
  velo_invoice_line_set_article_number (line, source->seller_item_id);
  velo_invoice_line_set_gtin (line, source->gtin);
  velo_invoice_line_set_net_cents (line, cents_of (velo_decimal_parse (source->net)));
  gross_of (reading, source, &gross);
  velo_invoice_line_set_gross_cents (line, gross);
  velo_invoice_line_set_kind (line, facts->kind);
  velo_invoice_line_set_kind_sureness (line, facts->kind_sureness);
  return line;
}

/* Where one vehicle line is left a cent beside a shop price, the invoice's total decides. */
static void
settle_last_cent (VeloInvoice *invoice, const VeloRecognition *recognition)
{
  GListModel      *lines = G_LIST_MODEL (velo_invoice_get_lines (invoice));
  VeloInvoiceLine *vehicle = NULL;
  gint64           others = 0;
  gint64           rest;

  for (guint i = 0; i < recognition->lines->len; i++)
    {
      g_autoptr (VeloInvoiceLine) line = g_list_model_get_item (lines, i);
      const VeloLineFacts *facts = recognition->lines->pdata[i];

      if (!facts->counts)
        continue;
      if (velo_article_kind_is_insurable (facts->kind) && vehicle != NULL)
        return;
      if (velo_article_kind_is_insurable (facts->kind))
        vehicle = line;
      else
        others += velo_invoice_line_get_gross_cents (line);
    }
  if (vehicle == NULL || velo_invoice_get_gross_cents (invoice) <= 0)
    return;
  rest = velo_invoice_get_gross_cents (invoice) - others;
  if (ABS (rest - velo_invoice_line_get_gross_cents (vehicle)) == 1 &&
      looks_like_shop_price (rest) &&
      !looks_like_shop_price (velo_invoice_line_get_gross_cents (vehicle)))
    velo_invoice_line_set_gross_cents (vehicle, rest);
}

static void
add_finding (GListStore *findings, const VeloFound *found, const char *field)
{
  g_autoptr (VeloFinding) finding = NULL;

  if (found == NULL)
    return;
  finding = velo_found_to_finding (found, field);
  g_list_store_append (findings, finding);
}

static const char *
value_of (const VeloFound *found)
{
  return found == NULL ? "" : found->value;
}

/* The number of unit @index; batteries of the only unit all belong to it. */
static char *
number_for (GPtrArray *numbers, guint index, guint n_units, GListStore *findings, const char *field)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < numbers->len; i++)
    {
      const VeloFound *found = numbers->pdata[i];

      if (n_units > 1 ? i != index : FALSE)
        continue;
      add_finding (findings, found, field);
      if (joined->len == 0)
        g_string_append (joined, found->value);
      else if (g_str_equal (field, "battery-number"))
        g_string_append_printf (joined, ", %s", found->value);
    }
  return g_string_free (joined, FALSE);
}

static void
add_price_finding (VeloVehicle *vehicle, const VeloReadingLine *line)
{
  g_autofree char *value =
      g_strdup_printf ("%" G_GINT64_FORMAT, velo_vehicle_get_price_cents (vehicle));
  g_autofree char *excerpt = g_strdup_printf ("%s + %s %%", line->net == NULL ? "-" : line->net,
                                              line->vat_rate == NULL ? "-" : line->vat_rate);
  g_autoptr (VeloFound) found =
      velo_found_new (value, NULL, line->path, excerpt, VELO_SURENESS_GOOD);

  add_finding (velo_vehicle_get_findings (vehicle), found, "price-cents");
}

/* With a discount on the whole invoice the price may be meant with its part of it: both are offered. */
static void
add_discounted_price (const VeloReading *reading, VeloInvoice *invoice)
{
  GListModel *lines = G_LIST_MODEL (velo_invoice_get_lines (invoice));
  GListModel *vehicles = G_LIST_MODEL (velo_invoice_get_vehicles (invoice));
  VeloDecimal total = { velo_invoice_get_gross_cents (invoice), 0, 0, TRUE };
  gint64      sum = 0;

  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (VeloInvoiceLine) line = g_list_model_get_item (lines, i);

      if (*velo_invoice_line_get_parent_id (line) == '\0')
        sum += velo_invoice_line_get_gross_cents (line);
    }
  if (!reading->allowance_total.is_set || reading->allowance_total.value == 0 || total.value <= 0 ||
      sum <= total.value)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (vehicles); i++)
    {
      g_autoptr (VeloVehicle) vehicle = g_list_model_get_item (vehicles, i);
      VeloDecimal      price = { velo_vehicle_get_price_cents (vehicle), 0, 0, TRUE };
      gint64           share;
      g_autofree char *value = NULL;
      g_autoptr (VeloFound) found = NULL;

      if (!velo_decimal_share (price, total, sum, &share))
        continue;
      value = g_strdup_printf ("%" G_GINT64_FORMAT, share);
      found = velo_found_new (value, NULL, reading->paths->gross, DISCOUNTED, VELO_SURENESS_LOW);
      add_finding (velo_vehicle_get_findings (vehicle), found, "price-cents");
    }
}

static VeloVehicle *
build_vehicle (const VeloReading     *reading,
               const VeloRecognition *recognition,
               guint                  index,
               guint                  unit,
               guint                  n_units,
               gint64                 price)
{
  const VeloReadingLine *line = reading->lines->pdata[index];
  const VeloLineFacts   *facts = recognition->lines->pdata[index];
  VeloVehicle           *vehicle = velo_vehicle_new ();
  GListStore            *findings = velo_vehicle_get_findings (vehicle);
  g_autofree char *frame = number_for (facts->frames, unit, n_units, findings, "frame-number");
  g_autofree char *battery =
      number_for (facts->batteries, unit, n_units, findings, "battery-number");
  g_autofree char *key = number_for (facts->keys, unit, n_units, findings, "key-number");
  GDate           *date =
      velo_date_parse_iso (reading->delivery_date != NULL ? reading->delivery_date : reading->date);

  velo_vehicle_set_line (vehicle, (int) index + 1);
  velo_vehicle_set_kind (vehicle, facts->kind);
  velo_vehicle_set_maker (vehicle, value_of (facts->maker));
  velo_vehicle_set_model (vehicle, value_of (facts->model));
  velo_vehicle_set_frame_number (vehicle, frame);
  velo_vehicle_set_battery_number (vehicle, battery);
  velo_vehicle_set_key_number (vehicle, key);
  velo_vehicle_set_colour (vehicle, value_of (facts->colour));
  velo_vehicle_set_size (vehicle, value_of (facts->size));
  velo_vehicle_set_model_year (vehicle,
                               (int) g_ascii_strtoll (value_of (facts->model_year), NULL, 10));
  velo_vehicle_set_used (vehicle, facts->used != NULL);
  velo_vehicle_set_price_cents (vehicle, price);
  velo_vehicle_set_leasing (vehicle,
                            recognition->is_leasing ? VELO_ANSWER_YES : VELO_ANSWER_UNKNOWN);
  if (date != NULL)
    {
      velo_vehicle_set_purchase_date (vehicle, date);
      g_date_free (date);
    }
  add_finding (findings, facts->maker, "maker");
  add_finding (findings, facts->model, "model");
  add_finding (findings, facts->colour, "colour");
  add_finding (findings, facts->size, "size");
  add_finding (findings, facts->model_year, "model-year");
  add_finding (findings, facts->used, "used");
  for (guint i = 0; i < facts->others->len && unit == 0; i++)
    {
      const VeloOtherNumber *other = facts->others->pdata[i];

      add_finding (findings, other->found, velo_number_kind_field (other->kind));
    }
  if (price != 0)
    add_price_finding (vehicle, line);
  return vehicle;
}

static guint
n_units_of (const VeloReadingLine *line)
{
  gint64 quantity = 1;

  if (!velo_decimal_to_integer (velo_decimal_parse (line->quantity), &quantity) || quantity == 0)
    return 1;
  return (guint) MIN (ABS (quantity), MAX_UNITS);
}

static void
build_vehicles (const VeloReading     *reading,
                const VeloRecognition *recognition,
                VeloInvoice           *invoice)
{
  GListModel *lines = G_LIST_MODEL (velo_invoice_get_lines (invoice));

  for (guint i = 0; i < recognition->lines->len; i++)
    {
      const VeloLineFacts *facts = recognition->lines->pdata[i];
      g_autoptr (VeloInvoiceLine) line = g_list_model_get_item (lines, i);
      guint  n_units = n_units_of (reading->lines->pdata[i]);
      gint64 price = velo_invoice_line_get_gross_cents (line);

      if (!facts->counts || !velo_article_kind_is_insurable (facts->kind))
        continue;
      for (guint unit = 0; unit < n_units; unit++)
        {
          gint64 share =
              price / n_units + (unit < (guint) (ABS (price) % n_units) ? (price < 0 ? -1 : 1) : 0);
          g_autoptr (VeloVehicle) vehicle =
              build_vehicle (reading, recognition, i, unit, n_units, share);

          g_list_store_append (velo_invoice_get_vehicles (invoice), vehicle);
        }
    }
}

static char *
lock_kind_of (const char *name)
{
  g_auto (GStrv) words = velo_words_split (name);
  static const char *const kinds[][2] = {
    { "falt", "Faltschloss" },
    { "buegel", "Bügelschloss" },
    { "ketten", "Kettenschloss" },
    { "rahmen", "Rahmenschloss" },
    { "panzerkabel", "Panzerkabelschloss" },
    { "kabel", "Kabelschloss" },
    { "spiral", "Spiralschloss" },
    { "bordo", "Faltschloss" },
    { "ulock", "Bügelschloss" },
    { "zahlen", "Zahlenschloss" },
    { "textil", "Textilschloss" },
  };

  for (guint i = 0; words[i] != NULL; i++)
    for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
      if (g_str_has_prefix (words[i], kinds[k][0]))
        return g_strdup (kinds[k][1]);
  return g_strdup ("");
}

static void
give_lock (const VeloReading   *reading,
           const VeloLineFacts *facts,
           guint                index,
           gint64               price,
           VeloVehicle         *vehicle)
{
  const VeloReadingLine *line = reading->lines->pdata[index];
  g_autofree char       *kind = lock_kind_of (line->description);
  GListStore            *findings = velo_vehicle_get_findings (vehicle);

  velo_vehicle_set_lock_kind (vehicle, kind);
  velo_vehicle_set_lock_maker (vehicle, value_of (facts->maker));
  velo_vehicle_set_lock_model (vehicle, value_of (facts->model));
  velo_vehicle_set_lock_price_cents (vehicle, price);
  add_finding (findings, facts->maker, "lock-maker");
  add_finding (findings, facts->model, "lock-model");
  if (facts->keys->len > 0)
    {
      const VeloFound *key = facts->keys->pdata[0];

      velo_vehicle_set_lock_key_number (vehicle, key->value);
      add_finding (findings, key, "lock-key-number");
    }
}

/* A lock in the price of the vehicle, where none was sold beside it. */
static void
take_included_locks (const VeloRecognition *recognition, VeloInvoice *invoice)
{
  GListModel *vehicles = G_LIST_MODEL (velo_invoice_get_vehicles (invoice));

  for (guint i = 0; i < g_list_model_get_n_items (vehicles); i++)
    {
      g_autoptr (VeloVehicle) vehicle = g_list_model_get_item (vehicles, i);
      const VeloLineFacts *facts =
          recognition->lines->pdata[velo_vehicle_get_line (vehicle) - 1];
      g_autofree char *kind = NULL;

      if (facts->lock == NULL || *velo_vehicle_get_lock_kind (vehicle) != '\0' ||
          velo_vehicle_get_lock_price_cents (vehicle) != 0)
        continue;
      kind = lock_kind_of (facts->lock->value);
      velo_vehicle_set_lock_kind (vehicle, kind);
      velo_vehicle_set_lock_maker (vehicle, value_of (facts->lock_maker));
      velo_vehicle_set_lock_model (vehicle, value_of (facts->lock_model));
      add_finding (velo_vehicle_get_findings (vehicle), facts->lock_maker, "lock-maker");
      add_finding (velo_vehicle_get_findings (vehicle), facts->lock_model, "lock-model");
    }
}

static gboolean
takes_lock (VeloVehicle *vehicle)
{
  return velo_vehicle_get_kind (vehicle) != VELO_ARTICLE_KIND_BATTERY;
}

/* The dearest lock goes to the first vehicle that has none, a pair of locks to two. */
static void
match_locks (const VeloReading *reading, const VeloRecognition *recognition, VeloInvoice *invoice)
{
  GListModel          *lines = G_LIST_MODEL (velo_invoice_get_lines (invoice));
  GListModel          *vehicles = G_LIST_MODEL (velo_invoice_get_vehicles (invoice));
  g_autofree gboolean *is_used = g_new0 (gboolean, recognition->lines->len + 1);
  guint                next = 0;

  for (;;)
    {
      guint  best = G_MAXUINT;
      gint64 best_price = -1;
      guint  n_units;

      for (guint i = 0; i < recognition->lines->len; i++)
        {
          const VeloLineFacts *facts = recognition->lines->pdata[i];
          g_autoptr (VeloInvoiceLine) line = g_list_model_get_item (lines, i);
          gint64 price =
              velo_invoice_line_get_gross_cents (line) / n_units_of (reading->lines->pdata[i]);

          if (facts->kind == VELO_ARTICLE_KIND_LOCK && facts->counts && !is_used[i] &&
              price > best_price)
            {
              best = i;
              best_price = price;
            }
        }
      if (best == G_MAXUINT)
        return;
      is_used[best] = TRUE;
      n_units = n_units_of (reading->lines->pdata[best]);
      for (; next < g_list_model_get_n_items (vehicles) && n_units > 0; next++)
        {
          g_autoptr (VeloVehicle) vehicle = g_list_model_get_item (vehicles, next);

          if (!takes_lock (vehicle))
            continue;
          give_lock (reading, recognition->lines->pdata[best], best, best_price, vehicle);
          n_units--;
        }
    }
}

static void
add_warnings (const VeloReading *reading, VeloInvoice *invoice)
{
  g_autofree char *warnings = join_lines (reading->warnings);
  g_autoptr (GString) all = g_string_new (warnings);
  const struct
  {
    gboolean    is_so;
    const char *text;
  } remarks[] = {
    { !reading->is_reversal && velo_reversal_is_meant (reading), "the title speaks of a reversal" },
    { velo_reversal_is_possible (reading), "a correction of an earlier invoice" },
    { g_str_equal (reading->document_type, "prepayment_invoice"),
      "a prepayment, not yet a purchase" },
    { g_str_equal (reading->document_type, "partial_invoice"), "an invoice for a part" },
    { g_str_equal (reading->document_type, "pro_forma"),
      "a pro forma invoice is no proof of purchase" },
    { reading->allowance_total.is_set && reading->allowance_total.value != 0,
      "a discount on the whole invoice is in no line" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (remarks); i++)
    if (remarks[i].is_so)
      g_string_append_printf (all, "%s%s", all->len > 0 ? "\n" : "", remarks[i].text);
  velo_invoice_set_warnings (invoice, all->str);
}

static void
build_head (const VeloReading *reading, VeloInvoice *invoice)
{
  GDate           *date = velo_date_parse_iso (reading->date);
  GDate           *delivery = velo_date_parse_iso (reading->delivery_date);
  g_autofree char *notes = join_lines (reading->notes);
  g_autofree char *missing = join_lines (reading->missing);
  g_autofree char *preceding = velo_reversal_dup_preceding (reading);

  velo_invoice_set_number (invoice, reading->number);
  velo_invoice_set_date (invoice, date);
  velo_invoice_set_delivery_date (invoice, delivery);
  velo_invoice_set_type_code (invoice, reading->type_code);
  velo_invoice_set_is_reversal (invoice, velo_reversal_is_meant (reading));
  velo_invoice_set_preceding (invoice, preceding);
  velo_invoice_set_currency (invoice, reading->currency);
  velo_invoice_set_net_cents (invoice, cents_of (reading->net));
  velo_invoice_set_vat_cents (invoice, cents_of (reading->vat));
  velo_invoice_set_gross_cents (invoice, cents_of (reading->gross));
  velo_invoice_set_prepaid_cents (invoice, cents_of (reading->prepaid));
  velo_invoice_set_due_cents (invoice, cents_of (reading->due));
  velo_invoice_set_notes (invoice, notes);
  velo_invoice_set_missing (invoice, missing);
  velo_invoice_set_format (invoice, reading->format);
  velo_invoice_set_content_type (invoice,
                                 reading->from_pdf ? "application/pdf" : "application/xml");
  velo_invoice_set_xml_sha256 (invoice, reading->xml_sha256);
  g_clear_pointer (&date, g_date_free);
  g_clear_pointer (&delivery, g_date_free);
}

/* Number, date and total are not recognised but stated. */
static void
add_head_findings (const VeloReading *reading, VeloInvoice *invoice)
{
  const VeloSureness sureness =
      reading->syntax == VELO_READING_SYNTAX_TEXT ? VELO_SURENESS_GOOD : VELO_SURENESS_HIGH;
  g_autofree char *gross =
      g_strdup_printf ("%" G_GINT64_FORMAT, velo_invoice_get_gross_cents (invoice));
  const struct
  {
    const char *field;
    const char *value;
    const char *path;
  } heads[] = {
    { "number", reading->number, reading->paths->number },
    { "date", reading->date, reading->paths->date },
    { "gross-cents", reading->gross.is_set ? gross : NULL, reading->paths->gross },
  };

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    if (heads[i].value != NULL)
      {
        g_autoptr (VeloFound) found =
            velo_found_new (heads[i].value, NULL, heads[i].path, heads[i].value, sureness);

        add_finding (velo_invoice_get_findings (invoice), found, heads[i].field);
      }
}

/**
 * velo_invoice_builder_build:
 * @reading: an invoice as it is written
 * @recognition: what was recognised in it
 *
 * Makes an invoice with one vehicle for each unit sold, its lock, the customer
 * (the rider of a leased bicycle), and where each value is from. What is not
 * stated stays empty.
 *
 * Returns: (transfer full): the invoice
 */
VeloInvoice *
velo_invoice_builder_build (const VeloReading *reading, const VeloRecognition *recognition)
{
  VeloInvoice *invoice = velo_invoice_new ();

  build_head (reading, invoice);
  build_party (&reading->seller, velo_invoice_get_seller (invoice));
  build_party (&reading->buyer, velo_invoice_get_buyer (invoice));
  build_party (&reading->ship_to, velo_invoice_get_ship_to (invoice));
  velo_invoice_set_rider (invoice, value_of (recognition->rider));
  velo_invoice_set_employee_name (invoice, value_of (recognition->employee));
  add_finding (velo_invoice_get_findings (invoice), recognition->employee, "employee-name");
  add_finding (velo_invoice_get_findings (invoice), recognition->rider, "rider");
  for (guint i = 0; i < reading->lines->len; i++)
    {
      g_autoptr (VeloInvoiceLine) line =
          build_line (reading, reading->lines->pdata[i], recognition->lines->pdata[i]);

      g_list_store_append (velo_invoice_get_lines (invoice), line);
    }
  settle_last_cent (invoice, recognition);
  build_vehicles (reading, recognition, invoice);
  match_locks (reading, recognition, invoice);
  take_included_locks (recognition, invoice);
  add_discounted_price (reading, invoice);
  velo_customer_builder_build (reading, recognition, velo_invoice_get_customer (invoice),
                               velo_invoice_get_findings (invoice));
  add_head_findings (reading, invoice);
  add_warnings (reading, invoice);
  return invoice;
}
