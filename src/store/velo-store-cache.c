/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of what may be used again: answers of the insurer. Drafts stand in it as well. */

#define G_LOG_DOMAIN "velo-store-cache"

#include "config.h"

#include "velo-store-cache.h"

#include "velo-date.h"
#include "velo-store-private.h"

gboolean
velo_store_create_cache (VeloConnection *connection,
                         GError        **error)
{
  return velo_connection_execute (connection,
    "CREATE TABLE cache ("
    "  key TEXT NOT NULL PRIMARY KEY CHECK (key <> ''),"
    "  text TEXT NOT NULL,"
    "  stored_at INTEGER NOT NULL"
    ") STRICT;",
    error);
}

static gboolean
put_cache_func (VeloConnection *connection,
                VeloStoreJob   *job,
                GError        **error)
{
  velo_store_job_add_change (job, "cache", job->id);
  if (job->text == NULL)
    return velo_connection_run (connection, error, "DELETE FROM cache WHERE key = ?1", "t",
                                job->id);
  return velo_connection_run (connection, error,
                              "INSERT INTO cache (key, text, stored_at) VALUES (?1, ?2, ?3)"
                              " ON CONFLICT (key) DO UPDATE SET text = excluded.text,"
                              " stored_at = excluded.stored_at", "ttl", job->id, job->text,
                              velo_time_now ());
}

/**
 * velo_store_put_cache_async:
 * @self: a store
 * @key: what it is, for example "products"
 * @text: (nullable): UTF-8, %NULL to forget it
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Keeps a text with the present time.
 *
 * Fails with %VELO_STORE_ERROR_INVALID if @key is empty.
 */
void
velo_store_put_cache_async (VeloStore           *self,
                            const char          *key,
                            const char          *text,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (key != NULL);

  job = velo_store_job_new (put_cache_func);
  job->id = g_strdup (key);
  job->text = g_strdup (text);
  velo_store_start (self, VELO_DATABASE_WRITE, job, velo_store_put_cache_async, cancellable,
                    callback, user_data);
}

/**
 * velo_store_put_cache_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: whether it is stored
 */
gboolean
velo_store_put_cache_finish (VeloStore     *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  return velo_store_finish (self, result, velo_store_put_cache_async, error);
}

static gboolean
get_cache_func (VeloConnection *connection,
                VeloStoreJob   *job,
                GError        **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = FALSE;

  statement = velo_connection_query (connection, error,
                                     "SELECT text, stored_at FROM cache WHERE key = ?1", "t", job->id);
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return FALSE;
  if (has_row)
    {
      job->result_text = g_strdup (velo_statement_get_text (statement, 0));
      job->result_number = velo_statement_get_int64 (statement, 1);
    }
  return TRUE;
}

/**
 * velo_store_get_cache_async:
 * @self: a store
 * @key: what it is
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Reads a kept text. How old it may be the caller decides.
 */
void
velo_store_get_cache_async (VeloStore           *self,
                            const char          *key,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (key != NULL);

  job = velo_store_job_new (get_cache_func);
  job->id = g_strdup (key);
  velo_store_start (self, VELO_DATABASE_READ, job, velo_store_get_cache_async, cancellable,
                    callback, user_data);
}

/**
 * velo_store_get_cache_finish:
 * @self: a store
 * @result: the result
 * @text: (out) (nullable) (transfer full): the text, %NULL if there is none
 * @stored_at: (out) (optional): when it was stored, microseconds UTC
 * @error: return location for an error
 *
 * Returns: whether it could be looked for
 */
gboolean
velo_store_get_cache_finish (VeloStore     *self,
                             GAsyncResult  *result,
                             char         **text,
                             gint64        *stored_at,
                             GError       **error)
{
  VeloStoreJob *job = NULL;

  g_return_val_if_fail (text != NULL, FALSE);

  *text = NULL;
  if (!velo_store_finish (self, result, velo_store_get_cache_async, error))
    return FALSE;
  job = velo_store_get_job (result);
  *text = g_steal_pointer (&job->result_text);
  if (stored_at != NULL)
    *stored_at = job->result_number;
  return TRUE;
}
