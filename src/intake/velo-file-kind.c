/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells by the beginning of a file whether an invoice may be in it. */

#define G_LOG_DOMAIN "velo-file-kind"

#include "config.h"

#include "velo-file-kind.h"

#include "velo-invoice-file.h"
#include "velo-invoice-source.h"
#include "velo-mail.h"
#include "velo-zip.h"

#include <string.h>

/* Enough for the root of any XML and for what mail servers put in front. */
#define HEAD_BYTES 32768
/* Name of the first file in an archive, and where its length stands. */
#define ZIP_NAME 30
#define ZIP_NAME_LENGTH 26

/* What office programs write is an archive of XML, but nothing for us. */
static gboolean
is_office_document (const guint8 *data,
                    gsize         length)
{
  static const char * const first[] = { "[Content_Types].xml", "mimetype", "_rels/", "docProps/", "word/", "xl/",
                                        "ppt/", "META-INF/" };
  gsize name_length;

  if (length < ZIP_NAME)
    return FALSE;
  name_length = data[ZIP_NAME_LENGTH] + 256u * data[ZIP_NAME_LENGTH + 1];
  name_length = MIN (name_length, length - ZIP_NAME);
  for (gsize i = 0; i < G_N_ELEMENTS (first); i++)
    if (name_length >= strlen (first[i]) && memcmp (data + ZIP_NAME, first[i], strlen (first[i])) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
speaks_of_invoice (const char *data,
                   gsize       length)
{
  static const char * const words[] = { "Invoice", "CreditNote", "CrossIndustryDocument" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strstr_len (data, (gssize) length, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* Two bytes a letter: every second one is 0, whichever comes first. */
static gboolean
is_wide_xml (const char *data,
             gsize       length)
{
  gsize start = length >= 2 && (memcmp (data, "\xff\xfe", 2) == 0 || memcmp (data, "\xfe\xff", 2) == 0) ? 2 : 0;

  return length >= start + 2 && (memcmp (data + start, "<\0", 2) == 0 || memcmp (data + start, "\0<", 2) == 0);
}

static gboolean
is_xml (const char *data,
        gsize       length)
{
  gsize start = length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

  if (is_wide_xml (data, length))
    return TRUE;
  while (start < length && g_ascii_isspace (data[start]))
    start++;
  return start < length && data[start] == '<' && speaks_of_invoice (data, length);
}

/**
 * velo_file_kind_of:
 * @head: the beginning of a file, or all of it
 *
 * Returns: what the file is
 */
VeloFileKind
velo_file_kind_of (GBytes *head)
{
  gsize length;
  const char *data;

  g_return_val_if_fail (head != NULL, VELO_FILE_KIND_OTHER);

  data = g_bytes_get_data (head, &length);
  if (length == 0)
    return VELO_FILE_KIND_OTHER;
  if (velo_zip_is_one (head))
    return is_office_document ((const guint8 *) data, length) ? VELO_FILE_KIND_OTHER : VELO_FILE_KIND_ZIP;
  if (velo_invoice_source_is_pdf (head))
    return VELO_FILE_KIND_PDF;
  if (is_xml (data, length))
    return VELO_FILE_KIND_XML;
  return velo_mail_is_one (head) ? VELO_FILE_KIND_MAIL : VELO_FILE_KIND_OTHER;
}

/**
 * velo_file_kind_load:
 * @file: a file
 * @kind: (out): what it is
 * @cancellable: (nullable): a #GCancellable
 * @error: return location
 *
 * Reads the beginning of a file and tells what it is. Blocks, and so belongs
 * into a thread.
 *
 * Returns: whether it could be read; else a #GIOErrorEnum
 */
gboolean
velo_file_kind_load (GFile         *file,
                     VeloFileKind  *kind,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_autoptr(GBytes) head = NULL;

  g_return_val_if_fail (G_IS_FILE (file), FALSE);
  g_return_val_if_fail (kind != NULL, FALSE);

  *kind = VELO_FILE_KIND_OTHER;
  head = velo_invoice_file_load_head (file, HEAD_BYTES, cancellable, error);
  if (head == NULL)
    return FALSE;
  *kind = velo_file_kind_of (head);
  return TRUE;
}

static void
load_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  VeloFileKind kind;
  GError *error = NULL;

  if (velo_file_kind_load (source, &kind, cancellable, &error))
    g_task_return_int (task, (gssize) kind);
  else
    g_task_return_error (task, error);
}

/**
 * velo_file_kind_load_async:
 * @file: a file
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Does the same as velo_file_kind_load() in a thread.
 */
void
velo_file_kind_load_async (GFile               *file,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (file, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_file_kind_load_async);
  g_task_run_in_thread (task, load_thread);
}

/**
 * velo_file_kind_load_finish:
 * @result: the result
 * @kind: (out): what the file is
 * @error: return location
 *
 * Ends velo_file_kind_load_async().
 *
 * Returns: whether it could be read; else a #GIOErrorEnum
 */
gboolean
velo_file_kind_load_finish (GAsyncResult  *result,
                            VeloFileKind  *kind,
                            GError       **error)
{
  gssize value;

  g_return_val_if_fail (G_IS_TASK (result), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_file_kind_load_async), FALSE);
  g_return_val_if_fail (kind != NULL, FALSE);

  value = g_task_propagate_int (G_TASK (result), error);
  *kind = value < 0 ? VELO_FILE_KIND_OTHER : (VeloFileKind) value;
  return value >= 0;
}
