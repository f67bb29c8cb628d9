/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loads the scan of a signed application, and finds out whether it can be kept and opened. */

#define G_LOG_DOMAIN "velo-scan-file"

#include "config.h"

#include "velo-scan-file.h"

#include <glib/gi18n.h>

#include "velo-document-check.h"
#include "velo-error-text.h"
#include "velo-intake-error.h"

#include <string.h>

#define MAX_BYTES (20 * 1024 * 1024)

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

/* What the bytes are, whatever the file is called; NULL if they are nothing that a scanner writes. */
static const char *
recognise (const guint8 *data,
           gsize         size)
{
  if (g_strstr_len ((const char *) data, (gssize) MIN (size, 1024), "%PDF-") != NULL)
    return "application/pdf";
  if (size >= 8 && memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0)
    return "image/png";
  if (size >= 3 && memcmp (data, "\xff\xd8\xff", 3) == 0)
    return "image/jpeg";
  return NULL;
}

/* Whether each part of a PNG file is there, up to the one that ends it. */
static gboolean
is_whole_png (const guint8 *data,
              gsize         size)
{
  gsize at = 8;

  while (size - at >= 12)
    {
      gsize length = (gsize) data[at] << 24 | (gsize) data[at + 1] << 16 | (gsize) data[at + 2] << 8 | data[at + 3];

      if (memcmp (data + at + 4, "IEND", 4) == 0)
        return at > 8;
      if (length > size - at - 12)
        return FALSE;
      at += length + 12;
    }
  return FALSE;
}

/* Whether the mark that ends a JPEG picture comes after @at; scanners write more behind it. */
static gboolean
ends_with_mark (const guint8 *data,
                gsize         at,
                gsize         size)
{
  for (gsize end = size; end >= at + 2; end--)
    if (data[end - 2] == 0xff && data[end - 1] == 0xd9)
      return TRUE;
  return FALSE;
}

/* Whether each part of a JPEG file is there, up to its picture, and the mark that ends that. */
static gboolean
is_whole_jpeg (const guint8 *data,
               gsize         size)
{
  gsize at = 2;

  while (size - at >= 4 && data[at] == 0xff)
    {
      guint8 mark = data[at + 1];
      gsize length = (gsize) data[at + 2] << 8 | data[at + 3];

      if (mark == 0xff)
        {
          at++;
          continue;
        }
      if (length < 2 || length > size - at - 2)
        return FALSE;
      at += length + 2;
      if (mark == 0xda)
        return ends_with_mark (data, at, size);
    }
  return FALSE;
}

/* Whether the bytes can be what a scanner wrote; a PDF is looked at elsewhere. */
static gboolean
check_bytes (Scan    *scan,
             GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (scan->bytes, &size);
  const char *type = size > 0 ? recognise (data, size) : NULL;

  scan->content_type = g_strdup (type);
  if (size == 0)
    g_set_error_literal (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_EMPTY, "the scan is empty");
  else if (type == NULL)
    g_set_error_literal (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_UNSUPPORTED_FORMAT, "the file is no scan");
  else if ((g_str_equal (type, "image/png") && !is_whole_png (data, size))
           || (g_str_equal (type, "image/jpeg") && !is_whole_jpeg (data, size)))
    g_set_error_literal (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_MALFORMED, "the picture is damaged or cut off");
  else
    return TRUE;
  return FALSE;
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
  Scan *scan = g_task_get_task_data (task);
  GError *error = NULL;

  scan->bytes = g_file_load_bytes_finish (G_FILE (object), result, NULL, &error);
  if (scan->bytes == NULL || !check_bytes (scan, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  velo_document_check_async (VELO_DOCUMENT_KIND_SCAN, scan->bytes, g_task_get_cancellable (task), checked_cb,
                             g_object_ref (task));
}

static void
measured_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  g_autoptr(GFileInfo) info = g_file_query_info_finish (G_FILE (object), result, &error);

  if (info == NULL)
    g_task_return_error (task, error);
  else if (g_file_info_get_size (info) > MAX_BYTES)
    g_task_return_new_error (task, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_OVER_LIMIT, "the scan is too large");
  else
    g_file_load_bytes_async (G_FILE (object), g_task_get_cancellable (task), loaded_cb, g_object_ref (task));
}

/**
 * velo_scan_file_load_async:
 * @file: the signed paper as PDF, PNG or JPEG
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the main context
 * @user_data: data for @callback
 *
 * Loads a file that somebody has chosen. A PDF is opened and drawn in a process
 * with limits first, since it will be shown and printed here later; of a picture
 * it is made sure that no part is missing.
 *
 * Fails with #GIOErrorEnum if the file cannot be read, and with a #VeloIntakeError
 * if it is no scan, damaged or too large, or must not be opened.
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
  g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT,
                           cancellable, measured_cb, g_object_ref (task));
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

/**
 * velo_scan_file_dup_problem:
 * @error: from velo_scan_file_load_finish()
 *
 * Returns: (transfer full): what is wrong with the file, in a sentence
 */
char *
velo_scan_file_dup_problem (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain == G_IO_ERROR)
    return g_strdup_printf (_("The file could not be read: %s"), error->message);
  if (g_error_matches (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_UNSUPPORTED_FORMAT))
    return g_strdup (_("This is no scan. Please choose a PDF, JPEG or PNG file."));
  return velo_error_text_dup (error);
}

/**
 * velo_scan_file_new_dialog:
 * @parent: (nullable): window it belongs to
 *
 * Returns: (transfer full): a dialog that lets choose a scan; show it
 */
GtkFileChooserNative *
velo_scan_file_new_dialog (GtkWindow *parent)
{
  GtkFileChooserNative *dialog;
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

  dialog = gtk_file_chooser_native_new (_("Attach Scan"), parent, GTK_FILE_CHOOSER_ACTION_OPEN, _("_Attach"),
                                        _("_Cancel"));
  gtk_file_filter_set_name (filter, _("PDF documents and pictures"));
  gtk_file_filter_add_mime_type (filter, "application/pdf");
  gtk_file_filter_add_mime_type (filter, "image/png");
  gtk_file_filter_add_mime_type (filter, "image/jpeg");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  return dialog;
}
