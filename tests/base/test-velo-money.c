/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests reading and writing of money. */

#include "velo-money.h"

static void
test_wire (void)
{
  static const struct { const char *text; gint64 cents; } good[] = {
    { "83,4", 8340 }, { "23,4", 2340 }, { "60", 6000 }, { "0", 0 }, { "6,95", 695 }, { "99999,99", 9999999 },
  };
  static const char * const bad[] = {
    NULL, "", "NaN", "3.500,00", "1,", ",5", "1,234", "-5", " 5", "5 ", "5,0,0", "1e3",
    "99999999999999999999",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      gint64 cents = -1;

      g_assert_true (velo_money_parse_wire (good[i].text, &cents));
      g_assert_cmpint (cents, ==, good[i].cents);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      gint64 cents = 42;

      g_assert_false (velo_money_parse_wire (bad[i], &cents));
      g_assert_cmpint (cents, ==, 42);
    }
}

static void
test_input (void)
{
  static const struct { const char *text; gint64 cents; } good[] = {
    { "3999", 399900 }, { "3,999.00", 399900 }, { "1,234,567.89", 123456789 },
    { "3.999", 399900 }, { "3.999,00", 399900 }, { "3 999,5", 399950 },
    { "€ 3.999,-", 399900 }, { "3999.00", 399900 }, { "3999.5", 399950 }, { "1.234.567,89", 123456789 },
    { "12,34 EUR", 1234 }, { "EUR 12", 1200 }, { "3\u00a0999,00\u00a0€", 399900 },
  };
  static const char * const bad[] = {
    NULL, "", "abc", "1.2345", "1,234", "1.234.5", "12,3,4", "-4", "1234.567,00", "½",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      gint64 cents = -1;

      g_test_message ("%s", good[i].text);
      g_assert_true (velo_money_parse_input (good[i].text, &cents));
      g_assert_cmpint (cents, ==, good[i].cents);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      gint64 cents = 42;

      g_test_message ("%s", bad[i]);
      g_assert_false (velo_money_parse_input (bad[i], &cents));
      g_assert_cmpint (cents, ==, 42);
    }
}

static void
test_format (void)
{
  g_autofree char *wire = velo_money_format_wire (399905);
  g_autofree char *small = velo_money_format_wire (5);
  g_autofree char *display = velo_money_format_display (123456789);
  g_autofree char *negative = velo_money_format_plain (-150);

  g_assert_cmpstr (wire, ==, "3999,05");
  g_assert_cmpstr (small, ==, "0,05");
  g_assert_cmpstr (display, ==, "1,234,567.89\u00a0€");
  g_assert_cmpstr (negative, ==, "\u22121.50");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/money/wire", test_wire);
  g_test_add_func ("/base/money/input", test_input);
  g_test_add_func ("/base/money/format", test_format);
  return g_test_run ();
}
