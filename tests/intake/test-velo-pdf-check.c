/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests that a PDF of anybody is opened and drawn elsewhere before the program opens it. */

#include "config.h"

#include <cairo-pdf.h>
#include <string.h>

#include "velo-invoice-helper.h"
#include "velo-pdf-check.h"

#define SOON_MS 1500

static char *real_folder;
static char *hostile_folder;

static GBytes *
load (const char *name)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("VELO_TEST_DATA"), "invoices", name, NULL);
  g_autoptr (GError) error = NULL;
  char *data = NULL;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, length);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GAsyncResult **kept = data;

  g_assert_null (*kept);
  *kept = g_object_ref (result);
}

static gboolean
check_in (const char *folder, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  g_setenv ("VELO_LIBEXECDIR", folder, TRUE);
  velo_pdf_check_async (bytes, cancellable, checked_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return velo_pdf_check_finish (result, error);
}

static void
assert_harmless (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  gboolean harmless = check_in (real_folder, bytes, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (harmless);
}

static void
assert_refused (const char *folder, GBytes *bytes, VeloIntakeError code)
{
  g_autoptr (GError) error = NULL;
  gboolean harmless = check_in (folder, bytes, NULL, &error);

  g_assert_error (error, VELO_INTAKE_ERROR, (int) code);
  g_assert_false (harmless);
}

static cairo_status_t
collect_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static GBytes *
draw_pdf (double width, double height, guint n_pages)
{
  GByteArray      *bytes = g_byte_array_new ();
  cairo_surface_t *surface =
      cairo_pdf_surface_create_for_stream (collect_cb, bytes, width, height);
  cairo_t         *cr = cairo_create (surface);

  for (guint i = 0; i < n_pages; i++)
    {
      cairo_move_to (cr, 10, 20);
      cairo_show_text (cr, "Einseitig unterschrieben");
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}

/* Each form draws the next one ten times: 10^12 strokes in a kilobyte. */
static void
append_bomb (GString *pdf)
{
  for (guint i = 5; i < 17; i++)
    g_string_append_printf (pdf,
                            "%u 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 100 100]"
                            "/Resources<</XObject<</N %u 0 R>>>>/Length 60>>stream\n"
                            "/N Do /N Do /N Do /N Do /N Do /N Do /N Do /N Do /N Do /N Do \n"
                            "endstream endobj\n",
                            i, i + 1);
  g_string_append (pdf, "17 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 100 100]/Length 20>>stream\n"
                        "0 0 m 100 100 l S   \nendstream endobj\n");
}

static GBytes *
write_bomb (void)
{
  GString *pdf = g_string_new ("%PDF-1.4\n"
                               "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                               "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
                               "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]"
                               "/Resources<</XObject<</N 5 0 R>>>>/Contents 4 0 R>>endobj\n"
                               "4 0 obj<</Length 5>>stream\n/N Do\nendstream endobj\n");

  append_bomb (pdf);
  g_string_append (pdf, "trailer<</Root 1 0 R>>\n");
  return g_string_free_to_bytes (pdf);
}

/* A box to be ticked, a line of text and a choice; @ticked draws the box when it is ticked. */
static GBytes *
write_form (const char *ticked, const char *text_extra)
{
  GString *pdf = g_string_new ("%PDF-1.4\n"
                               "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
                               "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Annots[30 0 R 31 0 R 32 0 R]>>endobj\n"
                               "1 0 obj<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[30 0 R 31 0 R 32 0 R]"
                               "/DA(/Helv 9 Tf 0 g)/DR<</Font<</Helv 40 0 R>>>>>>>>endobj\n"
                               "40 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
                               "32 0 obj<</Type/Annot/Subtype/Widget/FT/Ch/T(WAHL)/Rect[10 60 90 75]/F 4"
                               "/DA(/Helv 9 Tf 0 g)/Opt[(A)(B)]/Ff 131072>>endobj\n"
                               "20 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 100 100]/Length 0>>stream\n\nendstream endobj\n");

  g_string_append_printf (pdf,
                          "30 0 obj<</Type/Annot/Subtype/Widget/FT/Btn/T(JA)/Rect[10 10 20 20]/F 4/V/Off/AS/Off"
                          "/AP<</N<</Off 20 0 R/Yes 5 0 R>>>>>>endobj\n%s", ticked);
  g_string_append_printf (pdf,
                          "31 0 obj<</Type/Annot/Subtype/Widget/FT/Tx/T(NAME)/Rect[10 30 90 45]/F 4%s>>endobj\n"
                          "trailer<</Root 1 0 R>>\n", text_extra);
  return g_string_free_to_bytes (pdf);
}

static void
test_form (void)
{
  const char *tick = "5 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 100 100]/Length 20>>stream\n"
                     "0 0 m 100 100 l S   \nendstream endobj\n";
  g_autoptr (GBytes) good = write_form (tick, "/DA(/Helv 9 Tf 0 g)");
  g_autoptr (GBytes) without_font = write_form (tick, "/DA(/Nothing -9 Tf)");
  g_autoptr (GBytes) own_parent = write_form (tick, "/DA(/Helv 0 Tf)/Parent 31 0 R/Kids[31 0 R]/MaxLen -7");
  g_autoptr (GError) error = NULL;
  gboolean harmless;

  assert_harmless (good);
  assert_harmless (without_font);
  /* as Poppler likes; it need only come back */
  harmless = check_in (real_folder, own_parent, NULL, &error);
  g_assert_true (harmless == (error == NULL));
}

static void
test_harmless (void)
{
  static const char *const names[] = { "de_facturx_en16931_text.pdf", "de_plain_no_xml.pdf",
                                       "de_zugferd1_comfort.pdf" };
  g_autoptr (GBytes) drawn = draw_pdf (595, 842, 3);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GBytes) bytes = load (names[i]);

      assert_harmless (bytes);
    }
  assert_harmless (drawn);
}

static void
test_refused (void)
{
  g_autoptr (GBytes) locked = load ("de_encrypted_userpw.pdf");
  g_autoptr (GBytes) cut = load ("truncated.pdf");
  g_autoptr (GBytes) xml = load ("de_cii_bom.xml");
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);

  assert_refused (real_folder, locked, VELO_INTAKE_ERROR_ENCRYPTED_PDF);
  assert_refused (real_folder, cut, VELO_INTAKE_ERROR_MALFORMED_PDF);
  assert_refused (real_folder, xml, VELO_INTAKE_ERROR_MALFORMED_PDF);
  assert_refused (real_folder, empty, VELO_INTAKE_ERROR_EMPTY);
}

static void
test_too_large (void)
{
  g_autoptr (GBytes) poster = draw_pdf (14400.5, 100, 1);
  g_autoptr (GBytes) banner = draw_pdf (14400, 100, 1);
  g_autoptr (GBytes) book = draw_pdf (10, 10, 2001);

  assert_refused (real_folder, poster, VELO_INTAKE_ERROR_OVER_LIMIT);
  assert_refused (real_folder, book, VELO_INTAKE_ERROR_OVER_LIMIT);
  assert_harmless (banner);
}

/* Opening it is quick; only who draws the page learns what it is. */
static void
assert_takes_too_long (GBytes *bytes)
{
  g_autoptr (VeloInvoiceHelper) helper = NULL;
  g_autoptr (VeloInvoiceAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  g_setenv ("VELO_LIBEXECDIR", real_folder, TRUE);
  helper = velo_invoice_helper_new ();
  velo_invoice_helper_set_time_limit (helper, SOON_MS);
  answer =
      velo_invoice_helper_read (helper, bytes, NULL, VELO_INVOICE_WANT_PAGES, NULL, &error);
  g_assert_error (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_OVER_LIMIT);
  g_assert_null (answer);
}

static void
test_bomb (void)
{
  g_autoptr (GBytes) bomb = write_bomb ();

  assert_takes_too_long (bomb);
}

/* Drawn as it comes it is harmless; filled it is not. */
static void
test_form_bomb (void)
{
  g_autoptr (GString) bomb = g_string_new (NULL);
  g_autoptr (GBytes) form = NULL;

  append_bomb (bomb);
  form = write_form (bomb->str, "/DA(/Helv 9 Tf 0 g)");
  assert_takes_too_long (form);
}

static void
test_taken_over (void)
{
  static const struct
  {
    const char     *act;
    VeloIntakeError code;
  } acts[] = {
    { "%PDF-crash", VELO_INTAKE_ERROR_MALFORMED_PDF }, { "die", VELO_INTAKE_ERROR_OVER_LIMIT },
    { "unsafe", VELO_INTAKE_ERROR_NO_HELPER },         { "garbage", VELO_INTAKE_ERROR_MALFORMED },
    { "spin", VELO_INTAKE_ERROR_OVER_LIMIT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (acts[i].act, strlen (acts[i].act));

      assert_refused (hostile_folder, bytes, acts[i].code);
    }
}

static void
test_not_installed (void)
{
  g_autoptr (GBytes) drawn = draw_pdf (595, 842, 1);

  assert_refused ("/nonexistent", drawn, VELO_INTAKE_ERROR_NO_HELPER);
}

static gboolean
cancel_cb (gpointer data)
{
  g_cancellable_cancel (data);
  return G_SOURCE_REMOVE;
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) before = g_cancellable_new ();
  g_autoptr (GCancellable) later = g_cancellable_new ();
  g_autoptr (GBytes) drawn = draw_pdf (595, 842, 1);
  g_autoptr (GBytes) hang = g_bytes_new_static ("hang", 4);
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (before);
  g_assert_false (check_in (real_folder, drawn, before, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_idle_add (cancel_cb, later);
  g_assert_false (check_in (hostile_folder, hang, later, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Nothing of an invoice is looked for: a PDF without one is fine. */
static void
test_only_pages (void)
{
  g_autoptr (VeloInvoiceHelper) helper = NULL;
  g_autoptr (VeloInvoiceAnswer) answer = NULL;
  g_autoptr (GBytes) bytes = load ("de_facturx_en16931_text.pdf");
  g_autoptr (GError) error = NULL;

  g_setenv ("VELO_LIBEXECDIR", real_folder, TRUE);
  helper = velo_invoice_helper_new ();
  answer =
      velo_invoice_helper_read (helper, bytes, NULL, VELO_INVOICE_WANT_PAGES, NULL, &error);
  g_assert_no_error (error);
  g_assert_no_error (answer->refusal);
  g_assert_null (answer->invoice);
  g_assert_null (answer->record);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  real_folder = g_strdup (g_getenv ("VELO_LIBEXECDIR"));
  hostile_folder = g_path_get_dirname (argv[1]);
  g_assert_nonnull (real_folder);
  g_test_add_func ("/pdf-check/harmless", test_harmless);
  g_test_add_func ("/pdf-check/refused", test_refused);
  g_test_add_func ("/pdf-check/too-large", test_too_large);
  g_test_add_func ("/pdf-check/bomb", test_bomb);
  g_test_add_func ("/pdf-check/form", test_form);
  g_test_add_func ("/pdf-check/form-bomb", test_form_bomb);
  g_test_add_func ("/pdf-check/taken-over", test_taken_over);
  g_test_add_func ("/pdf-check/not-installed", test_not_installed);
  g_test_add_func ("/pdf-check/cancelled", test_cancelled);
  g_test_add_func ("/pdf-check/only-pages", test_only_pages);
  result = g_test_run ();
  g_free (real_folder);
  g_free (hostile_folder);
  return result;
}
