/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the bytes of a file into an invoice, or says why not. */

#define G_LOG_DOMAIN "velo-invoice-reader"

#include "config.h"

#include "velo-invoice-reader.h"

/**
 * velo_invoice_reader_read:
 * @bytes: the file as it came
 * @file_name: (nullable): its name, for showing; never used to tell the format
 * @error: return location
 *
 * Reads an e-invoice: a PDF with embedded XML, or bare XML. Blocks for as long
 * as parsing takes; may run on any thread. Values that the file does not state
 * stay empty, and what is missing of the head is named in #VeloInvoice:missing.
 *
 * Returns: (transfer full): the invoice, or %NULL with a #VeloIntakeError
 */
VeloInvoice *
velo_invoice_reader_read (GBytes      *bytes,
                          const char  *file_name,
                          GError     **error)
{
  g_return_val_if_fail (bytes != NULL, NULL);

  g_set_error_literal (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_UNSUPPORTED_FORMAT,
                       "no format is read yet");
  return NULL;
}

static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  VeloInvoice *invoice = NULL;

  invoice = velo_invoice_reader_read (data, NULL, &error);
  if (invoice == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, invoice, g_object_unref);
}

/**
 * velo_invoice_reader_read_async:
 * @bytes: the file as it came
 * @file_name: (nullable): its name, for showing
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Reads like velo_invoice_reader_read() in a worker thread. Fails with
 * %G_IO_ERROR_CANCELLED as soon as @cancellable is cancelled.
 */
void
velo_invoice_reader_read_async (GBytes              *bytes,
                                const char          *file_name,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (bytes != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_invoice_reader_read_async);
  g_task_set_task_data (task, g_bytes_ref (bytes), (GDestroyNotify) g_bytes_unref);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, read_thread);
}

/**
 * velo_invoice_reader_read_finish:
 * @result: the result
 * @error: return location
 *
 * Ends velo_invoice_reader_read_async().
 *
 * Returns: (transfer full): the invoice, or %NULL with a #VeloIntakeError or
 *   %G_IO_ERROR_CANCELLED
 */
VeloInvoice *
velo_invoice_reader_read_finish (GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
