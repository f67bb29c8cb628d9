/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What comes next for a claim: decided by its state and by who looks at it. */

#define G_LOG_DOMAIN "velo-claim-step"

#include "config.h"

#include "velo-claim-step.h"

#include <glib/gi18n.h>

#include "velo-claims-text.h"

static const struct
{
  VeloClaimState state;
  VeloClaimActor role;
  VeloClaimStep step;
} table[] = {
  { VELO_CLAIM_STATE_REPORTED, VELO_CLAIM_ACTOR_DESK,
    { VELO_CLAIM_STEP_ACT, VELO_CLAIMS_ACT_DECIDE, N_("Check Su_itability"),
      N_("Find out whether this damage can be settled at once.") } },
  { VELO_CLAIM_STATE_UNSUITABLE, VELO_CLAIM_ACTOR_DESK,
    { VELO_CLAIM_STEP_ACT, VELO_CLAIMS_ACT_DECIDE, N_("Check _Again"),
      N_("If the entries have changed, check once more; else the claim is settled in the usual way.") } },
  { VELO_CLAIM_STATE_SUITABLE, VELO_CLAIM_ACTOR_DESK,
    { VELO_CLAIM_STEP_ACT, VELO_CLAIMS_ACT_INVITE, N_("_Invite the Customer"),
      N_("The customer gets a personal link to send photos.") } },
  { VELO_CLAIM_STATE_INVITED, VELO_CLAIM_ACTOR_DESK,
    { VELO_CLAIM_STEP_ACT, VELO_CLAIMS_ACT_INVITE, N_("_Invite Again"),
      N_("Waiting for the customer. A new link makes the old one stop working.") } },
  { VELO_CLAIM_STATE_PHOTOS_COMPLETE, VELO_CLAIM_ACTOR_ASSESSOR,
    { VELO_CLAIM_STEP_ACT, VELO_CLAIMS_ACT_BEGIN, N_("_Begin to Calculate"),
      N_("All photos are there. The promised time runs.") } },
  { VELO_CLAIM_STATE_PHOTOS_REQUESTED, VELO_CLAIM_ACTOR_ASSESSOR,
    { VELO_CLAIM_STEP_ACT, VELO_CLAIMS_ACT_BEGIN, N_("_Begin to Calculate"),
      N_("A photo was asked for again. You can go on without it.") } },
  { VELO_CLAIM_STATE_CALCULATING, VELO_CLAIM_ACTOR_ASSESSOR,
    { VELO_CLAIM_STEP_CALCULATE, VELO_CLAIMS_ACT_OFFER, N_("C_alculate…"),
      N_("Enter the lines of the calculation and make the offer.") } },
  { VELO_CLAIM_STATE_CALL_BACK, VELO_CLAIM_ACTOR_ASSESSOR,
    { VELO_CLAIM_STEP_CALCULATE, VELO_CLAIMS_ACT_OFFER, N_("C_alculate Again…"),
      N_("The customer declined. The offer can be revised once.") } },
  { VELO_CLAIM_STATE_CALL_BACK, VELO_CLAIM_ACTOR_DESK,
    { VELO_CLAIM_STEP_WAIT, VELO_CLAIMS_ACT_DECIDE, NULL,
      N_("If there is a call to make, it stands below. After it an assessor may revise the offer once, or you close the claim.") } },
  { VELO_CLAIM_STATE_DECLINED, VELO_CLAIM_ACTOR_DESK,
    { VELO_CLAIM_STEP_ASK, VELO_CLAIMS_ACT_CALL_BACK, N_("_Record the Call…"),
      N_("The customer declined the offer. Please call and write down what came of it.") } },
  { VELO_CLAIM_STATE_ACCEPTED, VELO_CLAIM_ACTOR_DESK,
    { VELO_CLAIM_STEP_CONFIRM, VELO_CLAIMS_ACT_RELEASE, N_("_Release Payout…"),
      N_("The customer has accepted. Releasing makes a file for the bank.") } },
  { VELO_CLAIM_STATE_PAYOUT_ORDERED, VELO_CLAIM_ACTOR_DESK,
    { VELO_CLAIM_STEP_CONFIRM, VELO_CLAIMS_ACT_PAID, N_("Confirm _Payment…"),
      N_("Confirm by hand, or read in the bank's file with the button above the list.") } },
};

/* What is waited for, when there is nothing to do for this account. */
static const char * const waiting[] = {
  [VELO_CLAIM_STATE_REPORTED] = N_("The claims desk checks whether this damage can be settled at once."),
  [VELO_CLAIM_STATE_SUITABLE] = N_("The claims desk invites the customer."),
  [VELO_CLAIM_STATE_UNSUITABLE] = N_("Settled in the usual way, not here."),
  [VELO_CLAIM_STATE_INVITED] = N_("Waiting for the customer to open the link."),
  [VELO_CLAIM_STATE_STARTED] = N_("The customer is sending photos."),
  [VELO_CLAIM_STATE_PHOTOS_COMPLETE] = N_("An assessor calculates next."),
  [VELO_CLAIM_STATE_CALCULATING] = N_("An assessor is calculating."),
  [VELO_CLAIM_STATE_PHOTOS_REQUESTED] = N_("Waiting for a photo of the customer."),
  [VELO_CLAIM_STATE_OFFERED] = N_("Waiting for the customer's decision."),
  [VELO_CLAIM_STATE_ACCEPTED] = N_("The claims desk releases the payout."),
  [VELO_CLAIM_STATE_DECLINED] = N_("The claims desk calls the customer."),
  [VELO_CLAIM_STATE_CALL_BACK] = N_("An assessor may revise the offer once."),
  [VELO_CLAIM_STATE_PAYOUT_ORDERED] = N_("The bank has the order."),
  [VELO_CLAIM_STATE_PAID] = N_("Paid. Nothing more has to be done."),
  [VELO_CLAIM_STATE_CLOSED] = N_("Closed. Nothing more has to be done."),
};

static VeloClaimStep
translate (VeloClaimStep step)
{
  step.label = step.label != NULL ? _(step.label) : NULL;
  step.help = _(step.help);
  return step;
}

/**
 * velo_claim_step_get:
 * @claim: a claim
 * @role: who looks at it
 * @desk_decides: whether the calculation waits for the desk's agreement
 *
 * Returns: what this account does next
 */
VeloClaimStep
velo_claim_step_get (VeloClaim      *claim,
                     VeloClaimActor  role,
                     gboolean        desk_decides)
{
  VeloClaimState state = velo_claim_get_state (claim);
  const VeloClaimStep consent = { VELO_CLAIM_STEP_EDIT, VELO_CLAIMS_ACT_DECIDE, N_("_Record Consent…"),
                                  N_("Before the invitation the customer has to consent; write it down word for word.") };
  const VeloClaimStep approve = { VELO_CLAIM_STEP_CONFIRM, VELO_CLAIMS_ACT_APPROVE, N_("_Approve Calculation…"),
                                  N_("The repair costs more than the replacement. The desk decides.") };
  const VeloClaimStep agreed = { VELO_CLAIM_STEP_CALCULATE, VELO_CLAIMS_ACT_OFFER, N_("C_alculate…"),
                                 N_("The repair costs more than the replacement. The offer can be made when the claims desk has agreed.") };
  const VeloClaimStep wait = { VELO_CLAIM_STEP_WAIT, VELO_CLAIMS_ACT_DECIDE, NULL,
                               waiting[CLAMP ((int) state, 0, (int) G_N_ELEMENTS (waiting) - 1)] };

  if (role == VELO_CLAIM_ACTOR_DESK && state == VELO_CLAIM_STATE_SUITABLE && *velo_claim_get_consent (claim) == '\0')
    return translate (consent);
  if (role == VELO_CLAIM_ACTOR_DESK && state == VELO_CLAIM_STATE_CALCULATING && desk_decides)
    return translate (approve);
  if (role == VELO_CLAIM_ACTOR_ASSESSOR && state == VELO_CLAIM_STATE_CALCULATING && desk_decides)
    return translate (agreed);
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    if (table[i].state == state && table[i].role == role)
      return translate (table[i].step);
  return translate (wait);
}

/**
 * velo_claim_step_may_edit:
 * @claim: a claim
 * @role: who looks at it
 *
 * Returns: whether the entries can be changed
 */
gboolean
velo_claim_step_may_edit (VeloClaim      *claim,
                          VeloClaimActor  role)
{
  return role == VELO_CLAIM_ACTOR_DESK && velo_claim_state_is_open (velo_claim_get_state (claim));
}

/**
 * velo_claim_step_may_close:
 * @claim: a claim
 * @role: who looks at it
 *
 * Returns: whether the claim can be closed
 */
gboolean
velo_claim_step_may_close (VeloClaim      *claim,
                           VeloClaimActor  role)
{
  return role == VELO_CLAIM_ACTOR_DESK
    && velo_claim_state_allows (velo_claim_get_state (claim), VELO_CLAIM_STATE_CLOSED, role);
}

/**
 * velo_claim_step_dup_suitability:
 * @claim: a claim that is reported
 *
 * What was asked when the claim was taken is not asked again: it is told what comes of it. The insurer's
 * own limit may differ from the usual one, so that the service has the last word.
 *
 * Returns: (transfer full): one or more sentences
 */
char *
velo_claim_step_dup_suitability (VeloClaim *claim)
{
  g_autoptr(VeloSettlementRules) rules = velo_settlement_rules_new_default ();
  g_autofree char *words = NULL;
  g_autoptr(VeloIntake) intake = velo_record_copy (velo_claim_get_intake (claim));
  int reasons;

  velo_intake_set_plate (intake, velo_claim_get_plate (claim));
  reasons = velo_suitability_check (intake, velo_settlement_rules_get_limit_cents (rules),
                                    velo_settlement_rules_get_warning_permyriad (rules));
  if (reasons == 0)
    return g_strdup (_("Everything was answered when the claim was taken, and nothing speaks against it. Nothing is asked again."));
  if (reasons == VELO_SUITABILITY_REASON_FINANCING_UNKNOWN)
    return g_strdup (_("One answer is missing: whether the vehicle is leased or financed. Enter it with “Edit”; the rest was answered."));
  words = velo_claims_text_dup_suitability (reasons);
  return g_strdup_printf ("%s\n%s", _("From what was entered:"), words);
}
