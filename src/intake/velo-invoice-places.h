/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-invoice.h"
#include "velo-pdf-text.h"

G_BEGIN_DECLS

/**
 * VeloPrintedPlace:
 * @row: index of the row, or -1 if it is not printed
 * @first: index of its first letter
 * @last: index of its last letter
 *
 * Where a text is printed.
 */
typedef struct
{
  int   row;
  guint first;
  guint last;
} VeloPrintedPlace;

void             velo_invoice_places_find (VeloInvoice *invoice, GPtrArray *rows);
VeloPrintedPlace velo_printed_place_find (GPtrArray  *rows,
                                          const char *field,
                                          const char *value,
                                          int         near_row);

G_END_DECLS
