/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes a signature by pen, finger or mouse. */

#define G_LOG_DOMAIN "velo-signature-pad"

#include "config.h"

#include "velo-signature-pad.h"

#include <math.h>

#include "velo-date.h"

#define PAD_WIDTH_PT 264.0
#define PAD_HEIGHT_PT 72.0
#define PEN_WIDTH_PT 1.2
#define MIN_STEP_PT 0.4

/**
 * VeloSignaturePad:
 *
 * A white sheet with a line. Keeps what is drawn as #VeloInk in points, so
 * that nothing depends on how large the pad is on the screen. "changed" tells
 * of each stroke.
 */
struct _VeloSignaturePad
{
  GtkWidget parent_instance;

  VeloInk  *ink;         /* (owned) (not nullable) */
  gboolean  pen_down;    /* a pen draws: what it also says as a pointer is not counted twice */
  gboolean  pointer_down;
  double    start_x;     /* of the drag */
  double    start_y;
  double    last_x_pt;
  double    last_y_pt;
};

G_DEFINE_FINAL_TYPE (VeloSignaturePad, velo_signature_pad, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static double
get_scale (VeloSignaturePad *self)
{
  return MAX (0.1, gtk_widget_get_width (GTK_WIDGET (self)) / PAD_WIDTH_PT);
}

static void
update_actions (VeloSignaturePad *self)
{
  gboolean empty = velo_signature_pad_is_empty (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "signature.clear", !empty);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "signature.undo", !empty);
}

static void
add_point (VeloSignaturePad *self,
           double            x,
           double            y,
           double            pressure,
           gboolean          first)
{
  double scale = get_scale (self);
  double x_pt = CLAMP (x / scale, 0, PAD_WIDTH_PT);
  double y_pt = CLAMP (y / scale, 0, PAD_HEIGHT_PT);

  if (!first && hypot (x_pt - self->last_x_pt, y_pt - self->last_y_pt) < MIN_STEP_PT)
    return;
  if (first)
    velo_ink_begin_stroke (self->ink);
  self->last_x_pt = x_pt;
  self->last_y_pt = y_pt;
  velo_ink_add_point (self->ink, x_pt, y_pt, velo_time_now (), CLAMP (pressure, 0, 1));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
finish_stroke (VeloSignaturePad *self)
{
  update_actions (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static double
get_pressure (GtkGestureStylus *gesture)
{
  double pressure = 0.5;

  if (!gtk_gesture_stylus_get_axis (gesture, GDK_AXIS_PRESSURE, &pressure))
    return 0.5;
  return pressure;
}

static void
pen_down_cb (VeloSignaturePad *self,
             double            x,
             double            y,
             GtkGestureStylus *gesture)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  self->pen_down = TRUE;
  add_point (self, x, y, get_pressure (gesture), TRUE);
}

static void
pen_motion_cb (VeloSignaturePad *self,
               double            x,
               double            y,
               GtkGestureStylus *gesture)
{
  g_autofree GdkTimeCoord *backlog = NULL;
  guint n_points = 0;

  if (!self->pen_down)
    return;
  if (gtk_gesture_stylus_get_backlog (gesture, &backlog, &n_points))
    for (guint i = 0; i < n_points; i++)
      add_point (self, backlog[i].axes[GDK_AXIS_X], backlog[i].axes[GDK_AXIS_Y],
                 (backlog[i].flags & GDK_AXIS_FLAG_PRESSURE) != 0 ? backlog[i].axes[GDK_AXIS_PRESSURE]
                                                                  : 0.5,
                 FALSE);
  add_point (self, x, y, get_pressure (gesture), FALSE);
}

static void
pen_up_cb (VeloSignaturePad *self,
           double            x,
           double            y,
           GtkGestureStylus *gesture)
{
  if (!self->pen_down)
    return;
  self->pen_down = FALSE;
  finish_stroke (self);
}

static void
drag_begin_cb (VeloSignaturePad *self,
               double            x,
               double            y,
               GtkGestureDrag   *gesture)
{
  if (self->pen_down)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  self->pointer_down = TRUE;
  self->start_x = x;
  self->start_y = y;
  add_point (self, x, y, 0.5, TRUE);
}

static void
drag_update_cb (VeloSignaturePad *self,
                double            offset_x,
                double            offset_y,
                GtkGestureDrag   *gesture)
{
  if (self->pointer_down)
    add_point (self, self->start_x + offset_x, self->start_y + offset_y, 0.5, FALSE);
}

static void
drag_end_cb (VeloSignaturePad *self,
             double            offset_x,
             double            offset_y,
             GtkGestureDrag   *gesture)
{
  if (!self->pointer_down)
    return;
  self->pointer_down = FALSE;
  finish_stroke (self);
}

static void
clear_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  velo_signature_pad_clear (VELO_SIGNATURE_PAD (widget));
}

static void
undo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  velo_signature_pad_undo (VELO_SIGNATURE_PAD (widget));
}

static void
velo_signature_pad_finalize (GObject *object)
{
  g_clear_object (&VELO_SIGNATURE_PAD (object)->ink);

  G_OBJECT_CLASS (velo_signature_pad_parent_class)->finalize (object);
}

static GtkSizeRequestMode
velo_signature_pad_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
velo_signature_pad_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 240;
      *natural = 560;
    }
  else
    *minimum = *natural =
      (int) ceil ((for_size > 0 ? for_size : 240) * PAD_HEIGHT_PT / PAD_WIDTH_PT);
}

/* Ink is dark on white in every colour scheme: this is paper. */
static void
velo_signature_pad_snapshot (GtkWidget   *widget,
                             GtkSnapshot *snapshot)
{
  VeloSignaturePad *self = VELO_SIGNATURE_PAD (widget);
  const GdkRGBA white = { 1, 1, 1, 1 };
  const GdkRGBA grey = { 0.45f, 0.45f, 0.45f, 1 };
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  double scale = get_scale (self);
  cairo_t *cr;

  gtk_snapshot_append_color (snapshot, &white, &GRAPHENE_RECT_INIT (0, 0, width, height));
  gtk_snapshot_append_color (snapshot, &grey,
                             &GRAPHENE_RECT_INIT ((float) (12 * scale), (float) (height * 0.78),
                                                  (float) (width - 24 * scale), 1));
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  cairo_scale (cr, scale, scale);
  cairo_set_source_rgb (cr, 0.04, 0.08, 0.32);
  velo_ink_draw (self->ink, cr, PEN_WIDTH_PT);
  cairo_destroy (cr);
}

static void
add_gestures (VeloSignaturePad *self)
{
  GtkGesture *pen = gtk_gesture_stylus_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect_swapped (pen, "down", G_CALLBACK (pen_down_cb), self);
  g_signal_connect_swapped (pen, "motion", G_CALLBACK (pen_motion_cb), self);
  g_signal_connect_swapped (pen, "up", G_CALLBACK (pen_up_cb), self);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (pen), GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pen));

  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), GDK_BUTTON_PRIMARY);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

static void
velo_signature_pad_class_init (VeloSignaturePadClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = velo_signature_pad_finalize;
  widget_class->get_request_mode = velo_signature_pad_get_request_mode;
  widget_class->measure = velo_signature_pad_measure;
  widget_class->snapshot = velo_signature_pad_snapshot;

  /**
   * VeloSignaturePad::changed:
   * @self: the pad
   *
   * A stroke was drawn or taken away.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "signature.clear", NULL, clear_action);
  gtk_widget_class_install_action (widget_class, "signature.undo", NULL, undo_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "signature.clear", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "signature.undo", NULL);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "signaturepad");
}

static void
velo_signature_pad_init (VeloSignaturePad *self)
{
  self->ink = velo_ink_new (PAD_WIDTH_PT, PAD_HEIGHT_PT);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "crosshair");
  add_gestures (self);
  update_actions (self);
}

/**
 * velo_signature_pad_new:
 *
 * Returns: (transfer floating): an empty pad
 */
GtkWidget *
velo_signature_pad_new (void)
{
  return g_object_new (VELO_TYPE_SIGNATURE_PAD, NULL);
}

/**
 * velo_signature_pad_get_ink:
 * @self: a pad
 *
 * Returns: (transfer none): the strokes; changes while the customer writes, so copy it to keep it
 */
VeloInk *
velo_signature_pad_get_ink (VeloSignaturePad *self)
{
  g_return_val_if_fail (VELO_IS_SIGNATURE_PAD (self), NULL);

  return self->ink;
}

/**
 * velo_signature_pad_is_empty:
 * @self: a pad
 *
 * Returns: whether nothing is drawn
 */
gboolean
velo_signature_pad_is_empty (VeloSignaturePad *self)
{
  g_return_val_if_fail (VELO_IS_SIGNATURE_PAD (self), TRUE);

  return velo_ink_get_n_strokes (self->ink) == 0;
}

/**
 * velo_signature_pad_clear:
 * @self: a pad
 *
 * Takes everything away that is drawn.
 */
void
velo_signature_pad_clear (VeloSignaturePad *self)
{
  g_return_if_fail (VELO_IS_SIGNATURE_PAD (self));

  velo_ink_clear (self->ink);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  finish_stroke (self);
}

/**
 * velo_signature_pad_undo:
 * @self: a pad
 *
 * Takes the last stroke away.
 */
void
velo_signature_pad_undo (VeloSignaturePad *self)
{
  g_return_if_fail (VELO_IS_SIGNATURE_PAD (self));

  if (!velo_ink_undo_stroke (self->ink))
    return;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  finish_stroke (self);
}
