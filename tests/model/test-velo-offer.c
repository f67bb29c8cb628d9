/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests offers, quotes and products. */

#include "velo-offer.h"

static VeloQuote *
make_quote (int      interval,
            gboolean immediate,
            gint64   premium_cents)
{
  VeloQuote *quote = velo_quote_new ();

  velo_quote_set_interval (quote, interval);
  velo_quote_set_immediate_cover (quote, immediate);
  velo_quote_set_premium_cents (quote, premium_cents);
  return quote;
}

static void
test_find (void)
{
  g_autoptr(VeloOffer) offer = velo_offer_new ();
  g_autoptr(VeloQuote) monthly = make_quote (1, FALSE, 2000);
  g_autoptr(VeloQuote) quarterly = make_quote (3, TRUE, 6000);
  g_autoptr(VeloQuote) single = make_quote (0, FALSE, 9900);
  g_autoptr(VeloQuote) found = NULL;

  g_list_store_append (velo_offer_get_quotes (offer), monthly);
  g_list_store_append (velo_offer_get_quotes (offer), quarterly);
  found = velo_offer_find_quote (offer, 3, TRUE);
  g_assert_true (found == quarterly);
  g_assert_null (velo_offer_find_quote (offer, 3, FALSE));
  g_assert_cmpint (velo_quote_get_yearly_cents (monthly), ==, 24000);
  g_assert_cmpint (velo_quote_get_yearly_cents (quarterly), ==, 24000);
  g_assert_cmpint (velo_quote_get_yearly_cents (single), ==, 9900);
}

static void
test_product (void)
{
  g_autoptr(VeloProduct) product = velo_product_new ();
  g_autoptr(VeloPriceLimit) others = velo_price_limit_new ();
  g_autoptr(VeloPriceLimit) ebike = velo_price_limit_new ();
  g_autoptr(VeloRisk) risk = velo_risk_new ();

  velo_product_set_intervals (product, "1,12");
  g_assert_true (velo_product_has_interval (product, 12));
  g_assert_false (velo_product_has_interval (product, 2));
  g_assert_false (velo_product_has_interval (product, 0));
  g_assert_cmpint (velo_product_pick_interval (product, 12), ==, 12);
  g_assert_cmpint (velo_product_pick_interval (product, 2), ==, 1);
  g_assert_cmpint (velo_product_get_max_price_cents (product, "27"), ==, -1);
  velo_price_limit_set_max_price_cents (others, 400000);
  velo_price_limit_set_object_code (ebike, "270009");
  velo_price_limit_set_max_price_cents (ebike, 1000000);
  g_list_store_append (velo_product_get_price_limits (product), others);
  g_list_store_append (velo_product_get_price_limits (product), ebike);
  g_assert_cmpint (velo_product_get_max_price_cents (product, "27"), ==, 400000);
  g_assert_cmpint (velo_product_get_max_price_cents (product, "270009"), ==, 1000000);
  g_assert_false (velo_product_has_immediate_cover (product));
  velo_risk_set_risk_type (risk, "SOFORTSCHUTZ");
  g_list_store_append (velo_product_get_risks (product), risk);
  g_assert_true (velo_product_has_immediate_cover (product));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/offer/find", test_find);
  g_test_add_func ("/model/product/offers", test_product);
  return g_test_run ();
}
