/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests finding values among the words of a page. */

#include "paper-fixture.h"

#include "velo-pdf-words.h"
#include "velo-sheet.h"

#include <string.h>

static void
add (GPtrArray  *words,
     const char *text,
     double      x,
     double      y)
{
  VeloPageRect rect = { x, y, x + 6.0 * (double) g_utf8_strlen (text, -1), y + 10 };

  velo_pdf_words_add (words, text, &rect);
}

/* Two bicycles of one price, and the total of another line. */
static GPtrArray *
make_page (void)
{
  GPtrArray *words = velo_pdf_words_new ();

  add (words, "Kronberg", 50, 700);
  add (words, "E-Trail", 110, 700);
  add (words, "Rahmennr.:", 50, 688);
  add (words, "KB26", 120, 688);
  add (words, "E48217", 150, 688);
  add (words, "3.999,00", 400, 700);
  add (words, "Pedalo", 50, 560);
  add (words, "City", 110, 560);
  add (words, "3.999,00", 400, 560);
  add (words, "AKKU:AK-77889", 50, 548);
  add (words, "18.", 300, 780);
  add (words, "April", 320, 780);
  add (words, "2026", 360, 780);
  return words;
}

static void
test_find (void)
{
  static const struct { const char *value; const char *near; double x; double y; } cases[] = {
    { "KB26E48217", NULL, 120, 688 },
    { "kb 26-e48217", NULL, 120, 688 },
    { "AK 77889", NULL, 50, 548 },
    { "3999,00", NULL, 400, 700 },
    { "3.999,00", "Pedalo City", 400, 560 },
    { "3.999,00", "Kronberg E-Trail", 400, 700 },
    { "18. April 2026", NULL, 300, 780 },
  };
  g_autoptr(GPtrArray) words = make_page ();
  g_autoptr(GArray) rects = g_array_new (FALSE, FALSE, sizeof (VeloPageRect));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (velo_pdf_words_find (words, cases[i].value, cases[i].near, rects));
      g_assert_cmpuint (rects->len, ==, 1);
      g_assert_cmpfloat (g_array_index (rects, VeloPageRect, 0).x1, ==, cases[i].x);
      g_assert_cmpfloat (g_array_index (rects, VeloPageRect, 0).y1, ==, cases[i].y);
    }
  /* over two lines: one rectangle each */
  g_assert_true (velo_pdf_words_find (words, "E-Trail Rahmennr.", NULL, rects));
  g_assert_cmpuint (rects->len, ==, 2);
}

static void
test_not_found (void)
{
  static const char * const values[] = { "", "-", "KB26E4821", "99", "AK-7", "Trai", "E48217 KB26", "€" };
  g_autofree char *huge = g_strnfill (500000, 'K');
  g_autoptr(GPtrArray) words = make_page ();
  g_autoptr(GPtrArray) none = velo_pdf_words_new ();
  g_autoptr(GArray) rects = g_array_new (FALSE, FALSE, sizeof (VeloPageRect));

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_assert_false (velo_pdf_words_find (words, values[i], "Kronberg", rects));
      g_assert_cmpuint (rects->len, ==, 0);
    }
  g_assert_false (velo_pdf_words_find (words, huge, huge, rects));
  g_assert_false (velo_pdf_words_find (none, "Kronberg", NULL, rects));
}

static void
test_in (void)
{
  static const struct { VeloPageRect area; const char *text; } cases[] = {
    { { 121, 690, 121, 690 }, "KB26" },
    { { 118.5, 690, 118.5, 690 }, "KB26" },
    { { 40, 680, 500, 699 }, "Rahmennr.: KB26 E48217" },
    { { 130, 692, 160, 694 }, "KB26 E48217" },
    { { 300, 300, 300, 300 }, NULL },
    { { 0, 0, 40, 900 }, NULL },
    { { -9e9, -9e9, -9e9, -9e9 }, NULL },
  };
  g_autoptr(GPtrArray) words = make_page ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      VeloPageRect rect;
      g_autofree char *text = velo_pdf_words_in (words, &cases[i].area, &rect);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_document (void)
{
  g_autoptr(GBytes) pdf = paper_make_text_pdf (1, 595, 842, "Rahmennummer KB26");
  g_auto(PaperWait) opened = { NULL };
  g_auto(PaperWait) first = { NULL };
  g_auto(PaperWait) none = { NULL };
  g_autoptr(VeloPdfDocument) document = NULL;
  g_autoptr(GPtrArray) words = NULL;
  g_autoptr(GError) error = NULL;

  velo_pdf_document_open_async (pdf, NULL, paper_wait_cb, &opened);
  document = velo_pdf_document_open_finish (paper_wait (&opened), &error);
  g_assert_no_error (error);
  velo_pdf_document_get_words_async (document, 0, NULL, paper_wait_cb, &first);
  words = velo_pdf_document_get_words_finish (document, paper_wait (&first), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (words->len, >=, 2);
  for (guint i = 0; i < words->len; i++)
    {
      VeloPdfWord *word = g_ptr_array_index (words, i);

      g_assert_cmpstr (word->text, !=, "");
      g_assert_cmpfloat (word->rect.x1, <, word->rect.x2);
      g_assert_cmpfloat (word->rect.y1, >=, 0);
      g_assert_cmpfloat (word->rect.y2, <=, 842);
    }
  velo_pdf_document_get_words_async (document, 99, NULL, paper_wait_cb, &none);
  g_assert_null (velo_pdf_document_get_words_finish (document, paper_wait (&none), &error));
  g_assert_nonnull (error);
  velo_pdf_document_close (document);
}

static GBytes *
make_table (void)
{
  const VeloSheetColumn columns[] = { { "Bez.", 4, FALSE }, { "Fg.-Kennung", 3, FALSE }, { "EUR", 2, FALSE } };
  const char *const cells[] = { "Wanderfalke L", "WF-88-120034", "1.849,00", NULL };
  g_autoptr(VeloSheet) sheet = velo_sheet_new ("Beleg", NULL);
  g_auto(PaperWait) wait = { NULL };
  g_autoptr(GError) error = NULL;
  GBytes *pdf;

  velo_sheet_begin_table (sheet, columns, G_N_ELEMENTS (columns));
  velo_sheet_add_table_row (sheet, cells);
  velo_sheet_render_async (sheet, NULL, paper_wait_cb, &wait);
  pdf = velo_sheet_render_finish (sheet, paper_wait (&wait), &error);
  g_assert_no_error (error);
  return pdf;
}

/* Between the columns of a table there is no blank in the text, but a gap on the page. */
static void
test_columns (void)
{
  g_autoptr(GBytes) pdf = make_table ();
  g_auto(PaperWait) opened = { NULL };
  g_auto(PaperWait) read = { NULL };
  g_autoptr(VeloPdfDocument) document = NULL;
  g_autoptr(GPtrArray) words = NULL;
  g_autoptr(GString) all = g_string_new (" ");
  g_autoptr(GError) error = NULL;

  velo_pdf_document_open_async (pdf, NULL, paper_wait_cb, &opened);
  document = velo_pdf_document_open_finish (paper_wait (&opened), &error);
  g_assert_no_error (error);
  velo_pdf_document_get_words_async (document, 0, NULL, paper_wait_cb, &read);
  words = velo_pdf_document_get_words_finish (document, paper_wait (&read), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < words->len; i++)
    g_string_append_printf (all, "%s ", ((VeloPdfWord *) g_ptr_array_index (words, i))->text);
  g_test_message ("%s", all->str);
  g_assert_nonnull (strstr (all->str, " Bez. "));
  g_assert_nonnull (strstr (all->str, " Fg.-Kennung "));
  g_assert_nonnull (strstr (all->str, " EUR "));
  g_assert_nonnull (strstr (all->str, " WF-88-120034 "));
  g_assert_nonnull (strstr (all->str, " 1.849,00 "));
  velo_pdf_document_close (document);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paper/pdf-words/find", test_find);
  g_test_add_func ("/paper/pdf-words/not-found", test_not_found);
  g_test_add_func ("/paper/pdf-words/in", test_in);
  g_test_add_func ("/paper/pdf-words/document", test_document);
  g_test_add_func ("/paper/pdf-words/columns", test_columns);
  return g_test_run ();
}
