/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The database's file as bytes: looked at before SQLite may touch it, readable by its owner. */

#define G_LOG_DOMAIN "velo-database-file"

#include "config.h"

#include "velo-connection-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#define HEADER_SIZE 100
#define PAGE_SIZE_OFFSET 16
#define CHANGE_OFFSET 24
#define N_PAGES_OFFSET 28
#define VALID_FOR_OFFSET 92
#define VERSION_OFFSET 60
#define APPLICATION_OFFSET 68

/*
 * velo_database_file_set_error:
 * @what: what could not be done
 *
 * Returns: %FALSE
 */
gboolean
velo_database_file_set_error (const char *what,
                              int         saved_errno,
                              GError    **error)
{
  gboolean full = saved_errno == ENOSPC || saved_errno == EDQUOT || saved_errno == EFBIG;

  g_set_error (error, VELO_DATABASE_ERROR,
               full ? VELO_DATABASE_ERROR_FULL : VELO_DATABASE_ERROR_IO,
               "%s: %s", what, g_strerror (saved_errno));
  return FALSE;
}

static guint32
read_number (const guint8 *header,
             guint         offset)
{
  guint32 number;

  memcpy (&number, header + offset, sizeof number);
  return GUINT32_FROM_BE (number);
}

/*
 * velo_database_file_has_log:
 *
 * Returns: whether a log is left, because somebody has the file open or died with it
 */
gboolean
velo_database_file_has_log (const char *path)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  struct stat info;

  return g_stat (wal, &info) == 0 && info.st_size > 0;
}

/* SQLite takes a file cut off at a page for a whole one. With a log the rest may be in there. */
static gboolean
is_cut_off (const char   *path,
            const guint8 *header,
            goffset       size)
{
  guint32 page_size = (guint32) header[PAGE_SIZE_OFFSET] << 8 | header[PAGE_SIZE_OFFSET + 1];
  guint64 n_pages = read_number (header, N_PAGES_OFFSET);

  if (page_size == 1)
    page_size = 65536;
  return read_number (header, CHANGE_OFFSET) == read_number (header, VALID_FOR_OFFSET)
    && (guint64) size < n_pages * page_size
    && !velo_database_file_has_log (path);
}

static gboolean
check_header (const char               *path,
              const guint8             *header,
              const VeloDatabaseSchema *schema,
              GError                  **error)
{
  guint32 version = read_number (header, VERSION_OFFSET);
  guint32 application_id = read_number (header, APPLICATION_OFFSET);

  /* a process killed while making the file may leave pages without a mark */
  if (application_id != schema->application_id && (application_id != 0 || version != 0))
    {
      g_set_error_literal (error, VELO_DATABASE_ERROR, VELO_DATABASE_ERROR_CORRUPT,
                           "the file is a database of another program");
      return FALSE;
    }
  if (version > schema->n_migrations)
    {
      g_set_error (error, VELO_DATABASE_ERROR, VELO_DATABASE_ERROR_TOO_NEW,
                   "the file has version %u, this program knows %u", version,
                   schema->n_migrations);
      return FALSE;
    }
  return TRUE;
}

/*
 * velo_database_file_probe:
 * @path: a file
 * @schema: what it must be
 * @is_empty: (out): whether it is not there or empty
 *
 * Looks at the first bytes without the help of SQLite, which might write.
 *
 * Returns: whether it may be opened
 */
gboolean
velo_database_file_probe (const char               *path,
                          const VeloDatabaseSchema *schema,
                          gboolean                 *is_empty,
                          GError                  **error)
{
  guint8 header[HEADER_SIZE] = { 0 };
  struct stat info = { 0 };
  gssize n_read;
  int saved_errno;
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);

  saved_errno = errno;
  *is_empty = fd < 0 && saved_errno == ENOENT;
  if (*is_empty)
    return TRUE;
  if (fd < 0)
    return velo_database_file_set_error ("cannot open the database", saved_errno, error);
  n_read = fstat (fd, &info) != 0 ? -1 : read (fd, header, sizeof header);
  saved_errno = errno;
  close (fd);
  if (n_read < 0)
    return velo_database_file_set_error ("cannot read the database", saved_errno, error);
  *is_empty = n_read == 0;
  if (*is_empty)
    return TRUE;
  if (n_read == HEADER_SIZE && memcmp (header, "SQLite format 3", 16) == 0)
    {
      if (!check_header (path, header, schema, error))
        return FALSE;
      if (!is_cut_off (path, header, info.st_size))
        return TRUE;
    }
  g_set_error_literal (error, VELO_DATABASE_ERROR, VELO_DATABASE_ERROR_CORRUPT,
                       "the file is no whole database");
  return FALSE;
}

/*
 * velo_database_file_make:
 *
 * Makes a file and its directory, or sees to it that only the owner can read the file.
 *
 * Returns: whether it succeeded
 */
gboolean
velo_database_file_make (const char *path,
                         GError    **error)
{
  g_autofree char *directory = g_path_get_dirname (path);
  struct stat info;
  int saved_errno;
  int fd;
  gboolean done;

  if (g_mkdir_with_parents (directory, 0700) != 0)
    return velo_database_file_set_error ("cannot make the directory", errno, error);
  fd = g_open (path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    return velo_database_file_set_error ("cannot make the database", errno, error);
  done = fstat (fd, &info) == 0 && S_ISREG (info.st_mode)
    && ((info.st_mode & 077) == 0 || fchmod (fd, 0600) == 0);
  saved_errno = S_ISREG (info.st_mode) ? errno : EINVAL;
  close (fd);
  if (done)
    return TRUE;
  return velo_database_file_set_error ("cannot protect the database", saved_errno, error);
}

/*
 * velo_database_file_remove_copy:
 *
 * Removes a copy that did not become one, with the journal that SQLite leaves beside it.
 */
void
velo_database_file_remove_copy (const char *path)
{
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);

  if (g_unlink (journal) != 0 && errno != ENOENT)
    g_info ("the journal of a copy could not be removed: %s", g_strerror (errno));
  if (g_unlink (path) != 0)
    g_info ("a copy could not be removed: %s", g_strerror (errno));
}

/*
 * velo_database_file_sync_directory:
 *
 * Makes the new name of a file last beyond a power cut.
 *
 * Returns: whether it succeeded
 */
gboolean
velo_database_file_sync_directory (const char *directory,
                                   GError    **error)
{
  int fd = g_open (directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  gboolean done = fd >= 0 && fsync (fd) == 0;
  int saved_errno = errno;

  if (fd >= 0)
    close (fd);
  if (done)
    return TRUE;
  return velo_database_file_set_error ("cannot write the directory", saved_errno, error);
}
