/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The highest price that a product takes for an object code. */

#define G_LOG_DOMAIN "velo-price-limit"

#include "config.h"

#include "velo-price-limit.h"

#include "velo-record-private.h"

VELO_DEFINE_RECORD (VeloPriceLimit, velo_price_limit, VELO_TYPE_PRICE_LIMIT, VELO_PRICE_LIMIT_FIELDS)
