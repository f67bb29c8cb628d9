/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several vehicles of one customer in one sitting: each has its own proposal, contract and outcome. */

#define G_LOG_DOMAIN "velo-counter"

#include "config.h"

#include "velo-counter-batch.h"

#include "velo-counter-private.h"
#include "velo-rules.h"
#include "velo-store-proposals.h"

G_DEFINE_BOXED_TYPE (VeloBatchOutcome, velo_batch_outcome, velo_batch_outcome_copy, velo_batch_outcome_free)

static VeloBatchOutcome *
outcome_new (const char   *vehicle_id,
             VeloProposal *proposal,
             VeloPolicy   *policy,
             const GError *error)
{
  VeloBatchOutcome *self = g_new0 (VeloBatchOutcome, 1);

  self->vehicle_id = g_strdup (vehicle_id);
  g_set_object (&self->proposal, proposal);
  g_set_object (&self->policy, policy);
  self->error = error == NULL ? NULL : g_error_copy (error);
  return self;
}

/**
 * velo_batch_outcome_copy:
 * @self: an outcome
 *
 * Returns: (transfer full): a copy
 */
VeloBatchOutcome *
velo_batch_outcome_copy (const VeloBatchOutcome *self)
{
  return outcome_new (self->vehicle_id, self->proposal, self->policy, self->error);
}

/**
 * velo_batch_outcome_free:
 * @self: (transfer full): an outcome
 */
void
velo_batch_outcome_free (VeloBatchOutcome *self)
{
  g_clear_object (&self->proposal);
  g_clear_object (&self->policy);
  g_clear_error (&self->error);
  g_free (self->vehicle_id);
  g_free (self);
}

/* What is the same for the next vehicle */

/* The answer holds for the lock that was sold with this vehicle, if it is dear enough. */
static gboolean
has_own_lock (VeloProposal *proposal)
{
  VeloVehicle *vehicle = velo_proposal_get_vehicle (proposal);
  gint64 price = velo_vehicle_get_price_cents (vehicle);
  gint64 lock = velo_vehicle_get_lock_price_cents (vehicle);

  return lock > 0 && velo_rules_get_missing_lock_cents (velo_proposal_get_object (proposal), price, lock) == 0;
}

/* What the customer has said already for another vehicle of the same sale. What he declares for each
 * contract, consent and receipt of the documents, is asked anew, and so is the premium. */
static void
take_over (VeloProposal *proposal,
           VeloProposal *first)
{
  VeloVehicle *vehicle = velo_proposal_get_vehicle (proposal);
  VeloVehicle *other = velo_proposal_get_vehicle (first);

  velo_record_assign (velo_proposal_get_customer (proposal), velo_proposal_get_customer (first));
  velo_proposal_set_payment (proposal, velo_proposal_get_payment (first));
  velo_proposal_set_iban (proposal, velo_proposal_get_iban (first));
  velo_proposal_set_account_holder (proposal, velo_proposal_get_account_holder (first));
  velo_proposal_set_professional_use (proposal, velo_proposal_get_professional_use (first));
  velo_proposal_set_interval (proposal, velo_proposal_get_interval (first));
  velo_proposal_set_immediate_cover (proposal, velo_proposal_get_immediate_cover (first));
  if (velo_proposal_get_object (proposal) == velo_proposal_get_object (first))
    velo_record_assign (velo_proposal_get_product (proposal), velo_proposal_get_product (first));
  velo_proposal_set_sender_id (proposal, velo_proposal_get_sender_id (first));
  velo_proposal_set_sender_name (proposal, velo_proposal_get_sender_name (first));
  velo_proposal_set_broker_number (proposal, velo_proposal_get_broker_number (first));
  if (velo_vehicle_get_leasing (vehicle) == VELO_ANSWER_UNKNOWN)
    velo_vehicle_set_leasing (vehicle, velo_vehicle_get_leasing (other));
  if (velo_vehicle_get_lock_confirmed (vehicle) == VELO_ANSWER_UNKNOWN && has_own_lock (proposal)
      && velo_vehicle_get_lock_confirmed (other) == VELO_ANSWER_YES)
    velo_vehicle_set_lock_confirmed (vehicle, VELO_ANSWER_YES);
}

/* Opening like another */

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  VeloStep *step = g_task_get_task_data (task);
  GError *error = NULL;

  if (!velo_counter_save_finish (VELO_COUNTER (object), result, &error))
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_object_ref (step->proposal), g_object_unref);
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  VeloStep *step = g_task_get_task_data (task);
  g_autoptr(VeloProposal) first = g_steal_pointer (&step->proposal);
  GError *error = NULL;

  step->proposal = velo_counter_open_proposal_finish (VELO_COUNTER (object), result, &error);
  if (step->proposal == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  /* what was begun before is not written over */
  if (first == NULL || velo_proposal_get_changed_at (step->proposal) != 0)
    {
      g_task_return_pointer (task, g_object_ref (step->proposal), g_object_unref);
      return;
    }
  take_over (step->proposal, first);
  velo_counter_save_async (VELO_COUNTER (object), step->proposal, g_task_get_cancellable (task), saved_cb,
                           g_object_ref (task));
}

/**
 * velo_counter_open_like_async:
 * @self: the counter
 * @vehicle_id: id of the vehicle to insure
 * @first: (nullable): the proposal to take over from, of the same customer
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the main context
 * @user_data: data for @callback
 *
 * Opens the proposal of a vehicle as velo_counter_open_proposal_async() does. A
 * new one takes over what the customer has said for the other: who he is, how he
 * pays, the interval, immediate cover, the tariff if the object is the same,
 * leasing, and that there is an approved lock if one was sold with this vehicle.
 */
void
velo_counter_open_like_async (VeloCounter         *self,
                              const char          *vehicle_id,
                              VeloProposal        *first,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(VeloProposal) copy = NULL;

  g_return_if_fail (VELO_IS_COUNTER (self));
  g_return_if_fail (vehicle_id != NULL);

  copy = first == NULL ? NULL : velo_record_copy (first);
  task = velo_counter_new_task (self, copy, velo_counter_open_like_async, cancellable, callback, user_data);
  velo_counter_open_proposal_async (self, vehicle_id, cancellable, opened_cb, g_object_ref (task));
}

/**
 * velo_counter_open_like_finish:
 * @self: the counter
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full): the proposal, or %NULL
 */
VeloProposal *
velo_counter_open_like_finish (VeloCounter   *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_counter_open_like_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Concluding all */

typedef struct
{
  char **vehicle_ids;     /* (owned) */
  guint index;
  VeloProposal *proposal; /* (owned) (nullable): on its way */
  GPtrArray *outcomes;    /* (owned) (nullable) (element-type VeloBatchOutcome) */
} Batch;

static void
batch_free (Batch *batch)
{
  g_strfreev (batch->vehicle_ids);
  g_clear_object (&batch->proposal);
  g_clear_pointer (&batch->outcomes, g_ptr_array_unref);
  g_free (batch);
}

static void conclude_next (GTask *task);

static void
add_outcome (GTask        *task,
             VeloPolicy   *policy,
             const GError *error)
{
  Batch *batch = g_task_get_task_data (task);

  g_ptr_array_add (batch->outcomes, outcome_new (batch->vehicle_ids[batch->index], batch->proposal, policy, error));
  g_clear_object (&batch->proposal);
  batch->index++;
  conclude_next (task);
}

static void
concluded_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  g_autoptr(VeloPolicy) policy = NULL;
  g_autoptr(GError) error = NULL;

  policy = velo_counter_conclude_finish (VELO_COUNTER (object), result, &error);
  add_outcome (task, policy, error);
}

static void
found_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  Batch *batch = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  if (!velo_store_get_open_proposal_finish (VELO_STORE (object), result, &batch->proposal, &error))
    {
      add_outcome (task, NULL, error);
      return;
    }
  if (batch->proposal == NULL || velo_proposal_get_state (batch->proposal) != VELO_PROPOSAL_STATE_SIGNED)
    {
      g_set_error_literal (&error, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_CHANGED, "the proposal is not signed");
      add_outcome (task, NULL, error);
      return;
    }
  velo_counter_conclude_async (g_task_get_source_object (task), batch->proposal, g_task_get_cancellable (task),
                               concluded_cb, g_object_ref (task));
}

/* One after another: what goes wrong with one does not touch the next. */
static void
conclude_next (GTask *task)
{
  VeloCounter *self = g_task_get_source_object (task);
  Batch *batch = g_task_get_task_data (task);
  const char *vehicle_id = batch->vehicle_ids[batch->index];
  g_autoptr(GError) error = NULL;

  if (vehicle_id == NULL)
    g_task_return_pointer (task, g_steal_pointer (&batch->outcomes), (GDestroyNotify) g_ptr_array_unref);
  else if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    add_outcome (task, NULL, error);
  else
    velo_store_get_open_proposal_async (self->store, vehicle_id, NULL, found_cb, g_object_ref (task));
}

/**
 * velo_counter_conclude_all_async:
 * @self: the counter
 * @vehicle_ids: (array zero-terminated=1): vehicles whose proposals are signed
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the main context
 * @user_data: data for @callback
 *
 * Concludes the proposals one after another, each as velo_counter_conclude_async()
 * does. Cancelling keeps those from being sent that were not begun.
 */
void
velo_counter_conclude_all_async (VeloCounter         *self,
                                 const char * const  *vehicle_ids,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Batch *batch;

  g_return_if_fail (VELO_IS_COUNTER (self));
  g_return_if_fail (vehicle_ids != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_counter_conclude_all_async);
  /* what has been sent is told, whoever has stopped waiting for the rest */
  g_task_set_check_cancellable (task, FALSE);
  batch = g_new0 (Batch, 1);
  batch->vehicle_ids = g_strdupv ((char **) vehicle_ids);
  batch->outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) velo_batch_outcome_free);
  g_task_set_task_data (task, batch, (GDestroyNotify) batch_free);
  conclude_next (task);
}

/**
 * velo_counter_conclude_all_finish:
 * @self: the counter
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type VeloBatchOutcome): one for each vehicle, in their order
 */
GPtrArray *
velo_counter_conclude_all_finish (VeloCounter   *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_counter_conclude_all_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
