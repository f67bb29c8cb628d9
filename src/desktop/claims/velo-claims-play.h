/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "velo-claims-desk.h"
#include "velo-notice.h"

G_BEGIN_DECLS

/**
 * VeloClaimsPlayedFunc:
 * @owner: who has asked
 * @claim_id: whose customer is played
 * @folder: (type filename): where the photographs are
 *
 * The photographs are drawn.
 */
typedef void (*VeloClaimsPlayedFunc) (GObject    *owner,
                                      const char *claim_id,
                                      const char *folder);

void velo_claims_play_customer    (GtkWindow            *parent,
                                   GtkWidget            *button,
                                   VeloNotice           *notice,
                                   VeloClaimsDesk       *desk,
                                   VeloClaimsClient     *client,
                                   VeloClaim            *claim,
                                   VeloClaimsPlayedFunc  func,
                                   GObject              *owner);
void velo_claims_play_open_folder (GtkWindow            *parent,
                                   VeloNotice           *notice,
                                   const char           *folder);
char *velo_claims_play_dup_whom   (VeloClaimState        state,
                                   VeloClaimActor        role,
                                   gboolean              released);
char *velo_claims_play_dup_log_in (VeloClaim            *claim);

G_END_DECLS
