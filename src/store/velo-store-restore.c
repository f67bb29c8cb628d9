/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way back to a copy of the store, which learns of the insurances that the replaced one knew. */

#define G_LOG_DOMAIN "velo-store-restore"

#include "config.h"

#include "velo-store-restore.h"

#include <string.h>

#include "velo-database-restore.h"
#include "velo-date.h"
#include "velo-store-carry-private.h"

#define SUFFIX ".backup"

/**
 * velo_store_restored_free:
 * @self: (transfer full): what came of it
 *
 * Frees it.
 */
void
velo_store_restored_free (VeloStoreRestored *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->aside);
  g_clear_pointer (&self->day, g_date_free);
  g_ptr_array_unref (self->left);
  g_free (self);
}

/* The name says it: "NAME-YYYY-MM-DD.backup". */
static GDate *
read_day (const char *backup_path)
{
  gsize length = strlen (backup_path);
  gsize n_tail = strlen ("YYYY-MM-DD" SUFFIX);
  g_autofree char *day = NULL;

  if (length < n_tail || !g_str_has_suffix (backup_path, SUFFIX))
    return NULL;
  day = g_strndup (backup_path + length - n_tail, strlen ("YYYY-MM-DD"));
  return velo_date_parse_iso (day);
}

static void
restore_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  VeloStoreRestored *restored = g_task_get_task_data (task);
  GError *error = NULL;

  restored->aside = velo_database_restore_finish (result, &error);
  if (error != NULL)
    g_task_return_error (task, velo_store_translate_error (error));
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * velo_store_restore_async:
 * @path: the store's file; close the store before
 * @backup_path: the copy to go back to
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Checks a copy and puts it in the place of the store, which is kept aside.
 *
 * What the insurer may have got since the copy was made is not forgotten: the
 * proposals that the store holds as sent, unclear, handed over or concluded are in the
 * copy afterwards, with numbers, bytes, policies and papers, and with their
 * sales if the copy has them not. What is damaged is taken over as far as it
 * can be read; then no application goes out by itself any more.
 *
 * Fails with %VELO_STORE_ERROR_BUSY if any program has the store open,
 * %VELO_STORE_ERROR_CORRUPT or %VELO_STORE_ERROR_TOO_NEW if the copy is no
 * good, or another #VeloStoreError; the store is as before then.
 */
void
velo_store_restore_async (const char          *path,
                          const char          *backup_path,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  VeloStoreRestored *restored;

  g_return_if_fail (path != NULL);
  g_return_if_fail (backup_path != NULL);

  restored = g_new0 (VeloStoreRestored, 1);
  restored->day = read_day (backup_path);
  restored->left = g_ptr_array_new_with_free_func (g_free);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_store_restore_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, restored, (GDestroyNotify) velo_store_restored_free);
  velo_database_restore_async (path, backup_path, &velo_store_schema, velo_store_carry_over, restored, cancellable,
                               restore_cb, g_steal_pointer (&task));
}

/**
 * velo_store_restore_finish:
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full): what came of it
 */
VeloStoreRestored *
velo_store_restore_finish (GAsyncResult *result,
                           GError      **error)
{
  VeloStoreRestored *restored;
  VeloStoreRestored *given = NULL;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_store_restore_async), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  restored = g_task_get_task_data (G_TASK (result));
  given = g_new0 (VeloStoreRestored, 1);
  given->aside = g_strdup (restored->aside);
  given->day = restored->day == NULL ? NULL : g_date_copy (restored->day);
  given->n_carried = restored->n_carried;
  given->left = g_ptr_array_ref (restored->left);
  given->known = restored->known;
  return given;
}
