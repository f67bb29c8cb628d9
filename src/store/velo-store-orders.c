/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole lists as row ids in their order: four bytes a row, so that a million is a small thing. */

#define G_LOG_DOMAIN "velo-store-orders"

#include "config.h"

#include "velo-store-lists-private.h"

/* More changed rows than that: reading the order anew is quicker. */
#define MOST_TOUCHED 100
/* Fewer found rows than that are put in order by their keys. */
#define FEW_ROWS 1000
/* So many rows are read from the index in a few milliseconds. */
#define MANY_ROWS 30000

/* The order of one list as it was read last. Changed rows are moved when it is used again. */
typedef struct
{
  GArray *ids;         /* (owned) (nullable) (element-type guint32): ascending */
  VeloSaleOrder order;
  gint64 stamp;        /* of the file, as far as others changed it */
  GHashTable *touched; /* (owned): row ids that we changed since */
} Order;

struct _VeloStoreLists
{
  Order orders[2];           /* of sales, of vehicles */
  guint32 highest;           /* of all ids */
  GArray *states;            /* (owned) (nullable) (element-type guint8): of each id up to it */
  gint64 states_stamp;
  GHashTable *states_touched; /* (owned): row ids that we changed since */
};

VeloStoreLists *
velo_store_lists_new (void)
{
  VeloStoreLists *lists = g_new0 (VeloStoreLists, 1);

  for (guint i = 0; i < G_N_ELEMENTS (lists->orders); i++)
    lists->orders[i].touched = g_hash_table_new (NULL, NULL);
  lists->states_touched = g_hash_table_new (NULL, NULL);
  return lists;
}

void
velo_store_lists_free (VeloStoreLists *lists)
{
  for (guint i = 0; i < G_N_ELEMENTS (lists->orders); i++)
    {
      g_hash_table_unref (lists->orders[i].touched);
      g_clear_pointer (&lists->orders[i].ids, g_array_unref);
    }
  g_clear_pointer (&lists->states, g_array_unref);
  g_hash_table_unref (lists->states_touched);
  g_free (lists);
}

/*
 * velo_store_lists_touch:
 *
 * Notes that a row was added, changed or removed.
 */
void
velo_store_lists_touch (VeloStoreJob *job,
                        gint64        row_id)
{
  VeloStoreLists *lists = job->store == NULL ? NULL : velo_store_get_lists (job->store);

  if (lists == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (lists->orders); i++)
    g_hash_table_add (lists->orders[i].touched, GUINT_TO_POINTER ((guint) row_id));
  g_hash_table_add (lists->states_touched, GUINT_TO_POINTER ((guint) row_id));
}

const char *
velo_store_lists_get_column (VeloSaleOrder order)
{
  switch (order)
    {
    case VELO_SALE_ORDER_NUMBER:
      return "by_number";
    case VELO_SALE_ORDER_CUSTOMER:
      return "by_customer";
    case VELO_SALE_ORDER_VEHICLE:
      return "by_vehicle";
    case VELO_SALE_ORDER_FRAME:
      return "by_frame";
    case VELO_SALE_ORDER_PRICE:
      return "by_price";
    case VELO_SALE_ORDER_CONTRACT:
      return "by_contract";
    case VELO_SALE_ORDER_STATE:
      return "by_state";
    case VELO_SALE_ORDER_DATE:
    default:
      return "by_date";
    }
}

/* Reading */

/* Takes the rows of a statement as ids, not more than @most. */
static GArray *
read_some_ids (VeloStatement  *statement,
               guint           most,
               GError        **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  gboolean has_row = TRUE;

  while (statement != NULL && velo_statement_step (statement, &has_row, error))
    {
      guint32 id;

      if (!has_row || ids->len == most)
        return g_steal_pointer (&ids);
      id = (guint32) velo_statement_get_int64 (statement, 0);
      g_array_append_val (ids, id);
    }
  return NULL;
}

static GArray *
read_ids (VeloStatement  *statement,
          GError        **error)
{
  return read_some_ids (statement, G_MAXUINT, error);
}

/* The kind that a list leaves out: vehicles without a sale, or sales without a vehicle. */
static int
get_left_out (const VeloStoreView *view)
{
  return view->vehicles_only ? 1 : 2;
}

static GArray *
read_order (VeloConnection       *connection,
            const VeloStoreView  *view,
            GError              **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  g_autofree char *sql = NULL;

  sql = g_strdup_printf ("SELECT row_id FROM list_rows WHERE kind <> ?1 ORDER BY %s, row_id",
                         velo_store_lists_get_column (view->order));
  statement = velo_connection_query (connection, error, sql, "i", get_left_out (view));
  return read_ids (statement, error);
}

static void
append_ids (GString       *sql,
            const guint32 *ids,
            guint          n_ids)
{
  for (guint i = 0; i < n_ids; i++)
    g_string_append_printf (sql, "%s%u", i == 0 ? "" : ",", ids[i]);
}

/* Puts few rows in order by their keys; those that are gone or of another list are left out. */
static GArray *
sort_few (VeloConnection       *connection,
          const VeloStoreView  *view,
          GArray               *ids,
          gboolean              descending,
          GError              **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  g_autoptr(GString) sql = g_string_new ("SELECT row_id FROM list_rows WHERE row_id IN (");
  const char *column = velo_store_lists_get_column (view->order);
  const char *way = descending ? "DESC" : "ASC";

  append_ids (sql, (const guint32 *) (gpointer) ids->data, ids->len);
  g_string_append_printf (sql, ") AND kind <> ?1 AND (?2 < 0 OR by_state = ?2)"
                          " ORDER BY %s %s, row_id %s", column, way, way);
  statement = velo_connection_prepare (connection, sql->str, error);
  if (statement == NULL)
    return NULL;
  velo_statement_bind (statement, "ii", get_left_out (view), view->state);
  return read_ids (statement, error);
}

/* Moving what changed */

static void
drop_touched (Order *order)
{
  guint32 *ids = (guint32 *) (gpointer) order->ids->data;
  guint n_kept = 0;

  for (guint i = 0; i < order->ids->len; i++)
    if (!g_hash_table_contains (order->touched, GUINT_TO_POINTER (ids[i])))
      ids[n_kept++] = ids[i];
  g_array_set_size (order->ids, n_kept);
}

static gboolean
insert_row (VeloConnection       *connection,
            const VeloStoreView  *view,
            GArray               *ids,
            guint32               id,
            GError              **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  g_autofree char *sql = NULL;
  const char *column = velo_store_lists_get_column (view->order);
  gboolean has_row = FALSE;
  guint32 next;
  guint position = ids->len;

  sql = g_strdup_printf ("SELECT row_id FROM list_rows WHERE kind <> ?1 AND (%s, row_id) >"
                         " (SELECT %s, row_id FROM list_rows WHERE row_id = ?2)"
                         " ORDER BY %s, row_id LIMIT 1", column, column, column);
  statement = velo_connection_query (connection, error, sql, "il", get_left_out (view), (gint64) id);
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return FALSE;
  if (has_row)
    {
      next = (guint32) velo_statement_get_int64 (statement, 0);
      for (guint i = ids->len; i > 0; i--)
        if (g_array_index (ids, guint32, i - 1) == next)
          {
            position = i - 1;
            break;
          }
    }
  g_array_insert_val (ids, position, id);
  return TRUE;
}

/* The last in the order first, so that the one before which a row comes is there already. */
static gboolean
move_touched (VeloConnection       *connection,
              const VeloStoreView  *view,
              Order                *order,
              GError              **error)
{
  g_autoptr(GArray) touched = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr(GArray) sorted = NULL;
  VeloStoreView whole = *view;
  GHashTableIter iter;
  gpointer key = NULL;

  g_hash_table_iter_init (&iter, order->touched);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      guint32 id = GPOINTER_TO_UINT (key);

      g_array_append_val (touched, id);
    }
  whole.state = -1;
  sorted = sort_few (connection, &whole, touched, TRUE, error);
  if (sorted == NULL)
    return FALSE;
  drop_touched (order);
  for (guint i = 0; i < sorted->len; i++)
    if (!insert_row (connection, view, order->ids, g_array_index (sorted, guint32, i), error))
      {
        g_clear_pointer (&order->ids, g_array_unref);
        return FALSE;
      }
  g_hash_table_remove_all (order->touched);
  return TRUE;
}

/* The whole list in its order, ascending; borrowed from @lists. */
static GArray *
ensure_order (VeloStoreLists       *lists,
              VeloConnection       *connection,
              const VeloStoreView  *view,
              GError              **error)
{
  Order *order = &lists->orders[view->vehicles_only ? 1 : 0];
  gint64 stamp = 0;

  if (!velo_connection_get_stamp (connection, &stamp, error))
    return NULL;
  if (order->ids == NULL || order->order != view->order || order->stamp != stamp
      || g_hash_table_size (order->touched) > MOST_TOUCHED)
    {
      g_clear_pointer (&order->ids, g_array_unref);
      order->ids = read_order (connection, view, error);
      if (order->ids == NULL)
        return NULL;
      order->order = view->order;
      order->stamp = stamp;
      g_hash_table_remove_all (order->touched);
    }
  else if (g_hash_table_size (order->touched) > 0
           && !move_touched (connection, view, order, error))
    return NULL;
  for (guint i = 0; i < order->ids->len; i++)
    lists->highest = MAX (lists->highest, g_array_index (order->ids, guint32, i));
  return order->ids;
}

/* States */

static gboolean
read_states (VeloStoreLists  *lists,
             VeloConnection  *connection,
             GError         **error)
{
  g_autoptr(GArray) states = g_array_new (FALSE, TRUE, sizeof (guint8));
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = TRUE;

  g_array_set_size (states, lists->highest + 1);
  statement = velo_connection_query (connection, error, "SELECT row_id, by_state FROM list_rows"
                                     " ORDER BY by_state", NULL);
  while (statement != NULL && velo_statement_step (statement, &has_row, error))
    {
      gint64 id;

      if (!has_row)
        {
          g_clear_pointer (&lists->states, g_array_unref);
          lists->states = g_steal_pointer (&states);
          g_hash_table_remove_all (lists->states_touched);
          return TRUE;
        }
      id = velo_statement_get_int64 (statement, 0);
      if (id >= 0 && id <= lists->highest)
        g_array_index (states, guint8, id) = (guint8) velo_statement_get_int64 (statement, 1);
    }
  return FALSE;
}

static gboolean
read_touched_states (VeloStoreLists  *lists,
                     VeloConnection  *connection,
                     GError         **error)
{
  GHashTableIter iter;
  gpointer key = NULL;
  gint64 state = 0;

  g_array_set_size (lists->states, MAX (lists->states->len, lists->highest + 1));
  g_hash_table_iter_init (&iter, lists->states_touched);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      guint id = GPOINTER_TO_UINT (key);

      if (!velo_connection_query_int64 (connection, &state, error,
                                        "SELECT by_state FROM list_rows WHERE row_id = ?1", "l",
                                        (gint64) id))
        return FALSE;
      if (id <= lists->highest)
        g_array_index (lists->states, guint8, id) = (guint8) state;
    }
  g_hash_table_remove_all (lists->states_touched);
  return TRUE;
}

/* The states of all rows, after ensure_order(). */
static gboolean
ensure_states (VeloStoreLists  *lists,
               VeloConnection  *connection,
               GError         **error)
{
  gint64 stamp = 0;

  if (!velo_connection_get_stamp (connection, &stamp, error))
    return FALSE;
  if (lists->states != NULL && lists->states_stamp == stamp
      && g_hash_table_size (lists->states_touched) <= MOST_TOUCHED)
    return read_touched_states (lists, connection, error);
  lists->states_stamp = stamp;
  return read_states (lists, connection, error);
}

/* Finding */

static void
set_bits (GArray *ids,
          guint8 *bits,
          guint   size)
{
  for (guint i = 0; i < ids->len; i++)
    {
      guint32 id = g_array_index (ids, guint32, i);

      if (id / 8 < size)
        bits[id / 8] |= (guint8) (1 << (id % 8));
    }
}

static GArray *
find_words (VeloConnection  *connection,
            char           **wanted,
            guint            most,
            GError         **error)
{
  g_autoptr(VeloStatement) statement = NULL;

  if (wanted[0] == NULL)
    return g_array_new (FALSE, FALSE, sizeof (guint32));
  statement = velo_search_match (connection, &velo_store_search, wanted, error);
  return read_some_ids (statement, most, error);
}

static GArray *
copy_ids (GArray   *ids,
          gboolean  descending)
{
  GArray *copy = g_array_sized_new (FALSE, FALSE, sizeof (guint32), ids->len);

  g_array_set_size (copy, ids->len);
  for (guint i = 0; i < ids->len; i++)
    g_array_index (copy, guint32, i) =
      g_array_index (ids, guint32, descending ? ids->len - 1 - i : i);
  return copy;
}

/* The rows of the whole list that are in @found, or all, and have the state of the view, in its order. */
static GArray *
pick (VeloStoreLists       *lists,
      const VeloStoreView  *view,
      GArray               *whole,
      GArray               *found)
{
  const guint8 *states = view->state < 0 ? NULL : (const guint8 *) lists->states->data;
  guint size = lists->highest / 8 + 1;
  g_autofree guint8 *bits = found == NULL ? NULL : g_malloc0 (size);
  GArray *picked = g_array_new (FALSE, FALSE, sizeof (guint32));

  if (found != NULL)
    set_bits (found, bits, size);
  for (guint i = 0; i < whole->len; i++)
    {
      guint32 id = g_array_index (whole, guint32, view->descending ? whole->len - 1 - i : i);

      if ((bits == NULL || (bits[id / 8] & (1 << (id % 8))) != 0)
          && (states == NULL || states[id] == view->state))
        g_array_append_val (picked, id);
    }
  return picked;
}

/*
 * velo_store_lists_find:
 * @wanted: (nullable): the words of @view
 * @is_broad: (out) (optional): if not %NULL, set when so many rows match that the first ones are
 *   found by looking at the list; nothing is returned then
 *
 * Returns: (transfer full) (element-type guint32): the ids of all rows of a view in its order
 */
GArray *
velo_store_lists_find (VeloStoreLists       *lists,
                       VeloConnection       *connection,
                       const VeloStoreView  *view,
                       char                **wanted,
                       gboolean             *is_broad,
                       GError              **error)
{
  g_autoptr(GArray) found = NULL;
  GArray *whole;

  if (wanted != NULL)
    {
      found = find_words (connection, wanted, is_broad == NULL ? G_MAXUINT : MANY_ROWS, error);
      if (found == NULL)
        return NULL;
      if (found->len <= FEW_ROWS)
        return sort_few (connection, view, found, view->descending, error);
    }
  if (is_broad != NULL && (found == NULL || found->len == MANY_ROWS))
    {
      *is_broad = TRUE;
      return NULL;
    }
  whole = ensure_order (lists, connection, view, error);
  if (whole == NULL || (view->state >= 0 && !ensure_states (lists, connection, error)))
    return NULL;
  if (found == NULL && view->state < 0)
    return copy_ids (whole, view->descending);
  return pick (lists, view, whole, found);
}
