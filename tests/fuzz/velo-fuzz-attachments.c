/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a PDF with embedded files. The parser that draws pages is not ours to search. */

#include "config.h"

#include "velo-pdf-filespecs.h"
#include "velo-xml-tree.h"

#include "velo-fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GPtrArray) filespecs = velo_pdf_filespecs_read (bytes, TRUE);

  for (guint i = 0; i < filespecs->len; i++)
    {
      const VeloPdfFilespec *filespec = filespecs->pdata[i];
      g_autoptr (VeloXmlTree) tree = NULL;

      g_assert (g_utf8_validate (filespec->name, -1, NULL));
      if (filespec->bytes != NULL)
        tree = velo_xml_tree_parse (filespec->bytes, NULL, NULL, NULL);
    }
  return 0;
}
