/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws PDFs anew with marks on them: what is shown becomes what is written, for good. */

#define G_LOG_DOMAIN "velo-pdf-flatten"

#include "config.h"

#include "velo-pdf-flatten.h"

#include "velo-cairo-pdf-private.h"
#include "velo-mark-private.h"
#include "velo-pdf-stamp-private.h"
#include "velo-poppler-private.h"

typedef struct
{
  GPtrArray *pdfs;              /* (owned) (not nullable) (element-type GBytes) */
  GPtrArray *marks;             /* (owned) (not nullable) (element-type VeloMark) */
  char      *stamp;             /* (owned) (nullable) */
} FlattenJob;

static void
flatten_job_free (FlattenJob *job)
{
  g_ptr_array_unref (job->pdfs);
  g_ptr_array_unref (job->marks);
  g_free (job->stamp);
  g_free (job);
}

static FlattenJob *
flatten_job_new (void)
{
  FlattenJob *job = g_new0 (FlattenJob, 1);

  job->pdfs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  job->marks = g_ptr_array_new_with_free_func ((GDestroyNotify) velo_mark_unref);
  return job;
}

static gboolean
draw_marks (FlattenJob    *job,
            VeloMarkPage  *page,
            guint          number,
            guint          n_pages,
            GError       **error)
{
  for (guint i = 0; i < job->marks->len; i++)
    {
      const VeloMark *mark = g_ptr_array_index (job->marks, i);

      if (velo_mark_is_on (mark, number, n_pages) && !velo_mark_draw (mark, page, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
draw_page (FlattenJob       *job,
           PopplerDocument  *document,
           guint             number,
           VeloCairoPdf     *out,
           GError          **error)
{
  g_autoptr(VeloPopplerPage) poppler_page = velo_poppler_get_page (document, number, error);
  guint n_pages = (guint) poppler_document_get_n_pages (document);
  cairo_t *cr = velo_cairo_pdf_get_cr (out);
  VeloMarkPage page;
  gboolean drawn;

  if (poppler_page == NULL)
    return FALSE;
  velo_mark_page_init (&page, cr, poppler_page);
  velo_cairo_pdf_begin (out, page.width_pt, page.height_pt);
  drawn = velo_poppler_print_page (poppler_page, cr, error) && draw_marks (job, &page, number, n_pages, error);
  velo_cairo_pdf_end_page (out);
  g_clear_pointer (&page.space, velo_white_space_free);
  return drawn;
}

static gboolean
draw_document (FlattenJob       *job,
               PopplerDocument  *document,
               VeloCairoPdf     *out,
               GCancellable     *cancellable,
               GError          **error)
{
  guint n_pages = (guint) poppler_document_get_n_pages (document);

  for (guint i = 0; i < n_pages; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!draw_page (job, document, i, out, error))
        return FALSE;
    }
  return TRUE;
}

/* A mark for a page that is not there would be left out in silence. */
static gboolean
check_marks (FlattenJob       *job,
             PopplerDocument  *document,
             GError          **error)
{
  for (guint i = 0; i < job->marks->len; i++)
    {
      const VeloMark *mark = g_ptr_array_index (job->marks, i);

      if (mark->page < VELO_MARK_LAST_PAGE && mark->page >= (guint) poppler_document_get_n_pages (document))
        {
          g_set_error (error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_NO_PAGE, "no page %u to mark", mark->page + 1);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
add_stamp (FlattenJob       *job,
           PopplerDocument  *document,
           GError          **error)
{
  guint page = 0;

  if (!velo_pdf_stamp_choose_page (document, job->stamp, &page, error))
    return FALSE;
  g_ptr_array_add (job->marks, velo_mark_new_text (page, VELO_MARK_FREE, job->stamp, 0));
  return TRUE;
}

static gboolean
draw_one (FlattenJob    *job,
          GBytes        *pdf,
          VeloCairoPdf **out,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(VeloPopplerDocument) document = velo_poppler_open (pdf, error);
  g_autofree char *title = NULL;

  if (document == NULL)
    return FALSE;
  if (*out == NULL)
    {
      title = poppler_document_get_title (document);
      *out = velo_cairo_pdf_new (title, NULL, 0);
    }
  if (!check_marks (job, document, error))
    return FALSE;
  if (job->stamp != NULL && !add_stamp (job, document, error))
    return FALSE;
  return draw_document (job, document, *out, cancellable, error);
}

static void
flatten_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  g_autoptr(VeloCairoPdf) out = NULL;
  FlattenJob *job = task_data;
  GBytes *pdf = NULL;
  GError *error = NULL;

  for (guint i = 0; i < job->pdfs->len; i++)
    if (!draw_one (job, g_ptr_array_index (job->pdfs, i), &out, cancellable, &error))
      {
        if (job->pdfs->len > 1 && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
          g_prefix_error (&error, "document %u: ", i + 1);
        g_task_return_error (task, error);
        return;
      }
  if (out == NULL)
    g_set_error_literal (&error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_EMPTY, "nothing to join");
  else
    pdf = velo_cairo_pdf_finish (out, &error);
  if (pdf == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, pdf, (GDestroyNotify) g_bytes_unref);
}

static void
start (FlattenJob          *job,
       gpointer             tag,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, job, (GDestroyNotify) flatten_job_free);
  g_task_run_in_thread (task, flatten_thread);
}

/**
 * velo_pdf_flatten_async:
 * @pdf: a PDF, for example a filled form
 * @marks: (nullable) (element-type VeloMark): what to draw on it, in this order
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Draws each page anew, as it is printed, with the marks on top. The outcome
 * looks the same and its text can be selected, but it has no fields and no
 * annotations any more: this is what is signed, sent and filed. Embedded fonts
 * shrink to the characters used. Files attached to @pdf (the XML of an
 * e-invoice) are left out; keep the original where they matter.
 *
 * Fails with %VELO_PAPER_ERROR_EMPTY, %VELO_PAPER_ERROR_DAMAGED,
 * %VELO_PAPER_ERROR_ENCRYPTED, %VELO_PAPER_ERROR_TOO_LARGE,
 * %VELO_PAPER_ERROR_NO_PAGE, %VELO_PAPER_ERROR_NO_SPACE,
 * %VELO_PAPER_ERROR_FAILED or %G_IO_ERROR_CANCELLED.
 */
void
velo_pdf_flatten_async (GBytes              *pdf,
                        GPtrArray           *marks,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  FlattenJob *job;

  g_return_if_fail (pdf != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  job = flatten_job_new ();
  g_ptr_array_add (job->pdfs, g_bytes_ref (pdf));
  for (guint i = 0; marks != NULL && i < marks->len; i++)
    g_ptr_array_add (job->marks, velo_mark_ref (g_ptr_array_index (marks, i)));
  start (job, velo_pdf_flatten_async, cancellable, callback, user_data);
}

/**
 * velo_pdf_flatten_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full): the flattened PDF
 */
GBytes *
velo_pdf_flatten_finish (GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_pdf_flatten_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * velo_pdf_stamp_async:
 * @pdf: a PDF, for example an invoice
 * @text: what to stamp on it
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Stamps a sentence into a free place of the first page, looked for from the
 * bottom up; of the last page if the first is full; else small into the bottom
 * margin of the first. Made for the printed copy: like velo_pdf_flatten_async()
 * it leaves out attached files, so the stamped copy is no e-invoice.
 *
 * Fails like velo_pdf_flatten_async().
 */
void
velo_pdf_stamp_async (GBytes              *pdf,
                      const char          *text,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  FlattenJob *job;

  g_return_if_fail (pdf != NULL);
  g_return_if_fail (text != NULL && *text != '\0');
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  job = flatten_job_new ();
  g_ptr_array_add (job->pdfs, g_bytes_ref (pdf));
  job->stamp = g_strdup (text);
  start (job, velo_pdf_stamp_async, cancellable, callback, user_data);
}

/**
 * velo_pdf_stamp_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full): the stamped PDF
 */
GBytes *
velo_pdf_stamp_finish (GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_pdf_stamp_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * velo_pdf_join_async:
 * @pdfs: (element-type GBytes): PDFs in their order
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Joins PDFs into one, to be printed in one go; pages keep their sizes. They
 * are drawn anew as by velo_pdf_flatten_async().
 *
 * Fails like velo_pdf_flatten_async(), with the number of the document in the
 * message, and with %VELO_PAPER_ERROR_EMPTY if there are none.
 */
void
velo_pdf_join_async (GPtrArray           *pdfs,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  FlattenJob *job;

  g_return_if_fail (pdfs != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  job = flatten_job_new ();
  for (guint i = 0; i < pdfs->len; i++)
    g_ptr_array_add (job->pdfs, g_bytes_ref (g_ptr_array_index (pdfs, i)));
  start (job, velo_pdf_join_async, cancellable, callback, user_data);
}

/**
 * velo_pdf_join_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full): the joined PDF
 */
GBytes *
velo_pdf_join_finish (GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_pdf_join_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
