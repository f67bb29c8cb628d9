/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of policies. */

#define G_LOG_DOMAIN "velo-store-policies"

#include "config.h"

#include "velo-store-policies.h"

#include "velo-date.h"
#include "velo-store-private.h"
#include "velo-text.h"

gboolean
velo_store_create_policies (VeloConnection *connection,
                            GError        **error)
{
  return velo_connection_execute (connection,
    "CREATE TABLE policies ("
    "  id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),"
    "  contract_number TEXT NOT NULL UNIQUE CHECK (contract_number <> ''),"
    "  proposal_id TEXT NOT NULL UNIQUE REFERENCES proposals (id),"
    "  vehicle_id TEXT NOT NULL UNIQUE REFERENCES vehicles (id),"
    "  concluded_at INTEGER NOT NULL,"
    "  frame_key TEXT,"
    "  record TEXT NOT NULL CHECK (record <> '')"
    ") STRICT;"
    "CREATE INDEX policies_newest ON policies (concluded_at DESC, id);"
    "CREATE INDEX policies_by_frame ON policies (frame_key) WHERE frame_key IS NOT NULL;",
    error);
}

/*
 * velo_store_put_policy:
 *
 * Adds a policy. One is never replaced, but the next one moves one that has ended out of its way.
 *
 * Returns: whether it succeeded
 */
gboolean
velo_store_put_policy (VeloConnection *connection,
                       VeloStoreJob   *job,
                       VeloPolicy     *policy,
                       GError        **error)
{
  g_autofree char *key = velo_text_key (velo_policy_get_frame_number (policy));
  g_autofree char *record = NULL;

  if (velo_policy_get_concluded_at (policy) == 0)
    velo_policy_set_concluded_at (policy, velo_time_now ());
  record = velo_record_to_text (policy);
  velo_store_job_add_change (job, "policies", velo_policy_get_id (policy));
  return velo_store_put_former (connection, velo_policy_get_vehicle_id (policy), error)
    && velo_connection_run (connection, error,
                            "INSERT INTO policies (id, contract_number, proposal_id, vehicle_id,"
                            "  concluded_at, frame_key, record)"
                            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", "ttttlnt",
                            velo_policy_get_id (policy), velo_policy_get_contract_number (policy),
                            velo_policy_get_proposal_id (policy),
                            velo_policy_get_vehicle_id (policy),
                            velo_policy_get_concluded_at (policy), key, record)
    && velo_store_put_contract (connection, velo_policy_get_vehicle_id (policy), error);
}

/*
 * velo_store_policy_read_end:
 * @policy: a policy
 * @statement: a statement at a row of contracts
 * @column: the column of ended_on, which end_reason follows
 *
 * Gives a policy its end; one that goes on is left as it is.
 */
void
velo_store_policy_read_end (VeloPolicy    *policy,
                            VeloStatement *statement,
                            int            column)
{
  g_autoptr(GDate) ended = NULL;

  if (velo_statement_is_null (statement, column))
    return;
  ended = velo_date_parse_iso (velo_statement_get_text (statement, column));
  velo_policy_set_ended_on (policy, ended);
  velo_policy_set_end_reason (policy, velo_store_value (VELO_TYPE_END_REASON,
                                                        velo_statement_get_text (statement, column + 1)));
}

static gboolean
read_end (VeloConnection *connection,
          VeloPolicy     *policy,
          const char     *vehicle_id,
          GError        **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = FALSE;

  statement = velo_connection_query (connection, error,
                                     "SELECT ended_on, end_reason FROM contracts WHERE vehicle_id = ?1", "t", vehicle_id);
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return FALSE;
  if (has_row)
    velo_store_policy_read_end (policy, statement, 0);
  return TRUE;
}

static gboolean
get_policy_func (VeloConnection *connection,
                 VeloStoreJob   *job,
                 GError        **error)
{
  velo_store_job_take_result (job,
                              velo_store_query_record (connection, VELO_TYPE_POLICY, error,
                                                       "SELECT record FROM policies"
                                                       " WHERE vehicle_id = ?1", job->id),
                              g_object_unref);
  return job->result != NULL && read_end (connection, job->result, job->id, error);
}

/**
 * velo_store_get_policy_async:
 * @self: a store
 * @vehicle_id: the vehicle
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Reads the policy of a vehicle, with its end if that is known.
 *
 * Fails with %VELO_STORE_ERROR_NOT_FOUND if it is not insured, or another #VeloStoreError.
 */
void
velo_store_get_policy_async (VeloStore           *self,
                             const char          *vehicle_id,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (vehicle_id != NULL);

  job = velo_store_job_new (get_policy_func);
  job->id = g_strdup (vehicle_id);
  velo_store_start (self, VELO_DATABASE_READ, job, velo_store_get_policy_async, cancellable,
                    callback, user_data);
}

/**
 * velo_store_get_policy_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full): the policy
 */
VeloPolicy *
velo_store_get_policy_finish (VeloStore     *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  return velo_store_finish_result (self, result, velo_store_get_policy_async, error);
}

static gboolean
list_policies_func (VeloConnection *connection,
                    VeloStoreJob   *job,
                    GError        **error)
{
  return velo_store_query_records (connection, job, VELO_TYPE_POLICY, error,
                                   "SELECT record FROM policies"
                                   " ORDER BY concluded_at DESC, id LIMIT ?1 OFFSET ?2", "ll",
                                   job->limit, job->offset);
}

/**
 * velo_store_list_policies_async:
 * @self: a store
 * @limit: most rows
 * @offset: rows to leave out
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Lists the policies, newest first.
 */
void
velo_store_list_policies_async (VeloStore           *self,
                                guint                limit,
                                guint                offset,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));

  job = velo_store_job_new (list_policies_func);
  job->limit = limit;
  job->offset = offset;
  velo_store_start (self, VELO_DATABASE_READ, job, velo_store_list_policies_async, cancellable,
                    callback, user_data);
}

/**
 * velo_store_list_policies_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer container) (element-type VeloPolicy): the policies
 */
GPtrArray *
velo_store_list_policies_finish (VeloStore     *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return velo_store_finish_result (self, result, velo_store_list_policies_async, error);
}
