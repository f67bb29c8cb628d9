/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-record.h"

G_BEGIN_DECLS

/**
 * VeloPriceLimit: (Kaufpreisgrenze)
 *
 * A limit in whole euros; an empty object code stands for all other objects.
 */
#define VELO_PRICE_LIMIT_FIELDS(F, X, T, p) \
  F (T, p, TEXT, object_code) \
  F (T, p, CENTS, max_price_cents)

#define VELO_TYPE_PRICE_LIMIT (velo_price_limit_get_type ())
VELO_DECLARE_RECORD (VeloPriceLimit, velo_price_limit, PRICE_LIMIT, VELO_PRICE_LIMIT_FIELDS)

G_END_DECLS
