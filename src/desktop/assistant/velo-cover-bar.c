/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws from when the vehicle is covered, and the gap without immediate cover. */

#define G_LOG_DOMAIN "velo-cover-bar"

#include "config.h"

#include "velo-cover-bar.h"

#include <glib/gi18n.h>

#include "velo-date.h"

#define GAP_SHARE 0.7

struct _VeloCoverBar
{
  GtkWidget parent_instance;

  GtkDrawingArea *area;        /* (borrowed) (not nullable) */
  GtkLabel       *gap_label;   /* (borrowed) (not nullable) */
  GtkLabel       *start_label; /* (borrowed) (not nullable) */

  gboolean covered;
};

G_DEFINE_FINAL_TYPE (VeloCoverBar, velo_cover_bar, GTK_TYPE_WIDGET)

/* A gap is hatched, so that it is seen without colours as well. */
static void
draw_gap (cairo_t *cr,
          GdkRGBA *color,
          double   width,
          double   height)
{
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  gdk_cairo_set_source_rgba (cr, color);
  cairo_set_line_width (cr, 2);
  for (double x = -height; x < width; x += 7)
    {
      cairo_move_to (cr, x, height);
      cairo_line_to (cr, x + height, 0);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_cb (GtkDrawingArea *area,
         cairo_t        *cr,
         int             width,
         int             height,
         gpointer        user_data)
{
  VeloCoverBar *self = user_data;
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (area));
  GdkRGBA good;
  GdkRGBA bad;
  double split = width * GAP_SHARE;

  if (!gtk_style_context_lookup_color (style, "success_color", &good))
    gtk_style_context_get_color (style, &good);
  if (!gtk_style_context_lookup_color (style, "error_color", &bad))
    gtk_style_context_get_color (style, &bad);
  if (gtk_widget_get_direction (GTK_WIDGET (area)) == GTK_TEXT_DIR_RTL)
    {
      cairo_translate (cr, width, 0);
      cairo_scale (cr, -1, 1);
    }
  gdk_cairo_set_source_rgba (cr, &good);
  cairo_rectangle (cr, self->covered ? 0 : split, 0, self->covered ? width : width - split, height);
  cairo_fill (cr);
  if (!self->covered)
    draw_gap (cr, &bad, split, height);
}

static void
velo_cover_bar_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_COVER_BAR);

  G_OBJECT_CLASS (velo_cover_bar_parent_class)->dispose (object);
}

static void
velo_cover_bar_class_init (VeloCoverBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = velo_cover_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APPLICATION_PATH "/assistant/velo-cover-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloCoverBar, area);
  gtk_widget_class_bind_template_child (widget_class, VeloCoverBar, gap_label);
  gtk_widget_class_bind_template_child (widget_class, VeloCoverBar, start_label);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
velo_cover_bar_init (VeloCoverBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drawing_area_set_draw_func (self->area, draw_cb, self, NULL);
}

/**
 * velo_cover_bar_set:
 * @self: a bar
 * @today: day of the proposal
 * @start: day on which cover starts without immediate cover
 * @covered: whether immediate cover is booked
 */
void
velo_cover_bar_set (VeloCoverBar *self,
                    const GDate  *today,
                    const GDate  *start,
                    gboolean      covered)
{
  g_autofree char *day = NULL;
  g_autofree char *gap = NULL;
  int n_days;

  g_return_if_fail (VELO_IS_COVER_BAR (self));
  g_return_if_fail (today != NULL && start != NULL);

  self->covered = covered;
  n_days = MAX (0, g_date_days_between (today, start));
  day = velo_date_format_display (start);
  gtk_label_set_label (self->start_label, day);
  gap = covered
    ? g_strdup (_("covered from today on"))
    : g_strdup_printf (ngettext ("%d day without cover", "%d days without cover", (gulong) n_days), n_days);
  gtk_label_set_label (self->gap_label, gap);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, gap, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self->area));
}
