/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Contracts as they are counted: concluded by whom and when, at what premium, and when and why they ended. */

#define G_LOG_DOMAIN "velo-store-contracts"

#include "config.h"

#include "velo-store-contracts.h"

#include "velo-date.h"
#include "velo-store-private.h"

#include <string.h>

/* No more than this is believed of a day that lies ahead: a notice takes effect within a few years. */
#define MOST_DAYS_AHEAD (5 * 366)

/*
 * What is counted of a policy, in columns of its own: the policy's record is long, and a million
 * of them are not read to draw a table. A damaged record counts without premium.
 */
#define FILL \
  "INSERT INTO contracts (policy_id, vehicle_id, day, employee_name, kind, year_cents)" \
  " SELECT id, vehicle_id, day, coalesce (record ->> '$.employee-name', ''), kind," \
  "  max (0, CAST (coalesce (record ->> '$.single-cents', 0) AS INTEGER)" \
  "    + CAST (coalesce (record ->> '$.premium-cents', 0) AS INTEGER)" \
  "    * CASE WHEN (record ->> '$.interval') IN (1, 3, 6, 12) THEN 12 / (record ->> '$.interval') ELSE 1 END)" \
  " FROM (SELECT y.id, y.vehicle_id, date (y.concluded_at / 1000000, 'unixepoch', 'localtime') AS day, v.kind," \
  "    CASE WHEN json_valid (y.record) THEN y.record ELSE '{}' END AS record" \
  "  FROM policies y JOIN vehicles v ON v.id = y.vehicle_id"

gboolean
velo_store_create_contracts (VeloConnection *connection,
                             GError        **error)
{
  return velo_connection_execute (connection,
    "CREATE TABLE contracts ("
    "  policy_id TEXT NOT NULL PRIMARY KEY,"
    "  vehicle_id TEXT UNIQUE REFERENCES policies (vehicle_id)," /* not of a former policy */
    "  day TEXT NOT NULL CHECK (length (day) = 10),"
    "  employee_name TEXT NOT NULL,"
    "  kind TEXT NOT NULL CHECK (kind <> ''),"
    "  year_cents INTEGER NOT NULL CHECK (year_cents >= 0),"
    "  ended_on TEXT CHECK (ended_on >= day),"
    "  end_reason TEXT NOT NULL DEFAULT 'none',"
    "  CHECK ((ended_on IS NULL) = (end_reason = 'none'))"
    ") STRICT;"
    FILL ");"
    "CREATE INDEX contracts_by_day ON contracts (day, employee_name, kind, year_cents);"
    "CREATE INDEX contracts_ended ON contracts (ended_on) WHERE ended_on IS NOT NULL;",
    error);
}

/*
 * velo_store_put_contract:
 * @vehicle_id: a vehicle whose policy was just stored
 *
 * Notes what is counted of it.
 *
 * Returns: whether it succeeded
 */
gboolean
velo_store_put_contract (VeloConnection *connection,
                         const char     *vehicle_id,
                         GError        **error)
{
  return velo_connection_run (connection, error, FILL "  WHERE y.vehicle_id = ?1)", "t", vehicle_id);
}

/* The end */

/*
 * velo_store_put_end:
 * @vehicle_id: a vehicle
 * @day: (nullable): first day without cover, as YYYY-MM-DD; %NULL if the contract goes on after all
 * @reason: why
 *
 * Notes the end of a vehicle's contract, also in the journal. A vehicle without contract is left
 * as it is; velo_connection_get_n_changed() is no help then, so @found tells.
 *
 * Returns: whether it succeeded
 */
gboolean
velo_store_put_end (VeloConnection *connection,
                    VeloStoreJob   *job,
                    const char     *vehicle_id,
                    const char     *day,
                    VeloEndReason   reason,
                    gboolean       *found,
                    GError        **error)
{
  const char *nick = velo_store_nick (VELO_TYPE_END_REASON, day == NULL ? VELO_END_REASON_NONE : (int) reason);
  g_autofree char *detail = day == NULL ? NULL : g_strjoin (" ", day, nick, NULL);

  if (!velo_connection_run (connection, error,
                            "UPDATE contracts SET ended_on = ?2, end_reason = ?3 WHERE vehicle_id = ?1"
                            " AND (?2 IS NULL OR ?2 >= day) AND (ended_on IS NOT ?2 OR end_reason <> ?3)", "tnt",
                            vehicle_id, day, nick))
    return FALSE;
  *found = velo_connection_get_n_changed (connection) > 0;
  if (!*found)
    return TRUE;
  velo_store_job_add_change (job, "vehicles", vehicle_id);
  return velo_store_note (connection, job, day == NULL ? "contract-end-undone" : "contract-ended", vehicle_id, NULL,
                          detail, error);
}

static gboolean
explain_refusal (VeloConnection *connection,
                 VeloStoreJob   *job,
                 GError        **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = FALSE;

  statement = velo_connection_query (connection, error,
                                     "SELECT coalesce (?2 < day, 0) FROM contracts WHERE vehicle_id = ?1", "tn",
                                     job->id, job->text);
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return FALSE;
  if (!has_row)
    return velo_store_set_error (error, VELO_STORE_ERROR_NOT_FOUND, "the vehicle has no contract");
  if (velo_statement_get_int64 (statement, 0) != 0)
    return velo_store_set_error (error, VELO_STORE_ERROR_INVALID, "no contract ends before it begins");
  return TRUE;
}

static gboolean
end_contract_func (VeloConnection *connection,
                   VeloStoreJob   *job,
                   GError        **error)
{
  gboolean found = FALSE;

  if (!velo_store_put_end (connection, job, job->id, job->text, (VeloEndReason) job->number, &found, error))
    return FALSE;
  if (!found)
    return explain_refusal (connection, job, error);
  if (job->text == NULL)
    return TRUE;
  return velo_connection_run (connection, error,
                              "UPDATE returns SET settled_at = ?2, outcome = 'ended'"
                              " WHERE vehicle_id = ?1 AND settled_at = 0", "tl", job->id, velo_time_now ());
}

/**
 * velo_store_end_contract_async:
 * @self: a store
 * @vehicle_id: a vehicle with a policy
 * @day: (nullable): first day without cover, not before the conclusion; %NULL if it turned out that
 *   the contract goes on
 * @reason: why it ended; anything if @day is %NULL
 * @who: (nullable): the employee, for the journal
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Notes that and why the contract of a vehicle ended, or corrects what was
 * noted. If the vehicle came back, nobody is asked about its insurance any more.
 *
 * Fails with %VELO_STORE_ERROR_NOT_FOUND if the vehicle has no contract, and
 * with %VELO_STORE_ERROR_INVALID if the day cannot be.
 */
void
velo_store_end_contract_async (VeloStore           *self,
                               const char          *vehicle_id,
                               const GDate         *day,
                               VeloEndReason        reason,
                               const char          *who,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GDate) today = velo_date_today ();
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (vehicle_id != NULL);
  g_return_if_fail (day == NULL || (g_date_valid (day) && reason != VELO_END_REASON_NONE));

  if (day != NULL && g_date_days_between (today, day) > MOST_DAYS_AHEAD)
    {
      g_task_report_new_error (self, callback, user_data, velo_store_end_contract_async, VELO_STORE_ERROR,
                               VELO_STORE_ERROR_INVALID, "the end lies too far ahead");
      return;
    }
  job = velo_store_job_new (end_contract_func);
  job->id = g_strdup (vehicle_id);
  job->text = velo_store_dup_day (day);
  job->number = reason;
  job->who = g_strdup (who);
  velo_store_start (self, VELO_DATABASE_WRITE, job, velo_store_end_contract_async, cancellable, callback, user_data);
}

/**
 * velo_store_end_contract_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: whether it is stored
 */
gboolean
velo_store_end_contract_finish (VeloStore     *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return velo_store_finish (self, result, velo_store_end_contract_async, error);
}

/* Counting */

/* Sums by month and employee while rows come in the order of the days. */
typedef struct
{
  GPtrArray *counts;   /* (element-type VeloSalesCount) */
  GHashTable *by_name; /* (element-type utf8 VeloSalesCount): of the month that is being summed */
  char month[8];
} Sums;

static void
sums_clear (Sums *sums)
{
  g_clear_pointer (&sums->counts, g_ptr_array_unref);
  g_clear_pointer (&sums->by_name, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sums, sums_clear)

static void
sums_init (Sums *sums)
{
  sums->counts = g_ptr_array_new_with_free_func (g_object_unref);
  sums->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sums->month[0] = '\0';
}

static VeloSalesCount *
find_sum (Sums       *sums,
          const char *day,
          const char *name,
          const char *reason)
{
  g_autofree char *key = reason == NULL ? NULL : g_strjoin ("\n", reason, name, NULL);
  VeloSalesCount *count;

  if (strncmp (sums->month, day, 7) != 0)
    {
      g_hash_table_remove_all (sums->by_name);
      g_strlcpy (sums->month, day, sizeof sums->month);
    }
  count = g_hash_table_lookup (sums->by_name, key == NULL ? name : key);
  if (count != NULL)
    return count;
  count = velo_sales_count_new ();
  velo_sales_count_set_month (count, sums->month);
  velo_sales_count_set_name (count, name);
  velo_sales_count_set_reason (count, reason);
  g_ptr_array_add (sums->counts, count);
  g_hash_table_insert (sums->by_name, key == NULL ? g_strdup (name) : g_steal_pointer (&key), count);
  return count;
}

static gint64
get_commission (const VeloCommission *commission,
                VeloStatement        *statement)
{
  VeloArticleKind kind = velo_store_value (VELO_TYPE_ARTICLE_KIND, velo_statement_get_text (statement, 2));

  return velo_commission_get_cents (commission, velo_object_kind_for_article (kind),
                                    velo_statement_get_int64 (statement, 3));
}

static gboolean
count_concluded (VeloConnection *connection,
                 VeloStoreJob   *job,
                 Sums           *sums,
                 GError        **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = TRUE;

  statement = velo_connection_query (connection, error,
                                     "SELECT day, employee_name, kind, year_cents FROM contracts"
                                     " WHERE day >= ?1 AND day <= ?2 ORDER BY day", "tt", job->ids[0], job->ids[1]);
  while (statement != NULL && velo_statement_step (statement, &has_row, error))
    {
      VeloSalesCount *count;

      if (!has_row)
        return TRUE;
      count = find_sum (sums, velo_statement_get_text (statement, 0), velo_statement_get_text (statement, 1), NULL);
      velo_sales_count_set_n_concluded (count, velo_sales_count_get_n_concluded (count) + 1);
      velo_sales_count_set_commission_cents (count, velo_sales_count_get_commission_cents (count)
                                                    + get_commission (job->data, statement));
    }
  return FALSE;
}

static void
add_end (VeloStatement        *statement,
         const VeloCommission *commission,
         Sums                 *sums,
         Sums                 *reasons)
{
  const char *day = velo_statement_get_text (statement, 4);
  const char *name = velo_statement_get_text (statement, 1);
  const char *reason = velo_statement_get_text (statement, 5);
  g_autoptr(GDate) concluded = velo_date_parse_iso (velo_statement_get_text (statement, 0));
  g_autoptr(GDate) ended = velo_date_parse_iso (day);
  VeloSalesCount *count = find_sum (sums, day, name, NULL);
  VeloSalesCount *why = find_sum (reasons, day, name, reason);
  gint64 cents = 0;

  velo_sales_count_set_n_ended (count, velo_sales_count_get_n_ended (count) + 1);
  velo_sales_count_set_n_ended (why, velo_sales_count_get_n_ended (why) + 1);
  if (concluded == NULL || ended == NULL)
    return;
  cents = velo_commission_get_taken_back (commission, get_commission (commission, statement), concluded, ended,
                                          velo_store_value (VELO_TYPE_END_REASON, reason));
  velo_sales_count_set_taken_back_cents (count, velo_sales_count_get_taken_back_cents (count) + cents);
}

static gboolean
count_ended (VeloConnection *connection,
             VeloStoreJob   *job,
             Sums           *sums,
             Sums           *reasons,
             GError        **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = TRUE;

  statement = velo_connection_query (connection, error,
                                     "SELECT day, employee_name, kind, year_cents, ended_on, end_reason"
                                     " FROM contracts WHERE ended_on >= ?1 AND ended_on <= ?2 ORDER BY ended_on", "tt",
                                     job->ids[0], job->ids[1]);
  while (statement != NULL && velo_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return TRUE;
      add_end (statement, job->data, sums, reasons);
    }
  return FALSE;
}

static gboolean
count_contracts_func (VeloConnection *connection,
                      VeloStoreJob   *job,
                      GError        **error)
{
  g_auto(Sums) concluded = { NULL };
  g_auto(Sums) ended = { NULL };
  g_auto(Sums) reasons = { NULL };

  sums_init (&concluded);
  sums_init (&ended);
  sums_init (&reasons);
  if (!count_concluded (connection, job, &concluded, error)
      || !count_ended (connection, job, &ended, &reasons, error))
    return FALSE;
  velo_sales_count_join (concluded.counts, ended.counts);
  job->contents = g_steal_pointer (&reasons.counts);
  velo_store_job_take_result (job, g_steal_pointer (&concluded.counts), (GDestroyNotify) g_ptr_array_unref);
  return TRUE;
}

/**
 * velo_store_count_contracts_async:
 * @self: a store
 * @from: first day
 * @until: last day
 * @commission: what the shop gets
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Counts the contracts that were concluded in a period and those that ended
 * in it, by month and the employee who concluded them.
 */
void
velo_store_count_contracts_async (VeloStore            *self,
                                  const GDate          *from,
                                  const GDate          *until,
                                  const VeloCommission *commission,
                                  GCancellable         *cancellable,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data)
{
  g_autoptr(GStrvBuilder) days = g_strv_builder_new ();
  g_autofree char *first = velo_store_dup_day (from);
  g_autofree char *last = velo_store_dup_day (until);
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (first != NULL && last != NULL);
  g_return_if_fail (commission != NULL);

  g_strv_builder_add (days, first);
  g_strv_builder_add (days, last);
  job = velo_store_job_new (count_contracts_func);
  job->ids = g_strv_builder_end (days);
  job->data = g_memdup2 (commission, sizeof *commission);
  job->free_data = g_free;
  velo_store_start (self, VELO_DATABASE_READ, job, velo_store_count_contracts_async, cancellable, callback, user_data);
}

/**
 * velo_store_count_contracts_finish:
 * @self: a store
 * @result: the result
 * @reasons: (out) (optional) (transfer full) (element-type VeloSalesCount): how many ended for each
 *   month, employee and reason, the nick of a #VeloEndReason
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type VeloSalesCount): one for each month and employee
 */
GPtrArray *
velo_store_count_contracts_finish (VeloStore     *self,
                                   GAsyncResult  *result,
                                   GPtrArray    **reasons,
                                   GError       **error)
{
  GPtrArray *counts = velo_store_finish_result (self, result, velo_store_count_contracts_async, error);

  if (reasons != NULL)
    *reasons = counts == NULL ? NULL : g_steal_pointer (&velo_store_get_job (result)->contents);
  return counts;
}
