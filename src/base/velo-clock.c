/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clock on the wall in Germany and Austria, whatever zone the machine is set to. */

#include "config.h"

#include "velo-clock.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

/**
 * velo_clock_new_zone:
 *
 * Berlin and Vienna have had one clock since 1980, so a customer, the desk and the assessor of a
 * claim read the same time from it.
 *
 * Returns: (transfer full): the zone of Germany and Austria; that of the machine where nothing is
 *   known about zones
 */
GTimeZone *
velo_clock_new_zone (void)
{
  GTimeZone *zone = g_time_zone_new_identifier ("Europe/Berlin");

  return zone != NULL ? zone : g_time_zone_new_local ();
}

/**
 * velo_clock_read:
 * @time_usec: microseconds since 1970 UTC
 *
 * Returns: (transfer full) (nullable): the moment by the clock of Germany and Austria; %NULL if
 *   @time_usec is outside the years 1 to 9999
 */
GDateTime *
velo_clock_read (gint64 time_usec)
{
  g_autoptr(GTimeZone) zone = velo_clock_new_zone ();
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (time_usec / G_USEC_PER_SEC);

  return utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
}

/**
 * velo_clock_format:
 * @time_usec: microseconds since 1970 UTC; 0 for "never"
 *
 * Returns: (transfer full): day and time for people, by the clock of Germany and Austria; empty for 0
 */
char *
velo_clock_format (gint64 time_usec)
{
  g_autoptr(GDateTime) local = time_usec != 0 ? velo_clock_read (time_usec) : NULL;

  /* Translators: a day and a time with figures only, see strftime (3); German: %d.%m.%Y, %H:%M */
  return local != NULL ? g_date_time_format (local, _("%Y-%m-%d, %H:%M")) : g_strdup ("");
}
