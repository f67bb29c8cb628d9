/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Public holidays of the German states and of Austria. */

#define G_LOG_DOMAIN "velo-holidays"

#include "config.h"

#include "velo-holidays.h"

#include <string.h>

/* The states, as in ISO 3166-2, and all of them together. */
#define ALL_GERMAN "BB BE BW BY HB HE HH MV NI NW RP SH SL SN ST TH"
#define AUSTRIA "AT"

/* A holiday on the same day each year; @from and @to are years, 0 for no limit. */
typedef struct
{
  guint8 day;
  guint8 month;
  guint16 from;
  guint16 to;
  const char *regions;
} FixedHoliday;

/* Source: the states' laws on Sundays and holidays and the Austrian Arbeitsruhegesetz, as in force
 * since 2018; Assumption Day is kept in the Catholic communities of Bavaria and counts for all. */
static const FixedHoliday fixed_holidays[] = {
  { 1, 1, 0, 0, ALL_GERMAN " " AUSTRIA },
  { 6, 1, 0, 0, "BW BY ST " AUSTRIA },
  { 8, 3, 2019, 0, "BE" },
  { 8, 3, 2023, 0, "MV" },
  { 1, 5, 0, 0, ALL_GERMAN " " AUSTRIA },
  { 8, 5, 2020, 2020, "BE" },
  { 8, 5, 2025, 2025, "BE" },
  { 17, 6, 2028, 2028, "BE" },
  { 15, 8, 0, 0, "BY SL " AUSTRIA },
  { 20, 9, 2019, 0, "TH" },
  { 3, 10, 0, 0, ALL_GERMAN },
  { 26, 10, 0, 0, AUSTRIA },
  { 31, 10, 0, 0, "BB MV SN ST TH" },
  { 31, 10, 2018, 0, "HB HH NI SH" },
  { 1, 11, 0, 0, "BW BY NW RP SL " AUSTRIA },
  { 8, 12, 0, 0, AUSTRIA },
  { 25, 12, 0, 0, ALL_GERMAN " " AUSTRIA },
  { 26, 12, 0, 0, ALL_GERMAN " " AUSTRIA },
};

/* Holidays so many days after Easter Sunday. */
static const struct { int after_easter; const char *regions; } moving_holidays[] = {
  { -2, ALL_GERMAN },
  { 0, "BB" },
  { 1, ALL_GERMAN " " AUSTRIA },
  { 39, ALL_GERMAN " " AUSTRIA },
  { 49, "BB" },
  { 50, ALL_GERMAN " " AUSTRIA },
  { 60, "BW BY HE NW RP SL " AUSTRIA },
};

static gboolean
lists (const char *regions,
       const char *region)
{
  return strlen (region) == 2 && strstr (regions, region) != NULL;
}

/* "DE-NI", "NI" or "AT" to the two letters of the tables. */
static const char *
get_letters (const char *region)
{
  if (region == NULL)
    return NULL;
  if (g_str_has_prefix (region, "DE-"))
    region += 3;
  return lists (ALL_GERMAN, region) || strcmp (region, AUSTRIA) == 0 ? region : NULL;
}

/**
 * velo_holidays_is_region:
 * @region: (nullable): "DE-NI" or "NI" for a German state, "AT" for Austria
 *
 * Returns: whether we know the holidays of @region
 */
gboolean
velo_holidays_is_region (const char *region)
{
  return get_letters (region) != NULL;
}

/**
 * velo_holidays_dup_easter:
 * @year: from 1583 on
 *
 * By the rule of the Gregorian calendar (Meeus, Jones, Butcher).
 *
 * Returns: (transfer full): Easter Sunday
 */
GDate *
velo_holidays_dup_easter (int year)
{
  int golden = year % 19;
  int century = year / 100;
  int in_century = year % 100;
  int epact = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
  int weekday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - epact - in_century % 4) % 7;
  int correction = (golden + 11 * epact + 22 * weekday) / 451;
  int days = epact + weekday - 7 * correction + 114;

  g_return_val_if_fail (year >= 1583, NULL);

  return g_date_new_dmy ((GDateDay) (days % 31 + 1), (GDateMonth) (days / 31), (GDateYear) year);
}

/* The Wednesday before 23 November, a holiday in Saxony only. */
static gboolean
is_repentance_day (const GDate *date)
{
  return g_date_get_month (date) == G_DATE_NOVEMBER && g_date_get_weekday (date) == G_DATE_WEDNESDAY
    && g_date_get_day (date) >= 16 && g_date_get_day (date) <= 22;
}

static gboolean
is_fixed (const FixedHoliday *holiday,
          const GDate        *date)
{
  int year = g_date_get_year (date);

  return holiday->day == g_date_get_day (date) && (GDateMonth) holiday->month == g_date_get_month (date)
    && (holiday->from == 0 || year >= holiday->from) && (holiday->to == 0 || year <= holiday->to);
}

/**
 * velo_holidays_is_holiday:
 * @region: "DE-NI" or "NI" for a German state, "AT" for Austria
 * @date: a valid day
 *
 * Returns: whether @date is a public holiday there; Sundays are none of themselves. Never for a
 *   region that we do not know
 */
gboolean
velo_holidays_is_holiday (const char  *region,
                          const GDate *date)
{
  const char *letters = get_letters (region);
  g_autoptr(GDate) easter = NULL;
  int after_easter;

  g_return_val_if_fail (date != NULL && g_date_valid (date), FALSE);

  if (letters == NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (fixed_holidays); i++)
    if (is_fixed (&fixed_holidays[i], date) && lists (fixed_holidays[i].regions, letters))
      return TRUE;
  if (strcmp (letters, "SN") == 0 && is_repentance_day (date))
    return TRUE;
  easter = velo_holidays_dup_easter (g_date_get_year (date));
  after_easter = g_date_days_between (easter, date);
  for (gsize i = 0; i < G_N_ELEMENTS (moving_holidays); i++)
    if (moving_holidays[i].after_easter == after_easter && lists (moving_holidays[i].regions, letters))
      return TRUE;
  return FALSE;
}
