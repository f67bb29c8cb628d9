/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells which of those who opened a database are still alive, by locked files beside it. */

#define G_LOG_DOMAIN "velo-instance"

#include "config.h"

#include "velo-instance.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

struct _VeloInstance
{
  char *id;   /* (owned): UUID */
  char *path; /* (owned) */
  int fd;
};

static char *
make_prefix (const char *database_path)
{
  g_autofree char *name = g_path_get_basename (database_path);

  return g_strdup_printf (".%s.open-", name);
}

static char *
make_path (const char *database_path,
           const char *id)
{
  g_autofree char *directory = g_path_get_dirname (database_path);
  g_autofree char *prefix = make_prefix (database_path);
  g_autofree char *name = g_strconcat (prefix, id, NULL);

  return g_build_filename (directory, name, NULL);
}

/* Another one may take the file for left behind between our open() and flock(). */
static gboolean
is_still_linked (int fd)
{
  struct stat info;

  return fstat (fd, &info) == 0 && info.st_nlink > 0;
}

/**
 * velo_instance_new:
 * @database_path: the file that is opened
 * @error: return location for a #GFileError
 *
 * Returns: (transfer full): the proof, valid until freed
 */
VeloInstance *
velo_instance_new (const char *database_path,
                   GError    **error)
{
  g_autoptr(VeloInstance) self = NULL;
  int saved_errno = 0;

  g_return_val_if_fail (database_path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  for (guint i = 0; i < 8; i++)
    {
      g_clear_pointer (&self, velo_instance_free);
      self = g_new0 (VeloInstance, 1);
      self->id = g_uuid_string_random ();
      self->path = make_path (database_path, self->id);
      self->fd = g_open (self->path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0600);
      saved_errno = errno;
      if (self->fd < 0)
        break;
      if (flock (self->fd, LOCK_EX | LOCK_NB) == 0 && is_still_linked (self->fd))
        return g_steal_pointer (&self);
      saved_errno = errno;
    }
  g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (saved_errno),
               "cannot mark the database as open: %s", g_strerror (saved_errno));
  return NULL;
}

/**
 * velo_instance_free:
 * @self: (transfer full): the proof
 *
 * Gives it up.
 */
void
velo_instance_free (VeloInstance *self)
{
  g_return_if_fail (self != NULL);

  if (self->fd >= 0)
    {
      g_unlink (self->path);
      close (self->fd);
    }
  g_free (self->id);
  g_free (self->path);
  g_free (self);
}

/**
 * velo_instance_get_id:
 * @self: the proof
 *
 * Returns: its UUID, to be stored with what this instance is doing
 */
const char *
velo_instance_get_id (VeloInstance *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->id;
}

static gboolean
is_locked (const char *path)
{
  int fd = g_open (path, O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0);
  gboolean locked;

  if (fd < 0)
    return errno != ENOENT;
  locked = flock (fd, LOCK_EX | LOCK_NB) != 0;
  if (!locked)
    g_unlink (path);
  close (fd);
  return locked;
}

/**
 * velo_instance_is_alive:
 * @database_path: the file
 * @id: (nullable): id of an instance, as stored earlier
 *
 * If in doubt (the lock file is there but cannot be opened), the answer is yes.
 *
 * Returns: whether that instance still has the database open
 */
gboolean
velo_instance_is_alive (const char *database_path,
                        const char *id)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (database_path != NULL, FALSE);

  if (id == NULL || !g_uuid_string_is_valid (id))
    return FALSE;
  path = make_path (database_path, id);
  return is_locked (path);
}

/**
 * velo_instance_count:
 * @database_path: the file
 *
 * Also removes what dead ones left behind.
 *
 * Returns: how many instances have the database open, in any process
 */
guint
velo_instance_count (const char *database_path)
{
  g_autofree char *directory = NULL;
  g_autofree char *prefix = NULL;
  g_autoptr(GDir) dir = NULL;
  const char *name;
  guint n_alive = 0;

  g_return_val_if_fail (database_path != NULL, 0);

  directory = g_path_get_dirname (database_path);
  prefix = make_prefix (database_path);
  dir = g_dir_open (directory, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = NULL;

      if (!g_str_has_prefix (name, prefix) || !g_uuid_string_is_valid (name + strlen (prefix)))
        continue;
      path = g_build_filename (directory, name, NULL);
      if (is_locked (path))
        n_alive++;
    }
  return n_alive;
}
