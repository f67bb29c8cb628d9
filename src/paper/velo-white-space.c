/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds where a page is empty, by looking at its picture. */

#define G_LOG_DOMAIN "velo-paper"

#include "config.h"

#include "velo-white-space-private.h"

#include <math.h>
#include <string.h>

/* Printers do not reach the edge. */
#define EDGE_PT 14.0

/* Distance to text that looks as if it had been meant so, and the least there must be. */
#define GOOD_DISTANCE_PT 12.0
#define LEAST_DISTANCE_PT 3.0

/* How far from the top a mark still belongs to the top margin. */
#define TOP_REACH_PT 80.0

/* How much a pixel may differ from the paper's colour and still be paper. */
#define TOLERANCE 6

/* The picture has one pixel per point, unless the page is a poster. */
#define MAX_SIDE_PIXELS 4000.0

struct _VeloWhiteSpace
{
  double   width_pt;
  double   height_pt;
  double   scale;               /* pixels per point */
  int      width;
  int      height;
  guint32 *sums;                /* (owned): inked pixels left of and above, (width + 1) x (height + 1) */
  GArray  *taken;               /* (owned) (element-type VeloPageRect) */
};

static cairo_surface_t *
draw_picture (VeloWhiteSpace  *self,
              PopplerPage     *page,
              GError         **error)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, self->width, self->height);
  cairo_t *cr = cairo_create (surface);
  gboolean drawn;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, self->scale, self->scale);
  drawn = velo_poppler_print_page (page, cr, error);
  cairo_destroy (cr);
  if (!drawn)
    g_clear_pointer (&surface, cairo_surface_destroy);
  else
    cairo_surface_flush (surface);
  return surface;
}

/* The green part stands for brightness: text is seldom green on white of the same brightness. */
static guint8
brightness (const guint8 *data,
            int           stride,
            int           x,
            int           y)
{
  guint32 pixel;

  memcpy (&pixel, data + (gsize) y * (gsize) stride + (gsize) x * 4, sizeof pixel);
  return (guint8) (((pixel >> 16 & 0xff) + 2 * (pixel >> 8 & 0xff) + (pixel & 0xff)) / 4);
}

static guint8
paper_colour (const guint8 *data,
              int           stride,
              int           width,
              int           height)
{
  guint counts[256] = { 0 };
  guint most = 255;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      counts[brightness (data, stride, x, y)]++;
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    if (counts[i] > counts[most])
      most = i;
  return (guint8) most;
}

static void
sum_up (VeloWhiteSpace  *self,
        cairo_surface_t *picture)
{
  const guint8 *data = cairo_image_surface_get_data (picture);
  int stride = cairo_image_surface_get_stride (picture);
  int paper = paper_colour (data, stride, self->width, self->height);
  gsize columns = (gsize) self->width + 1;

  self->sums = g_new0 (guint32, columns * ((gsize) self->height + 1));
  for (int y = 0; y < self->height; y++)
    {
      const guint32 *above = self->sums + columns * (gsize) y;
      guint32 *here = self->sums + columns * ((gsize) y + 1);
      guint32 row = 0;

      for (int x = 0; x < self->width; x++)
        {
          row += ABS ((int) brightness (data, stride, x, y) - paper) > TOLERANCE;
          here[x + 1] = above[x + 1] + row;
        }
    }
}

/* Looks at a page. */
VeloWhiteSpace *
velo_white_space_new (PopplerPage  *page,
                      GError      **error)
{
  g_autoptr(VeloWhiteSpace) self = g_new0 (VeloWhiteSpace, 1);
  cairo_surface_t *picture;

  self->taken = g_array_new (FALSE, FALSE, sizeof (VeloPageRect));
  poppler_page_get_size (page, &self->width_pt, &self->height_pt);
  self->scale = MIN (1, MAX_SIDE_PIXELS / MAX (self->width_pt, self->height_pt));
  self->width = (int) ceil (self->width_pt * self->scale);
  self->height = (int) ceil (self->height_pt * self->scale);
  picture = draw_picture (self, page, error);
  if (picture == NULL)
    return NULL;
  sum_up (self, picture);
  cairo_surface_destroy (picture);
  return g_steal_pointer (&self);
}

/* Frees what was seen. */
void
velo_white_space_free (VeloWhiteSpace *self)
{
  g_free (self->sums);
  g_array_unref (self->taken);
  g_free (self);
}

/* Whether nothing is in a rectangle. What lies beyond the page is not free. */
gboolean
velo_white_space_is_free (VeloWhiteSpace     *self,
                          const VeloPageRect *rect)
{
  gsize columns = (gsize) self->width + 1;
  int left = (int) floor (rect->x1 * self->scale);
  int right = (int) ceil (rect->x2 * self->scale);
  int top = (int) floor ((self->height_pt - rect->y2) * self->scale);
  int bottom = (int) ceil ((self->height_pt - rect->y1) * self->scale);

  if (left < 0 || top < 0 || right > self->width || bottom > self->height || left >= right || top >= bottom)
    return FALSE;
  for (guint i = 0; i < self->taken->len; i++)
    {
      const VeloPageRect *other = &g_array_index (self->taken, VeloPageRect, i);

      if (other->x1 < rect->x2 && rect->x1 < other->x2 && other->y1 < rect->y2 && rect->y1 < other->y2)
        return FALSE;
    }
  return self->sums[columns * (gsize) bottom + (gsize) right]
         - self->sums[columns * (gsize) bottom + (gsize) left]
         - self->sums[columns * (gsize) top + (gsize) right]
         + self->sums[columns * (gsize) top + (gsize) left] == 0;
}

/* Notes that something was put into a rectangle. */
void
velo_white_space_take (VeloWhiteSpace     *self,
                       const VeloPageRect *rect)
{
  g_array_append_val (self->taken, *rect);
}

static gboolean
try_place (VeloWhiteSpace *self,
           double          x,
           double          y,
           double          width_pt,
           double          height_pt,
           double          distance_pt,
           VeloPageRect   *found)
{
  VeloPageRect wide = { x - distance_pt, y - distance_pt, x + width_pt + distance_pt,
                        y + height_pt + distance_pt };

  if (!velo_white_space_is_free (self, &wide))
    return FALSE;
  found->x1 = x;
  found->y1 = y;
  found->x2 = x + width_pt;
  found->y2 = y + height_pt;
  return TRUE;
}

/* From the middle of the line outwards, or from the right to the left. */
static gboolean
try_line (VeloWhiteSpace *self,
          gboolean        from_right,
          double          y,
          double          width_pt,
          double          height_pt,
          double          distance_pt,
          VeloPageRect   *found)
{
  double space = self->width_pt - width_pt - 2 * (EDGE_PT + distance_pt);
  double left = EDGE_PT + distance_pt;

  if (space < 0)
    return FALSE;
  if (from_right)
    {
      for (double x = left + space; x >= left; x -= 6)
        if (try_place (self, x, y, width_pt, height_pt, distance_pt, found))
          return TRUE;
      return FALSE;
    }
  for (double off = 0; off <= space / 2; off += 6)
    if (try_place (self, left + space / 2 - off, y, width_pt, height_pt, distance_pt, found)
        || try_place (self, left + space / 2 + off, y, width_pt, height_pt, distance_pt, found))
      return TRUE;
  return FALSE;
}

static gboolean
find_from_top (VeloWhiteSpace *self,
               gboolean        from_right,
               double          width_pt,
               double          height_pt,
               VeloPageRect   *found)
{
  double highest = self->height_pt - EDGE_PT - LEAST_DISTANCE_PT - height_pt;

  for (double y = highest; y >= MAX (self->height_pt - TOP_REACH_PT - height_pt, EDGE_PT); y -= 2)
    if (try_line (self, from_right, y, width_pt, height_pt, LEAST_DISTANCE_PT, found))
      return TRUE;
  return FALSE;
}

static gboolean
find_from_bottom (VeloWhiteSpace *self,
                  double          reach_pt,
                  double          width_pt,
                  double          height_pt,
                  double          distance_pt,
                  VeloPageRect   *found)
{
  for (double y = EDGE_PT + distance_pt; y + height_pt + EDGE_PT <= reach_pt; y += 2)
    if (try_line (self, FALSE, y, width_pt, height_pt, distance_pt, found))
      return TRUE;
  return FALSE;
}

/* Looks for a free place of a size. FALSE if there is none, and for the diagonal, which needs none. */
gboolean
velo_white_space_find (VeloWhiteSpace *self,
                       VeloMarkAnchor  anchor,
                       double          width_pt,
                       double          height_pt,
                       VeloPageRect   *found)
{
  switch (anchor)
    {
    case VELO_MARK_TOP:
    case VELO_MARK_TOP_RIGHT:
      return find_from_top (self, anchor == VELO_MARK_TOP_RIGHT, width_pt, height_pt, found);
    case VELO_MARK_BOTTOM:
      return find_from_bottom (self, TOP_REACH_PT, width_pt, height_pt, LEAST_DISTANCE_PT, found);
    case VELO_MARK_FREE:
      return find_from_bottom (self, self->height_pt, width_pt, height_pt, GOOD_DISTANCE_PT, found)
             || find_from_bottom (self, self->height_pt, width_pt, height_pt, LEAST_DISTANCE_PT, found);
    case VELO_MARK_DIAGONAL:
    default:
      return FALSE;
    }
}
