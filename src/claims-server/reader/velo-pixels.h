/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VeloPixels:
 * @width: columns
 * @height: rows
 * @data: (owned): red, green, blue of each, row by row
 *
 * A picture in memory.
 */
typedef struct
{
  int width;
  int height;
  guint8 *data;
} VeloPixels;

VeloPixels *velo_pixels_new            (int               width,
                                        int               height);
void        velo_pixels_free           (VeloPixels       *self);
VeloPixels *velo_pixels_shrink         (const VeloPixels *self,
                                        int               max_side);
VeloPixels *velo_pixels_turn           (const VeloPixels *self,
                                        int               orientation);
int         velo_pixels_get_sharpness  (const VeloPixels *self);
int         velo_pixels_get_brightness (const VeloPixels *self);
guint64     velo_pixels_get_difference (const VeloPixels *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloPixels, velo_pixels_free)

G_END_DECLS
