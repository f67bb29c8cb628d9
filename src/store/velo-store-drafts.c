/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sales that are typed in or corrected and not saved yet, each with the file it is read from if that is stored nowhere
 * else. They are forgotten after a while. */

#define G_LOG_DOMAIN "velo-store-drafts"

#include "config.h"

#include "velo-store-drafts.h"

#include "velo-date.h"
#include "velo-store-private.h"

/* A file goes with its draft, whoever removes that. */
gboolean
velo_store_create_drafts (VeloConnection *connection,
                          GError        **error)
{
  return velo_connection_execute (connection,
    "CREATE TABLE draft_files ("
    "  key TEXT NOT NULL PRIMARY KEY REFERENCES cache (key) ON DELETE CASCADE,"
    "  content BLOB NOT NULL"
    ") STRICT;",
    error);
}

static gint64
get_oldest (void)
{
  return velo_time_now () - VELO_STORE_DRAFT_DAYS * G_TIME_SPAN_DAY;
}

/*
 * velo_store_forget_old_drafts:
 *
 * Forgets the drafts that nobody changed for %VELO_STORE_DRAFT_DAYS days; they hold names.
 *
 * Returns: whether it succeeded
 */
gboolean
velo_store_forget_old_drafts (VeloConnection *connection,
                              GError        **error)
{
  return velo_connection_run (connection, error,
                              "DELETE FROM cache WHERE substr (key, 1, length (?1)) = ?1 AND stored_at < ?2",
                              "tl", VELO_STORE_DRAFT_PREFIX, get_oldest ());
}

/*
 * velo_store_forget_draft:
 *
 * Forgets a draft and its file, if there is one.
 *
 * Returns: whether it succeeded
 */
gboolean
velo_store_forget_draft (VeloConnection *connection,
                         VeloStoreJob   *job,
                         const char     *key,
                         GError        **error)
{
  velo_store_job_add_change (job, "cache", key);
  return velo_connection_run (connection, error, "DELETE FROM cache WHERE key = ?1", "t", key);
}

static gboolean
put_draft_func (VeloConnection *connection,
                VeloStoreJob   *job,
                GError        **error)
{
  if (!velo_store_forget_old_drafts (connection, error))
    return FALSE;
  if (job->text == NULL)
    return velo_store_forget_draft (connection, job, job->id, error);
  velo_store_job_add_change (job, "cache", job->id);
  return velo_connection_run (connection, error,
                              "INSERT INTO cache (key, text, stored_at) VALUES (?1, ?2, ?3)"
                              " ON CONFLICT (key) DO UPDATE SET text = excluded.text,"
                              " stored_at = excluded.stored_at", "ttl", job->id, job->text, velo_time_now ())
    && (job->bytes == NULL
        || velo_connection_run (connection, error,
                                "INSERT INTO draft_files (key, content) VALUES (?1, ?2)"
                                " ON CONFLICT (key) DO NOTHING", "tb", job->id, job->bytes));
}

/**
 * velo_store_put_draft_async:
 * @self: a store
 * @key: %VELO_STORE_DRAFT_TYPED, or %VELO_STORE_DRAFT_SALE or %VELO_STORE_DRAFT_FILE with what follows them
 * @invoice: (nullable): as it is entered now; copied. %NULL to forget the draft and its file
 * @file: (nullable): what it is read from, if nothing else keeps that; stored once
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Keeps what is entered until it is saved. It is forgotten when it was not put
 * again for %VELO_STORE_DRAFT_DAYS days, and with the sale that is added from
 * that file or form.
 *
 * Fails with a #VeloStoreError.
 */
void
velo_store_put_draft_async (VeloStore           *self,
                            const char          *key,
                            VeloInvoice         *invoice,
                            GBytes              *file,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (key != NULL && g_str_has_prefix (key, VELO_STORE_DRAFT_PREFIX));
  g_return_if_fail (invoice == NULL || VELO_IS_INVOICE (invoice));

  job = velo_store_job_new (put_draft_func);
  job->id = g_strdup (key);
  job->text = invoice == NULL ? NULL : velo_record_to_text (invoice);
  job->bytes = file == NULL ? NULL : g_bytes_ref (file);
  velo_store_start (self, VELO_DATABASE_WRITE, job, velo_store_put_draft_async, cancellable, callback, user_data);
}

/**
 * velo_store_put_draft_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: whether it is kept
 */
gboolean
velo_store_put_draft_finish (VeloStore     *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  return velo_store_finish (self, result, velo_store_put_draft_async, error);
}

/* What a draft holds, %NULL without @error set if there is none. */
static VeloInvoice *
read_draft (VeloConnection *connection,
            const char     *key,
            GError        **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = FALSE;

  statement = velo_connection_query (connection, error, "SELECT text FROM cache WHERE key = ?1 AND stored_at >= ?2",
                                     "tl", key, get_oldest ());
  if (statement == NULL || !velo_statement_step (statement, &has_row, error) || !has_row)
    return NULL;
  return velo_store_load_record (VELO_TYPE_INVOICE, velo_statement_get_text (statement, 0), error);
}

static gboolean
get_draft_func (VeloConnection *connection,
                VeloStoreJob   *job,
                GError        **error)
{
  g_autoptr(GError) local_error = NULL;

  velo_store_job_take_result (job, read_draft (connection, job->id, &local_error), g_object_unref);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/**
 * velo_store_get_draft_async:
 * @self: a store
 * @key: as it was put
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Loads what is kept of a sale that is not saved.
 *
 * Fails with %VELO_STORE_ERROR_CORRUPT if it cannot be read, or another #VeloStoreError.
 */
void
velo_store_get_draft_async (VeloStore           *self,
                            const char          *key,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (key != NULL);

  job = velo_store_job_new (get_draft_func);
  job->id = g_strdup (key);
  velo_store_start (self, VELO_DATABASE_READ, job, velo_store_get_draft_async, cancellable, callback, user_data);
}

/**
 * velo_store_get_draft_finish:
 * @self: a store
 * @result: the result
 * @invoice: (out) (nullable) (transfer full): the draft, %NULL if there is none
 * @error: return location for an error
 *
 * Returns: whether it could be looked for
 */
gboolean
velo_store_get_draft_finish (VeloStore     *self,
                             GAsyncResult  *result,
                             VeloInvoice  **invoice,
                             GError       **error)
{
  g_return_val_if_fail (invoice != NULL, FALSE);

  *invoice = NULL;
  if (!velo_store_finish (self, result, velo_store_get_draft_async, error))
    return FALSE;
  *invoice = g_steal_pointer (&velo_store_get_job (result)->result);
  return TRUE;
}

static gboolean
load_draft_file_func (VeloConnection *connection,
                      VeloStoreJob   *job,
                      GError        **error)
{
  g_autofree char *key = g_strconcat (VELO_STORE_DRAFT_FILE, job->id, NULL);
  g_autofree char *found = NULL;
  g_autoptr(VeloInvoice) invoice = read_draft (connection, key, NULL);
  g_autoptr(VeloStatement) statement = NULL;
  g_autoptr(GBytes) bytes = NULL;
  gboolean has_row = FALSE;

  statement = velo_connection_query (connection, error, "SELECT content FROM draft_files WHERE key = ?1", "t", key);
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return FALSE;
  if (!has_row)
    return velo_store_set_error (error, VELO_STORE_ERROR_NOT_FOUND, "there is no such draft");
  bytes = velo_statement_dup_bytes (statement, 0);
  found = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  if (!g_str_equal (found, job->id))
    return velo_store_set_error (error, VELO_STORE_ERROR_CORRUPT, "the file of a draft is damaged");
  job->result_text = g_strdup (invoice == NULL ? "" : velo_invoice_get_file_name (invoice));
  velo_store_job_take_result (job, g_steal_pointer (&bytes), (GDestroyNotify) g_bytes_unref);
  return TRUE;
}

/**
 * velo_store_load_draft_file_async:
 * @self: a store
 * @sha256: of the file, 64 hexadecimal digits
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Reads the file that a draft is read from.
 *
 * Fails with %VELO_STORE_ERROR_NOT_FOUND if the draft was saved or forgotten,
 * %VELO_STORE_ERROR_CORRUPT if the bytes are not the ones that were kept.
 */
void
velo_store_load_draft_file_async (VeloStore           *self,
                                  const char          *sha256,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (sha256 != NULL);

  job = velo_store_job_new (load_draft_file_func);
  job->id = g_strdup (sha256);
  velo_store_start (self, VELO_DATABASE_READ, job, velo_store_load_draft_file_async, cancellable, callback,
                    user_data);
}

/**
 * velo_store_load_draft_file_finish:
 * @self: a store
 * @result: the result
 * @file_name: (out) (transfer full): its name, for people; may be empty
 * @error: return location for an error
 *
 * Returns: (transfer full): the bytes
 */
GBytes *
velo_store_load_draft_file_finish (VeloStore     *self,
                                   GAsyncResult  *result,
                                   char         **file_name,
                                   GError       **error)
{
  GBytes *bytes = velo_store_finish_result (self, result, velo_store_load_draft_file_async, error);

  g_return_val_if_fail (file_name != NULL, NULL);

  *file_name = bytes == NULL ? NULL : g_steal_pointer (&velo_store_get_job (result)->result_text);
  return bytes;
}
