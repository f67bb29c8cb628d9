/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the printed text of an invoice that has no data inside. */

#define G_LOG_DOMAIN "velo-text-layer-reader"

#include "config.h"

#include "velo-text-layer-reader.h"

#include "velo-pdf-text.h"
#include "velo-person-name.h"
#include "velo-print-match.h"
#include "velo-regex.h"
#include "velo-text.h"
#include "velo-words.h"

#include <string.h>

#define AMOUNT "-?\\d{1,3}(?:[. ]\\d{3})*,\\d{2}|-?\\d+,\\d{2}"
#define CURRENCY "(?:EUR|€)"
/* Left edges that differ by less belong to one block. */
#define SAME_EDGE_PT 12.0

typedef struct
{
  GPtrArray   *rows;
  VeloReading *reading;
  guint        title;  /* row of "Rechnung" */
  guint        header; /* row of the column titles, or the number of rows */
  guint        totals; /* first row behind the items */
  GArray      *starts; /* guint, the first row of each line */

  const VeloPrintHints *hints;
} Context;

static const VeloPdfRow *
row_at (Context *context, guint index)
{
  return context->rows->pdata[index];
}

/* The first of the rows in which @pattern captures something. */
static char *
find_first (Context *context, const char *pattern)
{
  for (guint i = 0; i < context->rows->len; i++)
    {
      char *found = velo_print_capture (pattern, row_at (context, i)->text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static char *
find_last (Context *context, const char *pattern)
{
  for (guint i = context->rows->len; i > 0; i--)
    {
      char *found = velo_print_capture (pattern, row_at (context, i - 1)->text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
find_title (Context *context)
{
  for (guint i = 0; i < context->rows->len; i++)
    if (velo_print_matches ("^(?:\\S+\\s+)?(?:rechnung|storno-?rechnung|rechnungskorrektur|gutschrift|"
                 "barverkauf|verkaufsrechnung|invoice)\\b",
                 row_at (context, i)->text))
      {
        context->title = i;
        return;
      }
}

static void
find_items (Context *context)
{
  static const char *const names = "\\b(?:bez(?:eichnung|\\.)|beschreibung|artikel|leistung|text|pos\\.?)";
  static const char *const amounts = "\\b(?:menge|anz(?:ahl|\\.)?|einzel\\S*|preis|gesamt\\S*|"
                                     "betrag|summe|e-preis|g-preis|eur)\\b";

  context->header = context->rows->len;
  for (guint i = 0; i < context->rows->len && context->header == context->rows->len; i++)
    if (velo_print_matches (names, row_at (context, i)->text) &&
        velo_print_matches (amounts, row_at (context, i)->text) &&
        !velo_print_matches (AMOUNT, row_at (context, i)->text))
      context->header = i;
  context->totals = context->rows->len;
  for (guint i = context->header + 1; i < context->rows->len; i++)
    if (velo_print_matches ("^(?:gesamt\\w*|rechnungs(?:betrag|summe)|end(?:betrag|summe)|brutto\\w*|summe\\w*"
                 "|zwischensumme|netto\\w*|"
                 "zu zahlen\\w*|zahlbetrag|total|warenwert|mwst|ust|enthalten\\w*)\\b",
                 row_at (context, i)->text) &&
        velo_print_matches (AMOUNT, row_at (context, i)->text))
      {
        context->totals = i;
        break;
      }
  if (context->hints != NULL && context->hints->header >= 0)
    {
      context->header = (guint) context->hints->header;
      context->totals = (guint) context->hints->totals;
    }
}

static VeloDecimal
amount_of (const char *text)
{
  return velo_decimal_parse_german (text);
}

static void
read_totals (Context *context)
{
  g_autofree char *gross = find_last (
      context,
      "(?:gesamtbetrag|rechnungsbetrag|rechnungssumme|endbetrag|endsumme|gesamtsumme|"
      "brutto\\w*|zu zahlen\\w*|zahlbetrag|gesamt|summe|total)(?! netto)[^\\d-]{0,25}(" AMOUNT ")");
  g_autofree char *vat = find_last (
      context, "(?:mwst|ust|mehrwertsteuer|umsatzsteuer)\\.?(?:[^,\\d]|\\d{1,2}(?:,\\d{1,2})?\\s?%|"
               "aus\\s(?:" AMOUNT "))*?\\s(" AMOUNT ")(?!\\s?%)");
  g_autofree char *net = find_last (context, "netto\\w*[^\\d-]{0,25}(" AMOUNT ")");
  g_autofree char *rate = find_last (
      context, "(\\d{1,2}(?:,\\d{1,2})?)\\s?%\\s*(?:mwst|ust|mehrwertsteuer|umsatzsteuer)");
  g_autofree char *prepaid =
      find_last (context, "(?:anzahlung|bereits gezahlt)[^\\d-]{0,25}(" AMOUNT ")");
  gint64 gross_cents;
  gint64 vat_cents;
  gint64 net_cents;

  if (velo_print_hints_get (context->hints, "gross-cents") != NULL)
    {
      g_free (gross);
      gross = velo_print_capture ("(" AMOUNT ")", velo_print_hints_get (context->hints, "gross-cents"));
    }
  if (rate == NULL)
    rate = find_last (
        context,
        "(?:mwst|ust|mehrwertsteuer|umsatzsteuer)\\.?\\s*\\(?(\\d{1,2}(?:,\\d{1,2})?)\\s?%");
  context->reading->gross = amount_of (gross);
  context->reading->vat = amount_of (vat);
  context->reading->net = amount_of (net);
  context->reading->prepaid = amount_of (prepaid);
  context->reading->due = context->reading->gross;
  if (!context->reading->net.is_set && vat != NULL && gross != NULL)
    context->reading->net =
        velo_decimal_add (context->reading->gross, velo_decimal_negate (context->reading->vat));
  if (rate != NULL)
    g_ptr_array_add (context->reading->vat_rates, g_strdelimit (g_strdup (rate), ",", '.'));
  if (!velo_decimal_to_cents (context->reading->gross, &gross_cents) ||
      !velo_decimal_to_cents (context->reading->vat, &vat_cents) ||
      !velo_decimal_to_cents (context->reading->net, &net_cents))
    return;
  /* Words of the totals stand in many places: what does not add up was taken from a wrong one. */
  if (net_cents + vat_cents != gross_cents)
    {
      context->reading->vat = (VeloDecimal){ 0 };
      context->reading->net = (VeloDecimal){ 0 };
    }
  else if (rate == NULL && net_cents > 0 && vat_cents >= 0 && vat_cents * 100 < net_cents * 30)
    g_ptr_array_add (
        context->reading->vat_rates,
        g_strdup_printf ("%" G_GINT64_FORMAT, (vat_cents * 100 + net_cents / 2) / net_cents));
}

static void
read_head (Context *context)
{
  VeloReading     *reading = context->reading;
  const char *title = context->title == G_MAXUINT ? "" : row_at (context, context->title)->text;
  g_autofree char *date = NULL;
  g_autofree char *delivery = NULL;
  g_autofree char *currency = NULL;

  reading->number = g_strdup (velo_print_hints_get (context->hints, "number"));
  if (reading->number == NULL)
    reading->number = find_first (
      context, "\\b(?:rechnungs?|beleg|storno-?rechnungs?|gutschrifts?|invoice)\\s*-?\\s*"
               "(?:nr\\.?|nummer|no\\.?|number|#)\\s*[:.]?\\s*([A-Z0-9][\\w/.-]*\\d[\\w/-]*)");
  if (reading->number == NULL)
    reading->number = velo_print_capture (
        "^(?:rechnung|gutschrift|stornorechnung|invoice)\\s*[:#]?\\s+([A-Z]*[-/]?\\d[\\w/.-]*)",
        title);
  if (reading->number == NULL)
    reading->number =
        velo_print_find_below (context->rows, "^(?:rechnungs?|beleg|invoice)\\s*-?\\s*(?:nr\\.?|nummer|no\\.?)\\s*:?$",
                    "^([A-Z0-9][\\w/.-]*\\d[\\w/-]*|\\d)$");
  date = g_strdup (velo_print_hints_get (context->hints, "date"));
  if (date == NULL)
    date = find_first (
      context,
      "\\b(?:rechnungs-?|beleg-?)?datum\\b\\s*[:.]?\\s*(\\d{1,2}\\.\\s?\\d{1,2}\\.\\s?\\d{2,4})");
  if (date == NULL)
    date = velo_print_find_below (context->rows, "^(?:rechnungs-?|beleg-?)?datum\\s*:?$",
                       "^(\\d{1,2}\\.\\s?\\d{1,2}\\.\\s?\\d{2,4})$");
  if (date == NULL)
    date = find_first (context, "(?<!\\d)(\\d{1,2}\\.\\d{1,2}\\.20\\d\\d)");
  reading->date = velo_print_iso_date (date);
  delivery = find_first (context, "\\b(?:liefer-?datum|leistungs-?datum|lieferung "
                                  "am)\\b\\s*[:.]?\\s*(\\d{1,2}\\.\\d{1,2}\\.\\d{2,4})");
  reading->delivery_date = velo_print_iso_date (delivery);
  reading->title = velo_text_squash (title);
  reading->type_code = g_strdup (velo_print_matches ("gutschrift|storno|korrektur", title) ? "381" : "380");
  reading->document_type = velo_reading_document_type (reading->type_code);
  currency = find_first (context, "(" CURRENCY ")");
  if (currency != NULL)
    reading->currency = g_strdup ("EUR");
  if (context->hints != NULL && context->hints->seller_vat_id != NULL)
    reading->seller.vat_id = g_strdup (context->hints->seller_vat_id);
  else
    reading->seller.vat_id = find_first (context, "\\b(DE\\s?\\d{9}|ATU\\s?\\d{8})\\b");
}

/* The cell of a row whose left edge is that of a block. */
static const char *
cell_at (const VeloPdfRow *row, double x_pt)
{
  for (guint i = 0; i < row->cells->len; i++)
    {
      const VeloPdfCell *cell = row->cells->pdata[i];

      if (ABS (cell->x_pt - x_pt) < SAME_EDGE_PT)
        return cell->text;
    }
  return NULL;
}

/* "Radhaus Beispiel GmbH, Werkstattgasse 4, 90402 Nürnberg", above the address in the window. */
static gboolean
read_sender (const char *text, VeloReadingParty *seller)
{
  GRegex *regex = velo_regex_get ("^([^,·|•]+)\\s*[,·|•]\\s*([^,·|•]*\\d[^,·|•]*)\\s*[,·|•]\\s*"
                                  "(?:D-|A-)?(\\d{4,5})\\s+([^,·|•]+)",
                                  G_REGEX_CASELESS);
  g_autoptr (GMatchInfo) match = NULL;
  g_auto (GStrv) parts = NULL;

  if (!g_regex_match (regex, text, 0, &match))
    return FALSE;
  parts = g_match_info_fetch_all (match);
  seller->name = velo_text_squash (parts[1]);
  seller->street = velo_text_squash (parts[2]);
  seller->postcode = velo_text_squash (parts[3]);
  seller->city = velo_text_squash (parts[4]);
  return TRUE;
}

static const char *
country_of (const char *postcode)
{
  return strlen (postcode) == 5 ? "DE" : "AT";
}

/* Fills the buyer with the lines of the address block, its last line being postcode and city. */
static void
fill_buyer (GPtrArray *lines, const char *place, VeloReadingParty *buyer)
{
  GRegex *regex =
      velo_regex_get ("^(?:D-|A-|DE-|AT-)?(\\d{4,5})\\s+(\\S.*)$", G_REGEX_CASELESS);
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (regex, place, 0, &match);
  buyer->postcode = g_match_info_fetch (match, 1);
  buyer->city = g_match_info_fetch (match, 2);
  buyer->country = g_strdup (country_of (buyer->postcode));
  buyer->is_present = TRUE;
  if (lines->len > 0 && velo_person_name_has_house_number (lines->pdata[lines->len - 1]))
    {
      buyer->street = g_strdup (lines->pdata[lines->len - 1]);
      g_ptr_array_remove_index (lines, lines->len - 1);
    }
  if (lines->len > 1 &&
      (velo_person_name_salutation (lines->pdata[0]) != VELO_SALUTATION_NONE ||
       velo_print_matches ("^(?:firma|familie|eheleute|an|kunde|rechnung an|rechnungsadresse):?$",
                lines->pdata[0])))
    {
      if (velo_person_name_salutation (lines->pdata[0]) != VELO_SALUTATION_NONE)
        buyer->salutation = g_strdup (lines->pdata[0]);
      g_ptr_array_remove_index (lines, 0);
    }
  if (lines->len > 0)
    buyer->name = g_strdup (lines->pdata[0]);
  if (lines->len > 1)
    buyer->street2 = g_strdup (lines->pdata[1]);
}

static gboolean
is_place (const char *text)
{
  return velo_print_matches ("^(?:D-|A-|DE-|AT-)?\\d{4,5}\\s+\\p{Lu}[\\p{L} ./()-]+$", text);
}

/* The first row that is nothing but postcode and city, with the lines above it. */
static void
read_parties (Context *context)
{
  VeloReading *reading = context->reading;
  guint        end = MIN (context->header, context->rows->len);

  for (guint i = 0; i < end && reading->buyer.name == NULL; i++)
    {
      const VeloPdfRow  *row = row_at (context, i);
      const VeloPdfCell *cell = row->cells->pdata[0];
      g_autoptr (GPtrArray) lines = g_ptr_array_new ();
      guint above = i;

      if (!is_place (cell->text))
        continue;
      while (above > 0 && lines->len < 5)
        {
          const VeloPdfRow *next = row_at (context, above - 1);
          const char       *text = cell_at (next, cell->x_pt);

          if (text == NULL || next->page != row->page ||
              row_at (context, above)->y_pt - next->y_pt > 2.6 * MAX (next->height_pt, 8.0) ||
              velo_print_matches ("[·|•]|,.*,", text))
            break;
          g_ptr_array_insert (lines, 0, (gpointer) text);
          above--;
        }
      if (lines->len < 2)
        continue;
      fill_buyer (lines, cell->text, &reading->buyer);
      if (above > 0)
        read_sender (row_at (context, above - 1)->text, &reading->seller);
    }
  for (guint i = 0; i < end && reading->seller.name == NULL; i++)
    read_sender (row_at (context, i)->text, &reading->seller);
  if (reading->seller.name == NULL && context->rows->len > 0)
    reading->seller.name = g_strdup (((VeloPdfCell *) row_at (context, 0)->cells->pdata[0])->text);
  reading->seller.is_present = TRUE;
  if (reading->seller.postcode != NULL)
    reading->seller.country = g_strdup (country_of (reading->seller.postcode));
}

static void
append (char **target, const char *text)
{
  char *joined = *target == NULL ? g_strdup (text) : g_strconcat (*target, " ", text, NULL);

  g_free (*target);
  *target = joined;
}

/* "1  Faltschloss Sperrwerk  1  89,99  89,99": what is no number is the name. */
static void
read_item (Context *context, const VeloPdfRow *row)
{
  VeloReadingLine   *line = velo_reading_add_line (context->reading, "row");
  GPtrArray         *cells = row->cells;
  const VeloPdfCell *last = cells->pdata[cells->len - 1];
  g_autofree char   *amount = velo_print_capture ("(" AMOUNT ")", last->text);

  line->gross = amount_of (amount);
  for (guint i = 0; i + 1 < cells->len; i++)
    {
      const VeloPdfCell *cell = cells->pdata[i];
      g_autofree char   *quantity =
          velo_print_capture ("^(-?\\d{1,4})(?:,0+)?\\s*(?:x|stk\\.?|st\\.?|stück|pce|h|std\\.?)?$", cell->text);
      g_autofree char *position = velo_print_capture ("^(\\d{1,3})\\s+\\p{L}", cell->text);

      if (line->description == NULL && i == 0 && quantity != NULL)
        line->id = g_strdup (quantity);
      else if (quantity != NULL && line->description != NULL && line->quantity == NULL)
        line->quantity = g_strdup (quantity);
      else if (velo_print_matches ("^(?:" AMOUNT ")\\s*" CURRENCY "?$", cell->text) ||
               velo_print_matches ("^\\d{1,2}(?:,\\d+)?\\s?%$", cell->text))
        continue;
      else if (line->description == NULL && position != NULL)
        {
          line->id = g_strdup (position);
          line->description = velo_text_squash (cell->text + strlen (position));
        }
      else
        append (&line->description, cell->text);
    }
  if (line->quantity == NULL)
    line->quantity = g_strdup ("1");
}

static void
read_items (Context *context)
{
  for (guint i = context->header + 1; i < context->totals; i++)
    {
      const VeloPdfRow  *row = row_at (context, i);
      const VeloPdfCell *last = row->cells->pdata[row->cells->len - 1];
      guint              n_lines = context->reading->lines->len;

      if (row->cells->len > 1 && velo_print_matches ("^(?:" AMOUNT ")\\s*" CURRENCY "?$", last->text))
        {
          g_array_append_val (context->starts, i);
          read_item (context, row);
        }
      else if (n_lines > 0)
        append (&((VeloReadingLine *) context->reading->lines->pdata[n_lines - 1])->detail,
                row->text);
    }
}

/* The position that a row belongs to, or NULL. */
static VeloReadingLine *
line_of_row (Context *context, guint row)
{
  VeloReadingLine *line = NULL;

  for (guint i = 0; i < context->starts->len && row < context->totals; i++)
    if (g_array_index (context->starts, guint, i) <= row)
      line = context->reading->lines->pdata[i];
  return line;
}

/* Where @word stands in @text by itself, not as a part of another. */
static char *
find_word (char *text, const char *word)
{
  gsize length = strlen (word);

  for (char *found = strstr (text, word); found != NULL; found = strstr (found + 1, word))
    if ((found == text || g_ascii_isspace (found[-1])) &&
        (found[length] == '\0' || g_ascii_isspace (found[length])))
      return found;
  return NULL;
}

/* A number in a column of its own is no part of the article's name. */
static void
cut_number (char **text, const char *number)
{
  char *found = velo_text_is_empty (*text) || velo_text_is_empty (number) ? NULL : find_word (*text, number);
  g_autofree char *joined = NULL;

  if (found == NULL)
    return;
  *found = '\0';
  joined = g_strjoin (" ", *text, found + strlen (number), NULL);
  g_free (*text);
  *text = velo_text_squash (joined);
}

/* Numbers that stand where they were learned to be have no label that anybody else would know. */
static void
take_hinted_numbers (Context *context)
{
  static const char *const names[][2] = { { "frame-number", "Rahmennummer" },
                                          { "battery-number", "Akkunummer" },
                                          { "key-number", "Schlüsselnummer" } };

  for (guint i = 0; context->hints != NULL && i < context->hints->values->len; i++)
    for (guint k = 0; k < G_N_ELEMENTS (names); k++)
      {
        const VeloPrintHint *hint = context->hints->values->pdata[i];
        VeloReadingLine     *line = line_of_row (context, hint->row);

        if (!g_str_equal (hint->field, names[k][0]) || line == NULL)
          continue;
        velo_reading_add_attribute (line->attributes, g_strdup (names[k][1]),
                                    g_strdup (hint->value));
        cut_number (&line->description, hint->value);
      }
}

/* The parties from the template: the issuer is known, the address is where it was. */
static void
read_hinted_parties (Context *context)
{
  const VeloPrintHints *hints = context->hints;
  VeloReadingParty     *seller = &context->reading->seller;
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();

  if (hints->seller_name != NULL)
    {
      seller->name = g_strdup (hints->seller_name);
      seller->street = g_strdup (hints->seller_street);
      seller->postcode = g_strdup (hints->seller_postcode);
      seller->city = g_strdup (hints->seller_city);
    }
  for (guint i = 0; i < hints->address->len; i++)
    {
      const char *text = hints->address->pdata[i];

      if (is_place (text) && lines->len > 0)
        {
          fill_buyer (lines, text, &context->reading->buyer);
          return;
        }
      if (!velo_print_matches ("[·|•]|,.*,", text))
        g_ptr_array_add (lines, (gpointer) text);
    }
}

/* Consumers see gross prices; where the items add up to the net total they are net. */
static void
settle_amounts (Context *context)
{
  VeloReading *reading = context->reading;
  VeloDecimal  sum = { 0 };
  gint64       sum_cents = 0;
  gint64       net_cents = 0;
  gint64       gross_cents = 0;
  gboolean     are_net;
  const char  *rate = reading->vat_rates->len == 1 ? reading->vat_rates->pdata[0] : NULL;

  for (guint i = 0; i < reading->lines->len; i++)
    sum = velo_decimal_add (sum, ((VeloReadingLine *) reading->lines->pdata[i])->gross);
  are_net = velo_decimal_to_cents (sum, &sum_cents) &&
            velo_decimal_to_cents (reading->net, &net_cents) &&
            velo_decimal_to_cents (reading->gross, &gross_cents) && sum_cents == net_cents &&
            net_cents != gross_cents;
  for (guint i = 0; i < reading->lines->len; i++)
    {
      VeloReadingLine *line = reading->lines->pdata[i];
      VeloDecimal      percent = velo_decimal_parse (rate);
      gint64           cents;

      line->vat_rate = g_strdup (rate);
      if (!velo_decimal_to_cents (line->gross, &cents))
        continue;
      if (are_net)
        {
          line->net = g_strdup_printf ("%s%" G_GINT64_FORMAT ".%02" G_GINT64_FORMAT,
                                       cents < 0 ? "-" : "", ABS (cents) / 100, ABS (cents) % 100);
          line->gross = (VeloDecimal){ 0 };
        }
      else if (percent.is_set && percent.scale == 0 && percent.value >= 0 && percent.value < 100)
        {
          gint64 net = (ABS (cents) * 200 + 100 + percent.value) / (2 * (100 + percent.value));

          line->net = g_strdup_printf ("%s%" G_GINT64_FORMAT ".%02" G_GINT64_FORMAT,
                                       cents < 0 ? "-" : "", net / 100, net % 100);
        }
    }
}

/* All that is neither item nor total, for names and numbers in it. */
static void
read_notes (Context *context)
{
  for (guint i = 0; i < context->rows->len; i++)
    if (i < context->header || i >= context->totals)
      {
        const VeloPdfRow *row = row_at (context, i);

        for (guint k = 0; k < row->cells->len; k++)
          g_ptr_array_add (context->reading->notes,
                           g_strdup (((VeloPdfCell *) row->cells->pdata[k])->text));
      }
  /* a label and its value may stand far apart */
  for (guint i = 0; i < context->rows->len; i++)
    if ((i < context->header || i >= context->totals) && row_at (context, i)->cells->len > 1)
      g_ptr_array_add (context->reading->notes, velo_text_squash (row_at (context, i)->text));
}

static void
read_employee (Context *context)
{
  const char *employee = velo_print_hints_get (context->hints, "employee-name");

  if (employee != NULL)
    context->reading->seller.contact = g_strdup (employee);
}

/**
 * velo_text_layer_reader_read:
 * @rows: (element-type VeloPdfRow): the printed text
 * @hints: (nullable): what is known of the issuer's invoices
 *
 * Reads an invoice as it is printed. Everything in it is unverified.
 *
 * Returns: (transfer full) (nullable): the reading, or %NULL if the text is no invoice
 */
VeloReading *
velo_text_layer_reader_read (GPtrArray *rows, const VeloPrintHints *hints)
{
  g_autoptr (VeloReading) reading = velo_reading_new (VELO_READING_SYNTAX_TEXT);
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (guint));
  Context context = { rows, reading, G_MAXUINT, 0, 0, starts, hints };

  find_title (&context);
  if (context.title == G_MAXUINT && velo_print_hints_get (hints, "number") == NULL)
    return NULL;
  reading->format = g_strdup ("pdf-text");
  reading->syntax_name = g_strdup ("text");
  reading->notes = g_ptr_array_new_with_free_func (g_free);
  find_items (&context);
  read_totals (&context);
  read_head (&context);
  if (!reading->gross.is_set || reading->number == NULL || reading->date == NULL)
    return NULL;
  if (hints != NULL)
    read_hinted_parties (&context);
  read_parties (&context);
  read_employee (&context);
  if (context.header < rows->len)
    read_items (&context);
  take_hinted_numbers (&context);
  /* Any letter may speak of an invoice: without a buyer and an item it is none. */
  if (reading->buyer.name == NULL || reading->lines->len == 0)
    return NULL;
  settle_amounts (&context);
  read_notes (&context);
  g_ptr_array_add (reading->warnings, g_strdup ("read from the printed text, not verified"));
  velo_reading_finish (reading);
  return g_steal_pointer (&reading);
}
