/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What pointer, touch and keyboard do to a photo and the rectangles on it. */

#define G_LOG_DOMAIN "velo-photo-canvas"

#include "config.h"

#include "velo-photo-canvas-private.h"

#include <math.h>

#include "velo-photo-marks.h"

#define ZOOM_STEP 1.25
#define PAN_STEP 60.0

/* In pixels; less was a click. */
#define LEAST_DRAG 6.0

/* Marks */

/* In the middle of what is seen, by the keyboard. */
static void
draw_in_middle (VeloPhotoCanvas *self)
{
  VeloPhotoGeometry *geometry = velo_photo_canvas_get_geometry (self);

  velo_photo_canvas_draw (self, geometry->view_width * 0.4, geometry->view_height * 0.4, geometry->view_width * 0.2,
                          geometry->view_height * 0.2);
}

static void
move_mark (VeloPhotoCanvas *self,
           int              dx,
           int              dy,
           gboolean         grow)
{
  VeloPhotoArea area;
  g_autofree char *text = NULL;

  if (!velo_photo_marks_find (self->view, self->selected, &area))
    return;
  velo_photo_marks_step (&area, velo_photo_canvas_get_geometry (self)->rotation, dx, dy, grow);
  text = velo_photo_area_to_text (&area);
  g_signal_emit_by_name (self, "moved", self->selected, text);
}

/* Pointer and touch */

static void
motion_cb (VeloPhotoCanvas *self,
           double           x,
           double           y)
{
  self->pointer_x = x;
  self->pointer_y = y;
}

static gboolean
scroll_cb (VeloPhotoCanvas *self,
           double           dx,
           double           dy)
{
  if (self->texture == NULL)
    return FALSE;
  velo_photo_geometry_zoom (velo_photo_canvas_get_geometry (self), pow (ZOOM_STEP, -dy), self->pointer_x,
                            self->pointer_y);
  velo_photo_canvas_moved (self);
  return TRUE;
}

static void
pinch_begin_cb (VeloPhotoCanvas *self)
{
  self->pinch_scale = velo_photo_geometry_get_scale (velo_photo_canvas_get_geometry (self));
}

static void
pinch_cb (VeloPhotoCanvas *self,
          double           scale,
          GtkGesture      *gesture)
{
  VeloPhotoGeometry *geometry = velo_photo_canvas_get_geometry (self);
  double x = geometry->view_width / 2;
  double y = geometry->view_height / 2;

  gtk_gesture_get_bounding_box_center (gesture, &x, &y);
  velo_photo_geometry_zoom (geometry, self->pinch_scale * scale / velo_photo_geometry_get_scale (geometry), x, y);
  velo_photo_canvas_moved (self);
}

static void
drag_begin_cb (VeloPhotoCanvas *self)
{
  self->dragged_x = 0;
  self->dragged_y = 0;
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
drag_update_cb (VeloPhotoCanvas *self,
                double           dx,
                double           dy)
{
  double x = 0;
  double y = 0;

  if (self->drawing && gtk_gesture_drag_get_start_point (GTK_GESTURE_DRAG (self->drag), &x, &y))
    {
      graphene_rect_init (&self->swept, (float) x, (float) y, (float) dx, (float) dy);
      graphene_rect_normalize (&self->swept);
      gtk_widget_queue_draw (GTK_WIDGET (self));
      return;
    }
  velo_photo_geometry_pan (velo_photo_canvas_get_geometry (self), dx - self->dragged_x, dy - self->dragged_y);
  self->dragged_x = dx;
  self->dragged_y = dy;
  velo_photo_canvas_moved (self);
}

static void
drag_end_cb (VeloPhotoCanvas *self,
             double           dx,
             double           dy)
{
  double x = 0;
  double y = 0;

  self->swept = GRAPHENE_RECT_INIT (0, 0, 0, 0);
  /* also where nothing comes of it, as beside the photo */
  gtk_widget_queue_draw (GTK_WIDGET (self));
  gtk_gesture_drag_get_start_point (GTK_GESTURE_DRAG (self->drag), &x, &y);
  if (fabs (dx) < LEAST_DRAG && fabs (dy) < LEAST_DRAG)
    velo_photo_canvas_choose (self, velo_photo_marks_find_at (self->view, velo_photo_canvas_get_geometry (self), x, y));
  else if (self->drawing)
    velo_photo_canvas_draw (self, x, y, dx, dy);
}

static void
cancel_cb (VeloPhotoCanvas *self)
{
  self->swept = GRAPHENE_RECT_INIT (0, 0, 0, 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Keyboard */

static gboolean
press_arrow (VeloPhotoCanvas *self,
             guint            keyval,
             GdkModifierType  state)
{
  int dx = keyval == GDK_KEY_Left ? -1 : keyval == GDK_KEY_Right ? 1 : 0;
  int dy = keyval == GDK_KEY_Up ? -1 : keyval == GDK_KEY_Down ? 1 : 0;

  if (dx == 0 && dy == 0)
    return FALSE;
  if (self->selected != 0 && self->editable && (state & GDK_CONTROL_MASK) == 0)
    move_mark (self, dx, dy, (state & GDK_SHIFT_MASK) != 0);
  else
    {
      velo_photo_geometry_pan (velo_photo_canvas_get_geometry (self), -dx * PAN_STEP, -dy * PAN_STEP);
      velo_photo_canvas_moved (self);
    }
  return TRUE;
}

static gboolean
press_edit (VeloPhotoCanvas *self,
            guint            keyval)
{
  if (!self->editable)
    return FALSE;
  if (keyval == GDK_KEY_n || keyval == GDK_KEY_N)
    draw_in_middle (self);
  else if (keyval == GDK_KEY_Delete && self->selected != 0)
    g_signal_emit_by_name (self, "remove-requested", self->selected);
  else
    return FALSE;
  return TRUE;
}

static gboolean
key_cb (VeloPhotoCanvas *self,
        guint            keyval,
        guint            keycode,
        GdkModifierType  state)
{
  return velo_photo_canvas_press_key (self, keyval, state);
}

/**
 * velo_photo_canvas_press_key:
 * @self: a canvas
 * @keyval: a key
 * @state: with what
 *
 * What a key does while the photo has the focus: + - 0 zoom, arrows move the photo or, with Shift
 * growing, the selected rectangle, R turns, N draws a rectangle, Delete removes it.
 *
 * Returns: whether it did something
 */
gboolean
velo_photo_canvas_press_key (VeloPhotoCanvas *self,
                             guint            keyval,
                             GdkModifierType  state)
{
  g_return_val_if_fail (VELO_IS_PHOTO_CANVAS (self), FALSE);

  if (self->texture == NULL || (state & GDK_ALT_MASK) != 0)
    return FALSE;
  if (keyval == GDK_KEY_plus || keyval == GDK_KEY_KP_Add || keyval == GDK_KEY_equal)
    velo_photo_canvas_zoom (self, ZOOM_STEP);
  else if (keyval == GDK_KEY_minus || keyval == GDK_KEY_KP_Subtract)
    velo_photo_canvas_zoom (self, 1 / ZOOM_STEP);
  else if (keyval == GDK_KEY_0 || keyval == GDK_KEY_KP_0)
    velo_photo_canvas_fit (self);
  else if (keyval == GDK_KEY_r || keyval == GDK_KEY_R)
    g_signal_emit_by_name (self, "turn-requested", keyval == GDK_KEY_R ? -90 : 90);
  else if (keyval == GDK_KEY_Escape && self->selected != 0)
    velo_photo_canvas_choose (self, 0);
  else
    return press_arrow (self, keyval, state) || press_edit (self, keyval);
  return TRUE;
}

/* The canvas keeps them. */
void
velo_photo_canvas_add_gestures (VeloPhotoCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();

  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (widget, motion);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (widget, scroll);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (widget, keys);
  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect_swapped (pinch, "scale-changed", G_CALLBACK (pinch_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pinch));
  self->drag = gtk_gesture_drag_new ();
  g_signal_connect_swapped (self->drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (self->drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (self->drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect_swapped (self->drag, "cancel", G_CALLBACK (cancel_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (self->drag));
}
