/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VeloPageRect:
 * @x1: left
 * @y1: bottom
 * @x2: right
 * @y2: top
 *
 * A rectangle on a page in page points: 1/72 inch, origin at the bottom left
 * of the page as it is shown, y upwards. The whole room speaks page points;
 * only #VeloInk has its own (see there).
 */
typedef struct
{
  double x1;
  double y1;
  double x2;
  double y2;
} VeloPageRect;

/**
 * VeloPageGeometry:
 * @page_width_pt: width of the unrotated page
 * @page_height_pt: height of the unrotated page
 * @rotation: how the view turns the page clockwise: 0, 90, 180 or 270
 * @zoom: view pixels (GTK's logical pixels) per point; 1.0 is 72 dots an inch
 * @scale_factor: device pixels per view pixel
 *
 * How a page lies in a view whose origin is the page's top left corner as
 * shown. A plain value; all functions on it are pure.
 */
typedef struct
{
  double page_width_pt;
  double page_height_pt;
  int    rotation;
  double zoom;
  double scale_factor;
} VeloPageGeometry;

/**
 * VeloPaperFit:
 * @scale: paper points per page point
 * @x_pt: distance of the page's left edge from the paper's
 * @y_pt: distance of the page's top edge from the paper's
 *
 * How a page is put on a sheet of paper: centred, and shrunk if need be.
 */
typedef struct
{
  double scale;
  double x_pt;
  double y_pt;
} VeloPaperFit;

VeloPageGeometry velo_page_geometry              (double                  page_width_pt,
                                                  double                  page_height_pt,
                                                  int                     rotation,
                                                  double                  zoom,
                                                  double                  scale_factor);
void             velo_page_geometry_get_size     (const VeloPageGeometry *geometry,
                                                  double                 *width,
                                                  double                 *height);
double           velo_page_geometry_render_scale (const VeloPageGeometry *geometry);
void             velo_page_geometry_to_view      (const VeloPageGeometry *geometry,
                                                  double                  x_pt,
                                                  double                  y_pt,
                                                  double                 *x,
                                                  double                 *y);
void             velo_page_geometry_to_page      (const VeloPageGeometry *geometry,
                                                  double                  x,
                                                  double                  y,
                                                  double                 *x_pt,
                                                  double                 *y_pt);
void             velo_page_geometry_rect_to_view (const VeloPageGeometry *geometry,
                                                  const VeloPageRect     *rect,
                                                  double                 *x,
                                                  double                 *y,
                                                  double                 *width,
                                                  double                 *height);
double           velo_page_geometry_zoom_to_fit  (double                  page_width_pt,
                                                  double                  page_height_pt,
                                                  int                     rotation,
                                                  double                  view_width,
                                                  double                  view_height);
VeloPaperFit     velo_page_geometry_fit_paper    (double                  page_width_pt,
                                                  double                  page_height_pt,
                                                  double                  paper_width_pt,
                                                  double                  paper_height_pt);

G_END_DECLS
