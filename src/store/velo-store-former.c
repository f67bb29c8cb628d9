/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Vehicles that are insured again after their insurance ended: what becomes of the former policy. */

#define G_LOG_DOMAIN "velo-store-former"

#include "config.h"

#include "velo-date.h"
#include "velo-store-policies.h"
#include "velo-store-private.h"

/*
 * A vehicle has one policy, as every list and page reads it. The one before it moves here when the
 * next is concluded; until then it stays the vehicle's, and only its proposal makes way.
 */
gboolean
velo_store_create_former (VeloConnection *connection,
                          GError        **error)
{
  return velo_connection_execute (connection,
    "ALTER TABLE proposals ADD COLUMN is_former INTEGER NOT NULL DEFAULT 0 CHECK (is_former IN (0, 1));"
    "DROP INDEX proposals_one_each;"
    "CREATE UNIQUE INDEX proposals_one_each ON proposals (vehicle_id) WHERE state <> 'abandoned' AND is_former = 0;"
    "CREATE INDEX proposals_by_vehicle ON proposals (vehicle_id);"
    "CREATE TABLE former_policies ("
    "  id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),"
    "  contract_number TEXT NOT NULL UNIQUE CHECK (contract_number <> ''),"
    "  proposal_id TEXT NOT NULL UNIQUE REFERENCES proposals (id),"
    "  vehicle_id TEXT NOT NULL REFERENCES vehicles (id),"
    "  concluded_at INTEGER NOT NULL,"
    "  record TEXT NOT NULL CHECK (record <> '')"
    ") STRICT;"
    "CREATE INDEX former_policies_by_vehicle ON former_policies (vehicle_id, concluded_at);",
    error);
}

/*
 * velo_store_make_way:
 * @vehicle_id: a vehicle for which a proposal is about to be begun
 *
 * If its insurance has ended, lets the concluded proposal make way for another one.
 *
 * Returns: whether it succeeded
 */
gboolean
velo_store_make_way (VeloConnection *connection,
                     const char     *vehicle_id,
                     GError        **error)
{
  g_autoptr(GDate) today = velo_date_today ();
  g_autofree char *day = velo_store_dup_day (today);

  return velo_connection_run (connection, error,
                              "UPDATE proposals SET is_former = 1 WHERE vehicle_id = ?1 AND state = 'concluded'"
                              " AND EXISTS (SELECT 1 FROM contracts k WHERE k.vehicle_id = ?1 AND k.ended_on <= ?2)",
                              "tt", vehicle_id, day);
}

/*
 * velo_store_restore_former:
 * @vehicle_id: a vehicle whose proposal was just abandoned
 *
 * If it has a policy, that was the former one: what it says of the vehicle holds again.
 *
 * Returns: whether it succeeded
 */
gboolean
velo_store_restore_former (VeloConnection *connection,
                           const char     *vehicle_id,
                           GError        **error)
{
  return velo_connection_run (connection, error,
                              "UPDATE proposals SET is_former = 0"
                              " WHERE id = (SELECT y.proposal_id FROM policies y WHERE y.vehicle_id = ?1)", "t",
                              vehicle_id)
    && velo_connection_run (connection, error,
                            "UPDATE vehicles SET state = 'insured', contract_number = y.contract_number"
                            " FROM policies y WHERE vehicles.id = ?1 AND y.vehicle_id = ?1", "t", vehicle_id);
}

/*
 * velo_store_put_former:
 * @vehicle_id: a vehicle whose next policy is about to be stored
 *
 * Moves the policy that it has out of the way. Its contract stays counted.
 *
 * Returns: whether it succeeded
 */
gboolean
velo_store_put_former (VeloConnection *connection,
                       const char     *vehicle_id,
                       GError        **error)
{
  return velo_connection_run (connection, error,
                              "INSERT INTO former_policies (id, contract_number, proposal_id, vehicle_id,"
                              "  concluded_at, record)"
                              " SELECT y.id, y.contract_number, y.proposal_id, y.vehicle_id, y.concluded_at, y.record"
                              " FROM policies y JOIN proposals p ON p.id = y.proposal_id"
                              " WHERE y.vehicle_id = ?1 AND p.is_former = 1", "t", vehicle_id)
    && velo_connection_run (connection, error,
                            "UPDATE contracts SET vehicle_id = NULL"
                            " WHERE policy_id IN (SELECT id FROM former_policies WHERE vehicle_id = ?1)", "t",
                            vehicle_id)
    && velo_connection_run (connection, error,
                            "DELETE FROM policies WHERE id IN (SELECT id FROM former_policies WHERE vehicle_id = ?1)",
                            "t", vehicle_id);
}

/* Reading */

static VeloPolicy *
policy_from_statement (VeloStatement *statement,
                       GError       **error)
{
  VeloPolicy *policy = velo_store_load_record (VELO_TYPE_POLICY, velo_statement_get_text (statement, 0), error);

  if (policy != NULL)
    velo_store_policy_read_end (policy, statement, 1);
  return policy;
}

static gboolean
list_former_func (VeloConnection *connection,
                  VeloStoreJob   *job,
                  GError        **error)
{
  g_autoptr(GPtrArray) policies = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = TRUE;

  statement = velo_connection_query (connection, error,
                                     "SELECT f.record, k.ended_on, k.end_reason FROM former_policies f"
                                     " JOIN contracts k ON k.policy_id = f.id WHERE f.vehicle_id = ?1"
                                     " ORDER BY f.concluded_at DESC, f.id", "t", job->id);
  while (statement != NULL && velo_statement_step (statement, &has_row, error))
    {
      VeloPolicy *policy = NULL;

      if (!has_row)
        {
          velo_store_job_take_result (job, g_steal_pointer (&policies), (GDestroyNotify) g_ptr_array_unref);
          return TRUE;
        }
      policy = policy_from_statement (statement, error);
      if (policy == NULL)
        return FALSE;
      g_ptr_array_add (policies, policy);
    }
  return FALSE;
}

/**
 * velo_store_list_former_policies_async:
 * @self: a store
 * @vehicle_id: the vehicle
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Lists the policies that a vehicle had before the one it has, the newest
 * first, each with its end.
 */
void
velo_store_list_former_policies_async (VeloStore           *self,
                                       const char          *vehicle_id,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (vehicle_id != NULL);

  job = velo_store_job_new (list_former_func);
  job->id = g_strdup (vehicle_id);
  velo_store_start (self, VELO_DATABASE_READ, job, velo_store_list_former_policies_async, cancellable, callback,
                    user_data);
}

/**
 * velo_store_list_former_policies_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer container) (element-type VeloPolicy): the policies
 */
GPtrArray *
velo_store_list_former_policies_finish (VeloStore     *self,
                                        GAsyncResult  *result,
                                        GError       **error)
{
  return velo_store_finish_result (self, result, velo_store_list_former_policies_async, error);
}
