/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The printed text of a PDF in rows and columns, as the eye sees it. */

#define G_LOG_DOMAIN "velo-pdf-text"

#include "config.h"

#include "velo-pdf-text.h"

#include "velo-intake-error.h"
#include "velo-text.h"

#include <poppler.h>
#include <string.h>

#define MAX_PAGES 20
#define MAX_GLYPHS 200000
/* In heights of the letters: a gap this wide is a blank, or a column. */
#define BLANK_GAP 0.18
#define COLUMN_GAP 0.9

typedef struct
{
  gunichar letter;
  double   x1;
  double   x2;
  double   y;
  double   height;
} Glyph;

static void
cell_free (gpointer data)
{
  VeloPdfCell *cell = data;

  g_free (cell->text);
  g_free (cell);
}

static void
row_free (gpointer data)
{
  VeloPdfRow *row = data;

  g_ptr_array_unref (row->cells);
  g_array_unref (row->letters);
  g_free (row->text);
  g_free (row);
}

static int
compare_y (gconstpointer a, gconstpointer b)
{
  double difference = ((const Glyph *) a)->y - ((const Glyph *) b)->y;

  return difference < 0 ? -1 : difference > 0;
}

static int
compare_x (gconstpointer a, gconstpointer b)
{
  double difference = ((const Glyph *) a)->x1 - ((const Glyph *) b)->x1;

  return difference < 0 ? -1 : difference > 0;
}

static GArray *
read_glyphs (PopplerPage *page)
{
  GArray           *glyphs = g_array_new (FALSE, FALSE, sizeof (Glyph));
  g_autofree char  *text = poppler_page_get_text (page);
  PopplerRectangle *boxes = NULL;
  guint             n_boxes = 0;
  guint             i = 0;

  if (text == NULL || !poppler_page_get_text_layout (page, &boxes, &n_boxes))
    return glyphs;
  for (const char *p = text; *p != '\0' && i < n_boxes && i < MAX_GLYPHS;
       p = g_utf8_next_char (p), i++)
    {
      gunichar letter = g_utf8_get_char (p);
      Glyph    glyph = { letter, boxes[i].x1, boxes[i].x2, (boxes[i].y1 + boxes[i].y2) / 2,
                         boxes[i].y2 - boxes[i].y1 };

      if (!g_unichar_isspace (letter) && letter != 0xa0 && g_unichar_isprint (letter))
        g_array_append_val (glyphs, glyph);
    }
  g_free (boxes);
  g_array_sort (glyphs, compare_y);
  return glyphs;
}

static void
add_cell (VeloPdfRow *row, GString *text, double x1, double x2)
{
  VeloPdfCell *cell = NULL;

  if (text->len == 0)
    return;
  cell = g_new0 (VeloPdfCell, 1);
  cell->text = velo_text_squash (text->str);
  cell->x_pt = x1;
  cell->end_pt = x2;
  g_ptr_array_add (row->cells, cell);
  g_string_truncate (text, 0);
}

/* Makes a row of glyphs that stand on one line. */
static VeloPdfRow *
build_row (Glyph *glyphs, guint n_glyphs, guint page)
{
  VeloPdfRow *row = g_new0 (VeloPdfRow, 1);
  g_autoptr (GString) cell = g_string_new (NULL);
  g_autoptr (GString) all = g_string_new (NULL);
  double start = 0;

  row->cells = g_ptr_array_new_with_free_func (cell_free);
  row->letters = g_array_sized_new (FALSE, FALSE, sizeof (VeloPdfLetter), n_glyphs);
  row->page = page;
  row->y_pt = glyphs[0].y;
  row->height_pt = glyphs[0].height;
  qsort (glyphs, n_glyphs, sizeof (Glyph), compare_x);
  for (guint i = 0; i < n_glyphs; i++)
    {
      double gap = i == 0 ? 0 : glyphs[i].x1 - glyphs[i - 1].x2;
      VeloPdfLetter letter = { glyphs[i].letter, glyphs[i].x1, glyphs[i].x2 };

      g_array_append_val (row->letters, letter);
      if (i > 0 && gap > COLUMN_GAP * row->height_pt)
        add_cell (row, cell, start, glyphs[i - 1].x2);
      else if (i > 0 && gap > BLANK_GAP * row->height_pt)
        g_string_append_c (cell, ' ');
      if (cell->len == 0)
        start = glyphs[i].x1;
      g_string_append_unichar (cell, glyphs[i].letter);
    }
  add_cell (row, cell, start, glyphs[n_glyphs - 1].x2);
  for (guint i = 0; i < row->cells->len; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? "  " : "",
                            ((VeloPdfCell *) row->cells->pdata[i])->text);
  row->text = g_strdup (all->str);
  return row;
}

static void
add_rows (GPtrArray *rows, GArray *glyphs, guint page)
{
  Glyph *all = (Glyph *) (gpointer) glyphs->data;
  guint  start = 0;

  for (guint i = 1; i <= glyphs->len; i++)
    {
      if (i < glyphs->len && all[i].y - all[start].y < 0.45 * MAX (all[start].height, 1.0))
        continue;
      g_ptr_array_add (rows, build_row (all + start, i - start, page));
      start = i;
    }
}

/**
 * velo_pdf_text_read:
 * @bytes: a PDF that can be opened
 * @cancellable: (nullable): a #GCancellable
 * @error: return location
 *
 * Reads the text of the first 20 pages and puts it back into rows and columns.
 *
 * Returns: (transfer full) (element-type VeloPdfRow): the rows, none for a
 *   scan; or %NULL with a #VeloIntakeError or %G_IO_ERROR_CANCELLED
 */
GPtrArray *
velo_pdf_text_read (GBytes *bytes, GCancellable *cancellable, GError **error)
{
  GPtrArray       *rows = NULL;
  PopplerDocument *document = poppler_document_new_from_bytes (bytes, NULL, NULL);
  int              n_pages;

  if (document == NULL)
    {
      g_set_error_literal (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_MALFORMED_PDF,
                           "the PDF is damaged");
      return NULL;
    }
  rows = g_ptr_array_new_with_free_func (row_free);
  n_pages = MIN (poppler_document_get_n_pages (document), MAX_PAGES);
  for (int i = 0; i < n_pages && !g_cancellable_is_cancelled (cancellable); i++)
    {
      PopplerPage *page = poppler_document_get_page (document, i);
      g_autoptr (GArray) glyphs = NULL;

      if (page == NULL)
        continue;
      glyphs = read_glyphs (page);
      if (glyphs->len > 0)
        add_rows (rows, glyphs, (guint) i + 1);
      g_object_unref (page);
    }
  g_object_unref (document);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    g_clear_pointer (&rows, g_ptr_array_unref);
  return rows;
}
