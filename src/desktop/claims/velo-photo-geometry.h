/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <graphene.h>

#include "velo-photo-view.h"

G_BEGIN_DECLS

/* What nobody needs beyond: view pixels for one of the photo. */
#define VELO_PHOTO_MAX_SCALE 8.0

/**
 * VeloPhotoGeometry:
 * @photo_width: in its own pixels
 * @photo_height: in its own pixels
 * @view_width: of the widget
 * @view_height: of the widget
 * @rotation: clockwise, 0, 90, 180 or 270 degrees
 * @scale: view pixels for one of the photo; 0 fits the whole photo in
 * @x: what part of the photo, not turned, is in the middle of the view; 0 to 1
 * @y: as @x, from above
 *
 * Where a photo lies in a view. Plain numbers: all functions are pure.
 */
typedef struct
{
  double photo_width;
  double photo_height;
  double view_width;
  double view_height;
  int rotation;
  double scale;
  double x;
  double y;
} VeloPhotoGeometry;

double velo_photo_geometry_get_scale (const VeloPhotoGeometry *self);
void   velo_photo_geometry_to_view   (const VeloPhotoGeometry *self,
                                      double                   x,
                                      double                   y,
                                      double                  *view_x,
                                      double                  *view_y);
void   velo_photo_geometry_to_photo  (const VeloPhotoGeometry *self,
                                      double                   view_x,
                                      double                   view_y,
                                      double                  *x,
                                      double                  *y);
void   velo_photo_geometry_get_area  (const VeloPhotoGeometry *self,
                                      const VeloPhotoArea     *area,
                                      graphene_rect_t         *rect);
void   velo_photo_geometry_zoom      (VeloPhotoGeometry       *self,
                                      double                   factor,
                                      double                   view_x,
                                      double                   view_y);
void   velo_photo_geometry_pan       (VeloPhotoGeometry       *self,
                                      double                   dx,
                                      double                   dy);
void   velo_photo_geometry_show      (VeloPhotoGeometry       *self,
                                      const VeloPhotoArea     *area);
void   velo_photo_geometry_clamp     (VeloPhotoGeometry       *self);

G_END_DECLS
