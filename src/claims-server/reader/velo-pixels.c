/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures in memory: made smaller, turned, and measured. */

#define G_LOG_DOMAIN "velo-read-photo"

#include "config.h"

#include "velo-pixels.h"

#include <string.h>

/* Sharpness depends on the size: it is measured at this one. */
#define MEASURED_SIDE 1024

/* Nine columns give eight differences. */
#define HASH_COLUMNS 9
#define HASH_ROWS 8

/**
 * velo_pixels_new:
 * @width: columns
 * @height: rows
 *
 * Returns: (transfer full) (nullable): a picture not yet drawn; %NULL if there is not enough memory
 */
VeloPixels *
velo_pixels_new (int width,
                 int height)
{
  guint8 *data = g_try_malloc_n ((gsize) width * (gsize) height, 3);
  VeloPixels *self;

  if (data == NULL)
    return NULL;
  self = g_new (VeloPixels, 1);
  self->width = width;
  self->height = height;
  self->data = data;
  return self;
}

/**
 * velo_pixels_free:
 * @self: (transfer full): a picture
 */
void
velo_pixels_free (VeloPixels *self)
{
  g_free (self->data);
  g_free (self);
}

/* The mean of a rectangle of @from. */
static void
average (const VeloPixels *from,
         const int         box[4],
         guint8           *to)
{
  guint64 sums[3] = { 0, 0, 0 };
  guint64 n = (guint64) (box[2] - box[0]) * (guint64) (box[3] - box[1]);

  for (int y = box[1]; y < box[3]; y++)
    {
      const guint8 *p = from->data + ((gsize) y * (gsize) from->width + (gsize) box[0]) * 3;

      for (int x = box[0]; x < box[2]; x++, p += 3)
        {
          sums[0] += p[0];
          sums[1] += p[1];
          sums[2] += p[2];
        }
    }
  for (int i = 0; i < 3; i++)
    to[i] = (guint8) ((sums[i] + n / 2) / n);
}

static int
scale (int i,
       int to,
       int from)
{
  return (int) ((gint64) i * from / to);
}

static VeloPixels *
resize (const VeloPixels *self,
        int               width,
        int               height)
{
  VeloPixels *small = velo_pixels_new (width, height);

  if (small != NULL && width == self->width && height == self->height)
    {
      memcpy (small->data, self->data, (gsize) width * (gsize) height * 3);
      return small;
    }
  for (int y = 0; small != NULL && y < height; y++)
    for (int x = 0; x < width; x++)
      {
        int left = scale (x, width, self->width);
        int top = scale (y, height, self->height);
        const int box[4] = { left, top, MAX (left + 1, scale (x + 1, width, self->width)),
                             MAX (top + 1, scale (y + 1, height, self->height)) };

        average (self, box, small->data + ((gsize) y * (gsize) width + (gsize) x) * 3);
      }
  return small;
}

/**
 * velo_pixels_shrink:
 * @self: a picture
 * @max_side: how long its longer side may be
 *
 * Returns: (transfer full) (nullable): the picture, smaller where it has to be
 */
VeloPixels *
velo_pixels_shrink (const VeloPixels *self,
                    int               max_side)
{
  int side = MAX (self->width, self->height);
  int width = self->width;
  int height = self->height;

  if (side > max_side)
    {
      width = MAX (1, scale (width, side, max_side));
      height = MAX (1, scale (height, side, max_side));
    }
  return resize (self, width, height);
}

/**
 * velo_pixels_turn:
 * @self: a picture
 * @orientation: 1 to 8: how the camera was held, as Exif counts
 *
 * Returns: (transfer full) (nullable): the picture upright
 */
VeloPixels *
velo_pixels_turn (const VeloPixels *self,
                  int               orientation)
{
  gboolean swap = orientation >= 5;
  gboolean from_right = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
  gboolean from_bottom = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
  VeloPixels *turned = velo_pixels_new (swap ? self->height : self->width, swap ? self->width : self->height);

  for (int y = 0; turned != NULL && y < turned->height; y++)
    for (int x = 0; x < turned->width; x++)
      {
        int column = swap ? y : x;
        int row = swap ? x : y;

        if (from_right)
          column = self->width - 1 - column;
        if (from_bottom)
          row = self->height - 1 - row;
        memcpy (turned->data + ((gsize) y * (gsize) turned->width + (gsize) x) * 3,
                self->data + ((gsize) row * (gsize) self->width + (gsize) column) * 3, 3);
      }
  return turned;
}

static int
get_grey (const VeloPixels *self,
          int               x,
          int               y)
{
  const guint8 *p = self->data + ((gsize) y * (gsize) self->width + (gsize) x) * 3;

  return (299 * p[0] + 587 * p[1] + 114 * p[2] + 500) / 1000;
}

/**
 * velo_pixels_get_sharpness:
 * @self: a picture
 *
 * Returns: the variance of its second derivative, at a size that makes photos comparable
 */
int
velo_pixels_get_sharpness (const VeloPixels *self)
{
  g_autoptr(VeloPixels) small = velo_pixels_shrink (self, MEASURED_SIDE);
  gint64 sum = 0;
  gint64 squares = 0;
  gint64 n = 0;

  for (int y = 1; small != NULL && y < small->height - 1; y++)
    for (int x = 1; x < small->width - 1; x++, n++)
      {
        int value = get_grey (small, x - 1, y) + get_grey (small, x + 1, y) + get_grey (small, x, y - 1)
          + get_grey (small, x, y + 1) - 4 * get_grey (small, x, y);

        sum += value;
        squares += value * value;
      }
  return n > 0 ? (int) (squares / n - (sum / n) * (sum / n)) : 0;
}

/**
 * velo_pixels_get_brightness:
 * @self: a picture
 *
 * Returns: its mean brightness, 0 to 255
 */
int
velo_pixels_get_brightness (const VeloPixels *self)
{
  gint64 sum = 0;

  for (int y = 0; y < self->height; y++)
    for (int x = 0; x < self->width; x++)
      sum += get_grey (self, x, y);
  return (int) (sum / ((gint64) self->width * self->height));
}

/**
 * velo_pixels_get_difference:
 * @self: a picture
 *
 * Returns: 64 bits: whether the picture gets brighter from left to right, in 8 rows of 8 places;
 *   the same photo in another size or quality differs in few of them
 */
guint64
velo_pixels_get_difference (const VeloPixels *self)
{
  g_autoptr(VeloPixels) small = resize (self, HASH_COLUMNS, HASH_ROWS);
  guint64 hash = 0;

  for (int y = 0; small != NULL && y < HASH_ROWS; y++)
    for (int x = 0; x < HASH_COLUMNS - 1; x++)
      hash = hash << 1 | (get_grey (small, x, y) < get_grey (small, x + 1, y));
  return hash;
}
