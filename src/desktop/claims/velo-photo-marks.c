/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rectangles on a photo: found, moved by steps, and drawn. */

#define G_LOG_DOMAIN "velo-photo-marks"

#include "config.h"

#include "velo-photo-marks.h"

/* By the keyboard: how far a rectangle moves or grows, of 10000. */
#define MARK_STEP 100

static guint
get_n_marks (VeloPhotoView *view)
{
  return view != NULL ? g_list_model_get_n_items (G_LIST_MODEL (velo_photo_view_get_marks (view))) : 0;
}

static int
get_mark (VeloPhotoView *view,
          guint          i,
          VeloPhotoArea *area)
{
  g_autoptr(VeloPhotoMark) mark = g_list_model_get_item (G_LIST_MODEL (velo_photo_view_get_marks (view)), i);

  if (!velo_photo_area_parse (velo_photo_mark_get_area (mark), area))
    return 0;
  return velo_photo_mark_get_number (mark);
}

/**
 * velo_photo_marks_find:
 * @view: (nullable): how a photo is looked at
 * @number: of a mark
 * @area: (out): where it is
 *
 * Returns: whether there is one
 */
gboolean
velo_photo_marks_find (VeloPhotoView *view,
                       int            number,
                       VeloPhotoArea *area)
{
  for (guint i = 0; i < get_n_marks (view); i++)
    if (get_mark (view, i, area) == number)
      return number > 0;
  return FALSE;
}

/**
 * velo_photo_marks_find_at:
 * @view: (nullable): how a photo is looked at
 * @geometry: where the photo lies
 * @x: in the view
 * @y: in the view
 *
 * Returns: number of the smallest mark there, for one may lie in another; 0 if there is none
 */
int
velo_photo_marks_find_at (VeloPhotoView           *view,
                          const VeloPhotoGeometry *geometry,
                          double                   x,
                          double                   y)
{
  const graphene_point_t point = GRAPHENE_POINT_INIT ((float) x, (float) y);
  int found = 0;
  gint64 least = G_MAXINT64;

  for (guint i = 0; i < get_n_marks (view); i++)
    {
      VeloPhotoArea area;
      graphene_rect_t rect;
      int number = get_mark (view, i, &area);

      if (number == 0 || (gint64) area.width * area.height >= least)
        continue;
      velo_photo_geometry_get_area (geometry, &area, &rect);
      if (!graphene_rect_contains_point (&rect, &point))
        continue;
      found = number;
      least = (gint64) area.width * area.height;
    }
  return found;
}

/**
 * velo_photo_marks_step:
 * @area: (inout): a rectangle
 * @rotation: of the photo
 * @dx: steps to the right as one sees it
 * @dy: steps down as one sees it
 * @grow: whether the rectangle grows instead of moving
 */
void
velo_photo_marks_step (VeloPhotoArea *area,
                       int            rotation,
                       int            dx,
                       int            dy,
                       gboolean       grow)
{
  int step_x = rotation == 0 ? dx : rotation == 90 ? dy : rotation == 180 ? -dx : -dy;
  int step_y = rotation == 0 ? dy : rotation == 90 ? -dx : rotation == 180 ? -dy : dx;

  if (grow)
    {
      /* what grows as one sees it grows, whichever way the photo is turned */
      int by_x = (rotation % 180 == 0 ? dx : dy) * MARK_STEP;
      int by_y = (rotation % 180 == 0 ? dy : dx) * MARK_STEP;

      area->width = MAX (area->width + by_x, 1);
      area->height = MAX (area->height + by_y, 1);
    }
  else
    {
      area->x = CLAMP (area->x + step_x * MARK_STEP, 0, VELO_PHOTO_AREA_WHOLE - area->width);
      area->y = CLAMP (area->y + step_y * MARK_STEP, 0, VELO_PHOTO_AREA_WHOLE - area->height);
    }
  velo_photo_area_fit (area);
}

/* Drawing */

static void
snapshot_frame (GtkSnapshot           *snapshot,
                const graphene_rect_t *area,
                const GdkRGBA         *line,
                float                  width)
{
  const GdkRGBA dark = { 0, 0, 0, 0.6f };
  const float outer[] = { width + 2, width + 2, width + 2, width + 2 };
  const float inner[] = { width, width, width, width };
  const GdkRGBA darks[] = { dark, dark, dark, dark };
  const GdkRGBA lines[] = { *line, *line, *line, *line };
  graphene_rect_t wide = *area;
  GskRoundedRect outline;

  /* dark around light is seen on any paint */
  graphene_rect_inset (&wide, -1, -1);
  gsk_rounded_rect_init_from_rect (&outline, &wide, 3);
  gtk_snapshot_append_border (snapshot, &outline, outer, darks);
  gsk_rounded_rect_init_from_rect (&outline, area, 2);
  gtk_snapshot_append_border (snapshot, &outline, inner, lines);
}

static void
snapshot_number (GtkWidget             *widget,
                 GtkSnapshot           *snapshot,
                 const graphene_rect_t *area,
                 int                    number)
{
  const GdkRGBA back = { 0, 0, 0, 0.75f };
  const GdkRGBA ink = { 1, 1, 1, 1 };
  g_autofree char *text = g_strdup_printf ("%d", number);
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  graphene_rect_t plate;
  int width;
  int height;

  pango_layout_get_pixel_size (layout, &width, &height);
  graphene_rect_init (&plate, area->origin.x, area->origin.y, (float) width + 10, (float) height + 2);
  gtk_snapshot_append_color (snapshot, &back, &plate);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (plate.origin.x + 5, plate.origin.y + 1));
  gtk_snapshot_append_layout (snapshot, layout, &ink);
  gtk_snapshot_restore (snapshot);
}

/**
 * velo_photo_marks_snapshot_frame:
 * @snapshot: to draw on
 * @area: where, in the view
 *
 * Draws the rectangle that is being drawn.
 */
void
velo_photo_marks_snapshot_frame (GtkSnapshot           *snapshot,
                                 const graphene_rect_t *area)
{
  const GdkRGBA line = { 0.35f, 0.8f, 1, 1 };

  snapshot_frame (snapshot, area, &line, 2);
}

/**
 * velo_photo_marks_snapshot:
 * @view: (nullable): how a photo is looked at
 * @geometry: where the photo lies
 * @selected: number of the mark that stands out, 0 for none
 * @pointed: another rectangle that stands out; without width if there is none
 * @widget: what it is drawn for
 * @snapshot: to draw on
 */
void
velo_photo_marks_snapshot (VeloPhotoView           *view,
                           const VeloPhotoGeometry *geometry,
                           int                      selected,
                           const VeloPhotoArea     *pointed,
                           GtkWidget               *widget,
                           GtkSnapshot             *snapshot)
{
  const GdkRGBA plain = { 1, 0.85f, 0.2f, 1 };
  const GdkRGBA chosen = { 0.35f, 0.8f, 1, 1 };
  const GdkRGBA other = { 0.55f, 1, 0.55f, 1 };
  graphene_rect_t rect;

  if (pointed->width > 0)
    {
      velo_photo_geometry_get_area (geometry, pointed, &rect);
      snapshot_frame (snapshot, &rect, &other, 3);
    }
  for (guint i = 0; i < get_n_marks (view); i++)
    {
      VeloPhotoArea area;
      int number = get_mark (view, i, &area);

      if (number == 0)
        continue;
      velo_photo_geometry_get_area (geometry, &area, &rect);
      snapshot_frame (snapshot, &rect, number == selected ? &chosen : &plain, number == selected ? 4 : 2);
      snapshot_number (widget, snapshot, &rect, number);
    }
}
