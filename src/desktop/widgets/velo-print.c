/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints a PDF through the system's print dialog, or to a file without one. */

#define G_LOG_DOMAIN "velo-print"

#include "config.h"

#include "velo-print.h"

#include "velo-page-geometry.h"
#include "velo-pdf-document.h"
#include "velo-text.h"

/* What was chosen for the last job and is as right for the next: the printer and how it prints, and
   the folder of files; not the pages, the copies or the name of the file. */
static const char * const kept_keys[] = {
  GTK_PRINT_SETTINGS_PRINTER, GTK_PRINT_SETTINGS_USE_COLOR, GTK_PRINT_SETTINGS_DUPLEX, GTK_PRINT_SETTINGS_QUALITY,
  GTK_PRINT_SETTINGS_DEFAULT_SOURCE, GTK_PRINT_SETTINGS_MEDIA_TYPE, GTK_PRINT_SETTINGS_OUTPUT_BIN,
  GTK_PRINT_SETTINGS_OUTPUT_DIR, GTK_PRINT_SETTINGS_OUTPUT_FILE_FORMAT,
};

/* Where they are kept for as long as the program runs: with the toolkit's settings of the display. */
#define KEPT_SETTINGS "velo-print-settings"

/**
 * velo_print_keep_settings:
 * @settings: what the user chose
 *
 * Remembers the printer for the jobs that follow.
 */
void
velo_print_keep_settings (GtkPrintSettings *settings)
{
  const char *uri;
  g_autoptr(GtkPrintSettings) kept = gtk_print_settings_new ();
  g_autoptr(GFile) file = NULL;
  g_autoptr(GFile) folder = NULL;
  g_autofree char *path = NULL;

  g_return_if_fail (GTK_IS_PRINT_SETTINGS (settings));

  for (gsize i = 0; i < G_N_ELEMENTS (kept_keys); i++)
    gtk_print_settings_set (kept, kept_keys[i], gtk_print_settings_get (settings, kept_keys[i]));
  uri = gtk_print_settings_get (settings, GTK_PRINT_SETTINGS_OUTPUT_URI);
  file = uri == NULL ? NULL : g_file_new_for_uri (uri);
  folder = file == NULL ? NULL : g_file_get_parent (file);
  path = folder == NULL ? NULL : g_file_get_path (folder);
  if (path != NULL)
    gtk_print_settings_set (kept, GTK_PRINT_SETTINGS_OUTPUT_DIR, path);
  g_object_set_data_full (G_OBJECT (gtk_settings_get_default ()), KEPT_SETTINGS, g_steal_pointer (&kept),
                          g_object_unref);
}

/**
 * velo_print_dup_settings:
 * @job_name: name of the print job
 *
 * Returns: (transfer full): the printer that was chosen before, and what a file is called if one is
 * printed to
 */
GtkPrintSettings *
velo_print_dup_settings (const char *job_name)
{
  GtkPrintSettings *kept = g_object_get_data (G_OBJECT (gtk_settings_get_default ()), KEPT_SETTINGS);
  GtkPrintSettings *settings = kept == NULL ? gtk_print_settings_new () : gtk_print_settings_copy (kept);
  g_autofree char *base = velo_text_file_name (job_name);

  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME, base);
  return settings;
}

typedef struct
{
  GtkWindow         *parent;      /* (owned) (nullable) */
  char              *job_name;    /* (owned) (not nullable) */
  char              *export_path; /* (owned) (nullable) */
  VeloPdfDocument   *document;    /* (owned) (nullable) */
  GtkPrintOperation *operation;   /* (owned) (nullable) */
  GError            *error;       /* (owned) (nullable): of a page */
} PrintJob;

static void
print_job_free (PrintJob *job)
{
  if (job->document != NULL)
    velo_pdf_document_close (job->document);
  g_clear_object (&job->document);
  g_clear_object (&job->parent);
  g_clear_object (&job->operation);
  g_clear_error (&job->error);
  g_free (job->job_name);
  g_free (job->export_path);
  g_free (job);
}

static void
page_drawn_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  PrintJob *job = g_task_get_task_data (task);

  if (!velo_pdf_document_draw_page_finish (VELO_PDF_DOCUMENT (source), result, &error))
    {
      if (job->error == NULL)
        job->error = g_steal_pointer (&error);
      if (job->operation != NULL)
        gtk_print_operation_cancel (job->operation);
    }
  if (job->operation != NULL)
    gtk_print_operation_draw_page_finish (job->operation);
}

static void
draw_page_cb (GtkPrintOperation *operation,
              GtkPrintContext   *context,
              int                page,
              gpointer           user_data)
{
  GTask *task = user_data;
  PrintJob *job = g_task_get_task_data (task);
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  VeloPaperFit fit;
  double width_pt = 0;
  double height_pt = 0;

  if (!velo_pdf_document_get_page_size (job->document, (guint) page, &width_pt, &height_pt))
    return;
  fit = velo_page_geometry_fit_paper (width_pt, height_pt, gtk_print_context_get_width (context),
                                      gtk_print_context_get_height (context));
  cairo_translate (cr, fit.x_pt, fit.y_pt);
  cairo_scale (cr, fit.scale, fit.scale);
  gtk_print_operation_set_defer_drawing (operation);
  velo_pdf_document_draw_page_async (job->document, (guint) page, cr, NULL, page_drawn_cb,
                                     g_object_ref (task));
}

/* A page that lies on its side gets paper that does. */
static void
request_page_setup_cb (GtkPrintOperation *operation,
                       GtkPrintContext   *context,
                       int                page,
                       GtkPageSetup      *setup,
                       gpointer           user_data)
{
  PrintJob *job = g_task_get_task_data (user_data);
  double width_pt = 0;
  double height_pt = 0;

  if (velo_pdf_document_get_page_size (job->document, (guint) page, &width_pt, &height_pt)
      && width_pt > height_pt)
    gtk_page_setup_set_orientation (setup, GTK_PAGE_ORIENTATION_LANDSCAPE);
}

static void
done_cb (GtkPrintOperation       *operation,
         GtkPrintOperationResult  outcome,
         gpointer                 user_data)
{
  g_autoptr(GTask) task = g_object_ref (user_data);
  g_autoptr(GError) error = NULL;
  PrintJob *job = g_task_get_task_data (task);

  if (g_task_get_completed (task))
    return;
  if (outcome == GTK_PRINT_OPERATION_RESULT_ERROR)
    gtk_print_operation_get_error (operation, &error);
  if (job->error != NULL)
    g_task_return_error (task, g_steal_pointer (&job->error));
  else if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (outcome == GTK_PRINT_OPERATION_RESULT_CANCEL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "printing was cancelled");
  else
    {
      if (job->export_path == NULL && outcome == GTK_PRINT_OPERATION_RESULT_APPLY
          && gtk_print_operation_get_print_settings (operation) != NULL)
        velo_print_keep_settings (gtk_print_operation_get_print_settings (operation));
      g_task_return_boolean (task, TRUE);
    }
}

static GtkPageSetup *
make_page_setup (void)
{
  GtkPageSetup *setup = gtk_page_setup_new ();
  g_autoptr(GtkPaperSize) a4 = gtk_paper_size_new (GTK_PAPER_NAME_A4);

  gtk_page_setup_set_paper_size (setup, a4);
  gtk_page_setup_set_top_margin (setup, 0, GTK_UNIT_POINTS);
  gtk_page_setup_set_bottom_margin (setup, 0, GTK_UNIT_POINTS);
  gtk_page_setup_set_left_margin (setup, 0, GTK_UNIT_POINTS);
  gtk_page_setup_set_right_margin (setup, 0, GTK_UNIT_POINTS);
  return setup;
}

static void
run_operation (GTask *task)
{
  PrintJob *job = g_task_get_task_data (task);
  g_autoptr(GtkPageSetup) setup = make_page_setup ();
  g_autoptr(GtkPrintSettings) settings = velo_print_dup_settings (job->job_name);
  g_autoptr(GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr(GError) error = NULL;
  GtkPrintOperationAction action = GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG;

  job->operation = g_object_ref (operation);
  gtk_print_operation_set_job_name (operation, job->job_name);
  gtk_print_operation_set_n_pages (operation, (int) velo_pdf_document_get_n_pages (job->document));
  gtk_print_operation_set_default_page_setup (operation, setup);
  if (job->export_path == NULL)
    gtk_print_operation_set_print_settings (operation, settings);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_show_progress (operation, job->export_path == NULL);
  if (job->export_path != NULL)
    {
      gtk_print_operation_set_export_filename (operation, job->export_path);
      action = GTK_PRINT_OPERATION_ACTION_EXPORT;
    }
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), task);
  g_signal_connect (operation, "request-page-setup", G_CALLBACK (request_page_setup_cb), task);
  /* The operation keeps the task alive until it says that it is done. */
  g_signal_connect_data (operation, "done", G_CALLBACK (done_cb), g_object_ref (task),
                         (GClosureNotify) (void (*) (void)) g_object_unref, G_CONNECT_DEFAULT);
  if (gtk_print_operation_run (operation, action, job->parent, &error)
        == GTK_PRINT_OPERATION_RESULT_ERROR
      && !g_task_get_completed (task))
    g_task_return_error (task, g_steal_pointer (&error));
}

/* The task owns the operation and the operation's signal the task: untie them. */
static void
completed_cb (GTask *task)
{
  PrintJob *job = g_task_get_task_data (task);

  g_clear_object (&job->operation);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  PrintJob *job = g_task_get_task_data (task);

  job->document = velo_pdf_document_open_finish (result, &error);
  if (job->document == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (!g_task_return_error_if_cancelled (task))
    run_operation (task);
}

/**
 * velo_print_async:
 * @parent: (nullable): window of the print dialog
 * @pdf: the PDF to print
 * @job_name: name of the print job, and of the file if one is printed to: what it is and whose
 * @export_path: (nullable): write a PDF here instead of asking for a printer
 * @cancellable: (nullable): counts until the dialog opens
 * @callback: (scope async): called when the job was handed over
 * @user_data: data for @callback
 *
 * Prints each page on paper of its orientation, shrunk if it does not fit.
 *
 * Fails with a #VeloPaperError if @pdf cannot be read, with a #GtkPrintError
 * if the printer refuses, with %G_IO_ERROR_CANCELLED if the user cancels.
 */
void
velo_print_async (GtkWindow           *parent,
                  GBytes              *pdf,
                  const char          *job_name,
                  const char          *export_path,
                  GCancellable        *cancellable,
                  GAsyncReadyCallback  callback,
                  gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  PrintJob *job;

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));
  g_return_if_fail (pdf != NULL);
  g_return_if_fail (job_name != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_print_async);
  job = g_new0 (PrintJob, 1);
  g_set_object (&job->parent, parent);
  job->job_name = g_strdup (job_name);
  job->export_path = g_strdup (export_path);
  g_task_set_task_data (task, job, (GDestroyNotify) print_job_free);
  g_signal_connect (task, "notify::completed", G_CALLBACK (completed_cb), NULL);
  velo_pdf_document_open_async (pdf, cancellable, opened_cb, g_steal_pointer (&task));
}

/**
 * velo_print_finish:
 * @result: from the callback
 * @error: return location for an error
 *
 * Returns: whether the pages are at the printer or in the file
 */
gboolean
velo_print_finish (GAsyncResult  *result,
                   GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_print_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
