/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Strokes on a signature pad: collected, judged, drawn. */

#define G_LOG_DOMAIN "velo-ink"

#include "config.h"

#include "velo-ink.h"

#include <math.h>

/* An hour of writing; what comes after is not ink but a fault. */
#define MAX_POINTS 50000

/* What a signature has at least: fewer points are a touch by mistake. */
#define MIN_SIGNATURE_POINTS 8

/* Length and width of a signature, in parts of the pad's width. */
#define MIN_SIGNATURE_LENGTH 0.2
#define MIN_SIGNATURE_WIDTH 0.08

struct _VeloInk
{
  GObject    parent_instance;

  double     width_pt;
  double     height_pt;
  GPtrArray *strokes;           /* (owned) (not nullable) (element-type GArray of VeloInkPoint) */
  guint      n_points;
};

G_DEFINE_FINAL_TYPE (VeloInk, velo_ink, G_TYPE_OBJECT)

static void
velo_ink_finalize (GObject *object)
{
  VeloInk *self = VELO_INK (object);

  g_ptr_array_unref (self->strokes);
  G_OBJECT_CLASS (velo_ink_parent_class)->finalize (object);
}

static void
velo_ink_class_init (VeloInkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = velo_ink_finalize;
}

static void
velo_ink_init (VeloInk *self)
{
  self->strokes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
}

/**
 * velo_ink_new:
 * @pad_width_pt: width of the pad, greater than 0
 * @pad_height_pt: height of the pad, greater than 0
 *
 * Returns: (transfer full): an empty pad
 */
VeloInk *
velo_ink_new (double pad_width_pt,
              double pad_height_pt)
{
  VeloInk *self = g_object_new (VELO_TYPE_INK, NULL);

  self->width_pt = MAX (pad_width_pt, 1);
  self->height_pt = MAX (pad_height_pt, 1);
  return self;
}

/**
 * velo_ink_copy:
 * @self: ink
 *
 * Returns: (transfer full): the same strokes, to be changed on their own
 */
VeloInk *
velo_ink_copy (VeloInk *self)
{
  VeloInk *copy = NULL;

  g_return_val_if_fail (VELO_IS_INK (self), NULL);

  copy = velo_ink_new (self->width_pt, self->height_pt);
  copy->n_points = self->n_points;
  for (guint i = 0; i < self->strokes->len; i++)
    g_ptr_array_add (copy->strokes, g_array_copy (g_ptr_array_index (self->strokes, i)));
  return copy;
}

/**
 * velo_ink_begin_stroke:
 * @self: ink
 *
 * Begins a stroke: the pen touches the pad.
 */
void
velo_ink_begin_stroke (VeloInk *self)
{
  g_return_if_fail (VELO_IS_INK (self));

  if (self->n_points >= MAX_POINTS)
    return;
  g_ptr_array_add (self->strokes, g_array_new (FALSE, FALSE, sizeof (VeloInkPoint)));
}

/**
 * velo_ink_add_point:
 * @self: ink
 * @x_pt: from the left edge of the pad
 * @y_pt: from the top edge of the pad
 * @t_usec: time of the point, microseconds UTC
 * @pressure: 0 to 1; 0.5 for what has none
 *
 * Adds a point to the last stroke; points beyond the pad are taken to its
 * edge, and a point where the last one was only adds its pressure. Begins a
 * stroke if there is none.
 */
void
velo_ink_add_point (VeloInk *self,
                    double   x_pt,
                    double   y_pt,
                    gint64   t_usec,
                    double   pressure)
{
  VeloInkPoint point;
  GArray *stroke;

  g_return_if_fail (VELO_IS_INK (self));

  if (self->n_points >= MAX_POINTS || !isfinite (x_pt) || !isfinite (y_pt))
    return;
  if (self->strokes->len == 0)
    velo_ink_begin_stroke (self);
  stroke = g_ptr_array_index (self->strokes, self->strokes->len - 1);
  point.x_pt = CLAMP (x_pt, 0, self->width_pt);
  point.y_pt = CLAMP (y_pt, 0, self->height_pt);
  point.t_usec = t_usec;
  point.pressure = isfinite (pressure) ? CLAMP (pressure, 0, 1) : 0.5;
  if (stroke->len > 0)
    {
      VeloInkPoint *last = &g_array_index (stroke, VeloInkPoint, stroke->len - 1);

      if (hypot (last->x_pt - point.x_pt, last->y_pt - point.y_pt) < 0.05)
        {
          last->pressure = MAX (last->pressure, point.pressure);
          return;
        }
    }
  g_array_append_val (stroke, point);
  self->n_points++;
}

/**
 * velo_ink_clear:
 * @self: ink
 *
 * Takes all strokes away.
 */
void
velo_ink_clear (VeloInk *self)
{
  g_return_if_fail (VELO_IS_INK (self));

  g_ptr_array_set_size (self->strokes, 0);
  self->n_points = 0;
}

/**
 * velo_ink_undo_stroke:
 * @self: ink
 *
 * Takes the last stroke away.
 *
 * Returns: whether there was one
 */
gboolean
velo_ink_undo_stroke (VeloInk *self)
{
  GArray *stroke;

  g_return_val_if_fail (VELO_IS_INK (self), FALSE);

  if (self->strokes->len == 0)
    return FALSE;
  stroke = g_ptr_array_index (self->strokes, self->strokes->len - 1);
  self->n_points -= stroke->len;
  g_ptr_array_set_size (self->strokes, (int) self->strokes->len - 1);
  return TRUE;
}

/**
 * velo_ink_get_width:
 * @self: ink
 *
 * Returns: width of the pad in points
 */
double
velo_ink_get_width (VeloInk *self)
{
  g_return_val_if_fail (VELO_IS_INK (self), 0);

  return self->width_pt;
}

/**
 * velo_ink_get_height:
 * @self: ink
 *
 * Returns: height of the pad in points
 */
double
velo_ink_get_height (VeloInk *self)
{
  g_return_val_if_fail (VELO_IS_INK (self), 0);

  return self->height_pt;
}

/**
 * velo_ink_get_n_strokes:
 * @self: ink
 *
 * Returns: number of strokes
 */
guint
velo_ink_get_n_strokes (VeloInk *self)
{
  g_return_val_if_fail (VELO_IS_INK (self), 0);

  return self->strokes->len;
}

/**
 * velo_ink_get_stroke:
 * @self: ink
 * @stroke: number of a stroke, from 0
 * @n_points: (out): number of its points, may be 0
 *
 * Returns: (transfer none) (array length=n_points): its points, until the ink changes
 */
const VeloInkPoint *
velo_ink_get_stroke (VeloInk *self,
                     guint    stroke,
                     guint   *n_points)
{
  GArray *points;

  g_return_val_if_fail (VELO_IS_INK (self), NULL);
  g_return_val_if_fail (stroke < self->strokes->len, NULL);

  points = g_ptr_array_index (self->strokes, stroke);
  *n_points = points->len;
  return (const VeloInkPoint *) (gpointer) points->data;
}

/* The way of the pen on the pad, in points. */
static double
get_length (VeloInk *self)
{
  double length = 0;

  for (guint s = 0; s < self->strokes->len; s++)
    {
      guint n_points;
      const VeloInkPoint *points = velo_ink_get_stroke (self, s, &n_points);

      for (guint i = 1; i < n_points; i++)
        length += hypot (points[i].x_pt - points[i - 1].x_pt, points[i].y_pt - points[i - 1].y_pt);
    }
  return length;
}

/**
 * velo_ink_get_bounds:
 * @self: ink
 * @x: (out): left edge of what was written, from the left edge of the pad
 * @y: (out): top edge, from the top edge of the pad
 * @width: (out): width
 * @height: (out): height
 *
 * Returns: whether anything was written; all are 0 if not
 */
gboolean
velo_ink_get_bounds (VeloInk *self,
                     double  *x,
                     double  *y,
                     double  *width,
                     double  *height)
{
  double x1 = G_MAXDOUBLE;
  double y1 = G_MAXDOUBLE;
  double x2 = -G_MAXDOUBLE;
  double y2 = -G_MAXDOUBLE;

  g_return_val_if_fail (VELO_IS_INK (self), FALSE);

  *x = *y = *width = *height = 0;
  if (self->n_points == 0)
    return FALSE;
  for (guint s = 0; s < self->strokes->len; s++)
    {
      guint n_points;
      const VeloInkPoint *points = velo_ink_get_stroke (self, s, &n_points);

      for (guint i = 0; i < n_points; i++)
        {
          x1 = MIN (x1, points[i].x_pt);
          y1 = MIN (y1, points[i].y_pt);
          x2 = MAX (x2, points[i].x_pt);
          y2 = MAX (y2, points[i].y_pt);
        }
    }
  *x = x1;
  *y = y1;
  *width = x2 - x1;
  *height = y2 - y1;
  return TRUE;
}

/**
 * velo_ink_is_plausible:
 * @self: ink
 *
 * Judges whether this can be a signature and not a touch by mistake: enough
 * points, and long and wide enough for the pad. Even initials pass.
 *
 * Returns: whether it can
 */
gboolean
velo_ink_is_plausible (VeloInk *self)
{
  double x;
  double y;
  double width;
  double height;

  g_return_val_if_fail (VELO_IS_INK (self), FALSE);

  return velo_ink_get_bounds (self, &x, &y, &width, &height)
         && self->n_points >= MIN_SIGNATURE_POINTS
         && width >= MIN_SIGNATURE_WIDTH * self->width_pt
         && get_length (self) >= MIN_SIGNATURE_LENGTH * self->width_pt;
}

static double
pen_width (double pressure,
           double pen_width_pt)
{
  return pen_width_pt * (0.5 + pressure);
}

static gboolean
has_even_pressure (const VeloInkPoint *points,
                   guint               n_points)
{
  for (guint i = 1; i < n_points; i++)
    if (fabs (points[i].pressure - points[0].pressure) > 0.02)
      return FALSE;
  return TRUE;
}

/* A curve from the middle before a point to the middle behind it, bent by the point. */
static void
curve_over (cairo_t            *cr,
            const VeloInkPoint *points,
            guint               n_points,
            guint               i)
{
  const VeloInkPoint *before = &points[i - 1];
  const VeloInkPoint *here = &points[i];
  const VeloInkPoint *behind = &points[MIN (i + 1, n_points - 1)];
  double from_x = i == 1 ? before->x_pt : (before->x_pt + here->x_pt) / 2;
  double from_y = i == 1 ? before->y_pt : (before->y_pt + here->y_pt) / 2;
  double to_x = (here->x_pt + behind->x_pt) / 2;
  double to_y = (here->y_pt + behind->y_pt) / 2;

  if (!cairo_has_current_point (cr))
    cairo_move_to (cr, from_x, from_y);
  cairo_curve_to (cr, from_x + (here->x_pt - from_x) * 2 / 3, from_y + (here->y_pt - from_y) * 2 / 3,
                  to_x + (here->x_pt - to_x) * 2 / 3, to_y + (here->y_pt - to_y) * 2 / 3, to_x, to_y);
}

static void
draw_stroke (cairo_t            *cr,
             const VeloInkPoint *points,
             guint               n_points,
             double              pen_width_pt)
{
  gboolean even = has_even_pressure (points, n_points);

  cairo_new_path (cr);
  if (n_points == 1)
    {
      cairo_arc (cr, points[0].x_pt, points[0].y_pt, pen_width (points[0].pressure, pen_width_pt) * 0.6,
                 0, 2 * G_PI);
      cairo_fill (cr);
      return;
    }
  for (guint i = 1; i < n_points; i++)
    {
      curve_over (cr, points, n_points, i);
      if (even && i + 1 < n_points)
        continue;
      cairo_set_line_width (cr, pen_width ((points[i - 1].pressure + points[i].pressure) / 2, pen_width_pt));
      cairo_stroke (cr);
    }
}

/**
 * velo_ink_draw:
 * @self: ink
 * @cr: a context in points of the pad, origin at its top left
 * @pen_width_pt: width of the pen at the pressure of 0.5
 *
 * Draws the strokes, smoothed, in the context's source.
 */
void
velo_ink_draw (VeloInk *self,
               cairo_t *cr,
               double   pen_width_pt)
{
  g_return_if_fail (VELO_IS_INK (self));
  g_return_if_fail (cr != NULL);

  cairo_save (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint s = 0; s < self->strokes->len; s++)
    {
      guint n_points;
      const VeloInkPoint *points = velo_ink_get_stroke (self, s, &n_points);

      if (n_points > 0)
        draw_stroke (cr, points, n_points, pen_width_pt);
    }
  cairo_restore (cr);
}
