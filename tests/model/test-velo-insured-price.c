/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests what price is insured: with the lock, while the lock's own rule goes by the vehicle alone. */

#include "velo-date.h"
#include "velo-proposal.h"
#include "velo-rules.h"

static void
test_sum (void)
{
  static const struct { VeloObjectKind object; gint64 price; gint64 lock; gint64 insured; } sums[] = {
    { VELO_OBJECT_KIND_EBIKE, 399900, 8999, 408899 },
    { VELO_OBJECT_KIND_BICYCLE, 89900, 1999, 91899 },
    { VELO_OBJECT_KIND_BICYCLE, 89900, 0, 89900 },
    { VELO_OBJECT_KIND_BICYCLE, 391001, 8999, 400000 },
    { VELO_OBJECT_KIND_BICYCLE, 391002, 8999, 400001 },
    /* no price of the vehicle yet: the lock alone is nothing to insure */
    { VELO_OBJECT_KIND_BICYCLE, 0, 8999, 0 },
    { VELO_OBJECT_KIND_BICYCLE, -1, 8999, 0 },
    { VELO_OBJECT_KIND_BICYCLE, 89900, -1999, 89900 },
    /* a battery on its own has no lock */
    { VELO_OBJECT_KIND_BATTERY, 79900, 8999, 79900 },
    { VELO_OBJECT_KIND_NONE, 79900, 8999, 79900 },
    { VELO_OBJECT_KIND_EBIKE, G_MAXINT64 - 1, 8999, G_MAXINT64 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sums); i++)
    g_assert_cmpint (velo_rules_get_insured_cents (sums[i].object, sums[i].price, sums[i].lock), ==,
                     sums[i].insured);
}

/* 4,000.00 exactly can be insured, a cent more cannot; the lock counts on both sides of the edge. */
static void
test_limit (void)
{
  static const struct { gint64 price; gint64 lock; VeloInsurability why; } edges[] = {
    { 400000, 0, VELO_INSURABILITY_OK },
    { 395100, 4900, VELO_INSURABILITY_OK },
    { 395101, 4900, VELO_INSURABILITY_TOO_DEAR },
    { 399999, 1, VELO_INSURABILITY_OK },
    { 399999, 2, VELO_INSURABILITY_TOO_DEAR },
    { 400001, 0, VELO_INSURABILITY_TOO_DEAR },
    { 0, 8999, VELO_INSURABILITY_NO_PRICE },
  };
  g_autoptr(VeloVehicle) vehicle = velo_vehicle_new ();
  g_autoptr(GDate) today = velo_date_parse_iso ("2026-04-18");

  velo_vehicle_set_kind (vehicle, VELO_ARTICLE_KIND_BICYCLE);
  velo_vehicle_set_purchase_date (vehicle, today);
  for (gsize i = 0; i < G_N_ELEMENTS (edges); i++)
    g_assert_cmpint (velo_rules_check (vehicle, VELO_OBJECT_KIND_BICYCLE,
                                       velo_rules_get_insured_cents (VELO_OBJECT_KIND_BICYCLE, edges[i].price,
                                                                     edges[i].lock),
                                       "DE", today), ==, edges[i].why);
}

/* 980 EUR with a lock of 30 EUR is insured as 1,010 EUR, but asks for a lock of 19 EUR only. */
static void
test_lock_rule (void)
{
  g_autoptr(VeloProposal) proposal = velo_proposal_new ();
  VeloVehicle *vehicle = velo_proposal_get_vehicle (proposal);

  velo_proposal_set_object (proposal, VELO_OBJECT_KIND_BICYCLE);
  velo_vehicle_set_price_cents (vehicle, 98000);
  velo_vehicle_set_lock_price_cents (vehicle, 3000);
  g_assert_cmpint (velo_proposal_get_insured_cents (proposal), ==, 101000);
  g_assert_cmpint (velo_rules_get_missing_lock_cents (VELO_OBJECT_KIND_BICYCLE,
                                                      velo_vehicle_get_price_cents (vehicle), 3000), ==, 0);
  g_assert_cmpint (velo_rules_get_missing_lock_cents (VELO_OBJECT_KIND_BICYCLE, 101000, 3000), ==, 1900);
  velo_proposal_set_without_lock (proposal, TRUE);
  g_assert_cmpint (velo_proposal_get_insured_cents (proposal), ==, 98000);
}

static void
test_quoted (void)
{
  g_autoptr(VeloProposal) proposal = velo_proposal_new ();
  g_autoptr(VeloQuote) quote = velo_quote_new ();
  g_autoptr(GDate) today = velo_date_parse_iso ("2026-04-18");
  g_autoptr(GDate) tomorrow = velo_date_parse_iso ("2026-04-19");
  VeloVehicle *vehicle = velo_proposal_get_vehicle (proposal);

  velo_proposal_set_object (proposal, VELO_OBJECT_KIND_EBIKE);
  velo_vehicle_set_price_cents (vehicle, 399900);
  velo_vehicle_set_lock_price_cents (vehicle, 8999);
  g_assert_false (velo_proposal_is_quoted (proposal, today));
  velo_quote_set_price_cents (quote, 408899);
  velo_quote_set_premium_cents (quote, 3000);
  velo_quote_set_single_cents (quote, 350);
  velo_quote_set_date (quote, today);
  velo_proposal_take_quote (proposal, quote);
  g_assert_cmpint (velo_proposal_get_premium_cents (proposal), ==, 3000);
  g_assert_cmpint (velo_proposal_get_single_cents (proposal), ==, 350);
  g_assert_true (velo_proposal_is_quoted (proposal, today));
  g_assert_false (velo_proposal_is_quoted (proposal, tomorrow));
  velo_vehicle_set_lock_price_cents (vehicle, 9000);
  g_assert_false (velo_proposal_is_quoted (proposal, today));
  velo_vehicle_set_lock_price_cents (vehicle, 8999);
  velo_proposal_take_quote (proposal, NULL);
  g_assert_cmpint (velo_proposal_get_premium_cents (proposal), ==, 0);
  g_assert_false (velo_proposal_is_quoted (proposal, today));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/insured-price/sum", test_sum);
  g_test_add_func ("/model/insured-price/limit", test_limit);
  g_test_add_func ("/model/insured-price/lock-rule", test_lock_rule);
  g_test_add_func ("/model/insured-price/quoted", test_quoted);
  return g_test_run ();
}
