/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Daily copies of a database, of which seven are kept. A copy is written beside the worker, in a thread of its own with
 * a connection that only reads: nobody waits for it. */

#define G_LOG_DOMAIN "velo-database-backup"

#include "config.h"

#include "velo-database-backup.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "velo-connection-private.h"
#include "velo-database-private.h"
#include "velo-date.h"

#define SUFFIX ".backup"
#define PART ".part-"

/* The copy gives way to what is looked at. */
#define NICE 10

typedef struct
{
  char *directory; /* (owned): of the copies */
  char *name;      /* (owned): of the database's file, without directory */
  char *path;      /* (owned) (nullable): of the database */
  char *backup;    /* (owned) (nullable): today's */
  gboolean replace;
  VeloDatabaseAside *aside; /* (owned) (nullable): until the copy is written */
  GError *error;   /* (owned) (nullable): why it was not */
} BackupData;

static void
free_backup_data (gpointer user_data)
{
  BackupData *data = user_data;

  g_free (data->directory);
  g_free (data->name);
  g_free (data->path);
  g_free (data->backup);
  g_clear_error (&data->error);
  g_free (data);
}

/* Names */

/* Whether @name is "<name>-YYYY-MM-DD.backup": nothing else is ever listed or removed. */
static gboolean
is_backup_name (const char *database_name,
                const char *name)
{
  g_autofree char *prefix = g_strconcat (database_name, "-", NULL);
  g_autofree char *day = NULL;
  g_autoptr(GDate) date = NULL;

  if (!g_str_has_prefix (name, prefix) || !g_str_has_suffix (name, SUFFIX)
      || strlen (name) != strlen (prefix) + strlen ("YYYY-MM-DD") + strlen (SUFFIX))
    return FALSE;
  day = g_strndup (name + strlen (prefix), strlen ("YYYY-MM-DD"));
  date = velo_date_parse_iso (day);
  return date != NULL;
}

static int
compare_newest_first (gconstpointer a,
                      gconstpointer b)
{
  return strcmp (*(const char * const *) b, *(const char * const *) a);
}

static GPtrArray *
list_backups (const char *directory,
              const char *database_name,
              GError    **error)
{
  g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GError) local_error = NULL;
  g_autoptr(GDir) dir = g_dir_open (directory, 0, &local_error);
  const char *name;

  if (dir == NULL && !g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_set_error_literal (error, VELO_DATABASE_ERROR, VELO_DATABASE_ERROR_IO,
                           local_error->message);
      return NULL;
    }
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (is_backup_name (database_name, name))
      g_ptr_array_add (paths, g_build_filename (directory, name, NULL));
  g_ptr_array_sort (paths, compare_newest_first);
  return g_steal_pointer (&paths);
}

/* Backup */

static void
remove_oldest (BackupData *data)
{
  g_autoptr(GPtrArray) paths = list_backups (data->directory, data->name, NULL);

  for (guint i = VELO_DATABASE_N_BACKUPS; paths != NULL && i < paths->len; i++)
    if (g_unlink (g_ptr_array_index (paths, i)) != 0)
      g_info ("an old copy could not be removed: %s", g_strerror (errno));
}

/* Whether @name is what is left of a copy: "<name>-YYYY-MM-DD.backup.part-..." */
static gboolean
is_part_name (const char *database_name,
              const char *name)
{
  const char *part = strstr (name, SUFFIX PART);
  g_autofree char *whole = part == NULL ? NULL : g_strndup (name, (gsize) (part - name) + strlen (SUFFIX));

  return whole != NULL && is_backup_name (database_name, whole);
}

/* Who writes a copy holds a lock on it; who was killed does not any more. The journal goes with its copy. */
static void
remove_part (const char *path)
{
  int fd = g_str_has_suffix (path, "-journal") ? -1 : g_open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW, 0);

  if (fd < 0)
    return;
  if (flock (fd, LOCK_EX | LOCK_NB) == 0)
    velo_database_file_remove_copy (path);
  close (fd);
}

static void
remove_parts (BackupData *data)
{
  g_autoptr(GDir) dir = g_dir_open (data->directory, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (is_part_name (data->name, name))
      {
        g_autofree char *path = g_build_filename (data->directory, name, NULL);

        remove_part (path);
      }
}

/* A name that is there is a whole copy: it is given when everything is on the disk. */
static gboolean
write_copy (BackupData    *data,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *part = g_strconcat (data->backup, PART, id, NULL);
  g_autoptr(VeloConnection) connection = velo_connection_open_copy (data->path, FALSE, error);

  if (connection == NULL)
    return FALSE;
  connection->cancellable = cancellable;
  if (!velo_connection_vacuum_into (connection, part, error))
    return FALSE;
  if (g_rename (part, data->backup) == 0)
    return velo_database_file_sync_directory (data->directory, error);
  velo_database_file_set_error ("cannot name the copy", errno, error);
  velo_database_file_remove_copy (part);
  return FALSE;
}

static gboolean
back_up (BackupData    *data,
         GCancellable  *cancellable,
         GError       **error)
{
  remove_parts (data);
  if (!data->replace && g_file_test (data->backup, G_FILE_TEST_EXISTS))
    return TRUE;
  if (g_mkdir_with_parents (data->directory, 0700) != 0)
    return velo_database_file_set_error ("cannot make the directory", errno, error);
  if (g_cancellable_set_error_if_cancelled (cancellable, error)
      || !write_copy (data, cancellable, error))
    return FALSE;
  remove_oldest (data);
  return TRUE;
}

static gboolean
backup_done_cb (gpointer user_data)
{
  GTask *task = user_data;
  BackupData *data = g_task_get_task_data (task);

  if (data->error != NULL)
    g_task_return_error (task, g_steal_pointer (&data->error));
  else
    g_task_return_pointer (task, g_strdup (data->backup), g_free);
  return G_SOURCE_REMOVE;
}

/* The thread only borrows the task: who waits for the answer may close and count objects. */
static gpointer
backup_thread (gpointer user_data)
{
  GTask *task = user_data;
  BackupData *data = g_task_get_task_data (task);

  setpriority (PRIO_PROCESS, 0, NICE);
  back_up (data, velo_database_aside_get_cancellable (data->aside), &data->error);
  g_clear_pointer (&data->aside, velo_database_aside_end);
  velo_database_answer (task, backup_done_cb, task, g_object_unref);
  return NULL;
}

/**
 * velo_database_backup_async:
 * @self: a database
 * @directory: where the copies are; made if it is not there
 * @replace: whether to write today's copy anew if there is one
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Writes today's copy (of the day in the local time zone) and removes all but the newest seven.
 * Nobody waits meanwhile: others read and write, and the copy is of the moment
 * in which it began. A copy that was left behind by a program that was killed
 * is removed.
 *
 * Fails with %VELO_DATABASE_ERROR_CLOSED after a close, %G_IO_ERROR_CANCELLED
 * if it is cancelled or the database is closed meanwhile, or another
 * #VeloDatabaseError, and then leaves the earlier copies alone.
 */
void
velo_database_backup_async (VeloDatabase        *self,
                            const char          *directory,
                            gboolean             replace,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(GDate) today = velo_date_today ();
  g_autofree char *day = velo_date_format_iso (today);
  g_autoptr(GThread) thread = NULL;
  g_autofree char *name = NULL;
  BackupData *data = NULL;
  GError *error = NULL;

  g_return_if_fail (VELO_IS_DATABASE (self));
  g_return_if_fail (directory != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  data = g_new0 (BackupData, 1);
  data->directory = g_canonicalize_filename (directory, NULL);
  data->path = g_strdup (velo_database_get_path (self));
  data->name = g_path_get_basename (data->path);
  data->replace = replace;
  name = g_strconcat (data->name, "-", day, SUFFIX, NULL);
  data->backup = g_build_filename (data->directory, name, NULL);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_database_backup_async);
  g_task_set_task_data (task, data, free_backup_data);
  g_task_set_check_cancellable (task, FALSE);
  data->aside = velo_database_aside_begin (self, cancellable, &error);
  if (data->aside == NULL)
    g_task_return_error (task, error);
  else
    thread = g_thread_new ("velo-copy", backup_thread, g_steal_pointer (&task));
}

/**
 * velo_database_backup_finish:
 * @self: a database
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full): path of today's copy
 */
char *
velo_database_backup_finish (VeloDatabase  *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_database_backup_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* List */

static void
list_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  BackupData *data = task_data;
  GError *error = NULL;
  GPtrArray *paths = list_backups (data->directory, data->name, &error);

  if (paths == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, paths, (GDestroyNotify) g_ptr_array_unref);
}

/**
 * velo_database_list_backups_async:
 * @directory: where the copies are
 * @name: name of the database's file, without directory
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Lists the daily copies.
 */
void
velo_database_list_backups_async (const char          *directory,
                                  const char          *name,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  BackupData *data = NULL;

  g_return_if_fail (directory != NULL);
  g_return_if_fail (name != NULL);

  data = g_new0 (BackupData, 1);
  data->directory = g_canonicalize_filename (directory, NULL);
  data->name = g_strdup (name);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_database_list_backups_async);
  g_task_set_task_data (task, data, free_backup_data);
  g_task_run_in_thread (task, list_thread);
}

/**
 * velo_database_list_backups_finish:
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer container) (element-type filename): paths, newest first
 */
GPtrArray *
velo_database_list_backups_finish (GAsyncResult *result,
                                   GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_database_list_backups_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
