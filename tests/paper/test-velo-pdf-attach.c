/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests documents of our own with the e-invoice inside that they were made from. */

#include "config.h"

#include "paper-fixture.h"
#include "velo-invoice-reader.h"
#include "velo-pdf-attach-private.h"
#include "velo-pdf-attachments.h"
#include "velo-sheet.h"

#include <glib/gstdio.h>
#include <poppler.h>
#include <string.h>

static GBytes *
load_invoice (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("VELO_TEST_DATA"), "invoices", name, NULL);
  g_autoptr(GError) error = NULL;
  char *data = NULL;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, length);
}

static GBytes *
render (const char *name,
        GBytes     *source)
{
  g_autoptr(VeloSheet) sheet = velo_sheet_new ("Rechnung", "Radhaus Übermut");
  g_auto(PaperWait) wait = { NULL };
  g_autoptr(GError) error = NULL;
  GBytes *pdf;

  velo_sheet_set_watermark (sheet, "Training");
  velo_sheet_add_paragraph (sheet, "Käthe Übelacker-Groß");
  velo_sheet_add_page_break (sheet);
  velo_sheet_add_paragraph (sheet, "Das Fahrzeug ist nicht versichert.");
  if (source != NULL)
    velo_sheet_set_source (sheet, name, "text/xml", source);
  velo_sheet_render_async (sheet, NULL, paper_wait_cb, &wait);
  pdf = velo_sheet_render_finish (sheet, paper_wait (&wait), &error);
  g_assert_no_error (error);
  return pdf;
}

static GPtrArray *
read_files (GBytes *pdf)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *files = velo_pdf_attachments_read (pdf, NULL, &error);

  g_assert_no_error (error);
  return files;
}

/* The file is byte for byte what was given, said to be the source, and read as the invoice it is. */
static void
test_invoice (void)
{
  static const char * const samples[] = { "de_cii_en16931_text.xml", "de_cii_latin1.xml", "at_ebinterface_6p1.xml",
                                          "de_xrechnung_ubl_leasing.xml" };
  static const char * const numbers[] = { "RE-2026-10417", "RE-2026-10417", "AR-26-0193", "RG26-00731" };

  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr(GBytes) source = load_invoice (samples[i]);
      g_autoptr(GBytes) pdf = render ("Rechnung für Käthe (1).xml", source);
      g_autoptr(GPtrArray) files = read_files (pdf);
      g_autoptr(GError) error = NULL;
      g_autoptr(VeloInvoice) invoice = velo_invoice_reader_read (pdf, "copy.pdf", &error);
      const VeloPdfAttachment *file = g_ptr_array_index (files, 0);

      g_assert_no_error (error);
      g_assert_cmpuint (files->len, ==, 1);
      g_assert_true (g_bytes_equal (file->bytes, source));
      g_assert_cmpstr (file->name, ==, "Rechnung für Käthe (1).xml");
      g_assert_cmpstr (file->relationship, ==, "Source");
      g_assert_cmpstr (velo_invoice_get_number (invoice), ==, numbers[i]);
    }
}

/* The pages are what they were, and the title too. */
static void
test_pages (void)
{
  g_autoptr(GBytes) source = load_invoice ("de_cii_bom.xml");
  g_autoptr(GBytes) pdf = render ("a.xml", source);
  g_autoptr(GBytes) plain = render (NULL, NULL);
  g_autoptr(GPtrArray) none = read_files (plain);
  g_autoptr(GError) error = NULL;
  PopplerDocument *document = poppler_document_new_from_bytes (pdf, NULL, &error);
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;
  PopplerPage *page;

  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpint (poppler_document_get_n_pages (document), ==, 2);
  title = poppler_document_get_title (document);
  g_assert_cmpstr (title, ==, "Rechnung");
  page = poppler_document_get_page (document, 1);
  text = poppler_page_get_text (page);
  g_assert_nonnull (strstr (text, "nicht versichert"));
  g_object_unref (page);
  g_object_unref (document);
}

/* Another program finds nothing to complain about. */
static void
test_check (void)
{
  g_autoptr(GBytes) source = load_invoice ("de_cii_bom.xml");
  g_autoptr(GBytes) pdf = render ("Für (alle).xml", source);
  g_autofree char *qpdf = g_find_program_in_path ("qpdf");
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autofree char *said = NULL;
  g_autoptr(GError) error = NULL;
  const char *argv[] = { qpdf, "--check", NULL, NULL };
  int status = -1;

  if (qpdf == NULL)
    {
      g_test_skip ("qpdf is not installed");
      return;
    }
  folder = g_dir_make_tmp ("velo-attach-XXXXXX", NULL);
  path = g_build_filename (folder, "copy.pdf", NULL);
  argv[2] = path;
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (pdf, NULL), (gssize) g_bytes_get_size (pdf), NULL));
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, &said, &status, &error);
  g_assert_no_error (error);
  g_test_message ("%s", said);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  g_remove (path);
  g_rmdir (folder);
}

/* Large ones are packed, empty ones are files too. */
static void
test_sizes (void)
{
  g_autofree char *letters = g_strnfill (8 * 1024 * 1024, 'x');
  g_autoptr(GBytes) large = g_bytes_new (letters, strlen (letters));
  g_autoptr(GBytes) empty = g_bytes_new_static ("", 0);
  GBytes *sources[] = { large, empty };

  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_autoptr(GBytes) pdf = render ("a.xml", sources[i]);
      g_autoptr(GPtrArray) files = read_files (pdf);

      g_assert_cmpuint (files->len, ==, 1);
      g_assert_true (g_bytes_equal (((VeloPdfAttachment *) g_ptr_array_index (files, 0))->bytes, sources[i]));
      g_assert_cmpuint (g_bytes_get_size (pdf), <, 1024 * 1024);
    }
}

static void
assert_refused (GBytes *pdf)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("<a/>", 4);
  g_autoptr(VeloPdfSource) source = velo_pdf_source_new ("a.xml", "text/xml", bytes);
  g_autoptr(GError) error = NULL;

  g_assert_null (velo_pdf_attach (pdf, source, &error));
  g_assert_error (error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_DAMAGED);
}

/* What is no PDF of ours, or has files in it already, is left alone. */
static void
test_refused (void)
{
  static const char * const texts[] = {
    "", "%PDF-1.4", "startxref", "startxref\n0\n%%EOF", "startxref\n99999\n%%EOF",
    "xxxxxxxxxxxxxxxxxxxx\nstartxref\n3\n%%EOF",
    "%PDF-1.4\nxref\n0 9\ntrailer\n<< /Size 9 /Root 8 0 R >>\nstartxref\n9\n%%EOF",
    "%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 /Root 1 0 R >>\nstartxref\n9\n%%EOF",
    "%PDF-1.4\nxref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer\n<< /Size 2 /Root 1 0 R /Info 5 0 R >>\n"
    "startxref\n9\n%%EOF",
    "%PDF-1.4\nxref\n0 2\n0000000000 65535 f \n9999999999 00000 n \ntrailer\n<< /Size 2 /Root 1 0 R >>\n"
    "startxref\n9\n%%EOF",
    "%PDF-1.4\nxref\n0 2\n0000000000 65535 f \n0000000009 00000 n \nendobj\ntrailer\n<< /Size 2 /Root 1 0 R >>\n"
    "startxref\n9\n%%EOF",
  };
  g_autoptr(GBytes) source = load_invoice ("de_cii_bom.xml");
  g_autoptr(GBytes) twice = render ("a.xml", source);
  g_autoptr(GBytes) plain = render (NULL, NULL);
  g_autoptr(GBytes) cut = g_bytes_new_from_bytes (plain, 0, g_bytes_get_size (plain) / 2);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GBytes) pdf = g_bytes_new_static (texts[i], strlen (texts[i]));

      assert_refused (pdf);
    }
  assert_refused (twice);
  assert_refused (cut);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paper/pdf-attach/invoice", test_invoice);
  g_test_add_func ("/paper/pdf-attach/pages", test_pages);
  g_test_add_func ("/paper/pdf-attach/check", test_check);
  g_test_add_func ("/paper/pdf-attach/sizes", test_sizes);
  g_test_add_func ("/paper/pdf-attach/refused", test_refused);
  return g_test_run ();
}
