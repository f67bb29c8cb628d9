/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps of a proposal: compare and set, with what was sent and what came of it. */

#define G_LOG_DOMAIN "velo-store-steps"

#include "config.h"

#include "velo-date.h"
#include "velo-store-private.h"
#include "velo-store-proposals.h"
#include "velo-text.h"

#define BIT(state) (1u << VELO_PROPOSAL_STATE_##state)

/* Where each state may go. From "sending" back to "signed" only who knows that nothing left. */
static const guint allowed_steps[] = {
  [VELO_PROPOSAL_STATE_DRAFT] = BIT (PREPARED) | BIT (ABANDONED),
  [VELO_PROPOSAL_STATE_PREPARED] = BIT (DRAFT) | BIT (SIGNED) | BIT (ABANDONED),
  [VELO_PROPOSAL_STATE_SIGNED] = BIT (DRAFT) | BIT (PREPARED) | BIT (SENDING) | BIT (ABANDONED),
  [VELO_PROPOSAL_STATE_SENDING] = BIT (CONCLUDED) | BIT (UNCLEAR) | BIT (REFUSED)
    | BIT (HANDED_OVER) | BIT (SIGNED),
  [VELO_PROPOSAL_STATE_CONCLUDED] = 0,
  [VELO_PROPOSAL_STATE_UNCLEAR] = BIT (SENDING),
  [VELO_PROPOSAL_STATE_HANDED_OVER] = BIT (CONCLUDED) | BIT (REFUSED),
  [VELO_PROPOSAL_STATE_REFUSED] = BIT (DRAFT) | BIT (ABANDONED),
  [VELO_PROPOSAL_STATE_ABANDONED] = 0,
};

/* The caller of the store may have taken a number for a state. */
static gboolean
is_step_allowed (VeloProposalState from,
                 VeloProposalState to)
{
  g_return_val_if_fail (from <= VELO_PROPOSAL_STATE_ABANDONED, FALSE);
  g_return_val_if_fail (to <= VELO_PROPOSAL_STATE_ABANDONED, FALSE);

  return (allowed_steps[from] & (1u << to)) != 0;
}

/* Submissions */

static GBytes *
read_submission (VeloConnection *connection,
                 const char     *proposal_id,
                 gboolean       *is_first,
                 GError        **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  g_autoptr(GBytes) content = NULL;
  g_autofree char *sha256 = NULL;
  gboolean has_row = FALSE;

  statement = velo_connection_query (connection, error,
                                     "SELECT content, sha256 FROM submissions"
                                     " WHERE proposal_id = ?1 ORDER BY number DESC LIMIT 1", "t",
                                     proposal_id);
  *is_first = FALSE;
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return NULL;
  *is_first = !has_row;
  if (!has_row)
    return NULL;
  content = velo_statement_dup_bytes (statement, 0);
  sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
  if (g_strcmp0 (sha256, velo_statement_get_text (statement, 1)) == 0)
    return g_steal_pointer (&content);
  velo_store_set_error (error, VELO_STORE_ERROR_CORRUPT, "the bytes to be sent are damaged");
  return NULL;
}

static gboolean
insert_submission (VeloConnection *connection,
                   VeloProposal   *proposal,
                   GBytes         *content,
                   GError        **error)
{
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);

  return velo_connection_run (connection, error,
                              "INSERT INTO submissions (proposal_id, number, contract_number,"
                              "  record_number, sha256, content, stored_at)"
                              " SELECT ?1, coalesce (max (number), 0) + 1, ?2, ?3, ?4, ?5, ?6"
                              " FROM submissions WHERE proposal_id = ?1", "ttttbl",
                              velo_proposal_get_id (proposal),
                              velo_proposal_get_contract_number (proposal),
                              velo_proposal_get_record_number (proposal), sha256, content,
                              velo_time_now ());
}

/* After "unclear" only the very same bytes may go out again. */
static gboolean
check_repetition (VeloConnection *connection,
                  VeloStoreJob   *job,
                  GError        **error)
{
  g_autoptr(GBytes) stored = NULL;
  gboolean is_first = FALSE;

  stored = read_submission (connection, velo_proposal_get_id (job->record), &is_first, error);
  if (is_first)
    return velo_store_set_error (error, VELO_STORE_ERROR_CORRUPT, "what was sent is not stored");
  if (stored == NULL)
    return FALSE;
  if (job->bytes == NULL || g_bytes_equal (job->bytes, stored))
    return TRUE;
  return velo_store_set_error (error, VELO_STORE_ERROR_CONFLICT,
                               "only what was sent may be sent again");
}

static gboolean
store_submission (VeloConnection     *connection,
                  VeloStoreJob       *job,
                  VeloProposalState   from,
                  GError            **error)
{
  VeloProposal *proposal = job->record;

  if (velo_proposal_get_state (proposal) != VELO_PROPOSAL_STATE_SENDING)
    return job->bytes == NULL
      || velo_store_set_error (error, VELO_STORE_ERROR_INVALID, "nothing is sent in this step");
  if (velo_text_is_empty (velo_proposal_get_contract_number (proposal))
      || velo_text_is_empty (velo_proposal_get_record_number (proposal)))
    return velo_store_set_error (error, VELO_STORE_ERROR_INVALID,
                                 "a proposal without numbers cannot be sent");
  if (from == VELO_PROPOSAL_STATE_UNCLEAR)
    return check_repetition (connection, job, error);
  if (job->bytes == NULL)
    return velo_store_set_error (error, VELO_STORE_ERROR_INVALID, "there are no bytes to be sent");
  return insert_submission (connection, proposal, job->bytes, error);
}

/* Advancing */

static gboolean
note_step (VeloConnection *connection,
           VeloStoreJob   *job,
           VeloProposal   *proposal,
           GError        **error)
{
  g_autoptr(VeloJournalEntry) entry = NULL;
  g_autofree char *what = NULL;

  entry = job->entry != NULL ? g_object_ref (job->entry) : velo_journal_entry_new ();
  what = g_strconcat ("proposal-",
                      velo_store_nick (VELO_TYPE_PROPOSAL_STATE,
                                       (int) velo_proposal_get_state (proposal)),
                      NULL);
  if (velo_text_is_empty (velo_journal_entry_get_what (entry)))
    velo_journal_entry_set_what (entry, what);
  if (velo_text_is_empty (velo_journal_entry_get_who (entry)))
    velo_journal_entry_set_who (entry, velo_proposal_get_employee_name (proposal));
  velo_journal_entry_set_vehicle_id (entry, velo_proposal_get_vehicle_id (proposal));
  velo_journal_entry_set_proposal_id (entry, velo_proposal_get_id (proposal));
  return velo_store_append_journal (connection, job, entry, error);
}

static gboolean
advance_func (VeloConnection *connection,
              VeloStoreJob   *job,
              GError        **error)
{
  VeloProposalState from = (VeloProposalState) job->number;

  return velo_store_update_proposal (connection, job, job->record, from, error)
    && store_submission (connection, job, from, error)
    && note_step (connection, job, job->record, error);
}

static void
advance_done (VeloStoreJob *job)
{
  velo_proposal_set_state (job->target, velo_proposal_get_state (job->record));
  velo_proposal_set_changed_at (job->target, velo_proposal_get_changed_at (job->record));
  velo_proposal_set_revision (job->target, velo_proposal_get_revision (job->record));
}

static VeloStoreJob *
make_step_job (VeloStoreFunc      func,
               VeloProposal      *proposal,
               VeloProposalState  from,
               VeloProposalState  to,
               VeloJournalEntry  *entry)
{
  VeloStoreJob *job = velo_store_job_new (func);

  job->done = advance_done;
  job->target = g_object_ref (proposal);
  job->record = velo_record_copy (proposal);
  velo_proposal_set_state (job->record, to);
  velo_proposal_set_changed_at (job->record, velo_time_now ());
  job->number = from;
  job->entry = entry == NULL ? NULL : velo_record_copy (entry);
  return job;
}

static void
refuse_step (VeloStore           *self,
             const char          *message,
             gpointer             tag,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  g_task_report_new_error (self, callback, user_data, tag, VELO_STORE_ERROR,
                           VELO_STORE_ERROR_CONFLICT, "%s", message);
}

/**
 * velo_store_advance_proposal_async:
 * @self: a store
 * @proposal: the proposal with all that belongs to the new state; stored as it is
 * @from: the state in which the caller believes it to be
 * @to: the state to go to, not concluded
 * @submission: (nullable): the exact bytes that will be sent: required from
 *   signed to sending, from unclear to sending %NULL or the same as before
 * @entry: (nullable): who, what and detail for the journal; what is empty
 *   becomes the employee of the proposal and "proposal-" with the new state
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Takes a proposal to its next state, before the side effect that goes with
 * it. Of two windows or programs that try the same only one succeeds. From
 * the moment it may have been sent, contract and record number are fixed. On
 * success @proposal has the new state.
 *
 * Fails with %VELO_STORE_ERROR_CONFLICT if the step is not allowed, another
 * was faster, another program is sending it, or other bytes or numbers than
 * before were to be sent; %VELO_STORE_ERROR_EXISTS if one of its numbers
 * belongs to another proposal; %VELO_STORE_ERROR_INVALID if bytes or numbers
 * are missing; %VELO_STORE_ERROR_NOT_FOUND.
 */
void
velo_store_advance_proposal_async (VeloStore           *self,
                                   VeloProposal        *proposal,
                                   VeloProposalState    from,
                                   VeloProposalState    to,
                                   GBytes              *submission,
                                   VeloJournalEntry    *entry,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (VELO_IS_PROPOSAL (proposal));

  if (to == VELO_PROPOSAL_STATE_CONCLUDED || !is_step_allowed (from, to))
    {
      refuse_step (self, "this step is not allowed", velo_store_advance_proposal_async,
                   callback, user_data);
      return;
    }
  job = make_step_job (advance_func, proposal, from, to, entry);
  job->bytes = submission == NULL ? NULL : g_bytes_ref (submission);
  velo_store_start (self, VELO_DATABASE_WRITE, job, velo_store_advance_proposal_async, cancellable,
                    callback, user_data);
}

/**
 * velo_store_advance_proposal_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: whether the proposal is in the new state, on the disk
 */
gboolean
velo_store_advance_proposal_finish (VeloStore     *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  return velo_store_finish (self, result, velo_store_advance_proposal_async, error);
}

/* Concluding */

static gboolean
file_documents (VeloConnection *connection,
                VeloStoreJob   *job,
                GError        **error)
{
  VeloProposal *proposal = job->record;

  for (guint i = 0; job->array != NULL && i < job->array->len; i++)
    {
      VeloDocument *document = g_ptr_array_index (job->array, i);
      GBytes *content = NULL;

      if (job->contents != NULL && i < job->contents->len)
        content = g_ptr_array_index (job->contents, i);
      velo_document_set_vehicle_id (document, velo_proposal_get_vehicle_id (proposal));
      velo_document_set_proposal_id (document, velo_proposal_get_id (proposal));
      if (!velo_store_file_document (connection, job, document, content, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
conclude_func (VeloConnection *connection,
               VeloStoreJob   *job,
               GError        **error)
{
  VeloProposal *proposal = job->record;
  VeloPolicy *policy = job->second;

  velo_policy_set_proposal_id (policy, velo_proposal_get_id (proposal));
  velo_policy_set_vehicle_id (policy, velo_proposal_get_vehicle_id (proposal));
  if (g_strcmp0 (velo_policy_get_contract_number (policy),
                 velo_proposal_get_contract_number (proposal)) != 0)
    return velo_store_set_error (error, VELO_STORE_ERROR_INVALID,
                                 "the policy has another number than the proposal");
  return velo_store_update_proposal (connection, job, proposal, (VeloProposalState) job->number,
                                     error)
    && velo_store_put_policy (connection, job, policy, error)
    && file_documents (connection, job, error)
    && note_step (connection, job, proposal, error);
}

static GPtrArray *
copy_contents (GPtrArray *contents)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; contents != NULL && i < contents->len; i++)
    {
      GBytes *bytes = g_ptr_array_index (contents, i);

      g_ptr_array_add (copy, bytes == NULL ? g_bytes_new (NULL, 0) : g_bytes_ref (bytes));
    }
  return copy;
}

/**
 * velo_store_conclude_proposal_async:
 * @self: a store
 * @proposal: the proposal in its present state, sending or handed over
 * @policy: the policy, with the contract number of @proposal; given an id if it has none
 * @documents: (nullable) (element-type VeloDocument): to be filed with it
 * @contents: (nullable) (element-type GBytes): the bytes of each, in the same order
 * @entry: (nullable): as for velo_store_advance_proposal_async()
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Stores that the insurer confirmed: state, policy, documents, the vehicle's
 * contract number and the journal, as one. On success @proposal is concluded.
 *
 * Fails as velo_store_advance_proposal_async() does.
 */
void
velo_store_conclude_proposal_async (VeloStore           *self,
                                    VeloProposal        *proposal,
                                    VeloPolicy          *policy,
                                    GPtrArray           *documents,
                                    GPtrArray           *contents,
                                    VeloJournalEntry    *entry,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  VeloStoreJob *job = NULL;
  VeloProposalState from;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (VELO_IS_PROPOSAL (proposal));
  g_return_if_fail (VELO_IS_POLICY (policy));
  g_return_if_fail ((documents == NULL ? 0 : documents->len)
                    == (contents == NULL ? 0 : contents->len));

  from = velo_proposal_get_state (proposal);
  if (!is_step_allowed (from, VELO_PROPOSAL_STATE_CONCLUDED))
    {
      refuse_step (self, "this step is not allowed", velo_store_conclude_proposal_async,
                   callback, user_data);
      return;
    }
  if (velo_text_is_empty (velo_policy_get_id (policy)))
    {
      g_autofree char *id = velo_record_new_id ();

      velo_policy_set_id (policy, id);
    }
  job = make_step_job (conclude_func, proposal, from, VELO_PROPOSAL_STATE_CONCLUDED, entry);
  job->second = velo_record_copy (policy);
  job->array = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; documents != NULL && i < documents->len; i++)
    g_ptr_array_add (job->array, velo_record_copy (g_ptr_array_index (documents, i)));
  job->contents = copy_contents (contents);
  velo_store_start (self, VELO_DATABASE_WRITE, job, velo_store_conclude_proposal_async, cancellable,
                    callback, user_data);
}

/**
 * velo_store_conclude_proposal_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: whether all of it is stored
 */
gboolean
velo_store_conclude_proposal_finish (VeloStore     *self,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  return velo_store_finish (self, result, velo_store_conclude_proposal_async, error);
}

/* What was sent */

static gboolean
load_submission_func (VeloConnection *connection,
                      VeloStoreJob   *job,
                      GError        **error)
{
  gboolean is_first = FALSE;

  velo_store_job_take_result (job, read_submission (connection, job->id, &is_first, error),
                              (GDestroyNotify) g_bytes_unref);
  if (is_first)
    return velo_store_set_error (error, VELO_STORE_ERROR_NOT_FOUND, "nothing was sent");
  return job->result != NULL;
}

/**
 * velo_store_load_submission_async:
 * @self: a store
 * @proposal_id: the proposal
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Reads the exact bytes that were stored when the proposal was last sent.
 *
 * Fails with %VELO_STORE_ERROR_NOT_FOUND or %VELO_STORE_ERROR_CORRUPT.
 */
void
velo_store_load_submission_async (VeloStore           *self,
                                  const char          *proposal_id,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (proposal_id != NULL);

  job = velo_store_job_new (load_submission_func);
  job->id = g_strdup (proposal_id);
  velo_store_start (self, VELO_DATABASE_READ, job, velo_store_load_submission_async, cancellable,
                    callback, user_data);
}

/**
 * velo_store_load_submission_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full): the bytes
 */
GBytes *
velo_store_load_submission_finish (VeloStore     *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  return velo_store_finish_result (self, result, velo_store_load_submission_async, error);
}

/* Recovery */

static gboolean
mark_unclear (VeloConnection *connection,
              VeloStoreJob   *job,
              const char     *id,
              GError        **error)
{
  g_autoptr(VeloProposal) proposal = NULL;

  proposal = velo_store_query_record (connection, VELO_TYPE_PROPOSAL, error,
                                      "SELECT record FROM proposals WHERE id = ?1", id);
  if (proposal == NULL)
    return FALSE;
  velo_proposal_set_state (proposal, VELO_PROPOSAL_STATE_UNCLEAR);
  velo_store_job_add_change (job, "proposals", id);
  return velo_connection_run (connection, error,
                              "UPDATE proposals SET state = 'unclear', sending_owner = NULL"
                              " WHERE id = ?1 AND state = 'sending'", "t", id)
    && velo_store_follow_state (connection, job, proposal, error)
    && velo_store_note (connection, job, "proposal-unclear",
                        velo_proposal_get_vehicle_id (proposal), id, "the program was ended",
                        error);
}

/*
 * velo_store_recover_func:
 *
 * A proposal is left in "sending" if its program died; whether it was sent nobody can know. What
 * else is looked after at each start: old drafts, and the rows of the lists.
 */
gboolean
velo_store_recover_func (VeloConnection *connection,
                         VeloStoreJob   *job,
                         GError        **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  gboolean has_row = TRUE;

  statement = velo_connection_query (connection, error,
                                     "SELECT id, sending_owner FROM proposals"
                                     " WHERE state = 'sending'", NULL);
  if (statement == NULL)
    return FALSE;
  do
    {
      if (!velo_statement_step (statement, &has_row, error))
        return FALSE;
      if (has_row && !velo_instance_is_alive (velo_connection_get_path (connection),
                                              velo_statement_get_text (statement, 1)))
        g_ptr_array_add (ids, g_strdup (velo_statement_get_text (statement, 0)));
    }
  while (has_row);
  for (guint i = 0; i < ids->len; i++)
    if (!mark_unclear (connection, job, g_ptr_array_index (ids, i), error))
      return FALSE;
  job->result_number = ids->len;
  return velo_store_forget_old_drafts (connection, error) && velo_store_ensure_rows (connection, job, error);
}
