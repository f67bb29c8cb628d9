/* SPDX-License-Identifier: GPL-3.0-or-later */
/* With letters twice as large: no amount and no number is cut off that was whole before. */

#include "config.h"

#include "velo-keyboard-walk.h"

#define NORMAL_DPI (96 * 1024)

static void
set_scale (int factor)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", NORMAL_DPI * factor, NULL);
  velo_test_settle ();
}

static gboolean
has_digit (const char *text)
{
  return strpbrk (text, "0123456789") != NULL;
}

/* The labels below @widget that show a number, but not the whole of it. */
static void
collect_cut (GtkWidget  *widget,
             GHashTable *cut)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_LABEL (widget) && has_digit (gtk_label_get_text (GTK_LABEL (widget)))
      && pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget))))
    g_hash_table_add (cut, g_strdup (gtk_label_get_text (GTK_LABEL (widget))));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect_cut (child, cut);
}

static void
wait_for_frame (GtkWidget *widget)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  gint64 frame = gdk_frame_clock_get_frame_counter (clock);

  gtk_widget_queue_resize (widget);
  gdk_frame_clock_begin_updating (clock);
  WAIT_UNTIL (gdk_frame_clock_get_frame_counter (clock) > frame + 2);
  gdk_frame_clock_end_updating (clock);
  velo_test_settle ();
}

/* For looking at the pages: VELO_TEST_SHOTS names a folder. */
static void
shoot (const char *step,
       int         factor)
{
  const char *folder = g_getenv ("VELO_TEST_SHOTS");
  g_autofree char *command = NULL;

  if (folder == NULL)
    return;
  command = g_strdup_printf ("import -window root '%s/%s-%d.png'", folder, step, factor);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
}

static void
look_cb (VeloWalk   *walk,
         const char *step,
         GtkWindow  *window)
{
  g_autoptr(GHashTable) normal = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) large = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint *n_cut = walk->user_data;
  GHashTableIter iter;
  gpointer text;

  wait_for_frame (GTK_WIDGET (window));
  collect_cut (GTK_WIDGET (window), normal);
  shoot (step, 1);
  set_scale (2);
  wait_for_frame (GTK_WIDGET (window));
  collect_cut (GTK_WIDGET (window), large);
  shoot (step, 2);
  g_hash_table_iter_init (&iter, large);
  while (g_hash_table_iter_next (&iter, &text, NULL))
    if (!g_hash_table_contains (normal, text))
      {
        g_test_message ("cut: %s: “%s”", step, (const char *) text);
        ++*n_cut;
      }
  set_scale (1);
  wait_for_frame (GTK_WIDGET (window));
}

static void
test_sale (Program       *program,
           gconstpointer  data)
{
  guint n_cut = 0;
  VeloWalk walk;

  gtk_window_set_default_size (GTK_WINDOW (program->window), 1280, 800);
  if (!velo_walk_open (&walk, program))
    return;
  walk.look = look_cb;
  walk.user_data = &n_cut;
  velo_walk_open_invoice (&walk);
  velo_walk_insure (&walk, "Invoice", NULL);
  look_cb (&walk, "Sales again", velo_walk_find_active (VELO_TYPE_WINDOW));
  g_assert_cmpuint (n_cut, ==, 0);
  velo_walk_close (&walk);
}

static int
get_least_width (gpointer window)
{
  int width = 0;

  gtk_widget_measure (window, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  return width;
}

/* Other desktops choose a larger font: the window gives way as it does to a larger scale, and stays on the screen. */
static void
test_font (Program       *program,
           gconstpointer  data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  g_autoptr(GHashTable) cut = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  program_wait_for_samples (program);
  g_assert_false (velo_sale_pane_is_narrow (program_get_pane (program)));
  g_object_set (settings, "gtk-font-name", "Cantarell 22", NULL);
  WAIT_UNTIL (get_least_width (program->window) <= 1280);
  WAIT_UNTIL (velo_sale_pane_is_narrow (program_get_pane (program)));
  wait_for_frame (GTK_WIDGET (program->window));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (program->window)), <=, 1280);
  collect_cut (GTK_WIDGET (program->window), cut);
  g_assert_cmpuint (g_hash_table_size (cut), ==, 0);
  shoot ("Font", 2);
  gtk_settings_reset_property (settings, "gtk-font-name");
  WAIT_UNTIL (!velo_sale_pane_is_narrow (program_get_pane (program)));
}

/* The look itself: what is too narrow is found, and only with large letters. */
static void
test_finds (void)
{
  GtkWidget *label = gtk_label_new ("1,234.00 €");
  g_autoptr(GHashTable) cut = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GtkWindow *window;

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  window = velo_test_show (label, 110, 40);
  gtk_window_set_resizable (window, FALSE);
  gtk_widget_set_size_request (label, 90, -1);
  wait_for_frame (GTK_WIDGET (window));
  collect_cut (GTK_WIDGET (window), cut);
  g_assert_cmpuint (g_hash_table_size (cut), ==, 0);
  set_scale (2);
  wait_for_frame (GTK_WIDGET (window));
  collect_cut (GTK_WIDGET (window), cut);
  g_assert_true (g_hash_table_contains (cut, "1,234.00 €"));
  set_scale (1);
  velo_test_hide (window);
}

int
main (int   argc,
      char *argv[])
{
  velo_test_init (&argc, &argv);
  g_test_add_func ("/large-text/finds", test_finds);
  g_test_add ("/large-text/sale", Program, NULL, program_set_up, test_sale, program_tear_down);
  g_test_add ("/large-text/font", Program, NULL, program_set_up, test_font, program_tear_down);
  return g_test_run ();
}
