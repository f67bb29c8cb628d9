/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes the embedded files out of a PDF, within limits. */

#define G_LOG_DOMAIN "velo-pdf-attachments"

#include "config.h"

#include "velo-pdf-attachments.h"

#include "velo-intake-error.h"
#include "velo-pdf-filespecs.h"

#include <poppler.h>
#include <string.h>

#define MAX_ATTACHMENT (64 * 1024 * 1024)
#define MAX_ATTACHMENTS 100
/* Of all of them together. */
#define MAX_ALL (128 * 1024 * 1024)
#define MAX_PAGES 50
#define MAX_SECONDS 10

typedef struct
{
  GByteArray   *bytes;
  GCancellable *cancellable;
  gint64        deadline;
  gsize         n_before;
  gboolean      is_over;
} Save;

static void
attachment_free (gpointer data)
{
  VeloPdfAttachment *attachment = data;

  g_free (attachment->name);
  g_free (attachment->relationship);
  g_bytes_unref (attachment->bytes);
  g_free (attachment);
}

static PopplerDocument *
open_document (GBytes *bytes, GError **error)
{
  g_autoptr (GError) fault = NULL;
  PopplerDocument *document = poppler_document_new_from_bytes (bytes, NULL, &fault);

  if (document != NULL)
    return document;
  if (g_error_matches (fault, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
    g_set_error_literal (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_ENCRYPTED_PDF,
                         "the PDF asks for a password");
  else
    g_set_error_literal (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_MALFORMED_PDF,
                         "the PDF is damaged");
  return NULL;
}

static gboolean
save_cb (const char *buffer, gsize length, gpointer data, GError **error)
{
  Save *save = data;

  if (g_cancellable_set_error_if_cancelled (save->cancellable, error))
    return FALSE;
  if (save->bytes->len + length > MAX_ATTACHMENT ||
      save->n_before + save->bytes->len + length > MAX_ALL || g_get_monotonic_time () > save->deadline)
    {
      save->is_over = TRUE;
      g_set_error_literal (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_OVER_LIMIT,
                           "an embedded file is too large");
      return FALSE;
    }
  g_byte_array_append (save->bytes, (const guint8 *) buffer, (guint) length);
  return TRUE;
}

/* Senders put whole paths into the name. */
static char *
bare_name (const char *name)
{
  char *bare = g_utf8_make_valid (name == NULL ? "" : name, -1);
  char *last = MAX (strrchr (bare, '/'), strrchr (bare, '\\'));

  if (last != NULL)
    memmove (bare, last + 1, strlen (last));
  return bare;
}

static gsize
size_of (GPtrArray *attachments)
{
  gsize size = 0;

  for (guint i = 0; i < attachments->len; i++)
    size += g_bytes_get_size (((VeloPdfAttachment *) attachments->pdata[i])->bytes);
  return size;
}

/* poppler builds without C++ exceptions in mind: a stream that cannot be read is an empty one. */
static gboolean
take_attachment (PopplerAttachment *source,
                 GPtrArray         *attachments,
                 GCancellable      *cancellable,
                 GError           **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GError) fault = NULL;
  Save save = { bytes, cancellable, g_get_monotonic_time () + MAX_SECONDS * G_USEC_PER_SEC,
                size_of (attachments), FALSE };
  VeloPdfAttachment *attachment = NULL;
  const char        *name = poppler_attachment_get_name (source);

  if (!poppler_attachment_save_to_callback (source, save_cb, &save, &fault))
    {
      if (save.is_over || g_cancellable_is_cancelled (cancellable))
        {
          g_propagate_error (error, g_steal_pointer (&fault));
          return FALSE;
        }
      g_debug ("an embedded file cannot be unpacked");
    }
  attachment = g_new0 (VeloPdfAttachment, 1);
  attachment->name = bare_name (name);
  attachment->bytes = g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  g_ptr_array_add (attachments, attachment);
  return TRUE;
}

/* The third place of embedded files: annotations on the pages. */
static gboolean
take_annotations (PopplerDocument *document,
                  GPtrArray       *attachments,
                  GCancellable    *cancellable,
                  GError         **error)
{
  int      n_pages = MIN (poppler_document_get_n_pages (document), MAX_PAGES);
  gboolean done = TRUE;

  for (int i = 0; i < n_pages && done; i++)
    {
      PopplerPage *page = poppler_document_get_page (document, i);
      GList       *annotations = page == NULL ? NULL : poppler_page_get_annot_mapping (page);

      for (GList *l = annotations; l != NULL && done && attachments->len < MAX_ATTACHMENTS;
           l = l->next)
        {
          PopplerAnnotMapping *mapping = l->data;
          PopplerAttachment   *source = NULL;

          if (POPPLER_IS_ANNOT_FILE_ATTACHMENT (mapping->annot))
            source = poppler_annot_file_attachment_get_attachment (
                POPPLER_ANNOT_FILE_ATTACHMENT (mapping->annot));
          if (source != NULL)
            done = take_attachment (source, attachments, cancellable, error);
          g_clear_object (&source);
        }
      poppler_page_free_annot_mapping (annotations);
      g_clear_object (&page);
    }
  return done;
}

/* Files that only the catalogue knows, or of which a damaged table has lost the place. */
static void
take_filespecs (GBytes *bytes, GPtrArray *attachments)
{
  g_autoptr (GPtrArray) filespecs = velo_pdf_filespecs_read (bytes, TRUE);

  for (guint i = 0; i < filespecs->len; i++)
    {
      VeloPdfFilespec   *filespec = filespecs->pdata[i];
      VeloPdfAttachment *attachment = NULL;

      if (filespec->bytes == NULL)
        continue;
      attachment = g_new0 (VeloPdfAttachment, 1);
      attachment->name = bare_name (filespec->name);
      attachment->relationship = g_steal_pointer (&filespec->relationship);
      attachment->bytes = g_steal_pointer (&filespec->bytes);
      g_ptr_array_add (attachments, attachment);
    }
}

/* The relationship of each file, found by its name and its place among those of that name. */
static void
take_relationships (GBytes *bytes, GPtrArray *attachments)
{
  g_autoptr (GPtrArray) filespecs = velo_pdf_filespecs_read (bytes, FALSE);

  for (guint i = 0; i < attachments->len; i++)
    {
      VeloPdfAttachment *attachment = attachments->pdata[i];

      for (guint k = 0; k < filespecs->len; k++)
        {
          VeloPdfFilespec *filespec = filespecs->pdata[k];
          g_autofree char *name = bare_name (filespec->name);

          if (!g_str_equal (name, attachment->name))
            continue;
          attachment->relationship = g_strdup (filespec->relationship);
          g_ptr_array_remove_index (filespecs, k);
          break;
        }
    }
}

static GPtrArray *
read_damaged (GBytes *bytes, GError *fault, GError **error)
{
  g_autoptr (GPtrArray) attachments = g_ptr_array_new_with_free_func (attachment_free);

  if (g_error_matches (fault, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_MALFORMED_PDF))
    take_filespecs (bytes, attachments);
  if (attachments->len == 0)
    {
      g_propagate_error (error, fault);
      return NULL;
    }
  g_error_free (fault);
  return g_steal_pointer (&attachments);
}

/**
 * velo_pdf_attachments_read:
 * @bytes: a PDF
 * @cancellable: (nullable): a #GCancellable
 * @error: return location
 *
 * Unpacks all embedded files into memory, at most 64 MB and 10 seconds each.
 *
 * Returns: (transfer full) (element-type VeloPdfAttachment): the files, maybe
 *   none; or %NULL with a #VeloIntakeError or %G_IO_ERROR_CANCELLED
 */
GPtrArray *
velo_pdf_attachments_read (GBytes *bytes, GCancellable *cancellable, GError **error)
{
  GError          *fault = NULL;
  PopplerDocument *document = open_document (bytes, &fault);
  g_autoptr (GPtrArray) attachments = g_ptr_array_new_with_free_func (attachment_free);
  GList   *sources = NULL;
  gboolean done = TRUE;

  if (document == NULL)
    return read_damaged (bytes, fault, error);
  sources = poppler_document_get_attachments (document);
  for (GList *l = sources; l != NULL && done && attachments->len < MAX_ATTACHMENTS; l = l->next)
    done = take_attachment (l->data, attachments, cancellable, error);
  g_list_free_full (sources, g_object_unref);
  if (done && attachments->len == 0)
    done = take_annotations (document, attachments, cancellable, error);
  g_object_unref (document);
  if (done && attachments->len == 0)
    take_filespecs (bytes, attachments);
  else if (done)
    take_relationships (bytes, attachments);
  return done ? g_steal_pointer (&attachments) : NULL;
}
