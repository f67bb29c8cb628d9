/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests flattening, marks in their places, stamps in white space, and joining. */

#include "paper-fixture.h"
#include "velo-pdf-document.h"
#include "velo-pdf-flatten.h"
#include "velo-pdf-form.h"

#include <string.h>

static GBytes *
flatten (GBytes     *pdf,
         GPtrArray  *marks,
         GError    **error)
{
  g_auto(PaperWait) wait = { NULL };

  velo_pdf_flatten_async (pdf, marks, NULL, paper_wait_cb, &wait);
  return velo_pdf_flatten_finish (paper_wait (&wait), error);
}

static GBytes *
flatten_with (GBytes   *pdf,
              VeloMark *mark)
{
  g_autoptr(GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify) velo_mark_unref);
  g_autoptr(GError) error = NULL;
  GBytes *flat;

  g_ptr_array_add (marks, mark);
  flat = flatten (pdf, marks, &error);
  g_assert_no_error (error);
  return flat;
}

static GBytes *
stamp (GBytes     *pdf,
       const char *text)
{
  g_auto(PaperWait) wait = { NULL };
  g_autoptr(GError) error = NULL;
  GBytes *stamped;

  velo_pdf_stamp_async (pdf, text, NULL, paper_wait_cb, &wait);
  stamped = velo_pdf_stamp_finish (paper_wait (&wait), &error);
  g_assert_no_error (error);
  return stamped;
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

static char *
text_of (GBytes *pdf,
         guint   page)
{
  VeloPdfDocument *document = open_pdf (pdf);
  g_auto(PaperWait) wait = { NULL };
  g_autoptr(GError) error = NULL;
  char *text;

  velo_pdf_document_get_text_async (document, page, NULL, paper_wait_cb, &wait);
  text = velo_pdf_document_get_text_finish (document, paper_wait (&wait), &error);
  g_assert_no_error (error);
  velo_pdf_document_close (document);
  g_object_unref (document);
  return text;
}

static gboolean
find_text (GBytes       *pdf,
           guint         page,
           const char   *text,
           VeloPageRect *rect)
{
  VeloPdfDocument *document = open_pdf (pdf);
  g_auto(PaperWait) wait = { NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) rects = NULL;

  velo_pdf_document_find_text_async (document, page, text, NULL, paper_wait_cb, &wait);
  rects = velo_pdf_document_find_text_finish (document, paper_wait (&wait), &error);
  g_assert_no_error (error);
  velo_pdf_document_close (document);
  g_object_unref (document);
  if (rects->len == 0)
    return FALSE;
  *rect = g_array_index (rects, VeloPageRect, 0);
  return TRUE;
}

static VeloPdfImage *
render (GBytes *pdf,
        guint   page)
{
  VeloPdfDocument *document = open_pdf (pdf);
  g_auto(PaperWait) wait = { NULL };
  g_autoptr(GError) error = NULL;
  VeloPdfImage *image;

  velo_pdf_document_render_async (document, page, 1, NULL, paper_wait_cb, &wait);
  image = velo_pdf_document_render_finish (document, paper_wait (&wait), &error);
  g_assert_no_error (error);
  velo_pdf_document_close (document);
  g_object_unref (document);
  return image;
}

/* How many pixels of a rectangle of the page are darker than paper. */
static guint
count_inked (VeloPdfImage       *image,
             const VeloPageRect *rect)
{
  const guint8 *data = g_bytes_get_data (velo_pdf_image_get_pixels (image), NULL);
  int height = velo_pdf_image_get_height (image);
  guint n_inked = 0;

  for (int y = height - (int) rect->y2; y < height - (int) rect->y1; y++)
    for (int x = (int) rect->x1; x < (int) rect->x2; x++)
      {
        guint32 pixel;

        memcpy (&pixel, data + (gsize) y * velo_pdf_image_get_stride (image) + (gsize) x * 4, sizeof pixel);
        n_inked += (pixel >> 16 & 0xff) < 180;
      }
  return n_inked;
}

static guint
count_fields (GBytes *pdf)
{
  g_auto(PaperWait) wait = { NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) fields = NULL;

  velo_pdf_form_list_fields_async (pdf, NULL, paper_wait_cb, &wait);
  fields = velo_pdf_form_list_fields_finish (paper_wait (&wait), &error);
  g_assert_no_error (error);
  return fields->len;
}

static GBytes *
make_filled (const char *customer)
{
  g_autoptr(GBytes) form = paper_make_form ();
  g_autoptr(VeloFormValues) values = velo_form_values_new ();
  g_autoptr(VeloFormResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(PaperWait) wait = { NULL };

  velo_form_values_set_text (values, "KUNDE", customer);
  velo_form_values_set_text (values, "EMAIL", "kaethe@example.com");
  velo_form_values_set_check (values, "SCHLOSSGEPRUEFT", TRUE);
  velo_form_values_choose (values, "ZAHLWEISE", 3);
  velo_pdf_form_fill_async (form, values, NULL, paper_wait_cb, &wait);
  result = velo_pdf_form_fill_finish (paper_wait (&wait), &error);
  g_assert_no_error (error);
  return g_bytes_ref (velo_form_result_get_pdf (result));
}

static void
test_flatten (void)
{
  g_autoptr(GBytes) filled = make_filled ("Käthe Übelacker-Groß");
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) flat = flatten (filled, NULL, &error);
  g_autoptr(VeloPdfImage) image = NULL;
  g_autofree char *text = NULL;
  VeloPageRect box = { 36, 501, 47, 512 };
  VeloPageRect yearly = { 443, 199, 451, 206 };
  VeloPageRect monthly = { 309, 199, 317, 206 };

  g_assert_no_error (error);
  g_assert_cmpuint (count_fields (filled), >, 0);
  g_assert_cmpuint (count_fields (flat), ==, 0);
  text = text_of (flat, 0);
  g_assert_nonnull (strstr (text, "Käthe Übelacker-Groß"));
  g_assert_nonnull (strstr (text, "Antrag auf Fahrradversicherung"));
  /* This field has no print flag of its own. */
  g_assert_nonnull (strstr (text, "kaethe@example.com"));
  image = render (flat, 0);
  g_assert_cmpint (velo_pdf_image_get_width (image), ==, 590);
  g_assert_cmpint (velo_pdf_image_get_height (image), ==, 840);
  g_assert_cmpuint (count_inked (image, &box), >, 20);
  g_assert_cmpuint (count_inked (image, &yearly), >, 15);
  g_assert_cmpuint (count_inked (image, &monthly), ==, 0);
}

static void
test_foreign_letters_shrink (void)
{
  g_autoptr(GBytes) filled = make_filled ("Łukasz Dvořák");
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) flat = flatten (filled, NULL, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = text_of (flat, 0);
  g_assert_nonnull (strstr (text, "Łukasz Dvořák"));
  g_assert_cmpuint (g_bytes_get_size (flat), <, 100000);
}

static VeloInk *
sign (void)
{
  VeloInk *ink = velo_ink_new (264, 60);

  for (int i = 0; i <= 60; i++)
    velo_ink_add_point (ink, 100 + i, 20 + 20 * (i % 2), i, 0.5);
  return ink;
}

static void
test_ink (void)
{
  static const VeloMarkFit fits[] = { VELO_MARK_FIT_INK, VELO_MARK_FIT_PAD };
  g_autoptr(GBytes) filled = make_filled ("Käthe");
  g_autoptr(VeloInk) ink = sign ();
  VeloPageRect place = { 173, 300, 437, 360 };
  VeloPageRect below = { 173, 270, 437, 298 };
  VeloPageRect above = { 173, 362, 437, 390 };

  for (gsize i = 0; i < G_N_ELEMENTS (fits); i++)
    {
      g_autoptr(GBytes) flat = flatten_with (filled, velo_mark_new_ink (0, &place, ink, fits[i]));
      g_autoptr(VeloPdfImage) image = render (flat, 0);

      g_assert_cmpuint (count_inked (image, &place), >, 200);
      g_assert_cmpuint (count_inked (image, &below), ==, 0);
      g_assert_cmpuint (count_inked (image, &above), ==, 0);
    }
}

/* On the whole pad, what was written at its left is at the left of the place. */
static void
test_ink_on_pad (void)
{
  g_autoptr(GBytes) pdf = paper_make_text_pdf (1, 595, 842, "x");
  g_autoptr(VeloInk) ink = velo_ink_new (200, 100);
  VeloPageRect place = { 100, 300, 300, 400 };
  VeloPageRect top_left = { 100, 350, 200, 400 };
  VeloPageRect rest = { 204, 300, 300, 400 };
  g_autoptr(GBytes) flat = NULL;
  g_autoptr(VeloPdfImage) image = NULL;

  velo_ink_add_point (ink, 10, 10, 0, 0.5);
  velo_ink_add_point (ink, 90, 40, 1, 0.5);
  flat = flatten_with (pdf, velo_mark_new_ink (0, &place, ink, VELO_MARK_FIT_PAD));
  image = render (flat, 0);
  g_assert_cmpuint (count_inked (image, &top_left), >, 60);
  g_assert_cmpuint (count_inked (image, &rest), ==, 0);
}

static void
test_strike (void)
{
  g_autoptr(GBytes) filled = make_filled ("Käthe");
  VeloPageRect sentence = { 309, 62, 541, 80 };
  VeloPageRect right = { 440, 62, 541, 80 };
  g_autoptr(GBytes) flat = flatten_with (filled, velo_mark_new_strike (0, &sentence));
  g_autoptr(VeloPdfImage) before = render (filled, 0);
  g_autoptr(VeloPdfImage) after = render (flat, 0);

  g_assert_cmpuint (count_inked (before, &right), ==, 0);
  /* two lines across, a hundred pixels each */
  g_assert_cmpuint (count_inked (after, &right), >=, 180);
}

static void
test_text_marks (void)
{
  g_autoptr(GBytes) pdf = paper_make_text_pdf (3, 595, 842, "Blatt");
  g_autoptr(GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify) velo_mark_unref);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) flat = NULL;
  VeloPageRect place = { 300, 600, 400, 612 };
  VeloPageRect found;

  g_ptr_array_add (marks, velo_mark_new_text (VELO_MARK_EVERY_PAGE, VELO_MARK_TOP_RIGHT, "Training", 0));
  g_ptr_array_add (marks, velo_mark_new_text (VELO_MARK_EVERY_PAGE, VELO_MARK_DIAGONAL, "Muster", 0));
  g_ptr_array_add (marks, velo_mark_new_text (VELO_MARK_LAST_PAGE, VELO_MARK_BOTTOM, "Ende", 0));
  g_ptr_array_add (marks, velo_mark_new_text_at (1, &place, "genau hier", 0));
  flat = flatten (pdf, marks, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_true (find_text (flat, i, "Training", &found));
      g_assert_cmpfloat (found.x1, >, 400);
      g_assert_cmpfloat (found.y1, >, 760);
      g_assert_cmpint (find_text (flat, i, "Ende", &found), ==, i == 2);
      g_assert_cmpint (find_text (flat, i, "genau hier", &found), ==, i == 1);
    }
  g_assert_true (find_text (flat, 1, "genau hier", &found));
  g_assert_cmpfloat (found.x1, >=, 299);
  g_assert_cmpfloat (found.y2, <, 616);
}

static void
test_stamp_in_white (void)
{
  const char *sentence = "Das Fahrzeug ist nicht versichert.";
  g_autoptr(GBytes) form = paper_make_form ();
  g_autoptr(GBytes) stamped = stamp (form, sentence);
  g_autoptr(VeloPdfImage) before = render (form, 0);
  VeloPageRect found;

  g_assert_true (find_text (stamped, 0, sentence, &found));
  /* Nothing was there before, with some distance. */
  found.x1 -= 8;
  found.x2 += 8;
  found.y1 -= 5;
  found.y2 += 5;
  g_assert_cmpfloat (found.y1, >, 10);
  g_assert_cmpfloat (found.x1, >, 10);
  g_assert_cmpfloat (found.x2, <, 580);
  g_assert_cmpuint (count_inked (before, &found), ==, 0);
}

static void
test_stamp_full_page (void)
{
  const char *sentence = "Das Fahrzeug ist nicht versichert.";
  g_autoptr(GBytes) full = paper_make_full_page ();
  g_autoptr(GBytes) plain = paper_make_text_pdf (1, 595, 842, "Blatt");
  g_autoptr(GPtrArray) both = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr(GBytes) stamped = stamp (full, sentence);
  g_autoptr(GBytes) joined = NULL;
  g_autoptr(GBytes) stamped_joined = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(PaperWait) wait = { NULL };
  VeloPageRect found;

  g_assert_true (find_text (stamped, 0, sentence, &found));
  g_assert_cmpfloat (found.y2, <, 40);
  /* With a second page that has room, it goes there. */
  g_ptr_array_add (both, g_bytes_ref (full));
  g_ptr_array_add (both, g_bytes_ref (plain));
  velo_pdf_join_async (both, NULL, paper_wait_cb, &wait);
  joined = velo_pdf_join_finish (paper_wait (&wait), &error);
  g_assert_no_error (error);
  stamped_joined = stamp (joined, sentence);
  g_assert_false (find_text (stamped_joined, 0, sentence, &found));
  g_assert_true (find_text (stamped_joined, 1, sentence, &found));
}

static void
test_stamp_tiny_page (void)
{
  g_autoptr(GBytes) tiny = paper_make_text_pdf (1, 60, 30, "x");
  g_auto(PaperWait) wait = { NULL };
  g_autoptr(GError) error = NULL;

  velo_pdf_stamp_async (tiny, "Das Fahrzeug ist nicht versichert.", NULL, paper_wait_cb, &wait);
  g_assert_null (velo_pdf_stamp_finish (paper_wait (&wait), &error));
  g_assert_error (error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_NO_SPACE);
}

static void
test_join (void)
{
  g_autoptr(GPtrArray) pdfs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) joined = NULL;
  g_auto(PaperWait) wait = { NULL };
  g_autofree char *text = NULL;
  VeloPdfDocument *document;
  double width;
  double height;

  g_ptr_array_add (pdfs, paper_make_text_pdf (2, 595, 842, "Bedingungen"));
  g_ptr_array_add (pdfs, make_filled ("Käthe"));
  g_ptr_array_add (pdfs, paper_make_text_pdf (1, 842, 595, "Quer"));
  velo_pdf_join_async (pdfs, NULL, paper_wait_cb, &wait);
  joined = velo_pdf_join_finish (paper_wait (&wait), &error);
  g_assert_no_error (error);
  document = open_pdf (joined);
  g_assert_cmpuint (velo_pdf_document_get_n_pages (document), ==, 4);
  velo_pdf_document_get_page_size (document, 2, &width, &height);
  g_assert_cmpfloat_with_epsilon (width, 589.606, 0.1);
  velo_pdf_document_get_page_size (document, 3, &width, &height);
  g_assert_cmpfloat_with_epsilon (width, 842, 0.1);
  velo_pdf_document_close (document);
  g_object_unref (document);
  text = text_of (joined, 3);
  g_assert_nonnull (strstr (text, "Quer 1"));
}

static void
test_join_refused (void)
{
  g_autoptr(GPtrArray) none = g_ptr_array_new ();
  g_autoptr(GPtrArray) bad = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_auto(PaperWait) none_wait = { NULL };
  g_auto(PaperWait) bad_wait = { NULL };
  g_autoptr(GError) none_error = NULL;
  g_autoptr(GError) bad_error = NULL;

  velo_pdf_join_async (none, NULL, paper_wait_cb, &none_wait);
  g_assert_null (velo_pdf_join_finish (paper_wait (&none_wait), &none_error));
  g_assert_error (none_error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_EMPTY);
  g_ptr_array_add (bad, paper_make_text_pdf (1, 595, 842, "gut"));
  g_ptr_array_add (bad, g_bytes_new_static ("schlecht", 8));
  velo_pdf_join_async (bad, NULL, paper_wait_cb, &bad_wait);
  g_assert_null (velo_pdf_join_finish (paper_wait (&bad_wait), &bad_error));
  g_assert_error (bad_error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_DAMAGED);
  g_assert_nonnull (strstr (bad_error->message, "document 2"));
}

static void
test_refused (void)
{
  g_autoptr(GBytes) plain = paper_make_text_pdf (1, 595, 842, "x");
  g_autoptr(GBytes) encrypted = paper_make_encrypted ();
  g_autoptr(GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify) velo_mark_unref);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_auto(PaperWait) wait = { NULL };
  g_autoptr(GError) page_error = NULL;
  g_autoptr(GError) encrypted_error = NULL;
  g_autoptr(GError) cancel_error = NULL;

  g_ptr_array_add (marks, velo_mark_new_text (1, VELO_MARK_FREE, "zu weit", 0));
  g_assert_null (flatten (plain, marks, &page_error));
  g_assert_error (page_error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_NO_PAGE);
  g_assert_null (flatten (encrypted, NULL, &encrypted_error));
  g_assert_error (encrypted_error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_ENCRYPTED);
  velo_pdf_flatten_async (plain, NULL, cancellable, paper_wait_cb, &wait);
  g_cancellable_cancel (cancellable);
  g_assert_null (velo_pdf_flatten_finish (paper_wait (&wait), &cancel_error));
  g_assert_error (cancel_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paper/flatten/form", test_flatten);
  g_test_add_func ("/paper/flatten/foreign-letters-shrink", test_foreign_letters_shrink);
  g_test_add_func ("/paper/flatten/ink", test_ink);
  g_test_add_func ("/paper/flatten/ink-on-pad", test_ink_on_pad);
  g_test_add_func ("/paper/flatten/strike", test_strike);
  g_test_add_func ("/paper/flatten/text-marks", test_text_marks);
  g_test_add_func ("/paper/flatten/refused", test_refused);
  g_test_add_func ("/paper/stamp/in-white", test_stamp_in_white);
  g_test_add_func ("/paper/stamp/full-page", test_stamp_full_page);
  g_test_add_func ("/paper/stamp/tiny-page", test_stamp_tiny_page);
  g_test_add_func ("/paper/join/sizes", test_join);
  g_test_add_func ("/paper/join/refused", test_join_refused);
  return g_test_run ();
}
