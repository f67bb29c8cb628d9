/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lays out and draws the parts of a sheet. */

#define G_LOG_DOMAIN "velo-sheet"

#include "config.h"

#include "velo-sheet-private.h"

#define TEXT_SIZE 10.0
#define SMALL_SIZE 8.5
#define CONTENT_WIDTH (SHEET_RIGHT - SHEET_LEFT)

/* Where values of label and value begin. */
#define VALUE_X (SHEET_LEFT + 156.0)

/* Where an address must begin to be seen in the window of an envelope. */
#define ADDRESS_Y 128.0
#define ADDRESS_WIDTH 240.0
#define FACTS_X (SHEET_LEFT + 290.0)

#define CELL_GAP 10.0
#define CELL_PADDING 3.5

#define SIGNATURE_ROOM 46.0

static const char *
text_at (const VeloSheetPart *part,
         guint                index)
{
  return index < part->n_texts ? part->texts[index] : "";
}

static void
draw_title (VeloSheetPainter    *self,
            const VeloSheetPart *part)
{
  velo_sheet_painter_ensure (self, 70);
  self->y += velo_sheet_painter_text (self, text_at (part, 0), SHEET_LEFT, self->y, CONTENT_WIDTH, 20, TRUE,
                                      FALSE, VELO_SHEET_INK);
  if (*text_at (part, 1) != '\0')
    self->y += 3 + velo_sheet_painter_text (self, text_at (part, 1), SHEET_LEFT, self->y + 3, CONTENT_WIDTH, 11,
                                            FALSE, FALSE, VELO_SHEET_GREY);
  self->y += 10;
}

/* Lines of "label TAB value" at the right of the address. */
static double
draw_facts (VeloSheetPainter *self,
            const char       *facts,
            double            y)
{
  g_auto(GStrv) lines = g_strsplit (facts, "\n", -1);
  double start = y;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto(GStrv) pair = g_strsplit (lines[i], "\t", 2);
      double label_height;
      double value_height;

      if (pair[0] == NULL)
        continue;
      label_height = velo_sheet_painter_text (self, pair[0], FACTS_X, y + 0.7, 84, SMALL_SIZE, FALSE, FALSE,
                                              VELO_SHEET_GREY);
      value_height = velo_sheet_painter_text (self, pair[1] != NULL ? pair[1] : "", FACTS_X + 88, y,
                                              SHEET_RIGHT - FACTS_X - 88, 9.5, FALSE, FALSE, VELO_SHEET_INK);
      y += MAX (label_height, value_height) + 2.5;
    }
  return y - start;
}

static void
draw_address (VeloSheetPainter    *self,
              const VeloSheetPart *part)
{
  g_autofree char *return_line = NULL;
  g_auto(GStrv) sender_lines = NULL;
  double y;
  double address_height;
  double facts_height;

  velo_sheet_painter_ensure (self, 110);
  if (self->page == 1 && self->y < ADDRESS_Y)
    self->y = ADDRESS_Y;
  y = self->y;
  if (self->content->sender != NULL)
    {
      sender_lines = g_strsplit (self->content->sender, "\n", -1);
      return_line = g_strjoin (" · ", sender_lines[0], sender_lines[1], NULL);
      y += velo_sheet_painter_text (self, return_line, SHEET_LEFT, y, ADDRESS_WIDTH, 6.5, FALSE, FALSE,
                                    VELO_SHEET_GREY) + 7;
    }
  address_height = velo_sheet_painter_text (self, text_at (part, 0), SHEET_LEFT, y, ADDRESS_WIDTH, TEXT_SIZE + 0.5,
                                            FALSE, FALSE, VELO_SHEET_INK);
  facts_height = draw_facts (self, text_at (part, 1), y);
  self->y = y + MAX (MAX (address_height, facts_height), 62) + 24;
}

static void
draw_section (VeloSheetPainter    *self,
              const VeloSheetPart *part)
{
  if (!velo_sheet_painter_ensure (self, 64) && !self->fresh)
    self->y += 12;
  self->y += velo_sheet_painter_text (self, text_at (part, 0), SHEET_LEFT, self->y, CONTENT_WIDTH, 11.5, TRUE, FALSE,
                                      VELO_SHEET_ACCENT) + 3;
  velo_sheet_painter_line (self, SHEET_LEFT, SHEET_RIGHT, self->y, 0.7, VELO_SHEET_ACCENT);
  self->y += 6;
}

static void
draw_row (VeloSheetPainter    *self,
          const VeloSheetPart *part)
{
  const char *value = *text_at (part, 1) != '\0' ? text_at (part, 1) : "–";
  double label_width = VALUE_X - SHEET_LEFT - CELL_GAP;
  double label_height;
  double start;
  guint page;

  velo_sheet_painter_ensure (self, 2 * TEXT_SIZE);
  start = self->y;
  label_height = velo_sheet_painter_text (self, text_at (part, 0), SHEET_LEFT, start + 0.5, label_width, 9.5, FALSE, FALSE,
                                          VELO_SHEET_GREY);
  page = self->page;
  velo_sheet_painter_flow (self, value, VALUE_X, SHEET_RIGHT - VALUE_X, TEXT_SIZE, VELO_SHEET_INK);
  if (self->page == page)
    self->y = MAX (self->y, start + label_height);
  self->y += 2;
}

static void
draw_paragraph (VeloSheetPainter    *self,
                const VeloSheetPart *part)
{
  velo_sheet_painter_flow (self, text_at (part, 0), SHEET_LEFT, CONTENT_WIDTH, TEXT_SIZE, VELO_SHEET_INK);
  self->y += 7;
}

static double
notice_height (VeloSheetPainter    *self,
               const VeloSheetPart *part)
{
  gboolean painting = self->painting;
  double height;

  self->painting = FALSE;
  height = velo_sheet_painter_text (self, text_at (part, 0), 0, 0, CONTENT_WIDTH - 30, TEXT_SIZE + 0.5, TRUE, FALSE,
                                    VELO_SHEET_INK);
  self->painting = painting;
  return height;
}

static void
draw_notice (VeloSheetPainter    *self,
             const VeloSheetPart *part)
{
  double height = notice_height (self, part) + 17;

  if (!velo_sheet_painter_ensure (self, height + 10) && !self->fresh)
    self->y += 6;
  if (self->painting)
    {
      cairo_set_source_rgb (self->cr, 0.94, 0.95, 0.96);
      cairo_rectangle (self->cr, SHEET_LEFT, self->y, CONTENT_WIDTH, height);
      cairo_fill (self->cr);
      velo_sheet_painter_colour (self, VELO_SHEET_ACCENT);
      cairo_rectangle (self->cr, SHEET_LEFT, self->y, 3, height);
      cairo_fill (self->cr);
    }
  velo_sheet_painter_text (self, text_at (part, 0), SHEET_LEFT + 15, self->y + 8, CONTENT_WIDTH - 30, TEXT_SIZE + 0.5,
                           TRUE, FALSE, VELO_SHEET_INK);
  self->y += height + 10;
}

static double
column_width (const VeloSheetPart *table,
              guint                column)
{
  double sum = 0;

  for (guint i = 0; i < table->n_texts; i++)
    sum += table->shares[i];
  return CONTENT_WIDTH * table->shares[column] / sum;
}

/* Draws the cells of a line of the open table; returns the height of the tallest. */
static double
draw_cells (VeloSheetPainter    *self,
            const VeloSheetPart *part,
            double               size,
            gboolean             bold,
            VeloSheetColour      colour)
{
  double x = SHEET_LEFT;
  double height = 0;

  for (guint i = 0; i < self->table->n_texts; i++)
    {
      double width = column_width (self->table, i);
      double gap = i + 1 < self->table->n_texts ? CELL_GAP : 0;
      double cell_height = velo_sheet_painter_text (self, text_at (part, i), x, self->y + CELL_PADDING, width - gap,
                                                    size, bold, self->table->right[i], colour);

      height = MAX (height, cell_height);
      x += width;
    }
  return height + 2 * CELL_PADDING;
}

static double
measure_cells (VeloSheetPainter    *self,
               const VeloSheetPart *part,
               double               size,
               gboolean             bold)
{
  gboolean painting = self->painting;
  double height;

  self->painting = FALSE;
  height = draw_cells (self, part, size, bold, VELO_SHEET_INK);
  self->painting = painting;
  return height;
}

/* Draws the headings of the open table, on each of its pages. */
void
velo_sheet_draw_table_head (VeloSheetPainter *self)
{
  self->y += draw_cells (self, self->table, SMALL_SIZE, TRUE, VELO_SHEET_GREY) - 1;
  velo_sheet_painter_line (self, SHEET_LEFT, SHEET_RIGHT, self->y, 0.9, VELO_SHEET_ACCENT);
}

static void
draw_table (VeloSheetPainter    *self,
            const VeloSheetPart *part)
{
  velo_sheet_painter_ensure (self, 60);
  self->table = part;
  velo_sheet_draw_table_head (self);
}

static void
draw_table_row (VeloSheetPainter    *self,
                const VeloSheetPart *part)
{
  double height = measure_cells (self, part, 9.5, FALSE);

  velo_sheet_painter_ensure (self, height);
  draw_cells (self, part, 9.5, FALSE, VELO_SHEET_INK);
  self->y += height;
  velo_sheet_painter_line (self, SHEET_LEFT, SHEET_RIGHT, self->y, 0.4, VELO_SHEET_GREY);
}

static void
draw_table_total (VeloSheetPainter    *self,
                  const VeloSheetPart *part)
{
  double size = part->on ? 11 : 9.5;
  double amount_width = column_width (self->table, self->table->n_texts - 1) + 20;
  double label_height;
  double amount_height;

  velo_sheet_painter_ensure (self, 26);
  if (part->on)
    {
      velo_sheet_painter_line (self, SHEET_LEFT + CONTENT_WIDTH / 2, SHEET_RIGHT, self->y + 1, 0.9, VELO_SHEET_ACCENT);
      self->y += 3;
    }
  label_height = velo_sheet_painter_text (self, text_at (part, 0), SHEET_LEFT, self->y + CELL_PADDING,
                                          CONTENT_WIDTH - amount_width - CELL_GAP, size, part->on, TRUE,
                                          part->on ? VELO_SHEET_INK : VELO_SHEET_GREY);
  amount_height = velo_sheet_painter_text (self, text_at (part, 1), SHEET_RIGHT - amount_width, self->y + CELL_PADDING,
                                           amount_width, size, part->on, TRUE, VELO_SHEET_INK);
  self->y += MAX (label_height, amount_height) + CELL_PADDING;
}

static void
draw_check (VeloSheetPainter    *self,
            const VeloSheetPart *part)
{
  double top;

  velo_sheet_painter_ensure (self, 3 * TEXT_SIZE);
  top = self->y + 1.6;
  if (self->painting)
    {
      velo_sheet_painter_colour (self, VELO_SHEET_INK);
      cairo_set_line_width (self->cr, 0.8);
      cairo_rectangle (self->cr, SHEET_LEFT + 0.5, top, 9, 9);
      cairo_stroke (self->cr);
      if (part->on)
        {
          cairo_set_line_width (self->cr, 1.5);
          cairo_move_to (self->cr, SHEET_LEFT + 2.3, top + 4.7);
          cairo_line_to (self->cr, SHEET_LEFT + 4.3, top + 7);
          cairo_line_to (self->cr, SHEET_LEFT + 8, top + 1.8);
          cairo_stroke (self->cr);
        }
    }
  velo_sheet_painter_flow (self, text_at (part, 0), SHEET_LEFT + 18, CONTENT_WIDTH - 18, TEXT_SIZE, VELO_SHEET_INK);
  self->y += 4;
}

/* Two lines to write on; the ink goes over the right one, or over the only one. */
static void
draw_signature (VeloSheetPainter    *self,
                const VeloSheetPart *part)
{
  gboolean both = *text_at (part, 1) != '\0';
  double middle = SHEET_LEFT + CONTENT_WIDTH * 0.42;
  double left_end = both ? middle - 24 : SHEET_LEFT + CONTENT_WIDTH * 0.58;
  double line_y;

  if (!velo_sheet_painter_ensure (self, SIGNATURE_ROOM + 40) && !self->fresh)
    self->y += 10;
  line_y = self->y + SIGNATURE_ROOM;
  velo_sheet_painter_line (self, SHEET_LEFT, left_end, line_y, 0.7, VELO_SHEET_INK);
  velo_sheet_painter_text (self, text_at (part, 0), SHEET_LEFT, line_y + 4, left_end - SHEET_LEFT, SMALL_SIZE, FALSE,
                           FALSE, VELO_SHEET_GREY);
  if (both)
    {
      velo_sheet_painter_line (self, middle, SHEET_RIGHT, line_y, 0.7, VELO_SHEET_INK);
      velo_sheet_painter_text (self, text_at (part, 1), middle, line_y + 4, SHEET_RIGHT - middle, SMALL_SIZE, FALSE,
                               FALSE, VELO_SHEET_GREY);
    }
  self->signature = TRUE;
  self->signature_page = self->page - 1;
  self->signature_rect.x1 = both ? middle : SHEET_LEFT;
  self->signature_rect.x2 = both ? SHEET_RIGHT : left_end;
  self->signature_rect.y1 = SHEET_HEIGHT - line_y + 1;
  self->signature_rect.y2 = SHEET_HEIGHT - self->y - 2;
  self->y = line_y + 30;
}

static gboolean
belongs_to_table (const VeloSheetPart *part)
{
  return part->kind == VELO_SHEET_TABLE_ROW || part->kind == VELO_SHEET_TABLE_TOTAL;
}

/* Draws a part at the painter's place, or only measures it, and moves on. */
void
velo_sheet_draw_part (VeloSheetPainter    *self,
                      const VeloSheetPart *part)
{
  static void (*const draw[]) (VeloSheetPainter *, const VeloSheetPart *) = {
    [VELO_SHEET_TITLE] = draw_title,
    [VELO_SHEET_ADDRESS] = draw_address,
    [VELO_SHEET_SECTION] = draw_section,
    [VELO_SHEET_ROW] = draw_row,
    [VELO_SHEET_PARAGRAPH] = draw_paragraph,
    [VELO_SHEET_NOTICE] = draw_notice,
    [VELO_SHEET_PLOT] = velo_sheet_draw_plot,
    [VELO_SHEET_TABLE] = draw_table,
    [VELO_SHEET_TABLE_ROW] = draw_table_row,
    [VELO_SHEET_TABLE_TOTAL] = draw_table_total,
    [VELO_SHEET_CHECK] = draw_check,
    [VELO_SHEET_SIGNATURE] = draw_signature,
  };

  if (self->table != NULL && !belongs_to_table (part))
    {
      self->table = NULL;
      self->y += 12;
    }
  if (part->kind == VELO_SHEET_PAGE_BREAK)
    {
      if (!self->fresh)
        velo_sheet_painter_new_page (self);
      return;
    }
  draw[part->kind] (self, part);
  self->fresh = FALSE;
}
