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
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (VeloFoldLayout, velo_fold_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkWidget *
get_words (GtkWidget *widget)
{
  return gtk_widget_get_first_child (widget);
}

/* Returns: (nullable): what stands beside or below the words, %NULL if nothing of it is shown */
static GtkWidget *
get_buttons (GtkWidget *widget)
{
  GtkWidget *buttons = gtk_widget_get_last_child (widget);

  return buttons == get_words (widget) || !gtk_widget_should_layout (buttons) ? NULL : buttons;
}

static int
get_wish (GtkWidget *child)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

static int
get_least (GtkWidget      *child,
           GtkOrientation  orientation,
           int             for_size)
{
  int minimum;

  gtk_widget_measure (child, orientation, for_size, &minimum, NULL, NULL, NULL);
  return minimum;
}

static gboolean
is_folded (GtkWidget *words,
           GtkWidget *buttons,
           int        width)
{
  int wanted = MAX (get_least (words, GTK_ORIENTATION_HORIZONTAL, -1), MIN (get_wish (words), WORDS_WIDTH));

  return width < wanted + SPACING + get_wish (buttons);
}

static void
measure_width (GtkWidget *words,
               GtkWidget *buttons,
               int       *minimum,
               int       *natural)
{
  *minimum = MAX (get_least (words, GTK_ORIENTATION_HORIZONTAL, -1),
                  get_least (buttons, GTK_ORIENTATION_HORIZONTAL, -1));
  *natural = get_wish (words) + SPACING + get_wish (buttons);
}

static int
get_height (GtkWidget *words,
            GtkWidget *buttons,
            int        width)
{
  if (width >= 0 && is_folded (words, buttons, width))
    return get_least (words, GTK_ORIENTATION_VERTICAL, width) + FOLDED_SPACING
           + get_least (buttons, GTK_ORIENTATION_VERTICAL, MIN (width, get_wish (buttons)));
  return MAX (get_least (words, GTK_ORIENTATION_VERTICAL,
                         width < 0 ? -1 : width - SPACING - get_wish (buttons)),
              get_least (buttons, GTK_ORIENTATION_VERTICAL, -1));
}

static void
velo_fold_layout_measure (GtkLayoutManager *manager,
                          GtkWidget        *widget,
                          GtkOrientation    orientation,
                          int               for_size,
                          int              *minimum,
                          int              *natural,
                          int              *minimum_baseline,
                          int              *natural_baseline)
{
  GtkWidget *words = get_words (widget);
  GtkWidget *buttons;

  *minimum = *natural = 0;
  if (words == NULL)
    return;
  buttons = get_buttons (widget);
  if (buttons == NULL)
    gtk_widget_measure (words, orientation, for_size, minimum, natural, NULL, NULL);
  else if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (words, buttons, minimum, natural);
  else
    *minimum = *natural = get_height (words, buttons, for_size);
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
velo_fold_layout_allocate (GtkLayoutManager *manager,
                           GtkWidget        *widget,
                           int               width,
                           int               height,
                           int               baseline)
{
  GtkWidget *words = get_words (widget);
  GtkWidget *buttons;
  int side, below;

  if (words == NULL)
    return;
  buttons = get_buttons (widget);
  if (buttons == NULL)
    {
      place (words, 0, 0, width, height, width);
      return;
    }
  side = MIN (get_wish (buttons), width);
  if (!is_folded (words, buttons, width))
    {
      place (words, 0, 0, width - side - SPACING, height, width);
      place (buttons, width - side, 0, side, height, width);
      return;
    }
  below = get_least (buttons, GTK_ORIENTATION_VERTICAL, side);
  place (words, 0, 0, width, height - below - FOLDED_SPACING, width);
  place (buttons, width - side, height - below, side, below, width);
}

static GtkSizeRequestMode
velo_fold_layout_get_request_mode (GtkLayoutManager *manager,
                                   GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
velo_fold_layout_class_init (VeloFoldLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->measure = velo_fold_layout_measure;
  layout_class->allocate = velo_fold_layout_allocate;
  layout_class->get_request_mode = velo_fold_layout_get_request_mode;
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
