/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-product.h"
#include "velo-quote.h"

G_BEGIN_DECLS

/**
 * VeloOffer: (Tarifangebot)
 *
 * A product with all its quotes for one question: what a card of the tariff page shows.
 */
#define VELO_OFFER_FIELDS(F, X, T, p) \
  X (T, p, OBJECT, product, VeloProduct, velo_product) \
  F (T, p, TEXT, advertising) /* the insurer's own lines on what it covers, may come later or never */ \
  F (T, p, TEXT, refusal) /* the insurer's words if it takes this object in no interval */ \
  X (T, p, LIST, quotes, VeloQuote, velo_quote)

#define VELO_TYPE_OFFER (velo_offer_get_type ())
VELO_DECLARE_RECORD (VeloOffer, velo_offer, OFFER, VELO_OFFER_FIELDS)

VeloQuote *velo_offer_find_quote (VeloOffer *self,
                                  int        interval,
                                  gboolean   immediate_cover);

G_END_DECLS
