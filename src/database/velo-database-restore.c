/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way back to a copy of a database. It is made ready under another name, with what must not be forgotten in it, and
 * takes the place of the database at once: who is killed meanwhile finds the one or the other. */

#define G_LOG_DOMAIN "velo-database-restore"

#include "config.h"

#include "velo-database-restore.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "velo-connection-private.h"

#define ASIDE ".replaced-"
#define PART ".part"

static const char * const log_suffixes[] = { "-wal", "-shm" };

typedef struct
{
  char *directory; /* (owned) */
  char *path;      /* (owned): of the database */
  char *backup;    /* (owned) */
  char *aside;     /* (owned): where the database is kept */
  char *part;      /* (owned): the copy until it is the database */
  int part_fd;     /* locked (flock) while the copy is made ready; -1 if there is none */
  const VeloDatabaseSchema *schema;
  VeloDatabaseCarryFunc carry; /* (nullable) */
  gpointer carry_data;         /* (borrowed) (nullable) */
} RestoreData;

static void
free_restore_data (gpointer user_data)
{
  RestoreData *data = user_data;

  g_free (data->directory);
  g_free (data->path);
  g_free (data->backup);
  g_free (data->aside);
  g_free (data->part);
  g_free (data);
}

/* The copy of the copy */

static gboolean
copy_bytes (int      from,
            int      to,
            GError **error)
{
  g_autofree char *buffer = g_malloc (1 << 16);
  gssize n_read;

  while ((n_read = read (from, buffer, 1 << 16)) != 0)
    {
      gssize n_written = 0;

      if (n_read < 0)
        return velo_database_file_set_error ("cannot read the copy", errno, error);
      while (n_written < n_read)
        {
          gssize n = write (to, buffer + n_written, (gsize) (n_read - n_written));

          if (n < 0)
            return velo_database_file_set_error ("cannot write the database", errno, error);
          n_written += n;
        }
    }
  if (fsync (to) == 0)
    return TRUE;
  return velo_database_file_set_error ("cannot write the database", errno, error);
}

static gboolean
make_part (RestoreData  *data,
           GError      **error)
{
  int from = g_open (data->backup, O_RDONLY | O_CLOEXEC, 0);
  gboolean done;

  if (from < 0)
    return velo_database_file_set_error ("cannot open the copy", errno, error);
  data->part_fd = g_open (data->part, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0600);
  done = data->part_fd >= 0 || velo_database_file_set_error ("cannot make the database", errno, error);
  if (done && flock (data->part_fd, LOCK_EX | LOCK_NB) != 0)
    g_info ("the file system locks no files");
  done = done && copy_bytes (from, data->part_fd, error);
  close (from);
  return done;
}

/* What is checked is our own copy of the copy, so nobody can change it in between. */
static gboolean
verify (const char               *path,
        const VeloDatabaseSchema *schema,
        GError                  **error)
{
  g_autoptr(VeloConnection) connection = NULL;
  gint64 version = 0;
  gboolean is_empty = FALSE;

  if (!velo_database_file_probe (path, schema, &is_empty, error))
    return FALSE;
  connection = is_empty ? NULL : velo_connection_open_copy (path, FALSE, error);
  if (connection != NULL
      && (!velo_connection_check (connection, FALSE, error)
          || !velo_connection_query_int64 (connection, &version, error, "PRAGMA user_version",
                                           NULL)))
    return FALSE;
  if (connection == NULL && !is_empty)
    return FALSE;
  if (version > 0 && version <= schema->n_migrations)
    return TRUE;
  g_set_error_literal (error, VELO_DATABASE_ERROR, VELO_DATABASE_ERROR_CORRUPT,
                       "the copy holds no tables");
  return FALSE;
}

/* Parts that somebody left behind who was killed: who works on one holds a lock on it. */

static void
remove_left (const char *path)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW, 0);

  if (fd < 0)
    return;
  if (flock (fd, LOCK_EX | LOCK_NB) == 0)
    velo_database_file_remove_copy (path);
  close (fd);
}

static void
remove_all_left (RestoreData *data)
{
  g_autofree char *name = g_path_get_basename (data->path);
  g_autofree char *prefix = g_strconcat (name, ASIDE, NULL);
  g_autoptr(GDir) dir = g_dir_open (data->directory, 0, NULL);
  const char *found;

  while (dir != NULL && (found = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (found, prefix) && g_str_has_suffix (found, PART))
      {
        g_autofree char *path = g_build_filename (data->directory, found, NULL);

        remove_left (path);
      }
}

/* What is taken over */

/* As a whole, with its log; one that is damaged or of a newer program is only looked at. An empty one was cut off. */
static VeloConnection *
open_replaced (RestoreData *data)
{
  g_autoptr(GError) error = NULL;
  VeloConnection *connection = NULL;
  gboolean is_empty = FALSE;

  if (velo_database_file_probe (data->path, data->schema, &is_empty, NULL) && is_empty)
    return NULL;
  connection = velo_connection_open (data->path, data->schema, &error);
  if (connection != NULL)
    return connection;
  g_info ("the replaced database: %s", error->message);
  return velo_connection_open_copy (data->path, FALSE, NULL);
}

static gboolean
carry_over (RestoreData    *data,
            VeloConnection *restored,
            GError        **error)
{
  g_autoptr(VeloConnection) replaced = open_replaced (data);

  if (data->carry == NULL)
    return TRUE;
  if (!velo_connection_execute (restored, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (data->carry (restored, replaced, data->carry_data, error)
      && velo_connection_execute (restored, "COMMIT", error))
    return TRUE;
  velo_connection_execute (restored, "ROLLBACK", NULL);
  return FALSE;
}

/* One file, whatever log the copy had: it is to be renamed. */
static gboolean
make_ready (RestoreData  *data,
            GError      **error)
{
  g_autoptr(VeloConnection) restored = velo_connection_open_copy (data->part, TRUE, error);

  return restored != NULL
    && velo_connection_execute (restored, "PRAGMA foreign_keys=ON; PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL",
                                error)
    && (!data->schema->overwrite_deleted || velo_connection_execute (restored, "PRAGMA secure_delete=ON", error))
    && velo_connection_migrate (restored, data->schema, FALSE, error)
    && carry_over (data, restored, error);
}

/* The change */

/* The old log must not be read together with the new file: it is in the old file now, or goes aside with it. */
static gboolean
put_log_away (RestoreData  *data,
              GError      **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (log_suffixes); i++)
    {
      g_autofree char *old = g_strconcat (data->path, log_suffixes[i], NULL);
      g_autofree char *kept = g_strconcat (data->aside, log_suffixes[i], NULL);

      if (g_rename (old, kept) != 0 && errno != ENOENT)
        return velo_database_file_set_error ("cannot put the log aside", errno, error);
    }
  return TRUE;
}

static void
put_log_back (RestoreData *data)
{
  for (guint i = 0; i < G_N_ELEMENTS (log_suffixes); i++)
    {
      g_autofree char *old = g_strconcat (data->path, log_suffixes[i], NULL);
      g_autofree char *kept = g_strconcat (data->aside, log_suffixes[i], NULL);

      if (g_rename (kept, old) != 0 && errno != ENOENT)
        g_warning ("the log of the database could not be put back: %s", g_strerror (errno));
    }
  g_unlink (data->aside);
}

static char *
make_aside_path (const char *path)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%dT%H%M%S");
  g_autofree char *id = g_uuid_string_random ();

  id[8] = '\0';
  return g_strdup_printf ("%s" ASIDE "%s-%s", path, stamp, id);
}

/* The name is never without a file: first a second name for the old one, then the change. */
static gboolean
swap (RestoreData  *data,
      GError      **error)
{
  if (link (data->path, data->aside) != 0 && errno != ENOENT)
    return velo_database_file_set_error ("cannot keep the replaced database", errno, error);
  if (put_log_away (data, error))
    {
      if (g_rename (data->part, data->path) == 0)
        {
          g_autoptr(GError) local_error = NULL;

          /* after a power cut the one or the other is there, and each is whole */
          if (!velo_database_file_sync_directory (data->directory, &local_error))
            g_info ("%s", local_error->message);
          return TRUE;
        }
      velo_database_file_set_error ("cannot replace the database", errno, error);
    }
  put_log_back (data);
  return FALSE;
}

/* Also after a long while of making ready: what somebody stores meanwhile would be lost. */
static gboolean
check_closed (RestoreData  *data,
              GError      **error)
{
  if (velo_instance_count (data->path) == 0)
    return TRUE;
  g_set_error_literal (error, VELO_DATABASE_ERROR, VELO_DATABASE_ERROR_BUSY, "the database is open");
  return FALSE;
}

static gboolean
restore (RestoreData   *data,
         GCancellable  *cancellable,
         GError       **error)
{
  if (!check_closed (data, error))
    return FALSE;
  if (g_mkdir_with_parents (data->directory, 0700) != 0)
    return velo_database_file_set_error ("cannot make the directory", errno, error);
  remove_all_left (data);
  if (make_part (data, error) && verify (data->part, data->schema, error)
      && !g_cancellable_set_error_if_cancelled (cancellable, error) && make_ready (data, error)
      && check_closed (data, error) && swap (data, error))
    return TRUE;
  if (data->part_fd >= 0)
    velo_database_file_remove_copy (data->part);
  return FALSE;
}

static void
restore_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  RestoreData *data = task_data;
  GError *error = NULL;
  gboolean done = restore (data, cancellable, &error);

  if (data->part_fd >= 0)
    close (data->part_fd);
  if (done)
    g_task_return_pointer (task, g_strdup (data->aside), g_free);
  else
    g_task_return_error (task, error);
}

/**
 * velo_database_restore_async:
 * @path: the database's file, which nobody may have open
 * @backup_path: the copy to go back to
 * @schema: what it must hold
 * @carry: (nullable) (scope async): takes over what the copy must know of the database
 * @carry_data: (nullable): data for @carry, which live as long as the call
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Checks a copy, takes an older one to the present version and puts it in the
 * place of the database, which is kept aside. That happens in one moment: a
 * program that is killed leaves the database as it was, or the copy with all
 * that was taken over.
 *
 * Fails with %VELO_DATABASE_ERROR_BUSY if anybody has the database open,
 * %VELO_DATABASE_ERROR_CORRUPT or %VELO_DATABASE_ERROR_TOO_NEW if the copy is
 * no good, or another #VeloDatabaseError; the database is as before then.
 */
void
velo_database_restore_async (const char               *path,
                             const char               *backup_path,
                             const VeloDatabaseSchema *schema,
                             VeloDatabaseCarryFunc     carry,
                             gpointer                  carry_data,
                             GCancellable             *cancellable,
                             GAsyncReadyCallback       callback,
                             gpointer                  user_data)
{
  g_autoptr(GTask) task = NULL;
  RestoreData *data = NULL;

  g_return_if_fail (path != NULL);
  g_return_if_fail (backup_path != NULL);
  g_return_if_fail (schema != NULL);

  data = g_new0 (RestoreData, 1);
  data->path = g_canonicalize_filename (path, NULL);
  data->directory = g_path_get_dirname (data->path);
  data->backup = g_canonicalize_filename (backup_path, NULL);
  data->aside = make_aside_path (data->path);
  data->part = g_strconcat (data->aside, PART, NULL);
  data->part_fd = -1;
  data->schema = schema;
  data->carry = carry;
  data->carry_data = carry_data;
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_database_restore_async);
  g_task_set_task_data (task, data, free_restore_data);
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, restore_thread);
}

/**
 * velo_database_restore_finish:
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full): where the replaced file is kept, if there was one
 */
char *
velo_database_restore_finish (GAsyncResult *result,
                              GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_database_restore_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
