/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What waits for a connection is counted, and sent as soon as there is one. */

#include "config.h"

#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>

#include "velo-assistant-test.h"

#include "velo-counter-fixture.h"
#include "velo-outbox.h"
#include "velo-todo-item.h"
#include "velo-todo-list.h"

static guint
count_contracts (Fixture *fixture)
{
  g_autoptr(GPtrArray) proposals = velo_training_insurer_dup_proposals (fixture->training);

  return proposals->len;
}

static void
changed_cb (VeloOutbox *outbox,
            GParamSpec *pspec,
            guint      *n_changes)
{
  ++*n_changes;
}

/* Finalises an application while nobody answers. */
static VeloProposal *
make_waiting (Fixture *fixture)
{
  VeloProposal *proposal = fixture_make_signed (fixture);
  g_autoptr(VeloInsurer) nowhere = fixture_make_insurer ("http://127.0.0.1:9/", VELO_TRAINING_PASSWORD);
  g_autoptr(GError) error = NULL;

  velo_counter_set_insurer (fixture->counter, nowhere);
  g_assert_null (fixture_conclude (fixture, proposal, &error));
  g_assert_error (error, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_OFFLINE);
  return proposal;
}

static void
finalize (VeloOutbox *outbox)
{
  gpointer weak = outbox;

  g_object_add_weak_pointer (G_OBJECT (outbox), &weak);
  g_object_run_dispose (G_OBJECT (outbox));
  g_object_unref (outbox);
  WAIT_UNTIL (weak == NULL);
}

static void
test_nothing (Fixture       *fixture,
              gconstpointer  data)
{
  VeloOutbox *outbox = velo_outbox_new (fixture->counter);

  velo_outbox_check (outbox);
  velo_test_settle ();
  g_assert_cmpuint (velo_outbox_get_n_waiting (outbox), ==, 0);
  /* training has its insurer at hand, network or not */
  g_assert_false (velo_outbox_get_offline (outbox));
  finalize (outbox);
}

/* Signed is not finalised: the employee has not said that it shall go out. */
static void
test_not_finalised (Fixture       *fixture,
                    gconstpointer  data)
{
  VeloOutbox *outbox = velo_outbox_new (fixture->counter);
  g_autoptr(VeloProposal) proposal = fixture_make_signed (fixture);

  velo_outbox_check (outbox);
  WAIT_UNTIL (velo_training_insurer_count_requests (fixture->training, "LOGIN") > 0);
  velo_test_settle ();
  g_assert_cmpuint (velo_outbox_get_n_waiting (outbox), ==, 0);
  g_assert_cmpuint (count_contracts (fixture), ==, 0);
  g_assert_cmpint (velo_proposal_get_state (proposal), ==, VELO_PROPOSAL_STATE_SIGNED);
  finalize (outbox);
}

static void
test_waits_and_goes (Fixture       *fixture,
                     gconstpointer  data)
{
  VeloOutbox *outbox = velo_outbox_new (fixture->counter);
  G_GNUC_UNUSED g_autoptr(VeloProposal) proposal = make_waiting (fixture);
  guint n_changes = 0;

  g_signal_connect (outbox, "notify::n-waiting", G_CALLBACK (changed_cb), &n_changes);
  velo_outbox_check (outbox);
  WAIT_UNTIL (velo_outbox_get_n_waiting (outbox) == 1);
  velo_outbox_check (outbox);
  velo_test_settle ();
  g_assert_cmpuint (velo_outbox_get_n_waiting (outbox), ==, 1);
  g_assert_cmpuint (count_contracts (fixture), ==, 0);

  velo_counter_set_insurer (fixture->counter, fixture->insurer);
  velo_outbox_check (outbox);
  WAIT_UNTIL (count_contracts (fixture) == 1 && velo_outbox_get_n_waiting (outbox) == 0);
  g_assert_cmpuint (n_changes, ==, 2);
  /* nothing goes out twice */
  velo_outbox_check (outbox);
  velo_test_settle ();
  g_assert_cmpuint (count_contracts (fixture), ==, 1);
  finalize (outbox);
}

/* What the insurer refuses does not wait any more: it is to be changed, not sent again. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  VeloOutbox *outbox = velo_outbox_new (fixture->counter);
  G_GNUC_UNUSED g_autoptr(VeloProposal) proposal = make_waiting (fixture);

  velo_outbox_check (outbox);
  WAIT_UNTIL (velo_outbox_get_n_waiting (outbox) == 1);
  fixture_fault (fixture, "SET_XML_INTERFACE:refuse");
  velo_counter_set_insurer (fixture->counter, fixture->insurer);
  velo_outbox_check (outbox);
  WAIT_UNTIL (velo_training_insurer_count_requests (fixture->training, "SET_XML_INTERFACE") == 1
              && velo_outbox_get_n_waiting (outbox) == 0);
  g_assert_cmpuint (count_contracts (fixture), ==, 0);
  finalize (outbox);
}

static void
test_dropped_while_sending (Fixture       *fixture,
                            gconstpointer  data)
{
  G_GNUC_UNUSED g_autoptr(VeloProposal) proposal = make_waiting (fixture);
  VeloOutbox *outbox = velo_outbox_new (fixture->counter);

  velo_counter_set_insurer (fixture->counter, fixture->insurer);
  velo_outbox_check (outbox);
  finalize (outbox);
  velo_test_settle ();
}

static void
test_closed_counter (Fixture       *fixture,
                     gconstpointer  data)
{
  VeloOutbox *outbox = velo_outbox_new (fixture->counter);

  velo_counter_close (fixture->counter);
  velo_outbox_check (outbox);
  velo_test_settle ();
  g_assert_cmpuint (velo_outbox_get_n_waiting (outbox), ==, 0);
  finalize (outbox);
}

/* What the day leaves unfinished */

static guint
count_unfinished (VeloOutbox *outbox)
{
  guint n_unfinished = 0;

  g_object_get (outbox, "n-unfinished", &n_unfinished, NULL);
  return n_unfinished;
}

static void
test_draft_is_unfinished (Fixture       *fixture,
                          gconstpointer  data)
{
  VeloOutbox *outbox = velo_outbox_new (fixture->counter);
  g_autoptr(VeloProposal) proposal = fixture_open (fixture);
  Answer answer = { 0 };
  GError *error = NULL;

  velo_outbox_check (outbox);
  velo_test_settle ();
  g_assert_cmpuint (count_unfinished (outbox), ==, 0); /* looked at, nothing stored */

  fixture_save (fixture, proposal);
  g_assert_cmpuint (count_unfinished (outbox), ==, 1); /* at once: the window may be closing */
  velo_test_settle ();
  g_assert_cmpuint (count_unfinished (outbox), ==, 1);
  g_assert_cmpuint (velo_outbox_get_n_waiting (outbox), ==, 0);

  velo_counter_abandon_async (fixture->counter, proposal, NULL, answer_cb, &answer);
  answer_wait (&answer);
  g_assert_true (velo_counter_move_finish (fixture->counter, answer.result, &error));
  g_assert_no_error (error);
  answer_clear (&answer);
  WAIT_UNTIL (count_unfinished (outbox) == 0);
  finalize (outbox);
}

/* A draft that nobody is named in is no customer's. */
static void
test_draft_without_customer (Fixture       *fixture,
                             gconstpointer  data)
{
  VeloOutbox *outbox = velo_outbox_new (fixture->counter);
  g_autoptr(VeloProposal) proposal = fixture_open (fixture);
  VeloCustomer *customer = velo_proposal_get_customer (proposal);

  velo_customer_set_first_name (customer, NULL);
  velo_customer_set_last_name (customer, NULL);
  fixture_save (fixture, proposal);
  velo_outbox_check (outbox);
  velo_test_settle ();
  g_assert_cmpuint (count_unfinished (outbox), ==, 0);
  finalize (outbox);
}

/* Makes what is stored older, as no code of the program does. */
static void
make_old (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "test.db", NULL);
  sqlite3 *database = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &database, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  sqlite3_busy_timeout (database, 60000);
  g_assert_cmpint (sqlite3_exec (database, "UPDATE proposals SET changed_at = changed_at - 172800000000",
                                 NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_changes (database), ==, 1);
  sqlite3_close (database);
}

/* Old drafts are on the list and do not ask every evening; what was signed asks until it is settled. */
static void
test_old_ones (Fixture       *fixture,
               gconstpointer  data)
{
  VeloOutbox *outbox = velo_outbox_new (fixture->counter);
  g_autoptr(VeloProposal) proposal = fixture_open (fixture);
  g_autoptr(VeloProposal) again = NULL;

  fixture_save (fixture, proposal);
  velo_test_settle ();
  make_old (fixture);
  velo_outbox_check (outbox);
  WAIT_UNTIL (count_unfinished (outbox) == 0);

  again = fixture_make_signed (fixture);
  WAIT_UNTIL (count_unfinished (outbox) == 1);
  make_old (fixture);
  velo_outbox_check (outbox);
  velo_test_settle ();
  g_assert_cmpuint (count_unfinished (outbox), ==, 1);
  finalize (outbox);
}

static void
test_concluded_is_finished (Fixture       *fixture,
                            gconstpointer  data)
{
  VeloOutbox *outbox = velo_outbox_new (fixture->counter);
  g_autoptr(VeloProposal) proposal = fixture_make_signed (fixture);
  g_autoptr(VeloPolicy) policy = NULL;
  GError *error = NULL;

  WAIT_UNTIL (count_unfinished (outbox) == 1);
  policy = fixture_conclude (fixture, proposal, &error);
  g_assert_no_error (error);
  g_assert_nonnull (policy);
  WAIT_UNTIL (count_unfinished (outbox) == 0);
  finalize (outbox);
}

/* What is left in the middle */

typedef struct
{
  VeloTodoList *todo; /* (nullable): the one looked at while it is sent */
  struct rlimit full;
} Disk;

static gboolean
is_unclear (VeloTodoList *todo)
{
  GListModel *items = velo_todo_list_get_model (todo);
  g_autoptr(VeloTodoItem) item = g_list_model_get_item (items, 0);

  return !velo_todo_list_is_loading (todo) && item != NULL && velo_todo_item_get_kind (item) == VELO_TODO_KIND_UNCLEAR;
}

static void
fill_disk_cb (VeloCounter  *counter,
              VeloProposal *proposal,
              Disk         *disk)
{
  if (velo_proposal_get_state (proposal) == VELO_PROPOSAL_STATE_SENDING)
    g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &disk->full), ==, 0);
}

/* The disk is full when the answer comes: it is to be done at once, though nothing could be stored,
 * and goes when it is concluded. */
static void
test_left_at_full_disk (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_make_signed (fixture);
  GtkWidget *todo = g_object_ref_sink (velo_todo_list_new (fixture->counter, NULL));
  g_autoptr(VeloPolicy) policy = NULL;
  g_autoptr(GError) error = NULL;
  struct rlimit whole;
  Disk disk = { 0 };
  gulong handler;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &whole), ==, 0);
  /* long enough for the list to have been asked for in between */
  fixture_fault (fixture, "SET_XML_INTERFACE:delay:1:500");
  disk.full = (struct rlimit) { .rlim_cur = 1, .rlim_max = whole.rlim_max };
  handler = g_signal_connect (fixture->counter, "proposal-changed", G_CALLBACK (fill_disk_cb), &disk);
  g_assert_null (fixture_conclude (fixture, proposal, &error));
  g_signal_handler_disconnect (fixture->counter, handler);
  g_assert_cmpint (velo_proposal_get_state (proposal), ==, VELO_PROPOSAL_STATE_SENDING);
  g_assert_false (velo_counter_is_sending (fixture->counter, velo_proposal_get_id (proposal)));
  WAIT_UNTIL (is_unclear (VELO_TODO_LIST (todo)));

  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &whole), ==, 0);
  g_clear_error (&error);
  policy = fixture_conclude (fixture, proposal, &error);
  g_assert_no_error (error);
  g_assert_nonnull (policy);
  WAIT_UNTIL (!velo_todo_list_is_loading (VELO_TODO_LIST (todo))
              && g_list_model_get_n_items (velo_todo_list_get_model (VELO_TODO_LIST (todo))) == 0);
  g_assert_cmpuint (count_contracts (fixture), ==, 1);
  g_object_run_dispose (G_OBJECT (todo));
  g_object_unref (todo);
}

static void
look_while_sending_cb (VeloCounter  *counter,
                       VeloProposal *proposal,
                       Disk         *disk)
{
  if (velo_proposal_get_state (proposal) != VELO_PROPOSAL_STATE_SENDING)
    return;
  g_assert_true (velo_counter_is_sending (counter, velo_proposal_get_id (proposal)));
  disk->todo = g_object_ref_sink (VELO_TODO_LIST (velo_todo_list_new (counter, NULL)));
}

/* As long as it is on its way nobody is told that it is unclear. */
static void
test_on_its_way (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_make_signed (fixture);
  Answer answer = { 0 };
  g_autoptr(VeloPolicy) policy = NULL;
  g_autoptr(GError) error = NULL;
  Disk disk = { 0 };

  fixture_fault (fixture, "SET_XML_INTERFACE:delay:1:500");
  g_signal_connect (fixture->counter, "proposal-changed", G_CALLBACK (look_while_sending_cb), &disk);
  velo_counter_conclude_async (fixture->counter, proposal, NULL, answer_cb, &answer);
  WAIT_UNTIL (answer.result != NULL || (disk.todo != NULL && !velo_todo_list_is_loading (disk.todo)));
  g_assert_nonnull (disk.todo);
  g_assert_false (is_unclear (disk.todo));
  answer_wait (&answer);
  policy = velo_counter_conclude_finish (fixture->counter, answer.result, &error);
  g_assert_no_error (error);
  answer_clear (&answer);
  g_object_run_dispose (G_OBJECT (disk.todo));
  g_object_unref (disk.todo);
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*func) (Fixture *fixture, gconstpointer data); } tests[] = {
    { "/outbox/nothing", test_nothing },
    { "/outbox/not-finalised", test_not_finalised },
    { "/outbox/waits-and-goes", test_waits_and_goes },
    { "/outbox/refused", test_refused },
    { "/outbox/dropped-while-sending", test_dropped_while_sending },
    { "/outbox/closed-counter", test_closed_counter },
    { "/outbox/left/full-disk", test_left_at_full_disk },
    { "/outbox/left/on-its-way", test_on_its_way },
    { "/outbox/unfinished/draft", test_draft_is_unfinished },
    { "/outbox/unfinished/without-customer", test_draft_without_customer },
    { "/outbox/unfinished/old-ones", test_old_ones },
    { "/outbox/unfinished/concluded", test_concluded_is_finished },
  };

  velo_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, fixture_set_up, tests[i].func, fixture_tear_down);
  return g_test_run ();
}
