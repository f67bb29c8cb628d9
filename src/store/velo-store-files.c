/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of files of watched folders, known again by their content. */

#define G_LOG_DOMAIN "velo-store-files"

#include "config.h"

#include "velo-store-files.h"

#include "velo-date.h"
#include "velo-store-private.h"

#define SELECT \
  "SELECT sha256, size, name, folder, modified_at, taken_at, outcome, invoice_id, reason" \
  " FROM taken_files "

gboolean
velo_store_create_files (VeloConnection *connection,
                         GError        **error)
{
  return velo_connection_execute (connection,
    "CREATE TABLE taken_files ("
    "  sha256 TEXT NOT NULL PRIMARY KEY CHECK (length (sha256) = 64),"
    "  size INTEGER NOT NULL CHECK (size >= 0),"
    "  name TEXT NOT NULL,"
    "  folder TEXT NOT NULL,"
    "  modified_at INTEGER NOT NULL,"
    "  taken_at INTEGER NOT NULL,"
    "  outcome TEXT NOT NULL CHECK (outcome <> ''),"
    "  invoice_id TEXT REFERENCES invoices (id),"
    "  reason TEXT NOT NULL"
    ") STRICT;"
    "CREATE INDEX taken_files_by_folder ON taken_files (folder, taken_at DESC);"
    "CREATE INDEX taken_files_newest ON taken_files (taken_at DESC);"
    "CREATE INDEX taken_files_by_invoice ON taken_files (invoice_id)"
    "  WHERE invoice_id IS NOT NULL;",
    error);
}

static VeloTakenFile *
file_from_statement (VeloStatement *statement)
{
  VeloTakenFile *file = velo_taken_file_new ();

  velo_taken_file_set_sha256 (file, velo_statement_get_text (statement, 0));
  velo_taken_file_set_size (file, velo_statement_get_int64 (statement, 1));
  velo_taken_file_set_name (file, velo_statement_get_text (statement, 2));
  velo_taken_file_set_folder (file, velo_statement_get_text (statement, 3));
  velo_taken_file_set_modified_at (file, velo_statement_get_int64 (statement, 4));
  velo_taken_file_set_taken_at (file, velo_statement_get_int64 (statement, 5));
  velo_taken_file_set_outcome (file,
                               velo_store_value (VELO_TYPE_FILE_OUTCOME,
                                                 velo_statement_get_text (statement, 6)));
  velo_taken_file_set_invoice_id (file, velo_statement_get_text (statement, 7));
  velo_taken_file_set_reason (file, velo_statement_get_text (statement, 8));
  return file;
}

static gboolean
put_taken_file_func (VeloConnection *connection,
                     VeloStoreJob   *job,
                     GError        **error)
{
  VeloTakenFile *file = job->record;
  gint64 taken_at = velo_taken_file_get_taken_at (file);

  velo_store_job_add_change (job, "taken-files", velo_taken_file_get_sha256 (file));
  return velo_connection_run (connection, error,
    "INSERT INTO taken_files (sha256, size, name, folder, modified_at, taken_at, outcome,"
    "  invoice_id, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
    " ON CONFLICT (sha256) DO UPDATE SET outcome = excluded.outcome,"
    "  invoice_id = excluded.invoice_id, reason = excluded.reason", "tlttlltnt",
    velo_taken_file_get_sha256 (file), velo_taken_file_get_size (file),
    velo_taken_file_get_name (file), velo_taken_file_get_folder (file),
    velo_taken_file_get_modified_at (file), taken_at > 0 ? taken_at : velo_time_now (),
    velo_store_nick (VELO_TYPE_FILE_OUTCOME, (int) velo_taken_file_get_outcome (file)),
    velo_taken_file_get_invoice_id (file), velo_taken_file_get_reason (file));
}

/**
 * velo_store_put_taken_file_async:
 * @self: a store
 * @file: the file with its outcome
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Remembers a file. If its content is known, only outcome, sale and reason are replaced.
 *
 * Fails with %VELO_STORE_ERROR_INVALID if it has no SHA-256 or names a sale that is not stored.
 */
void
velo_store_put_taken_file_async (VeloStore           *self,
                                 VeloTakenFile       *file,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (VELO_IS_TAKEN_FILE (file));

  job = velo_store_job_new (put_taken_file_func);
  job->record = velo_record_copy (file);
  velo_store_start (self, VELO_DATABASE_WRITE, job, velo_store_put_taken_file_async, cancellable,
                    callback, user_data);
}

/**
 * velo_store_put_taken_file_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: whether it is stored
 */
gboolean
velo_store_put_taken_file_finish (VeloStore     *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  return velo_store_finish (self, result, velo_store_put_taken_file_async, error);
}

static gboolean
find_taken_file_func (VeloConnection *connection,
                      VeloStoreJob   *job,
                      GError        **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = FALSE;

  statement = velo_connection_query (connection, error, SELECT "WHERE sha256 = ?1", "t", job->id);
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return FALSE;
  if (has_row)
    velo_store_job_take_result (job, file_from_statement (statement), g_object_unref);
  return TRUE;
}

/**
 * velo_store_find_taken_file_async:
 * @self: a store
 * @sha256: of the content, 64 hexadecimal digits
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Looks whether a content is known, under whatever name.
 */
void
velo_store_find_taken_file_async (VeloStore           *self,
                                  const char          *sha256,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (sha256 != NULL);

  job = velo_store_job_new (find_taken_file_func);
  job->id = g_strdup (sha256);
  velo_store_start (self, VELO_DATABASE_READ, job, velo_store_find_taken_file_async, cancellable,
                    callback, user_data);
}

/**
 * velo_store_find_taken_file_finish:
 * @self: a store
 * @result: the result
 * @file: (out) (nullable) (transfer full): the file, %NULL if the content is new
 * @error: return location for an error
 *
 * Returns: whether it could be looked for
 */
gboolean
velo_store_find_taken_file_finish (VeloStore      *self,
                                   GAsyncResult   *result,
                                   VeloTakenFile **file,
                                   GError        **error)
{
  g_return_val_if_fail (file != NULL, FALSE);

  *file = NULL;
  if (!velo_store_finish (self, result, velo_store_find_taken_file_async, error))
    return FALSE;
  *file = g_steal_pointer (&velo_store_get_job (result)->result);
  return TRUE;
}

static gboolean
list_taken_files_func (VeloConnection *connection,
                       VeloStoreJob   *job,
                       GError        **error)
{
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = TRUE;

  if (job->text == NULL)
    statement = velo_connection_query (connection, error,
                                       SELECT "ORDER BY taken_at DESC LIMIT ?1", "l", job->limit);
  else
    statement = velo_connection_query (connection, error,
                                       SELECT "WHERE folder = ?2 ORDER BY taken_at DESC LIMIT ?1",
                                       "lt", job->limit, job->text);
  while (statement != NULL && velo_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        {
          velo_store_job_take_result (job, g_steal_pointer (&files),
                                      (GDestroyNotify) g_ptr_array_unref);
          return TRUE;
        }
      g_ptr_array_add (files, file_from_statement (statement));
    }
  return FALSE;
}

/**
 * velo_store_list_taken_files_async:
 * @self: a store
 * @folder: (nullable): where they were first seen, %NULL for anywhere
 * @limit: most files to return
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Lists files that were looked at, the latest first.
 */
void
velo_store_list_taken_files_async (VeloStore           *self,
                                   const char          *folder,
                                   guint                limit,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));

  job = velo_store_job_new (list_taken_files_func);
  job->text = g_strdup (folder);
  job->limit = limit;
  velo_store_start (self, VELO_DATABASE_READ, job, velo_store_list_taken_files_async, cancellable,
                    callback, user_data);
}

/**
 * velo_store_list_taken_files_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer container) (element-type VeloTakenFile): the files
 */
GPtrArray *
velo_store_list_taken_files_finish (VeloStore     *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  return velo_store_finish_result (self, result, velo_store_list_taken_files_async, error);
}
