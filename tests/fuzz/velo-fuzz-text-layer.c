/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of text, with tabulators between columns, as if they were printed in a PDF. */

#include "config.h"

#include "velo-invoice-reader.h"
#include "velo-pdf-text.h"
#include "velo-text-layer-reader.h"

#include "velo-fuzz.h"

#define ROW_PT 14
#define COLUMN_PT 90

static void
cell_free (gpointer data)
{
  VeloPdfCell *cell = data;

  g_free (cell->text);
  g_free (cell);
}

static void
row_free (gpointer data)
{
  VeloPdfRow *row = data;

  g_ptr_array_unref (row->cells);
  g_free (row->text);
  g_free (row);
}

static VeloPdfRow *
build_row (const char *line, guint index)
{
  g_auto (GStrv) columns = g_strsplit (line, "\t", -1);
  VeloPdfRow *row = g_new0 (VeloPdfRow, 1);

  row->cells = g_ptr_array_new_with_free_func (cell_free);
  row->page = 1;
  row->y_pt = index * ROW_PT;
  row->height_pt = ROW_PT - 4;
  row->text = g_strjoinv ("  ", columns);
  for (guint i = 0; columns[i] != NULL; i++)
    {
      VeloPdfCell *cell = g_new0 (VeloPdfCell, 1);

      cell->text = g_strdup (columns[i]);
      cell->x_pt = i * COLUMN_PT;
      cell->end_pt = cell->x_pt + COLUMN_PT - 20;
      g_ptr_array_add (row->cells, cell);
    }
  return row;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_utf8_make_valid ((const char *) data, (gssize) size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (VeloReading) reading = NULL;
  g_autoptr (VeloInvoice) invoice = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      g_ptr_array_add (rows, build_row (lines[i], i));
  reading = velo_text_layer_reader_read (rows, NULL);
  if (reading != NULL)
    invoice = velo_invoice_reader_build (reading, bytes, NULL);
  return 0;
}
