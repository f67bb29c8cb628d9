/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the assistant's window: every outcome of concluding, closing, opening, narrow, keyboard. */

#include "config.h"

#include "velo-assistant-driver.h"

#include "velo-assistant-text.h"
#include "velo-store-documents.h"

/* Conclusion */

static GtkWidget *
open_at_conclusion (Fixture *fixture)
{
  G_GNUC_UNUSED g_autoptr(VeloProposal) proposal = fixture_make_signed (fixture);
  GtkWidget *window = open_window (fixture, 960, 700);

  g_assert_cmpint (get_step (window), ==, CONCLUSION);
  return window;
}

static void
conclude (GtkWidget *window)
{
  int attempts = velo_proposal_get_attempts (get_proposal (window));

  click (window, "conclude_button");
  answer_dialog (TRUE);
  WAIT_UNTIL (velo_proposal_get_attempts (get_proposal (window)) > attempts
              && !velo_assistant_window_is_busy (VELO_ASSISTANT_WINDOW (window)));
  velo_test_settle ();
}

static void
test_conclude_not_yet (Fixture       *fixture,
                       gconstpointer  data)
{
  GtkWidget *window = open_at_conclusion (fixture);

  click (window, "conclude_button");
  answer_dialog (FALSE);
  velo_test_settle ();
  g_assert_cmpint (velo_proposal_get_state (get_proposal (window)), ==, VELO_PROPOSAL_STATE_SIGNED);
  g_assert_cmpuint (count_received (fixture), ==, 0);
  close_window (window);
}

/* What keeps an application from being sent again is said, not only that it is unclear; what its state says is not
 * said twice. */
static void
test_conclude_told (void)
{
  static const struct { VeloProposalState state; GQuark (*domain) (void); int code; const char *told; } cases[] = {
    { VELO_PROPOSAL_STATE_SENDING, velo_store_error_quark, VELO_STORE_ERROR_FULL, "The disk is full" },
    { VELO_PROPOSAL_STATE_UNCLEAR, velo_store_error_quark, VELO_STORE_ERROR_FULL, "The disk is full" },
    { VELO_PROPOSAL_STATE_HANDED_OVER, velo_store_error_quark, VELO_STORE_ERROR_FULL, "The disk is full" },
    { VELO_PROPOSAL_STATE_UNCLEAR, velo_counter_error_quark, VELO_COUNTER_ERROR_OFFLINE, "No connection" },
    { VELO_PROPOSAL_STATE_UNCLEAR, velo_counter_error_quark, VELO_COUNTER_ERROR_NO_CREDENTIALS, "password" },
    { VELO_PROPOSAL_STATE_SENDING, velo_counter_error_quark, VELO_COUNTER_ERROR_CHANGED, "sent elsewhere" },
    { VELO_PROPOSAL_STATE_UNCLEAR, velo_counter_error_quark, VELO_COUNTER_ERROR_UNCLEAR, NULL },
    { VELO_PROPOSAL_STATE_SENDING, g_io_error_quark, G_IO_ERROR_PENDING, NULL },
    { VELO_PROPOSAL_STATE_REFUSED, velo_counter_error_quark, VELO_COUNTER_ERROR_REFUSED, NULL },
    { VELO_PROPOSAL_STATE_HANDED_OVER, velo_counter_error_quark, VELO_COUNTER_ERROR_HANDED_OVER, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(VeloProposal) proposal = velo_proposal_new ();
      g_autoptr(GError) error = g_error_new_literal (cases[i].domain (), cases[i].code, "");
      g_autofree char *plain = NULL;
      g_autofree char *text = NULL;

      velo_proposal_set_state (proposal, cases[i].state);
      velo_proposal_set_contract_number (proposal, "70000001");
      plain = velo_assistant_text_outcome (proposal, NULL);
      text = velo_assistant_text_outcome (proposal, error);
      g_assert_true (g_str_has_suffix (text, plain));
      if (cases[i].told == NULL)
        g_assert_cmpstr (text, ==, plain);
      else
        g_assert_true (strstr (text, cases[i].told) != NULL && strstr (text, cases[i].told) < strstr (text, plain));
    }
}

static void
test_conclude_twice_pressed (Fixture       *fixture,
                             gconstpointer  data)
{
  GtkWidget *window = open_at_conclusion (fixture);
  GtkWidget *button = velo_test_find (window, "conclude_button");
  g_autoptr(GPtrArray) received = NULL;
  VeloTrainingProposal *record;
  guint n_dialogs = 0;
  g_autoptr(GList) windows = NULL;

  g_signal_emit_by_name (button, "clicked");
  g_signal_emit_by_name (button, "clicked");
  WAIT_UNTIL (find_dialog () != NULL);
  windows = gtk_window_list_toplevels ();
  for (GList *item = windows; item != NULL; item = item->next)
    n_dialogs += ADW_IS_MESSAGE_DIALOG (item->data);
  g_assert_cmpuint (n_dialogs, ==, 1);
  answer_dialog (TRUE);
  g_signal_emit_by_name (button, "clicked");
  WAIT_UNTIL (velo_test_find_text (window, "Insured.") != NULL);
  g_assert_null (find_dialog ());
  received = velo_training_insurer_dup_proposals (fixture->training);
  g_assert_cmpuint (received->len, ==, 1);
  record = g_ptr_array_index (received, 0);
  g_assert_cmpuint (record->n_times_received, ==, 1);
  close_window (window);
}

static void
test_conclude_unclear (Fixture       *fixture,
                       gconstpointer  data)
{
  GtkWidget *window = open_at_conclusion (fixture);

  fixture_fault (fixture, "SET_XML_INTERFACE:cut-after");
  conclude (window);
  g_assert_cmpint (velo_proposal_get_state (get_proposal (window)), ==, VELO_PROPOSAL_STATE_UNCLEAR);
  g_assert_nonnull (velo_test_find_text (window, "there was no answer"));
  g_assert_nonnull (velo_test_find_text (window, "Send Again"));
  g_assert_false (gtk_widget_get_visible (velo_test_find (window, "change_button")));
  shoot (window, "6-unclear");
  /* Nothing may be changed now: there is no way back. */
  gtk_widget_activate_action (window, "assistant.back", NULL);
  velo_test_settle ();
  g_assert_cmpint (get_step (window), ==, CONCLUSION);
  conclude (window);
  WAIT_UNTIL (velo_test_find_text (window, "Insured.") != NULL);
  g_assert_cmpuint (count_received (fixture), ==, 1);
  close_window (window);
}

static void
test_conclude_refused (Fixture       *fixture,
                       gconstpointer  data)
{
  GtkWidget *window = open_at_conclusion (fixture);

  fixture_fault (fixture, "SET_XML_INTERFACE:refuse");
  conclude (window);
  g_assert_cmpint (velo_proposal_get_state (get_proposal (window)), ==, VELO_PROPOSAL_STATE_REFUSED);
  g_assert_nonnull (velo_test_find_text (window, "has refused the application"));
  g_assert_false (gtk_widget_get_visible (velo_test_find (window, "conclude_button")));
  shoot (window, "6-refused");
  click (window, "change_button");
  WAIT_UNTIL (get_step (window) == OBJECT);
  g_assert_cmpint (velo_proposal_get_state (get_proposal (window)), ==, VELO_PROPOSAL_STATE_DRAFT);
  close_window (window);
}

static guint
count_rows (GtkWidget  *root,
            const char *title)
{
  guint n = ADW_IS_PREFERENCES_ROW (root) && gtk_widget_get_mapped (root)
            && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title) == 0;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_rows (child, title);
  return n;
}

/* The application that was refused is kept, but the customer gets the one that was concluded. */
static void
test_conclude_after_refusal (Fixture       *fixture,
                             gconstpointer  data)
{
  GtkWidget *window = open_at_conclusion (fixture);

  fixture_fault (fixture, "SET_XML_INTERFACE:refuse");
  conclude (window);
  click (window, "change_button");
  WAIT_UNTIL (get_step (window) == OBJECT && !velo_assistant_window_is_busy (VELO_ASSISTANT_WINDOW (window)));
  velo_test_settle ();
  go_to_application (window);
  sign_on_paper (window);
  conclude (window);
  WAIT_UNTIL (velo_test_find_text (window, "Insured.") != NULL);
  WAIT_UNTIL (count_rows (window, "Application") > 0);
  g_assert_cmpuint (count_rows (window, "Application"), ==, 1);
  close_window (window);
}

/* Without the documents the page says so, and they can be asked for again. */
static void
test_documents_again (Fixture       *fixture,
                      gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);

  fixture_fault (fixture, "LEGAL_DOCUMENTS:empty:*");
  go_to_tariff (window);
  WAIT_UNTIL (velo_test_find_text (window, "What the insurer sent as documents cannot be used.") != NULL);
  g_assert_false (gtk_widget_get_visible (velo_test_find (window, "handover_box")));
  velo_training_insurer_clear_faults (fixture->training);
  click (window, "documents_button");
  WAIT_UNTIL (gtk_widget_get_visible (velo_test_find (window, "handover_box")));
  g_assert_false (gtk_widget_get_visible (velo_test_find (window, "documents_button")));
  close_window (window);
}

/* Taken without a confirmation: nothing can be sent again, but the insurer's word can be entered. */
static void
test_conclude_handed_over (Fixture       *fixture,
                           gconstpointer  data)
{
  GtkWidget *window = open_at_conclusion (fixture);

  fixture_fault (fixture, "SET_XML_INTERFACE:unconfirmed");
  conclude (window);
  g_assert_cmpint (velo_proposal_get_state (get_proposal (window)), ==, VELO_PROPOSAL_STATE_HANDED_OVER);
  g_assert_null (velo_test_find_text (window, ".”."));
  g_assert_false (gtk_widget_get_visible (velo_test_find (window, "conclude_button")));
  shoot (window, "6-handed-over");
  click (window, "has_it_button");
  answer_dialog (FALSE);
  velo_test_settle ();
  g_assert_cmpint (velo_proposal_get_state (get_proposal (window)), ==, VELO_PROPOSAL_STATE_HANDED_OVER);
  click (window, "has_it_button");
  answer_dialog (TRUE);
  WAIT_UNTIL (velo_test_find_text (window, "Insured.") != NULL);
  g_assert_cmpuint (count_received (fixture), ==, 1);
  close_window (window);
}

static void
test_conclude_denied (Fixture       *fixture,
                      gconstpointer  data)
{
  GtkWidget *window = open_at_conclusion (fixture);

  fixture_fault (fixture, "SET_XML_INTERFACE:unconfirmed");
  conclude (window);
  click (window, "has_not_button");
  answer_dialog (TRUE);
  WAIT_UNTIL (velo_proposal_get_state (get_proposal (window)) == VELO_PROPOSAL_STATE_REFUSED);
  velo_test_settle ();
  g_assert_false (gtk_widget_get_visible (velo_test_find (window, "answer_box")));
  g_assert_true (gtk_widget_get_visible (velo_test_find (window, "change_button")));
  close_window (window);
}

static void
test_conclude_offline (Fixture       *fixture,
                       gconstpointer  data)
{
  GtkWidget *window = open_at_conclusion (fixture);
  g_autoptr(VeloInsurer) nowhere = fixture_make_insurer ("http://127.0.0.1:9/", VELO_TRAINING_PASSWORD);

  velo_counter_set_insurer (fixture->counter, nowhere);
  conclude (window);
  g_assert_cmpint (velo_proposal_get_state (get_proposal (window)), ==, VELO_PROPOSAL_STATE_SIGNED);
  g_assert_nonnull (velo_test_find_text (window, "no confirmed cover"));
  velo_counter_set_insurer (fixture->counter, fixture->insurer);
  conclude (window);
  WAIT_UNTIL (velo_test_find_text (window, "Insured.") != NULL);
  close_window (window);
}

/* The window is closed while the application is on its way: it arrives, once. */
static void
test_conclude_closed (Fixture       *fixture,
                      gconstpointer  data)
{
  GtkWidget *window = open_at_conclusion (fixture);
  g_autoptr(VeloProposal) proposal = g_object_ref (get_proposal (window));

  fixture_fault (fixture, "SET_XML_INTERFACE:delay:1:300");
  click (window, "conclude_button");
  answer_dialog (TRUE);
  WAIT_UNTIL (velo_assistant_window_is_busy (VELO_ASSISTANT_WINDOW (window)));
  close_window (window);
  WAIT_UNTIL (velo_proposal_get_state (proposal) == VELO_PROPOSAL_STATE_CONCLUDED);
  g_assert_cmpuint (count_received (fixture), ==, 1);
}

/* Opened behind the page with the documents: what is ticked is recorded all the same. */
static void
test_received_later (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_open (fixture);
  g_autoptr(GPtrArray) documents = NULL;
  GtkWidget *window;
  guint n_shown = 0;

  fixture_fill (proposal);
  fixture_choose (fixture, proposal, "A", 12);
  velo_proposal_set_step (proposal, CUSTOMER);
  fixture_save (fixture, proposal);
  window = open_window (fixture, 960, 700);
  g_assert_cmpint (get_step (window), ==, CUSTOMER);
  /* a consent without its words is asked for again */
  g_assert_false (velo_proposal_get_consent (get_proposal (window)));
  velo_proposal_set_consent (get_proposal (window), TRUE);
  go_on (window);
  WAIT_UNTIL (velo_pdf_view_is_ready (VELO_PDF_VIEW (velo_test_find (window, "view"))));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (velo_test_find (window, "received_check")), TRUE);
  sign_on_paper (window);
  for (guint tries = 0; n_shown == 0 && tries < 200; tries++)
    {
      Answer answer = { 0 };

      g_clear_pointer (&documents, g_ptr_array_unref);
      velo_store_list_documents_async (fixture->store, NULL, velo_proposal_get_id (proposal), NULL, answer_cb,
                                       &answer);
      answer_wait (&answer);
      documents = velo_store_list_documents_finish (fixture->store, answer.result, NULL);
      answer_clear (&answer);
      for (guint i = 0; i < documents->len; i++)
        n_shown += g_str_equal (velo_document_get_handed_over_how (g_ptr_array_index (documents, i)), "shown");
    }
  g_assert_cmpuint (n_shown, >, 2);
  close_window (window);
}

/* Who types on while the window is closing loses nothing either. */
static void
test_typed_while_storing (Fixture       *fixture,
                          gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);
  g_autoptr(VeloProposal) stored = NULL;
  gpointer weak = window;

  g_object_add_weak_pointer (G_OBJECT (window), &weak);
  velo_vehicle_set_model (velo_proposal_get_vehicle (get_proposal (window)), "First");
  gtk_window_close (GTK_WINDOW (window));
  velo_vehicle_set_model (velo_proposal_get_vehicle (get_proposal (window)), "Second");
  WAIT_UNTIL (weak == NULL);
  stored = fixture_open (fixture);
  g_assert_cmpstr (velo_vehicle_get_model (velo_proposal_get_vehicle (stored)), ==, "Second");
}

/* Going back after signing asks first, because the signature is lost. */
static void
test_change_after_signing (Fixture       *fixture,
                           gconstpointer  data)
{
  GtkWidget *window = open_at_conclusion (fixture);

  gtk_widget_activate_action (window, "assistant.back", NULL);
  WAIT_UNTIL (get_step (window) == APPLICATION);
  gtk_widget_activate_action (window, "assistant.back", NULL);
  answer_dialog (FALSE);
  velo_test_settle ();
  g_assert_cmpint (get_step (window), ==, APPLICATION);
  g_assert_cmpint (velo_proposal_get_state (get_proposal (window)), ==, VELO_PROPOSAL_STATE_SIGNED);
  close_window (window);
}

/* The window itself */

static void
test_closed_and_opened (Fixture       *fixture,
                        gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);

  go_to_tariff (window);
  go_on (window);
  gtk_editable_set_text (GTK_EDITABLE (velo_test_find (window, "model_row")), "E-Trail Pro");
  close_window (window);

  window = open_window (fixture, 960, 700);
  g_assert_cmpint (get_step (window), ==, VEHICLE);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (velo_test_find (window, "model_row"))), ==, "E-Trail Pro");
  gtk_widget_activate_action (window, "assistant.back", NULL);
  WAIT_UNTIL (get_step (window) == TARIFF);
  close_window (window);
}

static void
test_closed_while_opening (Fixture       *fixture,
                           gconstpointer  data)
{
  GtkWidget *window = velo_assistant_window_new (NULL, fixture->counter, NULL, fixture->vehicle_id);

  gtk_window_present (GTK_WINDOW (window));
  close_window (window);
}

static void
test_no_such_vehicle (Fixture       *fixture,
                      gconstpointer  data)
{
  GtkWidget *window = velo_assistant_window_new (NULL, fixture->counter, NULL, "nowhere");

  gtk_window_present (GTK_WINDOW (window));
  WAIT_UNTIL (velo_test_find_text (window, "cannot be opened") != NULL);
  g_assert_true (velo_assistant_window_is_busy (VELO_ASSISTANT_WINDOW (window)));
  press_next (window);
  close_window (window);
}

/* Every page fits into 360 pixels and says which step it is. */
static void
test_narrow (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 360, 600);
  static const char * const names[] = { "n1", "n2", "n3", "n4", "n5" };

  WAIT_UNTIL (velo_test_find_text (window, "Step 1 of 6") != NULL);
  for (int step = OBJECT; step <= APPLICATION; step++)
    {
      if (step == VEHICLE || step == CUSTOMER)
        fixture_fill (get_proposal (window));
      if (step == CUSTOMER)
        gtk_editable_set_text (GTK_EDITABLE (velo_test_find (window, "iban_row")), "DE89370400440532013000");
      if (step == TARIFF)
        WAIT_UNTIL (velo_test_find_text (window, "Variant A") != NULL);
      velo_test_settle ();
      g_assert_cmpint (gtk_widget_get_width (window), <=, 360);
      shoot (window, names[step]);
      if (step < APPLICATION)
        go_on (window);
    }
  WAIT_UNTIL (velo_pdf_view_is_ready (VELO_PDF_VIEW (velo_test_find (window, "view"))));
  g_assert_cmpint (gtk_widget_get_width (window), <=, 360);
  close_window (window);
}

/* Tab reaches each control of a page and comes around again. */
static void
test_keyboard (Fixture       *fixture,
               gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);
  static const char * const wanted[] = { "ebike_tile", "price_row", "date_row", "condition_row", "next_button" };

  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      GtkWidget *goal = velo_test_find (window, wanted[i]);
      gboolean reached = FALSE;

      for (guint n = 0; n < 80 && !reached; n++)
        {
          GtkWidget *focus;

          velo_test_settle ();
          gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD);
          focus = gtk_window_get_focus (GTK_WINDOW (window));
          reached = focus != NULL && (focus == goal || gtk_widget_is_ancestor (focus, goal));
        }
      g_test_message ("%s", wanted[i]);
      g_assert_true (reached);
    }
  /* Enter in a field goes on. */
  velo_field_focus (velo_test_find (window, "price_row"));
  gtk_window_set_focus_visible (GTK_WINDOW (window), TRUE);
  g_assert_true (adw_entry_row_get_activates_default (ADW_ENTRY_ROW (velo_test_find (window, "price_row"))));
  g_assert_true (gtk_window_get_default_widget (GTK_WINDOW (window)) == velo_test_find (window, "next_button"));
  g_signal_emit_by_name (gtk_editable_get_delegate (GTK_EDITABLE (velo_test_find (window, "price_row"))), "activate");
  WAIT_UNTIL (get_step (window) == TARIFF);
  close_window (window);
}

/* Where only the screen is allowed, the field for the signature can be taken away to read what lies below it. */
static void
test_screen_only (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(GSettings) settings = g_settings_new ("com.example.VeloInsure");
  g_autoptr(GSettings) signing = g_settings_get_child (settings, "signing");
  GtkWidget *window;
  GtkWidget *pad;

  g_settings_set_boolean (signing, "allow-paper", FALSE);
  window = velo_assistant_window_new (NULL, fixture->counter, settings, fixture->vehicle_id);
  gtk_window_present (GTK_WINDOW (window));
  WAIT_UNTIL (!velo_assistant_window_is_busy (VELO_ASSISTANT_WINDOW (window)));
  go_to_application (window);
  velo_proposal_set_documents_received (get_proposal (window), TRUE);
  pad = velo_test_find (window, "pad");
  g_assert_false (gtk_widget_get_visible (velo_test_find (window, "paper_button")));
  WAIT_UNTIL (gtk_widget_get_mapped (pad));

  click (window, "screen_button");
  WAIT_UNTIL (!gtk_widget_get_mapped (pad));
  /* Going on then asks for the way that there is. */
  click (window, "next_button");
  WAIT_UNTIL (gtk_root_get_focus (GTK_ROOT (window)) == velo_test_find (window, "screen_button"));
  g_assert_cmpint (get_step (window), ==, APPLICATION);
  click (window, "screen_button");
  WAIT_UNTIL (gtk_widget_get_mapped (pad));
  close_window (window);
  g_settings_reset (signing, "allow-paper");
}

int
main (int    argc,
      char **argv)
{
  velo_test_init (&argc, &argv);

#define ADD(path, function) \
  g_test_add ("/desktop/assistant/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

  g_test_add_func ("/desktop/assistant/conclude/told", test_conclude_told);
  ADD ("conclude/not-yet", test_conclude_not_yet);
  ADD ("conclude/twice-pressed", test_conclude_twice_pressed);
  ADD ("conclude/handed-over", test_conclude_handed_over);
  ADD ("conclude/denied", test_conclude_denied);
  ADD ("conclude/unclear", test_conclude_unclear);
  ADD ("conclude/refused", test_conclude_refused);
  ADD ("conclude/after-refusal", test_conclude_after_refusal);
  ADD ("conclude/offline", test_conclude_offline);
  ADD ("documents-again", test_documents_again);
  ADD ("conclude/closed", test_conclude_closed);
  ADD ("received-later", test_received_later);
  ADD ("store/typed-meanwhile", test_typed_while_storing);
  ADD ("change-after-signing", test_change_after_signing);
  ADD ("window/closed-and-opened", test_closed_and_opened);
  ADD ("window/closed-while-opening", test_closed_while_opening);
  ADD ("window/no-such-vehicle", test_no_such_vehicle);
  ADD ("window/narrow", test_narrow);
  ADD ("window/keyboard", test_keyboard);
  ADD ("window/screen-only", test_screen_only);
  return g_test_run ();
}
