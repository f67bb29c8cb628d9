/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests looking at PDFs: rendering, cancelling, closing, two at once, and drawing for print. */

#include "paper-fixture.h"
#include "velo-pdf-document.h"

#include <string.h>

static VeloPdfDocument *
open_pdf (GBytes  *pdf,
          GError **error)
{
  g_auto(PaperWait) wait = { NULL };

  velo_pdf_document_open_async (pdf, NULL, paper_wait_cb, &wait);
  return velo_pdf_document_open_finish (paper_wait (&wait), error);
}

static VeloPdfDocument *
open_form (void)
{
  g_autoptr(GBytes) form = paper_make_form ();
  g_autoptr(GError) error = NULL;
  VeloPdfDocument *document = open_pdf (form, &error);

  g_assert_no_error (error);
  return document;
}

static VeloPdfImage *
render (VeloPdfDocument  *document,
        guint             page,
        double            scale,
        GError          **error)
{
  g_auto(PaperWait) wait = { NULL };

  velo_pdf_document_render_async (document, page, scale, NULL, paper_wait_cb, &wait);
  return velo_pdf_document_render_finish (document, paper_wait (&wait), error);
}

static void
close_document (VeloPdfDocument *document)
{
  velo_pdf_document_close (document);
  g_object_unref (document);
}

static guint
count_dark (const guint8 *pixels,
            int           width,
            int           height,
            gsize         stride)
{
  guint n_dark = 0;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        const guint8 *pixel = pixels + (gsize) y * stride + (gsize) x * 4;

        g_assert_cmpuint (pixel[3], ==, 255);
        n_dark += pixel[0] < 128;
      }
  return n_dark;
}

static void
test_open (void)
{
  g_autoptr(GBytes) pdf = paper_make_text_pdf (3, 300, 200, "Blatt");
  g_autoptr(GError) error = NULL;
  VeloPdfDocument *document = open_pdf (pdf, &error);
  double width;
  double height;

  g_assert_no_error (error);
  g_assert_cmpuint (velo_pdf_document_get_n_pages (document), ==, 3);
  g_assert_true (velo_pdf_document_get_page_size (document, 2, &width, &height));
  g_assert_cmpfloat_with_epsilon (width, 300, 0.1);
  g_assert_cmpfloat_with_epsilon (height, 200, 0.1);
  g_assert_false (velo_pdf_document_get_page_size (document, 3, &width, &height));
  g_assert_cmpstr (velo_pdf_document_get_title (document), ==, "Probe");
  g_assert_true (velo_pdf_document_get_bytes (document) == pdf);
  close_document (document);
}

static void
test_render (void)
{
  VeloPdfDocument *document = open_form ();
  g_autoptr(VeloPdfImage) image = NULL;
  g_autoptr(GError) error = NULL;
  gsize size;
  const guint8 *pixels;

  image = render (document, 0, 1.5, &error);
  g_assert_no_error (error);
  g_assert_cmpint (velo_pdf_image_get_width (image), ==, 885);
  g_assert_cmpint (velo_pdf_image_get_height (image), ==, 1259);
  g_assert_cmpfloat (velo_pdf_image_get_scale (image), ==, 1.5);
  pixels = g_bytes_get_data (velo_pdf_image_get_pixels (image), &size);
  g_assert_cmpuint (size, ==, velo_pdf_image_get_stride (image) * 1259);
  g_assert_cmpuint (count_dark (pixels, 885, 1259, velo_pdf_image_get_stride (image)), >, 500);
  close_document (document);
}

static void
test_no_page_and_too_large (void)
{
  VeloPdfDocument *document = open_form ();
  g_autoptr(VeloPdfImage) none = NULL;
  g_autoptr(VeloPdfImage) large = NULL;
  g_autoptr(GError) none_error = NULL;
  g_autoptr(GError) large_error = NULL;

  none = render (document, 1, 1, &none_error);
  g_assert_error (none_error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_NO_PAGE);
  g_assert_null (none);
  large = render (document, 0, 40, &large_error);
  g_assert_error (large_error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_TOO_LARGE);
  g_assert_null (large);
  close_document (document);
}

static void
test_cancel_queued (void)
{
  VeloPdfDocument *document = open_form ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_auto(PaperWait) first = { NULL };
  PaperWait waiting[8] = { { NULL } };
  g_autoptr(VeloPdfImage) image = NULL;
  g_autoptr(GError) error = NULL;

  velo_pdf_document_render_async (document, 0, 4, NULL, paper_wait_cb, &first);
  for (guint i = 0; i < G_N_ELEMENTS (waiting); i++)
    velo_pdf_document_render_async (document, 0, 4, cancellable, paper_wait_cb, &waiting[i]);
  g_cancellable_cancel (cancellable);
  for (guint i = 0; i < G_N_ELEMENTS (waiting); i++)
    {
      g_autoptr(GError) cancelled = NULL;

      g_assert_null (velo_pdf_document_render_finish (document, paper_wait (&waiting[i]), &cancelled));
      g_assert_error (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      paper_wait_clear (&waiting[i]);
    }
  image = velo_pdf_document_render_finish (document, paper_wait (&first), &error);
  g_assert_no_error (error);
  g_assert_nonnull (image);
  close_document (document);
}

static void
test_close (void)
{
  VeloPdfDocument *document = open_form ();
  g_auto(PaperWait) running = { NULL };
  PaperWait queued[3] = { { NULL } };
  g_auto(PaperWait) late = { NULL };
  g_autoptr(GError) late_error = NULL;
  g_autoptr(GError) draw_error = NULL;
  g_autoptr(VeloPdfImage) image = NULL;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 10, 10);
  cairo_t *cr = cairo_create (surface);

  velo_pdf_document_render_async (document, 0, 4, NULL, paper_wait_cb, &running);
  for (guint i = 0; i < G_N_ELEMENTS (queued); i++)
    velo_pdf_document_render_async (document, 0, 8, NULL, paper_wait_cb, &queued[i]);
  velo_pdf_document_close (document);
  velo_pdf_document_close (document);
  g_assert_true (velo_pdf_document_is_closed (document));
  for (guint i = 0; i < G_N_ELEMENTS (queued); i++)
    {
      g_autoptr(GError) queued_error = NULL;

      g_assert_null (velo_pdf_document_render_finish (document, paper_wait (&queued[i]), &queued_error));
      g_assert_error (queued_error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_CLOSED);
      paper_wait_clear (&queued[i]);
    }
  velo_pdf_document_render_async (document, 0, 1, NULL, paper_wait_cb, &late);
  g_assert_null (velo_pdf_document_render_finish (document, paper_wait (&late), &late_error));
  g_assert_error (late_error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_CLOSED);
  g_assert_false (velo_pdf_document_draw_page (document, 0, cr, &draw_error));
  g_assert_error (draw_error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_CLOSED);
  image = velo_pdf_document_render_finish (document, paper_wait (&running), NULL);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  g_object_unref (document);
}

/* Dropped without close, while a request is under way. */
static void
test_dropped (void)
{
  VeloPdfDocument *document = open_form ();
  g_auto(PaperWait) wait = { NULL };
  g_autoptr(VeloPdfImage) image = NULL;

  velo_pdf_document_render_async (document, 0, 2, NULL, paper_wait_cb, &wait);
  g_object_unref (document);
  paper_wait (&wait);
  image = velo_pdf_document_render_finish (document, wait.result, NULL);
  g_assert_nonnull (image);
}

static void
test_two_documents (void)
{
  g_autoptr(GBytes) pdf = paper_make_text_pdf (4, 595, 842, "Blatt");
  VeloPdfDocument *documents[2] = { open_form (), open_pdf (pdf, NULL) };
  PaperWait waits[2][10] = { { { NULL } } };

  for (guint i = 0; i < 10; i++)
    for (guint d = 0; d < 2; d++)
      velo_pdf_document_render_async (documents[d], d * (i % 4), 1 + i / 4.0, NULL, paper_wait_cb,
                                      &waits[d][i]);
  for (guint i = 0; i < 10; i++)
    for (guint d = 0; d < 2; d++)
      {
        g_autoptr(GError) error = NULL;
        g_autoptr(VeloPdfImage) image = NULL;

        image = velo_pdf_document_render_finish (documents[d], paper_wait (&waits[d][i]), &error);
        g_assert_no_error (error);
        g_assert_cmpfloat (velo_pdf_image_get_scale (image), ==, 1 + i / 4.0);
        paper_wait_clear (&waits[d][i]);
      }
  close_document (documents[0]);
  close_document (documents[1]);
}

static void
test_find_text (void)
{
  VeloPdfDocument *document = open_form ();
  g_auto(PaperWait) found = { NULL };
  g_auto(PaperWait) nowhere = { NULL };
  g_auto(PaperWait) whole = { NULL };
  g_autoptr(GArray) rects = NULL;
  g_autoptr(GArray) none = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  VeloPageRect rect;

  velo_pdf_document_find_text_async (document, 0, "Sofortschutz", NULL, paper_wait_cb, &found);
  velo_pdf_document_find_text_async (document, 0, "Haustiere", NULL, paper_wait_cb, &nowhere);
  velo_pdf_document_get_text_async (document, 0, NULL, paper_wait_cb, &whole);
  rects = velo_pdf_document_find_text_finish (document, paper_wait (&found), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rects->len, ==, 1);
  rect = g_array_index (rects, VeloPageRect, 0);
  g_assert_cmpfloat_with_epsilon (rect.x1, 309, 1);
  g_assert_cmpfloat (rect.y1, <, 74);
  g_assert_cmpfloat (rect.y2, >, 76);
  g_assert_cmpfloat (rect.y2 - rect.y1, <, 15);
  none = velo_pdf_document_find_text_finish (document, paper_wait (&nowhere), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
  text = velo_pdf_document_get_text_finish (document, paper_wait (&whole), &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (text, "Antrag auf Fahrradversicherung"));
  close_document (document);
}

static void
test_draw (void)
{
  VeloPdfDocument *document = open_form ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 590, 840);
  cairo_t *cr = cairo_create (surface);
  g_auto(PaperWait) wait = { NULL };
  g_auto(PaperWait) bad = { NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) bad_error = NULL;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  velo_pdf_document_draw_page_async (document, 0, cr, NULL, paper_wait_cb, &wait);
  g_assert_true (velo_pdf_document_draw_page_finish (document, paper_wait (&wait), &error));
  g_assert_no_error (error);
  cairo_surface_flush (surface);
  g_assert_cmpuint (count_dark (cairo_image_surface_get_data (surface), 590, 840,
                                (gsize) cairo_image_surface_get_stride (surface)), >, 200);
  velo_pdf_document_draw_page_async (document, 7, cr, NULL, paper_wait_cb, &bad);
  g_assert_false (velo_pdf_document_draw_page_finish (document, paper_wait (&bad), &bad_error));
  g_assert_error (bad_error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_NO_PAGE);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  close_document (document);
}

static void
test_refused (void)
{
  g_autoptr(GBytes) empty = g_bytes_new_static (NULL, 0);
  g_autoptr(GBytes) encrypted = paper_make_encrypted ();
  g_autoptr(GBytes) rubbish = g_bytes_new_static ("PK\3\4", 4);
  g_autoptr(GError) empty_error = NULL;
  g_autoptr(GError) encrypted_error = NULL;
  g_autoptr(GError) rubbish_error = NULL;

  g_assert_null (open_pdf (empty, &empty_error));
  g_assert_error (empty_error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_EMPTY);
  g_assert_null (open_pdf (encrypted, &encrypted_error));
  g_assert_error (encrypted_error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_ENCRYPTED);
  g_assert_null (open_pdf (rubbish, &rubbish_error));
  g_assert_error (rubbish_error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_DAMAGED);
}

static void
test_open_cancelled (void)
{
  g_autoptr(GBytes) form = paper_make_form ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_auto(PaperWait) wait = { NULL };
  g_autoptr(GError) error = NULL;

  velo_pdf_document_open_async (form, cancellable, paper_wait_cb, &wait);
  g_cancellable_cancel (cancellable);
  g_assert_null (velo_pdf_document_open_finish (paper_wait (&wait), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paper/document/open", test_open);
  g_test_add_func ("/paper/document/render", test_render);
  g_test_add_func ("/paper/document/no-page-and-too-large", test_no_page_and_too_large);
  g_test_add_func ("/paper/document/cancel-queued", test_cancel_queued);
  g_test_add_func ("/paper/document/close", test_close);
  g_test_add_func ("/paper/document/dropped", test_dropped);
  g_test_add_func ("/paper/document/two-documents", test_two_documents);
  g_test_add_func ("/paper/document/find-text", test_find_text);
  g_test_add_func ("/paper/document/draw", test_draw);
  g_test_add_func ("/paper/document/refused", test_refused);
  g_test_add_func ("/paper/document/open-cancelled", test_open_cancelled);
  return g_test_run ();
}
