/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the customer answered when asked about insurance for a vehicle. */

#define G_LOG_DOMAIN "velo-store-asking"

#include "config.h"

#include "velo-date.h"
#include "velo-store-private.h"
#include "velo-store-vehicles.h"

/* Only a vehicle without open or concluded proposal has an answer of its own. */
static gboolean
check_changed (VeloConnection *connection,
               VeloStoreJob   *job,
               GError        **error)
{
  gint64 n_found = 0;

  if (velo_connection_get_n_changed (connection) == 1)
    {
      velo_store_job_add_change (job, "vehicles", job->id);
      return TRUE;
    }
  if (!velo_connection_query_int64 (connection, &n_found, error,
                                    "SELECT count (*) FROM vehicles WHERE id = ?1", "t", job->id))
    return FALSE;
  if (n_found == 0)
    return velo_store_set_error (error, VELO_STORE_ERROR_NOT_FOUND, "there is no such vehicle");
  return velo_store_set_error (error, VELO_STORE_ERROR_CONFLICT, "the vehicle has a proposal");
}

static gboolean
answer_func (VeloConnection *connection,
             VeloStoreJob   *job,
             GError        **error)
{
  const char *what = job->ids[0];
  const char *state = job->ids[1];

  return velo_connection_run (connection, error,
                              "UPDATE vehicles SET state = ?2, remind_at = ?3, decline_reason = ?4,"
                              " asked_at = ?5"
                              " WHERE id = ?1 AND state IN ('open', 'declined', 'uninsurable')",
                              "ttltl", job->id, state, job->number,
                              job->text == NULL ? "" : job->text, velo_time_now ())
    && check_changed (connection, job, error)
    && velo_store_note (connection, job, what, job->id, NULL, job->text, error);
}

static void
start_answer (VeloStore           *self,
              const char          *vehicle_id,
              const char          *what,
              VeloInsuranceState   state,
              gint64               remind_at,
              const char          *text,
              const char          *who,
              gpointer             tag,
              GCancellable        *cancellable,
              GAsyncReadyCallback  callback,
              gpointer             user_data)
{
  VeloStoreJob *job = velo_store_job_new (answer_func);
  const char *words[] = { what, velo_store_nick (VELO_TYPE_INSURANCE_STATE, (int) state), NULL };

  job->id = g_strdup (vehicle_id);
  job->ids = g_strdupv ((char **) words);
  job->number = remind_at;
  job->text = g_strdup (text);
  job->who = g_strdup (who);
  velo_store_start (self, VELO_DATABASE_WRITE, job, tag, cancellable, callback, user_data);
}

/**
 * velo_store_remind_later_async:
 * @self: a store
 * @vehicle_id: the vehicle
 * @remind_at: when to ask again, microseconds UTC
 * @who: (nullable): the employee
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Notes that the customer wants to be asked again.
 *
 * Fails with %VELO_STORE_ERROR_NOT_FOUND, or %VELO_STORE_ERROR_CONFLICT if there is a proposal.
 */
void
velo_store_remind_later_async (VeloStore           *self,
                               const char          *vehicle_id,
                               gint64               remind_at,
                               const char          *who,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (vehicle_id != NULL);

  start_answer (self, vehicle_id, "insurance-later", VELO_INSURANCE_STATE_OPEN, remind_at, NULL,
                who, velo_store_remind_later_async, cancellable, callback, user_data);
}

/**
 * velo_store_remind_later_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: whether it is stored
 */
gboolean
velo_store_remind_later_finish (VeloStore     *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return velo_store_finish (self, result, velo_store_remind_later_async, error);
}

/**
 * velo_store_decline_async:
 * @self: a store
 * @vehicle_id: the vehicle
 * @reason: (nullable): in the customer's words
 * @who: (nullable): the employee
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Notes that the customer does not want insurance.
 *
 * Fails with %VELO_STORE_ERROR_NOT_FOUND, or %VELO_STORE_ERROR_CONFLICT if there is a proposal.
 */
void
velo_store_decline_async (VeloStore           *self,
                          const char          *vehicle_id,
                          const char          *reason,
                          const char          *who,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (vehicle_id != NULL);

  start_answer (self, vehicle_id, "insurance-declined", VELO_INSURANCE_STATE_DECLINED, 0, reason,
                who, velo_store_decline_async, cancellable, callback, user_data);
}

/**
 * velo_store_decline_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: whether it is stored
 */
gboolean
velo_store_decline_finish (VeloStore     *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  return velo_store_finish (self, result, velo_store_decline_async, error);
}

static gboolean
mark_asked_func (VeloConnection *connection,
                 VeloStoreJob   *job,
                 GError        **error)
{
  if (!velo_connection_run (connection, error, "UPDATE vehicles SET asked_at = ?2 WHERE id = ?1",
                            "tl", job->id, velo_time_now ()))
    return FALSE;
  if (velo_connection_get_n_changed (connection) == 0)
    return velo_store_set_error (error, VELO_STORE_ERROR_NOT_FOUND, "there is no such vehicle");
  velo_store_job_add_change (job, "vehicles", job->id);
  return velo_store_note (connection, job, "insurance-asked", job->id, NULL, NULL, error);
}

/**
 * velo_store_mark_asked_async:
 * @self: a store
 * @vehicle_id: the vehicle
 * @who: (nullable): the employee
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Notes that the customer was asked, whatever the answer.
 *
 * Fails with %VELO_STORE_ERROR_NOT_FOUND or another #VeloStoreError.
 */
void
velo_store_mark_asked_async (VeloStore           *self,
                             const char          *vehicle_id,
                             const char          *who,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (vehicle_id != NULL);

  job = velo_store_job_new (mark_asked_func);
  job->id = g_strdup (vehicle_id);
  job->who = g_strdup (who);
  velo_store_start (self, VELO_DATABASE_WRITE, job, velo_store_mark_asked_async, cancellable,
                    callback, user_data);
}

/**
 * velo_store_mark_asked_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: whether it is stored
 */
gboolean
velo_store_mark_asked_finish (VeloStore     *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  return velo_store_finish (self, result, velo_store_mark_asked_async, error);
}
