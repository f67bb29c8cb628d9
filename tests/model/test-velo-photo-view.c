/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests rectangles on photos and how photos are looked at. */

#include "velo-photo-view.h"

static void
test_parse (void)
{
  static const struct { const char *text; gboolean right; } texts[] = {
    { "0 0 10000 10000", TRUE }, { "100 200 300 400", TRUE }, { "9999 9999 1 1", TRUE }, { NULL, FALSE }, { "", FALSE },
    { "0 0 10001 1", FALSE }, { "5000 0 5001 1", FALSE }, { "0 0 0 1", FALSE }, { "0 0 1", FALSE },
    { "0 0 1 1 ", FALSE }, { " 0 0 1 1", FALSE }, { "0  0 1 1", FALSE }, { "-1 0 1 1", FALSE }, { "00 0 1 1", FALSE },
    { "0 0 1 1 1", FALSE }, { "0 0 99999999999 1", FALSE }, { "a b c d", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      VeloPhotoArea area;

      g_assert_cmpint (velo_photo_area_parse (texts[i].text, &area), ==, texts[i].right);
      if (texts[i].right)
        {
          g_autofree char *text = velo_photo_area_to_text (&area);

          g_assert_cmpstr (text, ==, texts[i].text);
        }
    }
}

/* Whatever was drawn comes to lie on the photo. */
static void
test_fit (void)
{
  static const struct { VeloPhotoArea drawn; VeloPhotoArea fitting; } areas[] = {
    { { 100, 200, 300, 400 }, { 100, 200, 300, 400 } },
    { { 400, 600, -300, -400 }, { 100, 200, 300, 400 } },
    { { -500, -500, 1000, 2000 }, { 0, 0, 500, 1500 } },
    { { 9000, 9000, 5000, 5000 }, { 9000, 9000, 1000, 1000 } },
    { { 500, 500, 0, 3 }, { 500, 500, 50, 50 } },
    { { 12000, -9000, 100, 100 }, { 9950, 0, 50, 50 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (areas); i++)
    {
      VeloPhotoArea area = areas[i].drawn;
      g_autofree char *text = NULL;
      g_autofree char *wanted = velo_photo_area_to_text (&areas[i].fitting);

      velo_photo_area_fit (&area);
      text = velo_photo_area_to_text (&area);
      g_assert_cmpstr (text, ==, wanted);
      g_assert_true (velo_photo_area_parse (text, &area));
    }
}

static void
test_view (void)
{
  g_autoptr(VeloPhotoView) view = velo_photo_view_new ();
  const VeloPhotoArea area = { 100, 100, 200, 200 };
  g_autoptr(VeloPhotoMark) mark = NULL;

  g_assert_true (velo_photo_view_is_sane (view));
  g_assert_cmpint (velo_photo_view_add (view, &area), ==, 1);
  g_assert_cmpint (velo_photo_view_add (view, &area), ==, 2);
  /* a number is not given twice while later ones are there */
  g_list_store_remove (velo_photo_view_get_marks (view), 0);
  g_assert_cmpint (velo_photo_view_add (view, &area), ==, 3);
  g_assert_true (velo_photo_view_is_sane (view));
  velo_photo_view_set_rotation (view, 45);
  g_assert_false (velo_photo_view_is_sane (view));
  velo_photo_view_set_rotation (view, 360);
  g_assert_false (velo_photo_view_is_sane (view));
  velo_photo_view_set_rotation (view, -90);
  g_assert_false (velo_photo_view_is_sane (view));
  velo_photo_view_set_rotation (view, 270);
  g_assert_true (velo_photo_view_is_sane (view));
  mark = g_list_model_get_item (G_LIST_MODEL (velo_photo_view_get_marks (view)), 1);
  velo_photo_mark_set_number (mark, 2);
  g_assert_false (velo_photo_view_is_sane (view));
  velo_photo_mark_set_number (mark, 9);
  velo_photo_mark_set_area (mark, "9000 0 2000 1");
  g_assert_false (velo_photo_view_is_sane (view));
}

static void
test_too_many (void)
{
  g_autoptr(VeloPhotoView) view = velo_photo_view_new ();
  const VeloPhotoArea area = { 100, 100, 200, 200 };

  for (int i = 1; i < 100; i++)
    g_assert_cmpint (velo_photo_view_add (view, &area), ==, i);
  g_assert_cmpint (velo_photo_view_add (view, &area), ==, 0);
  g_assert_true (velo_photo_view_is_sane (view));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/photo-view/parse", test_parse);
  g_test_add_func ("/model/photo-view/fit", test_fit);
  g_test_add_func ("/model/photo-view/view", test_view);
  g_test_add_func ("/model/photo-view/too-many", test_too_many);
  return g_test_run ();
}
