/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the settlement sum: golden tables for both countries and both kinds, and every edge. */

#include "velo-settlement.h"
#include "velo-share.h"
#include "velo-suitability.h"

/* One row: what is special about a calculation whose repair comes to @net by one line. */
typedef struct
{
  const char *name;
  const char *country;
  VeloClaimKind kind;
  gint64 net;
  gint64 replacement;
  gint64 residual;
  gint64 improvement;
  gint64 loss;
  int share;
  gint64 deductible;
  gint64 before;
  gint64 after;
  int age;
  VeloSettlementOutcome outcome;
  int reasons;
  gint64 offer;
} Row;

#define LIABILITY VELO_CLAIM_KIND_LIABILITY
#define OWN       VELO_CLAIM_KIND_OWN_DAMAGE
#define OFFER     VELO_SETTLEMENT_OUTCOME_OFFER
#define DESK      VELO_SETTLEMENT_OUTCOME_DESK_DECIDES
#define NOT_HERE  VELO_SETTLEMENT_OUTCOME_NOT_HERE
#define NOTHING   VELO_SETTLEMENT_OUTCOME_NOTHING_LEFT
#define MISSING   VELO_SETTLEMENT_OUTCOME_INCOMPLETE
#define WHOLE     VELO_SHARE_WHOLE
#define R(NAME)   VELO_SETTLEMENT_REASON_##NAME

/* The expected figures were worked out by hand from the design, not by the program. */
static const Row rows[] = {
  /* Germany, liability: (RKn - improvement + loss of value + 25.00) x share */
  { "plain", "DE", LIABILITY, 100000, 0, 0, 0, 0, WHOLE, 0, 0, 0, 3, OFFER, 0, 102500 },
  { "loss of value and new for old", "DE", LIABILITY, 100000, 2000000, 500000, 5000, 20000, WHOLE, 0, 0, 0, 3,
    OFFER, 0, 117500 },
  { "share 70 %, half a cent up", "DE", LIABILITY, 100001, 0, 0, 0, 0, 7000, 0, 0, 0, 3, OFFER, 0, 71751 },
  { "share 50 %, half a cent up", "DE", LIABILITY, 100001, 0, 0, 0, 0, 5000, 0, 0, 0, 3, OFFER, 0, 51251 },
  { "share nothing", "DE", LIABILITY, 100000, 0, 0, 0, 0, 0, 0, 0, 0, 3, NOTHING, R (DEDUCTED_AWAY), 0 },
  { "at the effort: 1190.00 = WBA", "DE", LIABILITY, 100000, 500000, 381000, 0, 0, WHOLE, 0, 0, 0, 3,
    OFFER, 0, 102500 },
  { "a cent above the effort", "DE", LIABILITY, 100000, 500000, 381001, 0, 0, WHOLE, 0, 0, 0, 3,
    DESK, R (ABOVE_EFFORT), 102500 },
  { "loss of value lifts it above the effort", "DE", LIABILITY, 100000, 500000, 381000, 0, 1, WHOLE, 0, 0, 0, 3,
    DESK, R (ABOVE_EFFORT), 102501 },
  { "at the value: 1190.00 = WBW", "DE", LIABILITY, 100000, 119000, 10000, 0, 0, WHOLE, 0, 0, 0, 3,
    DESK, R (ABOVE_EFFORT) | R (TOTAL_LOSS_SUSPECTED), 102500 },
  { "a cent above the value", "DE", LIABILITY, 100000, 118999, 10000, 0, 0, WHOLE, 0, 0, 0, 3,
    NOT_HERE, R (ABOVE_VALUE) | R (TOTAL_LOSS_SUSPECTED), 102500 },
  { "70 % of the value", "DE", LIABILITY, 100000, 170000, 0, 0, 0, WHOLE, 0, 0, 0, 3,
    DESK, R (TOTAL_LOSS_SUSPECTED), 102500 },
  { "just below 70 %", "DE", LIABILITY, 100000, 170001, 0, 0, 0, WHOLE, 0, 0, 0, 3, OFFER, 0, 102500 },
  { "ten years without a value", "DE", LIABILITY, 100000, 0, 0, 0, 0, WHOLE, 0, 0, 0, 10, OFFER, 0, 102500 },
  { "eleven years without a value", "DE", LIABILITY, 100000, 0, 0, 0, 0, WHOLE, 0, 0, 0, 11,
    DESK, R (OLD_WITHOUT_VALUE), 102500 },
  { "eleven years with a value", "DE", LIABILITY, 100000, 1000000, 0, 0, 0, WHOLE, 0, 0, 0, 11, OFFER, 0, 102500 },
  /* The limit is gross: 3361.34 net is 4000.00 (rounded from 3999.9946), 3361.35 is 4000.01. */
  { "damage of 4,000.00", "DE", LIABILITY, 336134, 0, 0, 0, 0, WHOLE, 0, 0, 0, 3, OFFER, R (NEAR_LIMIT), 338634 },
  { "damage of 4,000.01", "DE", LIABILITY, 336135, 0, 0, 0, 0, WHOLE, 0, 0, 0, 3, NOT_HERE, R (OVER_LIMIT), 338635 },
  { "damage of 3,400.00, 85 %", "DE", LIABILITY, 285714, 0, 0, 0, 0, WHOLE, 0, 0, 0, 3,
    OFFER, R (NEAR_LIMIT), 288214 },
  { "damage of 3,399.99", "DE", LIABILITY, 285713, 0, 0, 0, 0, WHOLE, 0, 0, 0, 3, OFFER, 0, 288213 },
  /* Germany, own damage: min(RKn - improvement, net WBW - RW) - deductible; no flat expenses */
  { "own damage", "DE", OWN, 100000, 0, 0, 0, 0, WHOLE, 15000, 0, 0, 3, OFFER, 0, 85000 },
  { "own damage, no loss of value", "DE", OWN, 100000, 2000000, 0, 0, 30000, WHOLE, 15000, 0, 0, 3,
    OFFER, 0, 85000 },
  { "own damage, share does not count", "DE", OWN, 100000, 0, 0, 0, 0, 5000, 15000, 0, 0, 3, OFFER, 0, 85000 },
  { "own damage, new for old", "DE", OWN, 100000, 0, 0, 10000, 0, WHOLE, 15000, 0, 0, 3, OFFER, 0, 75000 },
  /* 10,240.00 with 2.4 % inside is 10,000.00 net; less 9,500.00 leaves 500.00 */
  { "own damage, held at net WBW - RW", "DE", OWN, 100000, 1024000, 950000, 0, 0, WHOLE, 15000, 0, 0, 3,
    OFFER, R (CAPPED), 35000 },
  { "own damage, just at net WBW - RW", "DE", OWN, 100000, 1024000, 900000, 0, 0, WHOLE, 15000, 0, 0, 3,
    OFFER, 0, 85000 },
  { "deductible takes it all", "DE", OWN, 100000, 0, 0, 0, 0, WHOLE, 100000, 0, 0, 3,
    NOTHING, R (DEDUCTED_AWAY), 0 },
  { "deductible is more", "DE", OWN, 100000, 0, 0, 0, 0, WHOLE, 150000, 0, 0, 3, NOTHING, R (DEDUCTED_AWAY), 0 },
  { "a cent is left", "DE", OWN, 100000, 0, 0, 0, 0, WHOLE, 99999, 0, 0, 3, OFFER, 0, 1 },
  /* Austria, liability: min(RKn, before - after) x share; 20 % */
  { "AT repair is less", "AT", LIABILITY, 100000, 0, 0, 0, 0, WHOLE, 0, 900000, 700000, 3, OFFER, 0, 100000 },
  { "AT values are less", "AT", LIABILITY, 100000, 0, 0, 0, 0, WHOLE, 0, 900000, 850000, 3,
    OFFER, R (CAPPED), 50000 },
  { "AT no flat expenses, no loss of value", "AT", LIABILITY, 100000, 0, 0, 0, 20000, WHOLE, 0, 900000, 700000, 3,
    OFFER, 0, 100000 },
  { "AT share 75 %", "AT", LIABILITY, 100001, 0, 0, 0, 0, 7500, 0, 900000, 700000, 3, OFFER, 0, 75001 },
  { "AT without market values", "AT", LIABILITY, 100000, 0, 0, 0, 0, WHOLE, 0, 0, 0, 3,
    MISSING, R (NO_MARKET_VALUES), 0 },
  { "AT worth more after than before", "AT", LIABILITY, 100000, 0, 0, 0, 0, WHOLE, 0, 700000, 700000, 3,
    MISSING, R (NO_MARKET_VALUES), 0 },
  /* 3,333.33 net is 4,000.00 (3999.996), 3,333.34 is 4,000.01 */
  { "AT damage of 4,000.00", "AT", LIABILITY, 333333, 0, 0, 0, 0, WHOLE, 0, 9900000, 0, 3,
    OFFER, R (NEAR_LIMIT), 333333 },
  { "AT damage of 4,000.01", "AT", LIABILITY, 333334, 0, 0, 0, 0, WHOLE, 0, 9900000, 0, 3,
    NOT_HERE, R (OVER_LIMIT), 333334 },
  /* Austria, own damage: as in Germany, no tax inside a private value */
  { "AT own damage", "AT", OWN, 100000, 0, 0, 0, 0, WHOLE, 30000, 0, 0, 3, OFFER, 0, 70000 },
  { "AT own damage, held", "AT", OWN, 100000, 1000000, 950000, 0, 0, WHOLE, 30000, 0, 0, 3,
    OFFER, R (CAPPED), 20000 },
  { "nothing entered", "DE", LIABILITY, 0, 1000000, 0, 0, 0, WHOLE, 0, 0, 0, 3, MISSING, R (NO_REPAIR), 0 },
};

static void
add_line (VeloCalculation *calculation,
          VeloWorkKind     kind,
          int              count,
          gint64           price,
          int              doubt)
{
  g_autoptr(VeloCalculationLine) line = velo_calculation_line_new ();

  velo_calculation_line_set_kind (line, kind);
  velo_calculation_line_set_unit_tenths (line, count);
  velo_calculation_line_set_quantity_thousandths (line, count);
  velo_calculation_line_set_price_cents (line, price);
  velo_calculation_line_set_doubt_permyriad (line, doubt);
  g_list_store_append (velo_calculation_get_lines (calculation), line);
}

static VeloCalculation *
new_calculation (const Row *row)
{
  VeloCalculation *calculation = velo_calculation_new_for (row->country, row->kind);

  add_line (calculation, VELO_WORK_KIND_OTHER, 0, row->net, 0);
  velo_calculation_set_replacement_cents (calculation, row->replacement);
  velo_calculation_set_residual_cents (calculation, row->residual);
  velo_calculation_set_improvement_cents (calculation, row->improvement);
  velo_calculation_set_loss_of_value_cents (calculation, row->loss);
  velo_calculation_set_share_permyriad (calculation, row->share);
  velo_calculation_set_deductible_cents (calculation, row->deductible);
  velo_calculation_set_value_before_cents (calculation, row->before);
  velo_calculation_set_value_after_cents (calculation, row->after);
  velo_calculation_set_age_years (calculation, row->age);
  return calculation;
}

static void
test_golden (gconstpointer data)
{
  const Row *row = data;
  g_autoptr(VeloCalculation) calculation = new_calculation (row);
  g_autoptr(VeloSettlementRules) rules = velo_settlement_rules_new_default ();
  g_autoptr(VeloSettlement) settlement = velo_settlement_compute (calculation, rules);

  g_assert_true (velo_calculation_is_sane (calculation));
  g_assert_cmpint (velo_settlement_get_offer_cents (settlement), ==, row->offer);
  g_assert_cmpint (velo_settlement_get_outcome (settlement), ==, row->outcome);
  g_assert_cmpint (velo_settlement_get_reasons (settlement), ==, row->reasons);
}

/* Rates, units, parts, surcharges: every term of the sum, each rounded by itself. */
static void
test_terms (void)
{
  g_autoptr(VeloCalculation) calculation = velo_calculation_new_for ("DE", VELO_CLAIM_KIND_LIABILITY);
  g_autoptr(VeloSettlementRules) rules = velo_settlement_rules_new_default ();
  g_autoptr(VeloSettlement) settlement = NULL;
  static const struct { VeloSettlementStepKind kind; gint64 cents; int permyriad; } expected[] = {
    { VELO_SETTLEMENT_STEP_LABOUR, 11813 + 8203 + 290 + 2400 + 24300, -1 },
    { VELO_SETTLEMENT_STEP_PARTS, 25999 + 667, -1 },
    { VELO_SETTLEMENT_STEP_PART_SURCHARGE, 2667, 1000 },
    { VELO_SETTLEMENT_STEP_SMALL_PARTS, 533, 200 },
    { VELO_SETTLEMENT_STEP_PAINT_MATERIAL, 9000, -1 },
    { VELO_SETTLEMENT_STEP_TRANSFER, 12000, -1 },
    { VELO_SETTLEMENT_STEP_NET_REPAIR, 97872, -1 },
    { VELO_SETTLEMENT_STEP_VAT, 18596, 1900 },
    { VELO_SETTLEMENT_STEP_GROSS_REPAIR, 116468, -1 },
    { VELO_SETTLEMENT_STEP_FLAT_EXPENSES, 2500, -1 },
    { VELO_SETTLEMENT_STEP_SHARE, 66908, 6666 },
    { VELO_SETTLEMENT_STEP_OFFER, 66908, -1 },
  };
  GListModel *steps;

  velo_calculation_set_body_rate_cents (calculation, 945);
  velo_calculation_set_mechanics_rate_cents (calculation, 965);
  velo_calculation_set_electrics_rate_cents (calculation, 1200);
  velo_calculation_set_paint_rate_cents (calculation, 1215);
  velo_calculation_set_part_surcharge_permyriad (calculation, 1000);
  velo_calculation_set_small_parts_permyriad (calculation, 200);
  velo_calculation_set_paint_material_cents (calculation, 9000);
  velo_calculation_set_transfer_cents (calculation, 12000);
  velo_calculation_set_share_permyriad (calculation, 6666);
  add_line (calculation, VELO_WORK_KIND_BODY, 125, 0, 0); /* 12.5 x 9.45 = 118.125 */
  add_line (calculation, VELO_WORK_KIND_MECHANICS, 85, 0, 0); /* 8.5 x 9.65 = 82.025 */
  add_line (calculation, VELO_WORK_KIND_MECHANICS, 0, 0, 0);
  add_line (calculation, VELO_WORK_KIND_ELECTRICS, 20, 0, 0);
  add_line (calculation, VELO_WORK_KIND_PAINT, 200, 0, 0);
  add_line (calculation, VELO_WORK_KIND_PART, 1000, 25999, 0);
  add_line (calculation, VELO_WORK_KIND_PART, 1333, 500, 0); /* 6.665 */
  add_line (calculation, VELO_WORK_KIND_MECHANICS, 3, 0, 0); /* 2.895 */
  settlement = velo_settlement_compute (calculation, rules);
  steps = G_LIST_MODEL (velo_settlement_get_steps (settlement));
  g_assert_cmpuint (g_list_model_get_n_items (steps), ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr(VeloSettlementStep) step = g_list_model_get_item (steps, i);

      g_test_message ("step %u", i);
      g_assert_cmpint (velo_settlement_step_get_kind (step), ==, expected[i].kind);
      g_assert_cmpint (velo_settlement_step_get_cents (step), ==, expected[i].cents);
      g_assert_cmpint (velo_settlement_step_get_permyriad (step), ==, expected[i].permyriad);
    }
}

/* Work counts for nothing while its rate is missing: nothing is offered until it is there. */
static void
test_no_rate (void)
{
  g_autoptr(VeloCalculation) calculation = velo_calculation_new_for ("DE", VELO_CLAIM_KIND_LIABILITY);
  g_autoptr(VeloSettlementRules) rules = velo_settlement_rules_new_default ();
  g_autoptr(VeloSettlement) without = NULL;
  g_autoptr(VeloSettlement) with = NULL;
  g_autoptr(VeloSettlement) alone = NULL;

  add_line (calculation, VELO_WORK_KIND_BODY, 200, 0, 0);
  alone = velo_settlement_compute (calculation, rules);
  g_assert_cmpint (velo_settlement_get_outcome (alone), ==, VELO_SETTLEMENT_OUTCOME_INCOMPLETE);
  g_assert_cmpint (velo_settlement_get_reasons (alone), ==, VELO_SETTLEMENT_REASON_NO_RATE);
  velo_calculation_set_paint_material_cents (calculation, 13700);
  without = velo_settlement_compute (calculation, rules);
  g_assert_cmpint (velo_settlement_get_outcome (without), ==, VELO_SETTLEMENT_OUTCOME_INCOMPLETE);
  g_assert_cmpint (velo_settlement_get_reasons (without), ==, VELO_SETTLEMENT_REASON_NO_RATE);
  g_assert_cmpint (velo_settlement_get_offer_cents (without), ==, 0);
  velo_calculation_set_body_rate_cents (calculation, 1000);
  with = velo_settlement_compute (calculation, rules);
  g_assert_cmpint (velo_settlement_get_outcome (with), ==, VELO_SETTLEMENT_OUTCOME_OFFER);
  g_assert_cmpint (velo_settlement_get_offer_cents (with), ==, 20000 + 13700 + 2500);
}

/* What an insurer may set otherwise: the limit by the net sum, the flat expenses, Austria gross, each edge. */
static void
test_settings (void)
{
  static const struct { const char *country; gint64 net; VeloSettlementOutcome outcome; int reasons; gint64 offer; } cases[] = {
    { "DE", 400000, OFFER, R (NEAR_LIMIT), 403000 }, { "DE", 400001, NOT_HERE, R (OVER_LIMIT), 403001 },
    { "DE", 340000, OFFER, R (NEAR_LIMIT), 343000 }, { "DE", 339999, OFFER, 0, 342999 },
    { "AT", 100000, OFFER, 0, 120000 }, { "AT", 166666, OFFER, 0, 199999 }, { "AT", 166667, OFFER, 0, 200000 },
    { "AT", 166668, OFFER, R (CAPPED), 200000 },
  };
  g_autoptr(VeloSettlementRules) rules = velo_settlement_rules_new_default ();

  velo_settlement_rules_set_limit_is_net (rules, TRUE);
  velo_settlement_rules_set_austrian_liability_is_gross (rules, TRUE);
  velo_settlement_rules_set_flat_expenses_cents (rules, 3000);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Row row = { .country = cases[i].country, .net = cases[i].net, .share = WHOLE, .before = 700000, .after = 500000,
                        .age = 3 };
      g_autoptr(VeloCalculation) calculation = new_calculation (&row);
      g_autoptr(VeloSettlement) settlement = velo_settlement_compute (calculation, rules);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (velo_settlement_get_outcome (settlement), ==, cases[i].outcome);
      g_assert_cmpint (velo_settlement_get_reasons (settlement), ==, cases[i].reasons);
      g_assert_cmpint (velo_settlement_get_offer_cents (settlement), ==, cases[i].offer);
    }
}

static void
test_band (void)
{
  g_autoptr(VeloCalculation) calculation = velo_calculation_new_for ("DE", VELO_CLAIM_KIND_OWN_DAMAGE);
  g_autoptr(VeloSettlementRules) rules = velo_settlement_rules_new_default ();
  g_autoptr(VeloSettlement) settlement = NULL;

  velo_calculation_set_part_surcharge_permyriad (calculation, 1000);
  velo_calculation_set_deductible_cents (calculation, 15000);
  add_line (calculation, VELO_WORK_KIND_OTHER, 0, 50000, 0);
  add_line (calculation, VELO_WORK_KIND_PART, 1000, 100000, 2000); /* 20 % of it, and of its 10 % */
  settlement = velo_settlement_compute (calculation, rules);
  g_assert_cmpint (velo_settlement_get_offer_cents (settlement), ==, 145000);
  g_assert_cmpint (velo_settlement_get_lowest_cents (settlement), ==, 145000 - 22000);
  g_assert_cmpint (velo_settlement_get_highest_cents (settlement), ==, 145000 + 22000);
}

/* What comes from outside must not overflow: refused before anything is computed. */
static void
test_insane (void)
{
  static const gint64 sums[] = { -1, G_GINT64_CONSTANT (1000000001), G_MAXINT64, G_MININT64 };
  g_autoptr(VeloCalculation) calculation = velo_calculation_new_for ("DE", VELO_CLAIM_KIND_LIABILITY);
  g_autoptr(VeloCalculation) swiss = velo_calculation_new_for ("CH", VELO_CLAIM_KIND_LIABILITY);

  g_assert_true (velo_calculation_is_sane (calculation));
  g_assert_false (velo_calculation_is_sane (swiss));
  for (gsize i = 0; i < G_N_ELEMENTS (sums); i++)
    {
      velo_calculation_set_residual_cents (calculation, sums[i]);
      g_assert_false (velo_calculation_is_sane (calculation));
    }
  velo_calculation_set_residual_cents (calculation, G_GINT64_CONSTANT (1000000000));
  g_assert_true (velo_calculation_is_sane (calculation));
  velo_calculation_set_share_permyriad (calculation, 10001);
  g_assert_false (velo_calculation_is_sane (calculation));
  velo_calculation_set_share_permyriad (calculation, 10000);
  add_line (calculation, VELO_WORK_KIND_BODY, -1, 0, 0);
  g_assert_false (velo_calculation_is_sane (calculation));
  g_list_store_remove_all (velo_calculation_get_lines (calculation));
  for (int i = 0; i < 500; i++)
    add_line (calculation, VELO_WORK_KIND_PART, 100000000, 1000000000, 10000);
  g_assert_true (velo_calculation_is_sane (calculation));
  velo_calculation_set_part_surcharge_permyriad (calculation, 100000);
  velo_calculation_set_small_parts_permyriad (calculation, 100000);
  {
    g_autoptr(VeloSettlementRules) rules = velo_settlement_rules_new_default ();
    g_autoptr(VeloSettlement) settlement = velo_settlement_compute (calculation, rules);

    g_assert_cmpint (velo_settlement_get_outcome (settlement), ==, VELO_SETTLEMENT_OUTCOME_NOT_HERE);
    g_assert_cmpint (velo_settlement_get_net_cents (settlement), >, 0);
  }
  add_line (calculation, VELO_WORK_KIND_PART, 1, 1, 0);
  g_assert_false (velo_calculation_is_sane (calculation));
}

static void
test_share (void)
{
  static const struct { gint64 cents; gint64 up; gint64 down; gint64 result; } shares[] = {
    { 1, 1, 2, 1 }, { -1, 1, 2, 0 }, { 3, 1, 2, 2 }, { -3, 1, 2, -1 }, { 100, 1, 3, 33 },
    { 200, 1, 3, 67 }, { -200, 1, 3, -67 }, { 0, 5, 7, 0 }, { G_MAXINT64, 1, 1, G_MAXINT64 },
    { G_MAXINT64, 10000, 10000, G_MAXINT64 }, { 1000, 0, 7, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (shares); i++)
    g_assert_cmpint (velo_share_scale (shares[i].cents, shares[i].up, shares[i].down), ==, shares[i].result);
}

static void
test_suitability (void)
{
  static const struct { VeloFinancing financing; gint64 estimate; const char *flag; const char *plate; int reasons; } cases[] = {
    { VELO_FINANCING_PAID, 0, NULL, "H-AB 123", 0 },
    { VELO_FINANCING_PAID, 400000, NULL, NULL, VELO_SUITABILITY_REASON_NEAR_LIMIT },
    { VELO_FINANCING_PAID, 400001, NULL, NULL, VELO_SUITABILITY_REASON_OVER_LIMIT },
    { VELO_FINANCING_PAID, 339999, NULL, NULL, 0 },
    { VELO_FINANCING_PAID, 340000, NULL, NULL, VELO_SUITABILITY_REASON_NEAR_LIMIT },
    { VELO_FINANCING_LEASING, 0, NULL, NULL, VELO_SUITABILITY_REASON_LEASED },
    { VELO_FINANCING_SECURED, 0, NULL, NULL, VELO_SUITABILITY_REASON_FINANCED },
    { VELO_FINANCING_OTHER, 0, NULL, NULL, VELO_SUITABILITY_REASON_FINANCED },
    { VELO_FINANCING_UNKNOWN, 0, NULL, NULL, VELO_SUITABILITY_REASON_FINANCING_UNKNOWN },
    { VELO_FINANCING_PAID, 0, "not-drivable", NULL, VELO_SUITABILITY_REASON_NOT_DRIVABLE },
    { VELO_FINANCING_PAID, 0, "airbags-open", NULL, VELO_SUITABILITY_REASON_AIRBAGS },
    { VELO_FINANCING_PAID, 0, "frame-damaged", NULL, VELO_SUITABILITY_REASON_FRAME },
    { VELO_FINANCING_PAID, 0, "burnt", NULL, VELO_SUITABILITY_REASON_FIRE },
    { VELO_FINANCING_PAID, 0, "flooded", NULL, VELO_SUITABILITY_REASON_FLOOD },
    { VELO_FINANCING_PAID, 0, "somebody-injured", NULL, VELO_SUITABILITY_REASON_INJURY },
    { VELO_FINANCING_PAID, 0, "liability-unclear", NULL, VELO_SUITABILITY_REASON_LIABILITY_UNCLEAR },
    { VELO_FINANCING_PAID, 0, "leaking", NULL, VELO_SUITABILITY_REASON_LEAKING },
    { VELO_FINANCING_PAID, 0, "other-damage", NULL, VELO_SUITABILITY_REASON_OTHER_DAMAGE },
    { VELO_FINANCING_PAID, 0, NULL, "AB-12-CD-34", VELO_SUITABILITY_REASON_FOREIGN_PLATE },
    { VELO_FINANCING_PAID, 0, NULL, "W-12345 A", 0 },
  };
  const int warnings = VELO_SUITABILITY_REASON_NEAR_LIMIT | VELO_SUITABILITY_REASON_INJURY
                       | VELO_SUITABILITY_REASON_LIABILITY_UNCLEAR | VELO_SUITABILITY_REASON_LEAKING
                       | VELO_SUITABILITY_REASON_FOREIGN_PLATE | VELO_SUITABILITY_REASON_OTHER_DAMAGE;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(VeloIntake) intake = velo_intake_new ();

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      velo_intake_set_financing (intake, cases[i].financing);
      velo_intake_set_estimate_cents (intake, cases[i].estimate);
      velo_intake_set_plate (intake, cases[i].plate);
      if (cases[i].flag != NULL)
        g_object_set (intake, cases[i].flag, TRUE, NULL);
      g_assert_cmpint (velo_suitability_check (intake, 400000, 8500), ==, cases[i].reasons);
    }
  g_assert_cmpint (VELO_SUITABILITY_FORBIDS & warnings, ==, 0);
  g_assert_cmpint (VELO_SUITABILITY_FORBIDS & VELO_SUITABILITY_REASON_FLOOD, !=, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/settlement/golden/%s", rows[i].name);

      g_strdelimit (path + strlen ("/settlement/golden/"), "/", '-');
      g_test_add_data_func (path, &rows[i], test_golden);
    }
  g_test_add_func ("/settlement/terms", test_terms);
  g_test_add_func ("/settlement/no-rate", test_no_rate);
  g_test_add_func ("/settlement/settings", test_settings);
  g_test_add_func ("/settlement/band", test_band);
  g_test_add_func ("/settlement/insane", test_insane);
  g_test_add_func ("/settlement/share", test_share);
  g_test_add_func ("/settlement/suitability", test_suitability);
  return g_test_run ();
}
