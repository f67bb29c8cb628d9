/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window of the settings, with services and a key ring of its own. */
#pragma once

#include "velo-program-test.h"

#include "velo-secrets-memory.h"

typedef struct
{
  Program program;
  GSettings *settings;
  VeloSecrets *secrets;
  VeloServices *services;
  VeloTrainingInsurer *insurer; /* (nullable) the "real" one */
  VeloPreferences *window;      /* weak */
} Fixture;

static inline void
result_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

/* Services for training, or with @data for real, against an insurer that listens here. */
static inline void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  GError *error = NULL;

  program_prepare (&fixture->program);
  fixture->settings = g_settings_new ("com.example.VeloInsure");
  fixture->secrets = velo_secrets_memory_new ();
  if (data != NULL)
    {
      g_autoptr(GSettings) insurer = g_settings_get_child (fixture->settings, "insurer");

      fixture->insurer = velo_training_insurer_new ();
      g_assert_true (velo_training_insurer_start (fixture->insurer, 0, &error));
      g_settings_set_string (insurer, "base-url", velo_training_insurer_get_uri (fixture->insurer));
    }
  fixture->services = velo_services_new (fixture->settings, fixture->secrets, fixture->program.folder);
  velo_services_start_async (fixture->services, data == NULL, NULL, result_cb, &result);
  WAIT_UNTIL (result != NULL);
  g_assert_true (velo_services_start_finish (fixture->services, result, &error));
  g_assert_no_error (error);
  g_set_weak_pointer (&fixture->window, velo_preferences_present (NULL, fixture->services, NULL));
  velo_test_settle ();
}

static inline void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  gpointer services;

  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  WAIT_UNTIL (fixture->window == NULL);
  velo_services_stop_async (fixture->services, result_cb, &result);
  WAIT_UNTIL (result != NULL);
  g_assert_true (velo_services_stop_finish (fixture->services, result, NULL));
  g_clear_object (&result);
  services = fixture->services;
  g_object_add_weak_pointer (G_OBJECT (services), &services);
  g_clear_object (&fixture->services);
  WAIT_UNTIL (services == NULL);
  if (fixture->insurer != NULL)
    velo_training_insurer_stop (fixture->insurer);
  g_clear_object (&fixture->insurer);
  g_clear_object (&fixture->secrets);
  g_clear_object (&fixture->settings);
  velo_test_remove (fixture->program.folder);
  g_free (fixture->program.folder);
}

static inline GtkWidget *
find (Fixture    *fixture,
      const char *id)
{
  GtkWidget *widget = velo_test_find (GTK_WIDGET (fixture->window), id);

  if (widget == NULL)
    g_error ("no widget %s", id);
  return widget;
}

static inline void
show_page (Fixture    *fixture,
           const char *page)
{
  velo_preferences_show_page (fixture->window, page);
  velo_test_settle ();
}

static inline void
enter (GtkWidget  *row,
       const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  g_signal_emit_by_name (row, "apply");
}

static inline void
wait_for_stored (Fixture    *fixture,
                 const char *text)
{
  AdwActionRow *row = ADW_ACTION_ROW (find (fixture, "stored_row"));

  WAIT_UNTIL (strstr (adw_action_row_get_subtitle (row), text) != NULL);
}
