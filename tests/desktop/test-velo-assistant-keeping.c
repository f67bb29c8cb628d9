/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is entered on a page of the assistant and not left is in the database a moment later. */

#include "config.h"

#include "velo-assistant-driver.h"

#include "velo-store-journal.h"
#include "velo-store-proposals.h"

#include <signal.h>
#include <sys/resource.h>

/* As it is in the database; NULL if nothing is. */
static VeloProposal *
read_stored (Fixture *fixture)
{
  Answer answer = { 0 };
  GError *error = NULL;
  VeloProposal *proposal = NULL;

  velo_store_get_open_proposal_async (fixture->store, fixture->vehicle_id, NULL, answer_cb, &answer);
  answer_wait (&answer);
  velo_store_get_open_proposal_finish (fixture->store, answer.result, &proposal, &error);
  g_assert_no_error (error);
  answer_clear (&answer);
  return proposal;
}

/* A text of the proposal, or any value of its vehicle. */
static gboolean
is_stored (Fixture    *fixture,
           const char *property,
           const char *wanted)
{
  g_autoptr(VeloProposal) proposal = read_stored (fixture);
  g_autofree char *text = NULL;
  g_autofree char *member = g_strdup_printf ("\"%s\":\"%s\"", property, wanted);

  if (proposal == NULL)
    return FALSE;
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (proposal), property) != NULL)
    {
      g_object_get (proposal, property, &text, NULL);
      return g_str_equal (text, wanted);
    }
  text = velo_record_to_text (velo_proposal_get_vehicle (proposal));
  return strstr (text, member) != NULL;
}

static gboolean
is_all_stored (Fixture   *fixture,
               GtkWidget *window)
{
  g_autoptr(VeloProposal) proposal = read_stored (fixture);

  return proposal != NULL && velo_record_equal (get_proposal (window), proposal);
}

/* Without the insurer's documents, which come when they come. */
static guint
count_journal (Fixture *fixture)
{
  g_autoptr(GPtrArray) entries = NULL;
  Answer answer = { 0 };
  GError *error = NULL;
  guint n = 0;

  velo_store_list_journal_async (fixture->store, fixture->vehicle_id, NULL, answer_cb, &answer);
  answer_wait (&answer);
  entries = velo_store_list_journal_finish (fixture->store, answer.result, &error);
  g_assert_no_error (error);
  answer_clear (&answer);
  for (guint i = 0; i < entries->len; i++)
    n += !g_str_equal (velo_journal_entry_get_what (g_ptr_array_index (entries, i)), "document-filed");
  return n;
}

static GtkWidget *
type (GtkWidget  *window,
      const char *row,
      const char *text)
{
  GtkWidget *widget = velo_test_find (window, row);

  g_assert_true (gtk_widget_get_mapped (widget));
  gtk_editable_set_text (GTK_EDITABLE (widget), text);
  return widget;
}

static const char *
read_row (GtkWidget  *window,
          const char *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (velo_test_find (window, row)));
}

/* The program is gone from one moment to the next; another one opens the same database. */
static GtkWidget *
kill_and_open (Fixture   *fixture,
               GtkWidget *window)
{
  gtk_window_destroy (GTK_WINDOW (window));
  velo_test_settle ();
  fixture_reopen (fixture);
  return open_window (fixture, 960, 700);
}

/* The window has nothing more to do by and by. */
static gboolean
has_timer (GtkWidget *window)
{
  return g_main_context_find_source_by_user_data (NULL, window) != NULL;
}

static void
test_object (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  type (window, "price_row", "2.8x");
  type (window, "date_row", "18.0");
  WAIT_UNTIL (is_stored (fixture, "unread-purchase-date", "18.0"));
  g_assert_true (is_stored (fixture, "unread-price", "2.8x"));
  /* nobody has noticed */
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == focus);
  g_assert_cmpint (get_step (window), ==, OBJECT);
  g_assert_true (gtk_widget_get_sensitive (velo_test_find (window, "next_button")));

  window = kill_and_open (fixture, window);
  g_assert_cmpint (get_step (window), ==, OBJECT);
  g_assert_cmpstr (read_row (window, "price_row"), ==, "2.8x");
  g_assert_cmpstr (read_row (window, "date_row"), ==, "18.0");
  assert_stays (window, "price_row", "not an amount");
  type (window, "price_row", "2849");
  type (window, "date_row", "");
  WAIT_UNTIL (is_stored (fixture, "unread-price", "") && is_stored (fixture, "purchase-date", ""));
  window = kill_and_open (fixture, window);
  g_assert_cmpint (velo_vehicle_get_price_cents (velo_proposal_get_vehicle (get_proposal (window))), ==, 284900);
  g_assert_cmpstr (read_row (window, "date_row"), ==, "");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_tariff (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);
  gint64 n_numbers = velo_training_insurer_count_requests (fixture->training, "CONTRACT_NUMBER");
  int interval;

  go_to_tariff (window);
  interval = velo_proposal_get_interval (get_proposal (window)) == 12 ? 1 : 12;
  velo_proposal_set_interval (get_proposal (window), interval);
  velo_proposal_set_immediate_cover (get_proposal (window), TRUE);
  WAIT_UNTIL (is_all_stored (fixture, window));
  window = kill_and_open (fixture, window);
  g_assert_cmpint (get_step (window), ==, TARIFF);
  g_assert_cmpint (velo_proposal_get_interval (get_proposal (window)), ==, interval);
  g_assert_true (velo_proposal_get_immediate_cover (get_proposal (window)));
  g_assert_cmpint (velo_training_insurer_count_requests (fixture->training, "CONTRACT_NUMBER"), ==, n_numbers);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_vehicle (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);
  guint n_entries;

  go_to_tariff (window);
  go_on (window);
  n_entries = count_journal (fixture);
  type (window, "frame_row", "WKB2");
  type (window, "year_row", "20");
  type (window, "lock_price_row", "89,");
  type (window, "lock_price_row", "89,9o");
  WAIT_UNTIL (is_stored (fixture, "unread-lock-price", "89,9o"));
  type (window, "maker_row", "Kro");
  WAIT_UNTIL (is_stored (fixture, "maker", "Kro"));
  window = kill_and_open (fixture, window);
  g_assert_cmpint (get_step (window), ==, VEHICLE);
  g_assert_cmpstr (read_row (window, "frame_row"), ==, "WKB2");
  g_assert_cmpstr (read_row (window, "maker_row"), ==, "Kro");
  g_assert_cmpstr (read_row (window, "year_row"), ==, "20");
  g_assert_cmpstr (read_row (window, "lock_price_row"), ==, "89,9o");
  /* not an entry for each key */
  g_assert_cmpuint (count_journal (fixture), ==, n_entries);
  assert_stays (window, "year_row", "four digits");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_customer (Fixture       *fixture,
               gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);

  go_to_customer (window);
  velo_proposal_set_payment (get_proposal (window), VELO_PAYMENT_DIRECT_DEBIT);
  velo_test_settle ();
  type (window, "street_row", "Am Kan");
  type (window, "birth_row", "3.1");
  type (window, "iban_row", "de89 3704 00");
  WAIT_UNTIL (is_stored (fixture, "iban", "DE89370400"));
  window = kill_and_open (fixture, window);
  g_assert_cmpint (get_step (window), ==, CUSTOMER);
  g_assert_cmpstr (read_row (window, "street_row"), ==, "Am Kan");
  g_assert_cmpstr (read_row (window, "birth_row"), ==, "3.1");
  g_assert_cmpstr (read_row (window, "iban_row"), ==, "DE89 3704 00");
  assert_stays (window, "birth_row", "not a date");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_application (Fixture       *fixture,
                  gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);

  go_to_application (window);
  WAIT_UNTIL (velo_proposal_get_state (get_proposal (window)) == VELO_PROPOSAL_STATE_PREPARED);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (velo_test_find (window, "received_check")), TRUE);
  WAIT_UNTIL (velo_proposal_get_documents_received (get_proposal (window)));
  WAIT_UNTIL (is_all_stored (fixture, window));
  window = kill_and_open (fixture, window);
  g_assert_cmpint (get_step (window), ==, APPLICATION);
  g_assert_cmpint (velo_proposal_get_state (get_proposal (window)), ==, VELO_PROPOSAL_STATE_PREPARED);
  g_assert_true (velo_proposal_get_documents_received (get_proposal (window)));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Who only looks begins no draft; who types begins one, and one only. */
static void
test_looked_at (Fixture       *fixture,
                gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);
  g_autoptr(VeloProposal) stored = NULL;
  guint n_entries = count_journal (fixture);

  WAIT_UNTIL (!has_timer (window));
  stored = read_stored (fixture);
  g_assert_null (stored);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *price = g_strdup_printf ("%ux", 2000 + i);

      type (window, "price_row", price);
      WAIT_UNTIL (is_stored (fixture, "unread-price", price));
    }
  g_assert_cmpuint (count_journal (fixture), ==, n_entries + 1);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Who goes on typing is kept as well. */
typedef struct
{
  GtkWidget *row;
  guint n;
} Typist;

static gboolean
typist_cb (gpointer user_data)
{
  Typist *typist = user_data;
  g_autofree char *text = g_strdup_printf ("Kro %u", typist->n++);

  gtk_editable_set_text (GTK_EDITABLE (typist->row), text);
  return G_SOURCE_CONTINUE;
}

static gboolean
is_kept_while_typing (Fixture *fixture)
{
  g_autoptr(VeloProposal) stored = read_stored (fixture);

  return g_str_has_prefix (velo_vehicle_get_maker (velo_proposal_get_vehicle (stored)), "Kro ");
}

static void
test_goes_on (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);
  Typist typist = { NULL };
  guint id;

  go_to_tariff (window);
  go_on (window);
  typist.row = velo_test_find (window, "maker_row");
  id = g_timeout_add (100, typist_cb, &typist);
  WAIT_UNTIL (is_kept_while_typing (fixture));
  g_source_remove (id);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Unhappy */

static gboolean
press_cb (gpointer user_data)
{
  press_next (user_data);
  return G_SOURCE_REMOVE;
}

static gboolean
close_cb (gpointer user_data)
{
  gtk_window_close (user_data);
  return G_SOURCE_REMOVE;
}

typedef struct
{
  GSourceFunc then;
  GtkWidget *window;
  gboolean began;
} Keeping;

/* It begins to be kept: what follows comes before the answer of the store. */
static void
began_cb (VeloProposal *proposal,
          GParamSpec   *pspec,
          Keeping      *keeping)
{
  g_signal_handlers_disconnect_by_func (proposal, began_cb, keeping);
  keeping->began = TRUE;
  g_idle_add_full (G_PRIORITY_HIGH, keeping->then, keeping->window, NULL);
}

static void
test_left_meanwhile (Fixture       *fixture,
                     gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);
  Keeping keeping = { .then = press_cb, .window = window };

  type (window, "price_row", "2849");
  g_signal_connect (get_proposal (window), "notify::changed-at", G_CALLBACK (began_cb), &keeping);
  WAIT_UNTIL (keeping.began);
  WAIT_UNTIL (get_step (window) == TARIFF);
  g_assert_null (find_dialog ());
  WAIT_UNTIL (!has_timer (window));
  window = kill_and_open (fixture, window);
  g_assert_cmpint (get_step (window), ==, TARIFF);
  g_assert_cmpint (velo_vehicle_get_price_cents (velo_proposal_get_vehicle (get_proposal (window))), ==, 284900);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_closed_meanwhile (Fixture       *fixture,
                       gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);
  Keeping keeping = { .then = close_cb, .window = window };
  gpointer weak = window;

  g_object_add_weak_pointer (G_OBJECT (window), &weak);
  type (window, "price_row", "28x");
  g_signal_connect (get_proposal (window), "notify::changed-at", G_CALLBACK (began_cb), &keeping);
  WAIT_UNTIL (weak == NULL);
  g_assert_true (keeping.began);
  g_assert_true (is_stored (fixture, "unread-price", "28x"));
}

static void
test_closed_at_once (Fixture       *fixture,
                     gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);

  type (window, "price_row", "28x");
  close_window (window);
  g_assert_true (is_stored (fixture, "unread-price", "28x"));
}

static void
log_cb (const char     *domain,
        GLogLevelFlags  level,
        const char     *message,
        gpointer        user_data)
{
  g_ptr_array_add (user_data, g_strdup (message));
}

static void
test_full (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  guint handler;
  struct rlimit whole;
  struct rlimit full;

  go_to_customer (window);
  velo_proposal_set_payment (get_proposal (window), VELO_PAYMENT_DIRECT_DEBIT);
  velo_test_settle ();
  WAIT_UNTIL (!has_timer (window));
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &whole), ==, 0);
  full = (struct rlimit) { .rlim_cur = 1, .rlim_max = whole.rlim_max };
  handler = g_log_set_handler ("velo-assistant-window", G_LOG_LEVEL_INFO, log_cb, lines);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &full), ==, 0);
  type (window, "iban_row", "DE89 3704 00");
  WAIT_UNTIL (lines->len > 0);
  /* nobody is told so yet; going back says it, as ever */
  velo_test_settle ();
  g_assert_null (find_dialog ());
  g_assert_true (has_timer (window));
  gtk_widget_activate_action (window, "assistant.back", NULL);
  WAIT_UNTIL (find_dialog () != NULL);
  g_assert_cmpint (get_step (window), ==, CUSTOMER);
  g_assert_nonnull (velo_test_find_text (GTK_WIDGET (find_dialog ()), "That did not work"));
  gtk_window_destroy (find_dialog ());
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &whole), ==, 0);
  /* once there is room again it is kept by itself */
  WAIT_UNTIL (is_stored (fixture, "iban", "DE89370400"));
  g_log_remove_handler ("velo-assistant-window", handler);
  for (guint i = 0; i < lines->len; i++)
    g_assert_null (strstr (g_ptr_array_index (lines, i), "DE89"));
  g_assert_cmpuint (lines->len, ==, 1);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Another window was faster: what is signed is not touched by what is kept too late. */
static void
test_signed_elsewhere (Fixture       *fixture,
                       gconstpointer  data)
{
  G_GNUC_UNUSED g_autoptr(VeloProposal) signed_one = NULL;
  g_autoptr(VeloProposal) stored = NULL;
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  GtkWidget *window = open_window (fixture, 960, 700);
  guint handler;

  go_to_tariff (window);
  WAIT_UNTIL (!has_timer (window));
  signed_one = fixture_make_signed (fixture);
  before = velo_record_to_text (signed_one);
  handler = g_log_set_handler ("velo-assistant-window", G_LOG_LEVEL_INFO, log_cb, lines);
  velo_proposal_set_immediate_cover (get_proposal (window), !velo_proposal_get_immediate_cover (get_proposal (window)));
  WAIT_UNTIL (lines->len > 0);
  g_log_remove_handler ("velo-assistant-window", handler);
  WAIT_UNTIL (!has_timer (window));
  g_assert_null (find_dialog ());
  stored = read_stored (fixture);
  after = velo_record_to_text (stored);
  g_assert_cmpstr (after, ==, before);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Entered, signed and concluded before it was kept: the timer that is left over does nothing. */
static void
test_concluded_meanwhile (Fixture       *fixture,
                          gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);
  g_autofree char *concluded = NULL;
  g_autofree char *later = NULL;

  go_to_application (window);
  WAIT_UNTIL (velo_proposal_get_state (get_proposal (window)) == VELO_PROPOSAL_STATE_PREPARED);
  sign_on_paper (window);
  click (window, "conclude_button");
  answer_dialog (TRUE);
  WAIT_UNTIL (velo_test_find_text (window, "Insured.") != NULL);
  concluded = velo_record_to_text (get_proposal (window));
  WAIT_UNTIL (!has_timer (window));
  velo_test_settle ();
  later = velo_record_to_text (get_proposal (window));
  g_assert_cmpstr (later, ==, concluded);
  g_assert_null (find_dialog ());
  g_assert_cmpuint (count_received (fixture), ==, 1);
  close_window (window);
}

int
main (int    argc,
      char **argv)
{
  velo_test_init (&argc, &argv);

#define ADD(path, function) \
  g_test_add ("/desktop/assistant/keeping/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

  ADD ("object", test_object);
  ADD ("tariff", test_tariff);
  ADD ("vehicle", test_vehicle);
  ADD ("customer", test_customer);
  ADD ("application", test_application);
  ADD ("looked-at", test_looked_at);
  ADD ("goes-on", test_goes_on);
  ADD ("left-meanwhile", test_left_meanwhile);
  ADD ("closed-meanwhile", test_closed_meanwhile);
  ADD ("closed-at-once", test_closed_at_once);
  ADD ("disk-full", test_full);
  ADD ("signed-elsewhere", test_signed_elsewhere);
  ADD ("concluded-meanwhile", test_concluded_meanwhile);
  return g_test_run ();
}
