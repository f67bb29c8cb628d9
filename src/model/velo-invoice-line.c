/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line of an invoice. */

#define G_LOG_DOMAIN "velo-invoice-line"

#include "config.h"

#include "velo-invoice-line.h"

#include "velo-record-private.h"
#include "velo-text.h"

VELO_DEFINE_RECORD (VeloInvoiceLine, velo_invoice_line, VELO_TYPE_INVOICE_LINE, VELO_INVOICE_LINE_FIELDS)

/**
 * velo_invoice_line_dup_model_key:
 * @self: a line
 *
 * Returns: (transfer full): by what the words of the line are known again, however they are
 *   spelled; empty if there are none
 */
char *
velo_invoice_line_dup_model_key (VeloInvoiceLine *self)
{
  g_autofree char *folded = NULL;

  g_return_val_if_fail (VELO_IS_INVOICE_LINE (self), NULL);

  folded = velo_text_fold (self->description);
  return velo_text_key (folded);
}
