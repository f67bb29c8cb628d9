/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists as long as the table: the first rows at once, then the whole order, then what is looked at. */

#define G_LOG_DOMAIN "velo-store-browse"

#include "config.h"

#include "velo-store-browse.h"

#include "velo-search-words.h"
#include "velo-store-lists-private.h"

/* How far to look for the first rows before asking the index instead. */
#define MOST_LOOKED_AT 5000
#define LONGEST_LOOK_USEC (25 * 1000)

enum
{
  ROW_ID,
  ROW_STATE,
  ROW_WORDS
};

typedef struct
{
  VeloStoreView view; /* text is not used */
  char **wanted;      /* (owned) (nullable) */
  guint n_first;
  gboolean in_a_hurry;
  GArray *ids;        /* (owned) (nullable) (element-type guint32) */
  gboolean is_complete;
} Browse;

static void
free_browse (gpointer user_data)
{
  Browse *browse = user_data;

  g_strfreev (browse->wanted);
  g_clear_pointer (&browse->ids, g_array_unref);
  g_free (browse);
}

static gboolean
is_wanted (Browse        *browse,
           VeloStatement *statement)
{
  if (browse->view.state >= 0
      && velo_statement_get_int64 (statement, ROW_STATE) != browse->view.state)
    return FALSE;
  return browse->wanted == NULL
    || velo_search_words_match (velo_statement_get_text (statement, ROW_WORDS), browse->wanted);
}

/* What is searched needs the row, what is only listed does not. */
static VeloStatement *
query_from_beginning (VeloConnection  *connection,
                      Browse          *browse,
                      guint            most,
                      GError         **error)
{
  gboolean is_filtered = browse->wanted != NULL || browse->view.state >= 0;
  const char *column = velo_store_lists_get_column (browse->view.order);
  const char *way = browse->view.descending ? "DESC" : "ASC";
  g_autofree char *sql = NULL;

  sql = g_strdup_printf ("SELECT row_id%s FROM list_rows WHERE kind <> ?1"
                         " ORDER BY %s %s, row_id %s LIMIT ?2",
                         is_filtered ? ", by_state, words" : "", column, way, way);
  return velo_connection_query (connection, error, sql, "ii",
                                browse->view.vehicles_only ? 1 : 2, (int) most);
}

/*
 * Reads the list from its beginning until the first page is full. Leaves the ids away if that takes
 * too long.
 */
static gboolean
look_at_first (VeloConnection  *connection,
               Browse          *browse,
               GError         **error)
{
  gboolean is_filtered = browse->wanted != NULL || browse->view.state >= 0;
  guint most = is_filtered ? MOST_LOOKED_AT : browse->n_first + 1;
  g_autoptr(VeloStatement) statement = query_from_beginning (connection, browse, most, error);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  gint64 until = g_get_monotonic_time () + LONGEST_LOOK_USEC;
  gboolean has_row = TRUE;
  guint n_seen = 0;

  while (statement != NULL && velo_statement_step (statement, &has_row, error))
    {
      guint32 id;

      browse->is_complete = !has_row && n_seen < most;
      if (browse->is_complete || ids->len == browse->n_first)
        browse->ids = g_steal_pointer (&ids);
      if (!has_row || browse->ids != NULL)
        return TRUE;
      if (is_filtered && n_seen % 64 == 63 && g_get_monotonic_time () > until)
        return TRUE;
      n_seen++;
      id = (guint32) velo_statement_get_int64 (statement, ROW_ID);
      if (!is_filtered || is_wanted (browse, statement))
        g_array_append_val (ids, id);
    }
  return FALSE;
}

static gboolean
browse_func (VeloConnection *connection,
             VeloStoreJob   *job,
             GError        **error)
{
  Browse *browse = job->data;
  VeloStoreLists *lists = velo_store_get_lists (job->store);
  gboolean is_broad = FALSE;

  browse->is_complete = TRUE;
  browse->ids = velo_store_lists_find (lists, connection, &browse->view, browse->wanted,
                                       browse->in_a_hurry ? &is_broad : NULL, error);
  if (is_broad && !look_at_first (connection, browse, error))
    return FALSE;
  if (is_broad && browse->ids == NULL)
    {
      browse->is_complete = TRUE;
      browse->ids = velo_store_lists_find (lists, connection, &browse->view, browse->wanted, NULL,
                                           error);
    }
  return browse->ids != NULL
    && velo_store_query_rows (connection, job, (const guint32 *) (gpointer) browse->ids->data,
                              MIN (browse->ids->len, browse->n_first), error);
}

/**
 * velo_store_browse_async:
 * @self: a store
 * @view: what to list
 * @n_first: how many rows to return at once
 * @in_a_hurry: whether the first rows alone are welcome if all would take longer
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Lists as much as there is, as ids of rows in the order of @view, and reads
 * the first ones. The others are read by velo_store_list_rows_async() when
 * they are looked at. An id means the same row as long as that exists.
 */
void
velo_store_browse_async (VeloStore           *self,
                         const VeloStoreView *view,
                         guint                n_first,
                         gboolean             in_a_hurry,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  VeloStoreJob *job = NULL;
  Browse *browse = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (view != NULL);

  browse = g_new0 (Browse, 1);
  browse->view = *view;
  browse->view.text = NULL;
  browse->wanted = velo_search_words_parse (view->text);
  browse->n_first = n_first;
  browse->in_a_hurry = in_a_hurry;
  job = velo_store_job_new (browse_func);
  job->data = browse;
  job->free_data = free_browse;
  velo_store_follow_ends (self);
  velo_store_start (self, VELO_DATABASE_READ, job, velo_store_browse_async, cancellable, callback,
                    user_data);
}

/**
 * velo_store_browse_finish:
 * @self: a store
 * @result: the result
 * @first: (out) (transfer container) (element-type VeloSaleItem): the first rows
 * @is_complete: (out): whether the ids are all there are; if not, they are those of @first
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type guint32): the ids of the rows
 */
GArray *
velo_store_browse_finish (VeloStore     *self,
                          GAsyncResult  *result,
                          GPtrArray    **first,
                          gboolean      *is_complete,
                          GError       **error)
{
  Browse *browse;

  g_return_val_if_fail (first != NULL && is_complete != NULL, NULL);

  *first = velo_store_finish_result (self, result, velo_store_browse_async, error);
  *is_complete = FALSE;
  if (*first == NULL)
    return NULL;
  browse = velo_store_get_job (result)->data;
  *is_complete = browse->is_complete;
  return g_steal_pointer (&browse->ids);
}

static gboolean
list_rows_func (VeloConnection *connection,
                VeloStoreJob   *job,
                GError        **error)
{
  gsize size = 0;
  const guint32 *ids = g_bytes_get_data (job->bytes, &size);

  return velo_store_query_rows (connection, job, ids, (guint) (size / sizeof (guint32)), error);
}

/**
 * velo_store_list_rows_async:
 * @self: a store
 * @row_ids: (array length=n_row_ids): ids that velo_store_browse_finish() returned
 * @n_row_ids: how many, some hundred at most
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Reads rows of a list.
 */
void
velo_store_list_rows_async (VeloStore           *self,
                            const guint32       *row_ids,
                            guint                n_row_ids,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (row_ids != NULL || n_row_ids == 0);

  job = velo_store_job_new (list_rows_func);
  job->bytes = g_bytes_new (row_ids, n_row_ids * sizeof (guint32));
  velo_store_start (self, VELO_DATABASE_READ, job, velo_store_list_rows_async, cancellable,
                    callback, user_data);
}

/**
 * velo_store_list_rows_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer container) (element-type VeloSaleItem): one for each id, in their order; not
 *   loaded where the row is gone
 */
GPtrArray *
velo_store_list_rows_finish (VeloStore     *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  return velo_store_finish_result (self, result, velo_store_list_rows_async, error);
}
