/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-claims-desk.h"

G_BEGIN_DECLS

#define VELO_TYPE_CLAIM_PAGE (velo_claim_page_get_type ())

/**
 * VeloClaimPage: (Seite eines Schadens)
 *
 * One claim: what is known, what is next, and what happened.
 */
G_DECLARE_FINAL_TYPE (VeloClaimPage, velo_claim_page, VELO, CLAIM_PAGE, AdwBin)

void       velo_claim_page_set_client   (VeloClaimPage    *self,
                                         VeloClaimsClient *client,
                                         VeloClaimsDesk   *training);
void       velo_claim_page_show         (VeloClaimPage    *self,
                                         const char       *id);
void       velo_claim_page_take_focus   (VeloClaimPage    *self);
void       velo_claim_page_reload       (VeloClaimPage    *self);
void       velo_claim_page_follow       (VeloClaimPage    *self);
const char *velo_claim_page_get_id      (VeloClaimPage    *self);
VeloClaim *velo_claim_page_get_claim    (VeloClaimPage    *self);
void       velo_claim_page_set_folded   (VeloClaimPage    *self,
                                         gboolean          folded);
void       velo_claim_page_add_keys     (VeloClaimPage    *self,
                                         GtkWidget        *widget);

G_END_DECLS
