/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lays two widgets side by side where there is room, and the second below the first elsewhere. */

#define G_LOG_DOMAIN "velo-pair-layout"

#include "config.h"

#include "velo-pair-layout.h"

/**
 * VeloPairLayout:
 *
 * Two children, of which the second may be hidden: then the first has everything. Side by side both get
 * the whole height: the toolkit walks with Tab from top to bottom by the middles of the widgets, and so
 * comes to the first one first.
 */
G_DEFINE_ABSTRACT_TYPE (VeloPairLayout, velo_pair_layout, GTK_TYPE_LAYOUT_MANAGER)

/**
 * velo_pair_layout_get_minimum:
 * @child: a widget
 * @orientation: what to measure
 * @for_size: the size in the other orientation, in pixels, -1 for any
 *
 * Returns: the least that @child takes, in pixels
 */
int
velo_pair_layout_get_minimum (GtkWidget      *child,
                              GtkOrientation  orientation,
                              int             for_size)
{
  int minimum;

  gtk_widget_measure (child, orientation, for_size, &minimum, NULL, NULL, NULL);
  return minimum;
}

/**
 * velo_pair_layout_get_wish:
 * @child: a widget
 *
 * Returns: the width that @child would like, in pixels
 */
int
velo_pair_layout_get_wish (GtkWidget *child)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

/* Returns: (nullable): the second child, %NULL if nothing of it is shown */
static GtkWidget *
get_second (GtkWidget *widget)
{
  GtkWidget *second = gtk_widget_get_last_child (widget);

  return second == gtk_widget_get_first_child (widget) || !gtk_widget_should_layout (second) ? NULL : second;
}

static void
measure_width (VeloPairLayoutClass *klass,
               GtkWidget           *first,
               GtkWidget           *second,
               int                 *minimum,
               int                 *natural)
{
  *minimum = MAX (velo_pair_layout_get_minimum (first, GTK_ORIENTATION_HORIZONTAL, -1),
                  velo_pair_layout_get_minimum (second, GTK_ORIENTATION_HORIZONTAL, -1));
  *natural = MAX (*minimum,
                  velo_pair_layout_get_wish (first) + klass->spacing + velo_pair_layout_get_wish (second));
}

/* Returns: the width of the second below the first */
static int
get_folded_width (VeloPairLayoutClass *klass,
                  GtkWidget           *second,
                  int                  width)
{
  return klass->fills ? width : MIN (velo_pair_layout_get_wish (second), width);
}

static int
measure_height (VeloPairLayoutClass *klass,
                GtkWidget           *first,
                GtkWidget           *second,
                int                  width)
{
  int beside;

  if (width < 0)
    measure_width (klass, first, second, &(int) { 0 }, &width);
  beside = klass->get_second_width (first, second, width);
  if (beside == 0)
    return velo_pair_layout_get_minimum (first, GTK_ORIENTATION_VERTICAL, width) + klass->folded_spacing
           + velo_pair_layout_get_minimum (second, GTK_ORIENTATION_VERTICAL,
                                           get_folded_width (klass, second, width));
  return MAX (velo_pair_layout_get_minimum (first, GTK_ORIENTATION_VERTICAL, width - klass->spacing - beside),
              velo_pair_layout_get_minimum (second, GTK_ORIENTATION_VERTICAL, beside));
}

static void
velo_pair_layout_measure (GtkLayoutManager *manager,
                          GtkWidget        *widget,
                          GtkOrientation    orientation,
                          int               for_size,
                          int              *minimum,
                          int              *natural,
                          int              *minimum_baseline,
                          int              *natural_baseline)
{
  VeloPairLayoutClass *klass = VELO_PAIR_LAYOUT_GET_CLASS (manager);
  GtkWidget *first = gtk_widget_get_first_child (widget);
  GtkWidget *second;

  *minimum = *natural = 0;
  if (first == NULL)
    return;
  second = get_second (widget);
  if (second == NULL)
    gtk_widget_measure (first, orientation, for_size, minimum, natural, NULL, NULL);
  else if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (klass, first, second, minimum, natural);
  else
    *minimum = *natural = measure_height (klass, first, second, for_size);
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
place_folded (VeloPairLayoutClass *klass,
              GtkWidget           *first,
              GtkWidget           *second,
              int                  width,
              int                  height)
{
  int second_width = get_folded_width (klass, second, width);
  int above;

  if (klass->fills)
    above = velo_pair_layout_get_minimum (first, GTK_ORIENTATION_VERTICAL, width);
  else
    above = height - klass->folded_spacing
            - velo_pair_layout_get_minimum (second, GTK_ORIENTATION_VERTICAL, second_width);
  place (first, 0, 0, width, above, width);
  place (second, width - second_width, above + klass->folded_spacing, second_width,
         MAX (height - above - klass->folded_spacing, 0), width);
}

static void
velo_pair_layout_allocate (GtkLayoutManager *manager,
                           GtkWidget        *widget,
                           int               width,
                           int               height,
                           int               baseline)
{
  VeloPairLayoutClass *klass = VELO_PAIR_LAYOUT_GET_CLASS (manager);
  GtkWidget *first = gtk_widget_get_first_child (widget);
  GtkWidget *second;
  int beside;

  if (first == NULL)
    return;
  second = get_second (widget);
  if (second == NULL)
    {
      place (first, 0, 0, width, height, width);
      return;
    }
  beside = klass->get_second_width (first, second, width);
  if (beside == 0)
    {
      place_folded (klass, first, second, width, height);
      return;
    }
  place (first, 0, 0, width - klass->spacing - beside, height, width);
  place (second, width - beside, 0, beside, height, width);
}

static GtkSizeRequestMode
velo_pair_layout_get_request_mode (GtkLayoutManager *manager,
                                   GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
velo_pair_layout_class_init (VeloPairLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->measure = velo_pair_layout_measure;
  layout_class->allocate = velo_pair_layout_allocate;
  layout_class->get_request_mode = velo_pair_layout_get_request_mode;
}

static void
velo_pair_layout_init (VeloPairLayout *self)
{
}
