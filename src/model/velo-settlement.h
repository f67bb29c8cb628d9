/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-calculation.h"

G_BEGIN_DECLS

/**
 * VeloSettlementStepKind: (Schritt der Herleitung)
 * @VELO_SETTLEMENT_STEP_LABOUR: L, all work
 * @VELO_SETTLEMENT_STEP_PARTS: P, all parts at list price
 * @VELO_SETTLEMENT_STEP_PART_SURCHARGE: U = P x u
 * @VELO_SETTLEMENT_STEP_SMALL_PARTS: K = P x k
 * @VELO_SETTLEMENT_STEP_PAINT_MATERIAL: M
 * @VELO_SETTLEMENT_STEP_TRANSFER: V
 * @VELO_SETTLEMENT_STEP_OTHER: B
 * @VELO_SETTLEMENT_STEP_NET_REPAIR: RKn, the sum of those before
 * @VELO_SETTLEMENT_STEP_VAT: value added tax of RKn, which is not paid out
 * @VELO_SETTLEMENT_STEP_GROSS_REPAIR: RKb
 * @VELO_SETTLEMENT_STEP_REPLACEMENT_EFFORT: WBA = WBW - RW, which RKb is held against
 * @VELO_SETTLEMENT_STEP_IMPROVEMENT: new for old, taken off
 * @VELO_SETTLEMENT_STEP_LOSS_OF_VALUE: added
 * @VELO_SETTLEMENT_STEP_FLAT_EXPENSES: added
 * @VELO_SETTLEMENT_STEP_NET_REPLACEMENT_EFFORT: net WBW - RW, the most that own damage pays
 * @VELO_SETTLEMENT_STEP_VALUE_DIFFERENCE: market value before less after, the most that Austrian
 *   liability pays
 * @VELO_SETTLEMENT_STEP_SHARE: what the share of liability leaves
 * @VELO_SETTLEMENT_STEP_DEDUCTIBLE: taken off
 * @VELO_SETTLEMENT_STEP_OFFER: what is offered
 *
 * The steps of a derivation in their order (claims design, section 5).
 */
typedef enum
{
  VELO_SETTLEMENT_STEP_LABOUR,
  VELO_SETTLEMENT_STEP_PARTS,
  VELO_SETTLEMENT_STEP_PART_SURCHARGE,
  VELO_SETTLEMENT_STEP_SMALL_PARTS,
  VELO_SETTLEMENT_STEP_PAINT_MATERIAL,
  VELO_SETTLEMENT_STEP_TRANSFER,
  VELO_SETTLEMENT_STEP_OTHER,
  VELO_SETTLEMENT_STEP_NET_REPAIR,
  VELO_SETTLEMENT_STEP_VAT,
  VELO_SETTLEMENT_STEP_GROSS_REPAIR,
  VELO_SETTLEMENT_STEP_REPLACEMENT_EFFORT,
  VELO_SETTLEMENT_STEP_IMPROVEMENT,
  VELO_SETTLEMENT_STEP_LOSS_OF_VALUE,
  VELO_SETTLEMENT_STEP_FLAT_EXPENSES,
  VELO_SETTLEMENT_STEP_NET_REPLACEMENT_EFFORT,
  VELO_SETTLEMENT_STEP_VALUE_DIFFERENCE,
  VELO_SETTLEMENT_STEP_SHARE,
  VELO_SETTLEMENT_STEP_DEDUCTIBLE,
  VELO_SETTLEMENT_STEP_OFFER
} VeloSettlementStepKind;

#define VELO_TYPE_SETTLEMENT_STEP_KIND (velo_settlement_step_kind_get_type ())
GType velo_settlement_step_kind_get_type (void);

/**
 * VeloSettlementOutcome: (Ergebnis)
 * @VELO_SETTLEMENT_OUTCOME_INCOMPLETE: figures are missing
 * @VELO_SETTLEMENT_OUTCOME_OFFER: can be offered
 * @VELO_SETTLEMENT_OUTCOME_DESK_DECIDES: can be offered if the desk agrees
 * @VELO_SETTLEMENT_OUTCOME_NOTHING_LEFT: nothing remains to be paid
 * @VELO_SETTLEMENT_OUTCOME_NOT_HERE: not a case for immediate settlement
 *
 * What may be done with a calculation.
 */
typedef enum
{
  VELO_SETTLEMENT_OUTCOME_INCOMPLETE,
  VELO_SETTLEMENT_OUTCOME_OFFER,
  VELO_SETTLEMENT_OUTCOME_DESK_DECIDES,
  VELO_SETTLEMENT_OUTCOME_NOTHING_LEFT,
  VELO_SETTLEMENT_OUTCOME_NOT_HERE
} VeloSettlementOutcome;

#define VELO_TYPE_SETTLEMENT_OUTCOME (velo_settlement_outcome_get_type ())
GType velo_settlement_outcome_get_type (void);

/**
 * VeloSettlementReason: (Begründung)
 * @VELO_SETTLEMENT_REASON_NO_REPAIR: nothing has been calculated yet
 * @VELO_SETTLEMENT_REASON_NO_MARKET_VALUES: Austrian liability needs the values before and after
 * @VELO_SETTLEMENT_REASON_NEAR_LIMIT: the damage comes near the limit (early warning)
 * @VELO_SETTLEMENT_REASON_OVER_LIMIT: the damage is over the limit
 * @VELO_SETTLEMENT_REASON_TOTAL_LOSS_SUSPECTED: the repair costs much of what the vehicle is worth
 * @VELO_SETTLEMENT_REASON_OLD_WITHOUT_VALUE: an old vehicle whose value is not known
 * @VELO_SETTLEMENT_REASON_ABOVE_EFFORT: between WBA and WBW: six months' further use is asked for
 * @VELO_SETTLEMENT_REASON_ABOVE_VALUE: above WBW: a total loss
 * @VELO_SETTLEMENT_REASON_CAPPED: the offer is held at what the vehicle is worth
 * @VELO_SETTLEMENT_REASON_DEDUCTED_AWAY: share and deductible leave nothing
 * @VELO_SETTLEMENT_REASON_NO_RATE: work of a kind that has no rate would count for nothing
 *
 * Why an outcome is what it is; flags, each told in words.
 */
typedef enum
{
  VELO_SETTLEMENT_REASON_NO_REPAIR = 1 << 0,
  VELO_SETTLEMENT_REASON_NO_MARKET_VALUES = 1 << 1,
  VELO_SETTLEMENT_REASON_NEAR_LIMIT = 1 << 2,
  VELO_SETTLEMENT_REASON_OVER_LIMIT = 1 << 3,
  VELO_SETTLEMENT_REASON_TOTAL_LOSS_SUSPECTED = 1 << 4,
  VELO_SETTLEMENT_REASON_OLD_WITHOUT_VALUE = 1 << 5,
  VELO_SETTLEMENT_REASON_ABOVE_EFFORT = 1 << 6,
  VELO_SETTLEMENT_REASON_ABOVE_VALUE = 1 << 7,
  VELO_SETTLEMENT_REASON_CAPPED = 1 << 8,
  VELO_SETTLEMENT_REASON_DEDUCTED_AWAY = 1 << 9,
  VELO_SETTLEMENT_REASON_NO_RATE = 1 << 10
} VeloSettlementReason;

/**
 * VeloSettlementRules: (Regeln der Regulierung)
 *
 * The insurer's figures; the defaults are those of the claims design, sections 3 and 5.
 */
#define VELO_SETTLEMENT_RULES_FIELDS(F, X, T, p) \
  F (T, p, CENTS, limit_cents)              /* the damage may not be greater */ \
  F (T, p, FLAG, limit_is_net)              /* compared with RKn instead of RKb */ \
  F (T, p, INT, warning_permyriad)          /* of the limit: early warning from here on */ \
  F (T, p, INT, total_loss_permyriad)       /* RKb of WBW: total loss suspected from here on */ \
  F (T, p, INT, old_age_years)              /* older without a value: total loss suspected */ \
  F (T, p, CENTS, flat_expenses_cents)      /* Germany, liability */ \
  F (T, p, FLAG, austrian_liability_is_gross) /* pays RKb instead of RKn */

#define VELO_TYPE_SETTLEMENT_RULES (velo_settlement_rules_get_type ())
VELO_DECLARE_RECORD (VeloSettlementRules, velo_settlement_rules, SETTLEMENT_RULES,
                     VELO_SETTLEMENT_RULES_FIELDS)

/**
 * VeloSettlementStep: (Schritt der Herleitung)
 */
#define VELO_SETTLEMENT_STEP_FIELDS(F, X, T, p) \
  X (T, p, ENUM, kind, VeloSettlementStepKind, velo_settlement_step_kind) \
  F (T, p, CENTS, cents)   /* signed as it counts towards the sum */ \
  F (T, p, INT, permyriad) /* the percentage applied in 1/10000; -1 if none */

#define VELO_TYPE_SETTLEMENT_STEP (velo_settlement_step_get_type ())
VELO_DECLARE_RECORD (VeloSettlementStep, velo_settlement_step, SETTLEMENT_STEP,
                     VELO_SETTLEMENT_STEP_FIELDS)

/**
 * VeloSettlement: (Regulierungsergebnis)
 *
 * What follows from a calculation by the rules, with its derivation.
 */
#define VELO_SETTLEMENT_FIELDS(F, X, T, p) \
  X (T, p, ENUM, outcome, VeloSettlementOutcome, velo_settlement_outcome) \
  F (T, p, INT, reasons)         /* VeloSettlementReason flags */ \
  F (T, p, CENTS, net_cents)     /* RKn */ \
  F (T, p, CENTS, gross_cents)   /* RKb */ \
  F (T, p, CENTS, offer_cents)   /* never negative */ \
  F (T, p, CENTS, lowest_cents)  /* the band that the doubts of the lines leave */ \
  F (T, p, CENTS, highest_cents) \
  X (T, p, LIST, steps, VeloSettlementStep, velo_settlement_step)

#define VELO_TYPE_SETTLEMENT (velo_settlement_get_type ())
VELO_DECLARE_RECORD (VeloSettlement, velo_settlement, SETTLEMENT, VELO_SETTLEMENT_FIELDS)

VeloSettlementRules *velo_settlement_rules_new_default (void);
VeloSettlement      *velo_settlement_compute           (VeloCalculation     *calculation,
                                                        VeloSettlementRules *rules);

G_END_DECLS
