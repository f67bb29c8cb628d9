/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws a photo with the rectangles on it, and takes what pointer, touch and keyboard do to it. */

#define G_LOG_DOMAIN "velo-photo-canvas"

#include "config.h"

#include "velo-photo-canvas.h"

#include <math.h>

#include "velo-photo-geometry.h"
#include "velo-photo-marks.h"

#define ZOOM_STEP 1.25
#define PAN_STEP 60.0

/* In pixels; less was a click. */
#define LEAST_DRAG 6.0

struct _VeloPhotoCanvas
{
  GtkWidget parent_instance;

  GdkTexture *texture;       /* (owned) (nullable) */
  VeloPhotoView *view;       /* (owned) (nullable) */
  VeloPhotoGeometry geometry;
  VeloPhotoArea wanted;      /* to be zoomed to as soon as there is a size; without width if none is */
  VeloPhotoArea pointed;     /* what else is shown; without width if nothing is */
  graphene_rect_t swept;     /* in the view; without size while nothing is drawn */
  GtkGesture *drag;          /* (borrowed): the widget's own */
  double pointer_x;
  double pointer_y;
  double pinch_scale;        /* when the fingers came down */
  double dragged_x;          /* as far as the photo has gone with the pointer */
  double dragged_y;
  int selected;              /* number of a mark, 0 for none */
  gboolean drawing;
  gboolean editable;
};

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

static VeloPhotoGeometry *
get_geometry (VeloPhotoCanvas *self)
{
  self->geometry.view_width = MAX (gtk_widget_get_width (GTK_WIDGET (self)), 1);
  self->geometry.view_height = MAX (gtk_widget_get_height (GTK_WIDGET (self)), 1);
  self->geometry.rotation = self->view != NULL ? velo_photo_view_get_rotation (self->view) : 0;
  return &self->geometry;
}

static void
changed (VeloPhotoCanvas *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_ZOOMED], 0);
}

/* Marks */

static void
choose (VeloPhotoCanvas *self,
        int              number)
{
  if (self->selected == number)
    return;
  self->selected = number;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0, number);
}

/* In the middle of what is seen, by the keyboard. */
static void
draw_in_middle (VeloPhotoCanvas *self)
{
  VeloPhotoGeometry *geometry = get_geometry (self);

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
  velo_photo_marks_step (&area, get_geometry (self)->rotation, dx, dy, grow);
  text = velo_photo_area_to_text (&area);
  g_signal_emit (self, signals[SIGNAL_MOVED], 0, self->selected, text);
}

/* Drawing */

static void
velo_photo_canvas_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  VeloPhotoCanvas *self = VELO_PHOTO_CANVAS (widget);
  VeloPhotoGeometry *geometry = get_geometry (self);
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
  velo_photo_geometry_zoom (get_geometry (self), pow (ZOOM_STEP, -dy), self->pointer_x, self->pointer_y);
  changed (self);
  return TRUE;
}

static void
pinch_begin_cb (VeloPhotoCanvas *self)
{
  self->pinch_scale = velo_photo_geometry_get_scale (get_geometry (self));
}

static void
pinch_cb (VeloPhotoCanvas *self,
          double           scale,
          GtkGesture      *gesture)
{
  VeloPhotoGeometry *geometry = get_geometry (self);
  double x = geometry->view_width / 2;
  double y = geometry->view_height / 2;

  gtk_gesture_get_bounding_box_center (gesture, &x, &y);
  velo_photo_geometry_zoom (geometry, self->pinch_scale * scale / velo_photo_geometry_get_scale (geometry), x, y);
  changed (self);
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
  velo_photo_geometry_pan (get_geometry (self), dx - self->dragged_x, dy - self->dragged_y);
  self->dragged_x = dx;
  self->dragged_y = dy;
  changed (self);
}

static void
drag_end_cb (VeloPhotoCanvas *self,
             double           dx,
             double           dy)
{
  double x = 0;
  double y = 0;

  self->swept = GRAPHENE_RECT_INIT (0, 0, 0, 0);
  gtk_gesture_drag_get_start_point (GTK_GESTURE_DRAG (self->drag), &x, &y);
  if (fabs (dx) < LEAST_DRAG && fabs (dy) < LEAST_DRAG)
    choose (self, velo_photo_marks_find_at (self->view, get_geometry (self), x, y));
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
      velo_photo_geometry_pan (get_geometry (self), -dx * PAN_STEP, -dy * PAN_STEP);
      changed (self);
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
    g_signal_emit (self, signals[SIGNAL_REMOVE_REQUESTED], 0, self->selected);
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

static void
add_gestures (VeloPhotoCanvas *self)
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
    velo_photo_geometry_show (get_geometry (self), &self->wanted);
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
  add_gestures (self);
}

/**
 * velo_photo_canvas_new:
 *
 * Returns: (transfer floating): a canvas without a photo
 */
GtkWidget *
velo_photo_canvas_new (void)
{
  return g_object_new (VELO_TYPE_PHOTO_CANVAS, NULL);
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

  velo_photo_geometry_clamp (get_geometry (self));
  changed (self);
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

  choose (self, velo_photo_marks_find (self->view, number, &area) ? number : 0);
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

  geometry = get_geometry (self);
  velo_photo_geometry_zoom (geometry, factor, geometry->view_width / 2, geometry->view_height / 2);
  changed (self);
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
  changed (self);
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

  return (int) lround (100 * velo_photo_geometry_get_scale (get_geometry (self)));
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
  velo_photo_geometry_show (get_geometry (self), area);
  changed (self);
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
    g_signal_emit (self, signals[SIGNAL_TURN_REQUESTED], 0, keyval == GDK_KEY_R ? -90 : 90);
  else if (keyval == GDK_KEY_Escape && self->selected != 0)
    choose (self, 0);
  else
    return press_arrow (self, keyval, state) || press_edit (self, keyval);
  return TRUE;
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
  velo_photo_geometry_to_photo (get_geometry (self), x, y, &x1, &y1);
  velo_photo_geometry_to_photo (get_geometry (self), x + dx, y + dy, &x2, &y2);
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
