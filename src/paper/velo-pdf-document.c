/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A PDF that is looked at: opened once, rendered and printed page by page by a worker of its own. */

#define G_LOG_DOMAIN "velo-pdf-document"

#include "config.h"

#include "velo-pdf-document.h"

#include "velo-pdf-document-private.h"
#include "velo-pdf-image-private.h"
#include "velo-poppler-private.h"

#include <math.h>
#include <stdlib.h>

/* 48 million pixels, 192 MB: an A4 page at about 8 pixels per point, a hundredfold of a screen. */
#define MAX_PIXELS (48.0 * 1000 * 1000)

typedef struct
{
  double width_pt;
  double height_pt;
} PageSize;

struct _VeloPdfDocument
{
  GObject          parent_instance;

  GBytes          *bytes;       /* (owned) (not nullable) */
  GArray          *sizes;       /* (owned) (not nullable) (element-type PageSize) */
  char            *title;       /* (owned) (nullable) */

  GMutex           lock;        /* held for each use of Poppler */
  PopplerDocument *document;    /* (owned) (nullable) (mutex lock) */
  GThreadPool     *pool;        /* (owned) (nullable): one job at a time; main thread only */
  int              closed;      /* atomic */
};

G_DEFINE_FINAL_TYPE (VeloPdfDocument, velo_pdf_document, G_TYPE_OBJECT)

static void
job_free (VeloPdfJob *job)
{
  g_clear_pointer (&job->cr, cairo_destroy);
  g_free (job->text);
  g_free (job);
}

VeloPdfJob *
velo_pdf_job_new (VeloPdfJobFunc func,
                  guint          page)
{
  VeloPdfJob *job = g_new0 (VeloPdfJob, 1);

  job->func = func;
  job->page = page;
  return job;
}

static void
return_closed (GTask *task)
{
  g_task_return_new_error (task, VELO_PAPER_ERROR, VELO_PAPER_ERROR_CLOSED, "the document is closed");
}

static void
run_job (gpointer data,
         gpointer pool_data)
{
  g_autoptr(GTask) task = data;
  VeloPdfDocument *self = g_task_get_source_object (task);
  VeloPdfJob *job = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (g_atomic_int_get (&self->closed))
    {
      return_closed (task);
      return;
    }
  g_mutex_lock (&self->lock);
  job->func (self->document, job, task);
  g_mutex_unlock (&self->lock);
}

/* Takes @task and @job over. */
void
velo_pdf_document_queue (VeloPdfDocument *self,
                         GTask           *task,
                         VeloPdfJob      *job)
{
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  if (self->pool == NULL)
    {
      return_closed (task);
      g_object_unref (task);
      return;
    }
  g_thread_pool_push (self->pool, task, NULL);
}

static VeloPdfImage *
render_page (PopplerPage  *page,
             double        scale,
             GError      **error)
{
  cairo_surface_t *surface = NULL;
  cairo_t *cr = NULL;
  double width_pt;
  double height_pt;
  double width;
  double height;
  cairo_status_t status;

  poppler_page_get_size (page, &width_pt, &height_pt);
  width = MAX (1, ceil (width_pt * scale - 0.001));
  height = MAX (1, ceil (height_pt * scale - 0.001));
  if (!(width * height <= MAX_PIXELS) || width > 32000 || height > 32000)
    {
      g_set_error (error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_TOO_LARGE,
                   "a picture of %.0f x %.0f pixels is too large", width, height);
      return NULL;
    }
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) width, (int) height);
  cr = cairo_create (surface);
  cairo_scale (cr, scale, scale);
  cairo_save (cr);
  poppler_page_render (page, cr);
  cairo_restore (cr);
  cairo_set_operator (cr, CAIRO_OPERATOR_DEST_OVER);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (!velo_cairo_check (status, "rendering the page", error))
    {
      cairo_surface_destroy (surface);
      return NULL;
    }
  return velo_pdf_image_new_take (surface, scale);
}

static void
render_job (PopplerDocument *document,
            VeloPdfJob      *job,
            GTask           *task)
{
  g_autoptr(VeloPopplerPage) page = NULL;
  VeloPdfImage *image = NULL;
  GError *error = NULL;

  page = velo_poppler_get_page (document, job->page, &error);
  if (page != NULL)
    image = render_page (page, job->scale, &error);
  if (image == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, image, (GDestroyNotify) velo_pdf_image_unref);
}

static gboolean
draw_locked (PopplerDocument  *document,
             guint             number,
             cairo_t          *cr,
             GError          **error)
{
  g_autoptr(VeloPopplerPage) page = velo_poppler_get_page (document, number, error);

  if (page == NULL)
    return FALSE;
  return velo_poppler_print_page (page, cr, error);
}

static void
draw_job (PopplerDocument *document,
          VeloPdfJob      *job,
          GTask           *task)
{
  GError *error = NULL;

  if (draw_locked (document, job->page, job->cr, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Poppler goes with the process: a worker that still closed a document then would crash. */
typedef struct
{
  GMutex lock;
  GCond  changed;
  guint  n_documents; /* (mutex lock) */
} Closing;

static void wait_for_closing (void);

static Closing *
get_closing (void)
{
  static gsize closing = 0;

  if (g_once_init_enter (&closing))
    {
      Closing *made = g_new0 (Closing, 1);

      g_mutex_init (&made->lock);
      g_cond_init (&made->changed);
      /* called for later than Poppler's own, and so run before it */
      atexit (wait_for_closing);
      g_once_init_leave (&closing, GPOINTER_TO_SIZE (made));
    }
  return GSIZE_TO_POINTER (closing);
}

static void
wait_for_closing (void)
{
  Closing *closing = get_closing ();

  g_mutex_lock (&closing->lock);
  while (closing->n_documents > 0)
    g_cond_wait (&closing->changed, &closing->lock);
  g_mutex_unlock (&closing->lock);
}

static void
count_closing (int change)
{
  Closing *closing = get_closing ();

  g_mutex_lock (&closing->lock);
  closing->n_documents = (guint) ((int) closing->n_documents + change);
  g_cond_broadcast (&closing->changed);
  g_mutex_unlock (&closing->lock);
}

static void
close_job (VeloPdfDocument *self)
{
  g_mutex_lock (&self->lock);
  g_clear_object (&self->document);
  g_mutex_unlock (&self->lock);
  g_object_unref (self);
  count_closing (-1);
}

static void
run_item (gpointer data,
          gpointer pool_data)
{
  if (VELO_IS_PDF_DOCUMENT (data))
    close_job (data);
  else
    run_job (data, pool_data);
}

static void
open_document (GTask        *task,
               GBytes       *pdf,
               GCancellable *cancellable)
{
  g_autoptr(VeloPdfDocument) self = NULL;
  g_autoptr(VeloPopplerDocument) document = NULL;
  GError *error = NULL;

  document = velo_poppler_open (pdf, &error);
  if (document == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  self = g_object_new (VELO_TYPE_PDF_DOCUMENT, NULL);
  self->bytes = g_bytes_ref (pdf);
  self->title = poppler_document_get_title (document);
  for (int i = 0; i < poppler_document_get_n_pages (document); i++)
    {
      g_autoptr(VeloPopplerPage) page = velo_poppler_get_page (document, (guint) i, &error);
      PageSize size;

      if (page == NULL)
        {
          g_task_return_error (task, error);
          return;
        }
      poppler_page_get_size (page, &size.width_pt, &size.height_pt);
      g_array_append_val (self->sizes, size);
      if (g_task_return_error_if_cancelled (task))
        return;
    }
  self->document = g_steal_pointer (&document);
  self->pool = g_thread_pool_new (run_item, NULL, 1, FALSE, NULL);
  g_task_return_pointer (task, g_steal_pointer (&self), g_object_unref);
}

/* One that is refused or cancelled is closed behind the answer. */
static void
open_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  open_document (task, task_data, cancellable);
  count_closing (-1);
}

static void
velo_pdf_document_finalize (GObject *object)
{
  VeloPdfDocument *self = VELO_PDF_DOCUMENT (object);

  /* Each queued job holds a reference, so an unclosed pool is idle here; this may be its own
   * thread, so nobody waits for it. */
  if (self->pool != NULL)
    g_thread_pool_free (self->pool, TRUE, FALSE);
  g_clear_object (&self->document);
  g_bytes_unref (self->bytes);
  g_array_unref (self->sizes);
  g_free (self->title);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (velo_pdf_document_parent_class)->finalize (object);
}

static void
velo_pdf_document_class_init (VeloPdfDocumentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = velo_pdf_document_finalize;
}

static void
velo_pdf_document_init (VeloPdfDocument *self)
{
  g_mutex_init (&self->lock);
  self->sizes = g_array_new (FALSE, FALSE, sizeof (PageSize));
}

/**
 * velo_pdf_document_open_async:
 * @pdf: the bytes of a PDF
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Opens a PDF without blocking the caller.
 *
 * Fails with %VELO_PAPER_ERROR_EMPTY, %VELO_PAPER_ERROR_DAMAGED,
 * %VELO_PAPER_ERROR_ENCRYPTED, %VELO_PAPER_ERROR_TOO_LARGE or %G_IO_ERROR_CANCELLED.
 */
void
velo_pdf_document_open_async (GBytes              *pdf,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (pdf != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_pdf_document_open_async);
  g_task_set_task_data (task, g_bytes_ref (pdf), (GDestroyNotify) g_bytes_unref);
  count_closing (1);
  g_task_run_in_thread (task, open_thread);
}

/**
 * velo_pdf_document_open_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full): the document; call velo_pdf_document_close() when done with it
 */
VeloPdfDocument *
velo_pdf_document_open_finish (GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_pdf_document_open_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * velo_pdf_document_close:
 * @self: a document; main thread
 *
 * Closes the document and returns at once. What is queued, and what is asked
 * for later, fails with %VELO_PAPER_ERROR_CLOSED; a page that is being drawn
 * is finished; the process waits for it when it exits. Closing twice does nothing.
 */
void
velo_pdf_document_close (VeloPdfDocument *self)
{
  GThreadPool *pool;

  g_return_if_fail (VELO_IS_PDF_DOCUMENT (self));

  if (self->pool == NULL)
    return;
  g_atomic_int_set (&self->closed, TRUE);
  pool = g_steal_pointer (&self->pool);
  count_closing (1);
  g_thread_pool_push (pool, g_object_ref (self), NULL);
  g_thread_pool_free (pool, FALSE, FALSE);
}

/**
 * velo_pdf_document_is_closed:
 * @self: a document
 *
 * Returns: whether velo_pdf_document_close() was called
 */
gboolean
velo_pdf_document_is_closed (VeloPdfDocument *self)
{
  g_return_val_if_fail (VELO_IS_PDF_DOCUMENT (self), TRUE);

  return g_atomic_int_get (&self->closed);
}

/**
 * velo_pdf_document_get_bytes:
 * @self: a document
 *
 * Returns: (transfer none): the bytes it was opened from
 */
GBytes *
velo_pdf_document_get_bytes (VeloPdfDocument *self)
{
  g_return_val_if_fail (VELO_IS_PDF_DOCUMENT (self), NULL);

  return self->bytes;
}

/**
 * velo_pdf_document_get_n_pages:
 * @self: a document
 *
 * Returns: number of pages, at least 1
 */
guint
velo_pdf_document_get_n_pages (VeloPdfDocument *self)
{
  g_return_val_if_fail (VELO_IS_PDF_DOCUMENT (self), 0);

  return self->sizes->len;
}

/**
 * velo_pdf_document_get_page_size:
 * @self: a document
 * @page: number of a page, from 0
 * @width_pt: (out): its width as shown
 * @height_pt: (out): its height as shown
 *
 * Returns: whether there is such a page; if not, A4 is given
 */
gboolean
velo_pdf_document_get_page_size (VeloPdfDocument *self,
                                 guint            page,
                                 double          *width_pt,
                                 double          *height_pt)
{
  PageSize size = { 595.28, 841.89 };
  gboolean found;

  g_return_val_if_fail (VELO_IS_PDF_DOCUMENT (self), FALSE);

  found = page < self->sizes->len;
  if (found)
    size = g_array_index (self->sizes, PageSize, page);
  *width_pt = size.width_pt;
  *height_pt = size.height_pt;
  return found;
}

/**
 * velo_pdf_document_get_title:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): the title the file gives itself
 */
const char *
velo_pdf_document_get_title (VeloPdfDocument *self)
{
  g_return_val_if_fail (VELO_IS_PDF_DOCUMENT (self), NULL);

  return self->title;
}

static GTask *
start_task (VeloPdfDocument     *self,
            gpointer             tag,
            GCancellable        *cancellable,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  return task;
}

/**
 * velo_pdf_document_render_async:
 * @self: a document
 * @page: number of a page, from 0
 * @scale: device pixels per point; see velo_page_geometry_render_scale()
 * @cancellable: (nullable): a #GCancellable; a request that is cancelled while
 *   it waits is skipped
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Renders a page on the document's worker. Requests are done in turn.
 *
 * Fails with %VELO_PAPER_ERROR_CLOSED, %VELO_PAPER_ERROR_NO_PAGE,
 * %VELO_PAPER_ERROR_TOO_LARGE, %VELO_PAPER_ERROR_FAILED or %G_IO_ERROR_CANCELLED.
 */
void
velo_pdf_document_render_async (VeloPdfDocument     *self,
                                guint                page,
                                double               scale,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  VeloPdfJob *job;

  g_return_if_fail (VELO_IS_PDF_DOCUMENT (self));
  g_return_if_fail (scale > 0);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  job = velo_pdf_job_new (render_job, page);
  job->scale = scale;
  velo_pdf_document_queue (self, start_task (self, velo_pdf_document_render_async, cancellable,
                                             callback, user_data), job);
}

/**
 * velo_pdf_document_render_finish:
 * @self: a document
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full): the picture of the page
 */
VeloPdfImage *
velo_pdf_document_render_finish (VeloPdfDocument  *self,
                                 GAsyncResult     *result,
                                 GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_pdf_document_render_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * velo_pdf_document_draw_page_async:
 * @self: a document
 * @page: number of a page, from 0
 * @cr: a context in points, origin at the page's top left; only the worker may
 *   use it, and its surface, until @callback is called
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Draws a page as vectors for printing, on the document's worker; meant for
 * gtk_print_operation_set_defer_drawing().
 *
 * Fails like velo_pdf_document_render_async().
 */
void
velo_pdf_document_draw_page_async (VeloPdfDocument     *self,
                                   guint                page,
                                   cairo_t             *cr,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  VeloPdfJob *job;

  g_return_if_fail (VELO_IS_PDF_DOCUMENT (self));
  g_return_if_fail (cr != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  job = velo_pdf_job_new (draw_job, page);
  job->cr = cairo_reference (cr);
  velo_pdf_document_queue (self, start_task (self, velo_pdf_document_draw_page_async, cancellable,
                                             callback, user_data), job);
}

/**
 * velo_pdf_document_draw_page_finish:
 * @self: a document
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: whether the page was drawn
 */
gboolean
velo_pdf_document_draw_page_finish (VeloPdfDocument  *self,
                                    GAsyncResult     *result,
                                    GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_pdf_document_draw_page_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * velo_pdf_document_draw_page:
 * @self: a document
 * @page: number of a page, from 0
 * @cr: a context in points, origin at the page's top left
 * @error: return location for an error
 *
 * Draws a page as vectors for printing, on the calling thread; waits for the
 * worker if it is drawing. Not for the main thread of a program with windows,
 * which takes velo_pdf_document_draw_page_async().
 *
 * Returns: whether the page was drawn
 */
gboolean
velo_pdf_document_draw_page (VeloPdfDocument  *self,
                             guint             page,
                             cairo_t          *cr,
                             GError          **error)
{
  gboolean drawn = FALSE;

  g_return_val_if_fail (VELO_IS_PDF_DOCUMENT (self), FALSE);
  g_return_val_if_fail (cr != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  g_mutex_lock (&self->lock);
  if (self->document == NULL || g_atomic_int_get (&self->closed))
    g_set_error_literal (error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_CLOSED, "the document is closed");
  else
    drawn = draw_locked (self->document, page, cr, error);
  g_mutex_unlock (&self->lock);
  return drawn;
}
