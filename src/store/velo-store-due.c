/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of vehicles that are sold and not insured, as long as it is, in the order of their last days. */

#define G_LOG_DOMAIN "velo-store-due"

#include "config.h"

#include "velo-search-words.h"
#include "velo-store-deadlines.h"
#include "velo-store-lists-private.h"

/* Whose last day is not known comes after all days. */
#define UNKNOWN "~"
#define LAST_OF_ALL "9999-12-31"

typedef enum
{
  NOT_DUE, /* insured, given up by its nature, or back in the shop */
  DUE_OPEN,
  DUE_DECLINED
} Due;

/*
 * What a row of a list has to do with deadlines is kept with the row: one index then knows the
 * whole list, whatever of it is asked for.
 */
#define PUT_DUE \
  "UPDATE list_rows SET (due, by_deadline, is_later, employee) = (SELECT" \
  "  CASE WHEN v.state NOT IN ('open', 'declined') OR (v.last_day IS NULL AND v.insurable = 0)" \
  "      OR coalesce (i.is_reversal, 0) = 1" \
  "      OR EXISTS (SELECT 1 FROM returns b WHERE b.vehicle_id = v.id) THEN 0" \
  "    WHEN v.state = 'open' THEN 1 ELSE 2 END," \
  "  coalesce (v.last_day, '" UNKNOWN "')," \
  "  CASE WHEN v.remind_at > 0 THEN 1 ELSE 0 END," \
  "  coalesce (i.employee_name, '')" \
  "  FROM vehicles v LEFT JOIN invoices i ON i.id = v.invoice_id WHERE v.id = list_rows.vehicle_id)" \
  " WHERE "

gboolean
velo_store_create_due (VeloConnection *connection,
                       GError        **error)
{
  return velo_connection_execute (connection,
    "ALTER TABLE list_rows ADD COLUMN due INTEGER NOT NULL DEFAULT 0 CHECK (due IN (0, 1, 2));"
    "ALTER TABLE list_rows ADD COLUMN by_deadline TEXT NOT NULL DEFAULT '" UNKNOWN "';"
    "ALTER TABLE list_rows ADD COLUMN is_later INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE list_rows ADD COLUMN employee TEXT NOT NULL DEFAULT '';"
    PUT_DUE "vehicle_id IN (SELECT id FROM vehicles);"
    "CREATE INDEX list_rows_by_deadline ON list_rows (due, by_deadline, row_id, is_later, employee)"
    "  WHERE due > 0;",
    error);
}

/*
 * velo_store_put_due:
 * @vehicle_id: a stored vehicle
 *
 * Brings up to date what the row of a vehicle says about its deadline.
 *
 * Returns: whether it succeeded
 */
gboolean
velo_store_put_due (VeloConnection *connection,
                    const char     *vehicle_id,
                    GError        **error)
{
  return velo_connection_run (connection, error, PUT_DUE "vehicle_id = ?1", "t", vehicle_id);
}

/* The list */

typedef struct
{
  Due due;
  char *from;     /* (owned) */
  char *until;    /* (owned) */
  char *employee; /* (owned) (nullable) */
  gboolean only_later;
  char **wanted;  /* (owned) (nullable) */
  guint n_first;
  GArray *ids;    /* (owned) (nullable) (element-type guint32) */
} List;

static void
free_list (gpointer user_data)
{
  List *list = user_data;

  g_free (list->from);
  g_free (list->until);
  g_free (list->employee);
  g_strfreev (list->wanted);
  g_clear_pointer (&list->ids, g_array_unref);
  g_free (list);
}

/* (transfer full): the rows in which all words occur, as a set; %NULL with @error set */
static GHashTable *
find_words (VeloConnection  *connection,
            char           **wanted,
            GError         **error)
{
  g_autoptr(GHashTable) found = g_hash_table_new (NULL, NULL);
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = TRUE;

  if (wanted[0] == NULL)
    return g_steal_pointer (&found);
  statement = velo_search_match (connection, &velo_store_search, wanted, error);
  while (statement != NULL && velo_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&found);
      g_hash_table_add (found, GUINT_TO_POINTER ((guint) velo_statement_get_int64 (statement, 0)));
    }
  return NULL;
}

static VeloStatement *
query_list (VeloConnection  *connection,
            List            *list,
            GError         **error)
{
  g_autofree char *sql = NULL;

  sql = g_strconcat ("SELECT row_id FROM list_rows WHERE due = ?1 AND due > 0 AND by_deadline >= ?2"
                     " AND by_deadline <= ?3", list->only_later ? " AND is_later = 1" : "",
                     list->employee != NULL ? " AND employee = ?4" : "",
                     " ORDER BY by_deadline, row_id", NULL);
  return velo_connection_query (connection, error, sql, list->employee != NULL ? "ittt" : "itt",
                                (int) list->due, list->from, list->until, list->employee);
}

static gboolean
list_deadlines_func (VeloConnection *connection,
                     VeloStoreJob   *job,
                     GError        **error)
{
  List *list = job->data;
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr(GHashTable) found = list->wanted == NULL ? NULL : find_words (connection, list->wanted, error);
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = TRUE;

  if (list->wanted != NULL && found == NULL)
    return FALSE;
  statement = query_list (connection, list, error);
  while (statement != NULL && has_row)
    {
      guint32 id;

      if (!velo_statement_step (statement, &has_row, error))
        return FALSE;
      id = has_row ? (guint32) velo_statement_get_int64 (statement, 0) : 0;
      if (has_row && (found == NULL || g_hash_table_contains (found, GUINT_TO_POINTER (id))))
        g_array_append_val (ids, id);
    }
  if (statement == NULL)
    return FALSE;
  list->ids = g_steal_pointer (&ids);
  return velo_store_query_rows (connection, job, (const guint32 *) (gpointer) list->ids->data,
                                MIN (list->ids->len, list->n_first), error);
}

/**
 * velo_store_list_deadlines_async:
 * @self: a store
 * @deadlines: (nullable): what to list
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Lists all vehicles that are sold and not insured, as ids of rows, those that
 * can be insured for the shortest time first, without those that came back;
 * reads the first ones. The others are read by velo_store_list_rows_async().
 */
void
velo_store_list_deadlines_async (VeloStore                *self,
                                 const VeloStoreDeadlines *deadlines,
                                 GCancellable             *cancellable,
                                 GAsyncReadyCallback       callback,
                                 gpointer                  user_data)
{
  static const VeloStoreDeadlines all = VELO_STORE_DEADLINES_INIT;
  VeloStoreJob *job = NULL;
  List *list = NULL;

  g_return_if_fail (VELO_IS_STORE (self));

  if (deadlines == NULL)
    deadlines = &all;
  list = g_new0 (List, 1);
  list->due = deadlines->only == VELO_STORE_DEADLINES_DECLINED ? DUE_DECLINED : DUE_OPEN;
  list->only_later = deadlines->only == VELO_STORE_DEADLINES_LATER;
  list->from = velo_store_dup_day (deadlines->from);
  if (list->from == NULL)
    list->from = g_strdup ("");
  list->until = velo_store_dup_day (deadlines->until);
  if (list->until == NULL)
    list->until = g_strdup (deadlines->with_unknown && deadlines->from == NULL ? UNKNOWN : LAST_OF_ALL);
  list->employee = g_strdup (deadlines->employee);
  list->wanted = velo_search_words_parse (deadlines->text);
  list->n_first = deadlines->n_first;
  job = velo_store_job_new (list_deadlines_func);
  job->data = list;
  job->free_data = free_list;
  velo_store_start (self, VELO_DATABASE_READ, job, velo_store_list_deadlines_async, cancellable,
                    callback, user_data);
}

/**
 * velo_store_list_deadlines_finish:
 * @self: a store
 * @result: the result
 * @first: (out) (transfer container) (element-type VeloSaleItem): the first rows
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type guint32): the ids of all rows, in their order
 */
GArray *
velo_store_list_deadlines_finish (VeloStore     *self,
                                  GAsyncResult  *result,
                                  GPtrArray    **first,
                                  GError       **error)
{
  g_return_val_if_fail (first != NULL, NULL);

  *first = velo_store_finish_result (self, result, velo_store_list_deadlines_async, error);
  if (*first == NULL)
    return NULL;
  return g_steal_pointer (&((List *) velo_store_get_job (result)->data)->ids);
}

/**
 * velo_store_is_deadlines_result:
 * @result: a result
 *
 * Returns: whether it is one for velo_store_list_deadlines_finish()
 */
gboolean
velo_store_is_deadlines_result (GAsyncResult *result)
{
  return g_async_result_is_tagged (result, velo_store_list_deadlines_async);
}
