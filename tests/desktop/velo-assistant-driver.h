/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drives the assistant's window as a user does, for its tests. */
#pragma once

#include "velo-assistant-test.h"

#include "velo-assistant-window.h"
#include "velo-counter-fixture.h"
#include "velo-field.h"
#include "velo-pdf-view.h"

#define OBJECT 0
#define TARIFF 1
#define VEHICLE 2
#define CUSTOMER 3
#define APPLICATION 4
#define CONCLUSION 5

/* For looking at the pages: VELO_TEST_SHOTS names a folder. */
static inline void
shoot (GtkWidget  *window,
       const char *name)
{
  const char *folder = g_getenv ("VELO_TEST_SHOTS");
  g_autofree char *command = NULL;

  if (folder == NULL)
    return;
  velo_test_settle ();
  for (guint i = 0; i < 20; i++)
    {
      g_usleep (20000);
      velo_test_settle ();
    }
  command = g_strdup_printf ("import -window root '%s/%s.png'", folder, name);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
}

static inline GtkWidget *
open_window (Fixture *fixture,
             int      width,
             int      height)
{
  GtkWidget *window = velo_assistant_window_new (NULL, fixture->counter, NULL, fixture->vehicle_id);

  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_present (GTK_WINDOW (window));
  WAIT_UNTIL (!velo_assistant_window_is_busy (VELO_ASSISTANT_WINDOW (window)));
  velo_test_settle ();
  return window;
}

static inline void
close_window (GtkWidget *window)
{
  gpointer weak = window;

  g_object_add_weak_pointer (G_OBJECT (window), &weak);
  gtk_window_close (GTK_WINDOW (window));
  WAIT_UNTIL (weak == NULL);
}

static inline int
get_step (GtkWidget *window)
{
  return velo_assistant_window_get_step (VELO_ASSISTANT_WINDOW (window));
}

static inline VeloProposal *
get_proposal (GtkWidget *window)
{
  return velo_assistant_window_get_proposal (VELO_ASSISTANT_WINDOW (window));
}

static inline void
press_next (GtkWidget *window)
{
  gtk_widget_activate_action (window, "assistant.next", NULL);
}

static inline void
go_on (GtkWidget *window)
{
  int step = get_step (window);

  press_next (window);
  WAIT_UNTIL (get_step (window) == step + 1);
  velo_test_settle ();
}

/* It stands out, but nobody has done anything wrong. */
static inline void
assert_missing (GtkWidget  *window,
                const char *name)
{
  GtkWidget *row = velo_test_find (window, name);

  g_assert_true (gtk_widget_has_css_class (row, "missing"));
  g_assert_false (gtk_widget_has_css_class (row, "error"));
  g_assert_null (velo_field_get_problem (row));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_FALSE);
}

static inline void
assert_stays (GtkWidget  *window,
              const char *field,
              const char *problem)
{
  int step = get_step (window);
  GtkWidget *row = velo_test_find (window, field);
  GtkWidget *focus;

  press_next (window);
  velo_test_settle ();
  g_assert_false (velo_assistant_window_is_busy (VELO_ASSISTANT_WINDOW (window)));
  g_assert_cmpint (get_step (window), ==, step);
  g_assert_nonnull (row);
  g_assert_nonnull (velo_field_get_problem (row));
  g_assert_nonnull (strstr (velo_field_get_problem (row), problem));
  g_assert_nonnull (velo_test_find_text (window, problem));
  focus = gtk_window_get_focus (GTK_WINDOW (window));
  g_assert_nonnull (focus);
  g_assert_true (focus == row || gtk_widget_is_ancestor (focus, row));
}

static inline void
go_to_tariff (GtkWidget *window)
{
  go_on (window);
  WAIT_UNTIL (velo_test_find_text (window, "Variant A") != NULL);
  velo_test_settle ();
}

static inline void
go_to_customer (GtkWidget *window)
{
  VeloVehicle *vehicle = velo_proposal_get_vehicle (get_proposal (window));

  go_to_tariff (window);
  go_on (window);
  velo_vehicle_set_lock_confirmed (vehicle, VELO_ANSWER_YES);
  velo_vehicle_set_leasing (vehicle, VELO_ANSWER_NO);
  go_on (window);
}

static inline void
go_to_application (GtkWidget *window)
{
  go_to_customer (window);
  fixture_fill (get_proposal (window));
  gtk_editable_set_text (GTK_EDITABLE (velo_test_find (window, "iban_row")), "DE89 3704 0044 0532 0130 00");
  go_on (window);
  WAIT_UNTIL (velo_pdf_view_is_ready (VELO_PDF_VIEW (velo_test_find (window, "view"))));
}

static inline void
click (GtkWidget  *window,
       const char *id)
{
  GtkWidget *button = velo_test_find (window, id);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_mapped (button));
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static inline void
sign_on_paper (GtkWidget *window)
{
  velo_proposal_set_documents_received (get_proposal (window), TRUE);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (velo_test_find (window, "paper_button")), TRUE);
  velo_test_settle ();
  click (window, "signed_button");
  WAIT_UNTIL (get_step (window) == CONCLUSION);
  velo_test_settle ();
}

static inline GtkWindow *
find_dialog (void)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *item = windows; item != NULL; item = item->next)
    if (ADW_IS_MESSAGE_DIALOG (item->data) && gtk_widget_get_mapped (item->data))
      return item->data;
  return NULL;
}

static inline void
answer_dialog (gboolean yes)
{
  GtkWindow *dialog;

  WAIT_UNTIL (find_dialog () != NULL);
  dialog = find_dialog ();
  velo_test_settle ();
  if (yes)
    {
      adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog),
                                   adw_message_dialog_get_default_response (ADW_MESSAGE_DIALOG (dialog)));
      gtk_window_destroy (dialog);
    }
  else
    gtk_window_close (dialog);
  WAIT_UNTIL (find_dialog () == NULL);
}

static inline guint
count_received (Fixture *fixture)
{
  g_autoptr(GPtrArray) received = velo_training_insurer_dup_proposals (fixture->training);

  return received->len;
}
