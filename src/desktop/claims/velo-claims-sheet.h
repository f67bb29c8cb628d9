/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-claims-answer.h"

G_BEGIN_DECLS

void velo_claims_sheet_fill_overview    (GtkListBox             *list,
                                         VeloClaim              *claim);
void velo_claims_sheet_fill_calculation (GtkListBox             *list,
                                         const VeloClaimsAnswer *answer);
void velo_claims_sheet_fill_contacts    (GtkListBox             *list,
                                         GPtrArray              *entries);
void velo_claims_sheet_fill_payout      (GtkListBox             *list,
                                         const VeloClaimsPayout *payout,
                                         VeloClaimState          state);

G_END_DECLS
