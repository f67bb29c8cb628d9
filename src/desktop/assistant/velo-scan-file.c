/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loads the scan of a signed application, and finds out whether it can be kept and opened. */

#define G_LOG_DOMAIN "velo-scan-file"

#include "config.h"

#include "velo-scan-file.h"

#include "velo-document-check.h"

typedef struct
{
  GBytes *bytes;      /* (owned) (nullable) */
  char *content_type; /* (owned) (nullable) */
} Scan;

static void
scan_free (Scan *scan)
{
  g_clear_pointer (&scan->bytes, g_bytes_unref);
  g_free (scan->content_type);
  g_free (scan);
}

static void
checked_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Scan *scan = g_task_get_task_data (task);
  GError *error = NULL;

  if (velo_document_check_finish (result, &error))
    g_task_return_pointer (task, g_bytes_ref (scan->bytes), (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autofree char *name = g_file_get_basename (G_FILE (object));
  Scan *scan = g_task_get_task_data (task);
  GError *error = NULL;
  gsize size;

  scan->bytes = g_file_load_bytes_finish (G_FILE (object), result, NULL, &error);
  if (scan->bytes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  scan->content_type = g_content_type_guess (name, g_bytes_get_data (scan->bytes, &size), size, NULL);
  velo_document_check_async (VELO_DOCUMENT_KIND_SCAN, scan->bytes, g_task_get_cancellable (task), checked_cb,
                             g_object_ref (task));
}

/**
 * velo_scan_file_load_async:
 * @file: the signed paper as PDF, PNG or JPEG
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the main context
 * @user_data: data for @callback
 *
 * Loads a file that somebody has chosen. A PDF is opened and drawn in a process
 * with limits first, since it will be shown and printed here later.
 *
 * Fails with #GIOErrorEnum if the file cannot be read, and with a #VeloIntakeError
 * if it must not be opened.
 */
void
velo_scan_file_load_async (GFile               *file,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_scan_file_load_async);
  g_task_set_task_data (task, g_new0 (Scan, 1), (GDestroyNotify) scan_free);
  g_file_load_bytes_async (file, cancellable, loaded_cb, g_object_ref (task));
}

/**
 * velo_scan_file_load_finish:
 * @result: from the callback
 * @content_type: (out) (transfer full): its type
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the scan
 */
GBytes *
velo_scan_file_load_finish (GAsyncResult  *result,
                            char         **content_type,
                            GError       **error)
{
  GBytes *bytes;
  Scan *scan;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_scan_file_load_async), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  bytes = g_task_propagate_pointer (G_TASK (result), error);
  scan = g_task_get_task_data (G_TASK (result));
  if (bytes != NULL)
    *content_type = g_steal_pointer (&scan->content_type);
  return bytes;
}
