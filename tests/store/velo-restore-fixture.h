/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of restoring a copy of the store share. */
#pragma once

#include "velo-store-contracts.h"
#include "velo-store-documents.h"
#include "velo-store-fixture.h"
#include "velo-store-journal.h"
#include "velo-store-policies.h"
#include "velo-store-restore.h"

/* What is done */

static inline char *
back_up (Fixture *fixture)
{
  g_autofree char *directory = g_build_filename (fixture->directory, "copies", NULL);
  g_autoptr(GError) error = NULL;
  char *backup;

  AWAIT (fixture->result, velo_store_backup_async (fixture->store, directory, TRUE, NULL, velo_await_cb,
                                                   &fixture->result));
  backup = velo_store_backup_finish (fixture->store, fixture->result, &error);
  g_assert_no_error (error);
  return backup;
}

/* Another name, so that the next copy of this day is another file. */
static inline char *
back_up_as (Fixture    *fixture,
            const char *name)
{
  g_autofree char *backup = back_up (fixture);
  char *path = g_build_filename (fixture->directory, name, NULL);

  g_assert_cmpint (g_rename (backup, path), ==, 0);
  return path;
}

static inline void
close_store (Fixture *fixture)
{
  fixture_close (fixture, g_steal_pointer (&fixture->store));
}

static inline VeloStoreRestored *
try_to_restore (Fixture     *fixture,
                const char  *backup,
                GError     **error)
{
  if (fixture->store != NULL)
    close_store (fixture);
  AWAIT (fixture->result, velo_store_restore_async (fixture->path, backup, NULL, velo_await_cb, &fixture->result));
  return velo_store_restore_finish (fixture->result, error);
}

static inline VeloStoreRestored *
restore (Fixture    *fixture,
         const char *backup)
{
  g_autoptr(GError) error = NULL;
  VeloStoreRestored *told = try_to_restore (fixture, backup, &error);

  g_assert_no_error (error);
  fixture->store = fixture_open (fixture);
  return told;
}

static inline void
assert_told (VeloStoreRestored *told,
             guint              n_carried,
             guint              n_left,
             VeloStoreKnown     known)
{
  g_assert_cmpuint (told->n_carried, ==, n_carried);
  g_assert_cmpuint (told->left->len, ==, n_left);
  g_assert_cmpint (told->known, ==, known);
  velo_store_restored_free (told);
}

static inline VeloInvoice *
add_new_sale (Fixture    *fixture,
              const char *number)
{
  VeloInvoice *sale = make_sale (number);

  velo_vehicle_set_frame_number (get_vehicle (sale), number);
  add_sale (fixture, sale, number);
  return sale;
}

static inline void
go_on (Fixture           *fixture,
       VeloProposal      *proposal,
       VeloProposalState  to,
       const char        *submission)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (advance (fixture, fixture->store, proposal, velo_proposal_get_state (proposal), to, submission, &error));
  g_assert_no_error (error);
}

static inline void
conclude (Fixture      *fixture,
          VeloProposal *proposal,
          const char   *paper)
{
  g_autoptr(VeloPolicy) policy = velo_policy_new ();
  g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) contents = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr(GError) error = NULL;
  VeloDocument *document = velo_document_new ();

  velo_policy_set_contract_number (policy, velo_proposal_get_contract_number (proposal));
  velo_policy_set_frame_number (policy, velo_vehicle_get_frame_number (velo_proposal_get_vehicle (proposal)));
  velo_document_set_title (document, "Answer");
  g_ptr_array_add (documents, document);
  g_ptr_array_add (contents, g_bytes_new (paper, strlen (paper)));
  AWAIT (fixture->result, velo_store_conclude_proposal_async (fixture->store, proposal, policy, documents, contents, NULL,
                                                              NULL, velo_await_cb, &fixture->result));
  g_assert_true (velo_store_conclude_proposal_finish (fixture->store, fixture->result, &error));
  g_assert_no_error (error);
}

static inline void
send_and_conclude (Fixture      *fixture,
                   VeloProposal *proposal)
{
  go_on (fixture, proposal, VELO_PROPOSAL_STATE_SENDING, "<antrag/>");
  conclude (fixture, proposal, "the answer");
}

static inline void
end_today (Fixture     *fixture,
           VeloInvoice *sale)
{
  g_autoptr(GDate) today = velo_date_today ();
  g_autoptr(GError) error = NULL;

  AWAIT (fixture->result, velo_store_end_contract_async (fixture->store, velo_vehicle_get_id (get_vehicle (sale)), today,
                                                         VELO_END_REASON_CANCELLED, NULL, NULL, velo_await_cb,
                                                         &fixture->result));
  g_assert_true (velo_store_end_contract_finish (fixture->store, fixture->result, &error));
  g_assert_no_error (error);
}

/* What is looked at */

static inline VeloProposal *
get_proposal (Fixture    *fixture,
              const char *id)
{
  g_autoptr(GError) error = NULL;
  VeloProposal *proposal;

  AWAIT (fixture->result, velo_store_get_proposal_async (fixture->store, id, NULL, velo_await_cb, &fixture->result));
  proposal = velo_store_get_proposal_finish (fixture->store, fixture->result, &error);
  g_assert_no_error (error);
  return proposal;
}

static inline void
assert_vehicle (Fixture            *fixture,
                VeloInvoice        *sale,
                VeloInsuranceState  state,
                const char         *contract)
{
  g_autoptr(VeloVehicle) vehicle = NULL;
  g_autoptr(GError) error = NULL;

  AWAIT (fixture->result, velo_store_get_vehicle_async (fixture->store, velo_vehicle_get_id (get_vehicle (sale)), NULL,
                                                        velo_await_cb, &fixture->result));
  vehicle = velo_store_get_vehicle_finish (fixture->store, fixture->result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (velo_vehicle_get_state (vehicle), ==, state);
  g_assert_cmpstr (velo_vehicle_get_contract_number (vehicle), ==, contract);
}

static inline char *
get_contract (Fixture     *fixture,
              VeloInvoice *sale)
{
  g_autoptr(VeloPolicy) policy = NULL;

  AWAIT (fixture->result, velo_store_get_policy_async (fixture->store, velo_vehicle_get_id (get_vehicle (sale)), NULL,
                                                       velo_await_cb, &fixture->result));
  policy = velo_store_get_policy_finish (fixture->store, fixture->result, NULL);
  return policy == NULL ? NULL : g_strdup (velo_policy_get_contract_number (policy));
}

/* Neither is the proposal anybody's to change, nor can another one be begun for the vehicle. */
static inline void
assert_no_second (Fixture      *fixture,
                  VeloInvoice  *sale,
                  VeloProposal *proposal)
{
  g_autoptr(VeloProposal) now = get_proposal (fixture, velo_proposal_get_id (proposal));
  g_autoptr(VeloProposal) another = make_proposal (sale);
  g_autoptr(VeloProposal) stale = velo_record_copy (proposal);
  g_autoptr(GError) error = NULL;

  g_assert_false (save_proposal (fixture, fixture->store, another, &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  velo_proposal_set_contract_number (now, "99999999");
  g_assert_false (save_proposal (fixture, fixture->store, now, &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  velo_proposal_set_state (stale, VELO_PROPOSAL_STATE_SIGNED);
  g_assert_false (advance (fixture, fixture->store, stale, VELO_PROPOSAL_STATE_SIGNED, VELO_PROPOSAL_STATE_DRAFT, NULL,
                           &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (advance (fixture, fixture->store, stale, VELO_PROPOSAL_STATE_SIGNED, VELO_PROPOSAL_STATE_SENDING,
                           "<antrag number='2'/>", &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_CONFLICT);
}

static inline void
assert_whole (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;

  AWAIT (fixture->result, velo_store_verify_journal_async (fixture->store, NULL, velo_await_cb, &fixture->result));
  g_assert_true (velo_store_verify_journal_finish (fixture->store, fixture->result, &error));
  g_assert_no_error (error);
}

static inline guint
count_in_journal (Fixture     *fixture,
                  VeloInvoice *sale,
                  const char  *what)
{
  g_autoptr(GPtrArray) entries = NULL;
  g_autoptr(GError) error = NULL;
  guint n_found = 0;

  AWAIT (fixture->result, velo_store_list_journal_async (fixture->store, velo_vehicle_get_id (get_vehicle (sale)), NULL,
                                                         velo_await_cb, &fixture->result));
  entries = velo_store_list_journal_finish (fixture->store, fixture->result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < entries->len; i++)
    if (g_str_equal (velo_journal_entry_get_what (g_ptr_array_index (entries, i)), what))
      n_found++;
  return n_found;
}

static inline guint
count_documents (Fixture     *fixture,
                 VeloInvoice *sale)
{
  g_autoptr(GPtrArray) documents = NULL;
  g_autoptr(GError) error = NULL;

  AWAIT (fixture->result, velo_store_list_documents_async (fixture->store, velo_vehicle_get_id (get_vehicle (sale)), NULL,
                                                           NULL, velo_await_cb, &fixture->result));
  documents = velo_store_list_documents_finish (fixture->store, fixture->result, &error);
  g_assert_no_error (error);
  return documents->len;
}

static inline char *
load_submission (Fixture      *fixture,
                 VeloProposal *proposal)
{
  g_autoptr(GBytes) bytes = NULL;

  AWAIT (fixture->result, velo_store_load_submission_async (fixture->store, velo_proposal_get_id (proposal), NULL,
                                                            velo_await_cb, &fixture->result));
  bytes = velo_store_load_submission_finish (fixture->store, fixture->result, NULL);
  return bytes == NULL ? NULL : g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* A signed application that goes out by itself as soon as there is a connection. */
static inline VeloProposal *
make_waiting (Fixture     *fixture,
              VeloInvoice *sale,
              const char  *number)
{
  VeloProposal *proposal = make_proposal_in_state (fixture, sale, VELO_PROPOSAL_STATE_SIGNED, number);
  g_autoptr(GError) error = NULL;

  velo_proposal_set_attempts (proposal, 1);
  g_assert_true (save_proposal (fixture, fixture->store, proposal, &error));
  return proposal;
}

#define ADD_WITH(name, function, data) \
  g_test_add ("/store/restore/" name, Fixture, data, fixture_set_up, function, fixture_tear_down)
