/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holds the evidence record of a signature on the screen against the applications filed with it. */

#define G_LOG_DOMAIN "velo-signature-check"

#include "config.h"

#include "velo-signature-check.h"

#include "velo-signature-evidence.h"
#include "velo-store-documents.h"

typedef struct
{
  GPtrArray *documents; /* (owned) (element-type VeloDocument): the record, then the applications of its proposal */
  GPtrArray *files;     /* (owned) (element-type GBytes): of the documents, as far as they are loaded */
} Check;

static void
check_free (Check *self)
{
  g_ptr_array_unref (self->documents);
  g_ptr_array_unref (self->files);
  g_free (self);
}

static gboolean
has_kind (Check            *self,
          guint             i,
          VeloDocumentKind  kind)
{
  return velo_document_get_kind (g_ptr_array_index (self->documents, i)) == kind;
}

/* Whether the record goes with @signed_pdf, and with an application that was filed before, if one was. */
static gboolean
goes_with (Check   *self,
           GBytes  *signed_pdf,
           GError **error)
{
  GBytes *record = g_ptr_array_index (self->files, 0);

  for (guint i = 1; i < self->files->len; i++)
    if (has_kind (self, i, VELO_DOCUMENT_KIND_PROPOSAL))
      {
        g_clear_error (error);
        if (velo_signature_evidence_verify (record, g_ptr_array_index (self->files, i), signed_pdf, error))
          return TRUE;
      }
  if (*error != NULL)
    return FALSE;
  return velo_signature_evidence_verify (record, NULL, signed_pdf, error);
}

/* An application that was signed anew has more than one record, and there is more than one file then. */
static void
verify_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Check *self = task_data;
  GError *error = NULL;

  for (guint i = 1; i < self->files->len; i++)
    if (has_kind (self, i, VELO_DOCUMENT_KIND_SIGNED_PROPOSAL))
      {
        g_clear_error (&error);
        if (goes_with (self, g_ptr_array_index (self->files, i), &error))
          {
            g_task_return_boolean (task, TRUE);
            return;
          }
      }
  if (error == NULL)
    error = g_error_new_literal (VELO_PAPER_ERROR, VELO_PAPER_ERROR_MISMATCH, "there is no signed application");
  g_task_return_error (task, error);
}

static void
load_next (GTask *task);

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Check *self = g_task_get_task_data (task);
  GError *error = NULL;
  GBytes *bytes = velo_store_load_document_finish (VELO_STORE (object), result, &error);

  if (bytes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_ptr_array_add (self->files, bytes);
  load_next (task);
}

static void
load_next (GTask *task)
{
  Check *self = g_task_get_task_data (task);

  if (self->files->len == self->documents->len)
    g_task_run_in_thread (task, verify_thread);
  else
    velo_store_load_document_async (g_task_get_source_object (task),
                                    velo_document_get_sha256 (g_ptr_array_index (self->documents, self->files->len)),
                                    g_task_get_cancellable (task), loaded_cb, g_object_ref (task));
}

/**
 * velo_signature_check_async:
 * @store: where the documents are
 * @evidence: the record, of kind %VELO_DOCUMENT_KIND_EVIDENCE
 * @documents: (element-type VeloDocument): what is filed with the vehicle
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the main context
 * @user_data: data for @callback
 *
 * Checks that the record is as it was written, and that it goes with the
 * application before and after the signature as they are filed.
 *
 * Fails with %VELO_PAPER_ERROR_MISMATCH or %VELO_PAPER_ERROR_DAMAGED if it
 * does not, with %VELO_STORE_ERROR_CORRUPT if a document is not what was
 * filed, another #VeloStoreError, or %G_IO_ERROR_CANCELLED.
 */
void
velo_signature_check_async (VeloStore           *store,
                            VeloDocument        *evidence,
                            GPtrArray           *documents,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Check *self;

  g_return_if_fail (VELO_IS_STORE (store));
  g_return_if_fail (VELO_IS_DOCUMENT (evidence));
  g_return_if_fail (documents != NULL);

  self = g_new0 (Check, 1);
  self->documents = g_ptr_array_new_with_free_func (g_object_unref);
  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_ptr_array_add (self->documents, g_object_ref (evidence));
  for (guint i = 0; i < documents->len; i++)
    {
      VeloDocument *document = g_ptr_array_index (documents, i);
      VeloDocumentKind kind = velo_document_get_kind (document);

      if ((kind == VELO_DOCUMENT_KIND_PROPOSAL || kind == VELO_DOCUMENT_KIND_SIGNED_PROPOSAL)
          && g_str_equal (velo_document_get_proposal_id (document), velo_document_get_proposal_id (evidence)))
        g_ptr_array_add (self->documents, g_object_ref (document));
    }
  task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_signature_check_async);
  g_task_set_task_data (task, self, (GDestroyNotify) check_free);
  load_next (task);
}

/**
 * velo_signature_check_finish:
 * @store: the store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: whether the record and the applications are as they were filed
 */
gboolean
velo_signature_check_finish (VeloStore     *store,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_signature_check_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
