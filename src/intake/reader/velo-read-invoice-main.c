/* SPDX-License-Identifier: GPL-3.0-or-later */
/* veloinsure-read-invoice: reads foreign bytes where they can do no harm. */

#define G_LOG_DOMAIN "veloinsure-read-invoice"

#include "config.h"

#include "velo-invoice-json.h"
#include "velo-invoice-reader.h"
#include "velo-invoice-source.h"
#include "velo-mail-reader.h"
#include "velo-mail.h"
#include "velo-page-check.h"
#include "velo-pdf-text.h"
#include "velo-print-template.h"
#include "velo-reader-serve.h"
#include "velo-zip.h"

#define MAX_MEMORY (G_GUINT64_CONSTANT (1) << 30)
#define MAX_SECONDS 10

static char *
learn (GBytes *bytes, const char *extra, GError **error)
{
  g_autoptr (VeloInvoice) corrected = velo_invoice_new ();
  g_autoptr (GPtrArray) rows = NULL;
  char *template = NULL;

  if (extra == NULL || !velo_record_load_text (corrected, extra, NULL))
    {
      g_set_error_literal (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_MALFORMED,
                           "no corrected invoice to learn from");
      return NULL;
    }
  rows = velo_pdf_text_read (bytes, NULL, error);
  if (rows == NULL)
    return NULL;
  template = velo_print_template_learn (rows, corrected);
  if (template == NULL)
    g_set_error_literal (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_NO_INVOICE_ATTACHED,
                         "nothing of the invoice is in the print");
  return template;
}

static GPtrArray *
unpack (GBytes *bytes, GError **error)
{
  return velo_mail_is_one (bytes) ? velo_mail_read (bytes, error) : velo_zip_read (bytes, error);
}

/* The only invoice of a mail; one with several is unpacked by whoever has it. */
static VeloReading *
read_mail (VeloInvoiceSource *source, GBytes *bytes, GError **error)
{
  g_autoptr (GPtrArray) members = velo_mail_read (bytes, error);
  const VeloZipMember *member = members == NULL ? NULL : members->pdata[0];

  if (member == NULL)
    return NULL;
  if (members->len == 1)
    return velo_invoice_source_read (source, member->bytes, member->name, NULL, error);
  g_set_error_literal (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_SEVERAL, "a mail with several files");
  return NULL;
}

static void
read_file (GBytes           *bytes,
           const char       *file_name,
           const char       *extra,
           VeloInvoiceWant   wants,
           VeloReaderResult *result)
{
  g_auto (VeloInvoiceSource) source = { 0 };
  g_autoptr (VeloReading) reading = NULL;

  velo_invoice_source_init (&source);
  source.templates = extra;
  if (wants == VELO_INVOICE_WANT_PAGES)
    {
      velo_page_check_run (bytes, &result->refusal);
      return;
    }
  if (wants == VELO_INVOICE_WANT_MEMBERS)
    {
      g_autoptr (GPtrArray) members = unpack (bytes, &result->refusal);

      if (members != NULL)
        result->members = velo_zip_members_pack (members);
      return;
    }
  if (wants == VELO_INVOICE_WANT_TEMPLATE)
    {
      result->record = learn (bytes, extra, &result->refusal);
      return;
    }
  if (velo_mail_is_one (bytes))
    reading = read_mail (&source, bytes, &result->refusal);
  else
    reading = velo_invoice_source_read (&source, bytes, file_name, NULL, &result->refusal);
  if ((wants & VELO_INVOICE_WANT_RECORD) != 0)
    result->record = velo_invoice_json_to_text (
        velo_invoice_json_new (&source, reading, result->refusal, file_name));
  if (reading != NULL && (wants & VELO_INVOICE_WANT_INVOICE) != 0)
    {
      g_autoptr (VeloInvoice) invoice = velo_invoice_reader_build (reading, bytes, file_name);

      result->invoice = velo_record_to_text (invoice);
    }
}

int
main (void)
{
  const VeloReaderLimits limits = { MAX_MEMORY, MAX_SECONDS };

  return velo_reader_serve (&limits, read_file);
}
