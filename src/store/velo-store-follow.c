/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What follows from a change, done in the same transaction: last days of vehicles. */

#define G_LOG_DOMAIN "velo-store-follow"

#include "config.h"

#include "velo-store-private.h"

static gboolean
add_ids (VeloConnection *connection,
         GHashTable     *ids,
         const char     *sql,
         const char     *id,
         GError        **error)
{
  g_autoptr(VeloStatement) statement = velo_connection_query (connection, error, sql, "t", id);
  gboolean has_row = TRUE;

  if (statement == NULL)
    return FALSE;
  while (velo_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return TRUE;
      g_hash_table_add (ids, g_strdup (velo_statement_get_text (statement, 0)));
    }
  return FALSE;
}

/* Those that are still there: a change may have removed one. */
static gboolean
collect_vehicles (VeloConnection *connection,
                  VeloStoreJob   *job,
                  GHashTable     *ids,
                  GError        **error)
{
  for (guint i = 0; i + 1 < job->changes->len; i += 2)
    {
      const char *table = g_ptr_array_index (job->changes, i);
      const char *id = g_ptr_array_index (job->changes, i + 1);

      if (g_str_equal (table, "vehicles")
          && !add_ids (connection, ids, "SELECT id FROM vehicles WHERE id = ?1", id, error))
        return FALSE;
      if (g_str_equal (table, "customers")
          && !add_ids (connection, ids, "SELECT id FROM vehicles WHERE customer_id = ?1", id, error))
        return FALSE;
    }
  return TRUE;
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
  g_autoptr(GHashTable) ids = NULL;
  GHashTableIter iter;
  gpointer id = NULL;

  if (job->changes->len == 0)
    return TRUE;
  ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!collect_vehicles (connection, job, ids, error))
    return FALSE;
  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!velo_store_put_last_day (connection, job, id, error))
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
  g_autoptr(GHashTable) invoices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) vehicles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer id = NULL;

  if (!add_ids (connection, invoices, "SELECT id FROM invoices WHERE id <> ?1", "", error)
      || !add_ids (connection, vehicles, "SELECT id FROM vehicles WHERE id <> ?1", "", error))
    return FALSE;
  g_hash_table_iter_init (&iter, invoices);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!fill_sale (connection, job, id, error))
      return FALSE;
  g_hash_table_iter_init (&iter, vehicles);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!velo_store_put_last_day (connection, job, id, error))
      return FALSE;
  return TRUE;
}
