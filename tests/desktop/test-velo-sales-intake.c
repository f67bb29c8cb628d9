/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking invoices in, good and bad ones, and putting them on paper. */

#include "config.h"

#include "velo-insured-fixture.h"

#include "velo-intake-error.h"
#include "velo-invoice-check.h"
#include "velo-invoice-sheet.h"
#include "velo-pdf-document.h"
#include "velo-reminder-dialog.h"
#include "velo-return-dialog.h"
#include "velo-sale-dialog.h"
#include "velo-sales-intake.h"

#include <cairo-pdf.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static GFile *
get_file (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("VELO_TEST_DATA"), "invoices", name, NULL);

  return g_file_new_for_path (path);
}

static gboolean
take_in (Fixture     *fixture,
         const char  *name,
         GError     **error)
{
  g_autoptr(GFile) file = get_file (name);
  g_autoptr(GAsyncResult) result = NULL;
  Answer answer = { NULL };

  fixture_show (fixture, gtk_label_new ("main"));
  velo_sales_take_in_async (fixture->window, fixture->counter, fixture->settings, file, NULL, answer_cb,
                            &answer);
  result = wait_for (&answer);
  return velo_sales_take_in_finish (result, error);
}

static void
close_message (void)
{
  gpointer message = find_window (ADW_TYPE_MESSAGE_DIALOG);

  g_assert_nonnull (message);
  gtk_window_destroy (message);
}

/* One Enter where somebody has to look, none where everything is sure; then the reminder. */
static void
test_good (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  VeloSaleDialog *dialog;

  g_assert_true (take_in (fixture, data, &error));
  g_assert_no_error (error);
  dialog = find_window (VELO_TYPE_SALE_DIALOG);
  if (dialog != NULL)
    {
      VeloVehicle *vehicle = first_vehicle (velo_sale_dialog_get_invoice (dialog));

      g_assert_true (velo_invoice_needs_review (velo_sale_dialog_get_invoice (dialog)));
      g_assert_cmpstr (velo_vehicle_get_maker (vehicle), !=, "");
      g_assert_cmpint (velo_vehicle_get_price_cents (vehicle), >, 0);
      g_assert_nonnull (velo_sale_dialog_get_notice (dialog));
      gtk_widget_activate_default (GTK_WIDGET (dialog));
    }
  WAIT_UNTIL (find_window (VELO_TYPE_REMINDER_DIALOG) != NULL);
  WAIT_UNTIL (find_window (VELO_TYPE_SALE_DIALOG) == NULL);
  gtk_window_destroy (find_window (VELO_TYPE_REMINDER_DIALOG));
  /* A sale has a row for each of its vehicles. */
  g_assert_cmpuint (fixture_count_sales (fixture), ==, g_str_has_prefix (data, "de_cii_two_bikes") ? 4 : 1);
}

/* A print without data is always looked at once. */
static void
test_print (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (take_in (fixture, "de_plain_no_xml.pdf", &error));
  g_assert_nonnull (find_window (VELO_TYPE_SALE_DIALOG));
  gtk_window_destroy (find_window (VELO_TYPE_SALE_DIALOG));
  g_assert_cmpuint (fixture_count_sales (fixture), ==, 0);
}

static void
test_twice (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  test_good (fixture, "de_facturx_en16931_text.pdf");
  g_assert_false (take_in (fixture, "de_facturx_en16931_text.pdf", &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_EXISTS);
  g_assert_true (g_str_has_prefix (fixture->asked->str, "open-sale "));
  close_message ();
  g_assert_null (find_window (VELO_TYPE_SALE_DIALOG));
  g_assert_cmpuint (fixture_count_sales (fixture), ==, 1);
}

/* Two reviews of the same file: the second one that is saved finds the first. */
static void
test_twice_at_once (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  VeloSaleDialog *first;
  VeloSaleDialog *second;

  g_assert_true (take_in (fixture, "de_plain_no_xml.pdf", &error));
  first = find_window (VELO_TYPE_SALE_DIALOG);
  second = velo_sale_dialog_new (fixture->window, fixture->counter, NULL,
                                 velo_sale_dialog_get_invoice (first), NULL);
  gtk_window_present (GTK_WINDOW (second));
  gtk_widget_activate_action (GTK_WIDGET (first), "sale-dialog.save", NULL);
  WAIT_UNTIL (find_window (VELO_TYPE_REMINDER_DIALOG) != NULL);
  gtk_widget_activate_action (GTK_WIDGET (second), "sale-dialog.save", NULL);
  WAIT_UNTIL (find_window (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  close_message ();
  WAIT_UNTIL (find_window (VELO_TYPE_SALE_DIALOG) == NULL);
  gtk_window_destroy (find_window (VELO_TYPE_REMINDER_DIALOG));
  g_assert_cmpuint (fixture_count_sales (fixture), ==, 1);
}

static cairo_status_t
write_cb (void                *closure,
          const unsigned char *data,
          unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* A scan has no text: its picture is shown beside empty fields, which are stored with it. */
static void
test_scan (Fixture       *fixture,
           gconstpointer  data)
{
  GByteArray *scan = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (write_cb, scan, 595, 842);
  cairo_t *cr = cairo_create (surface);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  Answer answer = { NULL };
  VeloSaleDialog *dialog;

  cairo_rectangle (cr, 50, 50, 300, 400);
  cairo_fill (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  bytes = g_byte_array_free_to_bytes (scan);
  fixture_show (fixture, gtk_label_new ("main"));
  velo_sales_take_in_bytes_async (fixture->window, fixture->counter, fixture->settings, bytes, "scan.pdf", NULL,
                                  answer_cb, &answer);
  result = wait_for (&answer);
  g_assert_true (velo_sales_take_in_finish (result, &error));
  g_assert_no_error (error);
  dialog = find_window (VELO_TYPE_SALE_DIALOG);
  g_assert_nonnull (dialog);
  g_assert_null (find_window (ADW_TYPE_MESSAGE_DIALOG));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (velo_review_pane_get_paper (velo_sale_dialog_get_pane (dialog)))));
  g_assert_cmpstr (velo_invoice_get_number (velo_sale_dialog_get_invoice (dialog)), ==, "");
  gtk_widget_activate_default (GTK_WIDGET (dialog));
  settle ();
  /* what is missing is named, and nothing is stored */
  g_assert_nonnull (find_window (VELO_TYPE_SALE_DIALOG));
  g_assert_cmpuint (fixture_count_sales (fixture), ==, 0);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static const struct
{
  const char *name;
  int code; /* -1: any of the intake */
} bad_files[] = {
  { "empty.xml", VELO_INTAKE_ERROR_EMPTY },
  { "truncated.xml", VELO_INTAKE_ERROR_MALFORMED },
  { "truncated.pdf", -1 },
  { "de_encrypted_userpw.pdf", VELO_INTAKE_ERROR_ENCRYPTED_PDF },
  { "hostile_xxe_file.xml", VELO_INTAKE_ERROR_REJECTED_DTD },
  { "hostile_billion_laughs.xml", VELO_INTAKE_ERROR_REJECTED_DTD },
};

static void
test_bad (Fixture       *fixture,
          gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_files); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", bad_files[i].name);
      g_assert_false (take_in (fixture, bad_files[i].name, &error));
      g_assert_nonnull (error);
      g_assert_true (error->domain == VELO_INTAKE_ERROR);
      if (bad_files[i].code >= 0)
        g_assert_cmpint (error->code, ==, bad_files[i].code);
      close_message ();
      g_assert_null (find_window (VELO_TYPE_SALE_DIALOG));
    }
  g_assert_cmpuint (fixture_count_sales (fixture), ==, 0);
}

/* The sale that the sample of a credit note takes back. */
static VeloInvoice *
add_reversed_sale (Fixture *fixture)
{
  VeloInvoice *sale = make_sale ("RG26-00731", "Wieland", "Nordlicht", 399900);

  velo_party_set_name (velo_invoice_get_seller (sale), "Radhaus Beispiel GmbH");
  velo_party_set_vat_id (velo_invoice_get_seller (sale), "DE123456789");
  velo_vehicle_set_frame_number (first_vehicle (sale), "BS9G2-7H0031");
  return fixture_add (fixture, sale);
}

/* What comes back insured leads to the question, also if the file is opened once more. */
static void
test_reversal (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = add_reversed_sale (fixture);

  fixture_insure (fixture, sale, "12345678");
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(GError) error = NULL;
      GtkWindow *dialog = NULL;

      g_assert_true (take_in (fixture, "de_xrechnung_ubl_creditnote.xml", &error));
      g_assert_no_error (error);
      WAIT_UNTIL (find_window (VELO_TYPE_RETURN_DIALOG) != NULL);
      dialog = find_window (VELO_TYPE_RETURN_DIALOG);
      WAIT_UNTIL (velo_return_dialog_is_ready (VELO_RETURN_DIALOG (dialog)));
      g_assert_null (find_window (ADW_TYPE_MESSAGE_DIALOG));
      gtk_window_destroy (dialog);
    }
}

static void
test_reversal_of_nothing (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale G_GNUC_UNUSED = add_reversed_sale (fixture);
  g_autoptr(GError) error = NULL;

  g_assert_true (take_in (fixture, "de_xrechnung_ubl_creditnote.xml", &error));
  g_assert_no_error (error);
  g_assert_null (find_window (VELO_TYPE_RETURN_DIALOG));
  g_assert_null (find_window (VELO_TYPE_SALE_DIALOG));
  close_message ();
}

static void
test_reversal_not_stored (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fixture_close_store (fixture);
  g_assert_false (take_in (fixture, "de_xrechnung_ubl_creditnote.xml", &error));
  g_assert_nonnull (error);
  g_assert_null (find_window (VELO_TYPE_RETURN_DIALOG));
  close_message ();
}

static void
test_no_file (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GError) missing = NULL;
  g_autoptr(GError) folder = NULL;

  g_assert_false (take_in (fixture, "there is no such file.pdf", &missing));
  g_assert_error (missing, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  close_message ();
  g_assert_false (take_in (fixture, ".", &folder));
  g_assert_error (folder, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  close_message ();
}

static void
test_too_large (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "large.xml", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  Answer answer = { NULL };

  g_assert_true (g_file_set_contents (path, "x", 1, &error));
  /* A file with a hole: large, but not on the disk. */
  g_assert_cmpint (truncate (path, 65 * 1024 * 1024), ==, 0);
  fixture_show (fixture, gtk_label_new ("main"));
  velo_sales_take_in_async (fixture->window, fixture->counter, NULL, file, NULL, answer_cb, &answer);
  result = wait_for (&answer);
  g_assert_false (velo_sales_take_in_finish (result, &error));
  g_assert_error (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_OVER_LIMIT);
  close_message ();
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GFile) file = get_file ("de_facturx_en16931_text.pdf");
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  Answer answer = { NULL };

  fixture_show (fixture, gtk_label_new ("main"));
  velo_sales_take_in_async (fixture->window, fixture->counter, NULL, file, cancellable, answer_cb, &answer);
  g_cancellable_cancel (cancellable);
  result = wait_for (&answer);
  g_assert_false (velo_sales_take_in_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (find_window (ADW_TYPE_MESSAGE_DIALOG));
  g_assert_null (find_window (VELO_TYPE_SALE_DIALOG));
}

/* The window is closed while the file is being read: nobody is told anything. */
static void
test_window_closed (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(GFile) file = get_file ("truncated.xml");
  GtkWindow *window = GTK_WINDOW (adw_window_new ());
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  Answer answer = { NULL };

  gtk_window_present (window);
  velo_sales_take_in_async (window, fixture->counter, NULL, file, NULL, answer_cb, &answer);
  gtk_window_destroy (window);
  result = wait_for (&answer);
  g_assert_false (velo_sales_take_in_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (find_window (ADW_TYPE_MESSAGE_DIALOG));
}

/* A pipe that nobody writes to stands for a slow drive: the user sees it and gives up. */
static void
test_slow (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "slow.xml", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  Answer answer = { NULL };
  int writer;

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  fixture_show (fixture, gtk_label_new ("main"));
  velo_sales_take_in_async (fixture->window, fixture->counter, NULL, file, NULL, answer_cb, &answer);
  WAIT_UNTIL (find_window (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  g_assert_null (answer.result);
  adw_message_dialog_response (find_window (ADW_TYPE_MESSAGE_DIALOG), "cancel");
  writer = open (path, O_RDWR | O_NONBLOCK);
  g_assert_cmpint (writer, >=, 0);
  g_close (writer, NULL);
  result = wait_for (&answer);
  g_assert_false (velo_sales_take_in_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  WAIT_UNTIL (find_window (ADW_TYPE_MESSAGE_DIALOG) == NULL);
}

static void
test_store_closed (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fixture_close_store (fixture);
  g_assert_false (take_in (fixture, "de_facturx_en16931_text.pdf", &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_CLOSED);
  close_message ();
}

/* Paper */

static void
test_notice (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1", "Maier", "E-Trail", 89900);
  g_autoptr(GSettings) sale = g_settings_get_child (fixture->settings, "sale");
  VeloVehicle *vehicle = first_vehicle (invoice);
  g_autofree char *text = g_settings_get_string (sale, "not-insured-text");
  g_autofree char *declined = NULL;
  g_autofree char *insured = NULL;
  g_autofree char *pending = NULL;
  g_autofree char *off = NULL;

  velo_vehicle_set_state (vehicle, VELO_INSURANCE_STATE_DECLINED);
  declined = velo_invoice_sheet_notice (invoice, fixture->settings);
  g_assert_cmpstr (declined, ==, text);
  velo_vehicle_set_state (vehicle, VELO_INSURANCE_STATE_INSURED);
  velo_vehicle_set_contract_number (vehicle, "12345678");
  insured = velo_invoice_sheet_notice (invoice, fixture->settings);
  g_assert_nonnull (strstr (insured, "12345678"));
  velo_vehicle_set_state (vehicle, VELO_INSURANCE_STATE_UNCLEAR);
  pending = velo_invoice_sheet_notice (invoice, fixture->settings);
  g_assert_cmpstr (pending, ==, "");
  velo_vehicle_set_state (vehicle, VELO_INSURANCE_STATE_DECLINED);
  g_settings_set_boolean (sale, "not-insured-notice", FALSE);
  off = velo_invoice_sheet_notice (invoice, fixture->settings);
  g_settings_reset (sale, "not-insured-notice");
  g_assert_cmpstr (off, ==, "");
}

static char *
read_paper (Fixture     *fixture,
            VeloInvoice *invoice)
{
  g_autoptr(VeloPdfDocument) document = NULL;
  g_autoptr(GAsyncResult) printed = NULL;
  g_autoptr(GAsyncResult) opened = NULL;
  g_autoptr(GAsyncResult) found = NULL;
  g_autoptr(GBytes) pdf = NULL;
  g_autoptr(GError) error = NULL;
  Answer answer = { NULL };
  char *text = NULL;

  velo_invoice_paper_async (fixture->counter, fixture->settings, invoice, NULL, answer_cb, &answer);
  printed = wait_for (&answer);
  pdf = velo_invoice_paper_finish (printed, &error);
  g_assert_no_error (error);
  velo_pdf_document_open_async (pdf, NULL, answer_cb, &answer);
  opened = wait_for (&answer);
  document = velo_pdf_document_open_finish (opened, &error);
  g_assert_no_error (error);
  velo_pdf_document_get_text_async (document, 0, NULL, answer_cb, &answer);
  found = wait_for (&answer);
  text = velo_pdf_document_get_text_finish (document, found, &error);
  g_assert_no_error (error);
  velo_pdf_document_close (document);
  return text;
}

static void
test_paper_typed (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = fixture_add (fixture, make_sale ("RE-1", "Übelacker-Groß", "E-Trail", 399900));
  g_autofree char *text = NULL;

  velo_vehicle_set_state (first_vehicle (invoice), VELO_INSURANCE_STATE_DECLINED);
  text = read_paper (fixture, invoice);
  g_assert_nonnull (strstr (text, "RE-1"));
  g_assert_nonnull (strstr (text, "Übelacker-Groß"));
  g_assert_nonnull (strstr (text, "KB26E48217"));
  g_assert_nonnull (strstr (text, "nicht versichert"));
}

static void
test_paper_original (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  VeloSaleDialog *dialog;

  g_assert_true (take_in (fixture, "de_facturx_en16931_text.pdf", &error));
  dialog = find_window (VELO_TYPE_SALE_DIALOG);
  invoice = g_object_ref (velo_sale_dialog_get_invoice (dialog));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "sale-dialog.save", NULL);
  WAIT_UNTIL (find_window (VELO_TYPE_REMINDER_DIALOG) != NULL);
  gtk_window_destroy (find_window (VELO_TYPE_REMINDER_DIALOG));
  velo_vehicle_set_state (first_vehicle (invoice), VELO_INSURANCE_STATE_DECLINED);
  text = read_paper (fixture, invoice);
  /* The file as it came, with the sentence on it. */
  g_assert_nonnull (strstr (text, velo_invoice_get_number (invoice)));
  g_assert_nonnull (strstr (text, "nicht versichert"));
}

/* A PDF that cannot be tried elsewhere first is not stamped here. */
static void
test_paper_unsafe (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = g_strdup (g_getenv ("VELO_LIBEXECDIR"));
  Answer answer = { NULL };
  VeloSaleDialog *dialog;

  g_assert_true (take_in (fixture, "de_facturx_en16931_text.pdf", &error));
  dialog = find_window (VELO_TYPE_SALE_DIALOG);
  invoice = g_object_ref (velo_sale_dialog_get_invoice (dialog));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "sale-dialog.save", NULL);
  WAIT_UNTIL (find_window (VELO_TYPE_REMINDER_DIALOG) != NULL);
  gtk_window_destroy (find_window (VELO_TYPE_REMINDER_DIALOG));
  g_setenv ("VELO_LIBEXECDIR", "/nonexistent", TRUE);
  velo_invoice_paper_async (fixture->counter, fixture->settings, invoice, NULL, answer_cb, &answer);
  result = wait_for (&answer);
  g_setenv ("VELO_LIBEXECDIR", folder, TRUE);
  g_assert_null (velo_invoice_paper_finish (result, &error));
  g_assert_error (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_NO_HELPER);
}

static void
test_paper_closed (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = fixture_add (fixture, make_sale ("RE-1", "Maier", "E-Trail", 399900));
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  Answer answer = { NULL };

  fixture_close_store (fixture);
  velo_invoice_paper_async (fixture->counter, fixture->settings, invoice, NULL, answer_cb, &answer);
  result = wait_for (&answer);
  g_assert_null (velo_invoice_paper_finish (result, &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_CLOSED);
}

#define ADD(path, data, function) \
  g_test_add (path, Fixture, data, fixture_set_up, function, fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();

  ADD ("/sales/intake/pdf", "de_facturx_en16931_text.pdf", test_good);
  ADD ("/sales/intake/cii", "de_cii_en16931_text.xml", test_good);
  ADD ("/sales/intake/print", NULL, test_print);
  ADD ("/sales/intake/scan", NULL, test_scan);
  ADD ("/sales/intake/ubl", "de_xrechnung_ubl_leasing.xml", test_good);
  ADD ("/sales/intake/two-bikes", "de_cii_two_bikes_discount_prepaid.xml", test_good);
  ADD ("/sales/intake/twice", NULL, test_twice);
  ADD ("/sales/intake/twice-at-once", NULL, test_twice_at_once);
  ADD ("/sales/intake/bad", NULL, test_bad);
  ADD ("/sales/intake/reversal", NULL, test_reversal);
  ADD ("/sales/intake/reversal-of-nothing", NULL, test_reversal_of_nothing);
  ADD ("/sales/intake/reversal-not-stored", NULL, test_reversal_not_stored);
  ADD ("/sales/intake/no-file", NULL, test_no_file);
  ADD ("/sales/intake/too-large", NULL, test_too_large);
  ADD ("/sales/intake/cancelled", NULL, test_cancelled);
  ADD ("/sales/intake/window-closed", NULL, test_window_closed);
  ADD ("/sales/intake/slow", NULL, test_slow);
  ADD ("/sales/intake/store-closed", NULL, test_store_closed);
  ADD ("/sales/paper/notice", NULL, test_notice);
  ADD ("/sales/paper/typed", NULL, test_paper_typed);
  ADD ("/sales/paper/original", NULL, test_paper_original);
  ADD ("/sales/paper/unsafe", NULL, test_paper_unsafe);
  ADD ("/sales/paper/closed", NULL, test_paper_closed);
  return g_test_run ();
}
