/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests that a sale concluded after a backup was made becomes no second contract when that backup is restored. */

#include "velo-counter-fixture.h"

#include "velo-store-proposals.h"
#include "velo-store-restore.h"

static char *
back_up (Fixture *fixture)
{
  Answer answer = { 0 };
  GError *error = NULL;
  char *path;

  velo_store_backup_async (fixture->store, fixture->folder, TRUE, NULL, answer_cb, &answer);
  answer_wait (&answer);
  path = velo_store_backup_finish (fixture->store, answer.result, &error);
  g_assert_no_error (error);
  answer_clear (&answer);
  return path;
}

/* The shop is closed, goes back to @backup and opens again. */
static void
restore (Fixture    *fixture,
         const char *backup)
{
  g_autofree char *path = g_strdup (velo_store_get_path (fixture->store));
  g_autoptr(VeloStoreRestored) restored = NULL;
  Answer answer = { 0 };
  GError *error = NULL;

  fixture_close (fixture);
  velo_store_restore_async (path, backup, NULL, answer_cb, &answer);
  answer_wait (&answer);
  restored = velo_store_restore_finish (answer.result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (restored->n_carried, ==, 1);
  answer_clear (&answer);
  fixture_open_store (fixture);
}

/* With another number it would be another contract. */
static void
assert_not_revised (Fixture      *fixture,
                    VeloProposal *proposal)
{
  g_autoptr(VeloProposal) copy = velo_record_copy (proposal);
  g_autoptr(GError) error = NULL;
  Answer answer = { 0 };

  velo_counter_revise_async (fixture->counter, copy, NULL, answer_cb, &answer);
  answer_wait (&answer);
  g_assert_false (velo_counter_move_finish (fixture->counter, answer.result, &error));
  g_assert_error (error, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_CHANGED);
  answer_clear (&answer);
}

static void
assert_not_sent (Fixture      *fixture,
                 VeloProposal *proposal)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (fixture_conclude (fixture, proposal, &error));
  g_assert_error (error, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_CHANGED);
}

static VeloProposal *
get_stored (Fixture    *fixture,
            const char *id)
{
  Answer answer = { 0 };
  GError *error = NULL;
  VeloProposal *proposal;

  velo_store_get_proposal_async (fixture->store, id, NULL, answer_cb, &answer);
  answer_wait (&answer);
  proposal = velo_store_get_proposal_finish (fixture->store, answer.result, &error);
  g_assert_no_error (error);
  answer_clear (&answer);
  return proposal;
}

/* Who begins anew cannot store anything of it, and what is not stored is not sent. */
static void
assert_no_other (Fixture *fixture)
{
  g_autoptr(VeloProposal) another = fixture_open (fixture);
  Answer answer = { 0 };
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (velo_proposal_get_state (another), ==, VELO_PROPOSAL_STATE_DRAFT);
  fixture_fill (another);
  velo_counter_save_async (fixture->counter, another, NULL, answer_cb, &answer);
  answer_wait (&answer);
  g_assert_false (velo_counter_save_finish (fixture->counter, answer.result, &error));
  g_assert_error (error, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_CHANGED);
  answer_clear (&answer);
}

static void
assert_contracts (Fixture *fixture,
                  guint    n_times)
{
  g_autoptr(GPtrArray) received = velo_training_insurer_dup_proposals (fixture->training);

  g_assert_cmpuint (received->len, ==, 1);
  g_assert_cmpuint (((VeloTrainingProposal *) g_ptr_array_index (received, 0))->n_times_received, ==, n_times);
}

/* Signed in the backup and concluded since: neither who has the old one open nor who opens it anew can go on with it. */
static void
test_concluded (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_make_signed (fixture);
  g_autoptr(VeloProposal) stale = velo_record_copy (proposal);
  g_autofree char *backup = back_up (fixture);
  g_autoptr(VeloPolicy) policy = NULL;
  g_autoptr(VeloProposal) now = NULL;
  GError *error = NULL;

  policy = fixture_conclude (fixture, proposal, &error);
  g_assert_no_error (error);
  restore (fixture, backup);

  now = get_stored (fixture, velo_proposal_get_id (proposal));
  g_assert_cmpint (velo_proposal_get_state (now), ==, VELO_PROPOSAL_STATE_CONCLUDED);
  g_assert_cmpstr (velo_proposal_get_contract_number (now), ==, velo_policy_get_contract_number (policy));
  assert_not_revised (fixture, now);
  assert_not_revised (fixture, stale);
  assert_not_sent (fixture, now);
  assert_not_sent (fixture, stale);
  assert_no_other (fixture);
  assert_contracts (fixture, 1);
}

/* No answer came: the very same bytes go out, with the same number, and it is one contract. */
static void
test_unclear (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_make_signed (fixture);
  g_autofree char *backup = back_up (fixture);
  g_autoptr(VeloProposal) now = NULL;
  g_autoptr(VeloPolicy) policy = NULL;
  GError *error = NULL;

  fixture_fault (fixture, "SET_XML_INTERFACE:cut-after");
  g_assert_null (fixture_conclude (fixture, proposal, &error));
  g_clear_error (&error);
  restore (fixture, backup);

  now = fixture_open (fixture);
  g_assert_cmpint (velo_proposal_get_state (now), ==, VELO_PROPOSAL_STATE_UNCLEAR);
  assert_not_revised (fixture, now);
  policy = fixture_conclude (fixture, now, &error);
  g_assert_no_error (error);
  assert_contracts (fixture, 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add ("/workflow/restore/concluded", Fixture, NULL, fixture_set_up, test_concluded, fixture_tear_down);
  g_test_add ("/workflow/restore/unclear", Fixture, NULL, fixture_set_up, test_unclear, fixture_tear_down);
  return g_test_run ();
}
