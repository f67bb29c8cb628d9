/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests whose broker number a proposal carries, and what the assistant says where there is none. */

#include "config.h"

#include "velo-assistant-driver.h"

#include "velo-store-employees.h"

/* Who sells has no broker number: a colleague's is taken, and what was missing is not missing any more. */
static void
test_colleague (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(VeloEmployee) seller = velo_employee_new ();
  g_autoptr(VeloEmployee) colleague = velo_employee_new ();
  g_autoptr(GError) error = NULL;
  Answer answer = { NULL, NULL };
  GtkWidget *window;
  GtkWidget *row;

  velo_employee_set_name (colleague, "Jana Kurbel");
  velo_employee_set_broker_number (colleague, "4711001");
  velo_store_save_employee_async (fixture->store, colleague, "", NULL, answer_cb, &answer);
  answer_wait (&answer);
  velo_store_save_employee_finish (fixture->store, answer.result, &error);
  g_assert_no_error (error);
  answer_clear (&answer);
  velo_employee_set_id (seller, "e-2");
  velo_employee_set_name (seller, "Timo Lenker");
  velo_counter_set_employee (fixture->counter, seller);
  window = open_window (fixture, 960, 700);
  row = velo_test_find (window, "sender_row");
  WAIT_UNTIL (adw_combo_row_get_model (ADW_COMBO_ROW (row)) != NULL
              && g_list_model_get_n_items (adw_combo_row_get_model (ADW_COMBO_ROW (row))) == 2);
  assert_stays (window, "sender_row", "choose the colleague who sends");
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 1);
  g_assert_null (velo_field_get_problem (row));
  g_assert_cmpstr (velo_proposal_get_broker_number (get_proposal (window)), ==, "4711001");
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 0);
  g_assert_cmpstr (velo_proposal_get_broker_number (get_proposal (window)), ==, "");
  assert_stays (window, "sender_row", "choose the colleague who sends");
  close_window (window);
}

/* Nobody can send yet: the way to the settings is there, and what is entered in them counts at once. */
static void
test_first (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr(VeloEmployee) first = velo_employee_new ();
  g_autoptr(GError) error = NULL;
  Answer answer = { NULL, NULL };
  GtkWidget *window;
  GtkWidget *row;
  GtkWidget *button;

  velo_counter_set_employee (fixture->counter, NULL);
  window = open_window (fixture, 960, 700);
  row = velo_test_find (window, "sender_row");
  button = velo_test_find_text (row, "Settings");
  g_assert_nonnull (button);
  WAIT_UNTIL (gtk_widget_get_mapped (button));
  assert_stays (window, "sender_row", "choose the colleague who sends");
  velo_employee_set_name (first, "Jana Kurbel");
  velo_employee_set_broker_number (first, "4711001");
  velo_store_save_employee_async (fixture->store, first, "", NULL, answer_cb, &answer);
  answer_wait (&answer);
  velo_store_save_employee_finish (fixture->store, answer.result, &error);
  g_assert_no_error (error);
  answer_clear (&answer);
  WAIT_UNTIL (!gtk_widget_get_mapped (button));
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (ADW_COMBO_ROW (row))), ==, 2);
  velo_counter_set_employee (fixture->counter, first);
  WAIT_UNTIL (!gtk_widget_get_mapped (row));
  g_assert_cmpstr (velo_proposal_get_broker_number (get_proposal (window)), ==, "4711001");
  close_window (window);
}

int
main (int    argc,
      char **argv)
{
  velo_test_init (&argc, &argv);

#define ADD(path, function) \
  g_test_add ("/desktop/assistant-sender/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

  ADD ("colleague", test_colleague);
  ADD ("first", test_first);
  return g_test_run ();
}
