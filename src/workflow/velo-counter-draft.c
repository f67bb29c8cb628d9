/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drafts: opening the proposal of a vehicle, and storing what was entered. */

#define G_LOG_DOMAIN "velo-counter"

#include "config.h"

#include "velo-counter-private.h"

#include "velo-date.h"
#include "velo-store-proposals.h"
#include "velo-store-vehicles.h"

/* Opening a proposal */

static void
fill_proposal (VeloCounter  *self,
               VeloProposal *proposal,
               VeloVehicle  *vehicle)
{
  g_autofree char *id = velo_record_new_id ();

  velo_proposal_set_id (proposal, id);
  velo_proposal_set_vehicle_id (proposal, velo_vehicle_get_id (vehicle));
  velo_proposal_set_invoice_id (proposal, velo_vehicle_get_invoice_id (vehicle));
  velo_proposal_set_created_at (proposal, velo_time_now ());
  velo_record_assign (velo_proposal_get_vehicle (proposal), vehicle);
  velo_proposal_set_object (proposal, velo_object_kind_for_article (velo_vehicle_get_kind (vehicle)));
  velo_proposal_set_immediate_cover (proposal, TRUE);
  velo_proposal_set_interval (proposal, 12);
  velo_proposal_set_payment (proposal, VELO_PAYMENT_DIRECT_DEBIT);
  if (self->employee == NULL)
    return;
  velo_proposal_set_employee_id (proposal, velo_employee_get_id (self->employee));
  velo_proposal_set_employee_name (proposal, velo_employee_get_name (self->employee));
  if (velo_employee_can_send (self->employee))
    {
      velo_proposal_set_sender_id (proposal, velo_employee_get_id (self->employee));
      velo_proposal_set_sender_name (proposal, velo_employee_get_name (self->employee));
      velo_proposal_set_broker_number (proposal, velo_employee_get_broker_number (self->employee));
    }
}

static void
customer_got_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  VeloStep *step = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(VeloCustomer) customer = NULL;

  customer = velo_store_get_customer_finish (VELO_STORE (object), result, &error);
  if (customer == NULL && !g_error_matches (error, VELO_STORE_ERROR, VELO_STORE_ERROR_NOT_FOUND))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (customer != NULL)
    velo_record_assign (velo_proposal_get_customer (step->proposal), customer);
  g_task_return_pointer (task, g_object_ref (step->proposal), g_object_unref);
}

static void
vehicle_got_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  VeloCounter *self = g_task_get_source_object (task);
  VeloStep *step = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(VeloVehicle) vehicle = NULL;

  vehicle = velo_store_get_vehicle_finish (VELO_STORE (object), result, &error);
  if (vehicle == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  step->proposal = velo_proposal_new ();
  fill_proposal (self, step->proposal, vehicle);
  velo_store_get_customer_async (self->store, velo_vehicle_get_customer_id (vehicle),
                                 g_task_get_cancellable (task), customer_got_cb, g_object_ref (task));
}

static void
open_proposal_got_cb (GObject      *object,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  VeloCounter *self = g_task_get_source_object (task);
  VeloStep *step = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(VeloProposal) proposal = NULL;

  if (!velo_store_get_open_proposal_finish (VELO_STORE (object), result, &proposal, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (proposal != NULL)
    g_task_return_pointer (task, g_steal_pointer (&proposal), g_object_unref);
  else
    velo_store_get_vehicle_async (self->store, step->text, g_task_get_cancellable (task),
                                  vehicle_got_cb, g_object_ref (task));
}

/**
 * velo_counter_open_proposal_async:
 * @self: the counter
 * @vehicle_id: id of the vehicle to insure
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the main context
 * @user_data: data for @callback
 *
 * Finds the proposal that is open for a vehicle, or begins one with all that
 * vehicle, customer and employee tell. A new one is stored with the first
 * velo_counter_save_async().
 */
void
velo_counter_open_proposal_async (VeloCounter         *self,
                                  const char          *vehicle_id,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  VeloStep *step;

  g_return_if_fail (VELO_IS_COUNTER (self));
  g_return_if_fail (vehicle_id != NULL);

  task = velo_counter_new_task (self, NULL, velo_counter_open_proposal_async, cancellable, callback, user_data);
  step = g_task_get_task_data (task);
  step->text = g_strdup (vehicle_id);
  velo_counter_warm_up (self);
  velo_store_get_open_proposal_async (self->store, vehicle_id, cancellable, open_proposal_got_cb,
                                      g_object_ref (task));
}

/**
 * velo_counter_open_proposal_finish:
 * @self: the counter
 * @result: the result
 * @error: return location for an error of the store
 *
 * Returns: (transfer full): the proposal, or %NULL
 */
VeloProposal *
velo_counter_open_proposal_finish (VeloCounter   *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_counter_open_proposal_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Saving */

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  VeloStep *step = g_task_get_task_data (task);
  GError *error = NULL;

  if (!velo_store_save_proposal_finish (VELO_STORE (object), result, &error))
    {
      g_task_return_error (task, velo_counter_translate (error));
      return;
    }
  velo_counter_emit_changed (g_task_get_source_object (task), step->proposal);
  g_task_return_boolean (task, TRUE);
}

/**
 * velo_counter_save_async:
 * @self: the counter
 * @proposal: a draft
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the main context
 * @user_data: data for @callback
 *
 * Stores a draft, as each page of the assistant is left.
 *
 * Fails with %VELO_COUNTER_ERROR_CHANGED if another window has moved it on.
 */
void
velo_counter_save_async (VeloCounter         *self,
                         VeloProposal        *proposal,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (VELO_IS_COUNTER (self));
  g_return_if_fail (VELO_IS_PROPOSAL (proposal));

  task = velo_counter_new_task (self, proposal, velo_counter_save_async, cancellable, callback, user_data);
  velo_proposal_set_changed_at (proposal, velo_time_now ());
  velo_store_save_proposal_async (self->store, proposal, velo_counter_get_who (self), cancellable,
                                  saved_cb, g_object_ref (task));
}

/**
 * velo_counter_save_finish:
 * @self: the counter
 * @result: the result
 * @error: return location for an error
 *
 * Returns: whether the draft is on disk
 */
gboolean
velo_counter_save_finish (VeloCounter   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_counter_save_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
