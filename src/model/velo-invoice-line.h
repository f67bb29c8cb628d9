/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-record.h"

#include "velo-article-kind.h"
#include "velo-finding.h"

G_BEGIN_DECLS

/**
 * VeloInvoiceLine: (Rechnungsposition)
 *
 * One position of an invoice: amounts as written, and what the recogniser
 * made of it.
 */
#define VELO_INVOICE_LINE_FIELDS(F, X, T, p) \
  F (T, p, TEXT, line_id)                                    /* as written */ \
  F (T, p, TEXT, parent_id) \
  F (T, p, TEXT, description)                                /* name of the item */ \
  F (T, p, TEXT, detail)                                     /* description of the item */ \
  F (T, p, TEXT, note) \
  F (T, p, TEXT, quantity)                                   /* decimal text as written */ \
  F (T, p, TEXT, unit) \
  F (T, p, TEXT, unit_price)                                 /* net, decimal text as written */ \
  F (T, p, TEXT, vat_rate)                                   /* percent, decimal text as written */ \
  F (T, p, TEXT, vat_category) \
  F (T, p, TEXT, article_number)                             /* of the seller */ \
  F (T, p, TEXT, gtin) \
  F (T, p, CENTS, net_cents) \
  F (T, p, CENTS, gross_cents)                               /* from the net amount, rounded once, or as typed */ \
  X (T, p, ENUM, kind, VeloArticleKind, velo_article_kind) \
  X (T, p, ENUM, kind_sureness, VeloSureness, velo_sureness)

#define VELO_TYPE_INVOICE_LINE (velo_invoice_line_get_type ())
VELO_DECLARE_RECORD (VeloInvoiceLine, velo_invoice_line, INVOICE_LINE, VELO_INVOICE_LINE_FIELDS)

char *velo_invoice_line_dup_model_key (VeloInvoiceLine *self);

G_END_DECLS
