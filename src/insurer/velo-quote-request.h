/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-object-kind.h"
#include "velo-product.h"
#include "velo-record.h"

G_BEGIN_DECLS

/**
 * VeloQuoteRequest: (Tarifanfrage)
 *
 * What a premium is asked for.
 */
#define VELO_QUOTE_REQUEST_FIELDS(F, X, T, p) \
  X (T, p, OBJECT, product, VeloProduct, velo_product)          /* copy, see velo_record_assign() */ \
  X (T, p, ENUM, object, VeloObjectKind, velo_object_kind)      /* NONE: that of the product */ \
  F (T, p, CENTS, price_cents)                                  /* purchase price, gross */ \
  F (T, p, DATE, purchase_date) \
  F (T, p, INT, manufacturer_year)                              /* 0: year of purchase_date */ \
  F (T, p, INT, interval)                                       /* months */ \
  F (T, p, FLAG, immediate_cover)                               /* with Sofortschutz */ \
  F (T, p, TEXT, country)                                       /* empty: that of the product */ \
  F (T, p, DATE, today)

#define VELO_TYPE_QUOTE_REQUEST (velo_quote_request_get_type ())
VELO_DECLARE_RECORD (VeloQuoteRequest, velo_quote_request, QUOTE_REQUEST, VELO_QUOTE_REQUEST_FIELDS)

G_END_DECLS
