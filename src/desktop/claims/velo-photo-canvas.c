/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws a photo with the rectangles on it. */

#define G_LOG_DOMAIN "velo-photo-canvas"

#include "config.h"

#include "velo-photo-canvas-private.h"

#include <math.h>

#include "velo-photo-marks.h"

G_DEFINE_FINAL_TYPE (VeloPhotoCanvas, velo_photo_canvas, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_DRAWN,
  SIGNAL_MOVED,
  SIGNAL_SELECTED,
  SIGNAL_REMOVE_REQUESTED,
  SIGNAL_TURN_REQUESTED,
  SIGNAL_ZOOMED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Where the photo lies in the view as it is now. */
VeloPhotoGeometry *
velo_photo_canvas_get_geometry (VeloPhotoCanvas *self)
{
  self->geometry.view_width = MAX (gtk_widget_get_width (GTK_WIDGET (self)), 1);
  self->geometry.view_height = MAX (gtk_widget_get_height (GTK_WIDGET (self)), 1);
  self->geometry.rotation = self->view != NULL ? velo_photo_view_get_rotation (self->view) : 0;
  return &self->geometry;
}

/* The photo is larger, smaller or elsewhere. */
void
velo_photo_canvas_moved (VeloPhotoCanvas *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_ZOOMED], 0);
}

/* @number: of a mark of the view, 0 for none */
void
velo_photo_canvas_choose (VeloPhotoCanvas *self,
                          int              number)
{
  if (self->selected == number)
    return;
  self->selected = number;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0, number);
}

/* Drawing */

static void
velo_photo_canvas_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  VeloPhotoCanvas *self = VELO_PHOTO_CANVAS (widget);
  VeloPhotoGeometry *geometry = velo_photo_canvas_get_geometry (self);
  double scale = velo_photo_geometry_get_scale (geometry);
  double x;
  double y;

  if (self->texture == NULL)
    return;
  velo_photo_geometry_clamp (geometry);
  velo_photo_geometry_to_view (geometry, 0.5, 0.5, &x, &y);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) geometry->view_width,
                                                         (float) geometry->view_height));
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_rotate (snapshot, (float) geometry->rotation);
  gtk_snapshot_append_texture (snapshot, self->texture,
                               &GRAPHENE_RECT_INIT ((float) (-geometry->photo_width * scale / 2),
                                                    (float) (-geometry->photo_height * scale / 2),
                                                    (float) (geometry->photo_width * scale),
                                                    (float) (geometry->photo_height * scale)));
  gtk_snapshot_restore (snapshot);
  velo_photo_marks_snapshot (self->view, geometry, self->selected, &self->pointed, widget, snapshot);
  if (self->swept.size.width > 0 && self->swept.size.height > 0)
    velo_photo_marks_snapshot_frame (snapshot, &self->swept);
  gtk_snapshot_pop (snapshot);
}

static void
velo_photo_canvas_dispose (GObject *object)
{
  VeloPhotoCanvas *self = VELO_PHOTO_CANVAS (object);

  g_clear_object (&self->texture);
  g_clear_object (&self->view);

  G_OBJECT_CLASS (velo_photo_canvas_parent_class)->dispose (object);
}

static void
velo_photo_canvas_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  *minimum = 120;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 480 : 360;
}

/* Not while sizes are given out: who listens changes a label. */
static gboolean
resized_cb (gpointer user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_ZOOMED], 0);
  return G_SOURCE_REMOVE;
}

static void
velo_photo_canvas_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  VeloPhotoCanvas *self = VELO_PHOTO_CANVAS (widget);

  if (self->wanted.width > 0)
    velo_photo_geometry_show (velo_photo_canvas_get_geometry (self), &self->wanted);
  self->wanted.width = 0;
  g_idle_add_full (G_PRIORITY_DEFAULT, resized_cb, g_object_ref (self), g_object_unref);
}

static void
velo_photo_canvas_class_init (VeloPhotoCanvasClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = velo_photo_canvas_dispose;
  widget_class->measure = velo_photo_canvas_measure;
  widget_class->size_allocate = velo_photo_canvas_size_allocate;
  widget_class->snapshot = velo_photo_canvas_snapshot;
  gtk_widget_class_set_css_name (widget_class, "photo");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);

  /**
   * VeloPhotoCanvas::drawn:
   * @area: "x y w h" of a new rectangle
   */
  signals[SIGNAL_DRAWN] =
    g_signal_new ("drawn", VELO_TYPE_PHOTO_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                  G_TYPE_STRING);
  /**
   * VeloPhotoCanvas::moved:
   * @number: of a mark
   * @area: where it shall be, "x y w h"
   */
  signals[SIGNAL_MOVED] =
    g_signal_new ("moved", VELO_TYPE_PHOTO_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT,
                  G_TYPE_STRING);
  /**
   * VeloPhotoCanvas::selected:
   * @number: of the mark that is selected now, 0 for none
   */
  signals[SIGNAL_SELECTED] =
    g_signal_new ("selected", VELO_TYPE_PHOTO_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                  G_TYPE_INT);
  /**
   * VeloPhotoCanvas::remove-requested:
   * @number: of a mark
   */
  signals[SIGNAL_REMOVE_REQUESTED] =
    g_signal_new ("remove-requested", VELO_TYPE_PHOTO_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                  G_TYPE_INT);
  /**
   * VeloPhotoCanvas::turn-requested:
   * @degrees: clockwise, 90 or -90
   */
  signals[SIGNAL_TURN_REQUESTED] =
    g_signal_new ("turn-requested", VELO_TYPE_PHOTO_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                  G_TYPE_INT);
  /**
   * VeloPhotoCanvas::zoomed:
   *
   * The photo is larger, smaller or elsewhere.
   */
  signals[SIGNAL_ZOOMED] =
    g_signal_new ("zoomed", VELO_TYPE_PHOTO_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
velo_photo_canvas_init (VeloPhotoCanvas *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  self->geometry.x = self->geometry.y = 0.5;
  velo_photo_canvas_add_gestures (self);
}

/**
 * velo_photo_canvas_set_photo:
 * @self: a canvas
 * @texture: (nullable): the photo; %NULL while there is none
 * @view: (nullable): how it is looked at
 *
 * Shows the whole photo, with nothing selected.
 */
void
velo_photo_canvas_set_photo (VeloPhotoCanvas *self,
                             GdkTexture      *texture,
                             VeloPhotoView   *view)
{
  g_return_if_fail (VELO_IS_PHOTO_CANVAS (self));

  g_set_object (&self->texture, texture);
  g_set_object (&self->view, view);
  self->geometry.photo_width = texture != NULL ? gdk_texture_get_width (texture) : 1;
  self->geometry.photo_height = texture != NULL ? gdk_texture_get_height (texture) : 1;
  self->wanted.width = 0;
  self->pointed.width = 0;
  self->selected = 0;
  velo_photo_canvas_fit (self);
}

/**
 * velo_photo_canvas_set_editable:
 * @self: a canvas
 * @editable: whether rectangles can be drawn, moved and removed
 */
void
velo_photo_canvas_set_editable (VeloPhotoCanvas *self,
                                gboolean         editable)
{
  g_return_if_fail (VELO_IS_PHOTO_CANVAS (self));

  self->editable = editable;
}

/**
 * velo_photo_canvas_set_drawing:
 * @self: a canvas
 * @drawing: whether the pointer draws a rectangle instead of moving the photo
 */
void
velo_photo_canvas_set_drawing (VeloPhotoCanvas *self,
                               gboolean         drawing)
{
  g_return_if_fail (VELO_IS_PHOTO_CANVAS (self));

  self->drawing = drawing && self->editable;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), self->drawing ? "crosshair" : NULL);
}

/**
 * velo_photo_canvas_update:
 * @self: a canvas whose view has changed
 */
void
velo_photo_canvas_update (VeloPhotoCanvas *self)
{
  g_return_if_fail (VELO_IS_PHOTO_CANVAS (self));

  velo_photo_geometry_clamp (velo_photo_canvas_get_geometry (self));
  velo_photo_canvas_moved (self);
}

/**
 * velo_photo_canvas_set_selected:
 * @self: a canvas
 * @number: of a mark, 0 for none
 */
void
velo_photo_canvas_set_selected (VeloPhotoCanvas *self,
                                int              number)
{
  VeloPhotoArea area;

  g_return_if_fail (VELO_IS_PHOTO_CANVAS (self));

  velo_photo_canvas_choose (self, velo_photo_marks_find (self->view, number, &area) ? number : 0);
}

/**
 * velo_photo_canvas_get_selected:
 * @self: a canvas
 *
 * Returns: number of the mark that is selected, 0 for none
 */
int
velo_photo_canvas_get_selected (VeloPhotoCanvas *self)
{
  g_return_val_if_fail (VELO_IS_PHOTO_CANVAS (self), 0);

  return self->selected;
}

/**
 * velo_photo_canvas_zoom:
 * @self: a canvas
 * @factor: how much larger; the middle stays
 */
void
velo_photo_canvas_zoom (VeloPhotoCanvas *self,
                        double           factor)
{
  VeloPhotoGeometry *geometry;

  g_return_if_fail (VELO_IS_PHOTO_CANVAS (self));

  geometry = velo_photo_canvas_get_geometry (self);
  velo_photo_geometry_zoom (geometry, factor, geometry->view_width / 2, geometry->view_height / 2);
  velo_photo_canvas_moved (self);
}

/**
 * velo_photo_canvas_fit:
 * @self: a canvas
 *
 * Shows the whole photo.
 */
void
velo_photo_canvas_fit (VeloPhotoCanvas *self)
{
  g_return_if_fail (VELO_IS_PHOTO_CANVAS (self));

  self->geometry.scale = 0;
  self->geometry.x = self->geometry.y = 0.5;
  velo_photo_canvas_moved (self);
}

/**
 * velo_photo_canvas_get_percent:
 * @self: a canvas
 *
 * Returns: how large the photo is shown; 100 is a pixel for a pixel
 */
int
velo_photo_canvas_get_percent (VeloPhotoCanvas *self)
{
  g_return_val_if_fail (VELO_IS_PHOTO_CANVAS (self), 100);

  return (int) lround (100 * velo_photo_geometry_get_scale (velo_photo_canvas_get_geometry (self)));
}

/**
 * velo_photo_canvas_show_area:
 * @self: a canvas
 * @area: a rectangle on the photo
 *
 * Zooms to it.
 */
void
velo_photo_canvas_show_area (VeloPhotoCanvas     *self,
                             const VeloPhotoArea *area)
{
  g_return_if_fail (VELO_IS_PHOTO_CANVAS (self));

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) || gtk_widget_get_width (GTK_WIDGET (self)) <= 1)
    {
      self->wanted = *area;
      gtk_widget_queue_resize (GTK_WIDGET (self));
      return;
    }
  velo_photo_geometry_show (velo_photo_canvas_get_geometry (self), area);
  velo_photo_canvas_moved (self);
}

/**
 * velo_photo_canvas_draw:
 * @self: a canvas
 * @x: where the pointer came down, in the canvas
 * @y: as @x
 * @dx: how far it went
 * @dy: as @dx
 *
 * Draws a rectangle as the pointer does; what lies beside the photo is left out.
 */
void
velo_photo_canvas_draw (VeloPhotoCanvas *self,
                        double           x,
                        double           y,
                        double           dx,
                        double           dy)
{
  g_autofree char *text = NULL;
  VeloPhotoArea area;
  double x1;
  double y1;
  double x2;
  double y2;

  g_return_if_fail (VELO_IS_PHOTO_CANVAS (self));

  if (self->texture == NULL || !self->editable)
    return;
  velo_photo_geometry_to_photo (velo_photo_canvas_get_geometry (self), x, y, &x1, &y1);
  velo_photo_geometry_to_photo (velo_photo_canvas_get_geometry (self), x + dx, y + dy, &x2, &y2);
  /* wholly beside the photo: nothing was meant */
  if (MAX (x1, x2) <= 0 || MIN (x1, x2) >= 1 || MAX (y1, y2) <= 0 || MIN (y1, y2) >= 1)
    return;
  area.x = (int) lround (MIN (x1, x2) * VELO_PHOTO_AREA_WHOLE);
  area.y = (int) lround (MIN (y1, y2) * VELO_PHOTO_AREA_WHOLE);
  area.width = (int) lround (fabs (x2 - x1) * VELO_PHOTO_AREA_WHOLE);
  area.height = (int) lround (fabs (y2 - y1) * VELO_PHOTO_AREA_WHOLE);
  velo_photo_area_fit (&area);
  text = velo_photo_area_to_text (&area);
  g_signal_emit (self, signals[SIGNAL_DRAWN], 0, text);
}

/**
 * velo_photo_canvas_point:
 * @self: a canvas
 * @area: (nullable): a rectangle that a line points to; %NULL for none
 *
 * Shows a rectangle that is none of the marks, or no longer one.
 */
void
velo_photo_canvas_point (VeloPhotoCanvas     *self,
                         const VeloPhotoArea *area)
{
  g_return_if_fail (VELO_IS_PHOTO_CANVAS (self));

  if (area != NULL)
    self->pointed = *area;
  else
    self->pointed.width = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
