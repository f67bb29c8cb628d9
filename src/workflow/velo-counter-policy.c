/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The policy that a proposal becomes, also when the insurer confirms it by phone or letter. */

#define G_LOG_DOMAIN "velo-counter"

#include "config.h"

#include "velo-counter-private.h"

#include "velo-date.h"
#include "velo-rules.h"
#include "velo-store-proposals.h"

/* The day on which the insurer got the proposal: from it the cover counts, however late the
 * confirmation comes. */
static GDate *
dup_day_sent (VeloProposal *proposal)
{
  g_autoptr(GDateTime) sent = NULL;
  int year, month, day;

  if (velo_proposal_get_sent_at (proposal) > 0)
    sent = g_date_time_new_from_unix_local (velo_proposal_get_sent_at (proposal) / G_USEC_PER_SEC);
  if (sent == NULL)
    return velo_date_today ();
  g_date_time_get_ymd (sent, &year, &month, &day);
  return g_date_new_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

/**
 * velo_counter_make_policy:
 * @proposal: a proposal that the insurer has confirmed
 * @request_id: (nullable): the insurer's number of the call that confirmed it
 *
 * Returns: (transfer full): the policy
 */
VeloPolicy *
velo_counter_make_policy (VeloProposal *proposal,
                          const char   *request_id)
{
  VeloPolicy *policy = velo_policy_new ();
  VeloProduct *product = velo_proposal_get_product (proposal);
  g_autofree char *id = velo_record_new_id ();
  g_autoptr(GDate) sent = dup_day_sent (proposal);
  g_autoptr(GDate) start = velo_rules_dup_cover_start (sent);

  velo_policy_set_id (policy, id);
  velo_policy_set_contract_number (policy, velo_proposal_get_contract_number (proposal));
  velo_policy_set_proposal_id (policy, velo_proposal_get_id (proposal));
  velo_policy_set_vehicle_id (policy, velo_proposal_get_vehicle_id (proposal));
  velo_policy_set_product_name (policy, velo_product_get_name (product));
  velo_policy_set_product_type (policy, velo_product_get_product_type (product));
  velo_policy_set_variant (policy, velo_product_get_variant (product));
  velo_policy_set_interval (policy, velo_proposal_get_interval (proposal));
  velo_policy_set_immediate_cover (policy, velo_proposal_get_immediate_cover (proposal));
  velo_policy_set_premium_cents (policy, velo_proposal_get_premium_cents (proposal));
  velo_policy_set_single_cents (policy, velo_proposal_get_single_cents (proposal));
  velo_policy_set_concluded_at (policy, velo_time_now ());
  velo_policy_set_start_date (policy, velo_proposal_get_immediate_cover (proposal) ? sent : start);
  velo_policy_set_request_id (policy, request_id);
  velo_policy_set_employee_name (policy, velo_proposal_get_employee_name (proposal));
  velo_policy_set_broker_number (policy, velo_proposal_get_broker_number (proposal));
  velo_policy_set_frame_number (policy, velo_vehicle_get_frame_number (velo_proposal_get_vehicle (proposal)));
  return policy;
}

/* Confirmed by a person */

static void
confirmed_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  VeloStep *step = g_task_get_task_data (task);
  GError *error = NULL;

  if (!velo_store_conclude_proposal_finish (VELO_STORE (object), result, &error))
    {
      g_task_return_error (task, velo_counter_translate (error));
      return;
    }
  velo_counter_emit_changed (g_task_get_source_object (task), step->proposal);
  g_task_return_pointer (task, g_steal_pointer (&step->policy), g_object_unref);
}

/**
 * velo_counter_confirm_async:
 * @self: the counter
 * @proposal: a proposal that was handed over
 * @how: (nullable): how the confirmation came, in the employee's words, for the journal
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the main context
 * @user_data: data for @callback
 *
 * Makes the policy of a proposal that the insurer took without confirming it,
 * after he has confirmed it by phone or letter. Nothing is sent.
 *
 * Fails with %VELO_COUNTER_ERROR_CHANGED if the proposal is not handed over.
 */
void
velo_counter_confirm_async (VeloCounter         *self,
                            VeloProposal        *proposal,
                            const char          *how,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(VeloJournalEntry) entry = NULL;
  VeloStep *step;

  g_return_if_fail (VELO_IS_COUNTER (self));
  g_return_if_fail (VELO_IS_PROPOSAL (proposal));

  task = velo_counter_new_task (self, proposal, velo_counter_confirm_async, cancellable, callback, user_data);
  step = g_task_get_task_data (task);
  if (velo_proposal_get_state (proposal) != VELO_PROPOSAL_STATE_HANDED_OVER)
    {
      g_task_return_new_error (task, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_CHANGED,
                               "the proposal is not handed over");
      return;
    }
  /* whether it was cancelled in time tells the store */
  g_task_set_check_cancellable (task, FALSE);
  step->policy = velo_counter_make_policy (proposal, velo_proposal_get_request_id (proposal));
  entry = velo_counter_new_entry (self, proposal, "proposal-confirmed", how);
  velo_store_conclude_proposal_async (self->store, proposal, step->policy, NULL, NULL, entry, cancellable,
                                      confirmed_cb, g_object_ref (task));
}

/**
 * velo_counter_confirm_finish:
 * @self: the counter
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full): the policy, or %NULL
 */
VeloPolicy *
velo_counter_confirm_finish (VeloCounter   *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_counter_confirm_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
