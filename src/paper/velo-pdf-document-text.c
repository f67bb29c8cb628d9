/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds and reads the text of a PDF that is open. */

#define G_LOG_DOMAIN "velo-pdf-document"

#include "config.h"

#include "velo-pdf-document-private.h"

static void
find_text_job (PopplerDocument *document,
               VeloPdfJob      *job,
               GTask           *task)
{
  g_autoptr(VeloPopplerPage) page = NULL;
  g_autoptr(GArray) rects = g_array_new (FALSE, FALSE, sizeof (VeloPageRect));
  GError *error = NULL;
  GList *found;

  page = velo_poppler_get_page (document, job->page, &error);
  if (page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  found = poppler_page_find_text_with_options (page, job->text,
                                               POPPLER_FIND_CASE_SENSITIVE | POPPLER_FIND_MULTILINE);
  for (GList *link = found; link != NULL; link = link->next)
    {
      PopplerRectangle *area = link->data;
      VeloPageRect rect = { MIN (area->x1, area->x2), MIN (area->y1, area->y2),
                            MAX (area->x1, area->x2), MAX (area->y1, area->y2) };

      g_array_append_val (rects, rect);
      poppler_rectangle_free (area);
    }
  g_list_free (found);
  g_task_return_pointer (task, g_steal_pointer (&rects), (GDestroyNotify) g_array_unref);
}

static void
get_text_job (PopplerDocument *document,
              VeloPdfJob      *job,
              GTask           *task)
{
  g_autoptr(VeloPopplerPage) page = NULL;
  GError *error = NULL;
  char *text = NULL;

  page = velo_poppler_get_page (document, job->page, &error);
  if (page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  text = poppler_page_get_text (page);
  g_task_return_pointer (task, text != NULL ? text : g_strdup (""), g_free);
}

/**
 * velo_pdf_document_find_text_async:
 * @self: a document
 * @page: number of a page, from 0
 * @text: what to look for, upper and lower case as it is; may run over lines
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Looks for a text on a page, for example to strike it out.
 *
 * Fails like velo_pdf_document_render_async().
 */
void
velo_pdf_document_find_text_async (VeloPdfDocument     *self,
                                   guint                page,
                                   const char          *text,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  VeloPdfJob *job;

  g_return_if_fail (VELO_IS_PDF_DOCUMENT (self));
  g_return_if_fail (text != NULL && *text != '\0');
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_pdf_document_find_text_async);
  job = velo_pdf_job_new (find_text_job, page);
  job->text = g_strdup (text);
  velo_pdf_document_queue (self, g_steal_pointer (&task), job);
}

/**
 * velo_pdf_document_find_text_finish:
 * @self: a document
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type VeloPageRect): where the text is, one
 *   rectangle per line; empty if it is nowhere
 */
GArray *
velo_pdf_document_find_text_finish (VeloPdfDocument  *self,
                                    GAsyncResult     *result,
                                    GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_pdf_document_find_text_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * velo_pdf_document_get_text_async:
 * @self: a document
 * @page: number of a page, from 0
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Reads the text of a page, for search, screen readers and tests.
 *
 * Fails like velo_pdf_document_render_async().
 */
void
velo_pdf_document_get_text_async (VeloPdfDocument     *self,
                                  guint                page,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (VELO_IS_PDF_DOCUMENT (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_pdf_document_get_text_async);
  velo_pdf_document_queue (self, g_steal_pointer (&task),
                           velo_pdf_job_new (get_text_job, page));
}

/**
 * velo_pdf_document_get_text_finish:
 * @self: a document
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full): the text, empty if there is none
 */
char *
velo_pdf_document_get_text_finish (VeloPdfDocument  *self,
                                   GAsyncResult     *result,
                                   GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_pdf_document_get_text_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
