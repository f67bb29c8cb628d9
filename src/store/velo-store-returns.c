/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Vehicles that came back: which sale an invoice reverses, and whose insurance has to be asked for. */

#define G_LOG_DOMAIN "velo-store-returns"

#include "config.h"

#include "velo-store-returns.h"

#include "velo-date.h"
#include "velo-store-private.h"
#include "velo-text.h"

#define MOST_ROWS "500"

gboolean
velo_store_create_returns (VeloConnection *connection,
                           GError        **error)
{
  return velo_connection_execute (connection,
    "ALTER TABLE invoices ADD COLUMN is_reversal INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE invoices ADD COLUMN preceding_key TEXT;"
    "ALTER TABLE invoices ADD COLUMN reversed_id TEXT REFERENCES invoices (id);"
    "CREATE INDEX invoices_by_preceding ON invoices (preceding_key)"
    "  WHERE preceding_key IS NOT NULL;"
    "CREATE INDEX invoices_by_reversed ON invoices (reversed_id) WHERE reversed_id IS NOT NULL;"
    "CREATE INDEX invoices_reversals ON invoices (is_reversal, id) WHERE is_reversal = 1;"
    "CREATE TABLE returns ("
    "  reversal_id TEXT NOT NULL REFERENCES invoices (id),"
    "  vehicle_id TEXT NOT NULL REFERENCES vehicles (id) ON DELETE CASCADE,"
    "  settled_at INTEGER NOT NULL CHECK (settled_at >= 0),"
    "  outcome TEXT NOT NULL,"
    "  PRIMARY KEY (reversal_id, vehicle_id)"
    ") STRICT;"
    "CREATE INDEX returns_by_vehicle ON returns (vehicle_id, settled_at);"
    "CREATE INDEX returns_open ON returns (vehicle_id) WHERE settled_at = 0;",
    error);
}

/* Linking */

/*
 * A reversal says by frame numbers which vehicles came back. Without any it must have given back
 * enough money for the vehicle: a credit for a bell is no return.
 */
static gboolean
link_reversal (VeloConnection *connection,
               VeloStoreJob   *job,
               const char     *reversal_id,
               const char     *sale_id,
               GError        **error)
{
  velo_store_job_add_change (job, "returns", reversal_id);
  velo_store_job_add_change (job, "sales", sale_id);
  return velo_connection_run (connection, error,
                              "UPDATE invoices SET reversed_id = ?2 WHERE id = ?1", "tt",
                              reversal_id, sale_id)
    && velo_connection_run (connection, error,
      "INSERT INTO returns (reversal_id, vehicle_id, settled_at, outcome)"
      " SELECT ?1, v.id, 0, '' FROM vehicles v JOIN invoices r ON r.id = ?1"
      " WHERE v.invoice_id = ?2 AND"
      "  CASE WHEN EXISTS (SELECT 1 FROM vehicles o WHERE o.invoice_id = ?1"
      "      AND o.frame_key <> '')"
      "    THEN v.frame_key <> '' AND EXISTS (SELECT 1 FROM vehicles o"
      "      WHERE o.invoice_id = ?1 AND o.frame_key = v.frame_key)"
      "    ELSE abs (r.gross_cents) >= v.price_cents END"
      " ON CONFLICT (reversal_id, vehicle_id) DO NOTHING", "tt", reversal_id, sale_id);
}

static gboolean
find_id (VeloConnection  *connection,
         const char      *sql,
         const char      *first,
         const char      *second,
         const char      *third,
         char           **id,
         GError         **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = FALSE;

  *id = NULL;
  statement = velo_connection_query (connection, error, sql, "ttt", first, second, third);
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return FALSE;
  if (has_row)
    *id = g_strdup (velo_statement_get_text (statement, 0));
  return TRUE;
}

/* By the number that it names; if it names none, by the frame number of a vehicle. */
static gboolean
find_reversed_sale (VeloConnection  *connection,
                    VeloInvoice     *reversal,
                    char           **sale_id,
                    GError         **error)
{
  g_autofree char *preceding = velo_text_key (velo_invoice_get_preceding (reversal));
  g_autofree char *seller_key = velo_invoice_dup_seller_key (reversal);

  if (*preceding != '\0')
    return find_id (connection,
                    "SELECT id FROM invoices WHERE number_key = ?2 AND seller_key = ?3"
                    " AND is_reversal = 0 AND id <> ?1 ORDER BY day DESC LIMIT 1",
                    velo_invoice_get_id (reversal), preceding, seller_key, sale_id, error);
  return find_id (connection,
                  "SELECT i.id FROM vehicles o JOIN vehicles v ON v.frame_key = o.frame_key"
                  " JOIN invoices i ON i.id = v.invoice_id WHERE o.invoice_id = ?1"
                  " AND o.frame_key <> '' AND i.id <> ?1 AND i.is_reversal = 0"
                  " AND i.seller_key = ?2 AND ?3 = '' ORDER BY i.day DESC LIMIT 1",
                  velo_invoice_get_id (reversal), seller_key, preceding, sale_id, error);
}

/* The reversal may have come first. */
static gboolean
link_waiting_reversals (VeloConnection *connection,
                        VeloStoreJob   *job,
                        VeloInvoice    *sale,
                        GError        **error)
{
  g_autofree char *number_key = velo_text_key (velo_invoice_get_number (sale));
  g_autofree char *seller_key = velo_invoice_dup_seller_key (sale);
  g_autofree char *reversal_id = NULL;

  if (*number_key == '\0')
    return TRUE;
  do
    {
      g_clear_pointer (&reversal_id, g_free);
      if (!find_id (connection,
                    "SELECT id FROM invoices WHERE preceding_key = ?2 AND seller_key = ?3"
                    " AND is_reversal = 1 AND reversed_id IS NULL AND id <> ?1 LIMIT 1",
                    velo_invoice_get_id (sale), number_key, seller_key, &reversal_id, error))
        return FALSE;
      if (reversal_id != NULL
          && !link_reversal (connection, job, reversal_id, velo_invoice_get_id (sale), error))
        return FALSE;
    }
  while (reversal_id != NULL);
  return TRUE;
}

/*
 * velo_store_put_reversal:
 * @invoice: a sale whose row and vehicles are stored
 *
 * Notes whether it is a reversal, joins it with the sale that it reverses, and takes its own
 * vehicles out of those that could be insured.
 *
 * Returns: whether it succeeded
 */
gboolean
velo_store_put_reversal (VeloConnection *connection,
                         VeloStoreJob   *job,
                         VeloInvoice    *invoice,
                         GError        **error)
{
  gboolean is_reversal = velo_invoice_get_is_reversal (invoice);
  g_autofree char *preceding = velo_text_key (velo_invoice_get_preceding (invoice));
  g_autofree char *sale_id = NULL;

  if (!velo_connection_run (connection, error,
                            "UPDATE invoices SET is_reversal = ?2, preceding_key = ?3 WHERE id = ?1",
                            "tin", velo_invoice_get_id (invoice), is_reversal ? 1 : 0, preceding))
    return FALSE;
  if (!is_reversal)
    return link_waiting_reversals (connection, job, invoice, error);
  /* what came back is for nobody to insure, and not open in any list */
  if (!velo_connection_run (connection, error,
                            "UPDATE vehicles SET state = 'uninsurable' WHERE invoice_id = ?1 AND state = 'open'",
                            "t", velo_invoice_get_id (invoice)))
    return FALSE;
  if (!find_reversed_sale (connection, invoice, &sale_id, error))
    return FALSE;
  return sale_id == NULL
    || link_reversal (connection, job, velo_invoice_get_id (invoice), sale_id, error);
}

/* Listing and settling */

static gboolean
list_returned_func (VeloConnection *connection,
                    VeloStoreJob   *job,
                    GError        **error)
{
  /* what came back is little, what is insured is much: it is not looked for the other way round */
  return velo_store_query_items (connection, job, error,
                                 "FROM returns b CROSS JOIN vehicles v ON v.id = b.vehicle_id"
                                 " LEFT JOIN invoices i ON i.id = v.invoice_id"
                                 " LEFT JOIN customers c ON c.id = v.customer_id"
                                 VELO_STORE_ITEMS_ASIDE
                                 "WHERE b.settled_at = 0 AND (?1 = '' OR b.reversal_id = ?1)"
                                 " AND v.state IN ('draft', 'signed', 'sending', 'unclear',"
                                 "  'handed-over', 'insured', 'refused') AND (k.ended_on IS NULL OR v.state <> 'insured')"
                                 " ORDER BY i.day DESC, v.position, v.id LIMIT " MOST_ROWS, "t",
                                 job->id);
}

/**
 * velo_store_list_returned_async:
 * @self: a store
 * @reversal_id: (nullable): the invoice that takes the sale back, %NULL for any
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Lists the vehicles that came back and have a policy or a proposal, until
 * velo_store_settle_return_async() is called for them; their
 * #VeloSaleItem:reversal-id says what took them back.
 */
void
velo_store_list_returned_async (VeloStore           *self,
                                const char          *reversal_id,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));

  job = velo_store_job_new (list_returned_func);
  job->id = g_strdup (reversal_id == NULL ? "" : reversal_id);
  velo_store_start (self, VELO_DATABASE_READ, job, velo_store_list_returned_async, cancellable,
                    callback, user_data);
}

/**
 * velo_store_list_returned_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer container) (element-type VeloSaleItem): the vehicles, newest sale first
 */
GPtrArray *
velo_store_list_returned_finish (VeloStore     *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return velo_store_finish_result (self, result, velo_store_list_returned_async, error);
}

/* Whoever withdraws or gives notice because he gave the vehicle back has no more cover from that day on. */
static gboolean
end_contract (VeloConnection *connection,
              VeloStoreJob   *job,
              GError        **error)
{
  gboolean withdrawn = g_str_equal (job->text, "withdrawn");
  g_autoptr(GDate) today = velo_date_today ();
  g_autofree char *day = velo_store_dup_day (today);
  gboolean found = FALSE;

  if (!withdrawn && !g_str_equal (job->text, "notice-given"))
    return TRUE;
  return velo_store_put_end (connection, job, job->id, day,
                             withdrawn ? VELO_END_REASON_WITHDRAWN : VELO_END_REASON_RETURNED, &found, error);
}

static gboolean
settle_return_func (VeloConnection *connection,
                    VeloStoreJob   *job,
                    GError        **error)
{
  if (!velo_connection_run (connection, error,
                            "UPDATE returns SET settled_at = ?2, outcome = ?3"
                            " WHERE vehicle_id = ?1 AND settled_at = 0", "tlt", job->id,
                            velo_time_now (), job->text))
    return FALSE;
  if (velo_connection_get_n_changed (connection) == 0)
    return velo_store_set_error (error, VELO_STORE_ERROR_NOT_FOUND,
                                 "the vehicle did not come back or is settled");
  velo_store_job_add_change (job, "vehicles", job->id);
  return velo_store_note (connection, job, "return-settled", job->id, NULL, job->text, error)
    && end_contract (connection, job, error);
}

/**
 * velo_store_settle_return_async:
 * @self: a store
 * @vehicle_id: a vehicle that came back
 * @outcome: what was done about its insurance, one word: "cancelled", "kept" ...
 * @who: (nullable): the employee, for the journal
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Notes that somebody took care of the insurance of a vehicle that came back.
 * With "withdrawn" and "notice-given" its contract ends today, until somebody
 * corrects that with velo_store_end_contract_async().
 *
 * Fails with %VELO_STORE_ERROR_NOT_FOUND if there is nothing to settle.
 */
void
velo_store_settle_return_async (VeloStore           *self,
                                const char          *vehicle_id,
                                const char          *outcome,
                                const char          *who,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (vehicle_id != NULL);
  g_return_if_fail (outcome != NULL);

  job = velo_store_job_new (settle_return_func);
  job->id = g_strdup (vehicle_id);
  job->text = g_strdup (outcome);
  job->who = g_strdup (who);
  velo_store_start (self, VELO_DATABASE_WRITE, job, velo_store_settle_return_async, cancellable,
                    callback, user_data);
}

/**
 * velo_store_settle_return_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: whether it is stored
 */
gboolean
velo_store_settle_return_finish (VeloStore     *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return velo_store_finish (self, result, velo_store_settle_return_async, error);
}
