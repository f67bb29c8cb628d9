/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of places in watched folders: what lies there with this size and time needs no reading. */

#define G_LOG_DOMAIN "velo-store-places"

#include "config.h"

#include "velo-store-places.h"

#include "velo-store-private.h"

/* The row without a name says that the folder was seen as a whole. */
#define WHOLE ""

gboolean
velo_store_create_places (VeloConnection *connection,
                          GError        **error)
{
  return velo_connection_execute (connection,
    "CREATE TABLE places ("
    "  folder TEXT NOT NULL CHECK (folder <> ''),"
    "  name TEXT NOT NULL,"
    "  size INTEGER NOT NULL CHECK (size >= 0),"
    "  modified_at INTEGER NOT NULL,"
    "  PRIMARY KEY (folder, name)"
    ") STRICT;",
    error);
}

static gboolean
put_place (VeloConnection *connection,
           const char     *folder,
           const char     *name,
           gint64          size,
           gint64          modified_at,
           GError        **error)
{
  return velo_connection_run (connection, error,
    "INSERT INTO places (folder, name, size, modified_at) VALUES (?1, ?2, ?3, ?4)"
    " ON CONFLICT (folder, name) DO UPDATE SET size = excluded.size,"
    "  modified_at = excluded.modified_at", "ttll", folder, name, size, modified_at);
}

static gboolean
note_places_func (VeloConnection *connection,
                  VeloStoreJob   *job,
                  GError        **error)
{
  for (guint i = 0; i < job->array->len; i++)
    {
      VeloTakenFile *file = g_ptr_array_index (job->array, i);

      if (!put_place (connection, job->id, velo_taken_file_get_name (file),
                      velo_taken_file_get_size (file), velo_taken_file_get_modified_at (file),
                      error))
        return FALSE;
    }
  return job->number == 0 || put_place (connection, job->id, WHOLE, 0, 0, error);
}

/**
 * velo_store_note_places_async:
 * @self: a store
 * @folder: URI of a watched folder
 * @files: (element-type VeloTakenFile): names, sizes and times of files in it
 * @known: whether the folder was seen as a whole with this
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Remembers what lies where, all or nothing, so that it is not read again at the next start.
 */
void
velo_store_note_places_async (VeloStore           *self,
                              const char          *folder,
                              GPtrArray           *files,
                              gboolean             known,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (folder != NULL && files != NULL);

  job = velo_store_job_new (note_places_func);
  job->id = g_strdup (folder);
  job->array = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < files->len; i++)
    g_ptr_array_add (job->array, velo_record_copy (g_ptr_array_index (files, i)));
  job->number = known ? 1 : 0;
  velo_store_start (self, VELO_DATABASE_WRITE, job, velo_store_note_places_async, cancellable,
                    callback, user_data);
}

/**
 * velo_store_note_places_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: whether they are stored
 */
gboolean
velo_store_note_places_finish (VeloStore     *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return velo_store_finish (self, result, velo_store_note_places_async, error);
}

static gboolean
list_places_func (VeloConnection *connection,
                  VeloStoreJob   *job,
                  GError        **error)
{
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = TRUE;

  statement = velo_connection_query (connection, error,
                                     "SELECT name, size, modified_at FROM places WHERE folder = ?1",
                                     "t", job->id);
  while (statement != NULL && velo_statement_step (statement, &has_row, error))
    {
      const char *name = has_row ? velo_statement_get_text (statement, 0) : NULL;
      g_autoptr(VeloTakenFile) file = NULL;

      if (!has_row)
        {
          velo_store_job_take_result (job, g_steal_pointer (&files),
                                      (GDestroyNotify) g_ptr_array_unref);
          return TRUE;
        }
      if (g_str_equal (name, WHOLE))
        {
          job->result_number = 1;
          continue;
        }
      file = velo_taken_file_new ();
      velo_taken_file_set_folder (file, job->id);
      velo_taken_file_set_name (file, name);
      velo_taken_file_set_size (file, velo_statement_get_int64 (statement, 1));
      velo_taken_file_set_modified_at (file, velo_statement_get_int64 (statement, 2));
      g_ptr_array_add (files, g_steal_pointer (&file));
    }
  return FALSE;
}

/**
 * velo_store_list_places_async:
 * @self: a store
 * @folder: URI of a watched folder
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Lists what is remembered of a folder.
 */
void
velo_store_list_places_async (VeloStore           *self,
                              const char          *folder,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (folder != NULL);

  job = velo_store_job_new (list_places_func);
  job->id = g_strdup (folder);
  velo_store_start (self, VELO_DATABASE_READ, job, velo_store_list_places_async, cancellable,
                    callback, user_data);
}

/**
 * velo_store_list_places_finish:
 * @self: a store
 * @result: the result
 * @known: (out): whether the folder was seen as a whole before
 * @error: return location for an error
 *
 * Returns: (transfer container) (element-type VeloTakenFile): the files, or %NULL
 */
GPtrArray *
velo_store_list_places_finish (VeloStore     *self,
                               GAsyncResult  *result,
                               gboolean      *known,
                               GError       **error)
{
  g_return_val_if_fail (known != NULL, NULL);

  *known = FALSE;
  if (!velo_store_finish (self, result, velo_store_list_places_async, error))
    return NULL;
  *known = velo_store_get_job (result)->result_number != 0;
  return g_steal_pointer (&velo_store_get_job (result)->result);
}

static gboolean
forget_places_func (VeloConnection *connection,
                    VeloStoreJob   *job,
                    GError        **error)
{
  return velo_connection_run (connection, error, "DELETE FROM places WHERE folder = ?1", "t",
                              job->id);
}

/**
 * velo_store_forget_places_async:
 * @self: a store
 * @folder: URI of a folder that is watched no longer
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Forgets what lies in a folder. By their contents the files are still known.
 */
void
velo_store_forget_places_async (VeloStore           *self,
                                const char          *folder,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (folder != NULL);

  job = velo_store_job_new (forget_places_func);
  job->id = g_strdup (folder);
  velo_store_start (self, VELO_DATABASE_WRITE, job, velo_store_forget_places_async, cancellable,
                    callback, user_data);
}

/**
 * velo_store_forget_places_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: whether it is forgotten
 */
gboolean
velo_store_forget_places_finish (VeloStore     *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return velo_store_finish (self, result, velo_store_forget_places_async, error);
}
