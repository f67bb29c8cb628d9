/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is to be done: proposals to go on with, customers to ask. */

#define G_LOG_DOMAIN "velo-store-todo"

#include "config.h"

#include "velo-store-todo.h"

#include "velo-date.h"
#include "velo-store-drafts.h"
#include "velo-store-private.h"

/* Who was not asked in the month after the sale is not asked by the program any more. */
#define NEWLY_SOLD_USEC (31 * G_TIME_SPAN_DAY)
#define MOST_ROWS "200" /* of each kind */
#define MOST_LOOKED_AT "2000"

/* So many days before the last one on which it can be insured, a vehicle is to be seen to. */
#define DEADLINE_DAYS 14

enum
{
  COLUMN_KIND,
  COLUMN_VEHICLE,
  COLUMN_PROPOSAL,
  COLUMN_INVOICE, /* of one that was read, the hash of its file */
  COLUMN_CUSTOMER_NAME,
  COLUMN_VEHICLE_NAME,
  COLUMN_CONTRACT,
  COLUMN_SINCE,
  COLUMN_RECORD,
  COLUMN_LAST_DAY
};

#define NAMES \
  "coalesce (c.name, ''), v.name"

#define OF_VEHICLE \
  " LEFT JOIN customers c ON c.id = v.customer_id LEFT JOIN invoices i ON i.id = v.invoice_id"

#define NOT_RETURNED \
  " AND coalesce (i.is_reversal, 0) = 0 AND NOT EXISTS (SELECT 1 FROM returns b WHERE b.vehicle_id = v.id)"

/* Half of all vehicles are open: what is searched by must be something else, and this says so. */
#define STATE "coalesce (v.state, '')"
#define IS_OPEN STATE " = 'open'"

/* However much there is, each kind has its share. */
#define PART(select, order) "SELECT * FROM (" select " ORDER BY " order " LIMIT " MOST_ROWS ")"

#define PROPOSALS \
  "SELECT CASE p.state WHEN 'unclear' THEN 'unclear' WHEN 'sending' THEN 'unclear' WHEN 'signed' THEN 'signed'" \
  "    WHEN 'refused' THEN 'refused' WHEN 'handed-over' THEN 'handed-over' ELSE 'continue' END," \
  "  v.id, p.id, v.invoice_id, " NAMES ", p.contract_number, p.changed_at, p.record, NULL" \
  " FROM proposals p JOIN vehicles v ON v.id = p.vehicle_id" OF_VEHICLE \
  " WHERE p.state IN ('draft', 'prepared', 'signed', 'sending', 'unclear', 'handed-over', 'refused')"

#define STILL_TAKEN " AND (v.last_day IS NULL OR v.last_day >= ?3)"

#define REMINDERS \
  "SELECT 'reminder', v.id, NULL, v.invoice_id, " NAMES ", NULL, v.remind_at, NULL, NULL" \
  " FROM vehicles v" OF_VEHICLE \
  " WHERE " IS_OPEN " AND v.remind_at > 0 AND v.remind_at <= ?1" STILL_TAKEN NOT_RETURNED

#define OLDEST_LOOKED_AT \
  "coalesce ((SELECT taken_in_at FROM invoices ORDER BY taken_in_at DESC LIMIT 1 OFFSET " MOST_LOOKED_AT "), 0)"

/* From the newest on, in the order of the index and not sorted: it ends with the last row that is wanted. */
#define TO_ASK \
  "SELECT 'ask', v.id, NULL, v.invoice_id, " NAMES ", NULL, i.taken_in_at, NULL, NULL" \
  " FROM invoices i CROSS JOIN vehicles v ON v.invoice_id = i.id" \
  "  LEFT JOIN customers c ON c.id = v.customer_id" \
  " WHERE i.taken_in_at >= ?2 AND i.taken_in_at >= " OLDEST_LOOKED_AT " AND " IS_OPEN \
  "  AND v.remind_at = 0 AND v.asked_at = 0 AND v.insurable = 1" STILL_TAKEN NOT_RETURNED

#define DEADLINES \
  "SELECT 'deadline', v.id, NULL, v.invoice_id, " NAMES ", NULL, coalesce (i.taken_in_at, 0), NULL, v.last_day" \
  " FROM vehicles v" OF_VEHICLE \
  " WHERE v.state = 'open' AND v.last_day >= ?3 AND v.last_day <= ?4" \
  "  AND (v.remind_at = 0 OR v.remind_at > ?1)" \
  "  AND (v.remind_at > 0 OR v.asked_at > 0 OR coalesce (i.taken_in_at, 0) < ?2)" NOT_RETURNED

#define RETURNED \
  "SELECT 'returned', v.id, p.id, b.reversal_id, " NAMES ", v.contract_number, r.taken_in_at, NULL, NULL" \
  " FROM returns b JOIN vehicles v ON v.id = b.vehicle_id JOIN invoices r ON r.id = b.reversal_id" \
  OF_VEHICLE " LEFT JOIN proposals p ON p.vehicle_id = v.id AND p.state <> 'abandoned' AND p.is_former = 0" \
  " WHERE b.settled_at = 0 AND " STATE " IN ('draft', 'signed', 'sending', 'unclear'," \
  "  'handed-over', 'insured', 'refused')" \
  "  AND (" STATE " <> 'insured'" \
  "    OR NOT EXISTS (SELECT 1 FROM contracts k WHERE k.vehicle_id = v.id AND k.ended_on IS NOT NULL))"

#define UNSAVED(kind, invoice, from) \
  "SELECT '" kind "', NULL, NULL, " invoice ", NULL, NULL, NULL, k.stored_at, k.text, NULL FROM " from \
  " AND k.stored_at >= ?5"
#define AFTER(prefix) "substr (k.key, length ('" prefix "') + 1)"

#define TYPED UNSAVED ("typed", "NULL", "cache k WHERE k.key = '" VELO_STORE_DRAFT_TYPED "'")

/* What is stored meanwhile from the same file is found among the sales. */
#define READ \
  UNSAVED ("read", AFTER (VELO_STORE_DRAFT_FILE), "draft_files f JOIN cache k ON k.key = f.key" \
           " WHERE NOT EXISTS (SELECT 1 FROM invoices WHERE file_sha256 = " AFTER (VELO_STORE_DRAFT_FILE) ")")

#define CHANGED \
  UNSAVED ("changed", "i.id", "cache k JOIN invoices i ON i.id = " AFTER (VELO_STORE_DRAFT_SALE) \
           " WHERE k.key >= '" VELO_STORE_DRAFT_SALE "' AND k.key < '" VELO_STORE_DRAFT_PREFIX "sale.'")

#define SELECT \
  PART (PROPOSALS, "p.changed_at DESC") " UNION ALL " PART (REMINDERS, "v.remind_at DESC") \
  " UNION ALL " PART (TO_ASK, "i.taken_in_at DESC") " UNION ALL " PART (DEADLINES, "v.last_day") \
  " UNION ALL " PART (RETURNED, "r.taken_in_at DESC") " UNION ALL " TYPED \
  " UNION ALL " PART (READ, "k.stored_at DESC") " UNION ALL " PART (CHANGED, "k.stored_at DESC")

/* What is entered so far is said as far as it can be read: a form that shows nothing is gone on with all the same. */
static void
describe_unsaved (VeloTodoItem *item,
                  const char   *text)
{
  g_autoptr(VeloInvoice) invoice = velo_store_load_record (VELO_TYPE_INVOICE, text, NULL);
  g_autoptr(VeloVehicle) vehicle = NULL;
  g_autofree char *customer_name = NULL;
  g_autofree char *vehicle_name = NULL;

  if (invoice == NULL)
    return;
  customer_name = velo_customer_dup_name (velo_invoice_get_customer (invoice));
  velo_todo_item_set_customer_name (item, customer_name);
  vehicle = g_list_model_get_item (G_LIST_MODEL (velo_invoice_get_vehicles (invoice)), 0);
  if (vehicle == NULL)
    return;
  vehicle_name = velo_vehicle_dup_name (vehicle);
  velo_todo_item_set_vehicle_name (item, vehicle_name);
}

static gboolean
is_unsaved (VeloTodoKind kind)
{
  return kind == VELO_TODO_KIND_TYPED || kind == VELO_TODO_KIND_READ || kind == VELO_TODO_KIND_CHANGED;
}

static VeloTodoItem *
item_from_statement (VeloStatement *statement,
                     GError       **error)
{
  g_autoptr(VeloTodoItem) item = velo_todo_item_new ();
  g_autoptr(VeloProposal) proposal = NULL;
  g_autoptr(GDate) last_day = NULL;

  velo_todo_item_set_kind (item,
                           velo_store_value (VELO_TYPE_TODO_KIND,
                                             velo_statement_get_text (statement, COLUMN_KIND)));
  velo_todo_item_set_vehicle_id (item, velo_statement_get_text (statement, COLUMN_VEHICLE));
  velo_todo_item_set_proposal_id (item, velo_statement_get_text (statement, COLUMN_PROPOSAL));
  if (velo_todo_item_get_kind (item) == VELO_TODO_KIND_READ)
    velo_todo_item_set_file_sha256 (item, velo_statement_get_text (statement, COLUMN_INVOICE));
  else
    velo_todo_item_set_invoice_id (item, velo_statement_get_text (statement, COLUMN_INVOICE));
  velo_todo_item_set_customer_name (item,
                                    velo_statement_get_text (statement, COLUMN_CUSTOMER_NAME));
  velo_todo_item_set_vehicle_name (item, velo_statement_get_text (statement, COLUMN_VEHICLE_NAME));
  velo_todo_item_set_contract_number (item, velo_statement_get_text (statement, COLUMN_CONTRACT));
  velo_todo_item_set_since (item, velo_statement_get_int64 (statement, COLUMN_SINCE));
  last_day = velo_date_parse_iso (velo_statement_get_text (statement, COLUMN_LAST_DAY));
  velo_todo_item_set_last_day (item, last_day);
  if (velo_statement_is_null (statement, COLUMN_RECORD))
    return g_steal_pointer (&item);
  if (is_unsaved (velo_todo_item_get_kind (item)))
    {
      describe_unsaved (item, velo_statement_get_text (statement, COLUMN_RECORD));
      return g_steal_pointer (&item);
    }
  proposal = velo_store_load_record (VELO_TYPE_PROPOSAL,
                                     velo_statement_get_text (statement, COLUMN_RECORD), error);
  if (proposal == NULL)
    return NULL;
  velo_todo_item_set_insurer_words (item, velo_proposal_get_insurer_words (proposal));
  return g_steal_pointer (&item);
}

/* The kinds are in the order of their urgency; the nearest last day comes first, else the newest. */
static int
compare_items (gconstpointer a,
               gconstpointer b)
{
  VeloTodoItem *first = *(VeloTodoItem * const *) a;
  VeloTodoItem *second = *(VeloTodoItem * const *) b;
  gint64 since_first = velo_todo_item_get_since (first);
  gint64 since_second = velo_todo_item_get_since (second);

  if (velo_todo_item_get_kind (first) != velo_todo_item_get_kind (second))
    return (int) velo_todo_item_get_kind (first) - (int) velo_todo_item_get_kind (second);
  if (velo_todo_item_get_kind (first) == VELO_TODO_KIND_DEADLINE)
    return velo_date_compare (velo_todo_item_get_last_day (first), velo_todo_item_get_last_day (second));
  return since_first > since_second ? -1 : since_first < since_second;
}

static gboolean
list_todo_func (VeloConnection *connection,
                VeloStoreJob   *job,
                GError        **error)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = TRUE;

  statement = velo_connection_query (connection, error, SELECT, "llttl",
                                     job->number, job->number - NEWLY_SOLD_USEC, job->text,
                                     job->id, job->number - VELO_STORE_DRAFT_DAYS * G_TIME_SPAN_DAY);
  while (statement != NULL && velo_statement_step (statement, &has_row, error))
    {
      VeloTodoItem *item = NULL;

      if (!has_row)
        {
          g_ptr_array_sort (items, compare_items);
          velo_store_job_take_result (job, g_steal_pointer (&items),
                                      (GDestroyNotify) g_ptr_array_unref);
          return TRUE;
        }
      item = item_from_statement (statement, error);
      if (item == NULL)
        return FALSE;
      g_ptr_array_add (items, item);
    }
  return FALSE;
}

/**
 * velo_store_list_todo_async:
 * @self: a store
 * @now: the present time, microseconds UTC
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Lists what is to be done, the most urgent kind first, the newest of each
 * first: open proposals, vehicles that came back with an insurance, sales
 * that are typed in or corrected and not saved, reminders
 * that are due, vehicles that can be insured for two more weeks at most, and
 * those sold in the last month whose customer was not asked. What is stored as
 * being sent counts as unclear: only who sends it knows whether it still does.
 */
void
velo_store_list_todo_async (VeloStore           *self,
                            gint64               now,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  VeloStoreJob *job = NULL;
  g_autoptr(GDateTime) moment = NULL;
  g_autoptr(GDateTime) local = NULL;
  GDate day;

  g_return_if_fail (VELO_IS_STORE (self));

  moment = g_date_time_new_from_unix_utc (now / G_USEC_PER_SEC);
  g_return_if_fail (moment != NULL);
  local = g_date_time_to_local (moment);
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay) g_date_time_get_day_of_month (local),
                  (GDateMonth) g_date_time_get_month (local), (GDateYear) g_date_time_get_year (local));
  job = velo_store_job_new (list_todo_func);
  job->number = now;
  job->text = velo_date_format_iso (&day);
  g_date_add_days (&day, DEADLINE_DAYS);
  job->id = velo_date_format_iso (&day);
  velo_store_start (self, VELO_DATABASE_READ, job, velo_store_list_todo_async, cancellable,
                    callback, user_data);
}

/**
 * velo_store_list_todo_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer container) (element-type VeloTodoItem): what is to be done
 */
GPtrArray *
velo_store_list_todo_finish (VeloStore     *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  return velo_store_finish_result (self, result, velo_store_list_todo_async, error);
}
