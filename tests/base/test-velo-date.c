/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests reading and writing of days and moments. */

#include "velo-date.h"

static void
test_parse (void)
{
  static const struct { const char *text; const char *iso; } input[] = {
    { "18.4.2026", "2026-04-18" }, { "18.04.26", "2026-04-18" }, { "18/04/2026", "2026-04-18" },
    { "18042026", "2026-04-18" }, { "180426", "2026-04-18" }, { "2026-04-18", "2026-04-18" },
    { " 1.2.2024 ", "2024-02-01" }, { "29.02.2024", "2024-02-29" },
    { "29.02.2025", NULL }, { "31.04.2026", NULL }, { "18.04.202", NULL }, { "", NULL }, { NULL, NULL },
    { "18.13.2026", NULL }, { "0.1.2026", NULL }, { "18.04.1899", NULL }, { "morgen", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (input); i++)
    {
      g_autoptr(GDate) date = velo_date_parse_input (input[i].text);
      g_autofree char *iso = date == NULL ? NULL : velo_date_format_iso (date);

      g_assert_cmpstr (iso, ==, input[i].iso);
    }
}

/* Without a year the last such day is meant, today at the latest. */
static void
test_recent (void)
{
  static const struct { const char *text; const char *today; const char *iso; } input[] = {
    { "21.11.", "2026-11-22", "2026-11-21" }, { "21.11", "2026-11-22", "2026-11-21" },
    { "22.11.", "2026-11-22", "2026-11-22" }, { "23.11.", "2026-11-22", "2025-11-23" },
    { "1/2", "2026-11-22", "2026-02-01" }, { "1. 2.", "2026-11-22", "2026-02-01" },
    { "31.12.", "2027-01-01", "2026-12-31" }, { "29.2.", "2026-11-22", "2024-02-29" },
    { "30.2.", "2026-11-22", NULL }, { "21.11.26", "2026-11-22", NULL }, { "21.", "2026-11-22", NULL },
    { "2111", "2026-11-22", NULL }, { "21-11", "2026-11-22", NULL }, { ".11.", "2026-11-22", NULL },
    { "", "2026-11-22", NULL }, { NULL, "2026-11-22", NULL }, { "21.11.x", "2026-11-22", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (input); i++)
    {
      g_autoptr(GDate) today = velo_date_parse_iso (input[i].today);
      g_autoptr(GDate) date = velo_date_parse_recent (input[i].text, today);
      g_autofree char *iso = date == NULL ? NULL : velo_date_format_iso (date);

      g_assert_cmpstr (iso, ==, input[i].iso);
    }
}

static void
test_wire (void)
{
  g_autoptr(GDate) date = velo_date_parse_wire ("01.02.2026");
  g_autofree char *wire = velo_date_format_wire (date);

  g_assert_cmpstr (wire, ==, "01.02.2026");
  g_assert_null (velo_date_parse_wire ("1.2.2026"));
  g_assert_null (velo_date_parse_wire ("2026-02-01"));
  g_assert_null (velo_date_parse_wire ("30.02.2026"));
  g_assert_null (velo_date_parse_wire ("01.02.2026 "));
  g_assert_null (velo_date_parse_iso ("2026-2-01"));
  g_assert_cmpint (velo_date_compare (NULL, date), <, 0);
}

static void
test_time (void)
{
  g_autofree char *iso = velo_time_format_iso (G_GINT64_CONSTANT (1776504600) * G_USEC_PER_SEC);
  g_autofree char *never = velo_time_format_display (0);

  g_assert_cmpstr (iso, ==, "2026-04-18T09:30:00Z");
  g_assert_cmpstr (never, ==, "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/date/parse", test_parse);
  g_test_add_func ("/base/date/recent", test_recent);
  g_test_add_func ("/base/date/wire", test_wire);
  g_test_add_func ("/base/date/time", test_time);
  return g_test_run ();
}
