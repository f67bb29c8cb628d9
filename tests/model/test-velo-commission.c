/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests what the shop gets for a contract, and what is taken back. */

#include "velo-commission.h"
#include "velo-date.h"

static const VeloCommission usual = { .rates = { 0, 1200, 1000, 0 }, .tax = 0, .months = 12 };

static void
test_share (void)
{
  const VeloCommission net = { .rates = { 0, 1200, 1000, 0 }, .tax = 1900, .months = 12 };

  g_assert_true (velo_commission_is_set (&usual));
  g_assert_cmpint (velo_commission_get_cents (&usual, VELO_OBJECT_KIND_EBIKE, 18000), ==, 2160);
  g_assert_cmpint (velo_commission_get_cents (&usual, VELO_OBJECT_KIND_BICYCLE, 18000), ==, 1800);
  g_assert_cmpint (velo_commission_get_cents (&net, VELO_OBJECT_KIND_EBIKE, 11900), ==, 1200);
  /* half a cent goes up */
  g_assert_cmpint (velo_commission_get_cents (&usual, VELO_OBJECT_KIND_BICYCLE, 5), ==, 1);
  g_assert_cmpint (velo_commission_get_cents (&usual, VELO_OBJECT_KIND_BICYCLE, 4), ==, 0);
  g_assert_cmpint (velo_commission_get_cents (&usual, VELO_OBJECT_KIND_EBIKE, 999999999999), ==, 120000000000);
}

static void
test_nothing (void)
{
  const VeloCommission unset = { .months = 12 };

  g_assert_false (velo_commission_is_set (&unset));
  g_assert_cmpint (velo_commission_get_cents (&unset, VELO_OBJECT_KIND_EBIKE, 18000), ==, 0);
  g_assert_cmpint (velo_commission_get_cents (&usual, VELO_OBJECT_KIND_BATTERY, 18000), ==, 0);
  g_assert_cmpint (velo_commission_get_cents (&usual, VELO_OBJECT_KIND_NONE, 18000), ==, 0);
  g_assert_cmpint (velo_commission_get_cents (&usual, (VeloObjectKind) 99, 18000), ==, 0);
  g_assert_cmpint (velo_commission_get_cents (&usual, VELO_OBJECT_KIND_EBIKE, -18000), ==, 0);
}

static gint64
take_back (const VeloCommission *commission,
           const char           *concluded,
           const char           *ended,
           VeloEndReason         reason)
{
  g_autoptr(GDate) first = velo_date_parse_iso (concluded);
  g_autoptr(GDate) last = velo_date_parse_iso (ended);

  return velo_commission_get_taken_back (commission, 3650, first, last, reason);
}

static void
test_taken_back (void)
{
  const VeloCommission never = { .rates = { 0, 1200, 0, 0 }, .months = 0 };

  g_assert_cmpint (take_back (&usual, "2026-01-01", "2026-01-10", VELO_END_REASON_WITHDRAWN), ==, 3650);
  g_assert_cmpint (take_back (&usual, "2026-01-01", "2026-01-01", VELO_END_REASON_CANCELLED), ==, 3650);
  g_assert_cmpint (take_back (&usual, "2026-01-01", "2026-12-31", VELO_END_REASON_LOST), ==, 10);
  g_assert_cmpint (take_back (&usual, "2026-01-01", "2026-07-02", VELO_END_REASON_RETURNED), ==, 1830);
  g_assert_cmpint (take_back (&usual, "2026-01-01", "2027-01-01", VELO_END_REASON_CANCELLED), ==, 0);
  g_assert_cmpint (take_back (&usual, "2026-01-01", "2031-01-01", VELO_END_REASON_OTHER), ==, 0);
  g_assert_cmpint (take_back (&never, "2026-01-01", "2026-01-10", VELO_END_REASON_CANCELLED), ==, 0);
  g_assert_cmpint (take_back (&never, "2026-01-01", "2026-01-10", VELO_END_REASON_WITHDRAWN), ==, 3650);
  /* neither a leap day nor an impossible order gives more than all */
  g_assert_cmpint (take_back (&usual, "2028-02-29", "2028-03-01", VELO_END_REASON_CANCELLED), ==, 3640);
  g_assert_cmpint (take_back (&usual, "2026-01-10", "2026-01-01", VELO_END_REASON_CANCELLED), ==, 3650);
  g_assert_cmpint (take_back (&usual, "2026-01-01", "2026-02-01", VELO_END_REASON_NONE), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/commission/share", test_share);
  g_test_add_func ("/commission/nothing", test_nothing);
  g_test_add_func ("/commission/taken-back", test_taken_back);
  return g_test_run ();
}
