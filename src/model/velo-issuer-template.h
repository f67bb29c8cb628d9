/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-record.h"

G_BEGIN_DECLS

/**
 * VeloIssuerTemplate: (Rechnungsvorlage eines Ausstellers)
 *
 * Where the values stand on the invoices of one issuer, learned from the
 * first one that was corrected. What is in the text is the reader's business.
 */
#define VELO_ISSUER_TEMPLATE_FIELDS(F, X, T, p) \
  F (T, p, TEXT, seller_key)  /* velo_invoice_dup_seller_key() */ \
  F (T, p, TEXT, text)        /* JSON */ \
  F (T, p, INT, times_used)   /* set by the store */ \
  F (T, p, TIME, changed_at)  /* set by the store */

#define VELO_TYPE_ISSUER_TEMPLATE (velo_issuer_template_get_type ())
VELO_DECLARE_RECORD (VeloIssuerTemplate, velo_issuer_template, ISSUER_TEMPLATE,
                     VELO_ISSUER_TEMPLATE_FIELDS)

G_END_DECLS
