/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the bytes of a file into an invoice, or says why not. */

#define G_LOG_DOMAIN "velo-invoice-reader"

#include "config.h"

#include "velo-invoice-reader.h"

#include "velo-invoice-builder.h"
#include "velo-invoice-helper.h"
#include "velo-invoice-places.h"
#include "velo-invoice-source.h"
#include "velo-pdf-text.h"
#include "velo-recogniser.h"
#include "velo-text.h"

typedef struct
{
  GBytes      *bytes;
  char        *file_name;
  char        *templates;
  VeloInvoice *corrected; /* to learn from */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_bytes_unref (job->bytes);
  g_free (job->file_name);
  g_free (job->templates);
  g_clear_object (&job->corrected);
  g_free (job);
}

static void
take_data_head (const VeloReading *reading, VeloInvoice *invoice)
{
  if (reading->printed == NULL)
    return;
  velo_invoice_set_format (invoice, reading->format);
  velo_invoice_set_xml_sha256 (invoice, reading->xml_sha256);
  velo_invoice_set_type_code (invoice, reading->type_code);
  velo_invoice_set_is_reversal (invoice, reading->is_reversal);
  velo_invoice_set_currency (invoice, reading->currency);
  if (reading->seller.vat_id != NULL)
    velo_party_set_vat_id (velo_invoice_get_seller (invoice), reading->seller.vat_id);
}

/* Data in a PDF say where they stand in the data; the page shows where they are printed. */
static void
add_places (const VeloReading *reading, GBytes *bytes, VeloInvoice *invoice)
{
  g_autoptr (GPtrArray) rows = NULL;

  if (!reading->from_pdf)
    return;
  if (reading->rows != NULL)
    rows = g_ptr_array_ref (reading->rows);
  else if (reading->printed != NULL && reading->printed->rows != NULL)
    rows = g_ptr_array_ref (reading->printed->rows);
  else
    rows = velo_pdf_text_read (bytes, NULL, NULL);
  if (rows != NULL)
    velo_invoice_places_find (invoice, rows);
}

/**
 * velo_invoice_reader_build:
 * @reading: what velo_invoice_source_read() has read
 * @bytes: the file as it came
 * @file_name: (nullable): its name, for showing
 *
 * Makes an invoice of a reading.
 *
 * Returns: (transfer full): the invoice
 */
VeloInvoice *
velo_invoice_reader_build (const VeloReading *reading, GBytes *bytes, const char *file_name)
{
  /* Data that are no more than a head: lines and people are in the print beside them. */
  const VeloReading *stated = reading->printed != NULL ? reading->printed : reading;
  g_autoptr (VeloRecognition) recognition = velo_recogniser_run (stated);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  VeloInvoice     *invoice = velo_invoice_builder_build (stated, recognition);

  take_data_head (reading, invoice);
  add_places (reading, bytes, invoice);
  velo_invoice_set_sha256 (invoice, sha256);
  if (file_name != NULL)
    {
      g_autofree char *base_name = g_path_get_basename (file_name);
      g_autofree char *harmless = velo_text_file_name (base_name);

      velo_invoice_set_file_name (invoice, harmless);
    }
  return invoice;
}

/**
 * velo_invoice_reader_read:
 * @bytes: the file as it came
 * @file_name: (nullable): its name, for showing; never used to tell the format
 * @error: return location
 *
 * Reads an e-invoice: a PDF with embedded XML, or bare XML. Blocks for as long
 * as parsing takes; may run on any thread. Values that the file does not state
 * stay empty, and what is missing of the head is named in #VeloInvoice:missing.
 * For bytes that are trusted, and for the helper's process; foreign bytes go
 * through velo_invoice_reader_read_async().
 *
 * Returns: (transfer full): the invoice, or %NULL with a #VeloIntakeError
 */
VeloInvoice *
velo_invoice_reader_read (GBytes *bytes, const char *file_name, GError **error)
{
  g_auto (VeloInvoiceSource) source = { 0 };
  g_autoptr (VeloReading) reading = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  velo_invoice_source_init (&source);
  reading = velo_invoice_source_read (&source, bytes, file_name, NULL, error);
  return reading == NULL ? NULL : velo_invoice_reader_build (reading, bytes, file_name);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  g_autoptr (VeloInvoiceHelper) helper = velo_invoice_helper_new ();
  g_autoptr (VeloInvoiceAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  velo_invoice_helper_set_templates (helper, job->templates);
  answer = velo_invoice_helper_read (helper, job->bytes, job->file_name,
                                     VELO_INVOICE_WANT_INVOICE, cancellable, &error);
  if (answer == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (answer->refusal != NULL)
    g_task_return_error (task, g_steal_pointer (&answer->refusal));
  else
    g_task_return_pointer (task, g_steal_pointer (&answer->invoice), g_object_unref);
}

static Job *
job_new (GBytes *bytes, const char *file_name, const char *templates, VeloInvoice *corrected)
{
  Job *job = g_new0 (Job, 1);

  job->bytes = g_bytes_ref (bytes);
  job->file_name = g_strdup (file_name);
  job->templates = g_strdup (templates);
  job->corrected = corrected == NULL ? NULL : velo_record_copy (corrected);
  return job;
}

/* Runs @func in a thread; @tag is the function that was called. */
static void
run (Job                *job,
     GTaskThreadFunc     func,
     gpointer            tag,
     GCancellable       *cancellable,
     GAsyncReadyCallback callback,
     gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, job, job_free);
  if (g_task_return_error_if_cancelled (task))
    return;
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, func);
}

static gpointer
finish (GAsyncResult *result, gpointer tag, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * velo_invoice_reader_read_async:
 * @bytes: the file as it came
 * @file_name: (nullable): its name, for showing
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Reads like velo_invoice_reader_read(), but in a process of its own with limits
 * on time, memory, files and network, so that no file can harm the program.
 * Fails with %G_IO_ERROR_CANCELLED as soon as @cancellable is cancelled.
 */
void
velo_invoice_reader_read_async (GBytes             *bytes,
                                const char         *file_name,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  g_return_if_fail (bytes != NULL);

  run (job_new (bytes, file_name, NULL, NULL), read_thread, velo_invoice_reader_read_async, cancellable,
       callback, user_data);
}

/**
 * velo_invoice_reader_read_finish:
 * @result: the result
 * @error: return location
 *
 * Ends velo_invoice_reader_read_async().
 *
 * Returns: (transfer full): the invoice, or %NULL with a #VeloIntakeError or
 *   %G_IO_ERROR_CANCELLED
 */
VeloInvoice *
velo_invoice_reader_read_finish (GAsyncResult *result, GError **error)
{
  return finish (result, velo_invoice_reader_read_async, error);
}

/**
 * velo_invoice_reader_read_known_async:
 * @bytes: the file as it came
 * @file_name: (nullable): its name, for showing
 * @templates: (nullable): velo_print_template_join() of what was learned of issuers
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Does the same as velo_invoice_reader_read_async() and uses, for a print without
 * data, what velo_invoice_reader_learn_async() learned of its issuer. Ends with
 * velo_invoice_reader_read_known_finish().
 */
void
velo_invoice_reader_read_known_async (GBytes             *bytes,
                                      const char         *file_name,
                                      const char         *templates,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data)
{
  g_return_if_fail (bytes != NULL);

  run (job_new (bytes, file_name, templates, NULL), read_thread, velo_invoice_reader_read_known_async, cancellable,
       callback, user_data);
}

/**
 * velo_invoice_reader_read_known_finish:
 * @result: the result
 * @error: return location
 *
 * Ends velo_invoice_reader_read_known_async().
 *
 * Returns: (transfer full): the invoice, or %NULL with a #VeloIntakeError or
 *   %G_IO_ERROR_CANCELLED
 */
VeloInvoice *
velo_invoice_reader_read_known_finish (GAsyncResult *result, GError **error)
{
  return finish (result, velo_invoice_reader_read_known_async, error);
}

static void
learn_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  g_autoptr (VeloInvoiceHelper) helper = velo_invoice_helper_new ();
  GError *error = NULL;
  char   *template =
      velo_invoice_helper_learn (helper, job->bytes, job->corrected, cancellable, &error);

  if (template == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, template, g_free);
}

/**
 * velo_invoice_reader_learn_async:
 * @bytes: a PDF without data inside
 * @corrected: what it says, as somebody confirmed it; copied
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Learns, in a process of its own, where the issuer of @corrected prints number,
 * date, total, address, items and the numbers of the first vehicle, so that
 * velo_invoice_reader_read_known_async() finds them on the next one.
 */
void
velo_invoice_reader_learn_async (GBytes             *bytes,
                                 VeloInvoice        *corrected,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  g_return_if_fail (bytes != NULL);
  g_return_if_fail (VELO_IS_INVOICE (corrected));

  run (job_new (bytes, NULL, NULL, corrected), learn_thread, velo_invoice_reader_learn_async, cancellable,
       callback, user_data);
}

/**
 * velo_invoice_reader_learn_finish:
 * @result: the result
 * @error: return location
 *
 * Ends velo_invoice_reader_learn_async().
 *
 * Returns: (transfer full): the template of the issuer, JSON in one line; or
 *   %NULL with a #VeloIntakeError if nothing could be learned, or
 *   %G_IO_ERROR_CANCELLED
 */
char *
velo_invoice_reader_learn_finish (GAsyncResult *result, GError **error)
{
  return finish (result, velo_invoice_reader_learn_async, error);
}

static void
unpack_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  g_autoptr (VeloInvoiceHelper) helper = velo_invoice_helper_new ();
  GError    *error = NULL;
  GPtrArray *members = velo_invoice_helper_unpack (helper, job->bytes, cancellable, &error);

  if (members == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, members, (GDestroyNotify) g_ptr_array_unref);
}

/**
 * velo_invoice_reader_unpack_async:
 * @bytes: a file of which velo_zip_is_one() or velo_mail_is_one() says yes
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Unpacks the PDF and XML files of an archive or a mail, one level deep, in a process of
 * its own. Each is then read like a file of its own.
 */
void
velo_invoice_reader_unpack_async (GBytes             *bytes,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  g_return_if_fail (bytes != NULL);

  run (job_new (bytes, NULL, NULL, NULL), unpack_thread, velo_invoice_reader_unpack_async, cancellable,
       callback, user_data);
}

/**
 * velo_invoice_reader_unpack_finish:
 * @result: the result
 * @error: return location
 *
 * Ends velo_invoice_reader_unpack_async().
 *
 * Returns: (transfer full) (element-type VeloZipMember): the files, one at least;
 *   or %NULL with a #VeloIntakeError or %G_IO_ERROR_CANCELLED
 */
GPtrArray *
velo_invoice_reader_unpack_finish (GAsyncResult *result, GError **error)
{
  return finish (result, velo_invoice_reader_unpack_async, error);
}
