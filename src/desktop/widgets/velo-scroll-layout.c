/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes a scrolled list as high as its rows are at the width that it gets, as far as there is room. */

#define G_LOG_DOMAIN "velo-scroll-layout"

#include "config.h"

#include "velo-scroll-layout.h"

/**
 * VeloScrollLayout:
 *
 * One child, a #GtkScrolledWindow that scrolls up and down. With "propagate-natural-height" it wishes
 * the height that its child had if nothing were wrapped, and cuts a row that is wrapped. Here it wishes
 * the height at the width that it gets, but not more than its "max-content-height".
 */
struct _VeloScrollLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (VeloScrollLayout, velo_scroll_layout, GTK_TYPE_LAYOUT_MANAGER)

static int
measure_wish (GtkScrolledWindow *scroller,
              int                for_width)
{
  GtkWidget *content = gtk_scrolled_window_get_child (scroller);
  int most = gtk_scrolled_window_get_max_content_height (scroller);
  int natural = 0;

  if (content != NULL)
    gtk_widget_measure (content, GTK_ORIENTATION_VERTICAL, for_width, NULL, &natural, NULL, NULL);
  return most < 0 ? natural : MIN (natural, most);
}

static void
velo_scroll_layout_measure (GtkLayoutManager *manager,
                            GtkWidget        *widget,
                            GtkOrientation    orientation,
                            int               for_size,
                            int              *minimum,
                            int              *natural,
                            int              *minimum_baseline,
                            int              *natural_baseline)
{
  GtkWidget *scroller = gtk_widget_get_first_child (widget);

  *minimum = *natural = 0;
  if (scroller == NULL || !gtk_widget_should_layout (scroller))
    return;
  gtk_widget_measure (scroller, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0 && GTK_IS_SCROLLED_WINDOW (scroller))
    *natural = MAX (*minimum, measure_wish (GTK_SCROLLED_WINDOW (scroller), for_size));
}

static void
velo_scroll_layout_allocate (GtkLayoutManager *manager,
                             GtkWidget        *widget,
                             int               width,
                             int               height,
                             int               baseline)
{
  GtkWidget *scroller = gtk_widget_get_first_child (widget);

  if (scroller != NULL && gtk_widget_should_layout (scroller))
    gtk_widget_allocate (scroller, width, height, -1, NULL);
}

static GtkSizeRequestMode
velo_scroll_layout_get_request_mode (GtkLayoutManager *manager,
                                     GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
velo_scroll_layout_class_init (VeloScrollLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->measure = velo_scroll_layout_measure;
  layout_class->allocate = velo_scroll_layout_allocate;
  layout_class->get_request_mode = velo_scroll_layout_get_request_mode;
}

static void
velo_scroll_layout_init (VeloScrollLayout *self)
{
}
