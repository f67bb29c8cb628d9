/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages of a sheet: breaking, head, foot, watermark, and text in its place. */

#define G_LOG_DOMAIN "velo-sheet"

#include "config.h"

#include "velo-sheet-private.h"

#include <math.h>

/* Base line of a line and height of a line, in sizes of the font: the same whatever fonts are mixed in. */
#define BASELINE 0.98
#define LINE_STEP 1.38

#define MAX_BLOCK_LENGTH 5000

#define FOOT_SIZE 8.0
#define FOOT_Y (SHEET_HEIGHT - 46.0)

/* Puts the colour of text or lines into the context. */
void
velo_sheet_painter_colour (VeloSheetPainter *self,
                           VeloSheetColour   colour)
{
  switch (colour)
    {
    case VELO_SHEET_GREY:
      cairo_set_source_rgb (self->cr, 0.38, 0.40, 0.42);
      break;
    case VELO_SHEET_ACCENT:
      cairo_set_source_rgb (self->cr, 0.07, 0.33, 0.44);
      break;
    case VELO_SHEET_INK:
    default:
      cairo_set_source_rgb (self->cr, 0.08, 0.08, 0.09);
      break;
    }
}

/* Draws a horizontal line. */
void
velo_sheet_painter_line (VeloSheetPainter *self,
                         double            x1,
                         double            x2,
                         double            y,
                         double            width,
                         VeloSheetColour   colour)
{
  if (!self->painting)
    return;
  if (colour == VELO_SHEET_GREY)
    cairo_set_source_rgb (self->cr, 0.78, 0.79, 0.80);
  else
    velo_sheet_painter_colour (self, colour);
  cairo_set_line_width (self->cr, width);
  cairo_move_to (self->cr, x1, y);
  cairo_line_to (self->cr, x2, y);
  cairo_stroke (self->cr);
}

static void
draw_line (VeloSheetPainter *self,
           PangoLayout      *layout,
           int               index,
           double            x,
           double            y,
           double            size,
           VeloSheetColour   colour)
{
  if (!self->painting)
    return;
  velo_sheet_painter_colour (self, colour);
  cairo_move_to (self->cr, x, y + size * BASELINE);
  pango_cairo_show_layout_line (self->cr, pango_layout_get_line_readonly (layout, index));
}

static double
line_width (PangoLayout *layout,
            int          index)
{
  PangoRectangle logical;

  pango_layout_line_get_extents (pango_layout_get_line_readonly (layout, index), NULL, &logical);
  return logical.width / (double) PANGO_SCALE;
}

/* Breaking a word without end takes the square of its length, and a page holds no more than this. */
static char *
cut_text (const char *text)
{
  return g_utf8_strlen (text, -1) > MAX_BLOCK_LENGTH ? g_utf8_substring (text, 0, MAX_BLOCK_LENGTH)
                                                     : g_strdup (text);
}

/* Draws text that belongs together; returns its height. */
double
velo_sheet_painter_text (VeloSheetPainter *self,
                         const char       *text,
                         double            x,
                         double            y,
                         double            width,
                         double            size,
                         gboolean          bold,
                         gboolean          right,
                         VeloSheetColour   colour)
{
  g_autofree char *block = cut_text (text);
  g_autoptr(PangoLayout) layout = velo_type_layout (self->cr, block, size, bold, width);
  double step = size * LINE_STEP;
  int most = (int) ((SHEET_BOTTOM - SHEET_TOP - 80) / step);
  int n_lines;

  /* What would not fit on any page is cut, with dots. */
  pango_layout_set_height (layout, -most);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  n_lines = MIN (pango_layout_get_line_count (layout), most);
  for (int i = 0; i < n_lines; i++)
    draw_line (self, layout, i, right ? x + width - line_width (layout, i) : x, y + i * step, size, colour);
  return n_lines * step;
}

/* Draws text that may run on over pages, line by line. */
void
velo_sheet_painter_flow (VeloSheetPainter *self,
                         const char       *text,
                         double            x,
                         double            width,
                         double            size,
                         VeloSheetColour   colour)
{
  g_autoptr(PangoLayout) layout = velo_type_layout (self->cr, text, size, FALSE, width);
  double step = size * LINE_STEP;
  int n_lines = pango_layout_get_line_count (layout);

  for (int i = 0; i < n_lines; i++)
    {
      /* No line of a longer text stands alone at the foot of a page. */
      velo_sheet_painter_ensure (self, i == 0 && n_lines > 1 ? 2 * step : step);
      draw_line (self, layout, i, x, self->y, size, colour);
      self->y += step;
      self->fresh = FALSE;
    }
}

static void
draw_watermark (VeloSheetPainter *self)
{
  g_autoptr(PangoLayout) layout = velo_type_layout (self->cr, self->content->watermark, 100, TRUE, 0);
  double width;
  double height;
  double scale;

  velo_type_get_size (layout, &width, &height);
  scale = MIN (0.55 * hypot (SHEET_WIDTH, SHEET_HEIGHT) / MAX (width, 1), 2.2);
  cairo_save (self->cr);
  cairo_translate (self->cr, SHEET_WIDTH / 2, SHEET_HEIGHT / 2);
  cairo_rotate (self->cr, -atan2 (SHEET_HEIGHT, SHEET_WIDTH));
  cairo_scale (self->cr, scale, scale);
  cairo_set_source_rgb (self->cr, 0.92, 0.93, 0.94);
  cairo_move_to (self->cr, -width / 2, -height / 2);
  pango_cairo_show_layout (self->cr, layout);
  cairo_restore (self->cr);
}

static char *
make_page_label (VeloSheetPainter *self)
{
  g_autofree char *page = g_strdup_printf ("%u", self->page);
  g_autofree char *pages = g_strdup_printf ("%u", self->n_pages);
  GString *label = g_string_new (self->content->page_label);

  g_string_replace (label, "{pages}", pages, 0);
  g_string_replace (label, "{page}", page, 0);
  return g_string_free (label, FALSE);
}

static void
draw_foot (VeloSheetPainter *self)
{
  g_autofree char *label = NULL;

  if (!self->painting)
    return;
  label = make_page_label (self);
  velo_sheet_painter_line (self, SHEET_LEFT, SHEET_RIGHT, FOOT_Y - 7, 0.5, VELO_SHEET_GREY);
  if (self->content->footer != NULL)
    velo_sheet_painter_text (self, self->content->footer, SHEET_LEFT, FOOT_Y, SHEET_RIGHT - SHEET_LEFT - 90,
                             FOOT_SIZE, FALSE, FALSE, VELO_SHEET_GREY);
  velo_sheet_painter_text (self, label, SHEET_RIGHT - 90, FOOT_Y, 90, FOOT_SIZE, FALSE, TRUE, VELO_SHEET_GREY);
}

/* The sender: name large, the rest small, at the right; on later pages only the title. */
static void
draw_head (VeloSheetPainter *self)
{
  g_auto(GStrv) lines = NULL;
  double width = SHEET_RIGHT - SHEET_LEFT;

  if (self->page > 1)
    {
      self->y += velo_sheet_painter_text (self, self->content->title, SHEET_LEFT, self->y - 14, width, FOOT_SIZE,
                                          FALSE, FALSE, VELO_SHEET_GREY) - 10;
      velo_sheet_painter_line (self, SHEET_LEFT, SHEET_RIGHT, self->y, 0.5, VELO_SHEET_GREY);
      self->y += 14;
      return;
    }
  if (self->content->sender == NULL)
    return;
  lines = g_strsplit (self->content->sender, "\n", 2);
  self->y -= 10;
  self->y += velo_sheet_painter_text (self, lines[0] != NULL ? lines[0] : "", SHEET_LEFT, self->y, width, 13,
                                      TRUE, TRUE, VELO_SHEET_ACCENT);
  if (lines[0] != NULL && lines[1] != NULL)
    self->y += velo_sheet_painter_text (self, lines[1], SHEET_LEFT, self->y + 2.5, width, 8.5, FALSE, TRUE,
                                        VELO_SHEET_GREY) + 2.5;
  self->y += 26;
}

static void
open_page (VeloSheetPainter *self)
{
  self->page++;
  self->y = SHEET_TOP;
  if (self->painting)
    {
      velo_cairo_pdf_begin (self->pdf, SHEET_WIDTH, SHEET_HEIGHT);
      if (self->content->watermark != NULL)
        draw_watermark (self);
    }
  draw_head (self);
  self->fresh = TRUE;
}

static void
close_page (VeloSheetPainter *self)
{
  draw_foot (self);
  if (self->painting)
    velo_cairo_pdf_end_page (self->pdf);
}

/* Begins the first page. */
void
velo_sheet_painter_begin (VeloSheetPainter *self,
                          VeloCairoPdf     *pdf,
                          gboolean          painting)
{
  self->pdf = pdf;
  self->cr = velo_cairo_pdf_get_cr (pdf);
  self->painting = painting;
  self->page = 0;
  self->table = NULL;
  self->signature = FALSE;
  open_page (self);
}

/* Ends the last page; the number of pages is known then. */
void
velo_sheet_painter_end (VeloSheetPainter *self)
{
  close_page (self);
  self->n_pages = self->page;
}

/* Goes on to the next page; an open table gets its head there again. */
void
velo_sheet_painter_new_page (VeloSheetPainter *self)
{
  close_page (self);
  open_page (self);
  if (self->table != NULL)
    velo_sheet_draw_table_head (self);
}

/* Goes on to the next page if there is not so much room on this one; says whether it did. */
gboolean
velo_sheet_painter_ensure (VeloSheetPainter *self,
                           double            height)
{
  if (self->fresh || self->y + height <= SHEET_BOTTOM)
    return FALSE;
  velo_sheet_painter_new_page (self);
  return TRUE;
}
