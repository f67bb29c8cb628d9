/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lays two widgets side by side where there is room, and the second below the first elsewhere. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VELO_TYPE_PAIR_LAYOUT (velo_pair_layout_get_type ())
G_DECLARE_DERIVABLE_TYPE (VeloPairLayout, velo_pair_layout, VELO, PAIR_LAYOUT, GtkLayoutManager)

/**
 * VeloPairLayoutClass:
 * @spacing: between the two where they stand side by side, in pixels
 * @folded_spacing: between the two where one stands below the other, in pixels
 * @fills: whether the second takes all that is left where it stands below; otherwise it stands as large
 *   as it wishes at the end of the line, and the first takes the rest
 * @get_second_width: returns the width of the second in pixels where @width pixels are enough for both,
 *   0 where they are not. Never more than what leaves the first its minimum and the @spacing.
 */
struct _VeloPairLayoutClass
{
  GtkLayoutManagerClass parent_class;

  int spacing;
  int folded_spacing;
  gboolean fills;
  int (*get_second_width) (GtkWidget *first, GtkWidget *second, int width);
};

int velo_pair_layout_get_minimum (GtkWidget *child, GtkOrientation orientation, int for_size);
int velo_pair_layout_get_wish (GtkWidget *child);

G_END_DECLS
