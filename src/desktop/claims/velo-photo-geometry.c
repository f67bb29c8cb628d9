/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a photo lies in a view that is zoomed, moved and turned by right angles. */

#define G_LOG_DOMAIN "velo-photo-geometry"

#include "config.h"

#include "velo-photo-geometry.h"

/* How much of the view a place takes that is shown. */
#define SHOWN_PART 0.5

/* From the photo as it was taken to the photo as it is turned, both 0 to 1. */
static void
turn (int     rotation,
      double  x,
      double  y,
      double *turned_x,
      double *turned_y)
{
  switch (rotation)
    {
    case 90:
      *turned_x = 1 - y;
      *turned_y = x;
      break;
    case 180:
      *turned_x = 1 - x;
      *turned_y = 1 - y;
      break;
    case 270:
      *turned_x = y;
      *turned_y = 1 - x;
      break;
    default:
      *turned_x = x;
      *turned_y = y;
      break;
    }
}

static void
get_turned_size (const VeloPhotoGeometry *self,
                 double                  *width,
                 double                  *height)
{
  gboolean lies = self->rotation % 180 != 0;

  *width = MAX (lies ? self->photo_height : self->photo_width, 1);
  *height = MAX (lies ? self->photo_width : self->photo_height, 1);
}

static double
get_fitting_scale (const VeloPhotoGeometry *self)
{
  double width;
  double height;

  get_turned_size (self, &width, &height);
  return MAX (MIN (self->view_width / width, self->view_height / height), 1e-6);
}

/**
 * velo_photo_geometry_get_scale:
 * @self: a geometry
 *
 * Returns: view pixels for one of the photo
 */
double
velo_photo_geometry_get_scale (const VeloPhotoGeometry *self)
{
  return self->scale > 0 ? self->scale : get_fitting_scale (self);
}

/**
 * velo_photo_geometry_to_view:
 * @self: a geometry
 * @x: on the photo as it was taken, 0 to 1
 * @y: as @x
 * @view_x: (out): in the view
 * @view_y: (out): in the view
 */
void
velo_photo_geometry_to_view (const VeloPhotoGeometry *self,
                             double                   x,
                             double                   y,
                             double                  *view_x,
                             double                  *view_y)
{
  double scale = velo_photo_geometry_get_scale (self);
  double width;
  double height;
  double turned_x;
  double turned_y;
  double middle_x;
  double middle_y;

  get_turned_size (self, &width, &height);
  turn (self->rotation, x, y, &turned_x, &turned_y);
  turn (self->rotation, self->x, self->y, &middle_x, &middle_y);
  *view_x = self->view_width / 2 + (turned_x - middle_x) * width * scale;
  *view_y = self->view_height / 2 + (turned_y - middle_y) * height * scale;
}

/**
 * velo_photo_geometry_to_photo:
 * @self: a geometry
 * @view_x: in the view
 * @view_y: in the view
 * @x: (out): on the photo as it was taken; outside of 0 to 1 beside it
 * @y: (out): as @x
 */
void
velo_photo_geometry_to_photo (const VeloPhotoGeometry *self,
                              double                   view_x,
                              double                   view_y,
                              double                  *x,
                              double                  *y)
{
  double scale = velo_photo_geometry_get_scale (self);
  double width;
  double height;
  double middle_x;
  double middle_y;

  get_turned_size (self, &width, &height);
  turn (self->rotation, self->x, self->y, &middle_x, &middle_y);
  turn ((360 - self->rotation) % 360, middle_x + (view_x - self->view_width / 2) / (width * scale),
        middle_y + (view_y - self->view_height / 2) / (height * scale), x, y);
}

/**
 * velo_photo_geometry_get_area:
 * @self: a geometry
 * @area: a rectangle on the photo
 * @rect: (out): where it lies in the view
 */
void
velo_photo_geometry_get_area (const VeloPhotoGeometry *self,
                              const VeloPhotoArea     *area,
                              graphene_rect_t         *rect)
{
  double x1;
  double y1;
  double x2;
  double y2;

  velo_photo_geometry_to_view (self, area->x / (double) VELO_PHOTO_AREA_WHOLE,
                               area->y / (double) VELO_PHOTO_AREA_WHOLE, &x1, &y1);
  velo_photo_geometry_to_view (self, (area->x + area->width) / (double) VELO_PHOTO_AREA_WHOLE,
                               (area->y + area->height) / (double) VELO_PHOTO_AREA_WHOLE, &x2, &y2);
  graphene_rect_init (rect, (float) x1, (float) y1, (float) (x2 - x1), (float) (y2 - y1));
  graphene_rect_normalize (rect);
}

static double
clamp_middle (double middle,
              double photo,
              double view)
{
  double margin = view / photo / 2;

  return margin >= 0.5 ? 0.5 : CLAMP (middle, margin, 1 - margin);
}

/**
 * velo_photo_geometry_clamp:
 * @self: a geometry
 *
 * Leaves no gap beside a photo that is larger than the view, and puts a smaller one in the middle.
 */
void
velo_photo_geometry_clamp (VeloPhotoGeometry *self)
{
  double scale = velo_photo_geometry_get_scale (self);
  double width;
  double height;
  double x;
  double y;

  get_turned_size (self, &width, &height);
  turn (self->rotation, self->x, self->y, &x, &y);
  x = clamp_middle (x, width * scale, self->view_width);
  y = clamp_middle (y, height * scale, self->view_height);
  turn ((360 - self->rotation) % 360, x, y, &self->x, &self->y);
}

/**
 * velo_photo_geometry_zoom:
 * @self: a geometry
 * @factor: how much larger
 * @view_x: what stays where it is
 * @view_y: as @view_x
 *
 * Zooms; never smaller than the whole photo.
 */
void
velo_photo_geometry_zoom (VeloPhotoGeometry *self,
                          double             factor,
                          double             view_x,
                          double             view_y)
{
  double fitting = get_fitting_scale (self);
  double scale = velo_photo_geometry_get_scale (self) * factor;
  double x;
  double y;
  double now_x;
  double now_y;

  velo_photo_geometry_to_photo (self, view_x, view_y, &x, &y);
  self->scale = scale <= fitting * 1.001 ? 0 : MIN (scale, MAX (VELO_PHOTO_MAX_SCALE, fitting));
  velo_photo_geometry_to_view (self, x, y, &now_x, &now_y);
  velo_photo_geometry_pan (self, view_x - now_x, view_y - now_y);
}

/**
 * velo_photo_geometry_pan:
 * @self: a geometry
 * @dx: how far the photo goes to the right, in the view
 * @dy: how far down
 */
void
velo_photo_geometry_pan (VeloPhotoGeometry *self,
                         double             dx,
                         double             dy)
{
  double x;
  double y;

  velo_photo_geometry_to_photo (self, self->view_width / 2 - dx, self->view_height / 2 - dy, &x, &y);
  self->x = x;
  self->y = y;
  velo_photo_geometry_clamp (self);
}

/**
 * velo_photo_geometry_show:
 * @self: a geometry
 * @area: a rectangle on the photo
 *
 * Zooms and moves so that @area is seen with what is around it.
 */
void
velo_photo_geometry_show (VeloPhotoGeometry   *self,
                          const VeloPhotoArea *area)
{
  double fitting = get_fitting_scale (self);
  double width = area->width * self->photo_width / VELO_PHOTO_AREA_WHOLE;
  double height = area->height * self->photo_height / VELO_PHOTO_AREA_WHOLE;
  double scale;

  if (self->rotation % 180 != 0)
    {
      double swap = width;

      width = height;
      height = swap;
    }
  scale = SHOWN_PART * MIN (self->view_width / MAX (width, 1), self->view_height / MAX (height, 1));
  self->scale = scale <= fitting ? 0 : MIN (scale, MAX (VELO_PHOTO_MAX_SCALE, fitting));
  self->x = (area->x + area->width / 2.0) / VELO_PHOTO_AREA_WHOLE;
  self->y = (area->y + area->height / 2.0) / VELO_PHOTO_AREA_WHOLE;
  velo_photo_geometry_clamp (self);
}
