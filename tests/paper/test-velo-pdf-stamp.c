/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the stamped copy: the e-invoice inside stays, and the stamp is seen, printed and upright. */

#include "paper-fixture.h"
#include "velo-invoice-reader.h"
#include "velo-pdf-attachments.h"
#include "velo-pdf-document.h"
#include "velo-pdf-flatten.h"
#include "velo-pdf-stamp-private.h"
#include "velo-pdf-stamp.h"

#include <glib/gstdio.h>
#include <string.h>

#define NOT_INSURED "Das Fahrzeug ist nicht versichert."
#define INSURED     "Versichert, Vertrag 12345678."

static GBytes *
try_stamp (GBytes     *pdf,
           const char *text,
           GError    **error)
{
  g_auto(PaperWait) wait = { NULL };

  velo_pdf_stamp_copy_async (pdf, text, NULL, paper_wait_cb, &wait);
  return velo_pdf_stamp_copy_finish (paper_wait (&wait), error);
}

static GBytes *
stamp (GBytes     *pdf,
       const char *text)
{
  g_autoptr(GError) error = NULL;
  GBytes *copy = try_stamp (pdf, text, &error);

  g_assert_no_error (error);
  return copy;
}

static GBytes *
load_sample (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "invoice.pdf", NULL);
  g_autoptr(GError) error = NULL;
  char *data = NULL;
  gsize size;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, size);
}

static VeloPdfDocument *
open_pdf (GBytes *pdf)
{
  g_auto(PaperWait) wait = { NULL };
  g_autoptr(GError) error = NULL;
  VeloPdfDocument *document;

  velo_pdf_document_open_async (pdf, NULL, paper_wait_cb, &wait);
  document = velo_pdf_document_open_finish (paper_wait (&wait), &error);
  g_assert_no_error (error);
  return document;
}

static VeloPdfImage *
render (GBytes *pdf)
{
  g_autoptr(VeloPdfDocument) document = open_pdf (pdf);
  g_auto(PaperWait) wait = { NULL };
  g_autoptr(GError) error = NULL;
  VeloPdfImage *image;

  velo_pdf_document_render_async (document, 0, 2, NULL, paper_wait_cb, &wait);
  image = velo_pdf_document_render_finish (document, paper_wait (&wait), &error);
  g_assert_no_error (error);
  velo_pdf_document_close (document);
  return image;
}

/* What is drawn on the copy only is dark, lies upright, and is much wider than high. */
static void
assert_drawn (GBytes *original,
              GBytes *copy)
{
  g_autoptr(VeloPdfImage) before = render (original);
  g_autoptr(VeloPdfImage) after = render (copy);
  const guint32 *old = g_bytes_get_data (velo_pdf_image_get_pixels (before), NULL);
  const guint32 *new = g_bytes_get_data (velo_pdf_image_get_pixels (after), NULL);
  int width = velo_pdf_image_get_width (after);
  int height = velo_pdf_image_get_height (after);
  gsize stride = velo_pdf_image_get_stride (after) / 4;
  int x1 = width;
  int x2 = 0;
  int y1 = height;
  int y2 = 0;
  guint n_dark = 0;

  g_assert_cmpint (velo_pdf_image_get_width (before), ==, width);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        gsize place = (gsize) y * stride + (gsize) x;

        if (old[place] == new[place])
          continue;
        n_dark += (new[place] & 0xff) < 0x60;
        x1 = MIN (x1, x);
        x2 = MAX (x2, x);
        y1 = MIN (y1, y);
        y2 = MAX (y2, y);
      }
  g_assert_cmpuint (n_dark, >, 400);
  g_assert_cmpint (x2 - x1, >, 3 * (y2 - y1));
  /* the lower half of the page as it is shown */
  g_assert_cmpint (y1, >, height / 2);
}

static GBytes *
print_pdf (GBytes *pdf)
{
  g_auto(PaperWait) wait = { NULL };
  g_autoptr(GError) error = NULL;
  GBytes *printed;

  velo_pdf_flatten_async (pdf, NULL, NULL, paper_wait_cb, &wait);
  printed = velo_pdf_flatten_finish (paper_wait (&wait), &error);
  g_assert_no_error (error);
  return printed;
}

static guint
count_words (GBytes     *pdf,
             const char *text)
{
  g_autoptr(GError) error = NULL;
  PopplerDocument *document = poppler_document_new_from_bytes (pdf, NULL, &error);
  PopplerPage *page;
  GList *annotations;
  guint n = 0;

  g_assert_no_error (error);
  page = poppler_document_get_page (document, 0);
  annotations = poppler_page_get_annot_mapping (page);
  for (GList *l = annotations; l != NULL; l = l->next)
    {
      g_autofree char *contents = poppler_annot_get_contents (((PopplerAnnotMapping *) l->data)->annot);

      n += contents != NULL && strstr (contents, text) != NULL;
    }
  poppler_page_free_annot_mapping (annotations);
  g_object_unref (page);
  g_object_unref (document);
  return n;
}

/* Seen on the screen and on paper, and told to who cannot see. */
static void
assert_stamped (GBytes     *original,
                GBytes     *copy,
                const char *text)
{
  g_autoptr(GBytes) printed_original = print_pdf (original);
  g_autoptr(GBytes) printed = print_pdf (copy);

  assert_drawn (original, copy);
  assert_drawn (printed_original, printed);
  g_assert_cmpuint (count_words (copy, text), ==, 1);
}

static guint
count (GBytes     *bytes,
       const char *needle)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  guint n = 0;

  for (gsize i = 0; i + strlen (needle) <= size; i++)
    n += memcmp (data + i, needle, strlen (needle)) == 0;
  return n;
}

static void
assert_kept (GBytes *original,
             GBytes *copy)
{
  g_autoptr(GPtrArray) before = NULL;
  g_autoptr(GPtrArray) after = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpuint (g_bytes_get_size (copy), >, g_bytes_get_size (original));
  g_assert_true (memcmp (g_bytes_get_data (copy, NULL), g_bytes_get_data (original, NULL),
                         g_bytes_get_size (original)) == 0);
  before = velo_pdf_attachments_read (original, NULL, &error);
  g_assert_no_error (error);
  after = velo_pdf_attachments_read (copy, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (before->len, ==, after->len);
  for (guint i = 0; i < before->len; i++)
    {
      VeloPdfAttachment *a = g_ptr_array_index (before, i);
      VeloPdfAttachment *b = g_ptr_array_index (after, i);

      g_assert_cmpstr (a->name, ==, b->name);
      g_assert_true (g_bytes_equal (a->bytes, b->bytes));
    }
}

static char *
read_invoice (GBytes *pdf)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(VeloInvoice) invoice = velo_invoice_reader_read (pdf, "invoice.pdf", &error);

  g_assert_no_error (error);
  g_assert_nonnull (invoice);
  velo_invoice_set_id (invoice, "");
  velo_invoice_set_sha256 (invoice, "");
  velo_invoice_set_taken_in_at (invoice, 0);
  g_assert_cmpstr (velo_invoice_get_format (invoice), !=, "pdf");
  return velo_record_to_text (invoice);
}

static void
test_invoice (void)
{
  g_autoptr(GBytes) original = load_sample ();
  g_autoptr(GBytes) copy = stamp (original, NOT_INSURED);
  g_autoptr(GBytes) later = stamp (original, INSURED);
  g_autofree char *before = read_invoice (original);
  g_autofree char *after = read_invoice (copy);

  assert_kept (original, copy);
  g_assert_cmpstr (before, ==, after);
  assert_stamped (original, copy, NOT_INSURED);
  g_assert_cmpuint (count (copy, "/AFRelationship"), ==, count (original, "/AFRelationship"));
  /* made from the original again: the old words are gone */
  assert_stamped (original, later, INSURED);
  g_assert_cmpuint (count_words (later, NOT_INSURED), ==, 0);
}

static void
test_twice (void)
{
  g_autoptr(GBytes) original = load_sample ();
  g_autoptr(GBytes) once = stamp (original, NOT_INSURED);
  g_autoptr(GBytes) twice = stamp (once, INSURED);

  assert_kept (once, twice);
  assert_stamped (once, twice, INSURED);
  g_assert_cmpuint (count_words (twice, NOT_INSURED), ==, 1);
}

static void
test_lines (void)
{
  g_autoptr(GBytes) original = load_sample ();
  g_autoptr(GBytes) copy = stamp (original, "Übungsrad: " NOT_INSURED "\nStadtrad (2): " INSURED " \\ Ł");

  assert_stamped (original, copy, "Übungsrad");
  assert_stamped (original, copy, "Stadtrad");
}

static void
test_packed (void)
{
  g_autoptr(GBytes) original = paper_make_packed_form ();
  g_autoptr(GBytes) copy = stamp (original, INSURED);

  assert_kept (original, copy);
  assert_stamped (original, copy, INSURED);
}

static GBytes *
make_turned (int         rotation,
             const char *crop)
{
  GString *file = g_string_new ("%PDF-1.4\n");
  gsize places[3];
  gsize xref;

  places[0] = file->len;
  g_string_append (file, "1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n");
  places[1] = file->len;
  g_string_append_printf (file, "2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 /Rotate %d >>\nendobj\n", rotation);
  places[2] = file->len;
  g_string_append_printf (file, "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 500 700] %s >>\nendobj\n", crop);
  xref = file->len;
  g_string_append (file, "xref\n0 4\n0000000000 65535 f \n");
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    g_string_append_printf (file, "%010" G_GSIZE_FORMAT " 00000 n \n", places[i]);
  g_string_append_printf (file, "trailer\n<< /Size 4 /Root 1 0 R /ID [(a\\)/Prev 1>>) (\001/Size 9)] >>\n"
                                "startxref\n%" G_GSIZE_FORMAT "\n%%%%EOF", xref);
  return g_string_free_to_bytes (file);
}

static void
test_turned (void)
{
  static const int rotations[] = { 0, 90, 180, 270 };
  static const char * const crops[] = { "", "/CropBox [30 20 480 640]" };

  for (guint i = 0; i < G_N_ELEMENTS (rotations); i++)
    for (guint k = 0; k < G_N_ELEMENTS (crops); k++)
      {
        g_autoptr(GBytes) original = make_turned (rotations[i], crops[k]);
        g_autoptr(GBytes) copy = stamp (original, NOT_INSURED);

        g_test_message ("%d %s", rotations[i], crops[k]);
        assert_stamped (original, copy, NOT_INSURED);
      }
}

static void
test_full_page (void)
{
  g_autoptr(GBytes) original = paper_make_full_page ();
  g_autoptr(GBytes) copy = stamp (original, NOT_INSURED);

  assert_stamped (original, copy, NOT_INSURED);
}

static void
test_checked_by_others (void)
{
  g_autofree char *qpdf = g_find_program_in_path ("qpdf");
  g_autoptr(GBytes) sample = load_sample ();
  g_autoptr(GBytes) packed = paper_make_packed_form ();
  g_autoptr(GBytes) turned = make_turned (90, "");
  GBytes *originals[] = { sample, packed, turned };
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;

  if (qpdf == NULL)
    {
      g_test_skip ("qpdf is not installed");
      return;
    }
  folder = g_dir_make_tmp ("velo-stamp-XXXXXX", NULL);
  path = g_build_filename (folder, "copy.pdf", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (originals); i++)
    {
      g_autoptr(GBytes) copy = stamp (originals[i], NOT_INSURED);
      const char *argv[] = { qpdf, "--check", path, NULL };
      g_autofree char *said = NULL;
      g_autoptr(GError) error = NULL;
      int status = -1;

      g_assert_true (g_file_set_contents (path, g_bytes_get_data (copy, NULL), (gssize) g_bytes_get_size (copy), NULL));
      g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, &said, &status, &error);
      g_assert_no_error (error);
      g_test_message ("%s", said);
      g_assert_true (g_spawn_check_wait_status (status, NULL));
    }
  g_remove (path);
  g_rmdir (folder);
}

static void
test_refused (void)
{
  g_autoptr(GBytes) empty = g_bytes_new_static ("", 0);
  g_autoptr(GBytes) text = g_bytes_new_static ("no PDF at all", 13);
  g_autoptr(GBytes) locked = paper_make_encrypted ();
  g_autoptr(GBytes) tiny = paper_make_text_pdf (1, 40, 12, "");
  const struct { GBytes *pdf; int code; } cases[] = {
    { empty, VELO_PAPER_ERROR_EMPTY }, { text, VELO_PAPER_ERROR_DAMAGED },
    { locked, VELO_PAPER_ERROR_ENCRYPTED }, { tiny, VELO_PAPER_ERROR_NO_SPACE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) copy = try_stamp (cases[i].pdf, NOT_INSURED, &error);

      g_assert_null (copy);
      g_assert_error (error, VELO_PAPER_ERROR, cases[i].code);
    }
}

static void
test_cancelled (void)
{
  g_autoptr(GBytes) original = load_sample ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  g_auto(PaperWait) wait = { NULL };

  g_cancellable_cancel (cancellable);
  velo_pdf_stamp_copy_async (original, NOT_INSURED, cancellable, paper_wait_cb, &wait);
  g_assert_null (velo_pdf_stamp_copy_finish (paper_wait (&wait), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_append_refused (void)
{
  static const struct { const char *pdf; int code; } cases[] = {
    { "%PDF-1.4\n", VELO_PAPER_ERROR_DAMAGED },
    { "%PDF-1.4\nstartxref\n0\n%%EOF", VELO_PAPER_ERROR_DAMAGED },
    { "%PDF-1.4\nstartxref\n99999\n%%EOF", VELO_PAPER_ERROR_DAMAGED },
    { "%PDF-1.4\nxref\n0 1\nstartxref\n9\n%%EOF", VELO_PAPER_ERROR_DAMAGED },
    { "%PDF-1.4\nxref\n0 1\ntrailer\n<< /Size 3 /Root 1 0 R \nstartxref\n9\n%%EOF", VELO_PAPER_ERROR_DAMAGED },
    { "%PDF-1.4\nxref\n0 1\ntrailer\n<< /Size 3 >>\nstartxref\n9\n%%EOF", VELO_PAPER_ERROR_DAMAGED },
    { "%PDF-1.4\nxref\n0 1\ntrailer\n<< /Size 2 /Root 1 0 R >>\nstartxref\n9\n%%EOF", VELO_PAPER_ERROR_DAMAGED },
    { "%PDF-1.4\nxref\n0 1\ntrailer\n<< /Size 3 /Root 1 0 R /Encrypt 1 0 R >>\nstartxref\n9\n%%EOF",
      VELO_PAPER_ERROR_ENCRYPTED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) pdf = g_bytes_new_static (cases[i].pdf, strlen (cases[i].pdf));
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", cases[i].pdf);
      g_assert_null (velo_pdf_append_stream (pdf, 2, "/Type /XObject", "q Q", &error));
      g_assert_error (error, VELO_PAPER_ERROR, cases[i].code);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf-stamp/invoice", test_invoice);
  g_test_add_func ("/pdf-stamp/twice", test_twice);
  g_test_add_func ("/pdf-stamp/lines", test_lines);
  g_test_add_func ("/pdf-stamp/packed", test_packed);
  g_test_add_func ("/pdf-stamp/turned", test_turned);
  g_test_add_func ("/pdf-stamp/full-page", test_full_page);
  g_test_add_func ("/pdf-stamp/checked-by-others", test_checked_by_others);
  g_test_add_func ("/pdf-stamp/refused", test_refused);
  g_test_add_func ("/pdf-stamp/cancelled", test_cancelled);
  g_test_add_func ("/pdf-stamp/append-refused", test_append_refused);
  return g_test_run ();
}
