/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the clock of Germany and Austria. */

#include "config.h"

#include "velo-clock.h"

#include <locale.h>

typedef struct
{
  const char *utc;
  const char *shown;
} Row;

static gint64
get_time (const char *utc)
{
  g_autoptr(GDateTime) moment = g_date_time_new_from_iso8601 (utc, NULL);

  g_assert_nonnull (moment);
  return g_date_time_to_unix (moment) * G_USEC_PER_SEC;
}

/* Winter, summer, both changes, and a day that has begun in Berlin only; on machines of any zone. */
static void
test_shown (void)
{
  static const Row rows[] = {
    { "2026-11-22T17:30:00Z", "2026-11-22, 18:30" }, { "2026-07-01T17:30:00Z", "2026-07-01, 19:30" },
    { "2026-12-31T23:05:00Z", "2027-01-01, 00:05" }, { "2026-03-29T00:59:00Z", "2026-03-29, 01:59" },
    { "2026-03-29T01:00:00Z", "2026-03-29, 03:00" }, { "2026-10-25T00:59:00Z", "2026-10-25, 02:59" },
    { "2026-10-25T01:00:00Z", "2026-10-25, 02:00" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *shown = velo_clock_format (get_time (rows[i].utc));

      g_assert_cmpstr (shown, ==, rows[i].shown);
    }
}

/* What is no moment is shown as nothing. */
static void
test_never (void)
{
  g_autofree char *never = velo_clock_format (0);
  g_autofree char *beyond = velo_clock_format (G_MAXINT64);
  g_autofree char *before = velo_clock_format (G_MININT64);

  g_assert_cmpstr (never, ==, "");
  g_assert_cmpstr (beyond, ==, "");
  g_assert_cmpstr (before, ==, "");
  g_assert_null (velo_clock_read (G_MAXINT64));
}

/* Vienna has the same clock, on every day that a claim may name. */
static void
test_vienna (void)
{
  g_autoptr(GTimeZone) vienna = g_time_zone_new_identifier ("Europe/Vienna");
  g_autoptr(GTimeZone) clock = velo_clock_new_zone ();

  g_assert_nonnull (vienna);
  for (gint64 time = get_time ("1990-01-01T00:00:00Z"); time < get_time ("2037-01-01T00:00:00Z");
       time += 12 * G_TIME_SPAN_HOUR)
    {
      g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
      g_autoptr(GDateTime) there = g_date_time_to_timezone (utc, vienna);
      g_autoptr(GDateTime) here = g_date_time_to_timezone (utc, clock);

      g_assert_cmpint (g_date_time_get_utc_offset (here), ==, g_date_time_get_utc_offset (there));
    }
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "C");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clock/shown", test_shown);
  g_test_add_func ("/clock/never", test_never);
  g_test_add_func ("/clock/vienna", test_vienna);
  return g_test_run ();
}
