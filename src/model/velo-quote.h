/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-record.h"

G_BEGIN_DECLS

/**
 * VeloQuote: (Tarifinfo)
 *
 * What the insurer answered for one product, payment interval and set of
 * risks.
 */
#define VELO_QUOTE_FIELDS(F, X, T, p) \
  F (T, p, TEXT, product_type) \
  F (T, p, TEXT, application_code) \
  F (T, p, INT, interval)          /* months, 0 for a single premium */ \
  F (T, p, FLAG, immediate_cover)  /* Sofortschutz asked */ \
  F (T, p, CENTS, premium_cents)   /* per interval: the figure to show */ \
  F (T, p, CENTS, single_cents)    /* one-off share */ \
  F (T, p, CENTS, price_cents)     /* that was asked for */ \
  F (T, p, DATE, date)             /* on which it was asked */ \
  F (T, p, TEXT, refusal)          /* the insurer's words if there is no premium */

#define VELO_TYPE_QUOTE (velo_quote_get_type ())
VELO_DECLARE_RECORD (VeloQuote, velo_quote, QUOTE, VELO_QUOTE_FIELDS)

gint64 velo_quote_get_yearly_cents (VeloQuote *self);

G_END_DECLS
