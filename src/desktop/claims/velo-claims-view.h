/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-claim-page.h"
#include "velo-claims-desk.h"

G_BEGIN_DECLS

#define VELO_TYPE_CLAIMS_VIEW (velo_claims_view_get_type ())

/**
 * VeloClaimsView: (Schäden)
 *
 * The claims at the left, the chosen one at the right. Connects when it is first looked at.
 */
G_DECLARE_FINAL_TYPE (VeloClaimsView, velo_claims_view, VELO, CLAIMS_VIEW, AdwBin)

GtkWidget     *velo_claims_view_new             (VeloClaimsDesk *desk);
void           velo_claims_view_set_search_text (VeloClaimsView *self,
                                                 const char     *text);
VeloClaimPage *velo_claims_view_get_page        (VeloClaimsView *self);
void           velo_claims_view_show_claim      (VeloClaimsView *self,
                                                 const char     *id);

G_END_DECLS
