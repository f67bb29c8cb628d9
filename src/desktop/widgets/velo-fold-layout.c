/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lays the words of a row beside its buttons, or above them where the row is too narrow. */

#define G_LOG_DOMAIN "velo-fold-layout"

#include "config.h"

#include "velo-fold-layout.h"

/* Narrower than this in pixels, words beside a button become a column that nobody likes to read. */
#define WORDS_WIDTH 220

#define SPACING 12
#define FOLDED_SPACING 6

/**
 * VeloFoldLayout:
 *
 * Two children: the words, and what can be done about them. Side by side while the words keep a width
 * that reads well, otherwise the second below the first, at the end of the line.
 */
struct _VeloFoldLayout
{
  VeloPairLayout parent_instance;
};

G_DEFINE_FINAL_TYPE (VeloFoldLayout, velo_fold_layout, VELO_TYPE_PAIR_LAYOUT)

static int
get_buttons_width (GtkWidget *words,
                   GtkWidget *buttons,
                   int        width)
{
  int least = velo_pair_layout_get_minimum (words, GTK_ORIENTATION_HORIZONTAL, -1);
  int wanted = MAX (least, MIN (velo_pair_layout_get_wish (words), WORDS_WIDTH));
  int beside = velo_pair_layout_get_wish (buttons);

  return width < wanted + SPACING + beside ? 0 : beside;
}

static void
velo_fold_layout_class_init (VeloFoldLayoutClass *klass)
{
  VeloPairLayoutClass *pair_class = VELO_PAIR_LAYOUT_CLASS (klass);

  pair_class->spacing = SPACING;
  pair_class->folded_spacing = FOLDED_SPACING;
  pair_class->get_second_width = get_buttons_width;
}

static void
velo_fold_layout_init (VeloFoldLayout *self)
{
}

/**
 * velo_fold_layout_new:
 *
 * Returns: (transfer full): a layout for two children
 */
GtkLayoutManager *
velo_fold_layout_new (void)
{
  return g_object_new (VELO_TYPE_FOLD_LAYOUT, NULL);
}
