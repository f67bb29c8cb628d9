/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From signed to concluded: never twice, and never lost. */

#define G_LOG_DOMAIN "velo-counter"

#include "config.h"

#include "velo-counter-private.h"

#include <glib/gi18n-lib.h>

#include "velo-date.h"
#include "velo-store-documents.h"
#include "velo-store-proposals.h"

/* The end of a task: the proposal may be sent again from here on. */
static void
release (GTask *task)
{
  VeloCounter *self = g_task_get_source_object (task);
  VeloStep *step = g_task_get_task_data (task);

  g_hash_table_remove (self->sending, velo_proposal_get_id (step->proposal));
}

static void
fail (GTask  *task,
      GError *error)
{
  release (task);
  g_task_return_error (task, velo_counter_translate (error));
}

/* What became of it is not on disk: whoever lists what is to be done learns that nobody sends it any more. */
static void
fail_to_store (GTask  *task,
               GError *error)
{
  VeloCounter *self = g_task_get_source_object (task);
  VeloStep *step = g_task_get_task_data (task);

  release (task);
  velo_counter_emit_changed (self, step->proposal);
  g_task_return_error (task, velo_counter_translate (error));
}

/* The proposal did not become a policy: its state is stored, then the error reported. */

static void
state_stored_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  VeloStep *step = g_task_get_task_data (task);
  GError *error = NULL;

  if (!velo_store_advance_proposal_finish (VELO_STORE (object), result, &error))
    {
      fail_to_store (task, error);
      return;
    }
  velo_counter_emit_changed (g_task_get_source_object (task), step->proposal);
  fail (task, g_steal_pointer (&step->error));
}

static void
settle (GTask             *task,
        VeloProposalState  to,
        const char        *what,
        const char        *words,
        const char        *request_id,
        GError            *error)
{
  VeloCounter *self = g_task_get_source_object (task);
  VeloStep *step = g_task_get_task_data (task);
  g_autoptr(VeloJournalEntry) entry = velo_counter_new_entry (self, step->proposal, what, request_id);

  step->error = error;
  velo_proposal_set_insurer_words (step->proposal, words);
  velo_proposal_set_request_id (step->proposal, request_id);
  velo_store_advance_proposal_async (self->store, step->proposal, VELO_PROPOSAL_STATE_SENDING, to, NULL, entry,
                                     NULL, state_stored_cb, g_object_ref (task));
}

static gboolean
was_certainly_not_sent (const GError *error)
{
  return g_error_matches (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_OFFLINE)
         || g_error_matches (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_SIGN_IN)
         || g_error_matches (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_NO_PASSWORD)
         || g_error_matches (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_SETTINGS);
}

/* A repetition that could not even be sent leaves the first attempt as unclear as it was. */
static void
settle_unsent (GTask  *task,
               GError *error)
{
  VeloStep *step = g_task_get_task_data (task);

  settle (task, step->flag ? VELO_PROPOSAL_STATE_UNCLEAR : VELO_PROPOSAL_STATE_SIGNED, "proposal-not-sent",
          "", "", error);
}

/*
 * Whether the insurer knows a number twice nobody can say: a repetition may be refused because the
 * first attempt has arrived. A person has to ask before anything is sent again.
 */
static void
settle_refused_repetition (GTask      *task,
                           const char *words,
                           const char *request_id)
{
  settle (task, VELO_PROPOSAL_STATE_HANDED_OVER, "proposal-repetition-refused", words, request_id,
          g_error_new_literal (VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_HANDED_OVER, words == NULL ? "" : words));
}

static void
settle_failure (GTask  *task,
                GError *error)
{
  VeloStep *step = g_task_get_task_data (task);
  const char *words = velo_insurer_error_get_words (error);
  const char *request_id = velo_insurer_error_get_request_id (error);

  if (was_certainly_not_sent (error))
    settle_unsent (task, error);
  else if (step->flag && g_error_matches (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_REFUSED))
    {
      settle_refused_repetition (task, words, request_id);
      g_error_free (error);
    }
  else if (g_error_matches (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_REFUSED))
    settle (task, VELO_PROPOSAL_STATE_REFUSED, "proposal-refused", words, request_id, error);
  else
    {
      GError *unclear = g_error_new_literal (VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_UNCLEAR, error->message);

      settle (task, VELO_PROPOSAL_STATE_UNCLEAR, "proposal-unclear", words, request_id, unclear);
      g_error_free (error);
    }
}

/* The policy */

static void
add_paper (GPtrArray        *documents,
           GPtrArray        *contents,
           VeloProposal     *proposal,
           VeloDocumentKind  kind,
           const char       *title,
           const char       *content_type,
           GBytes           *content)
{
  g_ptr_array_add (documents, velo_proposal_new_document (proposal, kind, title, content_type, content));
  g_ptr_array_add (contents, g_bytes_ref (content));
}

static void
policy_stored_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  VeloStep *step = g_task_get_task_data (task);
  GError *error = NULL;

  if (!velo_store_conclude_proposal_finish (VELO_STORE (object), result, &error))
    {
      fail_to_store (task, error);
      return;
    }
  velo_counter_emit_changed (g_task_get_source_object (task), step->proposal);
  release (task);
  g_task_return_pointer (task, g_steal_pointer (&step->policy), g_object_unref);
}

static void
store_policy (GTask            *task,
              VeloSubmitResult *answer)
{
  VeloCounter *self = g_task_get_source_object (task);
  VeloStep *step = g_task_get_task_data (task);
  g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) contents = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr(VeloJournalEntry) entry = NULL;
  g_autoptr(GBytes) words = NULL;
  g_autofree char *text = NULL;

  step->policy = velo_counter_make_policy (step->proposal, answer->request_id);
  text = g_strdup_printf ("%s\n%s\n", answer->status_text == NULL ? "" : answer->status_text,
                          answer->request_id == NULL ? "" : answer->request_id);
  words = g_bytes_new (text, strlen (text));
  add_paper (documents, contents, step->proposal, VELO_DOCUMENT_KIND_SUBMISSION,
             self->training ? _("Data for the training insurer") : _("Data sent to the insurer"),
             "application/xml", step->bytes);
  add_paper (documents, contents, step->proposal, VELO_DOCUMENT_KIND_ANSWER,
             self->training ? _("Answer of the training insurer") : _("Answer of the insurer"), "text/plain", words);
  velo_proposal_set_request_id (step->proposal, answer->request_id);
  velo_proposal_set_insurer_words (step->proposal, answer->status_text);
  entry = velo_counter_new_entry (self, step->proposal, "proposal-concluded",
                                  velo_proposal_get_contract_number (step->proposal));
  velo_store_conclude_proposal_async (self->store, step->proposal, step->policy, documents, contents, entry, NULL,
                                      policy_stored_cb, g_object_ref (task));
}

/* Sending */

static void
submitted_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  g_autoptr(VeloSubmitResult) answer = NULL;
  GError *error = NULL;

  answer = velo_insurer_submit_finish (VELO_INSURER (object), result, &error);
  if (answer == NULL)
    settle_failure (task, error);
  else if (answer->status == VELO_SUBMIT_STATUS_ACCEPTED)
    store_policy (task, answer);
  else
    settle (task, VELO_PROPOSAL_STATE_HANDED_OVER, "proposal-handed-over", answer->status_text,
            answer->request_id,
            g_error_new_literal (VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_HANDED_OVER,
                                 answer->status_text == NULL ? "" : answer->status_text));
}

static void
sending_stored_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  VeloCounter *self = g_task_get_source_object (task);
  VeloStep *step = g_task_get_task_data (task);
  GError *error = NULL;

  if (!velo_store_advance_proposal_finish (VELO_STORE (object), result, &error))
    {
      fail (task, error);
      return;
    }
  velo_counter_emit_changed (self, step->proposal);
  velo_insurer_submit_async (self->insurer, step->bytes, NULL, submitted_cb, g_object_ref (task));
}

/* Record number, contract number, exact bytes and the state are on disk before the request leaves. */
static void
store_sending (GTask      *task,
               GBytes     *submission,
               const char *what)
{
  VeloCounter *self = g_task_get_source_object (task);
  VeloStep *step = g_task_get_task_data (task);
  g_autoptr(VeloJournalEntry) entry = NULL;
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, step->bytes);

  velo_proposal_set_sent_at (step->proposal, velo_time_now ());
  velo_proposal_set_attempts (step->proposal, velo_proposal_get_attempts (step->proposal) + 1);
  entry = velo_counter_new_entry (self, step->proposal, what, sha256);
  g_task_set_check_cancellable (task, FALSE);
  velo_store_advance_proposal_async (self->store, step->proposal, velo_proposal_get_state (step->proposal),
                                     VELO_PROPOSAL_STATE_SENDING, submission, entry, NULL, sending_stored_cb,
                                     g_object_ref (task));
}

static void
build_and_send (GTask  *task,
                GBytes *signed_pdf)
{
  VeloCounter *self = g_task_get_source_object (task);
  VeloStep *step = g_task_get_task_data (task);
  GError *error = NULL;

  if (*velo_proposal_get_record_number (step->proposal) == '\0')
    {
      g_autofree char *record_number = velo_record_new_id ();

      velo_proposal_set_record_number (step->proposal, record_number);
    }
  step->bytes = velo_insurer_build_submission (self->insurer, step->proposal, signed_pdf, &error);
  if (step->bytes == NULL)
    fail (task, error);
  else
    store_sending (task, step->bytes, "proposal-sending");
}

static void
signed_loaded_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  g_autoptr(GBytes) signed_pdf = NULL;
  GError *error = NULL;

  signed_pdf = velo_store_load_document_finish (VELO_STORE (object), result, &error);
  if (signed_pdf == NULL)
    fail (task, error);
  else
    build_and_send (task, signed_pdf);
}

static void
submission_loaded_cb (GObject      *object,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  VeloStep *step = g_task_get_task_data (task);
  GError *error = NULL;

  step->bytes = velo_store_load_submission_finish (VELO_STORE (object), result, &error);
  if (step->bytes == NULL)
    fail (task, error);
  else
    store_sending (task, NULL, "proposal-repeated");
}

/* What became of it could not be stored then; now it can, and it is repeated as what it is. */
static void
left_stored_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  VeloStep *step = g_task_get_task_data (task);
  GError *error = NULL;

  if (!velo_store_advance_proposal_finish (VELO_STORE (object), result, &error))
    {
      fail (task, error);
      return;
    }
  velo_counter_emit_changed (g_task_get_source_object (task), step->proposal);
  velo_store_load_submission_async (VELO_STORE (object), velo_proposal_get_id (step->proposal),
                                    g_task_get_cancellable (task), submission_loaded_cb, g_object_ref (task));
}

/* The disk was full when the answer came: this process has sent it, and does not send it now. */
static void
take_up_left (GTask *task)
{
  VeloCounter *self = g_task_get_source_object (task);
  VeloStep *step = g_task_get_task_data (task);
  g_autoptr(VeloJournalEntry) entry = velo_counter_new_entry (self, step->proposal, "proposal-unclear", "");

  velo_store_advance_proposal_async (self->store, step->proposal, VELO_PROPOSAL_STATE_SENDING,
                                     VELO_PROPOSAL_STATE_UNCLEAR, NULL, entry, g_task_get_cancellable (task),
                                     left_stored_cb, g_object_ref (task));
}

/**
 * velo_counter_conclude_async:
 * @self: the counter
 * @proposal: a signed proposal, or an unclear one to be sent again
 * @cancellable: (nullable): a #GCancellable; heard only until the proposal is on its way
 * @callback: (scope async): called on the main context
 * @user_data: data for @callback
 *
 * Sends a proposal and stores what becomes of it. An unclear one is repeated
 * with the very bytes of the first time; so is one whose answer this process
 * could not store. While it is on its way, a second
 * call fails with %G_IO_ERROR_PENDING; another window or process is stopped
 * by the state in the store.
 *
 * If the insurer refuses a repetition, the first attempt may be why: the
 * proposal is then handed over, and a person asks the insurer.
 *
 * Fails with %VELO_COUNTER_ERROR_OFFLINE (waits and goes out by itself),
 * %VELO_COUNTER_ERROR_UNCLEAR, %VELO_COUNTER_ERROR_REFUSED,
 * %VELO_COUNTER_ERROR_HANDED_OVER, %VELO_COUNTER_ERROR_NO_CREDENTIALS or
 * %VELO_COUNTER_ERROR_CHANGED.
 *
 * Source: insurer protocol, section 6 (finalising safely).
 */
void
velo_counter_conclude_async (VeloCounter         *self,
                             VeloProposal        *proposal,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  VeloStep *step;
  VeloProposalState state;

  g_return_if_fail (VELO_IS_COUNTER (self));
  g_return_if_fail (VELO_IS_PROPOSAL (proposal));

  task = velo_counter_new_task (self, proposal, velo_counter_conclude_async, cancellable, callback, user_data);
  step = g_task_get_task_data (task);
  if (!g_hash_table_add (self->sending, g_strdup (velo_proposal_get_id (proposal))))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PENDING, "the proposal is on its way");
      return;
    }
  state = velo_proposal_get_state (proposal);
  step->flag = state == VELO_PROPOSAL_STATE_UNCLEAR || state == VELO_PROPOSAL_STATE_SENDING;
  if (state == VELO_PROPOSAL_STATE_SENDING)
    take_up_left (task);
  else if (step->flag)
    velo_store_load_submission_async (self->store, velo_proposal_get_id (proposal), cancellable,
                                      submission_loaded_cb, g_object_ref (task));
  else if (state == VELO_PROPOSAL_STATE_SIGNED)
    velo_store_load_document_async (self->store, velo_proposal_get_signed_sha256 (proposal), cancellable,
                                    signed_loaded_cb, g_object_ref (task));
  else
    fail (task, g_error_new_literal (VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_CHANGED,
                                     "the proposal is not ready to be sent"));
}

/**
 * velo_counter_is_sending:
 * @self: the counter
 * @proposal_id: id of a proposal
 *
 * Returns: whether this counter is sending it, or storing what became of it
 */
gboolean
velo_counter_is_sending (VeloCounter *self,
                         const char  *proposal_id)
{
  g_return_val_if_fail (VELO_IS_COUNTER (self), FALSE);
  g_return_val_if_fail (proposal_id != NULL, FALSE);

  return g_hash_table_contains (self->sending, proposal_id);
}

/**
 * velo_counter_conclude_finish:
 * @self: the counter
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full): the policy, or %NULL
 */
VeloPolicy *
velo_counter_conclude_finish (VeloCounter   *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_counter_conclude_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* What waits */

static void send_next (GTask *task);

static void
waiting_sent_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  VeloStep *step = g_task_get_task_data (task);
  g_autoptr(VeloPolicy) policy = NULL;
  g_autoptr(GError) error = NULL;

  policy = velo_counter_conclude_finish (VELO_COUNTER (object), result, &error);
  if (policy != NULL)
    step->count++;
  if (g_error_matches (error, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_OFFLINE)
      || g_error_matches (error, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_NO_CREDENTIALS))
    g_task_return_int (task, step->count);
  else
    send_next (task);
}

/* Only what the employee has told us to send goes out by itself. */
static gboolean
waits (VeloProposal *proposal)
{
  return velo_proposal_get_state (proposal) == VELO_PROPOSAL_STATE_SIGNED
         && velo_proposal_get_attempts (proposal) > 0;
}

static void
send_next (GTask *task)
{
  VeloCounter *self = g_task_get_source_object (task);
  VeloStep *step = g_task_get_task_data (task);
  GListModel *list = G_LIST_MODEL (step->list);

  while (step->index < g_list_model_get_n_items (list))
    {
      g_autoptr(VeloProposal) proposal = g_list_model_get_item (list, step->index++);

      if (!waits (proposal))
        continue;
      velo_counter_conclude_async (self, proposal, g_task_get_cancellable (task), waiting_sent_cb,
                                   g_object_ref (task));
      return;
    }
  g_task_return_int (task, step->count);
}

static void
open_listed_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  VeloStep *step = g_task_get_task_data (task);
  g_autoptr(GPtrArray) proposals = NULL;
  GError *error = NULL;

  proposals = velo_store_list_open_proposals_finish (VELO_STORE (object), result, &error);
  if (proposals == NULL)
    {
      g_task_return_error (task, velo_counter_translate (error));
      return;
    }
  step->list = g_list_store_new (VELO_TYPE_PROPOSAL);
  for (guint i = 0; i < proposals->len; i++)
    g_list_store_append (step->list, g_ptr_array_index (proposals, i));
  send_next (task);
}

/**
 * velo_counter_send_waiting_async:
 * @self: the counter
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the main context
 * @user_data: data for @callback
 *
 * Sends the proposals that wait because there was no connection when the
 * employee finalised them. Stops at the first that cannot be sent.
 */
void
velo_counter_send_waiting_async (VeloCounter         *self,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (VELO_IS_COUNTER (self));

  task = velo_counter_new_task (self, NULL, velo_counter_send_waiting_async, cancellable, callback, user_data);
  velo_store_list_open_proposals_async (self->store, cancellable, open_listed_cb, g_object_ref (task));
}

/**
 * velo_counter_send_waiting_finish:
 * @self: the counter
 * @result: the result
 * @error: return location for an error of the store
 *
 * Returns: how many were concluded, -1 on error
 */
int
velo_counter_send_waiting_finish (VeloCounter   *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), -1);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_counter_send_waiting_async), -1);

  return (int) g_task_propagate_int (G_TASK (result), error);
}
