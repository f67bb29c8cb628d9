/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests that going back to an older copy forgets no contract: whatever the insurer may have is in the copy afterwards. */

#include "velo-restore-fixture.h"

static void
test_concluded (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = add_new_sale (fixture, "RE-1");
  g_autoptr(VeloProposal) proposal = make_proposal_in_state (fixture, sale, VELO_PROPOSAL_STATE_SIGNED, "12345671");
  g_autofree char *backup = back_up (fixture);
  g_autofree char *contract = NULL;
  g_autofree char *sent = NULL;
  g_autoptr(GDate) today = velo_date_today ();
  VeloStoreRestored *told;

  send_and_conclude (fixture, proposal);
  told = restore (fixture, backup);
  g_assert_nonnull (told->day);
  g_assert_cmpint (velo_date_compare (told->day, today), ==, 0);
  g_assert_true (g_file_test (told->aside, G_FILE_TEST_EXISTS));
  assert_told (told, 1, 0, VELO_STORE_KNOWN_ALL);
  assert_vehicle (fixture, sale, VELO_INSURANCE_STATE_INSURED, "12345671");
  contract = get_contract (fixture, sale);
  g_assert_cmpstr (contract, ==, "12345671");
  sent = load_submission (fixture, proposal);
  g_assert_cmpstr (sent, ==, "<antrag/>");
  g_assert_cmpuint (count_documents (fixture, sale), ==, 1);
  g_assert_cmpuint (count_in_journal (fixture, sale, "insurance-carried-over"), ==, 1);
  assert_no_second (fixture, sale, proposal);
  assert_whole (fixture);

  /* again: the copy that is replaced now knows no more than this */
  told = restore (fixture, backup);
  assert_told (told, 1, 0, VELO_STORE_KNOWN_ALL);
  assert_vehicle (fixture, sale, VELO_INSURANCE_STATE_INSURED, "12345671");
}

static void
test_nothing_new (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(VeloInvoice) insured = add_new_sale (fixture, "RE-1");
  g_autoptr(VeloInvoice) refused = add_new_sale (fixture, "RE-2");
  g_autoptr(VeloProposal) concluded = make_proposal_in_state (fixture, insured, VELO_PROPOSAL_STATE_SIGNED, "12345671");
  g_autoptr(VeloProposal) signed_one = make_proposal_in_state (fixture, refused, VELO_PROPOSAL_STATE_SIGNED, "12345672");
  g_autofree char *backup = NULL;

  send_and_conclude (fixture, concluded);
  backup = back_up (fixture);
  go_on (fixture, signed_one, VELO_PROPOSAL_STATE_SENDING, "<antrag/>");
  go_on (fixture, signed_one, VELO_PROPOSAL_STATE_REFUSED, NULL);
  assert_told (restore (fixture, backup), 0, 0, VELO_STORE_KNOWN_ALL);
  assert_vehicle (fixture, insured, VELO_INSURANCE_STATE_INSURED, "12345671");
  assert_vehicle (fixture, refused, VELO_INSURANCE_STATE_SIGNED, "");
  g_assert_cmpuint (count_in_journal (fixture, insured, "insurance-carried-over"), ==, 0);
}

/* The program that was sending it died; of what it sent, or said later, only those bytes go out again. */
static void
test_sending (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = add_new_sale (fixture, "RE-1");
  g_autoptr(VeloProposal) proposal = make_proposal_in_state (fixture, sale, VELO_PROPOSAL_STATE_SIGNED, "12345671");
  g_autofree char *backup = back_up (fixture);
  g_autoptr(VeloProposal) now = NULL;
  g_autoptr(GError) error = NULL;

  go_on (fixture, proposal, VELO_PROPOSAL_STATE_SENDING, "<antrag/>");
  assert_told (restore (fixture, backup), 1, 0, VELO_STORE_KNOWN_ALL);
  assert_vehicle (fixture, sale, VELO_INSURANCE_STATE_UNCLEAR, "");
  assert_no_second (fixture, sale, proposal);
  now = get_proposal (fixture, velo_proposal_get_id (proposal));
  g_assert_cmpint (velo_proposal_get_state (now), ==, VELO_PROPOSAL_STATE_UNCLEAR);
  g_assert_cmpstr (velo_proposal_get_record_number (now), ==, "record-12345671");
  g_assert_false (advance (fixture, fixture->store, now, VELO_PROPOSAL_STATE_UNCLEAR, VELO_PROPOSAL_STATE_SENDING,
                           "<antrag number='2'/>", &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  go_on (fixture, now, VELO_PROPOSAL_STATE_SENDING, "<antrag/>");
  conclude (fixture, now, "the answer");
  assert_vehicle (fixture, sale, VELO_INSURANCE_STATE_INSURED, "12345671");
}

/* Sent and refused before the copy was made, sent with other bytes since: those are the ones. */
static void
test_sent_again (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = add_new_sale (fixture, "RE-1");
  g_autoptr(VeloProposal) proposal = make_proposal_in_state (fixture, sale, VELO_PROPOSAL_STATE_REFUSED, "12345671");
  g_autofree char *backup = back_up (fixture);
  g_autofree char *sent = NULL;

  go_on (fixture, proposal, VELO_PROPOSAL_STATE_DRAFT, NULL);
  velo_proposal_set_contract_number (proposal, "12345672");
  go_on (fixture, proposal, VELO_PROPOSAL_STATE_PREPARED, NULL);
  go_on (fixture, proposal, VELO_PROPOSAL_STATE_SIGNED, NULL);
  go_on (fixture, proposal, VELO_PROPOSAL_STATE_SENDING, "<antrag number='2'/>");
  go_on (fixture, proposal, VELO_PROPOSAL_STATE_HANDED_OVER, NULL);
  assert_told (restore (fixture, backup), 1, 0, VELO_STORE_KNOWN_ALL);
  assert_vehicle (fixture, sale, VELO_INSURANCE_STATE_HANDED_OVER, "");
  sent = load_submission (fixture, proposal);
  g_assert_cmpstr (sent, ==, "<antrag number='2'/>");
  assert_no_second (fixture, sale, proposal);
}

/* The draft of the copy was given up, and another one became the contract. */
static void
test_another_draft (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = add_new_sale (fixture, "RE-1");
  g_autoptr(VeloProposal) draft = make_proposal_in_state (fixture, sale, VELO_PROPOSAL_STATE_DRAFT, "12345671");
  g_autofree char *backup = back_up (fixture);
  g_autoptr(VeloProposal) proposal = NULL;
  g_autoptr(VeloProposal) given_up = NULL;

  go_on (fixture, draft, VELO_PROPOSAL_STATE_ABANDONED, NULL);
  proposal = make_proposal_in_state (fixture, sale, VELO_PROPOSAL_STATE_SIGNED, "12345672");
  send_and_conclude (fixture, proposal);
  assert_told (restore (fixture, backup), 1, 0, VELO_STORE_KNOWN_ALL);
  assert_vehicle (fixture, sale, VELO_INSURANCE_STATE_INSURED, "12345672");
  assert_no_second (fixture, sale, proposal);
  given_up = get_proposal (fixture, velo_proposal_get_id (draft));
  g_assert_cmpint (velo_proposal_get_state (given_up), ==, VELO_PROPOSAL_STATE_ABANDONED);
}

static void
assert_known (Fixture    *fixture,
              const char *number)
{
  g_autoptr(VeloInvoice) again = make_sale (number);
  g_autofree char *existing = NULL;
  g_autoptr(GError) error = NULL;

  AWAIT (fixture->result, velo_store_add_sale_async (fixture->store, again, NULL, NULL, NULL, velo_await_cb,
                                                     &fixture->result));
  g_assert_false (velo_store_add_sale_finish (fixture->store, fixture->result, &existing, &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_EXISTS);
}

/* Sold and insured since: the sale comes along, also the other vehicle of it, and is known when it is entered again. */
static void
test_whole_sale (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *backup = back_up (fixture);
  g_autoptr(VeloInvoice) sale = make_sale ("RE-1");
  g_autoptr(VeloVehicle) second = velo_record_copy (get_vehicle (sale));
  g_autoptr(VeloInvoice) other = NULL;
  g_autoptr(VeloProposal) proposal = NULL;
  g_autoptr(VeloProposal) draft = velo_proposal_new ();
  g_autoptr(VeloInvoice) found = NULL;
  g_autoptr(VeloVehicle) waiting = NULL;
  g_autoptr(GBytes) original = NULL;
  g_autoptr(GError) error = NULL;

  velo_vehicle_set_frame_number (second, "WK-2");
  g_list_store_append (velo_invoice_get_vehicles (sale), second);
  add_sale (fixture, sale, "%PDF");
  other = add_new_sale (fixture, "RE-2");
  proposal = make_proposal_in_state (fixture, sale, VELO_PROPOSAL_STATE_SIGNED, "12345671");
  send_and_conclude (fixture, proposal);
  velo_proposal_set_vehicle_id (draft, velo_vehicle_get_id (second));
  g_assert_true (save_proposal (fixture, fixture->store, draft, &error));
  assert_told (restore (fixture, backup), 1, 0, VELO_STORE_KNOWN_ALL);
  assert_vehicle (fixture, sale, VELO_INSURANCE_STATE_INSURED, "12345671");
  assert_no_second (fixture, sale, proposal);
  assert_known (fixture, "RE-1");
  AWAIT (fixture->result, velo_store_get_sale_async (fixture->store, velo_invoice_get_id (sale), NULL, velo_await_cb,
                                                     &fixture->result));
  found = velo_store_get_sale_finish (fixture->store, fixture->result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (velo_customer_get_last_name (velo_invoice_get_customer (found)), ==, "Übelacker-Groß");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (velo_invoice_get_vehicles (found))), ==, 2);
  waiting = g_list_model_get_item (G_LIST_MODEL (velo_invoice_get_vehicles (found)), 1);
  g_assert_cmpint (velo_vehicle_get_state (waiting), ==, VELO_INSURANCE_STATE_OPEN);
  AWAIT (fixture->result, velo_store_load_original_async (fixture->store, velo_invoice_get_id (sale), NULL, velo_await_cb,
                                                          &fixture->result));
  original = velo_store_load_original_finish (fixture->store, fixture->result, &error);
  g_assert_no_error (error);
  /* what has no contract is gone, as it is with a copy */
  AWAIT (fixture->result, velo_store_get_sale_async (fixture->store, velo_invoice_get_id (other), NULL, velo_await_cb,
                                                     &fixture->result));
  g_assert_null (velo_store_get_sale_finish (fixture->store, fixture->result, &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_NOT_FOUND);
}

/* The copy has the sale, entered anew under another id. */
static void
test_entered_again (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *empty = back_up_as (fixture, "empty.backup");
  g_autoptr(VeloInvoice) again = add_new_sale (fixture, "RE-1");
  g_autofree char *backup = back_up (fixture);
  g_autoptr(VeloInvoice) sale = NULL;
  g_autoptr(VeloProposal) proposal = NULL;
  g_autoptr(VeloInvoice) found = NULL;
  g_autoptr(GError) error = NULL;

  velo_store_restored_free (restore (fixture, empty));
  sale = add_new_sale (fixture, "RE-1");
  proposal = make_proposal_in_state (fixture, sale, VELO_PROPOSAL_STATE_SIGNED, "12345671");
  send_and_conclude (fixture, proposal);
  assert_told (restore (fixture, backup), 1, 0, VELO_STORE_KNOWN_ALL);
  assert_vehicle (fixture, sale, VELO_INSURANCE_STATE_INSURED, "12345671");
  AWAIT (fixture->result, velo_store_get_sale_async (fixture->store, velo_invoice_get_id (again), NULL, velo_await_cb,
                                                     &fixture->result));
  found = velo_store_get_sale_finish (fixture->store, fixture->result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (velo_invoice_get_vehicles (found))), ==, 2);
}

/* Insured before the copy was made, ended and insured again since. */
static void
test_insured_again (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = add_new_sale (fixture, "RE-1");
  g_autoptr(VeloProposal) first = make_proposal_in_state (fixture, sale, VELO_PROPOSAL_STATE_SIGNED, "12345671");
  g_autoptr(VeloProposal) second = NULL;
  g_autofree char *backup = NULL;
  g_autofree char *contract = NULL;
  g_autoptr(GPtrArray) former = NULL;
  g_autoptr(GError) error = NULL;

  send_and_conclude (fixture, first);
  backup = back_up (fixture);
  end_today (fixture, sale);
  second = make_proposal_in_state (fixture, sale, VELO_PROPOSAL_STATE_SIGNED, "12345672");
  send_and_conclude (fixture, second);
  assert_told (restore (fixture, backup), 1, 0, VELO_STORE_KNOWN_ALL);
  assert_vehicle (fixture, sale, VELO_INSURANCE_STATE_INSURED, "12345672");
  contract = get_contract (fixture, sale);
  g_assert_cmpstr (contract, ==, "12345672");
  AWAIT (fixture->result, velo_store_list_former_policies_async (fixture->store, velo_vehicle_get_id (get_vehicle (sale)),
                                                                 NULL, velo_await_cb, &fixture->result));
  former = velo_store_list_former_policies_finish (fixture->store, fixture->result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (former->len, ==, 1);
  g_assert_nonnull (velo_policy_get_ended_on (g_ptr_array_index (former, 0)));
  assert_no_second (fixture, sale, second);
}

/* Goes back to a copy as if nothing were there. */
static void
begin_anew (Fixture    *fixture,
            const char *backup)
{
  close_store (fixture);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  velo_store_restored_free (restore (fixture, backup));
}

/* Two ways that parted: the copy has another contract for the vehicle. It stays, and the number of the other is told. */
static void
test_contradiction (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = add_new_sale (fixture, "RE-1");
  g_autofree char *before = back_up_as (fixture, "before.backup");
  g_autoptr(VeloProposal) first = make_proposal_in_state (fixture, sale, VELO_PROPOSAL_STATE_SIGNED, "12345671");
  g_autoptr(VeloProposal) second = NULL;
  g_autofree char *backup = NULL;
  VeloStoreRestored *told;

  send_and_conclude (fixture, first);
  backup = back_up (fixture);
  begin_anew (fixture, before);
  second = make_proposal_in_state (fixture, sale, VELO_PROPOSAL_STATE_SIGNED, "12345672");
  send_and_conclude (fixture, second);
  told = restore (fixture, backup);
  g_assert_cmpstr (g_ptr_array_index (told->left, 0), ==, "12345672");
  assert_told (told, 0, 1, VELO_STORE_KNOWN_ALL);
  assert_vehicle (fixture, sale, VELO_INSURANCE_STATE_INSURED, "12345671");
  g_assert_cmpuint (count_in_journal (fixture, sale, "insurance-not-carried-over"), ==, 1);
  assert_whole (fixture);
}

/* The copy has a draft of which the replaced store knows nothing: it gives way to the contract. */
static void
test_unknown_draft (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = add_new_sale (fixture, "RE-1");
  g_autofree char *before = back_up_as (fixture, "before.backup");
  g_autoptr(VeloProposal) draft = make_proposal_in_state (fixture, sale, VELO_PROPOSAL_STATE_SIGNED, "12345671");
  g_autofree char *backup = back_up (fixture);
  g_autoptr(VeloProposal) proposal = NULL;
  g_autoptr(VeloProposal) given_up = NULL;

  begin_anew (fixture, before);
  proposal = make_proposal_in_state (fixture, sale, VELO_PROPOSAL_STATE_SIGNED, "12345672");
  send_and_conclude (fixture, proposal);
  assert_told (restore (fixture, backup), 1, 0, VELO_STORE_KNOWN_ALL);
  assert_vehicle (fixture, sale, VELO_INSURANCE_STATE_INSURED, "12345672");
  given_up = get_proposal (fixture, velo_proposal_get_id (draft));
  g_assert_cmpint (velo_proposal_get_state (given_up), ==, VELO_PROPOSAL_STATE_ABANDONED);
  assert_no_second (fixture, sale, proposal);
}

/* The copy knows more of it than the store that it replaces. */
static void
test_later_in_copy (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = add_new_sale (fixture, "RE-1");
  g_autoptr(VeloProposal) proposal = make_proposal_in_state (fixture, sale, VELO_PROPOSAL_STATE_UNCLEAR, "12345671");
  g_autofree char *before = back_up_as (fixture, "before.backup");
  g_autofree char *backup = NULL;

  go_on (fixture, proposal, VELO_PROPOSAL_STATE_SENDING, NULL);
  go_on (fixture, proposal, VELO_PROPOSAL_STATE_HANDED_OVER, NULL);
  backup = back_up (fixture);
  begin_anew (fixture, before);
  assert_told (restore (fixture, backup), 0, 0, VELO_STORE_KNOWN_ALL);
  assert_vehicle (fixture, sale, VELO_INSURANCE_STATE_HANDED_OVER, "");
}

/* In the copy other bytes went out later, and were refused: what is unclear is what goes out again. */
static void
test_other_bytes_in_copy (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = add_new_sale (fixture, "RE-1");
  g_autoptr(VeloProposal) proposal = make_proposal_in_state (fixture, sale, VELO_PROPOSAL_STATE_UNCLEAR, "12345671");
  g_autofree char *before = back_up_as (fixture, "before.backup");
  g_autofree char *backup = NULL;
  g_autofree char *sent = NULL;

  go_on (fixture, proposal, VELO_PROPOSAL_STATE_SENDING, NULL);
  go_on (fixture, proposal, VELO_PROPOSAL_STATE_REFUSED, NULL);
  go_on (fixture, proposal, VELO_PROPOSAL_STATE_DRAFT, NULL);
  go_on (fixture, proposal, VELO_PROPOSAL_STATE_PREPARED, NULL);
  go_on (fixture, proposal, VELO_PROPOSAL_STATE_SIGNED, NULL);
  go_on (fixture, proposal, VELO_PROPOSAL_STATE_SENDING, "<antrag number='2'/>");
  go_on (fixture, proposal, VELO_PROPOSAL_STATE_REFUSED, NULL);
  backup = back_up (fixture);
  begin_anew (fixture, before);
  assert_told (restore (fixture, backup), 1, 0, VELO_STORE_KNOWN_ALL);
  assert_vehicle (fixture, sale, VELO_INSURANCE_STATE_UNCLEAR, "");
  sent = load_submission (fixture, proposal);
  g_assert_cmpstr (sent, ==, "<antrag/>");
}

/* An older version of the tables: they are brought to this one before anything is taken over. */
static void
test_older_version (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *backup = g_build_filename (g_getenv ("VELO_TEST_DATA"), data, NULL);
  g_autoptr(VeloInvoice) sale = add_new_sale (fixture, "RE-2026-77");
  g_autoptr(VeloProposal) proposal = make_proposal_in_state (fixture, sale, VELO_PROPOSAL_STATE_SIGNED, "12345671");
  g_autoptr(GPtrArray) policies = NULL;
  g_autoptr(GError) error = NULL;

  send_and_conclude (fixture, proposal);
  assert_told (restore (fixture, backup), 1, 0, VELO_STORE_KNOWN_ALL);
  assert_vehicle (fixture, sale, VELO_INSURANCE_STATE_INSURED, "12345671");
  AWAIT (fixture->result, velo_store_list_policies_async (fixture->store, 10, 0, NULL, velo_await_cb, &fixture->result));
  policies = velo_store_list_policies_finish (fixture->store, fixture->result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (policies->len, ==, 2);
  assert_whole (fixture);
}

/* With everything known what waits goes on waiting. */
static void
test_waiting (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = add_new_sale (fixture, "RE-1");
  g_autoptr(VeloProposal) proposal = make_waiting (fixture, sale, "12345671");
  g_autofree char *backup = back_up (fixture);
  g_autoptr(VeloProposal) now = NULL;

  assert_told (restore (fixture, backup), 0, 0, VELO_STORE_KNOWN_ALL);
  now = get_proposal (fixture, velo_proposal_get_id (proposal));
  g_assert_cmpint (velo_proposal_get_attempts (now), ==, 1);
}

static void
assert_held_back (Fixture      *fixture,
                  VeloProposal *proposal)
{
  g_autoptr(VeloProposal) now = get_proposal (fixture, velo_proposal_get_id (proposal));

  g_assert_cmpint (velo_proposal_get_state (now), ==, VELO_PROPOSAL_STATE_SIGNED);
  g_assert_cmpint (velo_proposal_get_attempts (now), ==, 0);
}

/* The customer took it back, or the insurer did not want it: the copy does not send it by itself. */
static void
test_waits_no_more (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = add_new_sale (fixture, "RE-1");
  g_autoptr(VeloInvoice) other = add_new_sale (fixture, "RE-2");
  g_autoptr(VeloProposal) given_up = make_waiting (fixture, sale, "12345671");
  g_autoptr(VeloProposal) refused = make_waiting (fixture, other, "12345672");
  g_autofree char *backup = back_up (fixture);

  go_on (fixture, given_up, VELO_PROPOSAL_STATE_ABANDONED, NULL);
  go_on (fixture, refused, VELO_PROPOSAL_STATE_SENDING, "<antrag/>");
  go_on (fixture, refused, VELO_PROPOSAL_STATE_REFUSED, NULL);
  assert_told (restore (fixture, backup), 0, 0, VELO_STORE_KNOWN_ALL);
  assert_held_back (fixture, given_up);
  assert_held_back (fixture, refused);
}

/* Changed, signed once more, and told to go out: what the copy has is not what the customer wants. */
static void
test_waits_signed_anew (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = add_new_sale (fixture, "RE-1");
  g_autoptr(VeloProposal) proposal = make_waiting (fixture, sale, "12345671");
  g_autofree char *backup = back_up (fixture);
  g_autoptr(GError) error = NULL;

  go_on (fixture, proposal, VELO_PROPOSAL_STATE_DRAFT, NULL);
  go_on (fixture, proposal, VELO_PROPOSAL_STATE_PREPARED, NULL);
  velo_proposal_set_signed_at (proposal, velo_time_now ());
  go_on (fixture, proposal, VELO_PROPOSAL_STATE_SIGNED, NULL);
  velo_proposal_set_attempts (proposal, 2);
  g_assert_true (save_proposal (fixture, fixture->store, proposal, &error));
  assert_told (restore (fixture, backup), 0, 0, VELO_STORE_KNOWN_ALL);
  assert_held_back (fixture, proposal);
}

/* On another computer nobody knows what the first one has sent since. */
static void
test_waits_elsewhere (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = add_new_sale (fixture, "RE-1");
  g_autoptr(VeloProposal) proposal = make_waiting (fixture, sale, "12345671");
  g_autofree char *backup = back_up (fixture);

  close_store (fixture);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  fixture->store = fixture_open (fixture);
  assert_told (restore (fixture, backup), 0, 0, VELO_STORE_KNOWN_ALL);
  assert_held_back (fixture, proposal);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("restore/concluded", test_concluded);
  ADD ("restore/nothing-new", test_nothing_new);
  ADD ("restore/sending", test_sending);
  ADD ("restore/sent-again", test_sent_again);
  ADD ("restore/another-draft", test_another_draft);
  ADD ("restore/whole-sale", test_whole_sale);
  ADD ("restore/entered-again", test_entered_again);
  ADD ("restore/insured-again", test_insured_again);
  ADD ("restore/contradiction", test_contradiction);
  ADD ("restore/unknown-draft", test_unknown_draft);
  ADD ("restore/later-in-copy", test_later_in_copy);
  ADD ("restore/other-bytes-in-copy", test_other_bytes_in_copy);
  ADD ("restore/waiting", test_waiting);
  ADD ("restore/waits-no-more", test_waits_no_more);
  ADD ("restore/waits-signed-anew", test_waits_signed_anew);
  ADD ("restore/waits-elsewhere", test_waits_elsewhere);
  ADD_WITH ("older-version-1", test_older_version, "store-version-1.sqlite");
  ADD_WITH ("older-version-2", test_older_version, "store-version-2.sqlite");
  return g_test_run ();
}
