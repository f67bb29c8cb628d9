/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From prepared to signed, on paper or on the screen, and the ways back and out. */

#define G_LOG_DOMAIN "velo-counter"

#include "config.h"

#include "velo-counter-private.h"

#include <glib/gi18n-lib.h>

#include "velo-date.h"
#include "velo-pdf-flatten.h"
#include "velo-signature-evidence.h"
#include "velo-store-documents.h"
#include "velo-store-proposals.h"

/* A scan larger than this is a mistake of the scanner's settings. */
#define MAX_SCAN_BYTES (20 * 1024 * 1024)

/* The last step: the state */

static void
moved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  VeloStep *step = g_task_get_task_data (task);
  GError *error = NULL;

  if (!velo_store_advance_proposal_finish (VELO_STORE (object), result, &error))
    {
      g_task_return_error (task, velo_counter_translate (error));
      return;
    }
  velo_counter_emit_changed (g_task_get_source_object (task), step->proposal);
  g_task_return_boolean (task, TRUE);
}

static void
move (GTask             *task,
      VeloProposalState  to,
      const char        *what)
{
  VeloCounter *self = g_task_get_source_object (task);
  VeloStep *step = g_task_get_task_data (task);
  g_autoptr(VeloJournalEntry) entry = velo_counter_new_entry (self, step->proposal, what, NULL);

  velo_store_advance_proposal_async (self->store, step->proposal, velo_proposal_get_state (step->proposal), to,
                                     NULL, entry, g_task_get_cancellable (task), moved_cb, g_object_ref (task));
}

static void
move_to_signed (GTask *task)
{
  VeloStep *step = g_task_get_task_data (task);

  velo_proposal_set_signed_at (step->proposal, velo_time_now ());
  move (task, VELO_PROPOSAL_STATE_SIGNED, "proposal-signed");
}

static gboolean
check_prepared (GTask *task)
{
  VeloStep *step = g_task_get_task_data (task);

  if (velo_proposal_get_state (step->proposal) == VELO_PROPOSAL_STATE_PREPARED)
    return TRUE;
  g_task_return_new_error (task, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_CHANGED,
                           "the proposal is not ready to be signed");
  return FALSE;
}

/* On paper */

static void
scan_filed_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  GError *error = NULL;

  if (!velo_store_add_document_finish (VELO_STORE (object), result, &error))
    g_task_return_error (task, velo_counter_translate (error));
  else
    move_to_signed (task);
}

static gboolean
is_scan (GBytes *scan)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (scan, &size);

  return size >= 8 && (memcmp (data, "%PDF", 4) == 0 || memcmp (data, "\x89PNG", 4) == 0
                       || memcmp (data, "\xff\xd8\xff", 3) == 0);
}

/**
 * velo_counter_sign_on_paper_async:
 * @self: the counter
 * @proposal: a prepared proposal
 * @scan: (nullable): the signed paper as PDF, PNG or JPEG
 * @scan_content_type: (nullable): its type
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the main context; end with velo_counter_sign_finish()
 * @user_data: data for @callback
 *
 * Records that the customer has signed the printed application.
 *
 * Fails with %VELO_COUNTER_ERROR_DOCUMENT if @scan is no scan or larger than 20 MB.
 */
void
velo_counter_sign_on_paper_async (VeloCounter         *self,
                                  VeloProposal        *proposal,
                                  GBytes              *scan,
                                  const char          *scan_content_type,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(VeloDocument) document = NULL;

  g_return_if_fail (VELO_IS_COUNTER (self));
  g_return_if_fail (VELO_IS_PROPOSAL (proposal));

  task = velo_counter_new_task (self, proposal, velo_counter_sign_on_paper_async, cancellable, callback,
                                user_data);
  if (!check_prepared (task))
    return;
  if (scan != NULL && (g_bytes_get_size (scan) > MAX_SCAN_BYTES || !is_scan (scan)))
    {
      g_task_return_new_error (task, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_DOCUMENT,
                               "the scan is neither PDF, PNG nor JPEG, or larger than 20 MB");
      return;
    }
  velo_proposal_set_signature (proposal, VELO_SIGNATURE_WAY_PAPER);
  velo_proposal_set_signed_sha256 (proposal, velo_proposal_get_form_sha256 (proposal));
  if (scan == NULL)
    {
      move_to_signed (task);
      return;
    }
  document = velo_proposal_new_document (proposal, VELO_DOCUMENT_KIND_SCAN, _("Scan of the signed application"),
                           scan_content_type == NULL ? "application/pdf" : scan_content_type, scan);
  velo_proposal_set_signed_sha256 (proposal, velo_document_get_sha256 (document));
  velo_store_add_document_async (self->store, document, scan, velo_counter_get_who (self), cancellable,
                                 scan_filed_cb, g_object_ref (task));
}

/* On the screen */

static void
evidence_filed_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  GError *error = NULL;

  if (!velo_store_add_document_finish (VELO_STORE (object), result, &error))
    g_task_return_error (task, velo_counter_translate (error));
  else
    move_to_signed (task);
}

static void
signed_filed_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  VeloCounter *self = g_task_get_source_object (task);
  VeloStep *step = g_task_get_task_data (task);
  g_autoptr(VeloDocument) document = NULL;
  g_autoptr(GBytes) evidence = NULL;
  g_autofree char *signer = NULL;
  VeloPageRect rect;
  guint page;
  GError *error = NULL;

  if (!velo_store_add_document_finish (VELO_STORE (object), result, &error))
    {
      g_task_return_error (task, velo_counter_translate (error));
      return;
    }
  signer = velo_customer_dup_name (velo_proposal_get_customer (step->proposal));
  velo_counter_get_signature_place (step->proposal, &page, &rect);
  evidence = velo_signature_evidence_build (step->ink, page, &rect, step->bytes, step->more, signer,
                                            velo_counter_get_who (self), velo_time_now ());
  document = velo_proposal_new_document (step->proposal, VELO_DOCUMENT_KIND_EVIDENCE, _("Evidence of the signature"),
                           "application/json", evidence);
  velo_store_add_document_async (self->store, document, evidence, velo_counter_get_who (self),
                                 g_task_get_cancellable (task), evidence_filed_cb, g_object_ref (task));
}

static void
burnt_in_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  VeloCounter *self = g_task_get_source_object (task);
  VeloStep *step = g_task_get_task_data (task);
  g_autoptr(VeloDocument) document = NULL;
  GError *error = NULL;

  step->more = velo_pdf_flatten_finish (result, &error);
  if (step->more == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  document = velo_proposal_new_document (step->proposal, VELO_DOCUMENT_KIND_SIGNED_PROPOSAL, _("Signed application"),
                           "application/pdf", step->more);
  velo_proposal_set_signed_sha256 (step->proposal, velo_document_get_sha256 (document));
  velo_proposal_set_signature (step->proposal, VELO_SIGNATURE_WAY_SCREEN);
  velo_store_add_document_async (self->store, document, step->more, velo_counter_get_who (self),
                                 g_task_get_cancellable (task), signed_filed_cb, g_object_ref (task));
}

static void
form_loaded_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  VeloStep *step = g_task_get_task_data (task);
  g_autoptr(GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify) velo_mark_unref);
  VeloPageRect rect;
  guint page;
  GError *error = NULL;

  step->bytes = velo_store_load_document_finish (VELO_STORE (object), result, &error);
  if (step->bytes == NULL)
    {
      g_task_return_error (task, velo_counter_translate (error));
      return;
    }
  velo_counter_get_signature_place (step->proposal, &page, &rect);
  g_ptr_array_add (marks, velo_mark_new_ink (page, &rect, step->ink, VELO_MARK_FIT_INK));
  velo_pdf_flatten_async (step->bytes, marks, g_task_get_cancellable (task), burnt_in_cb, g_object_ref (task));
}

/**
 * velo_counter_sign_on_screen_async:
 * @self: the counter
 * @proposal: a prepared proposal
 * @ink: what the customer wrote
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the main context; end with velo_counter_sign_finish()
 * @user_data: data for @callback
 *
 * Burns the signature into a copy of the application and files it with an
 * evidence record of the strokes, their times and both hashes.
 *
 * Fails with %VELO_COUNTER_ERROR_INCOMPLETE if @ink is hardly a signature.
 */
void
velo_counter_sign_on_screen_async (VeloCounter         *self,
                                   VeloProposal        *proposal,
                                   VeloInk             *ink,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  VeloStep *step;

  g_return_if_fail (VELO_IS_COUNTER (self));
  g_return_if_fail (VELO_IS_PROPOSAL (proposal));
  g_return_if_fail (VELO_IS_INK (ink));

  task = velo_counter_new_task (self, proposal, velo_counter_sign_on_screen_async, cancellable, callback,
                                user_data);
  step = g_task_get_task_data (task);
  if (!check_prepared (task))
    return;
  if (!velo_ink_is_plausible (ink))
    {
      g_task_return_new_error (task, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_INCOMPLETE, "signature");
      return;
    }
  step->ink = velo_ink_copy (ink);
  velo_store_load_document_async (self->store, velo_proposal_get_form_sha256 (proposal), cancellable,
                                  form_loaded_cb, g_object_ref (task));
}

/**
 * velo_counter_sign_finish:
 * @self: the counter
 * @result: the result of signing on paper or on the screen
 * @error: return location for an error
 *
 * Returns: whether the proposal is signed
 */
gboolean
velo_counter_sign_finish (VeloCounter   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Back and out */

static void
move_away (VeloCounter         *self,
           VeloProposal        *proposal,
           VeloProposalState    to,
           const char          *what,
           gpointer             tag,
           GCancellable        *cancellable,
           GAsyncReadyCallback  callback,
           gpointer             user_data)
{
  g_autoptr(GTask) task = velo_counter_new_task (self, proposal, tag, cancellable, callback, user_data);

  if (velo_proposal_get_state (proposal) == to)
    g_task_return_boolean (task, TRUE);
  else
    move (task, to, what);
}

/**
 * velo_counter_revise_async:
 * @self: the counter
 * @proposal: a prepared, signed or refused proposal
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the main context; end with velo_counter_move_finish()
 * @user_data: data for @callback
 *
 * Makes a draft of it again, so that it can be corrected. The contract number
 * stays; what was signed before does not count any more.
 */
void
velo_counter_revise_async (VeloCounter         *self,
                           VeloProposal        *proposal,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_return_if_fail (VELO_IS_COUNTER (self));
  g_return_if_fail (VELO_IS_PROPOSAL (proposal));

  /* other content wants another record number (insurer protocol, section 6) */
  velo_proposal_set_record_number (proposal, "");
  move_away (self, proposal, VELO_PROPOSAL_STATE_DRAFT, "proposal-revised", velo_counter_revise_async,
             cancellable, callback, user_data);
}

/**
 * velo_counter_abandon_async:
 * @self: the counter
 * @proposal: a proposal that was not sent
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the main context; end with velo_counter_move_finish()
 * @user_data: data for @callback
 *
 * Gives a proposal up. Fails with %VELO_COUNTER_ERROR_CHANGED if it may have been sent.
 */
void
velo_counter_abandon_async (VeloCounter         *self,
                            VeloProposal        *proposal,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (VELO_IS_COUNTER (self));
  g_return_if_fail (VELO_IS_PROPOSAL (proposal));

  move_away (self, proposal, VELO_PROPOSAL_STATE_ABANDONED, "proposal-abandoned", velo_counter_abandon_async,
             cancellable, callback, user_data);
}

/**
 * velo_counter_deny_async:
 * @self: the counter
 * @proposal: a proposal that was handed over
 * @words: (nullable): what the insurer said, as the employee notes it
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the main context; end with velo_counter_move_finish()
 * @user_data: data for @callback
 *
 * Records that the insurer, when asked, has declined the proposal or does not
 * have it: it counts as refused and may be corrected, under the same contract
 * number. Fails with %VELO_COUNTER_ERROR_CHANGED if it is not handed over.
 */
void
velo_counter_deny_async (VeloCounter         *self,
                         VeloProposal        *proposal,
                         const char          *words,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (VELO_IS_COUNTER (self));
  g_return_if_fail (VELO_IS_PROPOSAL (proposal));

  if (velo_proposal_get_state (proposal) != VELO_PROPOSAL_STATE_HANDED_OVER)
    {
      g_task_report_new_error (self, callback, user_data, velo_counter_deny_async, VELO_COUNTER_ERROR,
                               VELO_COUNTER_ERROR_CHANGED, "the proposal is not handed over");
      return;
    }
  if (words != NULL)
    velo_proposal_set_insurer_words (proposal, words);
  move_away (self, proposal, VELO_PROPOSAL_STATE_REFUSED, "proposal-denied", velo_counter_deny_async,
             cancellable, callback, user_data);
}

/**
 * velo_counter_move_finish:
 * @self: the counter
 * @result: the result of revising, abandoning or denying
 * @error: return location for an error
 *
 * Returns: whether the proposal has moved
 */
gboolean
velo_counter_move_finish (VeloCounter   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
