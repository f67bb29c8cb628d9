/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Has a foreign PDF opened and drawn in another process before the program does it. */

#define G_LOG_DOMAIN "velo-pdf-check"

#include "config.h"

#include "velo-pdf-check.h"

#include "velo-invoice-helper.h"

static void
check_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (VeloInvoiceHelper) helper = velo_invoice_helper_new ();
  g_autoptr (VeloInvoiceAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  answer =
      velo_invoice_helper_read (helper, data, NULL, VELO_INVOICE_WANT_PAGES, cancellable, &error);
  if (answer == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (answer->refusal != NULL)
    g_task_return_error (task, g_steal_pointer (&answer->refusal));
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * velo_pdf_check_async:
 * @bytes: a file that should be a PDF, of any origin
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Opens the file, draws each of its pages small and fills its form, in a process with limits on
 * time, memory, files and network. Whoever opens a PDF that is not the program's
 * own asks here first, so that a file that crashes the reader of PDFs or keeps
 * it busy does so where it harms nobody.
 *
 * Fails with a #VeloIntakeError, and with %G_IO_ERROR_CANCELLED as soon as
 * @cancellable is cancelled.
 */
void
velo_pdf_check_async (GBytes             *bytes,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (bytes != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_pdf_check_async);
  g_task_set_task_data (task, g_bytes_ref (bytes), (GDestroyNotify) g_bytes_unref);
  if (g_task_return_error_if_cancelled (task))
    return;
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, check_thread);
}

/**
 * velo_pdf_check_finish:
 * @result: the result
 * @error: return location
 *
 * Ends velo_pdf_check_async().
 *
 * Returns: whether the file may be opened here
 */
gboolean
velo_pdf_check_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_pdf_check_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
