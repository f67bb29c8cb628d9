/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a PDF: its embedded files and its print. The parsers of PDF themselves are not ours. */

#include "config.h"

#include "velo-invoice-reader.h"
#include "velo-invoice-source.h"

#include "velo-fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (VeloInvoice) invoice = NULL;

  if (velo_invoice_source_is_pdf (bytes))
    invoice = velo_invoice_reader_read (bytes, NULL, NULL);
  return 0;
}
