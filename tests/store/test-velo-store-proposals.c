/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests proposals: each step once, by one, and never a second contract. */

#include <signal.h>
#include <sys/wait.h>

#include "velo-store-documents.h"
#include "velo-store-fixture.h"
#include "velo-store-policies.h"
#include "velo-store-todo.h"

static VeloInvoice *
add_one_sale (Fixture    *fixture,
              const char *number)
{
  VeloInvoice *invoice = make_sale (number);

  add_sale (fixture, invoice, NULL);
  return invoice;
}

static VeloProposal *
get_proposal (Fixture      *fixture,
              VeloStore    *store,
              VeloProposal *proposal)
{
  g_autoptr(GError) error = NULL;
  VeloProposal *read = NULL;

  AWAIT (fixture->result, velo_store_get_proposal_async (store, velo_proposal_get_id (proposal), NULL,
                                                         velo_await_cb, &fixture->result));
  read = velo_store_get_proposal_finish (store, fixture->result, &error);
  g_assert_no_error (error);
  return read;
}

static VeloInsuranceState
get_vehicle_state (Fixture     *fixture,
                   VeloInvoice *invoice)
{
  g_autoptr(VeloVehicle) vehicle = NULL;
  g_autoptr(GError) error = NULL;

  AWAIT (fixture->result, velo_store_get_vehicle_async (fixture->store,
                                                        velo_vehicle_get_id (get_vehicle (invoice)),
                                                        NULL, velo_await_cb, &fixture->result));
  vehicle = velo_store_get_vehicle_finish (fixture->store, fixture->result, &error);
  g_assert_no_error (error);
  return velo_vehicle_get_state (vehicle);
}

static gboolean
conclude (Fixture       *fixture,
          VeloStore     *store,
          VeloProposal  *proposal,
          const char    *number,
          GError       **error)
{
  g_autoptr(VeloPolicy) policy = velo_policy_new ();
  g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) contents = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  velo_policy_set_contract_number (policy, number);
  velo_policy_set_frame_number (policy, "WK-2026 0815");
  g_ptr_array_add (documents, velo_document_new ());
  g_ptr_array_add (contents, g_bytes_new_static ("answer", 6));
  velo_document_set_kind (g_ptr_array_index (documents, 0), VELO_DOCUMENT_KIND_ANSWER);
  AWAIT (fixture->result, velo_store_conclude_proposal_async (store, proposal, policy, documents,
                                                              contents, NULL, NULL, velo_await_cb,
                                                              &fixture->result));
  return velo_store_conclude_proposal_finish (store, fixture->result, error);
}

static void
test_draft (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = add_one_sale (fixture, "RE-1");
  g_autoptr(VeloProposal) proposal = make_proposal (invoice);
  g_autoptr(VeloProposal) read = NULL;
  g_autoptr(VeloProposal) open = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (save_proposal (fixture, fixture->store, proposal, &error));
  velo_proposal_set_step (proposal, 3);
  velo_proposal_set_iban (proposal, "DE02120300000000202051");
  g_assert_true (save_proposal (fixture, fixture->store, proposal, &error));
  g_assert_no_error (error);
  read = get_proposal (fixture, fixture->store, proposal);
  g_assert_true (velo_record_equal (proposal, read));
  g_assert_cmpint (get_vehicle_state (fixture, invoice), ==, VELO_INSURANCE_STATE_DRAFT);
  AWAIT (fixture->result, velo_store_get_open_proposal_async (fixture->store,
                                                              velo_proposal_get_vehicle_id (proposal),
                                                              NULL, velo_await_cb, &fixture->result));
  g_assert_true (velo_store_get_open_proposal_finish (fixture->store, fixture->result, &open, &error));
  g_assert_true (velo_record_equal (proposal, open));
}

static void
test_second_for_vehicle (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = add_one_sale (fixture, "RE-1");
  g_autoptr(VeloProposal) first = make_proposal (invoice);
  g_autoptr(VeloProposal) second = make_proposal (invoice);
  g_autoptr(GError) error = NULL;

  g_assert_true (save_proposal (fixture, fixture->store, first, &error));
  g_assert_false (save_proposal (fixture, fixture->store, second, &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_true (advance (fixture, fixture->store, first, VELO_PROPOSAL_STATE_DRAFT,
                          VELO_PROPOSAL_STATE_ABANDONED, NULL, &error));
  g_assert_cmpint (get_vehicle_state (fixture, invoice), ==, VELO_INSURANCE_STATE_OPEN);
  g_assert_true (save_proposal (fixture, fixture->store, second, &error));
  g_assert_no_error (error);
}

static void
test_numbers_once (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = add_one_sale (fixture, "RE-1");
  g_autoptr(VeloInvoice) other = add_one_sale (fixture, "RE-2");
  g_autoptr(VeloProposal) first = NULL;
  g_autoptr(VeloProposal) second = make_proposal (other);
  g_autoptr(GError) error = NULL;

  first = make_proposal_in_state (fixture, invoice, VELO_PROPOSAL_STATE_PREPARED, "12345678");
  g_assert_true (save_proposal (fixture, fixture->store, second, &error));
  velo_proposal_set_contract_number (second, "12345678");
  g_assert_false (save_proposal (fixture, fixture->store, second, &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  velo_proposal_set_contract_number (second, "12345679");
  velo_proposal_set_record_number (second, "record-12345678");
  g_assert_false (advance (fixture, fixture->store, second, VELO_PROPOSAL_STATE_DRAFT,
                           VELO_PROPOSAL_STATE_PREPARED, NULL, &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_EXISTS);
  g_assert_cmpint (velo_proposal_get_state (second), ==, VELO_PROPOSAL_STATE_DRAFT);
}

static void
test_unknown_vehicle (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = velo_proposal_new ();
  g_autoptr(GError) error = NULL;

  velo_proposal_set_vehicle_id (proposal, "nowhere");
  g_assert_false (save_proposal (fixture, fixture->store, proposal, &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_INVALID);
}

static void
test_whole_way (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = add_one_sale (fixture, "RE-1");
  g_autoptr(VeloProposal) proposal = NULL;
  g_autoptr(VeloPolicy) policy = NULL;
  g_autoptr(GPtrArray) documents = NULL;
  g_autoptr(GBytes) submission = NULL;
  g_autoptr(GError) error = NULL;

  proposal = make_proposal_in_state (fixture, invoice, VELO_PROPOSAL_STATE_SENDING, "12345678");
  g_assert_cmpint (get_vehicle_state (fixture, invoice), ==, VELO_INSURANCE_STATE_SENDING);
  AWAIT (fixture->result, velo_store_load_submission_async (fixture->store,
                                                            velo_proposal_get_id (proposal), NULL,
                                                            velo_await_cb, &fixture->result));
  submission = velo_store_load_submission_finish (fixture->store, fixture->result, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (submission, NULL), g_bytes_get_size (submission), "<antrag/>", 9);
  g_assert_true (conclude (fixture, fixture->store, proposal, "12345678", &error));
  g_assert_no_error (error);
  g_assert_cmpint (velo_proposal_get_state (proposal), ==, VELO_PROPOSAL_STATE_CONCLUDED);
  g_assert_cmpint (get_vehicle_state (fixture, invoice), ==, VELO_INSURANCE_STATE_INSURED);
  AWAIT (fixture->result, velo_store_get_policy_async (fixture->store,
                                                       velo_proposal_get_vehicle_id (proposal), NULL,
                                                       velo_await_cb, &fixture->result));
  policy = velo_store_get_policy_finish (fixture->store, fixture->result, &error);
  g_assert_cmpstr (velo_policy_get_proposal_id (policy), ==, velo_proposal_get_id (proposal));
  AWAIT (fixture->result, velo_store_list_documents_async (fixture->store, NULL,
                                                           velo_proposal_get_id (proposal), NULL,
                                                           velo_await_cb, &fixture->result));
  documents = velo_store_list_documents_finish (fixture->store, fixture->result, &error);
  g_assert_cmpuint (documents->len, ==, 1);
}

static void
test_forbidden (Fixture       *fixture,
                gconstpointer  data)
{
  static const struct { VeloProposalState from; VeloProposalState to; } steps[] = {
    { VELO_PROPOSAL_STATE_DRAFT, VELO_PROPOSAL_STATE_SIGNED },
    { VELO_PROPOSAL_STATE_DRAFT, VELO_PROPOSAL_STATE_SENDING },
    { VELO_PROPOSAL_STATE_PREPARED, VELO_PROPOSAL_STATE_SENDING },
    { VELO_PROPOSAL_STATE_SENDING, VELO_PROPOSAL_STATE_ABANDONED },
    { VELO_PROPOSAL_STATE_SENDING, VELO_PROPOSAL_STATE_CONCLUDED },
    { VELO_PROPOSAL_STATE_UNCLEAR, VELO_PROPOSAL_STATE_DRAFT },
    { VELO_PROPOSAL_STATE_UNCLEAR, VELO_PROPOSAL_STATE_SIGNED },
    { VELO_PROPOSAL_STATE_UNCLEAR, VELO_PROPOSAL_STATE_ABANDONED },
    { VELO_PROPOSAL_STATE_HANDED_OVER, VELO_PROPOSAL_STATE_SENDING },
    { VELO_PROPOSAL_STATE_CONCLUDED, VELO_PROPOSAL_STATE_DRAFT },
    { VELO_PROPOSAL_STATE_CONCLUDED, VELO_PROPOSAL_STATE_SENDING },
    { VELO_PROPOSAL_STATE_ABANDONED, VELO_PROPOSAL_STATE_DRAFT },
  };
  g_autoptr(VeloInvoice) invoice = add_one_sale (fixture, "RE-1");
  g_autoptr(VeloProposal) proposal = make_proposal (invoice);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (advance (fixture, fixture->store, proposal, steps[i].from, steps[i].to,
                               "<antrag/>", &error));
      g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_CONFLICT);
    }
}

static void
test_second_window (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = add_one_sale (fixture, "RE-1");
  g_autoptr(VeloProposal) here = NULL;
  g_autoptr(VeloProposal) there = NULL;
  g_autoptr(GError) error = NULL;
  VeloStore *other = fixture_open (fixture);

  here = make_proposal_in_state (fixture, invoice, VELO_PROPOSAL_STATE_SIGNED, "12345678");
  there = get_proposal (fixture, other, here);
  g_assert_true (advance (fixture, other, there, VELO_PROPOSAL_STATE_SIGNED,
                          VELO_PROPOSAL_STATE_SENDING, "<antrag/>", &error));
  g_assert_false (advance (fixture, fixture->store, here, VELO_PROPOSAL_STATE_SIGNED,
                           VELO_PROPOSAL_STATE_SENDING, "<antrag/>", &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (save_proposal (fixture, fixture->store, here, &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  /* only who sends may go on */
  g_assert_false (advance (fixture, fixture->store, here, VELO_PROPOSAL_STATE_SENDING,
                           VELO_PROPOSAL_STATE_UNCLEAR, NULL, &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_true (conclude (fixture, other, there, "12345678", &error));
  fixture_close (fixture, other);
}

/* Two programs edit the same draft: who stores second is told, and what was stored first stays. */
static void
test_second_writer (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1");
  g_autoptr(VeloProposal) mine = NULL;
  g_autoptr(VeloProposal) theirs = NULL;
  g_autoptr(VeloProposal) stored = NULL;
  g_autoptr(GError) error = NULL;
  VeloStore *other = NULL;

  add_sale (fixture, invoice, NULL);
  mine = make_proposal (invoice);
  g_assert_true (save_proposal (fixture, fixture->store, mine, &error));
  g_assert_cmpint (velo_proposal_get_revision (mine), ==, 1);
  other = fixture_open (fixture);
  theirs = get_proposal (fixture, other, mine);
  velo_proposal_set_step (theirs, 3);
  g_assert_true (save_proposal (fixture, other, theirs, &error));
  velo_proposal_set_step (mine, 1);
  g_assert_false (save_proposal (fixture, fixture->store, mine, &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (advance (fixture, fixture->store, mine, VELO_PROPOSAL_STATE_DRAFT,
                           VELO_PROPOSAL_STATE_PREPARED, NULL, &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  stored = get_proposal (fixture, fixture->store, mine);
  g_assert_cmpint (velo_proposal_get_step (stored), ==, 3);
  velo_proposal_set_step (stored, 4);
  g_assert_true (save_proposal (fixture, fixture->store, stored, &error));
  g_assert_no_error (error);
  fixture_close (fixture, other);
}

/* One program stores quickly one after the other, with what it knew before the first answer. */
static void
test_quick_writer (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1");
  g_autoptr(VeloProposal) proposal = NULL;
  g_autoptr(VeloProposal) stored = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GAsyncResult) first = NULL;
  g_autoptr(GAsyncResult) second = NULL;

  add_sale (fixture, invoice, NULL);
  proposal = make_proposal (invoice);
  g_assert_true (save_proposal (fixture, fixture->store, proposal, &error));
  velo_proposal_set_step (proposal, 1);
  velo_store_save_proposal_async (fixture->store, proposal, NULL, NULL, velo_await_cb, &first);
  velo_proposal_set_step (proposal, 2);
  velo_store_save_proposal_async (fixture->store, proposal, NULL, NULL, velo_await_cb, &second);
  velo_await (&second);
  g_assert_true (velo_store_save_proposal_finish (fixture->store, first, &error));
  g_assert_true (velo_store_save_proposal_finish (fixture->store, second, &error));
  g_assert_no_error (error);
  stored = get_proposal (fixture, fixture->store, proposal);
  g_assert_cmpint (velo_proposal_get_step (stored), ==, 2);
  g_assert_cmpint (velo_proposal_get_revision (stored), ==, velo_proposal_get_revision (proposal));
}

static void
test_double_click (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = add_one_sale (fixture, "RE-1");
  g_autoptr(VeloProposal) proposal = NULL;
  g_autoptr(GBytes) bytes = g_bytes_new_static ("<antrag/>", 9);
  GAsyncResult *results[2] = { NULL, NULL };
  guint n_done = 0;

  proposal = make_proposal_in_state (fixture, invoice, VELO_PROPOSAL_STATE_SIGNED, "12345678");
  for (guint i = 0; i < 2; i++)
    velo_store_advance_proposal_async (fixture->store, proposal, VELO_PROPOSAL_STATE_SIGNED,
                                       VELO_PROPOSAL_STATE_SENDING, bytes, NULL, NULL,
                                       velo_await_cb, &results[i]);
  for (guint i = 0; i < 2; i++)
    {
      velo_await (&results[i]);
      n_done += velo_store_advance_proposal_finish (fixture->store, results[i], NULL);
      g_clear_object (&results[i]);
    }
  g_assert_cmpuint (n_done, ==, 1);
}

static void
test_unclear_repeats_same_bytes (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = add_one_sale (fixture, "RE-1");
  g_autoptr(VeloProposal) proposal = NULL;
  g_autoptr(GError) error = NULL;

  proposal = make_proposal_in_state (fixture, invoice, VELO_PROPOSAL_STATE_UNCLEAR, "12345678");
  g_assert_false (advance (fixture, fixture->store, proposal, VELO_PROPOSAL_STATE_UNCLEAR,
                           VELO_PROPOSAL_STATE_SENDING, "<anders/>", &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  velo_proposal_set_contract_number (proposal, "99999999");
  g_assert_false (advance (fixture, fixture->store, proposal, VELO_PROPOSAL_STATE_UNCLEAR,
                           VELO_PROPOSAL_STATE_SENDING, NULL, &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  velo_proposal_set_contract_number (proposal, "12345678");
  g_assert_true (advance (fixture, fixture->store, proposal, VELO_PROPOSAL_STATE_UNCLEAR,
                          VELO_PROPOSAL_STATE_SENDING, "<antrag/>", &error));
  g_assert_no_error (error);
}

/* What has left is not written over, whatever became of it. */
static void
test_not_saved_once_sent (Fixture       *fixture,
                          gconstpointer  data)
{
  static const struct { const char *number; VeloProposalState state; } rows[] = {
    { "RE-1", VELO_PROPOSAL_STATE_SENDING }, { "RE-2", VELO_PROPOSAL_STATE_UNCLEAR },
    { "RE-3", VELO_PROPOSAL_STATE_HANDED_OVER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(VeloInvoice) invoice = add_one_sale (fixture, rows[i].number);
      g_autofree char *number = g_strdup_printf ("1234567%u", i);
      g_autoptr(VeloProposal) proposal = make_proposal_in_state (fixture, invoice, rows[i].state, number);
      g_autoptr(VeloProposal) stored = NULL;
      g_autoptr(GError) error = NULL;

      velo_customer_set_last_name (velo_proposal_get_customer (proposal), "Anders");
      g_assert_false (save_proposal (fixture, fixture->store, proposal, &error));
      g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_CONFLICT);
      stored = get_proposal (fixture, fixture->store, proposal);
      g_assert_cmpstr (velo_customer_get_last_name (velo_proposal_get_customer (stored)), ==, "Übelacker-Groß");
    }
}

/* While one program sends it, no other one decides what became of it, though it has read the newest row. */
static void
test_sender_alone_goes_on (Fixture       *fixture,
                           gconstpointer  data)
{
  static const VeloProposalState states[] = {
    VELO_PROPOSAL_STATE_UNCLEAR, VELO_PROPOSAL_STATE_SIGNED, VELO_PROPOSAL_STATE_REFUSED,
    VELO_PROPOSAL_STATE_HANDED_OVER,
  };
  g_autoptr(VeloInvoice) invoice = add_one_sale (fixture, "RE-1");
  g_autoptr(VeloProposal) mine = NULL;
  g_autoptr(VeloProposal) theirs = NULL;
  g_autoptr(GError) error = NULL;
  VeloStore *other = fixture_open (fixture);

  mine = make_proposal_in_state (fixture, invoice, VELO_PROPOSAL_STATE_SENDING, "12345678");
  theirs = get_proposal (fixture, other, mine);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_assert_false (advance (fixture, other, theirs, VELO_PROPOSAL_STATE_SENDING, states[i], NULL, &error));
      g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_CONFLICT);
      g_clear_error (&error);
    }
  g_assert_true (conclude (fixture, fixture->store, mine, "12345678", &error));
  g_assert_no_error (error);
  fixture_close (fixture, other);
}

static gboolean
damage_func (VeloConnection *connection,
             VeloStoreJob   *job,
             GError        **error)
{
  return velo_connection_execute (connection, "DROP TRIGGER submissions_not_changed;"
                                  "UPDATE submissions SET content = x'3c616e647261672f3e'", error);
}

/* Bytes that are not those of the first time do not go out, even if nobody meant to change them. */
static void
test_submission_damaged (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = add_one_sale (fixture, "RE-1");
  g_autoptr(VeloProposal) proposal = NULL;
  g_autoptr(GBytes) damaged = NULL;
  g_autoptr(GError) error = NULL;

  proposal = make_proposal_in_state (fixture, invoice, VELO_PROPOSAL_STATE_UNCLEAR, "12345678");
  AWAIT (fixture->result, velo_store_start (fixture->store, VELO_DATABASE_WRITE, velo_store_job_new (damage_func),
                                            test_submission_damaged, NULL, velo_await_cb, &fixture->result));
  g_assert_true (velo_store_finish (fixture->store, fixture->result, test_submission_damaged, &error));
  AWAIT (fixture->result, velo_store_load_submission_async (fixture->store, velo_proposal_get_id (proposal), NULL,
                                                            velo_await_cb, &fixture->result));
  damaged = velo_store_load_submission_finish (fixture->store, fixture->result, &error);
  g_assert_null (damaged);
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_CORRUPT);
  g_clear_error (&error);
  g_assert_false (advance (fixture, fixture->store, proposal, VELO_PROPOSAL_STATE_UNCLEAR,
                           VELO_PROPOSAL_STATE_SENDING, NULL, &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_CORRUPT);
}

static void
test_nothing_to_send (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = add_one_sale (fixture, "RE-1");
  g_autoptr(VeloInvoice) other = add_one_sale (fixture, "RE-2");
  g_autoptr(VeloProposal) proposal = NULL;
  g_autoptr(VeloProposal) unnumbered = NULL;
  g_autoptr(VeloProposal) read = NULL;
  g_autoptr(GError) error = NULL;

  proposal = make_proposal_in_state (fixture, invoice, VELO_PROPOSAL_STATE_SIGNED, "12345678");
  g_assert_false (advance (fixture, fixture->store, proposal, VELO_PROPOSAL_STATE_SIGNED,
                           VELO_PROPOSAL_STATE_SENDING, NULL, &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_INVALID);
  g_clear_error (&error);
  read = get_proposal (fixture, fixture->store, proposal);
  g_assert_cmpint (velo_proposal_get_state (read), ==, VELO_PROPOSAL_STATE_SIGNED);
  unnumbered = make_proposal_in_state (fixture, other, VELO_PROPOSAL_STATE_SIGNED, "12345679");
  velo_proposal_set_record_number (unnumbered, "");
  g_assert_false (advance (fixture, fixture->store, unnumbered, VELO_PROPOSAL_STATE_SIGNED,
                           VELO_PROPOSAL_STATE_SENDING, "<antrag/>", &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_INVALID);
}

static void
test_wrong_policy (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = add_one_sale (fixture, "RE-1");
  g_autoptr(VeloProposal) proposal = NULL;
  g_autoptr(VeloProposal) read = NULL;
  g_autoptr(GError) error = NULL;

  proposal = make_proposal_in_state (fixture, invoice, VELO_PROPOSAL_STATE_SENDING, "12345678");
  g_assert_false (conclude (fixture, fixture->store, proposal, "11111111", &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_INVALID);
  g_clear_error (&error);
  read = get_proposal (fixture, fixture->store, proposal);
  g_assert_cmpint (velo_proposal_get_state (read), ==, VELO_PROPOSAL_STATE_SENDING);
  g_assert_true (conclude (fixture, fixture->store, proposal, "12345678", &error));
  g_assert_false (conclude (fixture, fixture->store, read, "12345678", &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_CONFLICT);
}

static void
test_recover_spares_the_living (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = add_one_sale (fixture, "RE-1");
  g_autoptr(VeloProposal) proposal = NULL;
  g_autoptr(VeloProposal) read = NULL;
  g_autoptr(GError) error = NULL;
  VeloStore *other = NULL;
  guint n_unclear = 9;

  proposal = make_proposal_in_state (fixture, invoice, VELO_PROPOSAL_STATE_SENDING, "12345678");
  other = fixture_open (fixture);
  AWAIT (fixture->result, velo_store_recover_async (other, NULL, velo_await_cb, &fixture->result));
  g_assert_true (velo_store_recover_finish (other, fixture->result, &n_unclear, &error));
  g_assert_cmpuint (n_unclear, ==, 0);
  read = get_proposal (fixture, other, proposal);
  g_assert_cmpint (velo_proposal_get_state (read), ==, VELO_PROPOSAL_STATE_SENDING);
  g_clear_object (&read);
  /* the sender goes without an answer */
  fixture_close (fixture, g_steal_pointer (&fixture->store));
  fixture->store = other;
  AWAIT (fixture->result, velo_store_recover_async (other, NULL, velo_await_cb, &fixture->result));
  g_assert_true (velo_store_recover_finish (other, fixture->result, &n_unclear, &error));
  g_assert_cmpuint (n_unclear, ==, 1);
  read = get_proposal (fixture, other, proposal);
  g_assert_cmpint (velo_proposal_get_state (read), ==, VELO_PROPOSAL_STATE_UNCLEAR);
  g_assert_cmpint (get_vehicle_state (fixture, invoice), ==, VELO_INSURANCE_STATE_UNCLEAR);
}

/* Another program goes as far as sending and is killed. */
static void
run_child (const char *path,
           const char *id)
{
  Fixture fixture = { 0 };
  g_autoptr(VeloProposal) wanted = velo_proposal_new ();
  g_autoptr(VeloProposal) proposal = NULL;

  fixture.path = (char *) path;
  fixture.store = fixture_open (&fixture);
  velo_proposal_set_id (wanted, id);
  proposal = get_proposal (&fixture, fixture.store, wanted);
  if (advance (&fixture, fixture.store, proposal, VELO_PROPOSAL_STATE_SIGNED,
               VELO_PROPOSAL_STATE_SENDING, "<antrag/>", NULL))
    kill (getpid (), SIGKILL);
}

static void
test_killed_while_sending (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = add_one_sale (fixture, "RE-1");
  g_autoptr(VeloProposal) proposal = NULL;
  g_autoptr(VeloProposal) read = NULL;
  g_autoptr(GSubprocess) child = NULL;
  g_autoptr(GError) error = NULL;

  proposal = make_proposal_in_state (fixture, invoice, VELO_PROPOSAL_STATE_SIGNED, "12345678");
  child = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "/proc/self/exe", "--child",
                            fixture->path, velo_proposal_get_id (proposal), NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait (child, NULL, &error));
  g_assert_true (g_subprocess_get_if_signaled (child));
  read = get_proposal (fixture, fixture->store, proposal);
  g_assert_cmpint (velo_proposal_get_state (read), ==, VELO_PROPOSAL_STATE_SENDING);
  g_clear_object (&read);
  fixture_reopen (fixture);
  read = get_proposal (fixture, fixture->store, proposal);
  g_assert_cmpint (velo_proposal_get_state (read), ==, VELO_PROPOSAL_STATE_UNCLEAR);
}

static void
test_find_insured (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = add_one_sale (fixture, "RE-1");
  g_autoptr(VeloInvoice) other = add_one_sale (fixture, "RE-2");
  g_autoptr(VeloProposal) proposal = NULL;
  g_autoptr(VeloSaleItem) item = NULL;
  g_autoptr(VeloSaleItem) itself = NULL;
  g_autoptr(GError) error = NULL;

  proposal = make_proposal_in_state (fixture, invoice, VELO_PROPOSAL_STATE_SENDING, "12345678");
  g_assert_true (conclude (fixture, fixture->store, proposal, "12345678", &error));
  AWAIT (fixture->result, velo_store_find_insured_async (fixture->store, "wk2026-0815",
                                                         velo_vehicle_get_id (get_vehicle (other)),
                                                         NULL, velo_await_cb, &fixture->result));
  g_assert_true (velo_store_find_insured_finish (fixture->store, fixture->result, &item, &error));
  g_assert_nonnull (item);
  g_assert_cmpstr (velo_sale_item_get_contract_number (item), ==, "12345678");
  g_assert_cmpint (velo_sale_item_get_concluded_at (item), >, 0);
  AWAIT (fixture->result, velo_store_find_insured_async (fixture->store, "wk2026-0815",
                                                         velo_vehicle_get_id (get_vehicle (invoice)),
                                                         NULL, velo_await_cb, &fixture->result));
  g_assert_true (velo_store_find_insured_finish (fixture->store, fixture->result, &itself, &error));
  g_assert_null (itself);
}

static void
test_answer_with_proposal (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = add_one_sale (fixture, "RE-1");
  g_autoptr(VeloProposal) proposal = NULL;
  g_autoptr(GError) error = NULL;

  proposal = make_proposal_in_state (fixture, invoice, VELO_PROPOSAL_STATE_SIGNED, "12345678");
  AWAIT (fixture->result, velo_store_decline_async (fixture->store,
                                                    velo_vehicle_get_id (get_vehicle (invoice)),
                                                    "nein", NULL, NULL, velo_await_cb,
                                                    &fixture->result));
  g_assert_false (velo_store_decline_finish (fixture->store, fixture->result, &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  AWAIT (fixture->result, velo_store_remind_later_async (fixture->store, "nowhere", 1, NULL, NULL,
                                                         velo_await_cb, &fixture->result));
  g_assert_false (velo_store_remind_later_finish (fixture->store, fixture->result, &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_NOT_FOUND);
}

static void
test_todo (Fixture       *fixture,
           gconstpointer  data)
{
  static const VeloTodoKind expected[] = {
    VELO_TODO_KIND_UNCLEAR, VELO_TODO_KIND_UNCLEAR, VELO_TODO_KIND_SIGNED, VELO_TODO_KIND_REFUSED,
    VELO_TODO_KIND_CONTINUE, VELO_TODO_KIND_REMINDER, VELO_TODO_KIND_ASK,
  };
  static const VeloProposalState states[] = {
    VELO_PROPOSAL_STATE_REFUSED, VELO_PROPOSAL_STATE_DRAFT, VELO_PROPOSAL_STATE_SENDING,
    VELO_PROPOSAL_STATE_SIGNED, VELO_PROPOSAL_STATE_UNCLEAR,
  };
  g_autoptr(VeloInvoice) asked = add_one_sale (fixture, "RE-A");
  g_autoptr(VeloInvoice) unasked = add_one_sale (fixture, "RE-B");
  g_autoptr(VeloInvoice) later = add_one_sale (fixture, "RE-C");
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GDateTime) moment = g_date_time_new_utc (2026, 4, 20, 12, 0, 0); /* soon after the purchase */
  gint64 now = g_date_time_to_unix (moment) * G_USEC_PER_SEC;

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", 1000 + i);
      g_autoptr(VeloInvoice) invoice = add_one_sale (fixture, number);
      g_autoptr(VeloProposal) proposal = NULL;

      proposal = make_proposal_in_state (fixture, invoice, states[i], number);
    }
  AWAIT (fixture->result, velo_store_remind_later_async (fixture->store,
                                                         velo_vehicle_get_id (get_vehicle (asked)),
                                                         now - 1, NULL, NULL, velo_await_cb,
                                                         &fixture->result));
  AWAIT (fixture->result, velo_store_remind_later_async (fixture->store,
                                                         velo_vehicle_get_id (get_vehicle (later)),
                                                         now + G_TIME_SPAN_DAY, NULL, NULL,
                                                         velo_await_cb, &fixture->result));
  AWAIT (fixture->result, velo_store_list_todo_async (fixture->store, now, NULL, velo_await_cb,
                                                      &fixture->result));
  items = velo_store_list_todo_finish (fixture->store, fixture->result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < items->len; i++)
    g_assert_cmpint (velo_todo_item_get_kind (g_ptr_array_index (items, i)), ==, expected[i]);
  g_assert_cmpstr (velo_todo_item_get_vehicle_id (g_ptr_array_index (items, 6)), ==,
                   velo_vehicle_get_id (get_vehicle (unasked)));
  g_assert_cmpstr (velo_todo_item_get_contract_number (g_ptr_array_index (items, 0)), ==, "1004");
  /* the one that is stored as being sent */
  g_assert_cmpstr (velo_todo_item_get_contract_number (g_ptr_array_index (items, 1)), ==, "1002");
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 4 && g_str_equal (argv[1], "--child"))
    {
      run_child (argv[2], argv[3]);
      return 1;
    }
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("proposals/draft", test_draft);
  ADD ("proposals/second-for-vehicle", test_second_for_vehicle);
  ADD ("proposals/numbers-once", test_numbers_once);
  ADD ("proposals/unknown-vehicle", test_unknown_vehicle);
  ADD ("proposals/whole-way", test_whole_way);
  ADD ("proposals/forbidden", test_forbidden);
  ADD ("proposals/second-window", test_second_window);
  ADD ("proposals/second-writer", test_second_writer);
  ADD ("proposals/quick-writer", test_quick_writer);
  ADD ("proposals/double-click", test_double_click);
  ADD ("proposals/unclear-repeats-same-bytes", test_unclear_repeats_same_bytes);
  ADD ("proposals/not-saved-once-sent", test_not_saved_once_sent);
  ADD ("proposals/sender-alone-goes-on", test_sender_alone_goes_on);
  ADD ("proposals/submission-damaged", test_submission_damaged);
  ADD ("proposals/nothing-to-send", test_nothing_to_send);
  ADD ("proposals/wrong-policy", test_wrong_policy);
  ADD ("proposals/recover-spares-the-living", test_recover_spares_the_living);
  ADD ("proposals/killed-while-sending", test_killed_while_sending);
  ADD ("proposals/find-insured", test_find_insured);
  ADD ("proposals/answer-with-proposal", test_answer_with_proposal);
  ADD ("proposals/todo", test_todo);
  return g_test_run ();
}
