/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests documents of our own: all rows, page numbers, heads on each page, sameness, odd input. */

#include "paper-fixture.h"
#include "velo-pdf-document.h"
#include "velo-accent.h"
#include "velo-sheet.h"

#include <string.h>

static const VeloSheetColumn columns[] = {
  { "Pos.", 1, FALSE }, { "Bezeichnung", 6, FALSE }, { "Menge", 1.4, TRUE }, { "Betrag", 2, TRUE },
};

static VeloSheet *
make_invoice (guint n_rows)
{
  VeloSheet *sheet = velo_sheet_new ("Rechnung RE-2026-10417", "Radhaus Übermut");

  velo_sheet_set_sender (sheet, "Radhaus Übermut\nGroße Straße 5 · 61476 Kronberg");
  velo_sheet_set_footer (sheet, "Radhaus Übermut, Inhaberin Jana Kurbel");
  velo_sheet_set_page_label (sheet, "Seite {page} von {pages}");
  velo_sheet_set_created (sheet, 1792000000000000);
  velo_sheet_add_address (sheet, "Käthe Übelacker-Groß\nLange Gasse 1\n61476 Kronberg",
                          "Rechnung\tRE-2026-10417\nDatum\t18.04.2026");
  velo_sheet_add_title (sheet, "Rechnung", "Vielen Dank für Ihren Einkauf");
  velo_sheet_begin_table (sheet, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      g_autofree char *name = g_strdup_printf ("Artikel-%03u, Größe M", i + 1);
      const char *const cells[] = { number, name, "1", "1.234,50 €", NULL };

      velo_sheet_add_table_row (sheet, cells);
    }
  velo_sheet_add_table_total (sheet, "Gesamtbetrag", "999.999,99 €", TRUE);
  velo_sheet_add_notice (sheet, "Das Fahrzeug ist nicht versichert.");
  velo_sheet_add_signature (sheet, "Ort, Datum", "Unterschrift");
  return sheet;
}

static GBytes *
render (VeloSheet *sheet)
{
  g_auto(PaperWait) wait = { NULL };
  g_autoptr(GError) error = NULL;
  GBytes *pdf;

  velo_sheet_render_async (sheet, NULL, paper_wait_cb, &wait);
  pdf = velo_sheet_render_finish (sheet, paper_wait (&wait), &error);
  g_assert_no_error (error);
  return pdf;
}

/* The text of all pages, with form feeds between. */
static char *
read_text (GBytes *pdf,
           guint  *n_pages)
{
  g_auto(PaperWait) open_wait = { NULL };
  g_autoptr(GError) error = NULL;
  GString *all = g_string_new (NULL);
  VeloPdfDocument *document;

  velo_pdf_document_open_async (pdf, NULL, paper_wait_cb, &open_wait);
  document = velo_pdf_document_open_finish (paper_wait (&open_wait), &error);
  g_assert_no_error (error);
  *n_pages = velo_pdf_document_get_n_pages (document);
  for (guint i = 0; i < *n_pages; i++)
    {
      g_auto(PaperWait) wait = { NULL };
      g_autofree char *text = NULL;

      velo_pdf_document_get_text_async (document, i, NULL, paper_wait_cb, &wait);
      text = velo_pdf_document_get_text_finish (document, paper_wait (&wait), &error);
      g_assert_no_error (error);
      g_string_append (all, text);
      g_string_append_c (all, '\f');
    }
  velo_pdf_document_close (document);
  g_object_unref (document);
  return g_string_free (all, FALSE);
}

static guint
count_text (const char *text,
            const char *needle)
{
  guint n_found = 0;

  for (const char *p = strstr (text, needle); p != NULL; p = strstr (p + 1, needle))
    n_found++;
  return n_found;
}

static void
test_rows_and_pages (void)
{
  g_autoptr(VeloSheet) sheet = make_invoice (90);
  g_autoptr(GBytes) pdf = render (sheet);
  g_autofree char *text = NULL;
  guint n_pages;

  text = read_text (pdf, &n_pages);
  g_assert_cmpuint (n_pages, >=, 3);
  for (guint i = 1; i <= 90; i++)
    {
      g_autofree char *name = g_strdup_printf ("Artikel-%03u, Größe M", i);

      g_assert_cmpuint (count_text (text, name), ==, 1);
    }
  for (guint i = 1; i <= n_pages; i++)
    {
      g_autofree char *label = g_strdup_printf ("Seite %u von %u", i, n_pages);

      g_assert_cmpuint (count_text (text, label), ==, 1);
    }
  g_assert_cmpuint (count_text (text, "Bezeichnung"), >=, 3);
  g_assert_cmpuint (count_text (text, "999.999,99 €"), ==, 1);
  g_assert_cmpuint (count_text (text, "Inhaberin Jana Kurbel"), ==, n_pages);
  g_assert_nonnull (strstr (text, "Käthe Übelacker-Groß"));
}

static void
test_no_orphans (void)
{
  /* Whatever the length, no page has a head of a table without a row of it. */
  for (guint n_rows = 15; n_rows < 25; n_rows++)
    {
      g_autoptr(VeloSheet) sheet = make_invoice (n_rows);
      g_autoptr(GBytes) pdf = render (sheet);
      g_autofree char *text = NULL;
      g_auto(GStrv) pages = NULL;
      guint n_pages;

      text = read_text (pdf, &n_pages);
      pages = g_strsplit (text, "\f", -1);
      for (guint i = 0; i < n_pages; i++)
        if (strstr (pages[i], "Bezeichnung") != NULL)
          g_assert_true (strstr (pages[i], "Artikel-") != NULL || strstr (pages[i], "Gesamtbetrag") != NULL);
    }
}

static void
test_same_bytes (void)
{
  g_autoptr(VeloSheet) one = make_invoice (5);
  g_autoptr(VeloSheet) two = make_invoice (5);
  g_autoptr(VeloSheet) other = make_invoice (6);
  g_autoptr(GBytes) first = render (one);
  g_autoptr(GBytes) second = render (two);
  g_autoptr(GBytes) third = render (other);

  g_assert_true (g_bytes_equal (first, second));
  g_assert_false (g_bytes_equal (first, third));
}

static void
test_signature (void)
{
  g_autoptr(VeloSheet) sheet = make_invoice (30);
  g_autoptr(VeloSheet) without = velo_sheet_new ("Ohne", NULL);
  g_autoptr(GBytes) pdf = NULL;
  g_autoptr(GBytes) other = NULL;
  g_autofree char *text = NULL;
  VeloPageRect rect;
  guint n_pages;
  guint page;

  g_assert_false (velo_sheet_get_signature (sheet, &page, &rect));
  pdf = render (sheet);
  text = read_text (pdf, &n_pages);
  g_assert_true (velo_sheet_get_signature (sheet, &page, &rect));
  g_assert_cmpuint (page, ==, n_pages - 1);
  g_assert_cmpfloat (rect.x2 - rect.x1, >, 200);
  g_assert_cmpfloat (rect.y2 - rect.y1, >, 30);
  g_assert_cmpfloat (rect.y1, >, 60);
  other = render (without);
  g_assert_false (velo_sheet_get_signature (without, &page, &rect));
}

static void
test_odd_input (void)
{
  g_autoptr(VeloSheet) sheet = velo_sheet_new (NULL, NULL);
  g_autofree char *long_word = g_strnfill (3000, 'x');
  g_autofree char *long_text = g_strnfill (8000, 'y');
  const char *const cells[] = { "1", long_text, NULL };
  const char *const too_many[] = { "1", "2", "3", "4", "5", "6", NULL };
  g_autoptr(GBytes) pdf = NULL;
  g_autofree char *text = NULL;
  guint n_pages;

  velo_sheet_set_page_label (sheet, "");
  velo_sheet_set_watermark (sheet, "Training");
  velo_sheet_add_row (sheet, "Leer", NULL);
  velo_sheet_add_row (sheet, "Kaputt", "a\xff\xfe z");
  velo_sheet_add_row (sheet, long_word, long_word);
  velo_sheet_add_paragraph (sheet, long_text);
  velo_sheet_add_address (sheet, "", "ohne Tabulator\n\n\t");
  velo_sheet_begin_table (sheet, columns, G_N_ELEMENTS (columns));
  velo_sheet_add_table_row (sheet, cells);
  velo_sheet_add_table_row (sheet, too_many);
  velo_sheet_add_page_break (sheet);
  velo_sheet_add_page_break (sheet);
  velo_sheet_add_check (sheet, TRUE, NULL);
  velo_sheet_add_section (sheet, "Ende");
  pdf = render (sheet);
  text = read_text (pdf, &n_pages);
  g_assert_cmpuint (n_pages, >=, 4);
  g_assert_cmpuint (n_pages, <, 25);
  g_assert_nonnull (strstr (text, "–"));
  g_assert_nonnull (strstr (text, "Ende"));
}

static guint
count_pale_pixels (GBytes *pixels)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (pixels, &size);
  guint n_pale = 0;

  for (gsize i = 0; i + 3 < size; i += 4)
    n_pale += data[i + 1] > 220 && data[i + 1] < 250;
  return n_pale;
}

/* What @count finds on the first page. */
static guint
count_on_page (GBytes *pdf,
               guint (*count) (GBytes *))
{
  g_auto(PaperWait) open_wait = { NULL };
  g_auto(PaperWait) wait = { NULL };
  g_autoptr(VeloPdfImage) image = NULL;
  g_autoptr(GError) error = NULL;
  VeloPdfDocument *document;

  velo_pdf_document_open_async (pdf, NULL, paper_wait_cb, &open_wait);
  document = velo_pdf_document_open_finish (paper_wait (&open_wait), &error);
  g_assert_no_error (error);
  velo_pdf_document_render_async (document, 0, 1, NULL, paper_wait_cb, &wait);
  image = velo_pdf_document_render_finish (document, paper_wait (&wait), &error);
  g_assert_no_error (error);
  velo_pdf_document_close (document);
  g_object_unref (document);
  return count (velo_pdf_image_get_pixels (image));
}

static void
test_watermark (void)
{
  g_autoptr(VeloSheet) sheet = velo_sheet_new ("Blatt", NULL);
  g_autoptr(GBytes) plain = NULL;
  g_autoptr(GBytes) marked = NULL;

  velo_sheet_add_paragraph (sheet, "Text");
  plain = render (sheet);
  velo_sheet_set_watermark (sheet, "Training");
  marked = render (sheet);
  g_assert_cmpuint (count_on_page (plain, count_pale_pixels), <, 500);
  g_assert_cmpuint (count_on_page (marked, count_pale_pixels), >, 20000);
}

static void
test_later_parts (void)
{
  g_autoptr(VeloSheet) sheet = velo_sheet_new ("Blatt", NULL);
  g_auto(PaperWait) wait = { NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) pdf = NULL;
  g_autofree char *text = NULL;
  guint n_pages;

  velo_sheet_add_paragraph (sheet, "vorher");
  velo_sheet_render_async (sheet, NULL, paper_wait_cb, &wait);
  velo_sheet_add_paragraph (sheet, "nachher");
  pdf = velo_sheet_render_finish (sheet, paper_wait (&wait), &error);
  g_assert_no_error (error);
  text = read_text (pdf, &n_pages);
  g_assert_nonnull (strstr (text, "vorher"));
  g_assert_null (strstr (text, "nachher"));
}

static void
test_too_large (void)
{
  g_autoptr(VeloSheet) sheet = velo_sheet_new ("Blatt", NULL);
  g_auto(PaperWait) wait = { NULL };
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 30001; i++)
    velo_sheet_add_page_break (sheet);
  velo_sheet_render_async (sheet, NULL, paper_wait_cb, &wait);
  g_assert_null (velo_sheet_render_finish (sheet, paper_wait (&wait), &error));
  g_assert_error (error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_TOO_LARGE);
}

static void
test_cancelled (void)
{
  g_autoptr(VeloSheet) sheet = make_invoice (2000);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_auto(PaperWait) wait = { NULL };
  g_autoptr(GError) error = NULL;

  velo_sheet_render_async (sheet, cancellable, paper_wait_cb, &wait);
  g_cancellable_cancel (cancellable);
  g_assert_null (velo_sheet_render_finish (sheet, paper_wait (&wait), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* The words of a plot on a page that holds nothing else. */
static char *
plot_text (guint  n_bars,
           int    highest,
           int    step,
           guint  n_rows,
           guint *n_pages)
{
  g_autoptr(VeloSheet) sheet = velo_sheet_new ("Statistik", NULL);
  g_autofree VeloSheetBar *bars = g_new0 (VeloSheetBar, n_bars + 1);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GBytes) pdf = NULL;

  velo_sheet_set_page_label (sheet, "Blatt");
  for (guint i = 0; i < n_rows; i++)
    velo_sheet_add_row (sheet, "Zeile", "Wert");
  for (guint i = 0; i < n_bars; i++)
    {
      g_ptr_array_add (names, g_strdup_printf ("M%03u", i));
      bars[i] = (VeloSheetBar) { g_ptr_array_index (names, i), (int) ((gint64) highest * (i + 1) / n_bars), 1 };
    }
  velo_sheet_add_plot (sheet, "Verkauft", "Versichert", bars, n_bars, step);
  pdf = render (sheet);
  return read_text (pdf, n_pages);
}

static void
test_plot (void)
{
  guint n_pages;
  g_autofree char *few = plot_text (3, 17, 5, 0, &n_pages);
  g_autofree char *many = plot_text (120, 900, 500, 0, &n_pages);
  g_autofree char *none = plot_text (0, 1, 1, 0, &n_pages);

  g_assert_cmpuint (n_pages, ==, 1);
  g_assert_nonnull (strstr (few, "Verkauft"));
  g_assert_nonnull (strstr (few, "Versichert"));
  g_assert_nonnull (strstr (few, "M000"));
  g_assert_nonnull (strstr (few, "M002"));
  g_assert_nonnull (strstr (few, "20"));
  g_assert_null (strstr (few, "25"));
  /* only as many names as there is room for */
  g_assert_nonnull (strstr (many, "M000"));
  g_assert_null (strstr (many, "M001"));
  g_assert_nonnull (strstr (many, "1000"));
  g_assert_null (strstr (none, "Verkauft"));
}

static guint
count_filled (int part)
{
  const VeloSheetBar bars[] = { { "M1", 20, part }, { "M2", 20, part } };
  g_autoptr(VeloSheet) sheet = velo_sheet_new ("Statistik", NULL);
  g_autoptr(GBytes) pdf = NULL;

  velo_sheet_add_plot (sheet, "Verkauft", "Versichert", bars, G_N_ELEMENTS (bars), 5);
  pdf = render (sheet);
  return count_on_page (pdf, velo_accent_count);
}

/* A bar is filled as far as its part goes, and not beyond. */
static void
test_plot_filled (void)
{
  guint none = count_filled (0);
  guint half = count_filled (10) - none;
  guint whole = count_filled (20) - none;

  g_assert_cmpuint (whole, >, 5000);
  g_assert_cmpuint (half * 20, >, whole * 9);
  g_assert_cmpuint (half * 20, <, whole * 11);
  g_assert_cmpuint (count_filled (99) - none, ==, whole);
}

/* Numbers that no shop has, and a part above the whole, do not spoil the sheet. */
static void
test_odd_plot (void)
{
  const VeloSheetBar bars[] = { { NULL, -5, 3 }, { "\xff", 0, 0 }, { "", 4, 9 }, { "M", G_MAXINT, G_MAXINT } };
  g_autoptr(VeloSheet) sheet = velo_sheet_new ("Statistik", NULL);
  g_autoptr(GBytes) pdf = NULL;
  g_autofree char *text = NULL;
  guint n_pages;

  velo_sheet_add_plot (sheet, NULL, NULL, bars, G_N_ELEMENTS (bars), 1);
  pdf = render (sheet);
  text = read_text (pdf, &n_pages);
  g_assert_cmpuint (n_pages, ==, 1);
  g_assert_nonnull (strstr (text, "2147483647"));
}

/* A plot is not torn apart: its names and its legend stand on the page of its bars. */
static void
test_plot_stays_together (void)
{
  for (guint n_rows = 20; n_rows < 50; n_rows += 3)
    {
      guint n_pages;
      g_autofree char *text = plot_text (3, 17, 5, n_rows, &n_pages);
      g_auto(GStrv) pages = g_strsplit (text, "\f", -1);

      for (guint i = 0; i < n_pages; i++)
        g_assert_true ((strstr (pages[i], "M000") != NULL) == (strstr (pages[i], "Versichert") != NULL));
      g_assert_cmpuint (count_text (text, "M000"), ==, 1);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paper/sheet/rows-and-pages", test_rows_and_pages);
  g_test_add_func ("/paper/sheet/no-orphans", test_no_orphans);
  g_test_add_func ("/paper/sheet/same-bytes", test_same_bytes);
  g_test_add_func ("/paper/sheet/signature", test_signature);
  g_test_add_func ("/paper/sheet/odd-input", test_odd_input);
  g_test_add_func ("/paper/sheet/watermark", test_watermark);
  g_test_add_func ("/paper/sheet/later-parts", test_later_parts);
  g_test_add_func ("/paper/sheet/too-large", test_too_large);
  g_test_add_func ("/paper/sheet/cancelled", test_cancelled);
  g_test_add_func ("/paper/sheet/plot", test_plot);
  g_test_add_func ("/paper/sheet/plot-filled", test_plot_filled);
  g_test_add_func ("/paper/sheet/odd-plot", test_odd_plot);
  g_test_add_func ("/paper/sheet/plot-stays-together", test_plot_stays_together);
  return g_test_run ();
}
