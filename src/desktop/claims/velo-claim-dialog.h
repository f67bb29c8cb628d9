/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-claims-client.h"

G_BEGIN_DECLS

#define VELO_TYPE_CLAIM_DIALOG (velo_claim_dialog_get_type ())

/**
 * VeloClaimDialog: (Schadenaufnahme)
 *
 * A new claim, or the entries of one; whether it is suitable is answered as one fills it in.
 */
G_DECLARE_FINAL_TYPE (VeloClaimDialog, velo_claim_dialog, VELO, CLAIM_DIALOG, AdwWindow)

GtkWindow  *velo_claim_dialog_new         (GtkWindow        *parent,
                                           VeloClaimsClient *client,
                                           VeloClaim        *claim);
void        velo_claim_dialog_ask_consent (VeloClaimDialog  *self);
const char *velo_claim_dialog_get_id      (VeloClaimDialog  *self);

G_END_DECLS
