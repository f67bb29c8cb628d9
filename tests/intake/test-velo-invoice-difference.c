/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of telling copies of an invoice from other invoices. */

#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "velo-invoice-difference.h"
#include "velo-invoice-reader.h"

static VeloInvoice *
read_text (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  VeloInvoice *invoice = velo_invoice_reader_read (bytes, "copy.xml", &error);

  g_assert_no_error (error);
  return invoice;
}

static char *
sample (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("VELO_TEST_DATA"), "invoices", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static char *
with (const char *text, const char *from, const char *to)
{
  g_autoptr (GString) changed = g_string_new (text);

  g_assert_cmpuint (g_string_replace (changed, from, to, 0), >, 0);
  return g_strdup (changed->str);
}

static void
test_same (void)
{
  g_autofree char *text = sample ("de_cii_en16931_text.xml");
  g_autofree char *spaced = with (text, "><", ">\n  <");
  g_autoptr (VeloInvoice) first = read_text (text);
  g_autoptr (VeloInvoice) again = read_text (text);
  g_autoptr (VeloInvoice) other_writer = read_text (spaced);

  g_assert_cmpint (velo_invoice_likeness (first, again), ==, VELO_INVOICE_LIKENESS_SAME_FILE);
  g_assert_cmpint (velo_invoice_likeness (first, other_writer), ==,
                   VELO_INVOICE_LIKENESS_SAME_DATA);
}

/* The data in a PDF and the data beside it are the same data. */
static void
test_same_data_in_pdf (void)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("VELO_TEST_DATA"), "invoices", "de_facturx_en16931_text.pdf", NULL);
  g_autofree char *text = sample ("de_cii_en16931_text.xml");
  g_autofree char *data = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (VeloInvoice) of_xml = read_text (text);
  g_autoptr (VeloInvoice) of_pdf = NULL;
  g_autoptr (GPtrArray) differences = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new (data, length);
  of_pdf = velo_invoice_reader_read (bytes, NULL, &error);
  g_assert_no_error (error);
  differences = velo_invoice_differences_new (of_xml, of_pdf);
  g_assert_cmpuint (differences->len, ==, 0);
  g_assert_cmpint (velo_invoice_likeness (of_xml, of_pdf), >=, VELO_INVOICE_LIKENESS_SAME_DATA);
  g_assert_cmpint (velo_invoice_likeness (of_xml, of_pdf), <=, VELO_INVOICE_LIKENESS_SAME_CONTENT);
}

static void
test_changed (void)
{
  g_autofree char *text = sample ("de_cii_en16931_text.xml");
  g_autofree char *changed = with (text, "WKB26A0417731", "WKB26A0417732");
  g_autofree char *dearer = with (changed, "<ram:GrandTotalAmount>4128.98", "<ram:GrandTotalAmount>4128.99");
  g_autoptr (VeloInvoice) first = read_text (text);
  g_autoptr (VeloInvoice) second = read_text (dearer);
  g_autoptr (GPtrArray) differences = velo_invoice_differences_new (first, second);
  const VeloInvoiceDifference *gross = NULL;
  const VeloInvoiceDifference *frame = NULL;

  g_assert_cmpint (velo_invoice_likeness (first, second), ==, VELO_INVOICE_LIKENESS_CHANGED_COPY);
  g_assert_cmpuint (differences->len, ==, 2);
  gross = differences->pdata[0];
  frame = differences->pdata[1];
  g_assert_cmpstr (gross->field, ==, "gross-cents");
  g_assert_cmpstr (gross->old_value, ==, "412898");
  g_assert_cmpstr (gross->new_value, ==, "412899");
  g_assert_cmpint (gross->line, ==, 0);
  g_assert_cmpstr (frame->field, ==, "frame-number");
  g_assert_cmpstr (frame->new_value, ==, "WKB26A0417732");
  g_assert_cmpint (frame->line, ==, 1);
}

/* What the user corrected is no difference between two files. */
static void
test_corrected (void)
{
  g_autofree char *text = sample ("de_cii_en16931_text.xml");
  g_autofree char *other = with (text, "Erlangen", "ERLANGEN");
  g_autoptr (VeloInvoice) first = read_text (text);
  g_autoptr (VeloInvoice) second = read_text (other);
  g_autoptr (VeloVehicle) vehicle =
      g_list_model_get_item (G_LIST_MODEL (velo_invoice_get_vehicles (first)), 0);

  velo_vehicle_set_frame_number (vehicle, "WKB26AO417731");
  g_assert_cmpint (velo_invoice_likeness (first, second), ==, VELO_INVOICE_LIKENESS_SAME_CONTENT);
}

static void
test_another (void)
{
  g_autofree char *text = sample ("de_cii_en16931_text.xml");
  g_autofree char *numbered = with (text, "RE-2026-10417", "RE-2026-10418");
  g_autofree char *sold_by = with (text, "DE123456789", "DE987654321");
  g_autofree char *earlier = with (text, "20260418", "20260417");
  const char      *others[] = { numbered, sold_by, earlier };
  g_autoptr (VeloInvoice) first = read_text (text);
  g_autoptr (VeloInvoice) empty = velo_invoice_new ();
  g_autoptr (VeloInvoice) as_empty = velo_invoice_new ();

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (VeloInvoice) other = read_text (others[i]);

      g_assert_cmpint (velo_invoice_likeness (first, other), ==, VELO_INVOICE_LIKENESS_NONE);
    }
  /* two that say nothing are not copies of one another */
  g_assert_cmpint (velo_invoice_likeness (empty, as_empty), ==, VELO_INVOICE_LIKENESS_NONE);
  g_assert_cmpint (velo_invoice_likeness (first, empty), ==, VELO_INVOICE_LIKENESS_NONE);
}

/* A line more is told with what it says. */
static void
test_line_more (void)
{
  g_autofree char *text = sample ("de_cii_en16931_text.xml");
  g_autoptr (VeloInvoice) first = read_text (text);
  g_autoptr (VeloInvoice) second = read_text (text);
  g_autoptr (GPtrArray) differences = NULL;
  const VeloInvoiceDifference *difference = NULL;

  g_list_store_remove (velo_invoice_get_lines (first), 2);
  differences = velo_invoice_differences_new (first, second);
  g_assert_cmpuint (differences->len, ==, 2);
  difference = differences->pdata[0];
  g_assert_cmpstr (difference->field, ==, "description");
  g_assert_cmpint (difference->line, ==, 3);
  g_assert_cmpstr (difference->old_value, ==, "");
  g_assert_cmpstr (difference->new_value, !=, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/intake/invoice-difference/same", test_same);
  g_test_add_func ("/intake/invoice-difference/same-data-in-pdf", test_same_data_in_pdf);
  g_test_add_func ("/intake/invoice-difference/changed", test_changed);
  g_test_add_func ("/intake/invoice-difference/corrected", test_corrected);
  g_test_add_func ("/intake/invoice-difference/another", test_another);
  g_test_add_func ("/intake/invoice-difference/line-more", test_line_more);
  return g_test_run ();
}
