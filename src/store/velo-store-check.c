/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the file of the store is sound, looked at when support asks. */

#define G_LOG_DOMAIN "velo-store-check"

#include "config.h"

#include "velo-store-check.h"

#include "velo-store-private.h"

static gboolean
check_file_func (VeloConnection *connection,
                 VeloStoreJob   *job,
                 GError        **error)
{
  return velo_connection_check (connection, FALSE, error);
}

/**
 * velo_store_check_file_async:
 * @self: a store
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Reads the whole file and looks for damage. Who asks the store for something
 * else meanwhile waits: with a million sales a minute or more.
 *
 * Fails with %VELO_STORE_ERROR_CORRUPT if the file is damaged,
 * %VELO_STORE_ERROR_CLOSED after a close, or %G_IO_ERROR_CANCELLED.
 */
void
velo_store_check_file_async (VeloStore           *self,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (VELO_IS_STORE (self));

  velo_store_start (self, VELO_DATABASE_READ, velo_store_job_new (check_file_func), velo_store_check_file_async,
                    cancellable, callback, user_data);
}

/**
 * velo_store_check_file_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: whether the file is sound
 */
gboolean
velo_store_check_file_finish (VeloStore     *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  return velo_store_finish (self, result, velo_store_check_file_async, error);
}
