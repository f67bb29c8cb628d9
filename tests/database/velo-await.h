/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <errno.h>
#include <sys/stat.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "velo-test-dirs.h"
#include "velo-wait.h"

/*
 * AWAIT (r, function (arguments, velo_await_cb, &r)) calls an async function and waits for its
 * result, which is cleared by the next one or by g_autoptr.
 */
#define AWAIT(result, call) \
  G_STMT_START { g_clear_object (&(result)); call; velo_await (&(result)); } G_STMT_END

static inline void
velo_await_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  GAsyncResult **slot = user_data;

  g_assert_null (*slot);
  *slot = g_object_ref (result);
}

static inline void
velo_await (GAsyncResult **slot)
{
  WAIT_UNTIL (*slot != NULL);
}

static inline char *
velo_make_directory (void)
{
  g_autoptr(GError) error = NULL;
  char *directory = g_dir_make_tmp ("velo-test-XXXXXX", &error);

  g_assert_no_error (error);
  velo_test_hold_dirs ();
  return directory;
}

static inline void
velo_remove_directory (const char *directory)
{
  g_autoptr(GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (directory, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        velo_remove_directory (path);
      else
        g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (directory), ==, 0);
}

static inline guint
velo_get_mode (const char *path)
{
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  return info.st_mode & 0777;
}

static inline char *
velo_find_file (const char *directory,
                const char *part)
{
  g_autoptr(GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (strstr (name, part) != NULL)
      return g_build_filename (directory, name, NULL);
  return NULL;
}
