/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests that a proposal is concluded once, whatever goes wrong on the way. */

#include "velo-counter-fixture.h"

#include <signal.h>
#include <sys/resource.h>

#include "velo-date.h"
#include "velo-store-journal.h"
#include "velo-store-policies.h"
#include "velo-store-proposals.h"
#include "velo-wertgarantie.h"

static guint
count_received (Fixture *fixture)
{
  g_autoptr(GPtrArray) received = velo_training_insurer_dup_proposals (fixture->training);

  return received->len;
}

static void
assert_fails (Fixture           *fixture,
              VeloProposal      *proposal,
              VeloCounterError   code,
              VeloProposalState  state)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (fixture_conclude (fixture, proposal, &error));
  g_assert_error (error, VELO_COUNTER_ERROR, (int) code);
  g_assert_cmpint (velo_proposal_get_state (proposal), ==, state);
}

static void
assert_concludes (Fixture      *fixture,
                  VeloProposal *proposal)
{
  g_autoptr(VeloPolicy) policy = NULL;
  GError *error = NULL;

  policy = fixture_conclude (fixture, proposal, &error);
  g_assert_no_error (error);
  g_assert_cmpint (velo_proposal_get_state (proposal), ==, VELO_PROPOSAL_STATE_CONCLUDED);
}

/* Cut after the insurer acted: unclear; the same bytes again, and still one contract. */
static void
test_cut_after (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_make_signed (fixture);
  g_autoptr(GPtrArray) received = NULL;
  VeloTrainingProposal *record;

  fixture_fault (fixture, "SET_XML_INTERFACE:cut-after");
  assert_fails (fixture, proposal, VELO_COUNTER_ERROR_UNCLEAR, VELO_PROPOSAL_STATE_UNCLEAR);
  g_assert_cmpuint (count_received (fixture), ==, 1);
  assert_concludes (fixture, proposal);
  received = velo_training_insurer_dup_proposals (fixture->training);
  g_assert_cmpuint (received->len, ==, 1);
  record = g_ptr_array_index (received, 0);
  g_assert_cmpuint (record->n_times_received, ==, 2);
}

/* A repetition that does not even leave makes nothing clear: the first attempt may have arrived. */
static void
test_repeated_offline (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_make_signed (fixture);
  g_autoptr(VeloProposal) stored = NULL;
  g_autoptr(VeloInsurer) nowhere = fixture_make_insurer ("http://127.0.0.1:9/", VELO_TRAINING_PASSWORD);

  fixture_fault (fixture, "SET_XML_INTERFACE:cut-after");
  assert_fails (fixture, proposal, VELO_COUNTER_ERROR_UNCLEAR, VELO_PROPOSAL_STATE_UNCLEAR);
  velo_counter_set_insurer (fixture->counter, nowhere);
  assert_fails (fixture, proposal, VELO_COUNTER_ERROR_OFFLINE, VELO_PROPOSAL_STATE_UNCLEAR);
  stored = fixture_open (fixture);
  g_assert_cmpint (velo_proposal_get_state (stored), ==, VELO_PROPOSAL_STATE_UNCLEAR);
  velo_counter_set_insurer (fixture->counter, fixture->insurer);
  assert_concludes (fixture, proposal);
  g_assert_cmpuint (count_received (fixture), ==, 1);
}

/* Settings that have changed in the meantime are for the next proposal: this one goes out as it was. */
static void
test_other_settings (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_make_signed (fixture);
  g_autoptr(VeloWertgarantie) changed = NULL;
  g_autoptr(GPtrArray) received = NULL;
  VeloTrainingProposal *record;

  fixture_fault (fixture, "SET_XML_INTERFACE:cut-after");
  assert_fails (fixture, proposal, VELO_COUNTER_ERROR_UNCLEAR, VELO_PROPOSAL_STATE_UNCLEAR);
  changed = g_object_new (VELO_TYPE_WERTGARANTIE,
                          "base-url", velo_training_insurer_get_uri (fixture->training),
                          "user", VELO_TRAINING_USER,
                          "sender-name", "ANOTHER_NAME",
                          "dialect", VELO_WERTGARANTIE_DIALECT_NEWER,
                          NULL);
  velo_wertgarantie_set_password (changed, VELO_TRAINING_PASSWORD);
  velo_counter_set_insurer (fixture->counter, VELO_INSURER (changed));
  assert_concludes (fixture, proposal);
  received = velo_training_insurer_dup_proposals (fixture->training);
  g_assert_cmpuint (received->len, ==, 1);
  record = g_ptr_array_index (received, 0);
  g_assert_cmpuint (record->n_times_received, ==, 2);
}

static void
test_unclear_answers (Fixture       *fixture,
                      gconstpointer  data)
{
  static const char * const faults[] = {
    "SET_XML_INTERFACE:cut-before", "SET_XML_INTERFACE:http500", "SET_XML_INTERFACE:html", "SET_XML_INTERFACE:empty",
    "SET_XML_INTERFACE:no-statuscode",
  };
  g_autoptr(VeloProposal) proposal = fixture_make_signed (fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_test_message ("%s", faults[i]);
      fixture_fault (fixture, faults[i]);
      assert_fails (fixture, proposal, VELO_COUNTER_ERROR_UNCLEAR, VELO_PROPOSAL_STATE_UNCLEAR);
    }
  assert_concludes (fixture, proposal);
  g_assert_cmpuint (count_received (fixture), ==, 1);
}

/* No connection at all: certainly not sent; it waits and goes out by itself. */
static void
test_offline (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_make_signed (fixture);
  g_autoptr(VeloInsurer) nowhere = fixture_make_insurer ("http://127.0.0.1:9/", VELO_TRAINING_PASSWORD);
  g_autoptr(VeloProposal) stored = NULL;
  Answer answer = { 0 };
  GError *error = NULL;

  velo_counter_set_insurer (fixture->counter, nowhere);
  assert_fails (fixture, proposal, VELO_COUNTER_ERROR_OFFLINE, VELO_PROPOSAL_STATE_SIGNED);
  g_assert_cmpint (velo_proposal_get_attempts (proposal), ==, 1);

  fixture_reopen (fixture);
  velo_counter_send_waiting_async (fixture->counter, NULL, answer_cb, &answer);
  answer_wait (&answer);
  g_assert_cmpint (velo_counter_send_waiting_finish (fixture->counter, answer.result, &error), ==, 1);
  g_assert_no_error (error);
  answer_clear (&answer);
  g_assert_cmpuint (count_received (fixture), ==, 1);
  velo_store_get_proposal_async (fixture->store, velo_proposal_get_id (proposal), NULL, answer_cb, &answer);
  answer_wait (&answer);
  stored = velo_store_get_proposal_finish (fixture->store, answer.result, &error);
  g_assert_no_error (error);
  answer_clear (&answer);
  g_assert_cmpint (velo_proposal_get_state (stored), ==, VELO_PROPOSAL_STATE_CONCLUDED);
}

static void
fill_disk_cb (VeloCounter  *counter,
              VeloProposal *proposal,
              gpointer      user_data)
{
  const struct rlimit *full = user_data;

  if (velo_proposal_get_state (proposal) == VELO_PROPOSAL_STATE_SENDING)
    g_assert_cmpint (setrlimit (RLIMIT_FSIZE, full), ==, 0);
}

/* What cannot be stored does not leave: no byte of it reaches the insurer. */
static void
test_disk_full_before (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_make_signed (fixture);
  g_autoptr(GError) error = NULL;
  struct rlimit whole;
  struct rlimit full;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &whole), ==, 0);
  full = (struct rlimit) { .rlim_cur = 1, .rlim_max = whole.rlim_max };
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &full), ==, 0);
  g_assert_null (fixture_conclude (fixture, proposal, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &whole), ==, 0);
  g_assert_nonnull (error);
  g_assert_cmpint (velo_proposal_get_state (proposal), ==, VELO_PROPOSAL_STATE_SIGNED);
  g_assert_cmpuint (velo_training_insurer_count_requests (fixture->training, "SET_XML_INTERFACE"), ==, 0);

  assert_concludes (fixture, proposal);
  g_assert_cmpuint (velo_training_insurer_count_requests (fixture->training, "SET_XML_INTERFACE"), ==, 1);
}

/* The disk is full when the answer comes: with space again it is repeated with the same bytes, and at no
 * time is there a second contract. */
static void
test_disk_full (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_make_signed (fixture);
  g_autoptr(GPtrArray) received = NULL;
  g_autoptr(GError) error = NULL;
  struct rlimit whole;
  struct rlimit full;
  VeloTrainingProposal *record;
  gulong handler;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &whole), ==, 0);
  full = (struct rlimit) { .rlim_cur = 1, .rlim_max = whole.rlim_max };
  handler = g_signal_connect (fixture->counter, "proposal-changed", G_CALLBACK (fill_disk_cb), &full);
  g_assert_null (fixture_conclude (fixture, proposal, &error));
  g_signal_handler_disconnect (fixture->counter, handler);
  g_assert_nonnull (error);
  g_assert_cmpint (velo_proposal_get_state (proposal), ==, VELO_PROPOSAL_STATE_SENDING);

  /* as long as it is full, it fails again and is not sent */
  g_clear_error (&error);
  g_assert_null (fixture_conclude (fixture, proposal, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (velo_training_insurer_count_requests (fixture->training, "SET_XML_INTERFACE"), ==, 1);

  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &whole), ==, 0);
  assert_concludes (fixture, proposal);
  received = velo_training_insurer_dup_proposals (fixture->training);
  g_assert_cmpuint (received->len, ==, 1);
  record = g_ptr_array_index (received, 0);
  g_assert_cmpuint (record->n_times_received, ==, 2);
}

/* The answer that could not be stored was a refusal: refused once more, a person has to ask, since nobody here knows
 * which of the two was refused for what. */
static void
test_disk_full_refused (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_make_signed (fixture);
  g_autoptr(VeloProposal) stored = NULL;
  g_autoptr(GPtrArray) received = NULL;
  g_autoptr(GError) error = NULL;
  struct rlimit whole;
  struct rlimit full;
  gulong handler;

  fixture_fault (fixture, "SET_XML_INTERFACE:refuse:*");
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &whole), ==, 0);
  full = (struct rlimit) { .rlim_cur = 1, .rlim_max = whole.rlim_max };
  handler = g_signal_connect (fixture->counter, "proposal-changed", G_CALLBACK (fill_disk_cb), &full);
  g_assert_null (fixture_conclude (fixture, proposal, &error));
  g_signal_handler_disconnect (fixture->counter, handler);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &whole), ==, 0);
  g_assert_true (error->domain == VELO_STORE_ERROR);
  g_assert_cmpint (velo_proposal_get_state (proposal), ==, VELO_PROPOSAL_STATE_SENDING);

  g_clear_error (&error);
  g_assert_null (fixture_conclude (fixture, proposal, &error));
  g_assert_error (error, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_HANDED_OVER);
  stored = fixture_open (fixture);
  g_assert_cmpint (velo_proposal_get_state (stored), ==, VELO_PROPOSAL_STATE_HANDED_OVER);
  received = velo_training_insurer_dup_proposals (fixture->training);
  g_assert_cmpuint (received->len, ==, 0);
  g_assert_cmpuint (velo_training_insurer_count_requests (fixture->training, "SET_XML_INTERFACE"), ==, 2);
}

/* What the employee has not finalised does not go out by itself. */
static void
test_not_finalised (Fixture       *fixture,
                    gconstpointer  data)
{
  G_GNUC_UNUSED g_autoptr(VeloProposal) proposal = fixture_make_signed (fixture);
  Answer answer = { 0 };
  GError *error = NULL;

  velo_counter_send_waiting_async (fixture->counter, NULL, answer_cb, &answer);
  answer_wait (&answer);
  g_assert_cmpint (velo_counter_send_waiting_finish (fixture->counter, answer.result, &error), ==, 0);
  g_assert_no_error (error);
  answer_clear (&answer);
  g_assert_cmpuint (count_received (fixture), ==, 0);
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_make_signed (fixture);
  g_autofree char *number = g_strdup (velo_proposal_get_contract_number (proposal));
  g_autofree char *record = NULL;
  g_autoptr(GBytes) pdf = NULL;
  GError *error = NULL;

  fixture_fault (fixture, "SET_XML_INTERFACE:refuse:1:Rahmennummer bekannt.");
  g_assert_null (fixture_conclude (fixture, proposal, &error));
  g_assert_error (error, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_REFUSED);
  g_assert_cmpstr (error->message, ==, "Fehler: Rahmennummer bekannt.");
  g_clear_error (&error);
  g_assert_cmpint (velo_proposal_get_state (proposal), ==, VELO_PROPOSAL_STATE_REFUSED);
  g_assert_cmpstr (velo_proposal_get_insurer_words (proposal), ==, "Fehler: Rahmennummer bekannt.");
  g_assert_cmpstr (velo_proposal_get_request_id (proposal), !=, "");
  record = g_strdup (velo_proposal_get_record_number (proposal));

  velo_vehicle_set_model (velo_proposal_get_vehicle (proposal), "E-Trail SE");
  pdf = fixture_prepare (fixture, proposal, &error);
  g_assert_no_error (error);
  fixture_sign (fixture, proposal);
  assert_concludes (fixture, proposal);
  g_assert_cmpstr (velo_proposal_get_contract_number (proposal), ==, number);
  g_assert_cmpstr (velo_proposal_get_record_number (proposal), !=, record);
}

static void
test_handed_over (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_make_signed (fixture);

  fixture_fault (fixture, "SET_XML_INTERFACE:unconfirmed");
  assert_fails (fixture, proposal, VELO_COUNTER_ERROR_HANDED_OVER, VELO_PROPOSAL_STATE_HANDED_OVER);
  /* never repeated by itself or by a click */
  assert_fails (fixture, proposal, VELO_COUNTER_ERROR_CHANGED, VELO_PROPOSAL_STATE_HANDED_OVER);
}

static VeloPolicy *
confirm (Fixture       *fixture,
         VeloProposal  *proposal,
         GCancellable  *cancellable,
         GError       **error)
{
  Answer answer = { 0 };
  VeloPolicy *policy;

  velo_counter_confirm_async (fixture->counter, proposal, "letter of the insurer", cancellable, answer_cb, &answer);
  answer_wait (&answer);
  policy = velo_counter_confirm_finish (fixture->counter, answer.result, error);
  answer_clear (&answer);
  return policy;
}

static guint
count_entries (Fixture    *fixture,
               const char *what)
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
    n += g_str_equal (velo_journal_entry_get_what (g_ptr_array_index (entries, i)), what);
  return n;
}

/* The insurer's letter makes the policy; nothing is sent, and it is made once. */
static void
test_confirmed (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_make_signed (fixture);
  g_autoptr(VeloProposal) other = NULL;
  g_autoptr(VeloPolicy) policy = NULL;
  g_autoptr(VeloPolicy) stored = NULL;
  g_autoptr(GDate) today = velo_date_today ();
  g_autoptr(GError) error = NULL;
  Answer answer = { 0 };

  fixture_fault (fixture, "SET_XML_INTERFACE:unconfirmed");
  assert_fails (fixture, proposal, VELO_COUNTER_ERROR_HANDED_OVER, VELO_PROPOSAL_STATE_HANDED_OVER);
  other = velo_record_copy (proposal);

  policy = confirm (fixture, proposal, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (velo_proposal_get_state (proposal), ==, VELO_PROPOSAL_STATE_CONCLUDED);
  g_assert_cmpstr (velo_policy_get_contract_number (policy), ==, velo_proposal_get_contract_number (proposal));
  /* immediate cover counts from the day on which the insurer got it */
  g_assert_cmpint (velo_date_compare (velo_policy_get_start_date (policy), today), ==, 0);
  g_assert_cmpuint (velo_training_insurer_count_requests (fixture->training, "SET_XML_INTERFACE"), ==, 1);
  g_assert_cmpuint (count_entries (fixture, "proposal-confirmed"), ==, 1);

  velo_store_get_policy_async (fixture->store, fixture->vehicle_id, NULL, answer_cb, &answer);
  answer_wait (&answer);
  stored = velo_store_get_policy_finish (fixture->store, answer.result, &error);
  g_assert_no_error (error);
  answer_clear (&answer);
  g_assert_cmpstr (velo_policy_get_id (stored), ==, velo_policy_get_id (policy));

  /* another window, which does not know yet, is told */
  g_assert_null (confirm (fixture, other, NULL, &error));
  g_assert_error (error, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_CHANGED);
  g_clear_error (&error);
  g_assert_null (confirm (fixture, proposal, NULL, &error));
  g_assert_error (error, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_CHANGED);
  g_assert_cmpuint (count_entries (fixture, "proposal-confirmed"), ==, 1);
}

static gboolean
deny (Fixture       *fixture,
      VeloProposal  *proposal,
      GError       **error)
{
  Answer answer = { 0 };
  gboolean denied;

  velo_counter_deny_async (fixture->counter, proposal, "not known there", NULL, answer_cb, &answer);
  answer_wait (&answer);
  denied = velo_counter_move_finish (fixture->counter, answer.result, error);
  answer_clear (&answer);
  return denied;
}

/* A repetition may be refused because the first attempt has arrived: somebody must ask. */
static void
test_refused_repetition (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_make_signed (fixture);
  g_autofree char *number = g_strdup (velo_proposal_get_contract_number (proposal));
  g_autoptr(GBytes) pdf = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_false (deny (fixture, proposal, &error));
  g_assert_error (error, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_CHANGED);
  g_clear_error (&error);

  fixture_fault (fixture, "SET_XML_INTERFACE:cut-before");
  fixture_fault (fixture, "SET_XML_INTERFACE:refuse");
  assert_fails (fixture, proposal, VELO_COUNTER_ERROR_UNCLEAR, VELO_PROPOSAL_STATE_UNCLEAR);
  assert_fails (fixture, proposal, VELO_COUNTER_ERROR_HANDED_OVER, VELO_PROPOSAL_STATE_HANDED_OVER);
  g_assert_cmpstr (velo_proposal_get_insurer_words (proposal), !=, "");

  /* the insurer does not have it: correct it and send it under the same number */
  g_assert_true (deny (fixture, proposal, &error));
  g_assert_no_error (error);
  g_assert_cmpint (velo_proposal_get_state (proposal), ==, VELO_PROPOSAL_STATE_REFUSED);
  g_assert_cmpuint (count_entries (fixture, "proposal-denied"), ==, 1);
  pdf = fixture_prepare (fixture, proposal, &error);
  g_assert_no_error (error);
  fixture_sign (fixture, proposal);
  assert_concludes (fixture, proposal);
  g_assert_cmpstr (velo_proposal_get_contract_number (proposal), ==, number);
  g_assert_cmpuint (count_received (fixture), ==, 1);
}

/* Only what was handed over can be confirmed, and not after it was cancelled. */
static void
test_not_confirmed (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_make_signed (fixture);
  g_autoptr(GCancellable) cancelled = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_assert_null (confirm (fixture, proposal, NULL, &error));
  g_assert_error (error, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_CHANGED);
  g_clear_error (&error);
  g_assert_cmpint (velo_proposal_get_state (proposal), ==, VELO_PROPOSAL_STATE_SIGNED);

  fixture_fault (fixture, "SET_XML_INTERFACE:unconfirmed");
  assert_fails (fixture, proposal, VELO_COUNTER_ERROR_HANDED_OVER, VELO_PROPOSAL_STATE_HANDED_OVER);
  g_cancellable_cancel (cancelled);
  g_assert_null (confirm (fixture, proposal, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (velo_proposal_get_state (proposal), ==, VELO_PROPOSAL_STATE_HANDED_OVER);
  g_assert_cmpuint (count_entries (fixture, "proposal-confirmed"), ==, 0);
}

/* An expired session is renewed and the same record sent once. */
static void
test_expired (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_make_signed (fixture);

  velo_training_insurer_expire_sessions (fixture->training);
  assert_concludes (fixture, proposal);
  g_assert_cmpuint (count_received (fixture), ==, 1);
}

static void
test_double_click (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_make_signed (fixture);
  g_autoptr(VeloPolicy) policy = NULL;
  g_autoptr(GError) error = NULL;
  Answer first = { 0 };
  Answer second = { 0 };

  velo_counter_conclude_async (fixture->counter, proposal, NULL, answer_cb, &first);
  velo_counter_conclude_async (fixture->counter, proposal, NULL, answer_cb, &second);
  answer_wait (&second);
  g_assert_null (velo_counter_conclude_finish (fixture->counter, second.result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PENDING);
  answer_wait (&first);
  g_clear_error (&error);
  policy = velo_counter_conclude_finish (fixture->counter, first.result, &error);
  g_assert_no_error (error);
  answer_clear (&first);
  answer_clear (&second);
  g_assert_cmpuint (velo_training_insurer_count_requests (fixture->training, "SET_XML_INTERFACE"), ==, 1);
}

/* Two windows, or two programs: both hold the signed proposal, one sends. */
static void
test_two_windows (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_make_signed (fixture);
  g_autoptr(VeloProposal) other = velo_record_copy (proposal);
  g_autoptr(VeloCounter) second = velo_counter_new (fixture->store, fixture->insurer, TRUE);
  g_autoptr(VeloPolicy) a = NULL;
  g_autoptr(VeloPolicy) b = NULL;
  g_autoptr(GError) error_a = NULL;
  g_autoptr(GError) error_b = NULL;
  Answer answer_a = { 0 };
  Answer answer_b = { 0 };

  velo_counter_conclude_async (fixture->counter, proposal, NULL, answer_cb, &answer_a);
  velo_counter_conclude_async (second, other, NULL, answer_cb, &answer_b);
  answer_wait (&answer_a);
  answer_wait (&answer_b);
  a = velo_counter_conclude_finish (fixture->counter, answer_a.result, &error_a);
  b = velo_counter_conclude_finish (second, answer_b.result, &error_b);
  answer_clear (&answer_a);
  answer_clear (&answer_b);
  g_assert_true ((a == NULL) != (b == NULL));
  if (a == NULL)
    g_assert_error (error_a, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_CHANGED);
  else
    g_assert_error (error_b, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_CHANGED);
  g_assert_cmpuint (velo_training_insurer_count_requests (fixture->training, "SET_XML_INTERFACE"), ==, 1);
  velo_counter_close (second);
}

/* Cancelling after the proposal has left is not "it did not happen". */
static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_make_signed (fixture);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(VeloPolicy) policy = NULL;
  Answer answer = { 0 };
  GError *error = NULL;

  fixture_fault (fixture, "SET_XML_INTERFACE:delay:1:300");
  velo_counter_conclude_async (fixture->counter, proposal, cancellable, answer_cb, &answer);
  while (velo_proposal_get_state (proposal) != VELO_PROPOSAL_STATE_SENDING && answer.result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (cancellable);
  answer_wait (&answer);
  policy = velo_counter_conclude_finish (fixture->counter, answer.result, &error);
  answer_clear (&answer);
  g_assert_no_error (error);
  g_assert_cmpint (velo_proposal_get_state (proposal), ==, VELO_PROPOSAL_STATE_CONCLUDED);
}

static void
test_not_signed (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_open (fixture);

  fixture_fill (proposal);
  fixture_save (fixture, proposal);
  assert_fails (fixture, proposal, VELO_COUNTER_ERROR_CHANGED, VELO_PROPOSAL_STATE_DRAFT);
  g_assert_cmpuint (count_received (fixture), ==, 0);
}

static void
test_abandon (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_make_signed (fixture);
  g_autoptr(VeloProposal) fresh = NULL;
  g_autoptr(GError) error = NULL;
  Answer answer = { 0 };

  fixture_fault (fixture, "SET_XML_INTERFACE:cut-after");
  assert_fails (fixture, proposal, VELO_COUNTER_ERROR_UNCLEAR, VELO_PROPOSAL_STATE_UNCLEAR);
  velo_counter_abandon_async (fixture->counter, proposal, NULL, answer_cb, &answer);
  answer_wait (&answer);
  g_assert_false (velo_counter_move_finish (fixture->counter, answer.result, &error));
  g_assert_error (error, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_CHANGED);
  answer_clear (&answer);
  /* the vehicle offers the very same proposal again, not a new one */
  fresh = fixture_open (fixture);
  g_assert_cmpstr (velo_proposal_get_id (fresh), ==, velo_proposal_get_id (proposal));
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/workflow/conclude/cut-after", test_cut_after },
    { "/workflow/conclude/repeated-offline", test_repeated_offline },
    { "/workflow/conclude/other-settings", test_other_settings },
    { "/workflow/conclude/unclear-answers", test_unclear_answers },
    { "/workflow/conclude/offline", test_offline },
    { "/workflow/conclude/disk-full/before", test_disk_full_before },
    { "/workflow/conclude/disk-full", test_disk_full },
    { "/workflow/conclude/disk-full/refused", test_disk_full_refused },
    { "/workflow/conclude/not-finalised", test_not_finalised },
    { "/workflow/conclude/refused", test_refused },
    { "/workflow/conclude/handed-over", test_handed_over },
    { "/workflow/conclude/confirmed", test_confirmed },
    { "/workflow/conclude/refused-repetition", test_refused_repetition },
    { "/workflow/conclude/not-confirmed", test_not_confirmed },
    { "/workflow/conclude/expired", test_expired },
    { "/workflow/conclude/double-click", test_double_click },
    { "/workflow/conclude/two-windows", test_two_windows },
    { "/workflow/conclude/cancelled", test_cancelled },
    { "/workflow/conclude/not-signed", test_not_signed },
    { "/workflow/conclude/abandon", test_abandon },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, fixture_set_up, tests[i].test, fixture_tear_down);
  return g_test_run ();
}
