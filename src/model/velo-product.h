/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-record.h"

#include "velo-object-kind.h"
#include "velo-price-limit.h"
#include "velo-risk.h"

G_BEGIN_DECLS

/**
 * VeloProduct: (Produkt)
 *
 * One entry of the product list. Product type and application code together
 * are its key; the rest tells what the assistant may offer.
 */
#define VELO_PRODUCT_FIELDS(F, X, T, p) \
  F (T, p, TEXT, product_type)                                   /* technical name */ \
  F (T, p, TEXT, application_code)                               /* with blanks, as listed */ \
  F (T, p, TEXT, name)                                           /* display name */ \
  F (T, p, TEXT, basic_risk)                                     /* may be missing in old answers */ \
  F (T, p, TEXT, term)                                           /* "langfristig", "Einmalprämie" */ \
  X (T, p, ENUM, object, VeloObjectKind, velo_object_kind)       /* recognised by basic risk and stem */ \
  F (T, p, TEXT, variant)                                        /* "A", "B" or empty */ \
  F (T, p, TEXT, country)                                        /* from the application code */ \
  F (T, p, FLAG, special)                                        /* financed, rental, liability: not for the normal sale */ \
  F (T, p, FLAG, s_pedelec)                                      /* for S-pedelecs */ \
  F (T, p, TEXT, intervals)                                      /* months as listed, comma separated: "1,3,6,12" */ \
  F (T, p, FLAG, direct_debit)                                   /* Einzug offered */ \
  F (T, p, FLAG, self_payer)                                     /* Selbstzahler offered */ \
  F (T, p, FLAG, dealer_billing)                                 /* VMRAbrechnung offered */ \
  F (T, p, FLAG, signature_required)                             /* SIGNATURES 1 */ \
  X (T, p, LIST, risks, VeloRisk, velo_risk) \
  X (T, p, LIST, price_limits, VeloPriceLimit, velo_price_limit)

#define VELO_TYPE_PRODUCT (velo_product_get_type ())
VELO_DECLARE_RECORD (VeloProduct, velo_product, PRODUCT, VELO_PRODUCT_FIELDS)

gboolean velo_product_has_interval        (VeloProduct *self,
                                           int          months);
int      velo_product_pick_interval       (VeloProduct *self,
                                           int          wished);
gboolean velo_product_has_immediate_cover (VeloProduct *self);
gint64   velo_product_get_max_price_cents (VeloProduct *self,
                                           const char  *object_code);

G_END_DECLS
