/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One connection to SQLite: opening with care, statements, errors; what only SQLite knows. */

#define G_LOG_DOMAIN "velo-connection"
#define _GNU_SOURCE /* sync_file_range() */

#include "config.h"

#include "velo-connection-private.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "velo-statement-private.h"

#define BUSY_TIMEOUT_MSEC 5000
#define BUSY_RETRY_USEC 10000
#define PROGRESS_STEPS 2000
#define MOST_KEPT 128
#define SYNC_BYTES (16 * 1024 * 1024)

/* Errors */

static VeloDatabaseError
code_of_rc (int rc,
            int system_errno)
{
  switch (rc & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return VELO_DATABASE_ERROR_BUSY;
    case SQLITE_FULL:
      return VELO_DATABASE_ERROR_FULL;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return VELO_DATABASE_ERROR_CORRUPT;
    case SQLITE_CONSTRAINT:
      return rc == SQLITE_CONSTRAINT_UNIQUE || rc == SQLITE_CONSTRAINT_PRIMARYKEY
        ? VELO_DATABASE_ERROR_CONFLICT : VELO_DATABASE_ERROR_INVALID;
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG:
      return VELO_DATABASE_ERROR_INVALID;
    case SQLITE_IOERR:
      if (system_errno == ENOSPC || system_errno == EDQUOT || system_errno == EFBIG)
        return VELO_DATABASE_ERROR_FULL;
      return VELO_DATABASE_ERROR_IO;
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_READONLY:
      return VELO_DATABASE_ERROR_IO;
    default:
      return VELO_DATABASE_ERROR_FAILED;
    }
}

/*
 * velo_connection_set_error:
 *
 * Sets @error from SQLite's. The message names columns and constraints, never values.
 *
 * Returns: %FALSE
 */
gboolean
velo_connection_set_error (VeloConnection *self,
                           int             rc,
                           GError        **error)
{
  int system_errno = self->db == NULL ? 0 : sqlite3_system_errno (self->db);
  const char *message = self->db == NULL ? sqlite3_errstr (rc) : sqlite3_errmsg (self->db);

  if ((rc & 0xff) == SQLITE_INTERRUPT)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the operation was cancelled");
  else
    g_set_error (error, VELO_DATABASE_ERROR, (int) code_of_rc (rc, system_errno), "%s (%d)",
                 message, rc);
  return FALSE;
}

static int
progress_cb (gpointer user_data)
{
  VeloConnection *self = user_data;

  return g_cancellable_is_cancelled (self->cancellable);
}

/* Opening */

static void
finalize_statement (gpointer stmt)
{
  sqlite3_finalize (stmt);
}

static VeloConnection *
open_handle (const char *path,
             int         flags,
             GError    **error)
{
  VeloConnection *self = g_new0 (VeloConnection, 1);
  int rc;

  self->path = g_strdup (path);
  self->thread = g_thread_self ();
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, finalize_statement);
  rc = sqlite3_open_v2 (path, &self->db,
                        flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
                        | SQLITE_OPEN_PRIVATECACHE,
                        NULL);
  if (rc != SQLITE_OK)
    {
      velo_connection_set_error (self, rc, error);
      velo_connection_close (self);
      return NULL;
    }
  sqlite3_busy_timeout (self->db, BUSY_TIMEOUT_MSEC);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_progress_handler (self->db, PROGRESS_STEPS, progress_cb, self);
  return self;
}

static gboolean
set_log (VeloConnection *self,
         GError        **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = FALSE;

  statement = velo_connection_query (self, error, "PRAGMA journal_mode=WAL", NULL);
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return FALSE;
  if (!has_row || g_strcmp0 (velo_statement_get_text (statement, 0), "wal") != 0)
    {
      g_set_error_literal (error, VELO_DATABASE_ERROR, VELO_DATABASE_ERROR_IO,
                           "the file system allows no write-ahead log");
      return FALSE;
    }
  return TRUE;
}

/* SQLite asks nobody to wait while it switches to the log, and two processes that make the file at once do just
 * that. */
static gboolean
set_pragmas (VeloConnection *self,
             GError        **error)
{
  gint64 deadline = g_get_monotonic_time () + BUSY_TIMEOUT_MSEC * G_TIME_SPAN_MILLISECOND;
  g_autoptr(GError) local_error = NULL;

  if (!velo_connection_execute (self, "PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL", error))
    return FALSE;
  while (!set_log (self, &local_error))
    {
      if (!g_error_matches (local_error, VELO_DATABASE_ERROR, VELO_DATABASE_ERROR_BUSY)
          || g_get_monotonic_time () > deadline)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      g_clear_error (&local_error);
      g_usleep (BUSY_RETRY_USEC);
    }
  return TRUE;
}

/* The newest version may still be in the log and not yet in the file's head. */
static gboolean
check_version (VeloConnection           *self,
               const VeloDatabaseSchema *schema,
               GError                  **error)
{
  gint64 version = 0;

  if (!velo_connection_query_int64 (self, &version, error, "PRAGMA user_version", NULL))
    return FALSE;
  if (version <= schema->n_migrations)
    return TRUE;
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  g_set_error (error, VELO_DATABASE_ERROR, VELO_DATABASE_ERROR_TOO_NEW,
               "the file has version %" G_GINT64_FORMAT ", this program knows %u", version,
               schema->n_migrations);
  return FALSE;
}

/*
 * velo_connection_open:
 * @path: absolute path of the file; made if it is not there
 * @schema: what it must hold
 *
 * Opens, checks and migrates. A file that is newer or none of ours is left as it is.
 *
 * Returns: (transfer full): the connection, for the thread that called
 */
VeloConnection *
velo_connection_open (const char               *path,
                      const VeloDatabaseSchema *schema,
                      GError                  **error)
{
  g_autoptr(VeloConnection) self = NULL;
  g_autoptr(GError) local_error = NULL;
  gboolean is_empty = FALSE;
  gboolean is_unclean = FALSE;
  guint n_open;

  if (!velo_database_file_probe (path, schema, &is_empty, error)
      || !velo_database_file_make (path, error))
    return NULL;
  is_unclean = !is_empty && velo_database_file_has_log (path);
  self = open_handle (path, SQLITE_OPEN_READWRITE, error);
  if (self == NULL || !check_version (self, schema, error))
    return NULL;
  if (is_unclean && !velo_connection_check (self, TRUE, error))
    return NULL;
  if (!set_pragmas (self, error)
      || (schema->overwrite_deleted && !velo_connection_execute (self, "PRAGMA secure_delete=ON", error))
      || !velo_connection_migrate (self, schema, TRUE, error)
      || !check_version (self, schema, error))
    return NULL;
  self->instance = velo_instance_new (path, &local_error);
  if (self->instance == NULL)
    {
      g_set_error_literal (error, VELO_DATABASE_ERROR, VELO_DATABASE_ERROR_IO,
                           local_error->message);
      return NULL;
    }
  /* what those who died left behind goes as well */
  n_open = velo_instance_count (path);
  g_debug ("%u have the database open", n_open);
  return g_steal_pointer (&self);
}

/*
 * velo_connection_open_copy:
 * @writable: whether it may write; nobody else may know the file then
 *
 * Returns: (transfer full): a connection without check or migration
 */
VeloConnection *
velo_connection_open_copy (const char *path,
                           gboolean    writable,
                           GError    **error)
{
  return open_handle (path, writable ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY, error);
}

/*
 * velo_connection_close:
 *
 * Closes; statements must have been freed.
 */
void
velo_connection_close (VeloConnection *self)
{
  int rc;

  g_clear_pointer (&self->statements, g_hash_table_unref);
  rc = sqlite3_close (self->db);
  if (rc != SQLITE_OK)
    {
      g_critical ("a statement was left open");
      sqlite3_close_v2 (self->db);
    }
  g_clear_pointer (&self->instance, velo_instance_free);
  g_free (self->path);
  g_free (self);
}

/**
 * velo_connection_check:
 * @self: a connection
 * @quick: whether to leave out what takes long: the indexes are not held against their tables
 * @error: return location for an error
 *
 * Reads the whole file and looks for damage.
 *
 * Returns: whether the file is sound; else @error is
 *   %VELO_DATABASE_ERROR_CORRUPT or why it could not be read
 */
gboolean
velo_connection_check (VeloConnection *self,
                       gboolean        quick,
                       GError        **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = FALSE;

  statement = velo_connection_query (self, error, quick ? "PRAGMA quick_check(1)" : "PRAGMA integrity_check(1)", NULL);
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return FALSE;
  if (has_row && g_strcmp0 (velo_statement_get_text (statement, 0), "ok") == 0)
    return TRUE;
  g_set_error_literal (error, VELO_DATABASE_ERROR, VELO_DATABASE_ERROR_CORRUPT,
                       "the database is damaged");
  return FALSE;
}

/* To the disk in pieces, so that who waits for others to be written, or for us to end, does not wait for all of it. */
static gboolean
sync_in_pieces (VeloConnection *self,
                int             fd,
                GError        **error)
{
  struct stat info = { 0 };

  if (fstat (fd, &info) != 0)
    return velo_database_file_set_error ("cannot write the copy", errno, error);
  for (off_t done = 0; done < info.st_size; done += SYNC_BYTES)
    {
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      /* only a help: what counts is below */
      sync_file_range (fd, done, SYNC_BYTES, SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE
                       | SYNC_FILE_RANGE_WAIT_AFTER);
    }
  if (fsync (fd) == 0)
    return TRUE;
  return velo_database_file_set_error ("cannot write the copy", errno, error);
}

/*
 * velo_connection_vacuum_into:
 * @path: name of a file that is not there yet
 *
 * Writes a complete copy, readable by the owner only, and removes it again if that fails. While
 * it is written the file is locked (flock), so that others can tell it from one left behind.
 *
 * Returns: whether it succeeded
 */
gboolean
velo_connection_vacuum_into (VeloConnection *self,
                             const char     *path,
                             GError        **error)
{
  int fd = g_open (path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0600);
  gboolean done;

  if (fd < 0)
    return velo_database_file_set_error ("cannot make the copy", errno, error);
  done = flock (fd, LOCK_EX | LOCK_NB) == 0 || errno == ENOLCK || errno == EOPNOTSUPP;
  if (!done)
    velo_database_file_set_error ("cannot lock the copy", errno, error);
  done = done && velo_connection_run (self, error, "VACUUM INTO ?1", "t", path)
    && sync_in_pieces (self, fd, error);
  close (fd);
  if (!done)
    velo_database_file_remove_copy (path);
  return done;
}

/* Statements */

/**
 * velo_connection_execute:
 * @self: the connection
 * @sql: statements without parameters, separated by semicolons
 * @error: return location for a #VeloDatabaseError or %G_IO_ERROR_CANCELLED
 *
 * Runs them one after the other.
 *
 * Returns: whether all succeeded
 */
gboolean
velo_connection_execute (VeloConnection *self,
                         const char     *sql,
                         GError        **error)
{
  int rc;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);
  g_assert (self->thread == g_thread_self ());

  rc = sqlite3_exec (self->db, sql, NULL, NULL, NULL);
  return rc == SQLITE_OK ? TRUE : velo_connection_set_error (self, rc, error);
}

/**
 * velo_connection_prepare:
 * @self: the connection
 * @sql: one statement
 * @error: return location for a #VeloDatabaseError
 *
 * Prepares a statement that is made for this one time. Those whose text never
 * changes are run with velo_connection_query() and are kept for the next time.
 *
 * Returns: (transfer full): the statement
 */
VeloStatement *
velo_connection_prepare (VeloConnection *self,
                         const char     *sql,
                         GError        **error)
{
  sqlite3_stmt *stmt = NULL;
  int rc;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);
  g_assert (self->thread == g_thread_self ());

  rc = sqlite3_prepare_v2 (self->db, sql, -1, &stmt, NULL);
  if (rc != SQLITE_OK)
    {
      velo_connection_set_error (self, rc, error);
      return NULL;
    }
  return velo_statement_new (self, stmt, FALSE);
}

/* A statement is taken out while it is used: the same text may be asked for meanwhile. */
static VeloStatement *
take_kept (VeloConnection  *self,
           const char      *sql,
           GError         **error)
{
  gpointer key = NULL;
  gpointer stmt = NULL;
  int rc;

  g_assert (self->thread == g_thread_self ());

  if (g_hash_table_steal_extended (self->statements, sql, &key, &stmt))
    {
      g_free (key);
      return velo_statement_new (self, stmt, TRUE);
    }
  rc = sqlite3_prepare_v3 (self->db, sql, -1, SQLITE_PREPARE_PERSISTENT, (sqlite3_stmt **) &stmt,
                           NULL);
  if (rc == SQLITE_OK)
    return velo_statement_new (self, stmt, TRUE);
  velo_connection_set_error (self, rc, error);
  return NULL;
}

/*
 * velo_connection_give_back:
 * @is_kept: whether it may be used again
 *
 * Ends a statement, or keeps it for the next time.
 */
void
velo_connection_give_back (VeloConnection *self,
                           sqlite3_stmt   *stmt,
                           gboolean        is_kept)
{
  if (!is_kept || g_hash_table_size (self->statements) >= MOST_KEPT)
    {
      sqlite3_finalize (stmt);
      return;
    }
  sqlite3_reset (stmt);
  sqlite3_clear_bindings (stmt);
  g_hash_table_replace (self->statements, g_strdup (sqlite3_sql (stmt)), stmt);
}

static VeloStatement *
prepare_va (VeloConnection *self,
            GError        **error,
            const char     *sql,
            const char     *types,
            va_list         values)
{
  VeloStatement *statement = take_kept (self, sql, error);

  if (statement != NULL)
    velo_statement_bind_va (statement, types, values);
  return statement;
}

/**
 * velo_connection_query:
 * @self: the connection
 * @error: return location for a #VeloDatabaseError
 * @sql: one statement
 * @types: (nullable): as for velo_statement_bind()
 * @...: the values
 *
 * Returns: (transfer full): the statement, ready to step
 */
VeloStatement *
velo_connection_query (VeloConnection *self,
                       GError        **error,
                       const char     *sql,
                       const char     *types,
                       ...)
{
  VeloStatement *statement;
  va_list values;

  va_start (values, types);
  statement = prepare_va (self, error, sql, types, values);
  va_end (values);
  return statement;
}

/**
 * velo_connection_run:
 * @self: the connection
 * @error: return location for a #VeloDatabaseError or %G_IO_ERROR_CANCELLED
 * @sql: one statement
 * @types: (nullable): as for velo_statement_bind()
 * @...: the values
 *
 * Runs a statement whose rows do not matter.
 *
 * Returns: whether it succeeded
 */
gboolean
velo_connection_run (VeloConnection *self,
                     GError        **error,
                     const char     *sql,
                     const char     *types,
                     ...)
{
  g_autoptr(VeloStatement) statement = NULL;
  va_list values;

  va_start (values, types);
  statement = prepare_va (self, error, sql, types, values);
  va_end (values);
  return statement != NULL && velo_statement_run (statement, error);
}

/**
 * velo_connection_query_int64:
 * @self: the connection
 * @value: (out): first column of the first row, 0 if there is no row
 * @error: return location for a #VeloDatabaseError or %G_IO_ERROR_CANCELLED
 * @sql: one statement
 * @types: (nullable): as for velo_statement_bind()
 * @...: the values
 *
 * Returns: whether it succeeded
 */
gboolean
velo_connection_query_int64 (VeloConnection *self,
                             gint64         *value,
                             GError        **error,
                             const char     *sql,
                             const char     *types,
                             ...)
{
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = FALSE;
  va_list values;

  va_start (values, types);
  statement = prepare_va (self, error, sql, types, values);
  va_end (values);
  *value = 0;
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return FALSE;
  if (has_row)
    *value = velo_statement_get_int64 (statement, 0);
  return TRUE;
}

/**
 * velo_connection_get_n_changed:
 * @self: the connection
 *
 * Returns: how many rows the last statement changed
 */
gint64
velo_connection_get_n_changed (VeloConnection *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return sqlite3_changes64 (self->db);
}

/**
 * velo_connection_get_stamp:
 * @self: the connection
 * @stamp: (out): a number
 * @error: return location for a #VeloDatabaseError
 *
 * Tells whether others changed the file: the number is another one after that.
 * What this connection changes itself does not count.
 *
 * Returns: whether it succeeded
 */
gboolean
velo_connection_get_stamp (VeloConnection *self,
                           gint64         *stamp,
                           GError        **error)
{
  return velo_connection_query_int64 (self, stamp, error, "PRAGMA data_version", NULL);
}

/**
 * velo_connection_get_path:
 * @self: the connection
 *
 * Returns: the file
 */
const char *
velo_connection_get_path (VeloConnection *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->path;
}

/**
 * velo_connection_get_instance_id:
 * @self: the connection
 *
 * Returns: the id by which others can tell whether this connection is still open
 */
const char *
velo_connection_get_instance_id (VeloConnection *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->instance == NULL ? "" : velo_instance_get_id (self->instance);
}
