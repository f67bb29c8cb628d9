/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copies of the store. */

#define G_LOG_DOMAIN "velo-store-backup"

#include "config.h"

#include "velo-database-backup.h"
#include "velo-store-private.h"

static void
backup_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  GError *error = NULL;
  char *path = velo_database_backup_finish (VELO_DATABASE (source), result, &error);

  if (path == NULL)
    g_task_return_error (task, velo_store_translate_error (error));
  else
    g_task_return_pointer (task, path, g_free);
}

/**
 * velo_store_backup_async:
 * @self: a store
 * @directory: where the copies are; made if it is not there
 * @replace: whether to write today's copy anew if there is one
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Writes today's copy and keeps the newest seven.
 */
void
velo_store_backup_async (VeloStore           *self,
                         const char          *directory,
                         gboolean             replace,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (directory != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_store_backup_async);
  g_task_set_check_cancellable (task, FALSE);
  velo_database_backup_async (velo_store_get_database (self), directory, replace, cancellable,
                              backup_cb, g_steal_pointer (&task));
}

/**
 * velo_store_backup_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full): path of today's copy
 */
char *
velo_store_backup_finish (VeloStore     *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_store_backup_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
list_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  GError *error = NULL;
  GPtrArray *paths = velo_database_list_backups_finish (result, &error);

  if (paths == NULL)
    g_task_return_error (task, velo_store_translate_error (error));
  else
    g_task_return_pointer (task, paths, (GDestroyNotify) g_ptr_array_unref);
}

/**
 * velo_store_list_backups_async:
 * @path: the store's file
 * @directory: where the copies are
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Lists the copies of a store, which need not be open.
 */
void
velo_store_list_backups_async (const char          *path,
                               const char          *directory,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (path != NULL);
  g_return_if_fail (directory != NULL);

  name = g_path_get_basename (path);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_store_list_backups_async);
  velo_database_list_backups_async (directory, name, cancellable, list_cb,
                                    g_steal_pointer (&task));
}

/**
 * velo_store_list_backups_finish:
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer container) (element-type filename): paths, newest first
 */
GPtrArray *
velo_store_list_backups_finish (GAsyncResult *result,
                                GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_store_list_backups_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
