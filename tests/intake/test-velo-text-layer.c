/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of reading invoices as shops print them, and of text that is none. */

#include "config.h"

#include <gio/gio.h>

#include "velo-pdf-text.h"
#include "velo-recogniser.h"
#include "velo-text-layer-reader.h"

#define ROW_PT 14
#define COLUMN_PT 90

static void
cell_free (gpointer data)
{
  VeloPdfCell *cell = data;

  g_free (cell->text);
  g_free (cell);
}

static void
row_free (gpointer data)
{
  VeloPdfRow *row = data;

  g_ptr_array_unref (row->cells);
  g_free (row->text);
  g_free (row);
}

static VeloPdfRow *
build_row (const char *line, guint index)
{
  g_auto (GStrv) columns = g_strsplit (line, "\t", -1);
  g_autoptr (GString) text = g_string_new (NULL);
  VeloPdfRow *row = g_new0 (VeloPdfRow, 1);

  row->cells = g_ptr_array_new_with_free_func (cell_free);
  row->page = 1;
  row->y_pt = index * ROW_PT;
  row->height_pt = ROW_PT - 4;
  for (guint i = 0; columns[i] != NULL; i++)
    {
      VeloPdfCell *cell = NULL;

      if (*columns[i] == '\0')
        continue;
      cell = g_new0 (VeloPdfCell, 1);
      cell->text = g_strdup (columns[i]);
      cell->x_pt = i * COLUMN_PT;
      cell->end_pt = cell->x_pt + COLUMN_PT - 20;
      g_ptr_array_add (row->cells, cell);
      g_string_append_printf (text, "%s%s", text->len > 0 ? "  " : "", columns[i]);
    }
  row->text = g_strdup (text->str);
  return row;
}

/* Rows of a page: columns between tabulators, an empty line is a gap. */
static VeloReading *
read_page (const char *page)
{
  g_auto (GStrv) lines = g_strsplit (page, "\n", -1);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      g_ptr_array_add (rows, build_row (lines[i], i));
  return velo_text_layer_reader_read (rows, NULL);
}

#define ADDRESS "\nHerrn\nMag. Johann van der Berg\nBergstraße 12/3\nA-6020 Innsbruck\n\n"
#define ITEMS                                                                                       \
  "Pos\tBezeichnung\tMenge\tEinzelpreis\tGesamtpreis\n"                                              \
  "1\tE-Mountainbike KTM Macina Team 291\t1 Stk\t4.199,00\t4.199,00\n"                               \
  "\tRahmennummer: KTM2025A99812\n\tAkku-SN: 0275-7788-99\n"                                         \
  "2\tAbus Bordo 6500 Faltschloss\t1 Stk\t129,95\t129,95\n"

static gint64
cents (VeloDecimal amount)
{
  gint64 value = -1;

  velo_decimal_to_cents (amount, &value);
  return value;
}

static void
test_austrian (void)
{
  g_autoptr (VeloReading) reading =
      read_page ("Zweirad Alpenglühn e.U.\nHauptplatz 3, 6020 Innsbruck, UID: ATU12345678\n" ADDRESS
                 "\t\tRechnungsnummer:\t2026-0815\n\t\tRechnungsdatum:\t05.05.2026\n"
                 "\t\tVerkäufer:\tPeter Gruber\n\nRechnung\n\n" ITEMS
                 "\t\tNettobetrag\t\t3.607,46\n\t\t20% USt\t\t721,49\n"
                 "\t\tRechnungsbetrag EUR\t\t4.328,95\n");
  g_autoptr (VeloRecognition) recognition = NULL;
  const VeloLineFacts *facts = NULL;

  g_assert_nonnull (reading);
  g_assert_cmpstr (reading->number, ==, "2026-0815");
  g_assert_cmpstr (reading->date, ==, "2026-05-05");
  g_assert_cmpint (cents (reading->gross), ==, 432895);
  g_assert_cmpint (cents (reading->vat), ==, 72149);
  g_assert_cmpstr (reading->buyer.name, ==, "Mag. Johann van der Berg");
  g_assert_cmpstr (reading->buyer.country, ==, "AT");
  g_assert_cmpstr (reading->seller.vat_id, ==, "ATU12345678");
  g_assert_cmpuint (reading->lines->len, ==, 2);
  recognition = velo_recogniser_run (reading);
  g_assert_cmpstr (recognition->employee->value, ==, "Peter Gruber");
  facts = recognition->lines->pdata[0];
  g_assert_cmpint (facts->kind, ==, VELO_ARTICLE_KIND_EBIKE);
  g_assert_cmpstr (((VeloFound *) facts->frames->pdata[0])->value, ==, "KTM2025A99812");
  g_assert_cmpstr (((VeloFound *) facts->batteries->pdata[0])->value, ==, "0275-7788-99");
}

/* Labels are the titles of columns. */
static void
test_labels_above (void)
{
  g_autoptr (VeloReading) reading =
      read_page ("Bike & Co" ADDRESS "RECHNUNG\nRechnungsnr.\tRechnungsdatum\tKundennr.\n"
                 "R-445566\t01.06.2026\tK-99\n\n" ITEMS "\t\tTotal inkl. MwSt.\t\t4.328,95 €\n");

  g_assert_nonnull (reading);
  g_assert_cmpstr (reading->number, ==, "R-445566");
  g_assert_cmpstr (reading->date, ==, "2026-06-01");
  g_assert_cmpstr (reading->currency, ==, "EUR");
}

static void
test_reversal (void)
{
  g_autoptr (VeloReading) reading =
      read_page ("Velohaus GmbH, Elbchaussee 2, 22765 Hamburg" ADDRESS
                 "Stornorechnung Nr. S-12\t\t\tDatum 02.02.2026\nStorno zu Rechnung R-11\n\n"
                 "Pos\tBezeichnung\tMenge\t\tGesamt\n"
                 "1\tE-Lastenrad Urban Arrow Family\t-1\t\t-5.499,00\n"
                 "\t\tGesamtbetrag\t\t-5.499,00 EUR\n");
  const VeloReadingLine *line = NULL;

  g_assert_nonnull (reading);
  g_assert_true (reading->is_reversal);
  g_assert_cmpint (cents (reading->gross), ==, -549900);
  line = reading->lines->pdata[0];
  g_assert_cmpstr (line->quantity, ==, "-1");
  g_assert_cmpstr (line->description, ==, "E-Lastenrad Urban Arrow Family");
}

static void
test_no_invoice (void)
{
  static const char *const pages[] = {
    "",
    "Sehr geehrte Frau Klein,\nanbei unsere Rechnung.",
    "Rechnung Nr. 17\nDatum: 01.06.2026",                                        /* no total */
    "Rechnung Nr. 17\nGesamtbetrag 10,00 EUR",                                   /* no date */
    "Rechnung Nr. 17\nDatum: 31.02.2026\nGesamtbetrag 10,00 EUR",                /* no such day */
    "Angebot Nr. 17" ADDRESS "Datum: 01.06.2026\n" ITEMS "Gesamtbetrag 4.328,95", /* an offer */
    "Rechnung Nr. 17\nDatum: 01.06.2026\n" ITEMS "Gesamtbetrag 4.328,95",        /* for nobody */
    "Rechnung Nr. 17" ADDRESS "Datum: 01.06.2026\nGesamtbetrag 4.328,95",        /* for nothing */
  };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr (VeloReading) reading = read_page (pages[i]);

      g_test_message ("%u", i);
      g_assert_null (reading);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/intake/text-layer/austrian", test_austrian);
  g_test_add_func ("/intake/text-layer/labels-above", test_labels_above);
  g_test_add_func ("/intake/text-layer/reversal", test_reversal);
  g_test_add_func ("/intake/text-layer/no-invoice", test_no_invoice);
  return g_test_run ();
}
