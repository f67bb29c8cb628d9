/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests converting between page and view as a table, and fitting pages. */

#include "velo-page-geometry.h"

static const int rotations[] = { 0, 90, 180, 270 };
static const double zooms[] = { 0.25, 1.0, 1.37, 4.0 };

static void
test_round_trip (void)
{
  static const double points[][2] = { { 0, 0 }, { 589.606, 839.055 }, { 37.3, 746.1 }, { -5, 900 } };

  for (gsize r = 0; r < G_N_ELEMENTS (rotations); r++)
    for (gsize z = 0; z < G_N_ELEMENTS (zooms); z++)
      for (gsize p = 0; p < G_N_ELEMENTS (points); p++)
        {
          VeloPageGeometry geometry = velo_page_geometry (589.606, 839.055, rotations[r], zooms[z], 2);
          double x;
          double y;
          double x_pt;
          double y_pt;

          velo_page_geometry_to_view (&geometry, points[p][0], points[p][1], &x, &y);
          velo_page_geometry_to_page (&geometry, x, y, &x_pt, &y_pt);
          g_assert_cmpfloat_with_epsilon (x_pt, points[p][0], 0.01);
          g_assert_cmpfloat_with_epsilon (y_pt, points[p][1], 0.01);
        }
}

static void
test_corners (void)
{
  /* Where the page's top left corner is in the view, in parts of the view. */
  static const double corners[][2] = { { 0, 0 }, { 1, 0 }, { 1, 1 }, { 0, 1 } };

  for (gsize r = 0; r < G_N_ELEMENTS (rotations); r++)
    {
      VeloPageGeometry geometry = velo_page_geometry (600, 800, rotations[r], 1.5, 1);
      double width;
      double height;
      double x;
      double y;

      velo_page_geometry_get_size (&geometry, &width, &height);
      g_assert_cmpfloat_with_epsilon (width, r % 2 == 0 ? 900 : 1200, 0.001);
      velo_page_geometry_to_view (&geometry, 0, 800, &x, &y);
      g_assert_cmpfloat_with_epsilon (x, corners[r][0] * width, 0.001);
      g_assert_cmpfloat_with_epsilon (y, corners[r][1] * height, 0.001);
    }
}

static void
test_rect (void)
{
  VeloPageGeometry geometry = velo_page_geometry (600, 800, 90, 2, 1);
  VeloPageRect rect = { 10, 20, 110, 50 };
  double x;
  double y;
  double width;
  double height;

  velo_page_geometry_rect_to_view (&geometry, &rect, &x, &y, &width, &height);
  g_assert_cmpfloat_with_epsilon (x, 40, 0.001);
  g_assert_cmpfloat_with_epsilon (y, 20, 0.001);
  g_assert_cmpfloat_with_epsilon (width, 60, 0.001);
  g_assert_cmpfloat_with_epsilon (height, 200, 0.001);
}

static void
test_out_of_range (void)
{
  VeloPageGeometry geometry = velo_page_geometry (0, -5, -90, 0, 0);

  g_assert_cmpint (geometry.rotation, ==, 270);
  g_assert_cmpfloat (geometry.page_width_pt, >, 0);
  g_assert_cmpfloat (geometry.page_height_pt, >, 0);
  g_assert_cmpfloat (geometry.zoom, >, 0);
  g_assert_cmpfloat (velo_page_geometry_render_scale (&geometry), >, 0);
  g_assert_cmpint (velo_page_geometry (1, 1, 450, 1, 1).rotation, ==, 90);
}

static void
test_fit (void)
{
  VeloPaperFit fit;

  g_assert_cmpfloat_with_epsilon (velo_page_geometry_zoom_to_fit (600, 800, 0, 300, 800), 0.5, 0.001);
  g_assert_cmpfloat_with_epsilon (velo_page_geometry_zoom_to_fit (600, 800, 90, 800, 300), 0.5, 0.001);
  g_assert_cmpfloat_with_epsilon (velo_page_geometry_zoom_to_fit (600, 800, 0, 1200, 0), 2, 0.001);
  g_assert_cmpfloat (velo_page_geometry_zoom_to_fit (600, 800, 0, 0, 0), >, 0);

  fit = velo_page_geometry_fit_paper (589.606, 839.055, 595.276, 841.89);
  g_assert_cmpfloat (fit.scale, ==, 1);
  g_assert_cmpfloat_with_epsilon (fit.x_pt, 2.835, 0.001);
  fit = velo_page_geometry_fit_paper (1190, 1684, 595, 842);
  g_assert_cmpfloat_with_epsilon (fit.scale, 0.5, 0.001);
  g_assert_cmpfloat_with_epsilon (fit.y_pt, 0, 0.001);
  fit = velo_page_geometry_fit_paper (100, 100, 595, 842);
  g_assert_cmpfloat (fit.scale, ==, 1);
  g_assert_cmpfloat_with_epsilon (fit.y_pt, 371, 0.001);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paper/geometry/round-trip", test_round_trip);
  g_test_add_func ("/paper/geometry/corners", test_corners);
  g_test_add_func ("/paper/geometry/rect", test_rect);
  g_test_add_func ("/paper/geometry/out-of-range", test_out_of_range);
  g_test_add_func ("/paper/geometry/fit", test_fit);
  return g_test_run ();
}
