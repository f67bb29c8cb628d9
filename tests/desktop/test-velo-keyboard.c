/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a dropped invoice into the assistant without a mouse: Tab reaches what is needed, Enter goes on. */

#include "config.h"

#include "velo-program-test.h"

#include "velo-assistant-window.h"
#include "velo-reminder-dialog.h"
#include "velo-sale-dialog.h"
#include "velo-samples.h"
#include "velo-sales-view.h"

/* More stops than any window has. */
#define MAX_STOPS 300

/* Every widget that Tab stops at, once around @window. */
static GPtrArray *
walk (GtkWidget *window)
{
  GPtrArray *stops = g_ptr_array_new ();

  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  for (guint i = 0; i < MAX_STOPS; i++)
    {
      GtkWidget *focus;

      if (!gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD))
        break;
      focus = gtk_window_get_focus (GTK_WINDOW (window));
      if (focus == NULL || g_ptr_array_find (stops, focus, NULL))
        break;
      g_ptr_array_add (stops, focus);
    }
  g_assert_cmpuint (stops->len, <, MAX_STOPS);
  return stops;
}

static gboolean
stops_at (GPtrArray *stops,
          GtkWidget *widget)
{
  for (guint i = 0; i < stops->len; i++)
    {
      GtkWidget *stop = g_ptr_array_index (stops, i);

      if (stop == widget || gtk_widget_is_ancestor (stop, widget))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_input (GtkWidget *widget)
{
  return (ADW_IS_ENTRY_ROW (widget) || GTK_IS_ENTRY (widget) || GTK_IS_SWITCH (widget) || GTK_IS_CHECK_BUTTON (widget)
          || GTK_IS_DROP_DOWN (widget) || ADW_IS_COMBO_ROW (widget))
         && gtk_widget_get_mapped (widget) && gtk_widget_is_sensitive (widget) && gtk_widget_get_focusable (widget);
}

/* Every input that can be seen can be reached. */
static guint
assert_reachable (GtkWidget *widget,
                  GPtrArray *stops)
{
  guint n_inputs = 0;

  if (is_input (widget))
    {
      /* of a group of radio buttons only one takes part */
      if (!stops_at (stops, widget) && !GTK_IS_CHECK_BUTTON (widget))
        g_error ("Tab never comes to %s %s", G_OBJECT_TYPE_NAME (widget),
                 gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)));
      n_inputs++;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n_inputs += assert_reachable (child, stops);
  return n_inputs;
}

static void
test_walk (Program       *program,
           gconstpointer  data)
{
  g_autoptr(GBytes) bytes = velo_samples_load ("invoice.pdf", 0, NULL);
  g_autofree char *path = g_build_filename (program->folder, "invoice.pdf", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GPtrArray) dialog_stops = NULL;
  g_autoptr(GPtrArray) reminder_stops = NULL;
  g_autoptr(GPtrArray) assistant_stops = NULL;
  GtkWidget *window;

  program_wait (program);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
  velo_window_take_in (program->window, file);
  WAIT_UNTIL ((window = program_find_window (VELO_TYPE_SALE_DIALOG)) != NULL && gtk_widget_get_mapped (window));
  velo_test_settle ();
  dialog_stops = walk (window);
  g_assert_cmpuint (assert_reachable (window, dialog_stops), >=, 8);
  g_assert_true (stops_at (dialog_stops, velo_test_find (window, "save_button")));
  /* what Enter does where no button has the focus */
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  gtk_widget_activate_default (window);

  WAIT_UNTIL ((window = program_find_window (VELO_TYPE_REMINDER_DIALOG)) != NULL && gtk_widget_get_mapped (window));
  velo_test_settle ();
  reminder_stops = walk (window);
  g_assert_true (stops_at (reminder_stops, velo_test_find (window, "insure_button")));
  gtk_widget_grab_focus (velo_test_find (window, "insure_button"));
  gtk_widget_activate (gtk_window_get_focus (GTK_WINDOW (window)));

  WAIT_UNTIL ((window = program_find_window (VELO_TYPE_ASSISTANT_WINDOW)) != NULL && gtk_widget_get_mapped (window)
              && !velo_assistant_window_is_busy (VELO_ASSISTANT_WINDOW (window)));
  velo_test_settle ();
  assistant_stops = walk (window);
  assert_reachable (window, assistant_stops);
  g_assert_true (stops_at (assistant_stops, velo_test_find (window, "next_button")));
  g_assert_true (gtk_widget_activate (velo_test_find (window, "next_button")));
  WAIT_UNTIL (velo_assistant_window_get_step (VELO_ASSISTANT_WINDOW (window)) == 1);
  gtk_widget_activate_action (window, "window.close", NULL);
  WAIT_UNTIL (velo_window_get_assistant (program->window) == NULL);
}

/* The main window: its verbs, its switcher and its first row. */
static void
test_main (Program       *program,
           gconstpointer  data)
{
  static const char * const ids[] = { "new_button", "open_button", "search_button", "employee_button", "menu_button" };
  g_autoptr(GPtrArray) stops = NULL;

  program_wait (program);
  velo_test_settle ();
  stops = walk (GTK_WIDGET (program->window));
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_test_message ("%s", ids[i]);
      g_assert_true (stops_at (stops, velo_test_find (GTK_WIDGET (program->window), ids[i])));
    }
}

int
main (int   argc,
      char *argv[])
{
  velo_test_init (&argc, &argv);
  g_test_add ("/keyboard/main", Program, NULL, program_set_up, test_main, program_tear_down);
  g_test_add ("/keyboard/walk", Program, NULL, program_set_up, test_walk, program_tear_down);
  return g_test_run ();
}
