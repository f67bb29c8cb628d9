/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-claims-client.h"

G_BEGIN_DECLS

/**
 * VeloClaimStepKind:
 * @VELO_CLAIM_STEP_WAIT: nothing for this account
 * @VELO_CLAIM_STEP_ACT: one call of the service
 * @VELO_CLAIM_STEP_EDIT: the entries have to be completed
 * @VELO_CLAIM_STEP_ASK: a call with a sentence
 * @VELO_CLAIM_STEP_CONFIRM: a call after a question
 * @VELO_CLAIM_STEP_CALCULATE: the calculation
 *
 * How the next step begins.
 */
typedef enum
{
  VELO_CLAIM_STEP_WAIT,
  VELO_CLAIM_STEP_ACT,
  VELO_CLAIM_STEP_EDIT,
  VELO_CLAIM_STEP_ASK,
  VELO_CLAIM_STEP_CONFIRM,
  VELO_CLAIM_STEP_CALCULATE
} VeloClaimStepKind;

/**
 * VeloClaimStep: (Nächster Schritt)
 * @kind: how it begins
 * @act: the call
 * @label: of the button, with a mnemonic, translated; %NULL when waiting
 * @help: what it is about, translated
 *
 * What this account does next with a claim.
 */
typedef struct
{
  VeloClaimStepKind kind;
  VeloClaimsAct act;
  const char *label;
  const char *help;
} VeloClaimStep;

VeloClaimStep velo_claim_step_get       (VeloClaim      *claim,
                                         VeloClaimActor  role,
                                         gboolean        desk_decides);
gboolean      velo_claim_step_may_edit  (VeloClaim      *claim,
                                         VeloClaimActor  role);
gboolean      velo_claim_step_may_close (VeloClaim      *claim,
                                         VeloClaimActor  role);
char         *velo_claim_step_dup_suitability (VeloClaim     *claim);

G_END_DECLS
