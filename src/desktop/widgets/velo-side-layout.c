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
 * that reads well, otherwise the second below the first.
 */
struct _VeloSideLayout
{
  VeloPairLayout parent_instance;
};

G_DEFINE_FINAL_TYPE (VeloSideLayout, velo_side_layout, VELO_TYPE_PAIR_LAYOUT)

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

static int
get_side_width (GtkWidget *content,
                GtkWidget *side,
                int        width)
{
  int wanted = MAX (velo_pair_layout_get_minimum (content, GTK_ORIENTATION_HORIZONTAL, -1),
                    measure_chars (content, MAIN_CHARS));
  int narrow = MAX (velo_pair_layout_get_minimum (side, GTK_ORIENTATION_HORIZONTAL, -1),
                    measure_chars (side, SIDE_CHARS));

  if (width < wanted + SPACING + narrow)
    return 0;
  return MIN (CLAMP (width * SIDE_SHARE / 100, narrow, MAX (narrow, measure_chars (side, SIDE_CHARS * 3 / 2))),
              width - SPACING - wanted);
}

static void
velo_side_layout_class_init (VeloSideLayoutClass *klass)
{
  VeloPairLayoutClass *pair_class = VELO_PAIR_LAYOUT_CLASS (klass);

  pair_class->spacing = SPACING;
  pair_class->folded_spacing = SPACING;
  pair_class->fills = TRUE;
  pair_class->get_second_width = get_side_width;
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
