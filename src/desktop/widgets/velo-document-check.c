/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a document may be opened here: one of others is tried in another process first. */

#define G_LOG_DOMAIN "velo-document-check"

#include "config.h"

#include "velo-document-check.h"

#include "velo-pdf-check.h"

/* What the program has made itself; everything else comes from somebody else. */
static gboolean
is_own (VeloDocumentKind kind)
{
  return kind == VELO_DOCUMENT_KIND_PROPOSAL || kind == VELO_DOCUMENT_KIND_SIGNED_PROPOSAL
         || kind == VELO_DOCUMENT_KIND_EVIDENCE || kind == VELO_DOCUMENT_KIND_SUBMISSION
         || kind == VELO_DOCUMENT_KIND_ANSWER;
}

static gboolean
is_pdf (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return size > 0 && g_strstr_len (data, (gssize) MIN (size, 1024), "%PDF-") != NULL;
}

static void
checked_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (velo_pdf_check_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * velo_document_check_async:
 * @kind: what the document is
 * @bytes: the document
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the main context
 * @user_data: data for @callback
 *
 * Finds out whether a document may be opened, drawn and printed in this process.
 * A PDF that the program has not made itself is opened and drawn in a process with
 * limits first; what is no PDF is not opened by any reader of PDFs anyway.
 *
 * Fails with a #VeloIntakeError if the document is damaged, too large or too much
 * work, and with %G_IO_ERROR_CANCELLED.
 */
void
velo_document_check_async (VeloDocumentKind     kind,
                           GBytes              *bytes,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (bytes != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_document_check_async);
  if (is_own (kind) || !is_pdf (bytes))
    g_task_return_boolean (task, TRUE);
  else
    velo_pdf_check_async (bytes, cancellable, checked_cb, g_object_ref (task));
}

/**
 * velo_document_check_finish:
 * @result: from the callback
 * @error: return location
 *
 * Returns: whether the document may be opened here
 */
gboolean
velo_document_check_finish (GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_document_check_async), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
