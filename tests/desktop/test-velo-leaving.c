/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The check at the end of the day: who closes the window or quits with open applications is asked once. */

#include "config.h"

#include "velo-program-test.h"

#include "velo-assistant-window.h"
#include "velo-counter-fixture.h"
#include "velo-sale-dialog.h"
#include "velo-sales-view.h"
#include "velo-todo-item.h"
#include "velo-todo-row.h"

static GListModel *
get_todo (Program *program)
{
  GtkWidget *view = velo_window_get_sales_view (program->window);

  return view == NULL ? NULL : velo_todo_list_get_model (velo_sales_view_get_todo (VELO_SALES_VIEW (view)));
}

static void
wait_for_sales (Program *program)
{
  program_wait (program);
  WAIT_UNTIL (get_todo (program) != NULL && g_list_model_get_n_items (get_todo (program)) > 0);
}

static AdwMessageDialog *
find_question (void)
{
  GtkWidget *dialog = program_find_window (ADW_TYPE_MESSAGE_DIALOG);

  return dialog == NULL ? NULL : ADW_MESSAGE_DIALOG (dialog);
}

/* At the end of the day nobody leaves a signed application behind without knowing it. */
static void
test_leave (Program       *program,
            gconstpointer  data)
{
  AdwMessageDialog *dialog;

  wait_for_sales (program);
  g_object_set (program->window, "n-unfinished", 2u, NULL);
  gtk_window_close (GTK_WINDOW (program->window));
  WAIT_UNTIL (find_question () != NULL);
  dialog = find_question ();
  g_assert_nonnull (strstr (adw_message_dialog_get_heading (dialog), "2 open applications"));
  /* Enter stays */
  adw_message_dialog_response (dialog, adw_message_dialog_get_default_response (dialog));
  gtk_window_destroy (GTK_WINDOW (dialog));
  WAIT_UNTIL (find_question () == NULL);
  velo_test_settle ();
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (program->window)));

  gtk_window_close (GTK_WINDOW (program->window));
  WAIT_UNTIL (find_question () != NULL);
  dialog = find_question ();
  adw_message_dialog_response (dialog, "confirm");
  gtk_window_destroy (GTK_WINDOW (dialog));
  WAIT_UNTIL (program_find_window (VELO_TYPE_WINDOW) == NULL);
}

/* Stores a draft as leaving a page of the assistant does. */
static void
add_draft (Program *program)
{
  g_autoptr(VeloTodoItem) item = g_list_model_get_item (get_todo (program), 0);
  VeloAssistantWindow *assistant;
  guint n_unfinished = 0;

  velo_window_insure (program->window, velo_todo_item_get_vehicle_id (item));
  assistant = VELO_ASSISTANT_WINDOW (velo_window_get_assistant (program->window));
  WAIT_UNTIL (!velo_assistant_window_is_busy (assistant));
  gtk_widget_activate_action (GTK_WIDGET (assistant), "assistant.next", NULL);
  WAIT_UNTIL ((g_object_get (program->window, "n-unfinished", &n_unfinished, NULL), n_unfinished == 1));
}

/* Quitting goes through the assistant, asks once, and whoever stays does not quit. */
static void
test_leave_draft (Program       *program,
                  gconstpointer  data)
{
  g_autofree char *id = NULL;

  wait_for_sales (program);
  add_draft (program);
  id = g_strdup (velo_proposal_get_vehicle_id (velo_assistant_window_get_proposal (
    VELO_ASSISTANT_WINDOW (velo_window_get_assistant (program->window)))));
  g_action_group_activate_action (G_ACTION_GROUP (program->application), "quit", NULL);
  WAIT_UNTIL (find_question () != NULL);
  g_assert_null (velo_window_get_assistant (program->window));
  g_assert_nonnull (strstr (adw_message_dialog_get_heading (find_question ()), "1 open application"));
  gtk_window_close (GTK_WINDOW (find_question ()));
  WAIT_UNTIL (find_question () == NULL);
  velo_test_settle ();
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (program->window)));
  g_assert_false (program->application->quitting);
  /* nor is anybody asked again who closes an assistant later */
  velo_window_insure (program->window, id);
  WAIT_UNTIL (!velo_assistant_window_is_busy (VELO_ASSISTANT_WINDOW (velo_window_get_assistant (program->window))));
  gtk_window_close (velo_window_get_assistant (program->window));
  WAIT_UNTIL (velo_window_get_assistant (program->window) == NULL);
  velo_test_settle ();
  g_assert_null (find_question ());

  g_action_group_activate_action (G_ACTION_GROUP (program->application), "quit", NULL);
  WAIT_UNTIL (find_question () != NULL);
  program_leave_open (program);
  WAIT_UNTIL (program_find_window (VELO_TYPE_WINDOW) == NULL);
  velo_test_settle ();
  g_assert_null (find_question ()); /* once */
}

static char *
dup_vehicle_id (Program *program,
                guint    position)
{
  g_autoptr(VeloTodoItem) item = g_list_model_get_item (get_todo (program), position);

  return g_strdup (velo_todo_item_get_vehicle_id (item));
}

/* An assistant with something entered that is not stored yet. */
static VeloAssistantWindow *
open_changed (Program    *program,
              const char *vehicle_id)
{
  VeloAssistantWindow *assistant;

  velo_window_insure (program->window, vehicle_id);
  assistant = VELO_ASSISTANT_WINDOW (velo_window_get_assistant (program->window));
  WAIT_UNTIL (!velo_assistant_window_is_busy (assistant));
  velo_vehicle_set_model (velo_proposal_get_vehicle (velo_assistant_window_get_proposal (assistant)), "Entered");
  return assistant;
}

static VeloProposal *
load_proposal (Program    *program,
               const char *vehicle_id)
{
  VeloProposal *proposal;
  Answer answer = { 0 };
  GError *error = NULL;

  velo_counter_open_proposal_async (program_get_counter (program), vehicle_id, NULL, answer_cb, &answer);
  answer_wait (&answer);
  proposal = velo_counter_open_proposal_finish (program_get_counter (program), answer.result, &error);
  g_assert_no_error (error);
  answer_clear (&answer);
  return proposal;
}

/* Several assistants may be open side by side: each stores what was entered in it. */
static void
test_leave_several (Program       *program,
                    gconstpointer  data)
{
  g_autoptr(VeloProposal) first = NULL;
  g_autoptr(VeloProposal) second = NULL;
  g_autofree char *first_id = NULL;
  g_autofree char *second_id = NULL;

  wait_for_sales (program);
  WAIT_UNTIL (g_list_model_get_n_items (get_todo (program)) > 2);
  /* before the list moves: the draft is that of the first */
  first_id = dup_vehicle_id (program, 1);
  second_id = dup_vehicle_id (program, 2);
  g_assert_cmpstr (first_id, !=, second_id);
  add_draft (program);
  gtk_window_close (velo_window_get_assistant (program->window));
  WAIT_UNTIL (velo_window_get_assistant (program->window) == NULL);
  open_changed (program, first_id);
  open_changed (program, second_id);
  gtk_window_close (GTK_WINDOW (program->window));
  WAIT_UNTIL (find_question () != NULL);
  g_assert_null (program_find_window (VELO_TYPE_ASSISTANT_WINDOW));
  first = load_proposal (program, first_id);
  g_assert_cmpstr (velo_vehicle_get_model (velo_proposal_get_vehicle (first)), ==, "Entered");
  second = load_proposal (program, second_id);
  g_assert_cmpstr (velo_vehicle_get_model (velo_proposal_get_vehicle (second)), ==, "Entered");
}

/* Who changes to training or puts a backup back keeps what was entered as well. */
static void
test_restart (Program       *program,
              gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = NULL;
  g_autofree char *id = NULL;

  wait_for_sales (program);
  id = dup_vehicle_id (program, 0);
  open_changed (program, id);
  velo_application_restart (program->application, NULL);
  wait_for_sales (program);
  WAIT_UNTIL (program_find_window (VELO_TYPE_ASSISTANT_WINDOW) == NULL);
  proposal = load_proposal (program, id);
  g_assert_cmpstr (velo_vehicle_get_model (velo_proposal_get_vehicle (proposal)), ==, "Entered");
}

/* What could not be stored keeps the assistant open: then the program does not go when that is closed later. */
static void
test_leave_kept_open (Program       *program,
                      gconstpointer  data)
{
  g_autoptr(VeloProposal) copy = NULL;
  g_autofree char *id = NULL;
  VeloAssistantWindow *assistant;
  Answer answer = { 0 };
  GError *error = NULL;

  wait_for_sales (program);
  id = dup_vehicle_id (program, 0);
  assistant = open_changed (program, id);
  gtk_widget_activate_action (GTK_WIDGET (assistant), "assistant.next", NULL);
  WAIT_UNTIL (velo_assistant_window_get_step (assistant) == 1);
  /* given up elsewhere */
  copy = velo_record_copy (velo_assistant_window_get_proposal (assistant));
  velo_counter_abandon_async (program_get_counter (program), copy, NULL, answer_cb, &answer);
  answer_wait (&answer);
  g_assert_true (velo_counter_move_finish (program_get_counter (program), answer.result, &error));
  answer_clear (&answer);
  velo_vehicle_set_model (velo_proposal_get_vehicle (velo_assistant_window_get_proposal (assistant)), "Later");
  g_action_group_activate_action (G_ACTION_GROUP (program->application), "quit", NULL);
  WAIT_UNTIL (find_question () != NULL);
  g_assert_nonnull (strstr (adw_message_dialog_get_heading (find_question ()), "without saving"));
  gtk_window_close (GTK_WINDOW (find_question ()));
  WAIT_UNTIL (find_question () == NULL);
  velo_test_settle ();
  g_assert_false (program->application->quitting);
  gtk_window_destroy (GTK_WINDOW (assistant));
  velo_test_settle ();
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (program->window)));
}

static void
test_leave_nothing (Program       *program,
                    gconstpointer  data)
{
  wait_for_sales (program);
  gtk_window_close (GTK_WINDOW (program->window));
  g_assert_null (find_question ());
  WAIT_UNTIL (program_find_window (VELO_TYPE_WINDOW) == NULL);
}

/* The program stays, but the day at the counter ends with its window: the question comes all the same. */
static void
test_leave_to_background (Program       *program,
                          gconstpointer  data)
{
  g_autoptr(GSettings) settings = g_settings_new ("com.example.VeloInsure.Intake");

  wait_for_sales (program);
  g_settings_set_boolean (settings, "background", TRUE);
  add_draft (program);
  gtk_window_close (GTK_WINDOW (program->window));
  WAIT_UNTIL (find_question () != NULL);
  program_leave_open (program);
  WAIT_UNTIL (program->application->window == NULL);
  velo_test_settle ();
  g_assert_true (program->application->held);
  g_assert_nonnull (program_get_counter (program));

  /* without a window there is nobody to ask */
  g_settings_reset (settings, "background");
  WAIT_UNTIL (!program->application->held);
  g_assert_null (find_question ());
}

/* What is in the list of things to do of this kind; NULL if nothing is. */
static VeloTodoRow *
find_todo (Program      *program,
           VeloTodoKind  kind)
{
  GtkWidget *view = velo_window_get_sales_view (program->window);
  GtkWidget *list = view == NULL ? NULL : velo_test_find (view, "list_box");

  for (int i = 0; list != NULL; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), i);

      if (row == NULL)
        return NULL;
      if (velo_todo_item_get_kind (velo_todo_row_get_item (VELO_TODO_ROW (row))) == kind)
        return VELO_TODO_ROW (row);
    }
  return NULL;
}

static VeloTodoRow *
find_typed (Program *program)
{
  return find_todo (program, VELO_TODO_KIND_TYPED);
}

static GtkEditable *
get_model_field (VeloSaleDialog *dialog)
{
  return GTK_EDITABLE (velo_sale_vehicle_form_get_field (velo_sale_dialog_get_form (dialog, 0), "model"));
}

/* The program ends while a sale is being typed in: the next start offers to go on, until it is stored or discarded. */
static void
test_typed_in (Program       *program,
               gconstpointer  data)
{
  VeloSaleDialog *form;

  program_wait_for_samples (program);
  g_assert_null (find_typed (program));
  program_activate (program, "win.new-sale", NULL);
  form = program_find_window (VELO_TYPE_SALE_DIALOG);
  velo_test_settle ();
  gtk_editable_set_text (get_model_field (form), "Wildbach 7");
  gtk_editable_set_text (GTK_EDITABLE (velo_sale_dialog_get_field (form, "last-name")), "Übelacker");
  /* whoever asks for a new one from outside gets the one that is open */
  program_activate (program, "win.new-sale", NULL);
  g_assert_true (program_find_window (VELO_TYPE_SALE_DIALOG) == (gpointer) form);
  WAIT_UNTIL (find_typed (program) != NULL);
  gtk_window_destroy (GTK_WINDOW (form));
  program_close (program);

  program_open (program);
  program_wait (program);
  WAIT_UNTIL (find_typed (program) != NULL);
  g_assert_nonnull (velo_test_find_text (GTK_WIDGET (find_typed (program)), "Übelacker"));
  g_assert_nonnull (velo_test_find_text (GTK_WIDGET (find_typed (program)), "Wildbach 7"));
  g_signal_emit_by_name (find_typed (program), "activate");
  form = program_find_window (VELO_TYPE_SALE_DIALOG);
  g_assert_nonnull (form);
  WAIT_UNTIL (g_str_equal (gtk_editable_get_text (get_model_field (form)), "Wildbach 7"));
  gtk_window_close (GTK_WINDOW (form));
  WAIT_UNTIL (find_question () != NULL);
  program_leave_open (program);
  WAIT_UNTIL (program_find_window (VELO_TYPE_SALE_DIALOG) == NULL);
  WAIT_UNTIL (find_typed (program) == NULL);
}

/* Ends the program as it is, and starts it again. */
static VeloTodoRow *
start_again (Program      *program,
             VeloTodoKind  kind)
{
  program_close (program);
  program_open (program);
  program_wait (program);
  WAIT_UNTIL (find_todo (program, kind) != NULL);
  return find_todo (program, kind);
}

static VeloSaleDialog *
wait_for_form (void)
{
  WAIT_UNTIL (program_find_window (VELO_TYPE_SALE_DIALOG) != NULL);
  return program_find_window (VELO_TYPE_SALE_DIALOG);
}

/* The program ends while an invoice is checked: the next start offers to go on, without the file. */
static void
test_corrected (Program       *program,
                gconstpointer  data)
{
  g_autofree char *path = g_build_filename (g_getenv ("VELO_TEST_DATA"), "invoices", "de_plain_no_xml.pdf", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  VeloSaleDialog *form;
  VeloTodoRow *row;

  program_wait_for_samples (program);
  g_application_open (G_APPLICATION (program->application), &file, 1, "");
  form = wait_for_form ();
  gtk_editable_set_text (get_model_field (form), "Wildbach 7");
  WAIT_UNTIL (find_todo (program, VELO_TODO_KIND_READ) != NULL);
  gtk_window_destroy (GTK_WINDOW (form));
  row = start_again (program, VELO_TODO_KIND_READ);
  g_assert_nonnull (velo_test_find_text (GTK_WIDGET (row), "Wildbach 7"));
  gtk_widget_activate (velo_test_find (GTK_WIDGET (row), "wide_button"));
  form = wait_for_form ();
  WAIT_UNTIL (g_str_equal (gtk_editable_get_text (get_model_field (form)), "Wildbach 7"));
  gtk_widget_activate_action (GTK_WIDGET (form), "sale-dialog.save", NULL);
  WAIT_UNTIL (program_find_window (VELO_TYPE_SALE_DIALOG) == NULL);
  WAIT_UNTIL (find_todo (program, VELO_TODO_KIND_READ) == NULL);
}

/* So it does for a sale of the list. */
static void
test_changed (Program       *program,
              gconstpointer  data)
{
  g_autoptr(VeloSaleItem) item = NULL;
  VeloSaleDialog *form;
  VeloTodoRow *row;

  program_wait_for_samples (program);
  item = g_list_model_get_item (G_LIST_MODEL (velo_sale_pane_get_model (program_get_pane (program))), 0);
  program_activate (program, "win.edit-sale", velo_sale_item_get_invoice_id (item));
  form = wait_for_form ();
  gtk_editable_set_text (get_model_field (form), "Wildbach 7");
  WAIT_UNTIL (find_todo (program, VELO_TODO_KIND_CHANGED) != NULL);
  gtk_window_destroy (GTK_WINDOW (form));
  row = start_again (program, VELO_TODO_KIND_CHANGED);
  g_assert_nonnull (velo_test_find_text (GTK_WIDGET (row), "Wildbach 7"));
  gtk_widget_activate (velo_test_find (GTK_WIDGET (row), "wide_button"));
  form = wait_for_form ();
  WAIT_UNTIL (g_str_equal (gtk_editable_get_text (get_model_field (form)), "Wildbach 7"));
  gtk_widget_activate_action (GTK_WIDGET (form), "sale-dialog.save", NULL);
  WAIT_UNTIL (program_find_window (VELO_TYPE_SALE_DIALOG) == NULL);
  WAIT_UNTIL (find_todo (program, VELO_TODO_KIND_CHANGED) == NULL);
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*func) (Program *program, gconstpointer data); } tests[] = {
    { "/leaving/stays-and-leaves", test_leave },
    { "/leaving/draft", test_leave_draft },
    { "/leaving/several", test_leave_several },
    { "/leaving/restart", test_restart },
    { "/leaving/kept-open", test_leave_kept_open },
    { "/leaving/nothing-open", test_leave_nothing },
    { "/leaving/to-background", test_leave_to_background },
    { "/leaving/typed-in", test_typed_in },
    { "/leaving/corrected", test_corrected },
    { "/leaving/changed", test_changed },
  };

  velo_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Program, NULL, program_set_up, tests[i].func, program_tear_down);
  return g_test_run ();
}
