/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line of an invoice. */

#define G_LOG_DOMAIN "velo-invoice-line"

#include "config.h"

#include "velo-invoice-line.h"

#include "velo-record-private.h"

VELO_DEFINE_RECORD (VeloInvoiceLine, velo_invoice_line, VELO_TYPE_INVOICE_LINE, VELO_INVOICE_LINE_FIELDS)
