/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Periods of time to count sales in, and the names of months. */

#define G_LOG_DOMAIN "velo-statistics-period"

#include "config.h"

#include "velo-statistics-period.h"

#include "velo-date.h"

#include <glib/gi18n.h>

/**
 * velo_statistics_period_get_name:
 * @period: a period
 *
 * Returns: what it is called
 */
const char *
velo_statistics_period_get_name (VeloStatisticsPeriod period)
{
  switch (period)
    {
    case VELO_STATISTICS_THIS_MONTH:
      return _("This month");
    case VELO_STATISTICS_LAST_MONTH:
      return _("Last month");
    case VELO_STATISTICS_THIS_YEAR:
      return _("This year");
    case VELO_STATISTICS_LAST_YEAR:
      return _("Last year");
    case VELO_STATISTICS_EVERYTHING:
      return _("Everything");
    case VELO_STATISTICS_TWELVE_MONTHS:
    case VELO_STATISTICS_N_PERIODS:
    default:
      return _("Last twelve months");
    }
}

static void
set_year (GDate     *from,
          GDate     *until,
          GDateYear  year)
{
  g_date_set_dmy (from, 1, G_DATE_JANUARY, year);
  g_date_set_dmy (until, 31, G_DATE_DECEMBER, year);
}

/**
 * velo_statistics_period_get_days:
 * @period: a period
 * @today: today
 * @first: (nullable): day of the first invoice, for %VELO_STATISTICS_EVERYTHING
 * @from: (out): its first day
 * @until: (out): its last day, which may be in the future
 */
void
velo_statistics_period_get_days (VeloStatisticsPeriod  period,
                                 const GDate          *today,
                                 const GDate          *first,
                                 GDate                *from,
                                 GDate                *until)
{
  g_return_if_fail (today != NULL && g_date_valid (today));

  *from = *today;
  g_date_set_day (from, 1);
  *until = *from;
  g_date_add_months (until, 1);
  g_date_subtract_days (until, 1);
  switch (period)
    {
    case VELO_STATISTICS_THIS_MONTH:
      break;
    case VELO_STATISTICS_LAST_MONTH:
      *until = *from;
      g_date_subtract_days (until, 1);
      g_date_subtract_months (from, 1);
      break;
    case VELO_STATISTICS_THIS_YEAR:
      set_year (from, until, g_date_get_year (today));
      break;
    case VELO_STATISTICS_LAST_YEAR:
      set_year (from, until, g_date_get_year (today) - 1);
      break;
    case VELO_STATISTICS_EVERYTHING:
      if (first != NULL && g_date_compare (first, from) < 0)
        *from = *first;
      break;
    case VELO_STATISTICS_TWELVE_MONTHS:
    case VELO_STATISTICS_N_PERIODS:
    default:
      g_date_subtract_months (from, 11);
      break;
    }
}

/**
 * velo_statistics_period_dup_month:
 * @month: "2026-04"
 * @brief: whether there is little room
 *
 * Returns: (transfer full): the name of the month, "April 2026" or "Apr"
 */
char *
velo_statistics_period_dup_month (const char *month,
                                  gboolean    brief)
{
  g_autofree char *day = g_strconcat (month, "-01", NULL);
  g_autoptr(GDate) date = velo_date_parse_iso (day);
  char text[64];

  /* Translators: a month as a heading, see strftime(3); %OB is its name */
  if (date == NULL || g_date_strftime (text, sizeof text, brief ? "%b" : _("%OB %Y"), date) == 0)
    return g_strdup (month);
  return g_strdup (text);
}
