/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts what was sold and what became of its insurance, from the sums of the days. */

#define G_LOG_DOMAIN "velo-store-statistics"

#include "config.h"

#include "velo-store-statistics.h"

#include "velo-date.h"
#include "velo-store-private.h"

/* The sums of the days: see velo-store-counts.c. */
#define COUNTS \
  "SELECT substr (day, 1, 7), employee_name, sum (n_sold), sum (n_asked), sum (n_insured), sum (n_declined)," \
  "  sum (price_cents) FROM sales_counts WHERE day >= ?1 AND day <= ?2 AND n_sold > 0" \
  " GROUP BY 1, 2 ORDER BY 1, 2"

#define REASONS \
  "SELECT substr (day, 1, 7), employee_name, decline_reason, sum (n_declined) FROM sales_counts" \
  " WHERE day >= ?1 AND day <= ?2 AND n_declined > 0 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"

static VeloSalesCount *
count_from_statement (VeloStatement *statement)
{
  VeloSalesCount *count = velo_sales_count_new ();

  velo_sales_count_set_month (count, velo_statement_get_text (statement, 0));
  velo_sales_count_set_name (count, velo_statement_get_text (statement, 1));
  velo_sales_count_set_n_sold (count, (int) velo_statement_get_int64 (statement, 2));
  velo_sales_count_set_n_asked (count, (int) velo_statement_get_int64 (statement, 3));
  velo_sales_count_set_n_insured (count, (int) velo_statement_get_int64 (statement, 4));
  velo_sales_count_set_n_declined (count, (int) velo_statement_get_int64 (statement, 5));
  velo_sales_count_set_price_cents (count, velo_statement_get_int64 (statement, 6));
  return count;
}

static VeloSalesCount *
reason_from_statement (VeloStatement *statement)
{
  VeloSalesCount *count = velo_sales_count_new ();

  velo_sales_count_set_month (count, velo_statement_get_text (statement, 0));
  velo_sales_count_set_name (count, velo_statement_get_text (statement, 1));
  velo_sales_count_set_reason (count, velo_statement_get_text (statement, 2));
  velo_sales_count_set_n_declined (count, (int) velo_statement_get_int64 (statement, 3));
  return count;
}

static GPtrArray *
query (VeloConnection  *connection,
       VeloStoreJob    *job,
       const char      *sql,
       VeloSalesCount *(*from_statement) (VeloStatement *),
       GError         **error)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = TRUE;

  statement = velo_connection_query (connection, error, sql, "tt", job->ids[0], job->ids[1]);
  while (statement != NULL && velo_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&rows);
      g_ptr_array_add (rows, from_statement (statement));
    }
  return NULL;
}

static gboolean
count_sales_func (VeloConnection *connection,
                  VeloStoreJob   *job,
                  GError        **error)
{
  g_autoptr(GPtrArray) counts = query (connection, job, COUNTS, count_from_statement, error);

  if (counts == NULL)
    return FALSE;
  job->contents = query (connection, job, REASONS, reason_from_statement, error);
  if (job->contents == NULL)
    return FALSE;
  velo_store_job_take_result (job, g_steal_pointer (&counts), (GDestroyNotify) g_ptr_array_unref);
  return TRUE;
}

/**
 * velo_store_count_sales_async:
 * @self: a store
 * @from: first day of the invoices
 * @until: last day of the invoices
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Counts the vehicles sold in a period by month and employee, and why
 * customers declined. What counts is told with #VeloSalesCount.
 */
void
velo_store_count_sales_async (VeloStore           *self,
                              const GDate         *from,
                              const GDate         *until,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GStrvBuilder) days = g_strv_builder_new ();
  g_autofree char *first = velo_store_dup_day (from);
  g_autofree char *last = velo_store_dup_day (until);
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (first != NULL && last != NULL);

  g_strv_builder_add (days, first);
  g_strv_builder_add (days, last);
  job = velo_store_job_new (count_sales_func);
  job->ids = g_strv_builder_end (days);
  velo_store_start (self, VELO_DATABASE_READ, job, velo_store_count_sales_async, cancellable, callback, user_data);
}

/**
 * velo_store_count_sales_finish:
 * @self: a store
 * @result: the result
 * @reasons: (out) (optional) (transfer full) (element-type VeloSalesCount): why customers declined:
 *   the number of those that did for each month, employee and reason
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type VeloSalesCount): one for each month and employee
 */
GPtrArray *
velo_store_count_sales_finish (VeloStore     *self,
                               GAsyncResult  *result,
                               GPtrArray    **reasons,
                               GError       **error)
{
  GPtrArray *counts = velo_store_finish_result (self, result, velo_store_count_sales_async, error);

  if (reasons != NULL)
    *reasons = counts == NULL ? NULL : g_steal_pointer (&velo_store_get_job (result)->contents);
  return counts;
}

static gboolean
get_first_day_func (VeloConnection *connection,
                    VeloStoreJob   *job,
                    GError        **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = FALSE;

  statement = velo_connection_query (connection, error, "SELECT day FROM invoices ORDER BY day LIMIT 1", NULL);
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return FALSE;
  if (has_row)
    job->result_text = g_strdup (velo_statement_get_text (statement, 0));
  return TRUE;
}

/**
 * velo_store_get_first_day_async:
 * @self: a store
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Asks for the day of the oldest invoice.
 */
void
velo_store_get_first_day_async (VeloStore           *self,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_return_if_fail (VELO_IS_STORE (self));

  velo_store_start (self, VELO_DATABASE_READ, velo_store_job_new (get_first_day_func),
                    velo_store_get_first_day_async, cancellable, callback, user_data);
}

/**
 * velo_store_get_first_day_finish:
 * @self: a store
 * @result: the result
 * @day: (out) (nullable) (transfer full): that day, %NULL if there is no invoice
 * @error: return location for an error
 *
 * Returns: whether it could be asked
 */
gboolean
velo_store_get_first_day_finish (VeloStore     *self,
                                 GAsyncResult  *result,
                                 GDate        **day,
                                 GError       **error)
{
  g_return_val_if_fail (day != NULL, FALSE);

  *day = NULL;
  if (!velo_store_finish (self, result, velo_store_get_first_day_async, error))
    return FALSE;
  *day = velo_date_parse_iso (velo_store_get_job (result)->result_text);
  return TRUE;
}
