/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests both sides of every edge of every tariff table, to the cent, for both countries. */

#include "config.h"

#include "velo-training-test.h"

/* The tables stand here once more on purpose: a slip in the data is not to prove itself. */
static const struct
{
  const char *code;
  const char *type;
  const char *risk;
  const char *object;
  int intervals[5];  /* in months, ended by -1 */
  const char *basis; /* whether the premiums are per month, per year, or for once and all */
  int bands[13];     /* up to this price the premium that follows, both in cents; ended by 0 */
} tables[] = {
  { "GU WG DE RAD KS 0818", "KOMPLETTSCHUTZ_RAD_M_2018", "KOMPLETTSCHUTZ_RAD", "27",
    { 1, 3, 6, 12, -1 }, "month",
    { 50000, 900, 75000, 1200, 100000, 1500, 150000, 2000, 200000, 2800, 400000, 3500, 0 } },
  { "GU WG DE RAD KS 0818", "KOMPLETTSCHUTZ_RAD_J_2018", "KOMPLETTSCHUTZ_RAD", "27",
    { 12, -1 }, "year",
    { 50000, 8900, 75000, 10900, 100000, 13900, 150000, 18900, 200000, 26900, 400000, 33900, 0 } },
  { "GU WG DE RAD EBS 0818", "KOMPLETTSCHUTZ_EBIKE_M_2018", "KOMPLETTSCHUTZ_EBIKE", "270009",
    { 1, 3, 6, 12, -1 }, "month",
    { 150000, 1200, 300000, 1500, 400000, 2000, 600000, 3000, 0 } },
  { "GU WG DE RAD EBS 0818", "KOMPLETTSCHUTZ_EBIKE_J_2018", "KOMPLETTSCHUTZ_EBIKE", "270009",
    { 12, -1 }, "year",
    { 150000, 12900, 300000, 16200, 400000, 21600, 600000, 32400, 0 } },
  { "GU WG DE RAD EBS 0818", "AKKUSCHUTZ_EBIKE_2018", "AKKUSCHUTZ_EBIKE", "270009",
    { 1, 3, 6, 12, -1 }, "month",
    { 30000, 395, 60000, 550, 100000, 750, 150000, 990, 0 } },
  { "Elektro BOC 1118", "KOMPLETTSCHUTZ_BOC_FIN_2018_36", "KOMPLETTSCHUTZ_EBIKE_EB", "270009",
    { 0, -1 }, "once",
    { 150000, 34900, 300000, 45900, 400000, 58900, 600000, 86900, 1000000, 129000, 0 } },
  { "Elektro BOC 1118", "KOMPLETTSCHUTZ_BOC_FIN_2018_48", "KOMPLETTSCHUTZ_EBIKE_EB", "270009",
    { 0, -1 }, "once",
    { 150000, 44900, 300000, 58900, 400000, 75900, 600000, 111900, 1000000, 164900, 0 } },
  { "Elektro BOC 1118", "KOMPLETTSCHUTZ_BOC_FIN_2018_60", "KOMPLETTSCHUTZ_EBIKE_EB", "270009",
    { 0, -1 }, "once",
    { 150000, 53900, 300000, 70900, 400000, 90900, 600000, 134900, 1000000, 198900, 0 } },
  { "GU WG DE RAD KS LEIH 0819", "LEIHRADSCHUTZ_2019", "LEIHRADSCHUTZ", "27",
    { 1, -1 }, "month",
    { 150000, 1900, 300000, 2900, 600000, 4900, 0 } },
  { "AN WG DE SKS 0220", "KOMPLETTSCHUTZ_EFZ", "KOMPLETTSCHUTZ", "270009",
    { 12, -1 }, "year",
    { 300000, 20900, 500000, 28900, 1000000, 44900, 0 } },
  { "XX WG AT RAD KS TRAIN", "KOMPLETTSCHUTZ_RAD_M_2018_AT", "KOMPLETTSCHUTZ_RAD_AT", "27",
    { 1, 3, 6, 12, -1 }, "month",
    { 50000, 840, 75000, 1120, 100000, 1400, 150000, 1865, 200000, 2610, 400000, 3265, 0 } },
  { "XX WG AT RAD KS TRAIN", "KOMPLETTSCHUTZ_RAD_J_2018_AT", "KOMPLETTSCHUTZ_RAD_AT", "27",
    { 12, -1 }, "year",
    { 50000, 8300, 75000, 10170, 100000, 12970, 150000, 17630, 200000, 25100, 400000, 31620, 0 } },
  { "XX WG AT RAD EBS TRAIN", "KOMPLETTSCHUTZ_EBIKE_M_2018_AT", "KOMPLETTSCHUTZ_EBIKE_AT", "270009",
    { 1, 3, 6, 12, -1 }, "month",
    { 150000, 1120, 300000, 1400, 400000, 1865, 600000, 2800, 0 } },
  { "XX WG AT RAD EBS TRAIN", "KOMPLETTSCHUTZ_EBIKE_J_2018_AT", "KOMPLETTSCHUTZ_EBIKE_AT", "270009",
    { 12, -1 }, "year",
    { 150000, 12030, 300000, 15110, 400000, 20150, 600000, 30220, 0 } },
  { "XX WG AT RAD EBS TRAIN", "AKKUSCHUTZ_EBIKE_2018_AT", "AKKUSCHUTZ_EBIKE_AT", "270009",
    { 1, 3, 6, 12, -1 }, "month",
    { 30000, 370, 60000, 515, 100000, 700, 150000, 925, 0 } },
  { "XX WG AT RAD KS LEIH TRAIN", "LEIHRADSCHUTZ_2019_AT", "LEIHRADSCHUTZ_AT", "27",
    { 1, -1 }, "month",
    { 150000, 1775, 300000, 2705, 600000, 4570, 0 } },
  { "XX WG AT SKS TRAIN", "KOMPLETTSCHUTZ_EFZ_AT", "KOMPLETTSCHUTZ_AT", "270009",
    { 12, -1 }, "year",
    { 300000, 19500, 500000, 26960, 1000000, 41880, 0 } },
};

static char *
dup_amount (int cents)
{
  return g_strdup_printf ("%d,%02d", cents / 100, cents % 100);
}

/* As the service writes amounts: no decimals that say nothing. */
static char *
dup_short_amount (int cents)
{
  if (cents % 100 == 0)
    return g_strdup_printf ("%d", cents / 100);
  return cents % 10 == 0 ? g_strdup_printf ("%d,%d", cents / 100, cents % 100 / 10) : dup_amount (cents);
}

/* @premium_cents: 0 if the price is outside all bands */
static void
check_price (Fixture *fixture,
             guint    i,
             int      interval,
             int      price_cents,
             int      premium_cents)
{
  gboolean once = g_str_equal (tables[i].basis, "once");
  gboolean monthly = g_str_equal (tables[i].basis, "month");
  g_autofree char *price = dup_amount (price_cents);
  g_autofree char *premium = dup_short_amount (monthly ? premium_cents * interval : premium_cents);
  g_autofree char *xml = make_premium_xml (tables[i].code, tables[i].type, tables[i].risk,
                                           tables[i].object, price, (guint) interval);
  g_autoptr(JsonObject) answer = fixture_premium (fixture, xml);

  g_test_message ("%s, %s EUR, every %d months", tables[i].type, price, interval);
  if (premium_cents == 0)
    {
      assert_code (answer, "65");
      return;
    }
  assert_code (answer, "0");
  g_assert_cmpstr (json_object_get_string_member (get_result (answer), "PREMIUM_RECURRING_INTERVAL"), ==,
                   once ? "0" : premium);
  g_assert_cmpstr (json_object_get_string_member (get_result (answer), "PREMIUM_SINGLE_PAYMENT"), ==,
                   once ? premium : "0");
}

static void
test_edges (Fixture       *fixture,
            gconstpointer  data)
{
  guint i = GPOINTER_TO_UINT (data);

  for (guint k = 0; tables[i].intervals[k] >= 0; k++)
    {
      int interval = tables[i].intervals[k];
      const int *bands = tables[i].bands;

      check_price (fixture, i, interval, 1, bands[1]);
      for (guint j = 0; bands[j] != 0; j += 2)
        {
          check_price (fixture, i, interval, bands[j], bands[j + 1]);
          check_price (fixture, i, interval, bands[j] + 1, bands[j + 2] == 0 ? 0 : bands[j + 3]);
        }
    }
}

/* Of an Austrian premium 11 percent are tax, of the German one 19: the net premium is the same. */
static void
test_tax (void)
{
  guint n_compared = 0;

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    for (guint j = 0; j < G_N_ELEMENTS (tables); j++)
      {
        g_autofree char *austrian = g_strconcat (tables[i].type, "_AT", NULL);

        if (!g_str_equal (tables[j].type, austrian))
          continue;
        for (guint k = 0; tables[i].bands[k] != 0; k += 2)
          {
            double expected = tables[i].bands[k + 1] / 1.19 * 1.11;

            g_assert_cmpint (tables[j].bands[k], ==, tables[i].bands[k]);
            g_assert_cmpfloat_with_epsilon (tables[j].bands[k + 1], expected, 10);
            n_compared++;
          }
      }
  g_assert_cmpuint (n_compared, ==, 30);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *path = g_strconcat ("/training/edges/", tables[i].type, NULL);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), fixture_set_up, test_edges, fixture_tear_down);
    }
  g_test_add_func ("/training/edges/tax", test_tax);
  return g_test_run ();
}
