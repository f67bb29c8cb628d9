/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks whether an invoice is stored already, before anybody is asked about it. */

#define G_LOG_DOMAIN "velo-store-same"

#include "config.h"

#include "velo-store-same.h"

#include "velo-store-private.h"
#include "velo-text.h"

static gboolean
find_same_func (VeloConnection *connection,
                VeloStoreJob   *job,
                GError        **error)
{
  VeloInvoice *invoice = job->record;
  g_autoptr(VeloStatement) statement = NULL;
  g_autofree char *number_key = velo_text_key (velo_invoice_get_number (invoice));
  g_autofree char *seller_key = velo_invoice_dup_seller_key (invoice);
  g_autofree char *date = velo_store_dup_day (velo_invoice_get_date (invoice));
  gboolean has_row = FALSE;

  statement = velo_connection_query (connection, error,
                                     "SELECT id, 1 FROM invoices WHERE file_sha256 = ?1"
                                     " UNION ALL"
                                     " SELECT id, 2 FROM invoices WHERE xml_sha256 = ?2"
                                     " UNION ALL"
                                     " SELECT id, 3 FROM invoices WHERE number_key = ?3"
                                     "  AND seller_key IN (?4, '') AND date = ?5"
                                     " ORDER BY 2 LIMIT 1", "nnntn",
                                     velo_invoice_get_sha256 (invoice),
                                     velo_invoice_get_xml_sha256 (invoice), number_key, seller_key,
                                     date);
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return FALSE;
  if (has_row)
    {
      job->result_text = g_strdup (velo_statement_get_text (statement, 0));
      job->result_number = velo_statement_get_int64 (statement, 1);
    }
  return TRUE;
}

/**
 * velo_store_find_same_async:
 * @self: a store
 * @invoice: an invoice that is not stored yet: checksums, or issuer, number and day; what is
 *   empty is not compared
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Looks for the same file, else the same XML, else the same number of this issuer and day; a
 * sale that was typed in has no issuer.
 */
void
velo_store_find_same_async (VeloStore           *self,
                            VeloInvoice         *invoice,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (VELO_IS_INVOICE (invoice));

  job = velo_store_job_new (find_same_func);
  job->record = velo_record_copy (invoice);
  velo_store_start (self, VELO_DATABASE_READ, job, velo_store_find_same_async, cancellable,
                    callback, user_data);
}

/**
 * velo_store_find_same_finish:
 * @self: a store
 * @result: the result
 * @sameness: (out): how it is the same
 * @invoice_id: (out) (nullable) (transfer full): the sale that is stored, %NULL if none
 * @error: return location for an error
 *
 * Returns: whether it could be looked for
 */
gboolean
velo_store_find_same_finish (VeloStore     *self,
                             GAsyncResult  *result,
                             VeloSameness  *sameness,
                             char         **invoice_id,
                             GError       **error)
{
  g_return_val_if_fail (sameness != NULL && invoice_id != NULL, FALSE);

  *sameness = VELO_SAMENESS_NONE;
  *invoice_id = NULL;
  if (!velo_store_finish (self, result, velo_store_find_same_async, error))
    return FALSE;
  *sameness = (VeloSameness) velo_store_get_job (result)->result_number;
  *invoice_id = g_steal_pointer (&velo_store_get_job (result)->result_text);
  return TRUE;
}
