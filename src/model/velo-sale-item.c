/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of the list of sales. */

#define G_LOG_DOMAIN "velo-sale-item"

#include "config.h"

#include "velo-sale-item.h"

#include "velo-record-private.h"

VELO_DEFINE_RECORD (VeloSaleItem, velo_sale_item, VELO_TYPE_SALE_ITEM, VELO_SALE_ITEM_FIELDS)
