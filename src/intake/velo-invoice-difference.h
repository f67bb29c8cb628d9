/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-invoice.h"

G_BEGIN_DECLS

/**
 * VeloInvoiceDifference:
 * @field: what differs: a property of #VeloInvoice ("number", "date",
 *   "gross-cents"), "seller-name", "seller-vat-id", "buyer-name",
 *   "buyer-street", "buyer-postcode", "buyer-city", "description", "quantity",
 *   "line-gross-cents", "frame-number" or "battery-number"
 * @line: the position from 1, 0 for the head
 * @old_value: as text, amounts in cents, dates as YYYY-MM-DD; empty if not there
 * @new_value: in the same form
 *
 * One difference between two copies of an invoice.
 */
typedef struct
{
  const char *field;
  int         line;
  char       *old_value;
  char       *new_value;
} VeloInvoiceDifference;

/**
 * VeloInvoiceLikeness:
 * @VELO_INVOICE_LIKENESS_NONE: another invoice
 * @VELO_INVOICE_LIKENESS_SAME_FILE: the same bytes
 * @VELO_INVOICE_LIKENESS_SAME_DATA: the same data in another file
 * @VELO_INVOICE_LIKENESS_SAME_CONTENT: the same seller, number and date, and all the same in it
 * @VELO_INVOICE_LIKENESS_CHANGED_COPY: the same seller, number and date, with something changed
 *
 * How two invoices are alike.
 */
typedef enum
{
  VELO_INVOICE_LIKENESS_NONE,
  VELO_INVOICE_LIKENESS_SAME_FILE,
  VELO_INVOICE_LIKENESS_SAME_DATA,
  VELO_INVOICE_LIKENESS_SAME_CONTENT,
  VELO_INVOICE_LIKENESS_CHANGED_COPY
} VeloInvoiceLikeness;

GPtrArray          *velo_invoice_differences_new (VeloInvoice *older, VeloInvoice *newer);
VeloInvoiceLikeness velo_invoice_likeness        (VeloInvoice *older, VeloInvoice *newer);

G_END_DECLS
