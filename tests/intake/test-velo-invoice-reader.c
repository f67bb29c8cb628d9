/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of reading whole files into invoices, and of refusing what is none. */

#include "config.h"

#include <cairo-pdf.h>
#include <gio/gio.h>
#include <poppler.h>
#include <string.h>

#include "velo-invoice-reader.h"

static GBytes *
sample (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("VELO_TEST_DATA"), "invoices", name, NULL);
  g_autoptr (GError) error = NULL;
  char *data = NULL;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, length);
}

static VeloInvoice *
read_sample (const char *name)
{
  g_autoptr (GBytes) bytes = sample (name);
  g_autoptr (GError) error = NULL;
  VeloInvoice *invoice = velo_invoice_reader_read (bytes, name, &error);

  g_assert_no_error (error);
  g_assert_nonnull (invoice);
  return invoice;
}

static void
assert_refused (GBytes *bytes, VeloIntakeError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VeloInvoice) invoice = velo_invoice_reader_read (bytes, NULL, &error);

  g_assert_error (error, VELO_INTAKE_ERROR, (int) code);
  g_assert_null (invoice);
}

static VeloVehicle *
vehicle_of (VeloInvoice *invoice, guint index)
{
  VeloVehicle *vehicle =
      g_list_model_get_item (G_LIST_MODEL (velo_invoice_get_vehicles (invoice)), index);

  g_assert_nonnull (vehicle);
  /* the list keeps it alive */
  g_object_unref (vehicle);
  return vehicle;
}

static guint
n_vehicles (VeloInvoice *invoice)
{
  return g_list_model_get_n_items (G_LIST_MODEL (velo_invoice_get_vehicles (invoice)));
}

static void
assert_iso (const GDate *date, int year, int month, int day)
{
  g_assert_nonnull (date);
  g_assert_cmpint (g_date_get_year (date), ==, year);
  g_assert_cmpint (g_date_get_month (date), ==, month);
  g_assert_cmpint (g_date_get_day (date), ==, day);
}

static void
test_pdf (void)
{
  g_autoptr (VeloInvoice) invoice = read_sample ("de_facturx_en16931_text.pdf");
  VeloCustomer *customer = velo_invoice_get_customer (invoice);
  VeloVehicle  *vehicle = vehicle_of (invoice, 0);

  g_assert_cmpstr (velo_invoice_get_number (invoice), ==, "RE-2026-10417");
  assert_iso (velo_invoice_get_date (invoice), 2026, 4, 18);
  g_assert_cmpint (velo_invoice_get_gross_cents (invoice), ==, 412898);
  g_assert_cmpstr (velo_invoice_get_employee_name (invoice), ==, "Jana Kurbel");
  g_assert_cmpstr (velo_invoice_get_content_type (invoice), ==, "application/pdf");
  g_assert_cmpstr (velo_invoice_get_format (invoice), ==, "factur-x");
  g_assert_cmpstr (velo_invoice_get_missing (invoice), ==, "");
  g_assert_cmpuint (strlen (velo_invoice_get_sha256 (invoice)), ==, 64);
  g_assert_cmpstr (velo_invoice_get_sha256 (invoice), !=, velo_invoice_get_xml_sha256 (invoice));
  g_assert_cmpstr (velo_customer_get_first_name (customer), ==, "Katharina");
  g_assert_cmpstr (velo_customer_get_last_name (customer), ==, "Übelacker-Groß");
  g_assert_cmpint (velo_customer_get_salutation (customer), ==, VELO_SALUTATION_FRAU);
  g_assert_cmpstr (velo_customer_get_street (customer), ==, "Lindenweg 7a");
  g_assert_cmpstr (velo_customer_get_postcode (customer), ==, "91054");
  g_assert_cmpstr (velo_customer_get_country (customer), ==, "DE");
  g_assert_cmpstr (velo_customer_get_mobile (customer), ==, "+49 171 5550123");
  g_assert_cmpuint (n_vehicles (invoice), ==, 1);
  g_assert_cmpint (velo_vehicle_get_kind (vehicle), ==, VELO_ARTICLE_KIND_EBIKE);
  g_assert_cmpstr (velo_vehicle_get_maker (vehicle), ==, "Kronberg");
  g_assert_cmpstr (velo_vehicle_get_model (vehicle), ==, "Aurora 8");
  g_assert_cmpstr (velo_vehicle_get_frame_number (vehicle), ==, "WKB26A0417731");
  g_assert_cmpstr (velo_vehicle_get_battery_number (vehicle), ==, "4E9C-0099-17");
  g_assert_cmpint (velo_vehicle_get_price_cents (vehicle), ==, 399900);
  g_assert_cmpint (velo_vehicle_get_leasing (vehicle), ==, VELO_ANSWER_UNKNOWN);
  assert_iso (velo_vehicle_get_purchase_date (vehicle), 2026, 4, 18);
  g_assert_cmpstr (velo_vehicle_get_lock_maker (vehicle), ==, "Sperrwerk");
  g_assert_cmpstr (velo_vehicle_get_lock_model (vehicle), ==, "Fold 90");
  g_assert_cmpstr (velo_vehicle_get_lock_kind (vehicle), ==, "Faltschloss");
  g_assert_cmpint (velo_vehicle_get_lock_price_cents (vehicle), ==, 8999);
  g_assert_cmpint (velo_vehicle_get_lock_confirmed (vehicle), ==, VELO_ANSWER_UNKNOWN);
}

/* Every filled field of the vehicle names its place. */
static void
test_findings (void)
{
  g_autoptr (VeloInvoice) invoice = read_sample ("de_xrechnung_ubl_leasing.xml");
  VeloVehicle *vehicle = vehicle_of (invoice, 0);
  GListModel  *findings = G_LIST_MODEL (velo_vehicle_get_findings (vehicle));
  gboolean     seen = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr (VeloFinding) finding = g_list_model_get_item (findings, i);

      g_assert_true (g_object_class_find_property (G_OBJECT_GET_CLASS (vehicle),
                                                   velo_finding_get_field (finding)) != NULL ||
                     g_str_has_suffix (velo_finding_get_field (finding), "-number"));
      g_assert_cmpstr (velo_finding_get_source (finding), !=, "");
      g_assert_cmpint (velo_finding_get_sureness (finding), >, VELO_SURENESS_NONE);
      if (!g_str_equal (velo_finding_get_field (finding), "frame-number"))
        continue;
      seen = TRUE;
      g_assert_cmpstr (velo_finding_get_source (finding), ==,
                       "InvoiceLine[1]/Item/AdditionalItemProperty");
      g_assert_cmpstr (velo_finding_get_excerpt (finding), ==, "Rahmennummer: BS9G2-7H0031");
      g_assert_cmpint (velo_finding_get_sureness (finding), ==, VELO_SURENESS_HIGH);
    }
  g_assert_true (seen);
}

static void
test_leasing (void)
{
  g_autoptr (VeloInvoice) invoice = read_sample ("de_xrechnung_ubl_leasing.xml");
  VeloCustomer *customer = velo_invoice_get_customer (invoice);

  g_assert_cmpstr (velo_party_get_name (velo_invoice_get_buyer (invoice)), ==,
                   "Musterrad Leasing GmbH");
  g_assert_cmpstr (velo_invoice_get_rider (invoice), ==, "Thomas Wieland");
  g_assert_cmpstr (velo_customer_get_last_name (customer), ==, "Wieland");
  g_assert_cmpstr (velo_customer_get_city (customer), ==, "Fürth");
  g_assert_cmpint (velo_vehicle_get_leasing (vehicle_of (invoice, 0)), ==, VELO_ANSWER_YES);
  /* one cent is settled by the invoice's total */
  g_assert_cmpint (velo_vehicle_get_price_cents (vehicle_of (invoice, 0)), ==, 549000);
}

static void
test_units (void)
{
  g_autoptr (VeloInvoice) invoice = read_sample ("de_cii_two_bikes_discount_prepaid.xml");

  g_assert_cmpuint (n_vehicles (invoice), ==, 4);
  g_assert_cmpstr (velo_vehicle_get_frame_number (vehicle_of (invoice, 0)), ==, "FB20-11871");
  g_assert_cmpstr (velo_vehicle_get_frame_number (vehicle_of (invoice, 1)), ==, "FB20-11902");
  g_assert_cmpint (velo_vehicle_get_price_cents (vehicle_of (invoice, 0)), ==, 39951);
  g_assert_cmpint (velo_vehicle_get_price_cents (vehicle_of (invoice, 1)), ==, 39950);
  g_assert_cmpint (velo_vehicle_get_kind (vehicle_of (invoice, 2)), ==,
                   VELO_ARTICLE_KIND_CARGO_EBIKE);
  g_assert_cmpstr (velo_vehicle_get_battery_number (vehicle_of (invoice, 2)), ==, "778811, 778812");
  g_assert_cmpint (velo_vehicle_get_kind (vehicle_of (invoice, 3)), ==, VELO_ARTICLE_KIND_BATTERY);
  g_assert_nonnull (strstr (velo_invoice_get_warnings (invoice), "discount"));
}

static void
test_used (void)
{
  g_autoptr (VeloInvoice) invoice = read_sample ("de_cii_used_margin_scheme.xml");
  g_autoptr (VeloInvoice) fresh = read_sample ("de_cii_gross_prices.xml");

  g_assert_true (velo_vehicle_get_used (vehicle_of (invoice, 0)));
  g_assert_cmpint (velo_vehicle_get_price_cents (vehicle_of (invoice, 0)), ==, 149000);
  g_assert_cmpint (velo_vehicle_get_model_year (vehicle_of (invoice, 0)), ==, 2021);
  g_assert_false (velo_vehicle_get_used (vehicle_of (fresh, 0)));
  g_assert_cmpint (velo_vehicle_get_price_cents (vehicle_of (fresh, 0)), ==, 99900);
}

/* The data are but a head: the vehicle is in the print beside them. */
static void
test_no_lines (void)
{
  g_autoptr (VeloInvoice) invoice = read_sample ("de_facturx_minimum_nolines.pdf");

  g_assert_cmpint (velo_invoice_get_gross_cents (invoice), ==, 412898);
  g_assert_cmpstr (velo_invoice_get_format (invoice), ==, "factur-x");
  g_assert_cmpuint (n_vehicles (invoice), ==, 1);
  g_assert_cmpstr (velo_vehicle_get_frame_number (vehicle_of (invoice, 0)), ==, "WKB26A0417731");
  g_assert_cmpstr (velo_customer_get_street (velo_invoice_get_customer (invoice)), ==,
                   "Lindenweg 7a");
  g_assert_nonnull (strstr (velo_invoice_get_warnings (invoice), "not verified"));
}

static void
test_print (void)
{
  g_autoptr (VeloInvoice) invoice = read_sample ("de_plain_no_xml.pdf");
  VeloVehicle *vehicle = vehicle_of (invoice, 0);
  GListModel  *findings = G_LIST_MODEL (velo_vehicle_get_findings (vehicle));

  g_assert_cmpstr (velo_invoice_get_format (invoice), ==, "pdf-text");
  g_assert_cmpstr (velo_invoice_get_xml_sha256 (invoice), ==, "");
  g_assert_cmpuint (n_vehicles (invoice), ==, 1);
  g_assert_cmpint (velo_vehicle_get_price_cents (vehicle), ==, 399900);
  g_assert_cmpint (velo_vehicle_get_lock_price_cents (vehicle), ==, 8999);
  /* nothing that is only printed is sure */
  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr (VeloFinding) finding = g_list_model_get_item (findings, i);

      g_assert_cmpint (velo_finding_get_sureness (finding), <=, VELO_SURENESS_GOOD);
    }
}

/* What is printed in the rectangle of a finding. */
static char *
printed_at (const char *name, VeloFinding *finding)
{
  g_autoptr (GBytes) bytes = sample (name);
  PopplerDocument *document = poppler_document_new_from_bytes (bytes, NULL, NULL);
  PopplerPage     *page = poppler_document_get_page (document, velo_finding_get_page (finding) - 1);
  PopplerRectangle area = { velo_finding_get_left (finding), velo_finding_get_top (finding),
                            velo_finding_get_right (finding), velo_finding_get_bottom (finding) };
  char            *text = poppler_page_get_selected_text (page, POPPLER_SELECTION_GLYPH, &area);

  g_object_unref (page);
  g_object_unref (document);
  return text;
}

static VeloFinding *
finding_of (GListStore *findings, const char *field)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (findings)); i++)
    {
      g_autoptr (VeloFinding) finding = g_list_model_get_item (G_LIST_MODEL (findings), i);

      if (g_str_equal (velo_finding_get_field (finding), field))
        return g_steal_pointer (&finding);
    }
  return NULL;
}

/* A PDF with and one without data inside: both tell where the page says it. */
static void
test_printed_places (void)
{
  static const char *const names[] = { "de_plain_no_xml.pdf", "de_facturx_en16931_text.pdf" };
  static const struct
  {
    const char *field;
    const char *text;
  } places[] = {
    { "frame-number", "WKB26A0417731" }, { "maker", "Kronberg" },  { "number", "RE-2026-10417" },
    { "date", "18.04.2026" },            { "gross-cents", "4.128,98" },
    { "last-name", "Übelacker-Groß" },   { "city", "Erlangen" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (VeloInvoice) invoice = read_sample (names[i]);

      for (guint k = 0; k < G_N_ELEMENTS (places); k++)
        {
          g_autoptr (VeloFinding) finding =
              finding_of (k < 2 ? velo_vehicle_get_findings (vehicle_of (invoice, 0))
                                : velo_invoice_get_findings (invoice),
                          places[k].field);
          g_autofree char *text = NULL;

          g_assert_nonnull (finding);
          g_assert_cmpint (velo_finding_get_page (finding), ==, 1);
          g_assert_cmpint (velo_finding_get_line (finding), ==, k < 2 ? 1 : 0);
          text = printed_at (names[i], finding);
          g_assert_cmpstr (text, ==, places[k].text);
        }
    }
}

static void
test_no_printed_places (void)
{
  g_autoptr (VeloInvoice) invoice = read_sample ("de_cii_en16931_text.xml");
  GListModel *findings = G_LIST_MODEL (velo_vehicle_get_findings (vehicle_of (invoice, 0)));

  g_assert_cmpuint (g_list_model_get_n_items (findings), >, 0);
  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr (VeloFinding) finding = g_list_model_get_item (findings, i);

      g_assert_cmpint (velo_finding_get_page (finding), ==, 0);
      g_assert_cmpint (velo_finding_get_line (finding), >=, 0);
    }
}

static void
test_ebinterface (void)
{
  g_autoptr (VeloInvoice) invoice = read_sample ("at_ebinterface_6p1.xml");
  VeloVehicle *vehicle = vehicle_of (invoice, 0);

  g_assert_cmpstr (velo_invoice_get_format (invoice), ==, "ebinterface-6.1");
  g_assert_cmpint (velo_customer_get_salutation (velo_invoice_get_customer (invoice)), ==,
                   VELO_SALUTATION_HERR);
  g_assert_cmpstr (velo_customer_get_street (velo_invoice_get_customer (invoice)), ==,
                   "Seestraße 31/2");
  g_assert_cmpstr (velo_vehicle_get_frame_number (vehicle), ==, "HK5T-2200981");
  g_assert_cmpstr (velo_vehicle_get_colour (vehicle), ==, "graphit");
  g_assert_cmpint (velo_vehicle_get_price_cents (vehicle), ==, 399900);
}

static void
test_reversal (void)
{
  g_autoptr (VeloInvoice) invoice = read_sample ("de_xrechnung_ubl_creditnote.xml");

  g_assert_true (velo_invoice_get_is_reversal (invoice));
  g_assert_cmpstr (velo_invoice_get_preceding (invoice), ==, "RG26-00731");
}

static void
test_refused_files (void)
{
  static const struct
  {
    const char     *name;
    VeloIntakeError code;
  } files[] = {
    { "hostile_billion_laughs.xml", VELO_INTAKE_ERROR_REJECTED_DTD },
    { "hostile_xxe_file.xml", VELO_INTAKE_ERROR_REJECTED_DTD },
    { "hostile_xxe_http.xml", VELO_INTAKE_ERROR_REJECTED_DTD },
    { "empty.xml", VELO_INTAKE_ERROR_EMPTY },
    { "truncated.xml", VELO_INTAKE_ERROR_MALFORMED },
    { "de_encrypted_userpw.pdf", VELO_INTAKE_ERROR_ENCRYPTED_PDF },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GBytes) bytes = sample (files[i].name);

      assert_refused (bytes, files[i].code);
    }
}

static void
test_refused_bytes (void)
{
  static const struct
  {
    const char     *data;
    gsize           length;
    VeloIntakeError code;
  } cases[] = {
    { "PK\x03\x04\x14\x00\x00\x00", 8, VELO_INTAKE_ERROR_UNSUPPORTED_FORMAT },
    { "\x89PNG\r\n\x1a\n\x00<x>", 12, VELO_INTAKE_ERROR_UNSUPPORTED_FORMAT },
    { "%PDF-1.7\nrubbish", 16, VELO_INTAKE_ERROR_MALFORMED_PDF },
    { "Bad XML", 7, VELO_INTAKE_ERROR_MALFORMED },
    { "<html><body/></html>", 20, VELO_INTAKE_ERROR_UNSUPPORTED_FORMAT },
    { "<Invoice xmlns='urn:un:unece:uncefact:data:standard:CBFBUY:5'/>", 63,
      VELO_INTAKE_ERROR_UNSUPPORTED_FORMAT },
    { "<SCRDMCCBDACIOMessageStructure "
      "xmlns='urn:un:unece:uncefact:data:SCRDMCCBDACIOMessageStructure:100'/>",
      101, VELO_INTAKE_ERROR_NOT_AN_INVOICE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].data, cases[i].length);

      assert_refused (bytes, cases[i].code);
    }
}

/* No prefix of a good file may crash the reader or pass for a whole one. */
static void
test_truncated (void)
{
  g_autoptr (GBytes) whole = sample ("de_facturx_en16931_text.pdf");
  g_autoptr (GBytes) xml = sample ("de_cii_en16931_text.xml");

  for (gsize length = 1; length < g_bytes_get_size (whole); length += g_bytes_get_size (whole) / 37)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (whole, 0, length);
      g_autoptr (GError) error = NULL;
      g_autoptr (VeloInvoice) invoice = velo_invoice_reader_read (part, NULL, &error);

      if (invoice == NULL)
        g_assert_true (error->domain == VELO_INTAKE_ERROR);
      else
        g_assert_cmpstr (velo_invoice_get_number (invoice), ==, "RE-2026-10417");
    }
  for (gsize length = 1; length < g_bytes_get_size (xml) - 10; length += 97)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (xml, 0, length);

      assert_refused (part, VELO_INTAKE_ERROR_MALFORMED);
    }
}

static cairo_status_t
write_cb (void *data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

/* A PDF whose one embedded file @name inflates to @data. */
static GBytes *
pdf_with (const char *name, const char *data, gsize length)
{
  g_autoptr (GConverter) converter =
      G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9));
  g_autoptr (GInputStream) plain =
      g_memory_input_stream_new_from_data (data, (gssize) length, NULL);
  g_autoptr (GInputStream) packed = g_converter_input_stream_new (plain, converter);
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (GString) pdf = g_string_new ("%PDF-1.7\n");
  gsize offsets[7];
  gsize start;

  g_assert_cmpint (
      g_output_stream_splice (out, packed, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, NULL), >, 0);
  offsets[1] = pdf->len;
  g_string_append (pdf, "1 0 obj\n<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(f)4 0 "
                        "R]>>>>>>\nendobj\n");
  offsets[2] = pdf->len;
  g_string_append (pdf, "2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n");
  offsets[3] = pdf->len;
  g_string_append (pdf, "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\nendobj\n");
  offsets[4] = pdf->len;
  g_string_append_printf (pdf, "4 0 obj\n<</Type/Filespec/F(%s)/UF(%s)/EF<</F 5 0 R>>>>\nendobj\n",
                          name, name);
  offsets[5] = pdf->len;
  g_string_append_printf (pdf,
                          "5 0 obj\n<</Type/EmbeddedFile/Filter/FlateDecode/Length %" G_GSIZE_FORMAT
                          ">>\nstream\n",
                          g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (out)));
  g_string_append_len (
      pdf, g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (out)),
      (gssize) g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (out)));
  g_string_append (pdf, "\nendstream\nendobj\n");
  start = pdf->len;
  g_string_append (pdf, "xref\n0 6\n0000000000 65535 f \n");
  for (guint i = 1; i < 6; i++)
    g_string_append_printf (pdf, "%010" G_GSIZE_FORMAT " 00000 n \n", offsets[i]);
  g_string_append_printf (
      pdf, "trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n", start);
  return g_bytes_new (pdf->str, pdf->len);
}

static void
test_attachments (void)
{
  g_autoptr (GBytes) xml = sample ("de_cii_en16931_text.xml");
  g_autoptr (GBytes) odd_name =
      pdf_with ("C:\\out\\ZUGFeRD_001.xml", g_bytes_get_data (xml, NULL), g_bytes_get_size (xml));
  g_autoptr (GBytes) photo = pdf_with ("photo.jpg", "\xff\xd8\xff\xe0", 4);
  g_autoptr (GBytes) page = pdf_with ("page.xml", "<html/>", 7);
  g_autoptr (GBytes) broken = pdf_with ("factur-x.xml", "<rsm:Cross", 10);
  g_autoptr (GBytes) hostile = pdf_with ("factur-x.xml", "<!DOCTYPE r [<!ENTITY a 'b'>]><r/>", 34);
  g_autoptr (GError) error = NULL;
  g_autoptr (VeloInvoice) invoice = velo_invoice_reader_read (odd_name, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (velo_invoice_get_number (invoice), ==, "RE-2026-10417");
  g_assert_nonnull (strstr (velo_invoice_get_warnings (invoice), "name"));
  assert_refused (photo, VELO_INTAKE_ERROR_NO_INVOICE_ATTACHED);
  assert_refused (page, VELO_INTAKE_ERROR_NO_INVOICE_ATTACHED);
  assert_refused (broken, VELO_INTAKE_ERROR_MALFORMED);
  assert_refused (hostile, VELO_INTAKE_ERROR_REJECTED_DTD);
}

static void
test_attachment_bomb (void)
{
  gsize            length = 200 * 1024 * 1024;
  g_autofree char *zeros = g_malloc0 (length);
  g_autoptr (GBytes) pdf = pdf_with ("factur-x.xml", zeros, length);

  g_assert_cmpuint (g_bytes_get_size (pdf), <, 1024 * 1024);
  assert_refused (pdf, VELO_INTAKE_ERROR_OVER_LIMIT);
}

static void
test_empty_pdf (void)
{
  g_autoptr (GByteArray) array = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (write_cb, array, 100, 100);
  cairo_t         *cr = cairo_create (surface);
  g_autoptr (GBytes) bytes = NULL;

  cairo_show_page (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&array));
  assert_refused (bytes, VELO_INTAKE_ERROR_NO_ATTACHMENT);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GAsyncResult **stored = data;

  *stored = g_object_ref (result);
  g_main_context_wakeup (NULL);
}

static void
test_async (void)
{
  g_autoptr (GBytes) bytes = sample ("de_zugferd1_comfort.pdf");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (VeloInvoice) invoice = NULL;
  g_autoptr (GError) error = NULL;

  velo_invoice_reader_read_async (bytes, "../a/b\nc.pdf", NULL, done_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  invoice = velo_invoice_reader_read_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (velo_invoice_get_number (invoice), ==, "471209");
  g_assert_cmpstr (velo_invoice_get_file_name (invoice), ==, "b c.pdf");
}

static void
test_async_cancelled (void)
{
  g_autoptr (GBytes) bytes = sample ("de_zugferd1_comfort.pdf");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) before = NULL;
  g_autoptr (GAsyncResult) during = NULL;
  g_autoptr (GError) error = NULL;

  velo_invoice_reader_read_async (bytes, NULL, cancellable, done_cb, &during);
  g_cancellable_cancel (cancellable);
  velo_invoice_reader_read_async (bytes, NULL, cancellable, done_cb, &before);
  while (before == NULL || during == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (velo_invoice_reader_read_finish (before, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (velo_invoice_reader_read_finish (during, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_statuses (void)
{
  g_autoptr (GError) other = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
  g_autoptr (GError) password =
      g_error_new_literal (VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_ENCRYPTED_PDF, "password");

  g_assert_cmpstr (velo_intake_error_status (NULL), ==, "failed");
  g_assert_cmpstr (velo_intake_error_status (other), ==, "failed");
  g_assert_cmpstr (velo_intake_error_status (password), ==, "encrypted_pdf");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/intake/invoice-reader/pdf", test_pdf);
  g_test_add_func ("/intake/invoice-reader/findings", test_findings);
  g_test_add_func ("/intake/invoice-reader/leasing", test_leasing);
  g_test_add_func ("/intake/invoice-reader/units", test_units);
  g_test_add_func ("/intake/invoice-reader/used", test_used);
  g_test_add_func ("/intake/invoice-reader/no-lines", test_no_lines);
  g_test_add_func ("/intake/invoice-reader/print", test_print);
  g_test_add_func ("/intake/invoice-reader/printed-places", test_printed_places);
  g_test_add_func ("/intake/invoice-reader/no-printed-places", test_no_printed_places);
  g_test_add_func ("/intake/invoice-reader/ebinterface", test_ebinterface);
  g_test_add_func ("/intake/invoice-reader/reversal", test_reversal);
  g_test_add_func ("/intake/invoice-reader/refused-files", test_refused_files);
  g_test_add_func ("/intake/invoice-reader/refused-bytes", test_refused_bytes);
  g_test_add_func ("/intake/invoice-reader/truncated", test_truncated);
  g_test_add_func ("/intake/invoice-reader/attachments", test_attachments);
  g_test_add_func ("/intake/invoice-reader/attachment-bomb", test_attachment_bomb);
  g_test_add_func ("/intake/invoice-reader/empty-pdf", test_empty_pdf);
  g_test_add_func ("/intake/invoice-reader/async", test_async);
  g_test_add_func ("/intake/invoice-reader/async/cancelled", test_async_cancelled);
  g_test_add_func ("/intake/invoice-reader/statuses", test_statuses);
  return g_test_run ();
}
