/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What follows from a change, done in the same transaction: last days, rows of lists. */

#define G_LOG_DOMAIN "velo-store-follow"

#include "config.h"

#include "velo-store-lists-private.h"
#include "velo-store-private.h"

static gboolean
add_ids (VeloStatement  *statement,
         GHashTable     *ids,
         GError        **error)
{
  gboolean has_row = TRUE;

  while (statement != NULL && velo_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return TRUE;
      g_hash_table_add (ids, g_strdup (velo_statement_get_text (statement, 0)));
    }
  return FALSE;
}

/*
 * velo_store_list_ids:
 * @sql: selects one column
 *
 * Returns: (transfer full) (element-type utf8): a set of ids
 */
GHashTable *
velo_store_list_ids (VeloConnection *connection,
                     const char     *sql,
                     GError        **error)
{
  g_autoptr(GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(VeloStatement) statement = velo_connection_query (connection, error, sql, NULL);

  return add_ids (statement, ids, error) ? g_steal_pointer (&ids) : NULL;
}

static gboolean
add_ids_of (VeloConnection *connection,
            GHashTable     *ids,
            const char     *sql,
            const char     *id,
            GError        **error)
{
  g_autoptr(VeloStatement) statement = velo_connection_query (connection, error, sql, "t", id);

  return add_ids (statement, ids, error);
}

/* What a change of @table reaches; an empty id stands for nothing in particular. */
static gboolean
collect (VeloConnection *connection,
         const char     *table,
         const char     *id,
         GHashTable     *vehicles,
         GHashTable     *invoices,
         GError        **error)
{
  if (*id == '\0')
    return TRUE;
  if (g_str_equal (table, "vehicles"))
    g_hash_table_add (vehicles, g_strdup (id));
  if (g_str_equal (table, "sales"))
    {
      g_hash_table_add (invoices, g_strdup (id));
      return add_ids_of (connection, vehicles, "SELECT id FROM vehicles WHERE invoice_id = ?1", id,
                         error);
    }
  if (g_str_equal (table, "customers"))
    return add_ids_of (connection, vehicles, "SELECT id FROM vehicles WHERE customer_id = ?1", id,
                       error)
      && add_ids_of (connection, invoices, "SELECT id FROM invoices WHERE customer_id = ?1", id,
                     error);
  return TRUE;
}

static gboolean
follow_vehicle (VeloConnection *connection,
                VeloStoreJob   *job,
                const char     *id,
                GError        **error)
{
  gint64 n_found = 0;

  if (!velo_connection_query_int64 (connection, &n_found, error,
                                    "SELECT count (*) FROM vehicles WHERE id = ?1", "t", id))
    return FALSE;
  return (n_found == 0 || velo_store_put_last_day (connection, job, id, NULL, error))
    && velo_store_follow_vehicle (connection, job, id, error);
}

/*
 * velo_store_follow_changes:
 *
 * Brings up to date what follows from the changes that @job noted. Called before the commit.
 *
 * Returns: whether it succeeded
 */
gboolean
velo_store_follow_changes (VeloConnection *connection,
                           VeloStoreJob   *job,
                           GError        **error)
{
  g_autoptr(GHashTable) vehicles = NULL;
  g_autoptr(GHashTable) invoices = NULL;
  GHashTableIter iter;
  gpointer id = NULL;

  if (job->changes->len == 0)
    return TRUE;
  vehicles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  invoices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i + 1 < job->changes->len; i += 2)
    if (!collect (connection, g_ptr_array_index (job->changes, i),
                  g_ptr_array_index (job->changes, i + 1), vehicles, invoices, error))
      return FALSE;
  g_hash_table_iter_init (&iter, vehicles);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!follow_vehicle (connection, job, id, error))
      return FALSE;
  g_hash_table_iter_init (&iter, invoices);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!velo_store_follow_invoice (connection, job, id, error))
      return FALSE;
  return TRUE;
}

static gboolean
fill_sale (VeloConnection *connection,
           VeloStoreJob   *job,
           const char     *invoice_id,
           GError        **error)
{
  g_autoptr(VeloInvoice) invoice = NULL;

  invoice = velo_store_query_record (connection, VELO_TYPE_INVOICE, error,
                                     "SELECT record FROM invoices WHERE id = ?1", invoice_id);
  return invoice != NULL && velo_store_put_reversal (connection, job, invoice, error);
}

/*
 * velo_store_fill_sales:
 *
 * Fills, for the sales of an older file, the columns that it did not have.
 *
 * Returns: whether it succeeded
 */
gboolean
velo_store_fill_sales (VeloConnection *connection,
                       VeloStoreJob   *job,
                       GError        **error)
{
  g_autoptr(GHashTable) invoices = velo_store_list_ids (connection, "SELECT id FROM invoices", error);
  g_autoptr(GHashTable) vehicles = velo_store_list_ids (connection, "SELECT id FROM vehicles", error);
  GHashTableIter iter;
  gpointer id = NULL;

  if (invoices == NULL || vehicles == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, invoices);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!fill_sale (connection, job, id, error))
      return FALSE;
  g_hash_table_iter_init (&iter, vehicles);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!velo_store_put_last_day (connection, job, id, NULL, error))
      return FALSE;
  return TRUE;
}
