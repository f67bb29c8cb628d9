/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole program in the test's process, with data of its own. */
#pragma once

#include "velo-assistant-test.h"


#include "velo-application-private.h"
#include "velo-sales-view.h"
#include "velo-remove.h"

/* Vehicles in the sample invoices: each has a row. */
#define PROGRAM_N_SAMPLES 6

typedef struct
{
  VeloApplication *application;
  VeloWindow *window; /* weak */
  char *folder;
} Program;

/* Forgets settings, the size of the window as well, and data of the test before. */
static inline void
program_prepare (Program *program)
{
  g_autoptr(GSettings) settings = g_settings_new ("com.example.VeloInsure");
  static const char * const children[] = { "training", "insurer", "activation", "shop", "sale", "window" };

  g_settings_reset (settings, "current-employee");
  for (gsize i = 0; i < G_N_ELEMENTS (children); i++)
    {
      g_autoptr(GSettings) child = g_settings_get_child (settings, children[i]);
      g_autoptr(GSettingsSchema) schema = NULL;
      g_auto(GStrv) keys = NULL;

      g_object_get (child, "settings-schema", &schema, NULL);
      keys = g_settings_schema_list_keys (schema);
      for (char **key = keys; *key != NULL; key++)
        g_settings_reset (child, *key);
    }
  program->folder = g_build_filename (g_get_user_data_dir (), "veloinsure", NULL);
  velo_test_remove (program->folder);
}

/* Runs until a window is there; the services may still be starting. */
static inline void
program_open (Program *program)
{
  GError *error = NULL;

  program->application = velo_application_new ();
  g_application_set_flags (G_APPLICATION (program->application), G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE);
  g_application_set_default (G_APPLICATION (program->application));
  g_assert_true (g_application_register (G_APPLICATION (program->application), NULL, &error));
  g_assert_no_error (error);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_application_activate (G_APPLICATION (program->application));
  g_assert_nonnull (program->application->window);
  g_set_weak_pointer (&program->window, program->application->window);
}

static inline const char *
program_get_shown (Program *program)
{
  GtkWidget *stack = velo_test_find (GTK_WIDGET (program->window), "stack");

  return gtk_stack_get_visible_child_name (GTK_STACK (stack));
}

/* Until the data are there, or the trouble is. */
static inline void
program_wait (Program *program)
{
  WAIT_UNTIL (!program->application->starting && !program->application->stopping);
  velo_test_settle ();
}

static inline VeloCounter *
program_get_counter (Program *program)
{
  return velo_services_get_counter (velo_application_get_services (program->application));
}

/* GApplication says once that a program should use g_application_run(), which a test cannot. */
static inline void
program_finalize (VeloApplication *application)
{
  static gsize said = 0;

  if (said == 0)
    g_test_expect_message ("GLib-GIO", G_LOG_LEVEL_WARNING, "*Consider using g_application_run*");
  g_assert_finalize_object (application);
  if (said == 0)
    g_test_assert_expected_messages ();
  said = 1;
}

/* Whoever is asked about open applications leaves them. */
static inline void
program_leave_open (Program *program)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; program->window != NULL && i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_mapped (GTK_WIDGET (window))
          && adw_message_dialog_has_response (ADW_MESSAGE_DIALOG (window), "confirm"))
        {
          adw_message_dialog_response (ADW_MESSAGE_DIALOG (window), "confirm");
          gtk_window_destroy (window);
        }
    }
}

/* Closes the window and ends the program as leaving g_application_run() does. */
static inline void
program_close (Program *program)
{
  if (program->window != NULL)
    gtk_window_close (GTK_WINDOW (program->window));
  WAIT_UNTIL ((program_leave_open (program), program->window == NULL && program->application->window == NULL));
  program_wait (program);
  g_assert_null (program_get_counter (program));
  G_APPLICATION_GET_CLASS (program->application)->shutdown (G_APPLICATION (program->application));
  g_application_set_default (NULL);
  /* what was under way, such as reading a sample, hears first that it is cancelled */
  WAIT_UNTIL (G_OBJECT (program->application)->ref_count == 1);
  program_finalize (g_steal_pointer (&program->application));
}

static inline void
program_set_up (Program       *program,
                gconstpointer  data)
{
  program_prepare (program);
  program_open (program);
}

static inline void
program_tear_down (Program       *program,
                   gconstpointer  data)
{
  if (program->application != NULL)
    program_close (program);
  velo_test_remove (program->folder);
  g_clear_pointer (&program->folder, g_free);
}

/* The open window of @type, or NULL. */
static inline gpointer
program_find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GObject) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        return window;
    }
  return NULL;
}

static inline void
program_activate (Program    *program,
                  const char *action,
                  const char *parameter)
{
  gboolean done = parameter == NULL
                  ? gtk_widget_activate_action (GTK_WIDGET (program->window), action, NULL)
                  : gtk_widget_activate_action (GTK_WIDGET (program->window), action, "s", parameter);

  g_assert_true (done);
}

static inline void
velo_test_assert_text (gpointer    window,
                       const char *text)
{
  g_assert_nonnull (window);
  WAIT_UNTIL (velo_test_find_text (window, text) != NULL);
}

/* The message with these words. What takes its time on a busy machine says so in one of its own, which comes and goes. */
static inline GtkWindow *
program_find_message (const char *text)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window) && velo_test_find_text (GTK_WIDGET (window), text) != NULL)
        return window;
    }
  return NULL;
}

static inline void
program_close_message (const char *text)
{
  GtkWindow *dialog = NULL;

  WAIT_UNTIL ((dialog = program_find_message (text)) != NULL);
  gtk_window_close (dialog);
  WAIT_UNTIL (program_find_window (ADW_TYPE_MESSAGE_DIALOG) == NULL);
}

/* The lists of sales and vehicles, or NULL while there are no data. */
static inline VeloSalePane *
program_get_pane (Program *program)
{
  GtkWidget *view = velo_window_get_sales_view (program->window);

  return view == NULL ? NULL : velo_sales_view_get_pane (VELO_SALES_VIEW (view));
}

static inline guint
program_count_sales (Program *program)
{
  VeloSalePane *pane = program_get_pane (program);

  return pane == NULL ? 0 : g_list_model_get_n_items (G_LIST_MODEL (velo_sale_pane_get_model (pane)));
}

static inline void
program_wait_for_samples (Program *program)
{
  program_wait (program);
  g_assert_cmpstr (program_get_shown (program), ==, "main");
  WAIT_UNTIL (program_count_sales (program) == PROGRAM_N_SAMPLES);
}
