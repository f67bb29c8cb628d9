/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Converts between points on a page and pixels of a view, and fits pages to views and paper. */

#define G_LOG_DOMAIN "velo-paper"

#include "config.h"

#include "velo-page-geometry.h"

/* Smallest and largest zoom that a fit gives. */
#define MIN_ZOOM 0.05
#define MAX_ZOOM 20.0

static gboolean
is_sideways (int rotation)
{
  return rotation == 90 || rotation == 270;
}

static int
normalize_rotation (int rotation)
{
  int turned = ((rotation % 360) + 360) % 360;

  return (turned + 45) / 90 * 90 % 360;
}

/**
 * velo_page_geometry:
 * @page_width_pt: width of the page, greater than 0
 * @page_height_pt: height of the page, greater than 0
 * @rotation: degrees clockwise; taken to the nearest quarter turn
 * @zoom: view pixels per point, greater than 0
 * @scale_factor: device pixels per view pixel, at least 1
 *
 * Makes a geometry whose values are in range.
 *
 * Returns: the geometry
 */
VeloPageGeometry
velo_page_geometry (double page_width_pt,
                    double page_height_pt,
                    int    rotation,
                    double zoom,
                    double scale_factor)
{
  VeloPageGeometry geometry;

  geometry.page_width_pt = MAX (page_width_pt, 1);
  geometry.page_height_pt = MAX (page_height_pt, 1);
  geometry.rotation = normalize_rotation (rotation);
  geometry.zoom = CLAMP (zoom, MIN_ZOOM, MAX_ZOOM);
  geometry.scale_factor = MAX (scale_factor, 1);
  return geometry;
}

/**
 * velo_page_geometry_get_size:
 * @geometry: a geometry
 * @width: (out): width of the page in the view, in view pixels
 * @height: (out): its height
 *
 * Says how large the page is in the view.
 */
void
velo_page_geometry_get_size (const VeloPageGeometry *geometry,
                             double                 *width,
                             double                 *height)
{
  gboolean sideways = is_sideways (geometry->rotation);

  *width = (sideways ? geometry->page_height_pt : geometry->page_width_pt) * geometry->zoom;
  *height = (sideways ? geometry->page_width_pt : geometry->page_height_pt) * geometry->zoom;
}

/**
 * velo_page_geometry_render_scale:
 * @geometry: a geometry
 *
 * Returns: device pixels per point, the scale for velo_pdf_document_render_async()
 */
double
velo_page_geometry_render_scale (const VeloPageGeometry *geometry)
{
  return geometry->zoom * geometry->scale_factor;
}

/**
 * velo_page_geometry_to_view:
 * @geometry: a geometry
 * @x_pt: page points from the left
 * @y_pt: page points from the bottom
 * @x: (out): view pixels from the left
 * @y: (out): view pixels from the top
 *
 * Converts a point of the page to the view.
 */
void
velo_page_geometry_to_view (const VeloPageGeometry *geometry,
                            double                  x_pt,
                            double                  y_pt,
                            double                 *x,
                            double                 *y)
{
  double down_pt = geometry->page_height_pt - y_pt;
  double view_x = x_pt;
  double view_y = down_pt;

  if (geometry->rotation == 90)
    {
      view_x = geometry->page_height_pt - down_pt;
      view_y = x_pt;
    }
  else if (geometry->rotation == 180)
    {
      view_x = geometry->page_width_pt - x_pt;
      view_y = geometry->page_height_pt - down_pt;
    }
  else if (geometry->rotation == 270)
    {
      view_x = down_pt;
      view_y = geometry->page_width_pt - x_pt;
    }
  *x = view_x * geometry->zoom;
  *y = view_y * geometry->zoom;
}

/**
 * velo_page_geometry_to_page:
 * @geometry: a geometry
 * @x: view pixels from the left
 * @y: view pixels from the top
 * @x_pt: (out): page points from the left
 * @y_pt: (out): page points from the bottom
 *
 * Converts a point of the view to the page; the inverse of
 * velo_page_geometry_to_view(). Points outside the page give values outside it.
 */
void
velo_page_geometry_to_page (const VeloPageGeometry *geometry,
                            double                  x,
                            double                  y,
                            double                 *x_pt,
                            double                 *y_pt)
{
  double view_x = x / geometry->zoom;
  double view_y = y / geometry->zoom;
  double page_x = view_x;
  double down_pt = view_y;

  if (geometry->rotation == 90)
    {
      page_x = view_y;
      down_pt = geometry->page_height_pt - view_x;
    }
  else if (geometry->rotation == 180)
    {
      page_x = geometry->page_width_pt - view_x;
      down_pt = geometry->page_height_pt - view_y;
    }
  else if (geometry->rotation == 270)
    {
      page_x = geometry->page_width_pt - view_y;
      down_pt = view_x;
    }
  *x_pt = page_x;
  *y_pt = geometry->page_height_pt - down_pt;
}

/**
 * velo_page_geometry_rect_to_view:
 * @geometry: a geometry
 * @rect: a rectangle on the page
 * @x: (out): its left edge in the view
 * @y: (out): its top edge in the view
 * @width: (out): its width in the view
 * @height: (out): its height in the view
 *
 * Converts a rectangle of the page to the view.
 */
void
velo_page_geometry_rect_to_view (const VeloPageGeometry *geometry,
                                 const VeloPageRect     *rect,
                                 double                 *x,
                                 double                 *y,
                                 double                 *width,
                                 double                 *height)
{
  double ax;
  double ay;
  double bx;
  double by;

  velo_page_geometry_to_view (geometry, rect->x1, rect->y1, &ax, &ay);
  velo_page_geometry_to_view (geometry, rect->x2, rect->y2, &bx, &by);
  *x = MIN (ax, bx);
  *y = MIN (ay, by);
  *width = ABS (ax - bx);
  *height = ABS (ay - by);
}

/**
 * velo_page_geometry_zoom_to_fit:
 * @page_width_pt: width of the page
 * @page_height_pt: height of the page
 * @rotation: quarter turns, in degrees
 * @view_width: width there is, in view pixels
 * @view_height: height there is, or 0 to fit the width only
 *
 * Returns: the zoom at which the page just fits
 */
double
velo_page_geometry_zoom_to_fit (double page_width_pt,
                                double page_height_pt,
                                int    rotation,
                                double view_width,
                                double view_height)
{
  gboolean sideways = is_sideways (normalize_rotation (rotation));
  double width = MAX (sideways ? page_height_pt : page_width_pt, 1);
  double height = MAX (sideways ? page_width_pt : page_height_pt, 1);
  double zoom = view_width / width;

  if (view_height > 0)
    zoom = MIN (zoom, view_height / height);
  return CLAMP (zoom, MIN_ZOOM, MAX_ZOOM);
}

/**
 * velo_page_geometry_fit_paper:
 * @page_width_pt: width of the page
 * @page_height_pt: height of the page
 * @paper_width_pt: width of the paper
 * @paper_height_pt: height of the paper
 *
 * Puts a page on paper: centred, shrunk where it is too large, never enlarged,
 * so that a form of 208 mm is printed on A4 in its own size. Pages within one
 * percent of the paper are not shrunk: all printers leave a margin anyway.
 *
 * Returns: where and how large the page is drawn
 */
VeloPaperFit
velo_page_geometry_fit_paper (double page_width_pt,
                              double page_height_pt,
                              double paper_width_pt,
                              double paper_height_pt)
{
  double scale = MIN (paper_width_pt / MAX (page_width_pt, 1),
                      paper_height_pt / MAX (page_height_pt, 1));
  VeloPaperFit fit;

  if (scale > 0.99)
    scale = 1;
  fit.scale = scale;
  fit.x_pt = (paper_width_pt - page_width_pt * scale) / 2;
  fit.y_pt = (paper_height_pt - page_height_pt * scale) / 2;
  return fit;
}
