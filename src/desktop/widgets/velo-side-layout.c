/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lays what belongs to a page at its right, or below it where the page is narrow. */

#define G_LOG_DOMAIN "velo-side-layout"

#include "config.h"

#include "velo-side-layout.h"

/* In characters of the widget's font, so that large text folds earlier. */
#define MAIN_CHARS 55
#define SIDE_CHARS 32

/* The side takes this part of the width, in percent, between SIDE_CHARS and half as much again. */
#define SIDE_SHARE 35

#define SPACING 18

/**
 * VeloSideLayout:
 *
 * Two children: the main part of a page, and what belongs to it. Side by side while both keep a width
 * that reads well, otherwise the second below the first. Both get the whole height where they stand
 * side by side: the toolkit walks with Tab from top to bottom by the middles of the widgets, and so
 * comes to the main part first.
 */
struct _VeloSideLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (VeloSideLayout, velo_side_layout, GTK_TYPE_LAYOUT_MANAGER)

static int
measure_least (GtkWidget      *child,
               GtkOrientation  orientation,
               int             for_size)
{
  int minimum;

  gtk_widget_measure (child, orientation, for_size, &minimum, NULL, NULL, NULL);
  return minimum;
}

static int
measure_wish (GtkWidget *child)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

static int
measure_chars (GtkWidget *widget,
               int        n_chars)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int width = PANGO_PIXELS (n_chars * pango_font_metrics_get_approximate_char_width (metrics));

  pango_font_metrics_unref (metrics);
  return width;
}

/* Returns: (nullable): what stands beside or below, %NULL if nothing of it is shown */
static GtkWidget *
get_side (GtkWidget *widget)
{
  GtkWidget *side = gtk_widget_get_last_child (widget);

  return side == gtk_widget_get_first_child (widget) || !gtk_widget_should_layout (side) ? NULL : side;
}

/* Returns: the width of the side, 0 if it stands below */
static int
get_side_width (GtkWidget *widget,
                GtkWidget *side,
                int        width)
{
  GtkWidget *content = gtk_widget_get_first_child (widget);
  int wanted = MAX (measure_least (content, GTK_ORIENTATION_HORIZONTAL, -1), measure_chars (widget, MAIN_CHARS));
  int narrow = MAX (measure_least (side, GTK_ORIENTATION_HORIZONTAL, -1), measure_chars (widget, SIDE_CHARS));

  if (width < wanted + SPACING + narrow)
    return 0;
  return MIN (CLAMP (width * SIDE_SHARE / 100, narrow, MAX (narrow, measure_chars (widget, SIDE_CHARS * 3 / 2))),
              width - SPACING - wanted);
}

static void
measure_width (GtkWidget *content,
               GtkWidget *side,
               int       *minimum,
               int       *natural)
{
  *minimum = MAX (measure_least (content, GTK_ORIENTATION_HORIZONTAL, -1),
                  measure_least (side, GTK_ORIENTATION_HORIZONTAL, -1));
  *natural = MAX (*minimum, measure_wish (content) + SPACING + measure_wish (side));
}

static int
measure_height (GtkWidget *widget,
                GtkWidget *content,
                GtkWidget *side,
                int        width)
{
  int side_width = width < 0 ? 0 : get_side_width (widget, side, width);

  if (side_width == 0)
    return measure_least (content, GTK_ORIENTATION_VERTICAL, width) + SPACING
           + measure_least (side, GTK_ORIENTATION_VERTICAL, width);
  return MAX (measure_least (content, GTK_ORIENTATION_VERTICAL, width - SPACING - side_width),
              measure_least (side, GTK_ORIENTATION_VERTICAL, side_width));
}

static void
velo_side_layout_measure (GtkLayoutManager *manager,
                          GtkWidget        *widget,
                          GtkOrientation    orientation,
                          int               for_size,
                          int              *minimum,
                          int              *natural,
                          int              *minimum_baseline,
                          int              *natural_baseline)
{
  GtkWidget *content = gtk_widget_get_first_child (widget);
  GtkWidget *side;

  *minimum = *natural = 0;
  if (content == NULL)
    return;
  side = get_side (widget);
  if (side == NULL)
    gtk_widget_measure (content, orientation, for_size, minimum, natural, NULL, NULL);
  else if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (content, side, minimum, natural);
  else
    *minimum = *natural = measure_height (widget, content, side, for_size);
}

static void
place (GtkWidget *child,
       int        start,
       int        top,
       int        width,
       int        height,
       int        whole)
{
  gboolean mirrored = gtk_widget_get_direction (child) == GTK_TEXT_DIR_RTL;
  GtkAllocation allocation = { mirrored ? whole - start - width : start, top, width, height };

  gtk_widget_size_allocate (child, &allocation, -1);
}

static void
velo_side_layout_allocate (GtkLayoutManager *manager,
                           GtkWidget        *widget,
                           int               width,
                           int               height,
                           int               baseline)
{
  GtkWidget *content = gtk_widget_get_first_child (widget);
  GtkWidget *side;
  int side_width, above;

  if (content == NULL)
    return;
  side = get_side (widget);
  side_width = side == NULL ? 0 : get_side_width (widget, side, width);
  if (side == NULL)
    {
      place (content, 0, 0, width, height, width);
      return;
    }
  if (side_width > 0)
    {
      place (content, 0, 0, width - SPACING - side_width, height, width);
      place (side, width - side_width, 0, side_width, height, width);
      return;
    }
  above = measure_least (content, GTK_ORIENTATION_VERTICAL, width);
  place (content, 0, 0, width, above, width);
  place (side, 0, above + SPACING, width, MAX (height - above - SPACING, 0), width);
}

static GtkSizeRequestMode
velo_side_layout_get_request_mode (GtkLayoutManager *manager,
                                   GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
velo_side_layout_class_init (VeloSideLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->measure = velo_side_layout_measure;
  layout_class->allocate = velo_side_layout_allocate;
  layout_class->get_request_mode = velo_side_layout_get_request_mode;
}

static void
velo_side_layout_init (VeloSideLayout *self)
{
}

/**
 * velo_side_layout_new:
 *
 * Returns: (transfer full): a layout for two children
 */
GtkLayoutManager *
velo_side_layout_new (void)
{
  return g_object_new (VELO_TYPE_SIDE_LAYOUT, NULL);
}
