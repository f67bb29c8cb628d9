/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes through the whole reader, but for PDFs, whose parser is not ours to search. */

#include "config.h"

#include "velo-invoice-json.h"
#include "velo-invoice-reader.h"
#include "velo-invoice-source.h"

#include "velo-fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (VeloInvoice) invoice = NULL;
  g_autofree char *record = NULL;
  g_autofree char *text = NULL;

  if (velo_invoice_source_is_pdf (bytes))
    return 0;
  record = velo_invoice_json_text (bytes, "fuzz.xml", NULL);
  invoice = velo_invoice_reader_read (bytes, "fuzz.xml", NULL);
  if (invoice != NULL)
    text = velo_record_to_text (invoice);
  return 0;
}
