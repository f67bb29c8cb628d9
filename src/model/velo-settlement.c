/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the assessor's calculation to the offer, for both countries and both kinds of claims. */

#define G_LOG_DOMAIN "velo-settlement"

#include "config.h"

#include "velo-settlement.h"

#include "velo-record-private.h"
#include "velo-share.h"

G_DEFINE_ENUM_TYPE (VeloSettlementStepKind, velo_settlement_step_kind,
                    G_DEFINE_ENUM_VALUE (VELO_SETTLEMENT_STEP_LABOUR, "labour"),
                    G_DEFINE_ENUM_VALUE (VELO_SETTLEMENT_STEP_PARTS, "parts"),
                    G_DEFINE_ENUM_VALUE (VELO_SETTLEMENT_STEP_PART_SURCHARGE, "part-surcharge"),
                    G_DEFINE_ENUM_VALUE (VELO_SETTLEMENT_STEP_SMALL_PARTS, "small-parts"),
                    G_DEFINE_ENUM_VALUE (VELO_SETTLEMENT_STEP_PAINT_MATERIAL, "paint-material"),
                    G_DEFINE_ENUM_VALUE (VELO_SETTLEMENT_STEP_TRANSFER, "transfer"),
                    G_DEFINE_ENUM_VALUE (VELO_SETTLEMENT_STEP_OTHER, "other"),
                    G_DEFINE_ENUM_VALUE (VELO_SETTLEMENT_STEP_NET_REPAIR, "net-repair"),
                    G_DEFINE_ENUM_VALUE (VELO_SETTLEMENT_STEP_VAT, "vat"),
                    G_DEFINE_ENUM_VALUE (VELO_SETTLEMENT_STEP_GROSS_REPAIR, "gross-repair"),
                    G_DEFINE_ENUM_VALUE (VELO_SETTLEMENT_STEP_REPLACEMENT_EFFORT, "replacement-effort"),
                    G_DEFINE_ENUM_VALUE (VELO_SETTLEMENT_STEP_IMPROVEMENT, "improvement"),
                    G_DEFINE_ENUM_VALUE (VELO_SETTLEMENT_STEP_LOSS_OF_VALUE, "loss-of-value"),
                    G_DEFINE_ENUM_VALUE (VELO_SETTLEMENT_STEP_FLAT_EXPENSES, "flat-expenses"),
                    G_DEFINE_ENUM_VALUE (VELO_SETTLEMENT_STEP_NET_REPLACEMENT_EFFORT, "net-replacement-effort"),
                    G_DEFINE_ENUM_VALUE (VELO_SETTLEMENT_STEP_VALUE_DIFFERENCE, "value-difference"),
                    G_DEFINE_ENUM_VALUE (VELO_SETTLEMENT_STEP_SHARE, "share"),
                    G_DEFINE_ENUM_VALUE (VELO_SETTLEMENT_STEP_DEDUCTIBLE, "deductible"),
                    G_DEFINE_ENUM_VALUE (VELO_SETTLEMENT_STEP_OFFER, "offer"))

G_DEFINE_ENUM_TYPE (VeloSettlementOutcome, velo_settlement_outcome,
                    G_DEFINE_ENUM_VALUE (VELO_SETTLEMENT_OUTCOME_INCOMPLETE, "incomplete"),
                    G_DEFINE_ENUM_VALUE (VELO_SETTLEMENT_OUTCOME_OFFER, "offer"),
                    G_DEFINE_ENUM_VALUE (VELO_SETTLEMENT_OUTCOME_DESK_DECIDES, "desk-decides"),
                    G_DEFINE_ENUM_VALUE (VELO_SETTLEMENT_OUTCOME_NOTHING_LEFT, "nothing-left"),
                    G_DEFINE_ENUM_VALUE (VELO_SETTLEMENT_OUTCOME_NOT_HERE, "not-here"))

VELO_DEFINE_RECORD (VeloSettlementRules, velo_settlement_rules, VELO_TYPE_SETTLEMENT_RULES,
                    VELO_SETTLEMENT_RULES_FIELDS)
VELO_DEFINE_RECORD (VeloSettlementStep, velo_settlement_step, VELO_TYPE_SETTLEMENT_STEP,
                    VELO_SETTLEMENT_STEP_FIELDS)
VELO_DEFINE_RECORD (VeloSettlement, velo_settlement, VELO_TYPE_SETTLEMENT, VELO_SETTLEMENT_FIELDS)

#define NO_PERCENTAGE -1
#define MISSING_REASONS \
  (VELO_SETTLEMENT_REASON_NO_REPAIR | VELO_SETTLEMENT_REASON_NO_MARKET_VALUES | VELO_SETTLEMENT_REASON_NO_RATE)

/* The sums of a calculation before the rules of country and kind apply. */
typedef struct
{
  gint64 labour;
  gint64 parts;
  gint64 surcharge;
  gint64 small_parts;
  gint64 other;
  gint64 net;
  gint64 doubt;
  gboolean lacks_rate; /* work is entered whose kind has no rate: it would count for nothing */
} Sums;

/**
 * velo_settlement_rules_new_default:
 *
 * Source: claims design, sections 3 and 5.
 *
 * Returns: (transfer full): the figures that hold where the insurer says nothing else
 */
VeloSettlementRules *
velo_settlement_rules_new_default (void)
{
  VeloSettlementRules *self = velo_settlement_rules_new ();

  self->limit_cents = 400000;
  self->warning_permyriad = 8500;
  self->total_loss_permyriad = 7000;
  self->old_age_years = 10;
  self->flat_expenses_cents = 2500;
  return self;
}

static Sums
sum_lines (VeloCalculation *calculation)
{
  GListModel *lines = G_LIST_MODEL (velo_calculation_get_lines (calculation));
  int surcharge = velo_calculation_get_part_surcharge_permyriad (calculation);
  int small_parts = velo_calculation_get_small_parts_permyriad (calculation);
  Sums sums = { 0 };

  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr(VeloCalculationLine) line = g_list_model_get_item (lines, i);
      gint64 cents = velo_calculation_get_line_cents (calculation, line);
      gint64 doubt = velo_share_of (cents, velo_calculation_line_get_doubt_permyriad (line));

      if (velo_calculation_line_get_kind (line) == VELO_WORK_KIND_PART)
        {
          sums.parts += cents;
          doubt += velo_share_of (doubt, surcharge + small_parts);
        }
      else if (velo_calculation_line_get_kind (line) == VELO_WORK_KIND_OTHER)
        sums.other += cents;
      else
        {
          sums.labour += cents;
          sums.lacks_rate |= cents == 0 && velo_calculation_line_get_unit_tenths (line) > 0;
        }
      sums.doubt += doubt;
    }
  sums.surcharge = velo_share_of (sums.parts, surcharge);
  sums.small_parts = velo_share_of (sums.parts, small_parts);
  sums.net = sums.labour + sums.parts + sums.surcharge + sums.small_parts + sums.other
             + velo_calculation_get_paint_material_cents (calculation)
             + velo_calculation_get_transfer_cents (calculation);
  return sums;
}

static void
add_step (VeloSettlement        *self,
          VeloSettlementStepKind kind,
          gint64                 cents,
          int                    permyriad)
{
  g_autoptr(VeloSettlementStep) step = NULL;

  if (self == NULL)
    return;
  step = velo_settlement_step_new ();
  step->kind = kind;
  step->cents = cents;
  step->permyriad = permyriad;
  g_list_store_append (self->steps, step);
}

/* A step that is left out of the derivation where it changes nothing. */
static void
add_step_unless_zero (VeloSettlement        *self,
                      VeloSettlementStepKind kind,
                      gint64                 cents,
                      int                    permyriad)
{
  if (cents != 0)
    add_step (self, kind, cents, permyriad);
}

static void
add_repair_steps (VeloSettlement  *self,
                  VeloCalculation *calculation,
                  const Sums      *sums)
{
  add_step_unless_zero (self, VELO_SETTLEMENT_STEP_LABOUR, sums->labour, NO_PERCENTAGE);
  add_step_unless_zero (self, VELO_SETTLEMENT_STEP_PARTS, sums->parts, NO_PERCENTAGE);
  add_step_unless_zero (self, VELO_SETTLEMENT_STEP_PART_SURCHARGE, sums->surcharge,
                        velo_calculation_get_part_surcharge_permyriad (calculation));
  add_step_unless_zero (self, VELO_SETTLEMENT_STEP_SMALL_PARTS, sums->small_parts,
                        velo_calculation_get_small_parts_permyriad (calculation));
  add_step_unless_zero (self, VELO_SETTLEMENT_STEP_PAINT_MATERIAL,
                        velo_calculation_get_paint_material_cents (calculation), NO_PERCENTAGE);
  add_step_unless_zero (self, VELO_SETTLEMENT_STEP_TRANSFER,
                        velo_calculation_get_transfer_cents (calculation), NO_PERCENTAGE);
  add_step_unless_zero (self, VELO_SETTLEMENT_STEP_OTHER, sums->other, NO_PERCENTAGE);
  add_step (self, VELO_SETTLEMENT_STEP_NET_REPAIR, self->net_cents, NO_PERCENTAGE);
  add_step (self, VELO_SETTLEMENT_STEP_VAT, self->gross_cents - self->net_cents,
            velo_calculation_get_vat_permyriad (calculation));
  add_step (self, VELO_SETTLEMENT_STEP_GROSS_REPAIR, self->gross_cents, NO_PERCENTAGE);
}

static gint64
get_gross (VeloCalculation *calculation,
           gint64           net)
{
  return net + velo_share_of (net, velo_calculation_get_vat_permyriad (calculation));
}

/* (RKn - improvement + loss of value + flat expenses) x share. */
static gint64
offer_german_liability (VeloCalculation     *calculation,
                        VeloSettlementRules *rules,
                        gint64               net,
                        VeloSettlement      *derivation)
{
  gint64 improvement = velo_calculation_get_improvement_cents (calculation);
  gint64 loss = velo_calculation_get_loss_of_value_cents (calculation);
  int share = velo_calculation_get_share_permyriad (calculation);
  gint64 sum = net - improvement + loss + rules->flat_expenses_cents;

  add_step_unless_zero (derivation, VELO_SETTLEMENT_STEP_IMPROVEMENT, -improvement, NO_PERCENTAGE);
  add_step_unless_zero (derivation, VELO_SETTLEMENT_STEP_LOSS_OF_VALUE, loss, NO_PERCENTAGE);
  add_step_unless_zero (derivation, VELO_SETTLEMENT_STEP_FLAT_EXPENSES, rules->flat_expenses_cents,
                        NO_PERCENTAGE);
  if (share != VELO_SHARE_WHOLE)
    add_step (derivation, VELO_SETTLEMENT_STEP_SHARE, velo_share_of (sum, share), share);
  return velo_share_of (sum, share);
}

/* min(RKn - improvement, net WBW - RW) - deductible; in Austria by contract the same. */
static gint64
offer_own_damage (VeloCalculation *calculation,
                  gint64           net,
                  VeloSettlement  *derivation)
{
  gint64 improvement = velo_calculation_get_improvement_cents (calculation);
  gint64 deductible = velo_calculation_get_deductible_cents (calculation);
  gint64 replacement = velo_calculation_get_replacement_cents (calculation);
  int tax = velo_calculation_get_replacement_tax_permyriad (calculation);
  gint64 sum = net - improvement;
  gint64 most;

  add_step_unless_zero (derivation, VELO_SETTLEMENT_STEP_IMPROVEMENT, -improvement, NO_PERCENTAGE);
  if (replacement > 0)
    {
      most = velo_share_scale (replacement, VELO_SHARE_WHOLE, VELO_SHARE_WHOLE + tax)
             - velo_calculation_get_residual_cents (calculation);
      add_step (derivation, VELO_SETTLEMENT_STEP_NET_REPLACEMENT_EFFORT, most, tax);
      if (sum > most && derivation != NULL)
        derivation->reasons |= VELO_SETTLEMENT_REASON_CAPPED;
      sum = MIN (sum, most);
    }
  add_step_unless_zero (derivation, VELO_SETTLEMENT_STEP_DEDUCTIBLE, -deductible, NO_PERCENTAGE);
  return sum - deductible;
}

/* min(repair cost, market value before - after) x share. */
static gint64
offer_austrian_liability (VeloCalculation     *calculation,
                          VeloSettlementRules *rules,
                          gint64               net,
                          VeloSettlement      *derivation)
{
  int share = velo_calculation_get_share_permyriad (calculation);
  gint64 most = velo_calculation_get_value_before_cents (calculation)
                - velo_calculation_get_value_after_cents (calculation);
  gint64 sum = rules->austrian_liability_is_gross ? get_gross (calculation, net) : net;

  add_step (derivation, VELO_SETTLEMENT_STEP_VALUE_DIFFERENCE, most, NO_PERCENTAGE);
  if (sum > most && derivation != NULL)
    derivation->reasons |= VELO_SETTLEMENT_REASON_CAPPED;
  sum = MIN (sum, most);
  if (share != VELO_SHARE_WHOLE)
    add_step (derivation, VELO_SETTLEMENT_STEP_SHARE, velo_share_of (sum, share), share);
  return velo_share_of (sum, share);
}

static gboolean
is_austrian_liability (VeloCalculation *calculation)
{
  return velo_calculation_get_kind (calculation) == VELO_CLAIM_KIND_LIABILITY
    && g_strcmp0 (velo_calculation_get_country (calculation), "AT") == 0;
}

static gint64
get_offer (VeloCalculation     *calculation,
           VeloSettlementRules *rules,
           gint64               net,
           VeloSettlement      *derivation)
{
  gint64 offer;

  if (velo_calculation_get_kind (calculation) == VELO_CLAIM_KIND_OWN_DAMAGE)
    offer = offer_own_damage (calculation, net, derivation);
  else if (is_austrian_liability (calculation))
    offer = offer_austrian_liability (calculation, rules, net, derivation);
  else
    offer = offer_german_liability (calculation, rules, net, derivation);
  return MAX (0, offer);
}

/* Compared by multiplying, so that no rounding moves the edge. */
static gboolean
reaches_share (gint64 cents,
               gint64 whole,
               int    permyriad)
{
  return cents * VELO_SHARE_WHOLE >= whole * permyriad;
}

static void
check_limit (VeloSettlement      *self,
             VeloSettlementRules *rules)
{
  gint64 damage = rules->limit_is_net ? self->net_cents : self->gross_cents;

  if (damage > rules->limit_cents)
    self->reasons |= VELO_SETTLEMENT_REASON_OVER_LIMIT;
  else if (reaches_share (damage, rules->limit_cents, rules->warning_permyriad))
    self->reasons |= VELO_SETTLEMENT_REASON_NEAR_LIMIT;
}

static void
check_total_loss (VeloSettlement      *self,
                  VeloCalculation     *calculation,
                  VeloSettlementRules *rules)
{
  gint64 value = velo_calculation_get_replacement_cents (calculation);
  gint64 effort = value - velo_calculation_get_residual_cents (calculation);
  gint64 damage = self->gross_cents + velo_calculation_get_loss_of_value_cents (calculation);

  if (value <= 0)
    {
      if (velo_calculation_get_age_years (calculation) > rules->old_age_years)
        self->reasons |= VELO_SETTLEMENT_REASON_OLD_WITHOUT_VALUE;
      return;
    }
  if (reaches_share (self->gross_cents, value, rules->total_loss_permyriad))
    self->reasons |= VELO_SETTLEMENT_REASON_TOTAL_LOSS_SUSPECTED;
  if (velo_calculation_get_kind (calculation) != VELO_CLAIM_KIND_LIABILITY
      || is_austrian_liability (calculation))
    return;
  if (damage > value)
    self->reasons |= VELO_SETTLEMENT_REASON_ABOVE_VALUE;
  else if (damage > effort)
    self->reasons |= VELO_SETTLEMENT_REASON_ABOVE_EFFORT;
  add_step (self, VELO_SETTLEMENT_STEP_REPLACEMENT_EFFORT, effort, NO_PERCENTAGE);
}

static VeloSettlementOutcome
judge (VeloSettlement *self)
{
  const int not_here = VELO_SETTLEMENT_REASON_OVER_LIMIT | VELO_SETTLEMENT_REASON_ABOVE_VALUE;
  const int desk = VELO_SETTLEMENT_REASON_ABOVE_EFFORT | VELO_SETTLEMENT_REASON_TOTAL_LOSS_SUSPECTED
                   | VELO_SETTLEMENT_REASON_OLD_WITHOUT_VALUE;

  if ((self->reasons & not_here) != 0)
    return VELO_SETTLEMENT_OUTCOME_NOT_HERE;
  if (self->offer_cents == 0)
    {
      self->reasons |= VELO_SETTLEMENT_REASON_DEDUCTED_AWAY;
      return VELO_SETTLEMENT_OUTCOME_NOTHING_LEFT;
    }
  return (self->reasons & desk) != 0 ? VELO_SETTLEMENT_OUTCOME_DESK_DECIDES
                                     : VELO_SETTLEMENT_OUTCOME_OFFER;
}

/* What must be known before anything can be said. */
static int
find_missing (VeloSettlement  *self,
              VeloCalculation *calculation,
              const Sums      *sums)
{
  if (sums->lacks_rate)
    return VELO_SETTLEMENT_REASON_NO_RATE;
  if (self->net_cents <= 0)
    return VELO_SETTLEMENT_REASON_NO_REPAIR;
  if (is_austrian_liability (calculation)
      && velo_calculation_get_value_before_cents (calculation)
           <= velo_calculation_get_value_after_cents (calculation))
    return VELO_SETTLEMENT_REASON_NO_MARKET_VALUES;
  return 0;
}

/**
 * velo_settlement_compute:
 * @calculation: what the assessor entered
 * @rules: the insurer's figures
 *
 * Source: claims design, section 5; integer cents, each rule rounded half up.
 *
 * Returns: (transfer full): outcome, sums, uncertainty band and derivation
 */
VeloSettlement *
velo_settlement_compute (VeloCalculation     *calculation,
                         VeloSettlementRules *rules)
{
  VeloSettlement *self;
  Sums sums;

  g_return_val_if_fail (VELO_IS_CALCULATION (calculation), NULL);
  g_return_val_if_fail (VELO_IS_SETTLEMENT_RULES (rules), NULL);

  self = velo_settlement_new ();
  sums = sum_lines (calculation);
  self->net_cents = sums.net;
  self->gross_cents = get_gross (calculation, sums.net);
  self->reasons = find_missing (self, calculation, &sums);
  self->outcome = VELO_SETTLEMENT_OUTCOME_INCOMPLETE;
  if (self->net_cents > 0)
    add_repair_steps (self, calculation, &sums);
  check_limit (self, rules);
  if ((self->reasons & MISSING_REASONS) != 0)
    return self;
  check_total_loss (self, calculation, rules);
  self->offer_cents = get_offer (calculation, rules, sums.net, self);
  self->lowest_cents = get_offer (calculation, rules, MAX (0, sums.net - sums.doubt), NULL);
  self->highest_cents = get_offer (calculation, rules, sums.net + sums.doubt, NULL);
  add_step (self, VELO_SETTLEMENT_STEP_OFFER, self->offer_cents, NO_PERCENTAGE);
  self->outcome = judge (self);
  return self;
}
