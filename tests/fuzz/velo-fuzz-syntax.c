/* SPDX-License-Identifier: GPL-3.0-or-later */
/* XML through the reader of one syntax, VELO_FUZZ_READ, whatever its root is. */

#include "config.h"

#include "velo-cii-reader.h"
#include "velo-ebinterface-reader.h"
#include "velo-invoice-reader.h"
#include "velo-ubl-reader.h"
#include "velo-xml-tree.h"

#include "velo-fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (VeloXmlTree) tree = NULL;
  g_autoptr (VeloReading) reading = NULL;
  g_autoptr (VeloInvoice) invoice = NULL;
  gboolean repaired;

  tree = velo_xml_tree_parse (bytes, NULL, &repaired, NULL);
  if (tree != NULL)
    reading = VELO_FUZZ_READ (velo_xml_tree_root (tree));
  if (reading != NULL)
    invoice = velo_invoice_reader_build (reading, bytes, NULL);
  return 0;
}
