/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-sales-fixture.h"

#include "velo-store-proposals.h"

/* Takes the first vehicle of a stored sale on the way to a policy, as far as @state. */
static inline VeloProposal *
fixture_take_to (Fixture           *fixture,
                 VeloInvoice       *invoice,
                 VeloProposalState  state,
                 const char        *number)
{
  static const VeloProposalState way[] = {
    VELO_PROPOSAL_STATE_DRAFT, VELO_PROPOSAL_STATE_PREPARED, VELO_PROPOSAL_STATE_SIGNED,
    VELO_PROPOSAL_STATE_SENDING,
  };
  VeloProposal *proposal = velo_proposal_new ();
  g_autofree char *record_number = g_strconcat ("record-", number, NULL);
  g_autoptr(GBytes) submission = g_bytes_new_static ("<antrag/>", 9);
  g_autoptr(GAsyncResult) saved = NULL;
  g_autoptr(GError) error = NULL;
  Answer answer = { NULL };

  velo_proposal_set_vehicle_id (proposal, velo_vehicle_get_id (first_vehicle (invoice)));
  velo_proposal_set_invoice_id (proposal, velo_invoice_get_id (invoice));
  velo_record_assign (velo_proposal_get_vehicle (proposal), first_vehicle (invoice));
  velo_record_assign (velo_proposal_get_customer (proposal), velo_invoice_get_customer (invoice));
  velo_proposal_set_contract_number (proposal, number);
  velo_proposal_set_record_number (proposal, record_number);
  velo_store_save_proposal_async (fixture->store, proposal, "Jana", NULL, answer_cb, &answer);
  saved = wait_for (&answer);
  g_assert_true (velo_store_save_proposal_finish (fixture->store, saved, &error));
  for (guint i = 1; i < G_N_ELEMENTS (way) && velo_proposal_get_state (proposal) != state; i++)
    {
      g_autoptr(GAsyncResult) advanced = NULL;

      velo_store_advance_proposal_async (fixture->store, proposal, way[i - 1], way[i],
                                         way[i] == VELO_PROPOSAL_STATE_SENDING ? submission : NULL, NULL,
                                         NULL, answer_cb, &answer);
      advanced = wait_for (&answer);
      g_assert_true (velo_store_advance_proposal_finish (fixture->store, advanced, &error));
    }
  g_assert_no_error (error);
  return proposal;
}

static inline void
fixture_insure (Fixture     *fixture,
                VeloInvoice *invoice,
                const char  *number)
{
  g_autoptr(VeloProposal) proposal = fixture_take_to (fixture, invoice, VELO_PROPOSAL_STATE_SENDING, number);
  g_autoptr(VeloPolicy) policy = velo_policy_new ();
  g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) contents = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GDate) today = velo_date_today ();
  g_autoptr(GError) error = NULL;
  Answer answer = { NULL };

  velo_policy_set_contract_number (policy, number);
  velo_policy_set_frame_number (policy, velo_vehicle_get_frame_number (first_vehicle (invoice)));
  velo_policy_set_product_name (policy, "Komplettschutz");
  velo_policy_set_variant (policy, "A");
  velo_policy_set_interval (policy, 12);
  velo_policy_set_premium_cents (policy, 11990);
  velo_policy_set_immediate_cover (policy, TRUE);
  velo_policy_set_start_date (policy, today);
  g_ptr_array_add (documents, velo_document_new ());
  g_ptr_array_add (contents, g_bytes_new_static ("answer", 6));
  velo_document_set_kind (g_ptr_array_index (documents, 0), VELO_DOCUMENT_KIND_ANSWER);
  velo_store_conclude_proposal_async (fixture->store, proposal, policy, documents, contents, NULL, NULL,
                                      answer_cb, &answer);
  result = wait_for (&answer);
  g_assert_true (velo_store_conclude_proposal_finish (fixture->store, result, &error));
  g_assert_no_error (error);
}
