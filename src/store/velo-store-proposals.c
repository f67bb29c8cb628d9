/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of proposals: every step from draft to policy is made once, by one. */

#define G_LOG_DOMAIN "velo-store-proposals"

#include "config.h"

#include "velo-store-proposals.h"

#include "velo-date.h"
#include "velo-store-private.h"
#include "velo-text.h"

enum
{
  COLUMN_RECORD,
  COLUMN_STATE,
  COLUMN_CHANGED_AT,
  COLUMN_REVISION
};

#define SELECT "SELECT record, state, changed_at, revision FROM proposals "
/* Nearly all of them are concluded: these are found by the index, all others would be looked through. */
#define IS_OPEN "state IN ('draft', 'prepared', 'signed', 'sending', 'unclear', 'handed-over', 'refused')"
#define IS_EDITABLE "state IN ('draft', 'prepared', 'signed', 'refused')"

/*
 * A vehicle has one proposal that is open or concluded (but see velo_store_make_way()), a number is given to one proposal,
 * and a policy means one proposal: what the file itself refuses needs no care elsewhere.
 */
gboolean
velo_store_create_proposals (VeloConnection *connection,
                             GError        **error)
{
  return velo_connection_execute (connection,
    "CREATE TABLE proposals ("
    "  id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),"
    "  vehicle_id TEXT NOT NULL REFERENCES vehicles (id),"
    "  state TEXT NOT NULL CHECK (state IN ('draft', 'prepared', 'signed', 'sending', 'concluded',"
    "    'unclear', 'handed-over', 'refused', 'abandoned')),"
    "  created_at INTEGER NOT NULL,"
    "  changed_at INTEGER NOT NULL,"
    "  contract_number TEXT UNIQUE,"
    "  record_number TEXT UNIQUE,"
    "  frame_key TEXT,"
    "  sending_owner TEXT,"
    "  record TEXT NOT NULL CHECK (record <> ''),"
    "  CHECK (state <> 'sending' OR sending_owner IS NOT NULL),"
    "  CHECK (state NOT IN ('sending', 'unclear', 'handed-over', 'concluded')"
    "    OR (contract_number IS NOT NULL AND record_number IS NOT NULL))"
    ") STRICT;"
    "CREATE UNIQUE INDEX proposals_one_each ON proposals (vehicle_id) WHERE state <> 'abandoned';"
    "CREATE INDEX proposals_by_state ON proposals (state, changed_at);"
    "CREATE INDEX proposals_by_frame ON proposals (frame_key) WHERE frame_key IS NOT NULL;"
    "CREATE TABLE submissions ("
    "  proposal_id TEXT NOT NULL REFERENCES proposals (id),"
    "  number INTEGER NOT NULL CHECK (number > 0),"
    "  contract_number TEXT NOT NULL,"
    "  record_number TEXT NOT NULL,"
    "  sha256 TEXT NOT NULL CHECK (length (sha256) = 64),"
    "  content BLOB NOT NULL,"
    "  stored_at INTEGER NOT NULL,"
    "  PRIMARY KEY (proposal_id, number)"
    ") STRICT;"
    "CREATE TRIGGER submissions_not_changed BEFORE UPDATE ON submissions"
    " BEGIN SELECT RAISE (ABORT, 'what was sent is never changed'); END;"
    "CREATE TRIGGER submissions_not_removed BEFORE DELETE ON submissions"
    " BEGIN SELECT RAISE (ABORT, 'what was sent is never removed'); END;",
    error);
}

/* Who stores over what another program stored in the meantime is told so. */
gboolean
velo_store_create_revisions (VeloConnection *connection,
                             GError        **error)
{
  return velo_connection_execute (connection,
    "ALTER TABLE proposals ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE proposals ADD COLUMN saved_by TEXT;",
    error);
}

/* Rows */

static VeloProposal *
proposal_from_statement (VeloStatement *statement,
                         GError       **error)
{
  VeloProposal *proposal = NULL;

  proposal = velo_store_load_record (VELO_TYPE_PROPOSAL,
                                     velo_statement_get_text (statement, COLUMN_RECORD), error);
  if (proposal == NULL)
    return NULL;
  velo_proposal_set_state (proposal,
                           velo_store_value (VELO_TYPE_PROPOSAL_STATE,
                                             velo_statement_get_text (statement, COLUMN_STATE)));
  velo_proposal_set_changed_at (proposal,
                                velo_statement_get_int64 (statement, COLUMN_CHANGED_AT));
  velo_proposal_set_revision (proposal,
                              (int) velo_statement_get_int64 (statement, COLUMN_REVISION));
  return proposal;
}

static gboolean
set_conflict (VeloConnection *connection,
              const char     *id,
              GError        **error)
{
  gint64 n_found = 0;

  if (!velo_connection_query_int64 (connection, &n_found, error,
                                    "SELECT count (*) FROM proposals WHERE id = ?1", "t", id))
    return FALSE;
  if (n_found == 0)
    return velo_store_set_error (error, VELO_STORE_ERROR_NOT_FOUND, "there is no such proposal");
  return velo_store_set_error (error, VELO_STORE_ERROR_CONFLICT,
                               "the proposal was changed by another window or is in another state");
}

static gboolean
read_revision (VeloConnection *connection,
               VeloProposal   *proposal,
               GError        **error)
{
  gint64 revision = 0;

  if (!velo_connection_query_int64 (connection, &revision, error,
                                    "SELECT revision FROM proposals WHERE id = ?1", "t",
                                    velo_proposal_get_id (proposal)))
    return FALSE;
  velo_proposal_set_revision (proposal, (int) revision);
  return TRUE;
}

/* The proposal as it is stored now; NULL, and no error, if there is no such row. */
static gboolean
read_stored (VeloConnection *connection,
             const char     *id,
             VeloProposal  **proposal,
             GError        **error)
{
  g_autoptr(VeloStatement) statement = velo_connection_query (connection, error, SELECT "WHERE id = ?1", "t", id);
  gboolean has_row = FALSE;

  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return FALSE;
  if (has_row)
    *proposal = proposal_from_statement (statement, error);
  return !has_row || *proposal != NULL;
}

/*
 * velo_store_update_proposal:
 * @from: the state in which it must be
 *
 * Stores a proposal in the state that it has now, if nobody was faster. Once it may have been
 * sent its numbers are fixed, and while it is being sent only who sends it may go on. What another
 * program stored since it was read is not stored over; this one may store while it still stores.
 *
 * Returns: whether it succeeded
 */
gboolean
velo_store_update_proposal (VeloConnection     *connection,
                            VeloStoreJob       *job,
                            VeloProposal       *proposal,
                            VeloProposalState   from,
                            GError            **error)
{
  VeloProposalState to = velo_proposal_get_state (proposal);
  VeloVehicle *vehicle = velo_proposal_get_vehicle (proposal);
  g_autofree char *record = velo_record_to_text (proposal);
  g_autofree char *key = velo_text_key (velo_vehicle_get_frame_number (vehicle));
  const char *own = velo_connection_get_instance_id (connection);
  g_autoptr(VeloProposal) before = NULL;

  if (!read_stored (connection, velo_proposal_get_id (proposal), &before, error))
    return FALSE;
  if (!velo_connection_run (connection, error,
        "UPDATE proposals SET state = ?3, changed_at = ?4, contract_number = ?5,"
        "  record_number = ?6, frame_key = ?7, sending_owner = ?8, record = ?9,"
        "  revision = revision + 1, saved_by = ?10"
        " WHERE id = ?1 AND state = ?2 AND vehicle_id = ?11"
        "  AND (revision = ?12 OR saved_by = ?10)"
        "  AND (state NOT IN ('sending', 'unclear', 'handed-over')"
        "    OR (contract_number = ?5 AND record_number = ?6))"
        "  AND (state <> 'sending' OR sending_owner = ?10)",
        "tttlnnnnttti", velo_proposal_get_id (proposal),
        velo_store_nick (VELO_TYPE_PROPOSAL_STATE, (int) from),
        velo_store_nick (VELO_TYPE_PROPOSAL_STATE, (int) to),
        velo_proposal_get_changed_at (proposal), velo_proposal_get_contract_number (proposal),
        velo_proposal_get_record_number (proposal), key,
        to == VELO_PROPOSAL_STATE_SENDING ? own : NULL, record, own,
        velo_proposal_get_vehicle_id (proposal), velo_proposal_get_revision (proposal)))
    return FALSE;
  if (velo_connection_get_n_changed (connection) == 0)
    return set_conflict (connection, velo_proposal_get_id (proposal), error);
  if (!read_revision (connection, proposal, error))
    return FALSE;
  velo_store_job_add_change (job, "proposals", velo_proposal_get_id (proposal));
  return velo_store_follow_customer (connection, job, velo_proposal_get_vehicle_id (proposal),
                                     velo_proposal_get_customer (before), velo_proposal_get_customer (proposal), error)
    && velo_store_follow_state (connection, job, proposal, error);
}

/* Saving */

static gboolean
insert_proposal (VeloConnection *connection,
                 VeloStoreJob   *job,
                 VeloProposal   *proposal,
                 GError        **error)
{
  VeloVehicle *vehicle = velo_proposal_get_vehicle (proposal);
  g_autofree char *record = velo_record_to_text (proposal);
  g_autofree char *key = velo_text_key (velo_vehicle_get_frame_number (vehicle));
  gint64 n_others = 0;

  if (!velo_store_make_way (connection, velo_proposal_get_vehicle_id (proposal), error)
      || !velo_connection_query_int64 (connection, &n_others, error,
                                       "SELECT count (*) FROM proposals"
                                       " WHERE vehicle_id = ?1 AND state <> 'abandoned' AND is_former = 0", "t",
                                       velo_proposal_get_vehicle_id (proposal)))
    return FALSE;
  if (n_others > 0)
    return velo_store_set_error (error, VELO_STORE_ERROR_CONFLICT,
                                 "the vehicle has a proposal already");
  if (!velo_connection_run (connection, error,
        "INSERT INTO proposals (id, vehicle_id, state, created_at, changed_at, contract_number,"
        "  record_number, frame_key, sending_owner, record, revision, saved_by)"
        " VALUES (?1, ?2, 'draft', ?3, ?4, ?5, ?6, ?7, NULL, ?8, 1, ?9)",
        "ttllnnntt", velo_proposal_get_id (proposal), velo_proposal_get_vehicle_id (proposal),
        velo_proposal_get_created_at (proposal), velo_proposal_get_changed_at (proposal),
        velo_proposal_get_contract_number (proposal), velo_proposal_get_record_number (proposal),
        key, record, velo_connection_get_instance_id (connection)))
    return FALSE;
  velo_proposal_set_revision (proposal, 1);
  velo_store_job_add_change (job, "proposals", velo_proposal_get_id (proposal));
  return velo_store_follow_customer (connection, job, velo_proposal_get_vehicle_id (proposal), NULL,
                                     velo_proposal_get_customer (proposal), error)
    && velo_store_follow_state (connection, job, proposal, error)
    && velo_store_note (connection, job, "proposal-started",
                        velo_proposal_get_vehicle_id (proposal), velo_proposal_get_id (proposal),
                        NULL, error);
}

static gboolean
save_proposal_func (VeloConnection *connection,
                    VeloStoreJob   *job,
                    GError        **error)
{
  VeloProposal *proposal = job->record;
  VeloProposalState state = velo_proposal_get_state (proposal);
  gint64 n_stored = 0;
  gint64 n_editable = 0;

  if (!velo_connection_query_int64 (connection, &n_stored, error,
                                    "SELECT count (*) FROM proposals WHERE id = ?1", "t",
                                    velo_proposal_get_id (proposal))
      || !velo_connection_query_int64 (connection, &n_editable, error,
                                       "SELECT count (*) FROM proposals"
                                       " WHERE id = ?1 AND " IS_EDITABLE, "t",
                                       velo_proposal_get_id (proposal)))
    return FALSE;
  if (n_stored == 0 && state == VELO_PROPOSAL_STATE_DRAFT)
    return insert_proposal (connection, job, proposal, error);
  if (n_stored == 0)
    return velo_store_set_error (error, VELO_STORE_ERROR_NOT_FOUND, "there is no such proposal");
  if (n_editable == 0)
    return velo_store_set_error (error, VELO_STORE_ERROR_CONFLICT,
                                 "the proposal cannot be changed any more");
  return velo_store_update_proposal (connection, job, proposal, state, error);
}

static void
save_proposal_done (VeloStoreJob *job)
{
  velo_proposal_set_revision (job->target, velo_proposal_get_revision (job->record));
}

/**
 * velo_store_save_proposal_async:
 * @self: a store
 * @proposal: the proposal; given an id and times if it has none
 * @who: (nullable): the employee, for the journal
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Stores what was entered, without changing the state: a new proposal as
 * draft, a stored one in the state that it has in @proposal.
 *
 * Fails with %VELO_STORE_ERROR_CONFLICT if the stored one was changed by
 * another program since it was read, is in another state or may have been sent, or if the vehicle has another one;
 * %VELO_STORE_ERROR_EXISTS if its contract or record number belongs to another
 * one; %VELO_STORE_ERROR_INVALID if its vehicle is not stored.
 */
void
velo_store_save_proposal_async (VeloStore           *self,
                                VeloProposal        *proposal,
                                const char          *who,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  VeloStoreJob *job = NULL;
  gint64 now = velo_time_now ();

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (VELO_IS_PROPOSAL (proposal));

  if (velo_text_is_empty (velo_proposal_get_id (proposal)))
    {
      g_autofree char *id = velo_record_new_id ();

      velo_proposal_set_id (proposal, id);
    }
  if (velo_proposal_get_created_at (proposal) == 0)
    velo_proposal_set_created_at (proposal, now);
  velo_proposal_set_changed_at (proposal, now);
  job = velo_store_job_new (save_proposal_func);
  job->done = save_proposal_done;
  job->target = g_object_ref (proposal);
  job->record = velo_record_copy (proposal);
  job->who = g_strdup (who);
  velo_store_start (self, VELO_DATABASE_WRITE, job, velo_store_save_proposal_async, cancellable,
                    callback, user_data);
}

/**
 * velo_store_save_proposal_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: whether it is stored
 */
gboolean
velo_store_save_proposal_finish (VeloStore     *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return velo_store_finish (self, result, velo_store_save_proposal_async, error);
}

/* Reading */

static gboolean
read_one (VeloConnection *connection,
          VeloStoreJob   *job,
          const char     *sql,
          GError        **error)
{
  g_autoptr(VeloStatement) statement = velo_connection_query (connection, error, sql, "t", job->id);
  gboolean has_row = FALSE;

  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  velo_store_job_take_result (job, proposal_from_statement (statement, error), g_object_unref);
  return job->result != NULL;
}

static gboolean
get_proposal_func (VeloConnection *connection,
                   VeloStoreJob   *job,
                   GError        **error)
{
  if (!read_one (connection, job, SELECT "WHERE id = ?1", error))
    return FALSE;
  if (job->result != NULL)
    return TRUE;
  return velo_store_set_error (error, VELO_STORE_ERROR_NOT_FOUND, "there is no such proposal");
}

/**
 * velo_store_get_proposal_async:
 * @self: a store
 * @proposal_id: the proposal
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Reads a proposal.
 *
 * Fails with %VELO_STORE_ERROR_NOT_FOUND or another #VeloStoreError.
 */
void
velo_store_get_proposal_async (VeloStore           *self,
                               const char          *proposal_id,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (proposal_id != NULL);

  job = velo_store_job_new (get_proposal_func);
  job->id = g_strdup (proposal_id);
  velo_store_start (self, VELO_DATABASE_READ, job, velo_store_get_proposal_async, cancellable,
                    callback, user_data);
}

/**
 * velo_store_get_proposal_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full): the proposal
 */
VeloProposal *
velo_store_get_proposal_finish (VeloStore     *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return velo_store_finish_result (self, result, velo_store_get_proposal_async, error);
}

static gboolean
get_open_proposal_func (VeloConnection *connection,
                        VeloStoreJob   *job,
                        GError        **error)
{
  return read_one (connection, job, SELECT "WHERE vehicle_id = ?1 AND " IS_OPEN, error);
}

/**
 * velo_store_get_open_proposal_async:
 * @self: a store
 * @vehicle_id: the vehicle
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Reads the proposal of a vehicle that is neither concluded nor abandoned.
 */
void
velo_store_get_open_proposal_async (VeloStore           *self,
                                    const char          *vehicle_id,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (vehicle_id != NULL);

  job = velo_store_job_new (get_open_proposal_func);
  job->id = g_strdup (vehicle_id);
  velo_store_start (self, VELO_DATABASE_READ, job, velo_store_get_open_proposal_async, cancellable,
                    callback, user_data);
}

/**
 * velo_store_get_open_proposal_finish:
 * @self: a store
 * @result: the result
 * @proposal: (out) (nullable) (transfer full): the proposal, %NULL if there is none
 * @error: return location for an error
 *
 * Returns: whether it could be looked for
 */
gboolean
velo_store_get_open_proposal_finish (VeloStore     *self,
                                     GAsyncResult  *result,
                                     VeloProposal **proposal,
                                     GError       **error)
{
  g_return_val_if_fail (proposal != NULL, FALSE);

  *proposal = NULL;
  if (!velo_store_finish (self, result, velo_store_get_open_proposal_async, error))
    return FALSE;
  *proposal = g_steal_pointer (&velo_store_get_job (result)->result);
  return TRUE;
}

static gboolean
list_open_proposals_func (VeloConnection *connection,
                          VeloStoreJob   *job,
                          GError        **error)
{
  g_autoptr(GPtrArray) proposals = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = TRUE;

  statement = velo_connection_query (connection, error,
                                     SELECT "WHERE " IS_OPEN " ORDER BY changed_at DESC, id", NULL);
  while (statement != NULL && velo_statement_step (statement, &has_row, error))
    {
      VeloProposal *proposal = NULL;

      if (!has_row)
        {
          velo_store_job_take_result (job, g_steal_pointer (&proposals),
                                      (GDestroyNotify) g_ptr_array_unref);
          return TRUE;
        }
      proposal = proposal_from_statement (statement, error);
      if (proposal == NULL)
        return FALSE;
      g_ptr_array_add (proposals, proposal);
    }
  return FALSE;
}

/**
 * velo_store_list_open_proposals_async:
 * @self: a store
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Lists the proposals that are neither concluded nor abandoned, last changed first.
 */
void
velo_store_list_open_proposals_async (VeloStore           *self,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  g_return_if_fail (VELO_IS_STORE (self));

  velo_store_start (self, VELO_DATABASE_READ, velo_store_job_new (list_open_proposals_func),
                    velo_store_list_open_proposals_async, cancellable, callback, user_data);
}

/**
 * velo_store_list_open_proposals_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer container) (element-type VeloProposal): the proposals
 */
GPtrArray *
velo_store_list_open_proposals_finish (VeloStore     *self,
                                       GAsyncResult  *result,
                                       GError       **error)
{
  return velo_store_finish_result (self, result, velo_store_list_open_proposals_async, error);
}
