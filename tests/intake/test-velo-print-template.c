/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of learning from one printed invoice how to read the next. */

#include "config.h"

#include <cairo-pdf.h>
#include <gio/gio.h>
#include <string.h>

#include "velo-date.h"
#include "velo-invoice-reader.h"
#include "velo-pdf-text.h"
#include "velo-print-template.h"
#include "velo-recogniser.h"
#include "velo-text-layer-reader.h"

/* A shop that calls things otherwise: no reader knows "Vorgang", "Betrag fällig" or "Gestell". */
static const struct
{
  double      x;
  double      y;
  const char *text;
} layout[] = {
  { 40, 50, "Speichenwerk e.K." },
  { 40, 64, "Kettengasse 9, 1070 Wien, UID ATU55667788" },
  { 300, 120, "Vorgang" },
  { 400, 120, "@number" },
  { 300, 134, "Ausgestellt" },
  { 400, 134, "@date" },
  { 40, 130, "@salutation" },
  { 40, 144, "@name" },
  { 40, 158, "@street" },
  { 40, 172, "@place" },
  { 40, 240, "Was" },
  { 300, 240, "Wieviel" },
  { 460, 240, "Euro" },
  { 40, 260, "@item" },
  { 300, 260, "1" },
  { 460, 260, "@price" },
  { 60, 274, "Gestell" },
  { 120, 274, "@frame" },
  { 40, 290, "Klingel Messing" },
  { 300, 290, "1" },
  { 460, 290, "12,90" },
  { 40, 330, "Betrag fällig in bar" },
  { 460, 330, "@gross" },
};

typedef struct
{
  const char *names[10][2];
} Values;

static const Values first_values = { {
    { "@number", "V-2231" },
    { "@date", "03.05.2026" },
    { "@salutation", "Frau" },
    { "@name", "Ilse Sommer" },
    { "@street", "Am Anger 3/7" },
    { "@place", "8010 Graz" },
    { "@item", "Stadtfahrrad Morgenrot Piano 7" },
    { "@price", "1.249,00" },
    { "@frame", "MR7-553120" },
    { "@gross", "1.261,90" },
} };
static const Values second_values = { {
    { "@number", "V-2298" },
    { "@date", "11.06.2026" },
    { "@salutation", "Herr" },
    { "@name", "Otto von Berg" },
    { "@street", "Lange Zeile 12" },
    { "@place", "1220 Wien" },
    { "@item", "Stadtfahrrad Morgenrot Forte 11" },
    { "@price", "2.018,50" },
    { "@frame", "MR11-559077" },
    { "@gross", "2.031,40" },
} };

static cairo_status_t
write_cb (void *data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static const char *
value_of (const Values *values, const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (values->names); i++)
    if (values->names[i][0] != NULL && g_str_equal (values->names[i][0], text))
      return values->names[i][1];
  return text;
}

static GBytes *
print (const Values *values)
{
  GByteArray      *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (write_cb, bytes, 595, 842);
  cairo_t         *cr = cairo_create (surface);

  cairo_select_font_face (cr, "sans-serif", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size (cr, 10);
  for (guint i = 0; i < G_N_ELEMENTS (layout); i++)
    {
      cairo_move_to (cr, layout[i].x, layout[i].y);
      cairo_show_text (cr, value_of (values, layout[i].text));
    }
  cairo_show_page (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}

static GPtrArray *
rows_of (const Values *values)
{
  g_autoptr (GBytes) bytes = print (values);
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = velo_pdf_text_read (bytes, NULL, &error);

  g_assert_no_error (error);
  return rows;
}

/* What somebody typed while looking at the first print. */
static VeloInvoice *
typed (void)
{
  VeloInvoice  *invoice = velo_invoice_new ();
  VeloParty    *seller = velo_invoice_get_seller (invoice);
  VeloCustomer *customer = velo_invoice_get_customer (invoice);
  g_autoptr (VeloVehicle) vehicle = velo_vehicle_new ();
  GDate *date = velo_date_parse_iso ("2026-05-03");

  velo_invoice_set_number (invoice, "V-2231");
  velo_invoice_set_date (invoice, date);
  velo_invoice_set_gross_cents (invoice, 126190);
  velo_party_set_name (seller, "Speichenwerk e.K.");
  velo_party_set_vat_id (seller, "ATU 5566 7788");
  velo_customer_set_first_name (customer, "Ilse");
  velo_customer_set_last_name (customer, "Sommer");
  velo_customer_set_postcode (customer, "8010");
  velo_vehicle_set_price_cents (vehicle, 124900);
  velo_vehicle_set_frame_number (vehicle, "MR7-553120");
  g_list_store_append (velo_invoice_get_vehicles (invoice), vehicle);
  g_date_free (date);
  return invoice;
}

static char *
learned (void)
{
  g_autoptr (GPtrArray) rows = rows_of (&first_values);
  g_autoptr (VeloInvoice) invoice = typed ();
  char *template = velo_print_template_learn (rows, invoice);

  g_assert_nonnull (template);
  g_assert_null (strchr (template, '\n'));
  return template;
}

static void
test_unknown (void)
{
  g_autoptr (GPtrArray) rows = rows_of (&second_values);

  g_assert_null (velo_text_layer_reader_read (rows, NULL));
}

static void
test_learned (void)
{
  g_autofree char *template = learned ();
  g_autoptr (GPtrArray) templates = g_ptr_array_new ();
  g_autofree char *texts = NULL;
  g_autoptr (GPtrArray) rows = rows_of (&second_values);
  g_autoptr (VeloPrintHints) hints = NULL;
  g_autoptr (VeloReading) reading = NULL;
  g_autoptr (VeloRecognition) recognition = NULL;
  const VeloLineFacts *facts = NULL;
  gint64 gross;

  g_ptr_array_add (templates, template);
  texts = velo_print_template_join (templates);
  hints = velo_print_template_find (texts, rows);
  g_assert_nonnull (hints);
  reading = velo_text_layer_reader_read (rows, hints);
  g_assert_nonnull (reading);
  g_assert_cmpstr (reading->number, ==, "V-2298");
  g_assert_cmpstr (reading->date, ==, "2026-06-11");
  g_assert_true (velo_decimal_to_cents (reading->gross, &gross));
  g_assert_cmpint (gross, ==, 203140);
  g_assert_cmpstr (reading->seller.name, ==, "Speichenwerk e.K.");
  g_assert_cmpstr (reading->seller.vat_id, ==, "ATU 5566 7788");
  g_assert_cmpstr (reading->buyer.name, ==, "Otto von Berg");
  g_assert_cmpstr (reading->buyer.street, ==, "Lange Zeile 12");
  g_assert_cmpstr (reading->buyer.postcode, ==, "1220");
  g_assert_cmpuint (reading->lines->len, ==, 2);
  recognition = velo_recogniser_run (reading);
  facts = recognition->lines->pdata[0];
  g_assert_cmpint (facts->kind, ==, VELO_ARTICLE_KIND_BICYCLE);
  g_assert_cmpuint (facts->frames->len, ==, 1);
  g_assert_cmpstr (((VeloFound *) facts->frames->pdata[0])->value, ==, "MR11-559077");
}

/* Who types in what no reader could read names neither issuer nor total; both are in the print. */
static void
test_learned_from_typed (void)
{
  g_autoptr (GPtrArray) first = rows_of (&first_values);
  g_autoptr (GPtrArray) second = rows_of (&second_values);
  g_autoptr (GPtrArray) templates = g_ptr_array_new ();
  g_autoptr (VeloInvoice) invoice = typed ();
  VeloParty       *seller = velo_invoice_get_seller (invoice);
  g_autofree char *template = NULL;
  g_autofree char *texts = NULL;
  g_autofree char *key = NULL;
  g_autofree char *nobody = velo_print_template_dup_seller_key ("[]");
  g_autoptr (VeloPrintHints) hints = NULL;
  g_autoptr (VeloReading) reading = NULL;
  gint64 gross;

  velo_party_set_name (seller, NULL);
  velo_party_set_vat_id (seller, NULL);
  velo_invoice_set_gross_cents (invoice, 0);
  template = velo_print_template_learn (first, invoice);
  g_assert_nonnull (template);
  key = velo_print_template_dup_seller_key (template);
  g_assert_cmpstr (key, ==, "ATU55667788");
  g_assert_cmpstr (nobody, ==, "");
  g_assert_cmpint (velo_invoice_get_gross_cents (invoice), ==, 0);
  g_ptr_array_add (templates, template);
  texts = velo_print_template_join (templates);
  hints = velo_print_template_find (texts, second);
  g_assert_nonnull (hints);
  reading = velo_text_layer_reader_read (second, hints);
  g_assert_nonnull (reading);
  g_assert_cmpstr (reading->number, ==, "V-2298");
  g_assert_true (velo_decimal_to_cents (reading->gross, &gross));
  g_assert_cmpint (gross, ==, 203140);
  g_assert_cmpstr (reading->seller.name, ==, "Speichenwerk e.K.");
  g_assert_cmpstr (reading->buyer.name, ==, "Otto von Berg");
  g_assert_cmpuint (reading->lines->len, ==, 2);
}

/* The same shop prints the number of the frame in a column of its table. */
static GPtrArray *
rows_of_table (const char *number, const char *item, const char *frame, const char *price, const char *gross)
{
  const struct { double x; double y; const char *text; } parts[] = {
    { 40, 50, "Speichenwerk e.K." },   { 40, 64, "UID ATU55667788" },   { 40, 130, "Herr" },
    { 40, 144, "Otto von Berg" },      { 40, 158, "Lange Zeile 12" },   { 40, 172, "1220 Wien" },
    { 300, 130, "Vorgang" },           { 400, 130, number },            { 300, 144, "Ausgestellt" },
    { 400, 144, "03.05.2026" },        { 40, 240, "Ware" },             { 260, 240, "Gestell" },
    { 460, 240, "Euro" },              { 40, 256, item },               { 260, 256, frame },
    { 460, 256, price },               { 40, 272, "Klingel Messing" },  { 460, 272, "12,90" },
    { 40, 310, "Betrag" },             { 460, 310, gross },             { 40, 326, "Gegeben" },
    { 460, 326, "2.500,00" },          { 40, 342, "Rückgeld" },         { 460, 342, "468,60" },
  };
  GByteArray      *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (write_cb, bytes, 595, 842);
  cairo_t         *cr = cairo_create (surface);
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *rows;

  cairo_set_font_size (cr, 10);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      cairo_move_to (cr, parts[i].x, parts[i].y);
      cairo_show_text (cr, parts[i].text);
    }
  cairo_show_page (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  pdf = g_byte_array_free_to_bytes (bytes);
  rows = velo_pdf_text_read (pdf, NULL, &error);
  g_assert_no_error (error);
  return rows;
}

/* What stands beside the number is the article, which is another one next time; the head of the column stays. */
static void
test_learned_column (void)
{
  g_autoptr (GPtrArray) first = rows_of_table ("V-2231", "Morgenrot Piano", "MR7-553120", "1.249,00", "1.261,90");
  g_autoptr (GPtrArray) second = rows_of_table ("V-2299", "Abendstern Forte", "AS1-559077", "2.018,50", "2.031,40");
  g_autoptr (VeloInvoice) invoice = typed ();
  g_autofree char *template = NULL;
  g_autoptr (VeloPrintHints) hints = NULL;
  g_autoptr (VeloReading) reading = NULL;
  g_autoptr (VeloRecognition) recognition = NULL;
  const VeloLineFacts *facts = NULL;
  gint64 gross;

  /* as a sale that was typed in: its total is the price of its vehicle */
  velo_invoice_set_gross_cents (invoice, 124900);
  velo_invoice_set_format (invoice, "typed");
  template = velo_print_template_learn (first, invoice);
  g_assert_nonnull (template);
  hints = velo_print_template_apply (template, second);
  g_assert_nonnull (hints);
  reading = velo_text_layer_reader_read (second, hints);
  g_assert_nonnull (reading);
  g_assert_true (velo_decimal_to_cents (reading->gross, &gross));
  g_assert_cmpint (gross, ==, 203140);
  g_assert_cmpuint (reading->lines->len, ==, 2);
  g_assert_cmpstr (((VeloReadingLine *) reading->lines->pdata[0])->description, ==, "Abendstern Forte");
  recognition = velo_recogniser_run (reading);
  facts = recognition->lines->pdata[0];
  g_assert_cmpint (facts->kind, ==, VELO_ARTICLE_KIND_BICYCLE);
  g_assert_cmpuint (facts->frames->len, ==, 1);
  g_assert_cmpstr (((VeloFound *) facts->frames->pdata[0])->value, ==, "AS1-559077");
}

/* A short number may be a part of the article's name as well: only what stands in the column goes. */
static void
test_learned_short_number (void)
{
  g_autoptr (GPtrArray) first = rows_of_table ("V-2231", "Morgenrot Piano", "MR7-553120", "1.249,00", "1.261,90");
  g_autoptr (GPtrArray) second = rows_of_table ("V-2299", "Abendstern X559077-B", "559077", "2.018,50", "2.031,40");
  g_autoptr (VeloInvoice) invoice = typed ();
  g_autofree char *template = velo_print_template_learn (first, invoice);
  g_autoptr (VeloPrintHints) hints = NULL;
  g_autoptr (VeloReading) reading = NULL;

  g_assert_nonnull (template);
  hints = velo_print_template_apply (template, second);
  g_assert_nonnull (hints);
  reading = velo_text_layer_reader_read (second, hints);
  g_assert_nonnull (reading);
  g_assert_cmpuint (reading->lines->len, ==, 2);
  g_assert_cmpstr (((VeloReadingLine *) reading->lines->pdata[0])->description, ==, "Abendstern X559077-B");
}

/* Without a number that names the issuer the next print could not be told from others. */
static void
test_typed_of_nobody (void)
{
  g_autoptr (GPtrArray) rows = rows_of (&first_values);
  g_autoptr (VeloInvoice) invoice = typed ();
  VeloParty *seller = velo_invoice_get_seller (invoice);

  velo_party_set_name (seller, NULL);
  velo_party_set_vat_id (seller, NULL);
  g_ptr_array_remove_index (rows, 1);
  g_assert_null (velo_print_template_learn (rows, invoice));
}

/* Another issuer's print is not read with it. */
static void
test_other_issuer (void)
{
  g_autofree char *template = learned ();
  g_autoptr (GPtrArray) templates = g_ptr_array_new ();
  g_autofree char *texts = NULL;
  g_autofree char *path = g_build_filename (g_getenv ("VELO_TEST_DATA"), "invoices", "de_plain_no_xml.pdf", NULL);
  g_autofree char *data = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  gsize length;

  g_ptr_array_add (templates, template);
  texts = velo_print_template_join (templates);
  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  bytes = g_bytes_new (data, length);
  rows = velo_pdf_text_read (bytes, NULL, NULL);
  g_assert_null (velo_print_template_find (texts, rows));
}

static void
test_nothing_to_learn (void)
{
  g_autoptr (GPtrArray) rows = rows_of (&first_values);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (VeloInvoice) nobody = velo_invoice_new ();
  g_autoptr (VeloInvoice) elsewhere = velo_invoice_new ();
  g_autoptr (VeloInvoice) invoice = typed ();

  velo_party_set_name (velo_invoice_get_seller (elsewhere), "Speichenwerk e.K.");
  velo_invoice_set_number (elsewhere, "X-9999");
  velo_invoice_set_gross_cents (elsewhere, 77);
  g_assert_null (velo_print_template_learn (rows, nobody));
  g_assert_null (velo_print_template_learn (rows, elsewhere));
  g_assert_null (velo_print_template_learn (none, invoice));
}

/* The store may hold anything. */
static void
test_bad_templates (void)
{
  static const char *const bad[] = {
    "",
    "{",
    "[]",
    "{\"version\":2,\"seller\":{\"vat-id\":\"ATU55667788\"}}",
    "{\"version\":1}",
    "{\"version\":1,\"seller\":7}",
  };
  static const char *const empty[] = {
    "{\"version\":1,\"seller\":{\"vat-id\":\"ATU55667788\"},\"fields\":7,\"address\":[]}",
    "{\"version\":1,\"seller\":{\"vat-id\":\"ATU55667788\"},\"fields\":[7,{},{\"field\":\"number\"},"
    "{\"field\":\"date\",\"left-label\":\"\"}],\"above-items\":\"x\"}",
  };
  g_autoptr (GPtrArray) rows = rows_of (&first_values);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_null (velo_print_template_apply (bad[i], rows));
  for (guint i = 0; i < G_N_ELEMENTS (empty); i++)
    {
      g_autoptr (VeloPrintHints) hints = velo_print_template_apply (empty[i], rows);

      g_assert_nonnull (hints);
      g_assert_null (velo_print_hints_get (hints, "number"));
      g_assert_cmpint (hints->header, ==, -1);
    }
  g_assert_null (velo_print_template_find ("{}", rows));
  g_assert_null (velo_print_template_find (NULL, rows));
}

typedef struct
{
  GMainLoop    *loop;
  GAsyncResult *result;
} Wait;

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Wait *wait = data;

  wait->result = g_object_ref (result);
  g_main_loop_quit (wait->loop);
}

/* The whole way: the helper learns, and reads the next one. */
static void
test_helper (void)
{
  g_autoptr (GBytes) first = print (&first_values);
  g_autoptr (GBytes) second = print (&second_values);
  g_autoptr (VeloInvoice) corrected = typed ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GPtrArray) templates = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *texts = NULL;
  g_autoptr (VeloInvoice) invoice = NULL;
  g_autoptr (GError) error = NULL;
  Wait wait = { loop, NULL };

  velo_invoice_reader_learn_async (first, corrected, NULL, done_cb, &wait);
  g_main_loop_run (loop);
  g_ptr_array_add (templates, velo_invoice_reader_learn_finish (wait.result, &error));
  g_clear_object (&wait.result);
  g_assert_no_error (error);
  texts = velo_print_template_join (templates);
  velo_invoice_reader_read_known_async (second, "next.pdf", texts, NULL, done_cb, &wait);
  g_main_loop_run (loop);
  invoice = velo_invoice_reader_read_known_finish (wait.result, &error);
  g_clear_object (&wait.result);
  g_assert_no_error (error);
  g_assert_cmpstr (velo_invoice_get_number (invoice), ==, "V-2298");
  g_assert_cmpstr (velo_customer_get_last_name (velo_invoice_get_customer (invoice)), ==, "von Berg");
  velo_invoice_reader_read_async (second, "next.pdf", NULL, done_cb, &wait);
  g_main_loop_run (loop);
  g_assert_null (velo_invoice_reader_read_finish (wait.result, &error));
  g_assert_error (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_NO_ATTACHMENT);
  g_clear_object (&wait.result);
}

static void
test_learn_cancelled (void)
{
  g_autoptr (GBytes) first = print (&first_values);
  g_autoptr (VeloInvoice) corrected = typed ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Wait wait = { loop, NULL };

  g_cancellable_cancel (cancellable);
  velo_invoice_reader_learn_async (first, corrected, cancellable, done_cb, &wait);
  g_main_loop_run (loop);
  g_assert_null (velo_invoice_reader_learn_finish (wait.result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&wait.result);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/intake/print-template/unknown", test_unknown);
  g_test_add_func ("/intake/print-template/learned", test_learned);
  g_test_add_func ("/intake/print-template/learned-from-typed", test_learned_from_typed);
  g_test_add_func ("/intake/print-template/typed-of-nobody", test_typed_of_nobody);
  g_test_add_func ("/intake/print-template/learned-short-number", test_learned_short_number);
  g_test_add_func ("/intake/print-template/learned-column", test_learned_column);
  g_test_add_func ("/intake/print-template/other-issuer", test_other_issuer);
  g_test_add_func ("/intake/print-template/nothing-to-learn", test_nothing_to_learn);
  g_test_add_func ("/intake/print-template/bad-templates", test_bad_templates);
  g_test_add_func ("/intake/print-template/helper", test_helper);
  g_test_add_func ("/intake/print-template/learn-cancelled", test_learn_cancelled);
  return g_test_run ();
}
