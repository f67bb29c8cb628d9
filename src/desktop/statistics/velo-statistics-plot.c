/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plot of sales by month: outlined bars for what was sold, filled as far as it is insured. */

#define G_LOG_DOMAIN "velo-statistics-plot"

#include "config.h"

#include "velo-statistics-plot.h"

#include "velo-statistics-period.h"

#include <glib/gi18n.h>

#define HEIGHT 220
#define N_STEPS 4
#define GAP 6
#define WIDEST_BAR 64

struct _VeloStatisticsPlot
{
  GtkWidget parent_instance;

  GPtrArray *months; /* (owned) (not nullable) (element-type VeloSalesCount) */
};

G_DEFINE_FINAL_TYPE (VeloStatisticsPlot, velo_statistics_plot, GTK_TYPE_WIDGET)

/* Where the bars are. */
typedef struct
{
  float left;
  float top;
  float bottom;
  float slot; /* width of a month */
  int highest; /* at @top */
  int step;
} Frame;

/**
 * velo_statistics_plot_get_step:
 * @most: the highest value
 *
 * Returns: the distance of the lines: 1, 2 or 5 times a power of ten, so that few lines reach @most
 */
int
velo_statistics_plot_get_step (int most)
{
  gint64 power = 1;

  while (most > power * 10 * N_STEPS)
    power *= 10;
  if (most <= power * N_STEPS)
    return (int) power;
  if (most <= power * 2 * N_STEPS)
    return (int) power * 2;
  return (int) (most <= power * 5 * N_STEPS ? power * 5 : power * 10);
}

static int
find_most (VeloStatisticsPlot *self)
{
  int most = 1;

  for (guint i = 0; i < self->months->len; i++)
    most = MAX (most, velo_sales_count_get_n_sold (g_ptr_array_index (self->months, i)));
  return most;
}

static PangoLayout *
make_label (VeloStatisticsPlot *self,
            const char         *text,
            int                *width,
            int                *height)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (PANGO_SCALE_SMALL));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_get_pixel_size (layout, width, height);
  return layout;
}

static void
draw_label (VeloStatisticsPlot *self,
            GtkSnapshot        *snapshot,
            const char         *text,
            float               x,
            float               y,
            float               align,
            const GdkRGBA      *colour)
{
  int width;
  int height;
  g_autoptr(PangoLayout) layout = make_label (self, text, &width, &height);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x - (float) width * align, y));
  gtk_snapshot_append_layout (snapshot, layout, colour);
  gtk_snapshot_restore (snapshot);
}

static void
get_colours (VeloStatisticsPlot *self,
             GdkRGBA            *text,
             GdkRGBA            *pale,
             GdkRGBA            *accent)
{
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));

  gtk_style_context_get_color (context, text);
  *pale = *text;
  pale->alpha = 0.18f;
  if (!gtk_style_context_lookup_color (context, "accent_bg_color", accent))
    *accent = *text;
}

static void
draw_lines (VeloStatisticsPlot *self,
            GtkSnapshot        *snapshot,
            const Frame        *frame,
            const GdkRGBA      *text,
            const GdkRGBA      *pale)
{
  float width = (float) gtk_widget_get_width (GTK_WIDGET (self));
  int n_lines = frame->highest / frame->step;

  for (int i = 0; i <= n_lines; i++)
    {
      g_autofree char *label = g_strdup_printf ("%d", i * frame->step);
      float y = frame->bottom - (frame->bottom - frame->top) * (float) i / (float) n_lines;

      gtk_snapshot_append_color (snapshot, pale, &GRAPHENE_RECT_INIT (frame->left, y, width - frame->left, 1));
      draw_label (self, snapshot, label, frame->left - 4, y - 8, 1, text);
    }
}

static void
draw_month (VeloStatisticsPlot *self,
            GtkSnapshot        *snapshot,
            const Frame        *frame,
            guint               position,
            const GdkRGBA      *text,
            const GdkRGBA      *accent)
{
  VeloSalesCount *count = g_ptr_array_index (self->months, position);
  float full = frame->bottom - frame->top;
  float sold = full * (float) velo_sales_count_get_n_sold (count) / (float) frame->highest;
  float insured = full * (float) velo_sales_count_get_n_insured (count) / (float) frame->highest;
  float bar = CLAMP (frame->slot - GAP, 1, WIDEST_BAR);
  float x = frame->left + frame->slot * ((float) position + 0.5f) - bar / 2;
  float border[4] = { 1, 1, 0, 1 };
  GdkRGBA colours[4] = { *text, *text, *text, *text };
  GskRoundedRect outline;

  if (sold <= 0)
    return;
  gtk_snapshot_append_color (snapshot, accent, &GRAPHENE_RECT_INIT (x, frame->bottom - insured, bar, insured));
  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (x, frame->bottom - sold, bar, sold), 0);
  gtk_snapshot_append_border (snapshot, &outline, border, colours);
}

/* As many names of months as fit. */
static void
draw_names (VeloStatisticsPlot *self,
            GtkSnapshot        *snapshot,
            const Frame        *frame,
            const GdkRGBA      *text)
{
  guint each = 1;
  int widest = 1;

  for (guint i = 0; i < self->months->len && i < 12; i++)
    {
      g_autofree char *name =
        velo_statistics_period_dup_month (velo_sales_count_get_month (g_ptr_array_index (self->months, i)), TRUE);
      int width;
      int height;
      g_autoptr(PangoLayout) layout G_GNUC_UNUSED = make_label (self, name, &width, &height);

      widest = MAX (widest, width);
    }
  while (frame->slot * (float) each < (float) widest + 6)
    each++;
  for (guint i = 0; i < self->months->len; i += each)
    {
      g_autofree char *name =
        velo_statistics_period_dup_month (velo_sales_count_get_month (g_ptr_array_index (self->months, i)), TRUE);

      draw_label (self, snapshot, name, frame->left + frame->slot * ((float) i + 0.5f), frame->bottom + 4, 0.5f, text);
    }
}

static void
velo_statistics_plot_snapshot (GtkWidget   *widget,
                               GtkSnapshot *snapshot)
{
  VeloStatisticsPlot *self = VELO_STATISTICS_PLOT (widget);
  int most = find_most (self);
  Frame frame = { .top = 10, .step = velo_statistics_plot_get_step (most) };
  g_autofree char *widest = NULL;
  GdkRGBA text;
  GdkRGBA pale;
  GdkRGBA accent;
  int label_width;
  int label_height;

  if (self->months->len == 0)
    return;
  get_colours (self, &text, &pale, &accent);
  frame.highest = (most - 1) / frame.step * frame.step + frame.step;
  widest = g_strdup_printf ("%d", frame.highest);
  g_object_unref (make_label (self, widest, &label_width, &label_height));
  frame.left = (float) label_width + 8;
  frame.bottom = (float) (gtk_widget_get_height (widget) - label_height - 6);
  frame.slot = MAX ((float) gtk_widget_get_width (widget) - frame.left, 1) / (float) self->months->len;
  if (frame.bottom <= frame.top)
    return;
  draw_lines (self, snapshot, &frame, &text, &pale);
  for (guint i = 0; i < self->months->len; i++)
    draw_month (self, snapshot, &frame, i, &text, &accent);
  draw_names (self, snapshot, &frame, &text);
}

static void
velo_statistics_plot_measure (GtkWidget      *widget,
                              GtkOrientation  orientation,
                              int             for_size,
                              int            *minimum,
                              int            *natural,
                              int            *minimum_baseline,
                              int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 120 : HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 600 : HEIGHT;
}

static void
velo_statistics_plot_finalize (GObject *object)
{
  g_ptr_array_unref (VELO_STATISTICS_PLOT (object)->months);

  G_OBJECT_CLASS (velo_statistics_plot_parent_class)->finalize (object);
}

static void
velo_statistics_plot_class_init (VeloStatisticsPlotClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = velo_statistics_plot_finalize;
  widget_class->snapshot = velo_statistics_plot_snapshot;
  widget_class->measure = velo_statistics_plot_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "statisticsplot");
}

static void
velo_statistics_plot_init (VeloStatisticsPlot *self)
{
  self->months = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Plot of sold and insured vehicles by month"), -1);
}

/* Who does not see the bars hears the same. */
static void
describe (VeloStatisticsPlot *self)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->months->len; i++)
    {
      VeloSalesCount *count = g_ptr_array_index (self->months, i);
      g_autofree char *month = velo_statistics_period_dup_month (velo_sales_count_get_month (count), FALSE);

      if (velo_sales_count_get_n_sold (count) == 0)
        continue;
      if (text->len > 0)
        g_string_append (text, "; ");
      /* Translators: a month, then how many vehicles were sold and how many of them are insured */
      g_string_append_printf (text, _("%s: %d sold, %d insured"), month, velo_sales_count_get_n_sold (count),
                              velo_sales_count_get_n_insured (count));
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text->str, -1);
}

/**
 * velo_statistics_plot_set_months:
 * @self: a plot
 * @months: (element-type VeloSalesCount): counts, one for each month
 *
 * Shows other months.
 */
void
velo_statistics_plot_set_months (VeloStatisticsPlot *self,
                                 GPtrArray          *months)
{
  g_return_if_fail (VELO_IS_STATISTICS_PLOT (self));
  g_return_if_fail (months != NULL);

  g_ptr_array_ref (months);
  g_ptr_array_unref (self->months);
  self->months = months;
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
