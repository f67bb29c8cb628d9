/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-proposal.h"

G_BEGIN_DECLS

#define VELO_TYPE_INSURED_PRICE_ROW (velo_insured_price_row_get_type ())
G_DECLARE_FINAL_TYPE (VeloInsuredPriceRow, velo_insured_price_row, VELO, INSURED_PRICE_ROW, AdwActionRow)

void velo_insured_price_row_bind (VeloInsuredPriceRow *self,
                                  VeloProposal        *proposal);

G_END_DECLS
