/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "velo-claim.h"

G_BEGIN_DECLS

const char *velo_claims_text_get_state       (VeloClaimState          state);
const char *velo_claims_text_get_kind        (VeloClaimKind           kind);
const char *velo_claims_text_get_role        (VeloClaimActor          actor);
const char *velo_claims_text_get_task        (VeloTaskKind            kind);
const char *velo_claims_text_get_step        (VeloSettlementStepKind  kind);
const char *velo_claims_text_get_outcome     (VeloSettlementOutcome   outcome);
const char *velo_claims_text_get_financing   (VeloFinancing           financing);
char       *velo_claims_text_dup_clock       (VeloClaim              *claim,
                                              gint64                  now);
char       *velo_claims_text_dup_until       (gint64                  time,
                                              gint64                  now);
char       *velo_claims_text_dup_suitability (int                     reasons);
char       *velo_claims_text_dup_problems    (int                     problems);
char       *velo_claims_text_dup_settlement  (int                     reasons);
char       *velo_claims_text_dup_entry       (VeloClaimEntry         *entry);
char       *velo_claims_text_dup_entry_reason (VeloClaimEntry       *entry);
char       *velo_claims_text_dup_reason      (const char             *reason);
char       *velo_claims_text_dup_faster      (const GError           *error);
char       *velo_claims_text_dup_error       (const GError           *error);
char       *velo_claims_text_dup_sign_in_error (const GError         *error);
char       *velo_claims_text_dup_note        (VeloCallTask           *task);
GtkWidget  *velo_claims_text_pill_new        (VeloClaimState          state);

G_END_DECLS
