/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The invoice with which every insurance starts. */

#define G_LOG_DOMAIN "velo-invoice"

#include "config.h"

#include "velo-invoice.h"

#include "velo-record-private.h"

VELO_DEFINE_RECORD (VeloInvoice, velo_invoice, VELO_TYPE_INVOICE, VELO_INVOICE_FIELDS)
