/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the decimal numbers of invoices. */

#include "config.h"

#include <glib.h>

#include "velo-decimal.h"

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    gint64      cents;
  } cases[] = {
    { "3360.50", 336050 },
    { "0.", 0 },
    { ".5", 50 },
    { "-5.00", -500 },
    { "+7", 700 },
    { " 12.30 ", 1230 },
    { "30.00000000000", 3000 },
    { "158125.0000000", 15812500 },
    { "0.005", 1 },
    { "-0.005", -1 },
    { "1.004999", 100 },
    { "0.123456789", 12 },
    { "2940.3361", 294034 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 cents = -1;

      g_assert_true (velo_decimal_to_cents (velo_decimal_parse (cases[i].text), &cents));
      g_assert_cmpint (cents, ==, cases[i].cents);
    }
}

static void
test_parse_refuses (void)
{
  static const char *const cases[] = {
    "",     " ",
    "NaN",  "1e3",
    "1,50", "1.2.3",
    "--1",  "-",
    ".",    "12 30",
    "0x10", "12345678901234567890",
    "٣",    "1.2345678901234567",
  };
  gint64 cents;

  g_assert_false (velo_decimal_parse (NULL).is_set);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_false (velo_decimal_parse (cases[i]).is_set);
      g_assert_false (velo_decimal_to_cents (velo_decimal_parse (cases[i]), &cents));
    }
}

static void
test_parse_german (void)
{
  static const struct
  {
    const char *text;
    gint64      cents;
  } cases[] = {
    { "3.999,00", 399900 },         { "89,99", 8999 },
    { "1 299,-", 129900 },          { "1.299", 129900 },
    { "3999.00", 399900 },          { "-12,50", -1250 },
    { "12.345.678,9", 1234567890 },
  };
  gint64 cents;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (velo_decimal_to_cents (velo_decimal_parse_german (cases[i].text), &cents));
      g_assert_cmpint (cents, ==, cases[i].cents);
    }
  g_assert_false (velo_decimal_parse_german ("abc").is_set);
  g_assert_false (velo_decimal_parse_german ("1,2,3").is_set);
}

static void
test_gross (void)
{
  static const struct
  {
    const char *net;
    const char *rate;
    gint64      cents;
  } cases[] = {
    { "3360.50", "19", 399900 },       { "16.76", "19", 1994 }, { "4613.45", "19.00", 549001 },
    { "361847.39", "25.5", 45411847 }, { "-5.00", "10", -550 }, { "135.63", "20", 16276 },
    { "1490.00", "0", 149000 },        { "0.01", "5.50", 1 },
  };
  gint64 cents;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (velo_decimal_gross_cents (velo_decimal_parse (cases[i].net),
                                               velo_decimal_parse (cases[i].rate), &cents));
      g_assert_cmpint (cents, ==, cases[i].cents);
    }
  g_assert_false (
      velo_decimal_gross_cents (velo_decimal_parse ("1.00"), velo_decimal_parse (NULL), &cents));
  g_assert_false (velo_decimal_gross_cents (velo_decimal_parse ("99999999999999999"),
                                            velo_decimal_parse ("99999999999"), &cents));
}

static gboolean
from_unit (const char *unit,
           const char *quantity,
           const char *base,
           const char *adjustment,
           const char *net,
           gint64     *cents)
{
  return velo_decimal_gross_from_unit (velo_decimal_parse (unit), velo_decimal_parse (quantity),
                                       velo_decimal_parse (base), velo_decimal_parse (adjustment),
                                       velo_decimal_parse (net), velo_decimal_parse ("19"), cents);
}

static void
test_gross_from_unit (void)
{
  gint64 cents = 0;

  g_assert_true (from_unit ("16.7647", "1", NULL, NULL, "16.76", &cents));
  g_assert_cmpint (cents, ==, 1995);
  g_assert_true (from_unit ("839.4958", "1", "1.0000", NULL, "839.50", &cents));
  g_assert_cmpint (cents, ==, 99900);
  g_assert_true (from_unit ("9.9000", "20.0000", NULL, NULL, "198.00", &cents));
  g_assert_cmpint (cents, ==, 23562);
  g_assert_true (from_unit ("1085.000", "1", "8", NULL, "135.63", &cents));
  g_assert_true (from_unit ("42.0168", "1", NULL, "-8.40", "33.62", &cents));
  g_assert_cmpint (cents, ==, 4000);
  /* not finer than a cent, or leading elsewhere, or no base at all */
  g_assert_false (from_unit ("16.76", "1", NULL, NULL, "16.76", &cents));
  g_assert_false (from_unit ("16.7647", "2", NULL, NULL, "16.76", &cents));
  g_assert_false (from_unit ("16.7647", "1", "0", NULL, "16.76", &cents));
  g_assert_false (from_unit ("16.7647", NULL, NULL, NULL, "16.76", &cents));
  g_assert_false (from_unit ("99999999999.123456", "99999999999.123456", "99999999999.123456", NULL,
                             "1.00", &cents));
}

static void
test_add (void)
{
  VeloDecimal sum = velo_decimal_add (velo_decimal_parse ("201.48"),
                                      velo_decimal_negate (velo_decimal_parse ("7.05")));
  gint64      cents;
  gint64      integer;

  g_assert_true (velo_decimal_to_cents (sum, &cents));
  g_assert_cmpint (cents, ==, 19443);
  g_assert_false (velo_decimal_add (velo_decimal_parse (NULL), velo_decimal_parse (NULL)).is_set);
  g_assert_true (velo_decimal_to_integer (velo_decimal_parse ("2.0000"), &integer));
  g_assert_cmpint (integer, ==, 2);
  g_assert_false (velo_decimal_to_integer (velo_decimal_parse ("0.5"), &integer));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/intake/decimal/parse", test_parse);
  g_test_add_func ("/intake/decimal/parse/refuses", test_parse_refuses);
  g_test_add_func ("/intake/decimal/parse-german", test_parse_german);
  g_test_add_func ("/intake/decimal/gross", test_gross);
  g_test_add_func ("/intake/decimal/gross-from-unit", test_gross_from_unit);
  g_test_add_func ("/intake/decimal/add", test_add);
  return g_test_run ();
}
