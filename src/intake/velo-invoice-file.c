/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loads a file from a folder that others write into: the whole of it, or not at all. */

/* leases: how one learns that somebody still writes */
#define _GNU_SOURCE 1
#define G_LOG_DOMAIN "velo-invoice-file"

#include "config.h"

#include "velo-invoice-file.h"

#include "velo-intake-error.h"
#include "velo-invoice-source.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean
set_error_from_errno (GError **error)
{
  int code = errno;

  g_set_error_literal (error, G_IO_ERROR, (int) g_io_error_from_errno (code), g_strerror (code));
  return FALSE;
}

/* Only the owner of a file may ask, and not every file system answers: then nobody writes as far as
 * one can tell, and its size and time must do. */
static gboolean
is_being_written (int fd)
{
  /* a writer that comes while we hold the lease makes this signal, which is ignored if nobody handles it */
  if (fcntl (fd, F_SETSIG, SIGURG) != 0)
    return FALSE;
  if (fcntl (fd, F_SETLEASE, F_RDLCK) != 0)
    return errno == EAGAIN;
  fcntl (fd, F_SETLEASE, F_UNLCK);
  return FALSE;
}

static gboolean
check (int           fd,
       gboolean      wait_for_writer,
       struct stat  *before,
       GError      **error)
{
  if (fstat (fd, before) != 0)
    return set_error_from_errno (error);
  if (S_ISDIR (before->st_mode))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY, "the file is a folder");
      return FALSE;
    }
  if (!S_ISREG (before->st_mode))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, "what has this name is no file");
      return FALSE;
    }
  if (before->st_size > VELO_INVOICE_SOURCE_MAX_BYTES)
    {
      g_set_error_literal (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_OVER_LIMIT,
                           "the file is larger than an invoice may be");
      return FALSE;
    }
  if (wait_for_writer && is_being_written (fd))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BUSY, "the file is still being written");
      return FALSE;
    }
  return TRUE;
}

/* One byte more than was said is enough to know that the file has grown. */
static GBytes *
read_all (int                fd,
          const struct stat *before,
          GCancellable      *cancellable,
          GError           **error)
{
  gsize wanted = (gsize) before->st_size + 1;
  g_autofree guint8 *data = g_malloc (wanted);
  struct stat after;
  gsize length = 0;
  gssize got = 1;

  while (length < wanted && got > 0)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      got = read (fd, data + length, MIN (wanted - length, 1 << 20));
      if (got < 0 && errno == EINTR)
        got = 1;
      else if (got > 0)
        length += (gsize) got;
    }
  if (got < 0 || fstat (fd, &after) != 0)
    {
      set_error_from_errno (error);
      return NULL;
    }
  if (length != (gsize) before->st_size || after.st_size != before->st_size
      || after.st_mtim.tv_sec != before->st_mtim.tv_sec || after.st_mtim.tv_nsec != before->st_mtim.tv_nsec)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BUSY, "the file has changed while it was read");
      return NULL;
    }
  return g_bytes_new_take (g_steal_pointer (&data), length);
}

static GBytes *
load_path (const char    *path,
           gboolean       wait_for_writer,
           GCancellable  *cancellable,
           GError       **error)
{
  /* a pipe must not keep us waiting for who writes into it */
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  struct stat before;
  GBytes *bytes = NULL;

  if (fd < 0)
    {
      set_error_from_errno (error);
      return NULL;
    }
  if (check (fd, wait_for_writer, &before, error))
    bytes = read_all (fd, &before, cancellable, error);
  close (fd);
  return bytes;
}

/* Any file has a beginning, also one that is too large or still being written. */
static GBytes *
load_head_of_path (const char *path,
                   gsize       max,
                   GError    **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  g_autofree guint8 *data = g_malloc (max);
  struct stat info;
  gsize length = 0;
  gssize got = 1;

  if (fd < 0 || fstat (fd, &info) != 0)
    got = -1;
  else if (!S_ISREG (info.st_mode))
    {
      close (fd);
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, "what has this name is no file");
      return NULL;
    }
  while (got > 0 && length < max)
    {
      got = read (fd, data + length, max - length);
      if (got < 0 && errno == EINTR)
        got = 1;
      else if (got > 0)
        length += (gsize) got;
    }
  if (got < 0)
    set_error_from_errno (error);
  if (fd >= 0)
    close (fd);
  return got < 0 ? NULL : g_bytes_new_take (g_steal_pointer (&data), length);
}

/* What has no path, such as a place that the desktop has connected to. */
static GBytes *
load_stream (GFile         *file,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr(GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autofree guint8 *data = NULL;
  gsize length = 0;

  if (stream == NULL)
    return NULL;
  data = g_malloc (VELO_INVOICE_SOURCE_MAX_BYTES + 1);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), data, VELO_INVOICE_SOURCE_MAX_BYTES + 1, &length,
                                cancellable, error))
    return NULL;
  if (length > VELO_INVOICE_SOURCE_MAX_BYTES)
    {
      g_set_error_literal (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_OVER_LIMIT,
                           "the file is larger than an invoice may be");
      return NULL;
    }
  return g_bytes_new (data, length);
}

/**
 * velo_invoice_file_load:
 * @file: a file
 * @wait_for_writer: whether to refuse a file that a program still has open for writing
 * @cancellable: (nullable): a #GCancellable
 * @error: return location
 *
 * Loads a file. Blocks, and so belongs into a thread.
 *
 * Fails with %G_IO_ERROR_BUSY if the file is being written or has changed
 * while it was read, %G_IO_ERROR_NOT_REGULAR_FILE or %G_IO_ERROR_IS_DIRECTORY
 * if it is none, %VELO_INTAKE_ERROR_OVER_LIMIT if it is larger than an
 * invoice may be, or another #GIOErrorEnum.
 *
 * Returns: (transfer full): the bytes, or %NULL
 */
GBytes *
velo_invoice_file_load (GFile         *file,
                        gboolean       wait_for_writer,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  path = g_file_get_path (file);
  if (path != NULL)
    return load_path (path, wait_for_writer, cancellable, error);
  return load_stream (file, cancellable, error);
}

/**
 * velo_invoice_file_load_head:
 * @file: a file
 * @max: how much of it, in bytes
 * @cancellable: (nullable): a #GCancellable
 * @error: return location
 *
 * Loads the beginning of a file, or all of a shorter one. Blocks, and so
 * belongs into a thread.
 *
 * Fails with %G_IO_ERROR_NOT_REGULAR_FILE if it is none, or another
 * #GIOErrorEnum.
 *
 * Returns: (transfer full): the bytes, or %NULL
 */
GBytes *
velo_invoice_file_load_head (GFile         *file,
                             gsize          max,
                             GCancellable  *cancellable,
                             GError       **error)
{
  g_autofree char *path = NULL;
  g_autofree guint8 *data = NULL;
  g_autoptr(GFileInputStream) stream = NULL;
  gsize length = 0;

  g_return_val_if_fail (G_IS_FILE (file), NULL);
  g_return_val_if_fail (max > 0, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  path = g_file_get_path (file);
  if (path != NULL)
    return load_head_of_path (path, max, error);
  stream = g_file_read (file, cancellable, error);
  data = g_malloc (max);
  if (stream == NULL
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), data, max, &length, cancellable, error))
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&data), length);
}
