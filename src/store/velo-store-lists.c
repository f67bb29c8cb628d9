/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of the lists of sales and vehicles, and the search in them. */

#define G_LOG_DOMAIN "velo-store-lists"

#include "config.h"

#include "velo-date.h"
#include "velo-search-words.h"
#include "velo-store-lists-private.h"
#include "velo-store-private.h"
#include "velo-store-vehicles.h"
#include "velo-text.h"

enum
{
  COLUMN_INVOICE,
  COLUMN_VEHICLE,
  COLUMN_CUSTOMER,
  COLUMN_PROPOSAL,
  COLUMN_NUMBER,
  COLUMN_DATE,
  COLUMN_CUSTOMER_NAME,
  COLUMN_VEHICLE_NAME,
  COLUMN_FRAME_NUMBER,
  COLUMN_KIND,
  COLUMN_PRICE,
  COLUMN_STATE,
  COLUMN_REMIND_AT,
  COLUMN_ASKED_AT,
  COLUMN_EMPLOYEE,
  COLUMN_CONTRACT,
  COLUMN_CONCLUDED_AT,
  COLUMN_LAST_DAY,
  COLUMN_LAST_DAY_REASON,
  COLUMN_LETTER_AT,
  COLUMN_N_LETTERS,
  COLUMN_REVERSAL,
  COLUMN_ENDED_ON,
  COLUMN_ROW
};

#define SELECT \
  "SELECT i.id, v.id, c.id, p.id, i.number, coalesce (i.date, v.purchase_date), c.name, v.name," \
  "  v.frame_number, v.kind, coalesce (v.price_cents, i.gross_cents)," \
  "  coalesce (v.state, 'uninsurable'), v.remind_at, v.asked_at, i.employee_name," \
  "  v.contract_number, y.concluded_at," \
  "  v.last_day, v.last_day_reason, v.letter_at, v.n_letters," \
  "  (SELECT b.reversal_id FROM returns b WHERE b.vehicle_id = v.id AND b.settled_at = 0" \
  "    ORDER BY b.reversal_id LIMIT 1), k.ended_on "

#define FROM_VEHICLES \
  "FROM vehicles v LEFT JOIN invoices i ON i.id = v.invoice_id" \
  "  LEFT JOIN customers c ON c.id = v.customer_id "

#define FROM_ROWS \
  ", r.row_id FROM list_rows r LEFT JOIN invoices i ON i.id = r.invoice_id" \
  "  LEFT JOIN vehicles v ON v.id = r.vehicle_id" \
  "  LEFT JOIN customers c ON c.id = coalesce (i.customer_id, v.customer_id) "

static VeloSaleItem *
item_from_statement (VeloStatement *statement)
{
  VeloSaleItem *item = velo_sale_item_new ();
  g_autoptr(GDate) date = NULL;
  g_autoptr(GDate) last_day = NULL;

  last_day = velo_date_parse_iso (velo_statement_get_text (statement, COLUMN_LAST_DAY));
  date = velo_date_parse_iso (velo_statement_get_text (statement, COLUMN_DATE));
  velo_sale_item_set_invoice_id (item, velo_statement_get_text (statement, COLUMN_INVOICE));
  velo_sale_item_set_vehicle_id (item, velo_statement_get_text (statement, COLUMN_VEHICLE));
  velo_sale_item_set_customer_id (item, velo_statement_get_text (statement, COLUMN_CUSTOMER));
  velo_sale_item_set_proposal_id (item, velo_statement_get_text (statement, COLUMN_PROPOSAL));
  velo_sale_item_set_number (item, velo_statement_get_text (statement, COLUMN_NUMBER));
  velo_sale_item_set_date (item, date);
  velo_sale_item_set_customer_name (item,
                                    velo_statement_get_text (statement, COLUMN_CUSTOMER_NAME));
  velo_sale_item_set_vehicle_name (item, velo_statement_get_text (statement, COLUMN_VEHICLE_NAME));
  velo_sale_item_set_frame_number (item, velo_statement_get_text (statement, COLUMN_FRAME_NUMBER));
  velo_sale_item_set_kind (item,
                           velo_store_value (VELO_TYPE_ARTICLE_KIND,
                                             velo_statement_get_text (statement, COLUMN_KIND)));
  velo_sale_item_set_price_cents (item, velo_statement_get_int64 (statement, COLUMN_PRICE));
  velo_sale_item_set_state (item,
                            velo_store_read_state (statement, COLUMN_STATE, COLUMN_ENDED_ON));
  velo_sale_item_set_remind_at (item, velo_statement_get_int64 (statement, COLUMN_REMIND_AT));
  velo_sale_item_set_asked (item, velo_statement_get_int64 (statement, COLUMN_ASKED_AT) > 0);
  velo_sale_item_set_employee_name (item, velo_statement_get_text (statement, COLUMN_EMPLOYEE));
  velo_sale_item_set_contract_number (item, velo_statement_get_text (statement, COLUMN_CONTRACT));
  velo_sale_item_set_concluded_at (item, velo_statement_get_int64 (statement, COLUMN_CONCLUDED_AT));
  velo_sale_item_set_last_day (item, last_day);
  velo_sale_item_set_last_day_reason (item,
                                      velo_statement_get_text (statement, COLUMN_LAST_DAY_REASON));
  velo_sale_item_set_letter_at (item, velo_statement_get_int64 (statement, COLUMN_LETTER_AT));
  velo_sale_item_set_n_letters (item, (int) velo_statement_get_int64 (statement, COLUMN_N_LETTERS));
  velo_sale_item_set_reversal_id (item, velo_statement_get_text (statement, COLUMN_REVERSAL));
  velo_sale_item_set_loaded (item, TRUE);
  return item;
}

static gboolean
take_items (VeloStatement  *statement,
            VeloStoreJob   *job,
            GError        **error)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean has_row = TRUE;

  while (velo_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        {
          velo_store_job_take_result (job, g_steal_pointer (&items),
                                      (GDestroyNotify) g_ptr_array_unref);
          return TRUE;
        }
      g_ptr_array_add (items, item_from_statement (statement));
    }
  return FALSE;
}

/*
 * velo_store_query_items:
 * @from: what follows the columns: FROM with v, i and c, VELO_STORE_ITEMS_ASIDE, and the rest
 * @types: as for velo_statement_bind()
 *
 * Makes a #GPtrArray of #VeloSaleItem the result of @job.
 *
 * Returns: whether it succeeded
 */
gboolean
velo_store_query_items (VeloConnection *connection,
                        VeloStoreJob   *job,
                        GError        **error,
                        const char     *from,
                        const char     *types,
                        ...)
{
  g_autofree char *sql = g_strconcat (SELECT, from, NULL);
  g_autoptr(VeloStatement) statement = velo_connection_prepare (connection, sql, error);
  va_list values;

  if (statement == NULL)
    return FALSE;
  va_start (values, types);
  velo_statement_bind_va (statement, types, values);
  va_end (values);
  return take_items (statement, job, error);
}

/* Rows */

static gboolean
take_rows (VeloStatement  *statement,
           GHashTable     *items,
           GError        **error)
{
  gboolean has_row = TRUE;

  while (velo_statement_step (statement, &has_row, error))
    {
      VeloSaleItem *item;
      gint64 id;

      if (!has_row)
        return TRUE;
      id = velo_statement_get_int64 (statement, COLUMN_ROW);
      item = item_from_statement (statement);
      velo_sale_item_set_row_id (item, (int) id);
      g_hash_table_insert (items, GUINT_TO_POINTER ((guint) id), item);
    }
  return FALSE;
}

/*
 * velo_store_query_rows:
 *
 * Makes a #GPtrArray of #VeloSaleItem the result of @job, one for each id in their order; an empty
 * one where the row is gone.
 *
 * Returns: whether it succeeded
 */
gboolean
velo_store_query_rows (VeloConnection *connection,
                       VeloStoreJob   *job,
                       const guint32  *row_ids,
                       guint           n_row_ids,
                       GError        **error)
{
  g_autoptr(GString) sql = g_string_new (SELECT FROM_ROWS VELO_STORE_ITEMS_ASIDE
                                         "WHERE r.row_id IN (");
  g_autoptr(GHashTable) items = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(VeloStatement) statement = NULL;

  for (guint i = 0; i < n_row_ids; i++)
    g_string_append_printf (sql, "%s%u", i == 0 ? "" : ",", row_ids[i]);
  g_string_append_c (sql, ')');
  statement = velo_connection_prepare (connection, sql->str, error);
  if (statement == NULL || !take_rows (statement, items, error))
    return FALSE;
  for (guint i = 0; i < n_row_ids; i++)
    {
      VeloSaleItem *item = g_hash_table_lookup (items, GUINT_TO_POINTER (row_ids[i]));

      g_ptr_array_add (rows, item == NULL ? velo_sale_item_new () : g_object_ref (item));
    }
  velo_store_job_take_result (job, g_steal_pointer (&rows), (GDestroyNotify) g_ptr_array_unref);
  return TRUE;
}

static VeloStoreJob *
make_list_job (VeloStoreFunc          func,
               const VeloStoreFilter *filter)
{
  static const VeloStoreFilter everything = VELO_STORE_FILTER_INIT;
  VeloStoreJob *job = velo_store_job_new (func);

  if (filter == NULL)
    filter = &everything;
  job->ids = velo_search_words_parse (filter->text);
  job->number = filter->state;
  job->limit = filter->limit;
  job->offset = filter->offset;
  return job;
}

static gboolean
list_sales_func (VeloConnection *connection,
                 VeloStoreJob   *job,
                 GError        **error)
{
  VeloStoreView view = VELO_STORE_VIEW_INIT;
  g_autoptr(GArray) ids = NULL;
  guint first;

  view.state = (int) job->number;
  ids = velo_store_lists_find (velo_store_get_lists (job->store), connection, &view, job->ids, NULL,
                               error);
  if (ids == NULL)
    return FALSE;
  job->result_number = ids->len;
  first = (guint) MIN (job->offset, (gint64) ids->len);
  /* an empty array has no address to count from */
  return velo_store_query_rows (connection, job, first == ids->len ? NULL : &g_array_index (ids, guint32, first),
                                (guint) MIN (job->limit, (gint64) (ids->len - first)), error);
}

/**
 * velo_store_list_sales_async:
 * @self: a store
 * @filter: (nullable): what to list, the first 200 if %NULL
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Lists sales, newest first: a row for each vehicle, or one for an invoice
 * without any.
 */
void
velo_store_list_sales_async (VeloStore             *self,
                             const VeloStoreFilter *filter,
                             GCancellable          *cancellable,
                             GAsyncReadyCallback    callback,
                             gpointer               user_data)
{
  g_return_if_fail (VELO_IS_STORE (self));

  velo_store_follow_ends (self);
  velo_store_start (self, VELO_DATABASE_READ,
                    make_list_job (list_sales_func, filter),
                    velo_store_list_sales_async, cancellable, callback, user_data);
}

/**
 * velo_store_list_sales_finish:
 * @self: a store
 * @result: the result
 * @n_total: (out) (optional): how many there are without limit and offset
 * @error: return location for an error
 *
 * Returns: (transfer container) (element-type VeloSaleItem): the rows
 */
GPtrArray *
velo_store_list_sales_finish (VeloStore     *self,
                              GAsyncResult  *result,
                              guint         *n_total,
                              GError       **error)
{
  GPtrArray *items = velo_store_finish_result (self, result, velo_store_list_sales_async, error);

  if (n_total != NULL)
    *n_total = items == NULL ? 0 : (guint) velo_store_get_job (result)->result_number;
  return items;
}

/* Frame numbers */

static gboolean
find_insured_func (VeloConnection *connection,
                   VeloStoreJob   *job,
                   GError        **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = FALSE;

  /* a policy keeps the number that it was made with, a proposal its own copy */
  statement = velo_connection_query (connection, error,
                                     SELECT FROM_VEHICLES VELO_STORE_ITEMS_ASIDE
                                     "WHERE v.id <> ?2"
                                     " AND (y.frame_key = ?1 OR p.frame_key = ?1)"
                                     " AND (k.ended_on IS NULL OR k.ended_on > date ('now', 'localtime'))"
                                     " ORDER BY y.concluded_at IS NULL, p.changed_at DESC LIMIT 1",
                                     "tt", job->text, job->id);
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return FALSE;
  if (has_row)
    velo_store_job_take_result (job, item_from_statement (statement), g_object_unref);
  return TRUE;
}

/**
 * velo_store_find_insured_async:
 * @self: a store
 * @frame_number: as written; blanks, dashes and case do not matter
 * @except_vehicle_id: (nullable): the vehicle that is being insured now
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Looks for a policy or a proposal that is not given up with this frame number.
 */
void
velo_store_find_insured_async (VeloStore           *self,
                               const char          *frame_number,
                               const char          *except_vehicle_id,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));

  job = velo_store_job_new (find_insured_func);
  job->text = velo_text_key (frame_number);
  job->id = g_strdup (except_vehicle_id == NULL ? "" : except_vehicle_id);
  velo_store_start (self, VELO_DATABASE_READ, job, velo_store_find_insured_async, cancellable,
                    callback, user_data);
}

/**
 * velo_store_find_insured_finish:
 * @self: a store
 * @result: the result
 * @item: (out) (nullable) (transfer full): the other vehicle with that number, %NULL if none
 * @error: return location for an error
 *
 * Returns: whether it could be looked for
 */
gboolean
velo_store_find_insured_finish (VeloStore     *self,
                                GAsyncResult  *result,
                                VeloSaleItem **item,
                                GError       **error)
{
  g_return_val_if_fail (item != NULL, FALSE);

  *item = NULL;
  if (!velo_store_finish (self, result, velo_store_find_insured_async, error))
    return FALSE;
  *item = g_steal_pointer (&velo_store_get_job (result)->result);
  return TRUE;
}
