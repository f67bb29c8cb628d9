/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bars on a sheet: outlined for the whole, filled as far as a part of it goes. */

#define G_LOG_DOMAIN "velo-sheet"

#include "config.h"

#include "velo-sheet-private.h"

#define PLOT_HEIGHT 130.0
#define NAME_SIZE 8.0
#define NAME_ROOM 16.0
#define LEGEND_ROOM 20.0
#define BOX 8.0
#define GAP 4.0
#define WIDEST_BAR 46.0
#define N_LABELS 2 /* before the names of the bars */
#define MOST_LINES 20

/* Where the bars are. */
typedef struct
{
  double left;
  double top;
  double bottom;
  double slot;    /* width of a bar and the room around it */
  double highest; /* at @top */
  double step;    /* from line to line */
  guint  n_bars;
} Frame;

/**
 * velo_sheet_add_plot:
 * @self: a sheet
 * @whole_label: what the height of a bar is
 * @part_label: what the filled part of it is
 * @bars: (array length=n_bars): the bars, from the left
 * @n_bars: how many; without any nothing is added
 * @step: distance of the lines across, in the unit of the bars
 *
 * Adds bars with a scale, their names and a legend; they stay together on one page.
 */
void
velo_sheet_add_plot (VeloSheet          *self,
                     const char         *whole_label,
                     const char         *part_label,
                     const VeloSheetBar *bars,
                     guint               n_bars,
                     int                 step)
{
  g_autofree const char **texts = NULL;
  VeloSheetPart *part;
  int highest = 1;

  g_return_if_fail (VELO_IS_SHEET (self));
  g_return_if_fail (bars != NULL || n_bars == 0);
  g_return_if_fail (step > 0);

  if (n_bars == 0)
    return;
  texts = g_new0 (const char *, N_LABELS + n_bars);
  texts[0] = whole_label;
  texts[1] = part_label;
  for (guint i = 0; i < n_bars; i++)
    texts[N_LABELS + i] = bars[i].name;
  part = velo_sheet_add_part (self, VELO_SHEET_PLOT, texts, N_LABELS + n_bars);
  part->shares = g_new0 (double, N_LABELS + 2 * (gsize) n_bars);
  for (guint i = 0; i < n_bars; i++)
    {
      part->shares[N_LABELS + 2 * i] = MAX (bars[i].whole, 0);
      part->shares[N_LABELS + 2 * i + 1] = CLAMP (bars[i].part, 0, MAX (bars[i].whole, 0));
      highest = MAX (highest, bars[i].whole);
    }
  part->shares[0] = (double) ((highest - 1) / step + 1) * step;
  part->shares[1] = MAX (step, part->shares[0] / MOST_LINES);
}

static double
text_width (VeloSheetPainter *self,
            const char       *text)
{
  g_autoptr(PangoLayout) layout = velo_type_layout (self->cr, text, NAME_SIZE, FALSE, 0);
  double width;
  double height;

  velo_type_get_size (layout, &width, &height);
  return width;
}

static void
fill_box (VeloSheetPainter *self,
          double            x,
          double            y,
          double            width,
          double            height,
          VeloSheetColour   colour,
          gboolean          filled)
{
  if (!self->painting || height <= 0)
    return;
  velo_sheet_painter_colour (self, colour);
  cairo_set_line_width (self->cr, 0.7);
  cairo_rectangle (self->cr, x, y, width, height);
  if (filled)
    cairo_fill (self->cr);
  else
    cairo_stroke (self->cr);
}

static void
draw_scale (VeloSheetPainter *self,
            const Frame      *frame)
{
  int n_lines = (int) (frame->highest / frame->step);

  for (int i = 0; i <= n_lines; i++)
    {
      double value = i * frame->step;
      g_autofree char *label = g_strdup_printf ("%.0f", value);
      double y = frame->bottom - (frame->bottom - frame->top) * value / frame->highest;

      velo_sheet_painter_line (self, frame->left, SHEET_RIGHT, y, value > 0 ? 0.3 : 0.7, VELO_SHEET_GREY);
      velo_sheet_painter_text (self, label, SHEET_LEFT, y - NAME_SIZE * 0.7, frame->left - GAP - SHEET_LEFT, NAME_SIZE,
                               FALSE, TRUE, VELO_SHEET_GREY);
    }
}

static void
draw_bars (VeloSheetPainter    *self,
           const VeloSheetPart *part,
           const Frame         *frame)
{
  double width = CLAMP (frame->slot - GAP, 0.5, WIDEST_BAR);
  double unit = (frame->bottom - frame->top) / frame->highest;

  for (guint i = 0; i < frame->n_bars; i++)
    {
      double x = frame->left + frame->slot * (i + 0.5) - width / 2;
      double whole = part->shares[N_LABELS + 2 * i] * unit;
      double filled = part->shares[N_LABELS + 2 * i + 1] * unit;

      fill_box (self, x, frame->bottom - filled, width, filled, VELO_SHEET_ACCENT, TRUE);
      fill_box (self, x, frame->bottom - whole, width, whole, VELO_SHEET_INK, FALSE);
    }
}

/* As many names as fit. */
static void
draw_names (VeloSheetPainter    *self,
            const VeloSheetPart *part,
            const Frame         *frame)
{
  g_autofree double *widths = g_new0 (double, frame->n_bars);
  double widest = 1;
  guint each;

  for (guint i = 0; i < frame->n_bars; i++)
    {
      widths[i] = text_width (self, part->texts[N_LABELS + i]);
      widest = MAX (widest, widths[i]);
    }
  each = MAX (1, (guint) ((widest + GAP) / frame->slot + 0.999));
  for (guint i = 0; i < frame->n_bars; i += each)
    {
      double x = frame->left + frame->slot * (i + 0.5) - widths[i] / 2;

      x = MIN (x, SHEET_RIGHT - widths[i]);
      velo_sheet_painter_text (self, part->texts[N_LABELS + i], x, frame->bottom + 3, 0, NAME_SIZE, FALSE, FALSE,
                               VELO_SHEET_GREY);
    }
}

static void
draw_legend (VeloSheetPainter    *self,
             const VeloSheetPart *part,
             double               y)
{
  double x = SHEET_LEFT;

  for (guint i = 0; i < N_LABELS; i++)
    {
      fill_box (self, x, y + 1.5, BOX, BOX, i == 0 ? VELO_SHEET_INK : VELO_SHEET_ACCENT, i == 1);
      velo_sheet_painter_text (self, part->texts[i], x + BOX + GAP, y, 0, NAME_SIZE, FALSE, FALSE, VELO_SHEET_INK);
      x += BOX + 5 * GAP + text_width (self, part->texts[i]);
    }
}

/* Draws the bars at the painter's place, or only takes their room. */
void
velo_sheet_draw_plot (VeloSheetPainter    *self,
                      const VeloSheetPart *part)
{
  g_autofree char *highest = g_strdup_printf ("%.0f", part->shares[0]);
  Frame frame = { .highest = part->shares[0], .step = part->shares[1], .n_bars = part->n_texts - N_LABELS };

  velo_sheet_painter_ensure (self, PLOT_HEIGHT + NAME_ROOM + LEGEND_ROOM + 10);
  frame.left = SHEET_LEFT + text_width (self, highest) + GAP + 1;
  frame.top = self->y + 6;
  frame.bottom = self->y + PLOT_HEIGHT;
  frame.slot = (SHEET_RIGHT - frame.left) / frame.n_bars;
  draw_scale (self, &frame);
  draw_bars (self, part, &frame);
  draw_names (self, part, &frame);
  draw_legend (self, part, frame.bottom + NAME_ROOM + 2);
  self->y = frame.bottom + NAME_ROOM + LEGEND_ROOM + 10;
}
