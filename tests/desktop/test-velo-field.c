/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests where a field is scrolled to, and what is said of one that is still waited for. */

#include "config.h"

#include "velo-assistant-test.h"
#include "velo-field.h"

static int
get_top (GtkWidget *widget,
         GtkWidget *above)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, above, &bounds));
  return (int) bounds.origin.y;
}

static GtkWidget *
add_block (GtkWidget *box,
           int        height)
{
  GtkWidget *button = gtk_button_new ();

  gtk_widget_set_size_request (button, -1, height);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static gboolean
is_seen (GtkWidget     *block,
         GtkWidget     *box,
         GtkAdjustment *adjustment)
{
  int seen_from = (int) gtk_adjustment_get_value (adjustment);

  return get_top (block, box) >= seen_from
         && get_top (block, box) + gtk_widget_get_height (block)
              <= seen_from + (int) gtk_adjustment_get_page_size (adjustment);
}

/* Where both just have room, neither is cut for the sake of the space around them. */
static void
test_focus_range (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  GtkWidget *first, *last;
  GtkWindow *window;

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  add_block (box, 500);
  first = add_block (box, 50);
  add_block (box, 200);
  last = add_block (box, 50);
  add_block (box, 900);
  window = velo_test_show (scroller, 360, 340);
  WAIT_UNTIL (gtk_adjustment_get_page_size (adjustment) > 0);
  g_assert_cmpfloat (gtk_adjustment_get_page_size (adjustment), >=, 324);
  g_assert_cmpfloat (gtk_adjustment_get_page_size (adjustment), <, 420);
  velo_field_focus_range (first, last);
  /* the place is right only when the note below a field could have come */
  WAIT_UNTIL (is_seen (first, box, adjustment) && is_seen (last, box, adjustment));
  velo_test_hide (window);
}

static gboolean
count_frame_cb (GtkWidget     *widget,
                GdkFrameClock *clock,
                gpointer       user_data)
{
  guint *n_frames = user_data;

  ++*n_frames;
  return G_SOURCE_CONTINUE;
}

/* Where things move, the viewport goes to the focus by itself, and takes its time: it does not have the last word. */
static void
test_focus_moving (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  GtkWidget *first = gtk_entry_new ();
  GtkWidget *last;
  GtkWindow *window;
  guint n_frames = 0;
  guint tick;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  add_block (box, 500);
  gtk_box_append (GTK_BOX (box), first);
  add_block (box, 100);
  last = add_block (box, 50);
  add_block (box, 900);
  window = velo_test_show (scroller, 360, 340);
  WAIT_UNTIL (gtk_adjustment_get_page_size (adjustment) > 0);
  velo_field_focus_range (first, last);
  /* the toolkit's own way takes a fifth of a second, which is twelve frames */
  tick = gtk_widget_add_tick_callback (box, count_frame_cb, &n_frames, NULL);
  WAIT_UNTIL (n_frames > 24);
  gtk_widget_remove_tick_callback (box, tick);
  g_assert_true (is_seen (first, box, adjustment));
  g_assert_true (is_seen (last, box, adjustment));
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  velo_test_hide (window);
}

/* Waited for is not wrong: no problem, no red; and wrong takes the place of it. */
static void
test_missing (void)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *row = adw_entry_row_new ();
  GtkWindow *window;

  gtk_list_box_append (GTK_LIST_BOX (list), row);
  window = velo_test_show (list, 360, 300);
  velo_field_set_missing (row, "Please enter it.");
  g_assert_true (gtk_widget_has_css_class (row, "missing"));
  g_assert_false (gtk_widget_has_css_class (row, "error"));
  g_assert_null (velo_field_get_problem (row));
  WAIT_UNTIL (velo_test_find_text (list, "Please enter it.") != NULL);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Please enter it.");

  velo_field_set_problem (row, "Please enter it.");
  g_assert_false (gtk_widget_has_css_class (row, "missing"));
  g_assert_true (gtk_widget_has_css_class (row, "error"));
  g_assert_cmpstr (velo_field_get_problem (row), ==, "Please enter it.");

  velo_field_set_missing (row, "Please enter it.");
  g_assert_null (velo_field_get_problem (row));
  velo_field_set_problem (row, NULL);
  g_assert_false (gtk_widget_has_css_class (row, "missing"));
  g_assert_null (velo_test_find_text (list, "Please enter it."));
  velo_test_hide (window);
}

int
main (int    argc,
      char **argv)
{
  velo_test_init (&argc, &argv);

  g_test_add_func ("/desktop/field/focus-range", test_focus_range);
  g_test_add_func ("/desktop/field/focus-moving", test_focus_moving);
  g_test_add_func ("/desktop/field/missing", test_missing);
  return g_test_run ();
}
