/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendar days as GDate and moments as microseconds UTC: reading and writing them. */

#define G_LOG_DOMAIN "velo-date"

#include "config.h"

#include "velo-date.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The years that the insurer's schema accepts (insurer protocol, section 3). */
#define MIN_YEAR 1900
#define MAX_YEAR 2099

static GDate *
new_checked (guint day,
             guint month,
             guint year)
{
  if (year < MIN_YEAR || year > MAX_YEAR || month < 1 || month > 12 || day < 1 || day > 31
      || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return NULL;
  return g_date_new_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

/* Reads 1 to @max digits at *@text and moves on. */
static gboolean
read_number (const char **text,
             guint        min,
             guint        max,
             guint       *number)
{
  guint n = 0;

  for (*number = 0; g_ascii_isdigit (**text) && n < max; n++)
    *number = *number * 10 + (guint) (*(*text)++ - '0');
  return n >= min;
}

/**
 * velo_date_today:
 *
 * Returns: (transfer full): today in the local time zone, free with g_date_free()
 */
GDate *
velo_date_today (void)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  int year;
  int month;
  int day;

  g_date_time_get_ymd (now, &year, &month, &day);
  return g_date_new_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

/**
 * velo_date_parse_iso:
 * @text: (nullable): "YYYY-MM-DD", nothing else
 *
 * Returns: (transfer full) (nullable): the day, or %NULL if @text is no date from 1900 to 2099
 */
GDate *
velo_date_parse_iso (const char *text)
{
  const char *p = text;
  guint year;
  guint month;
  guint day;

  if (p == NULL || !read_number (&p, 4, 4, &year) || *p++ != '-'
      || !read_number (&p, 2, 2, &month) || *p++ != '-'
      || !read_number (&p, 2, 2, &day) || *p != '\0')
    return NULL;
  return new_checked (day, month, year);
}

/**
 * velo_date_parse_wire:
 * @text: (nullable): "dd.mm.yyyy" as the insurer's service writes it
 *
 * Returns: (transfer full) (nullable): the day, or %NULL
 */
GDate *
velo_date_parse_wire (const char *text)
{
  const char *p = text;
  guint year;
  guint month;
  guint day;

  if (p == NULL || !read_number (&p, 2, 2, &day) || *p++ != '.'
      || !read_number (&p, 2, 2, &month) || *p++ != '.'
      || !read_number (&p, 4, 4, &year) || *p != '\0')
    return NULL;
  return new_checked (day, month, year);
}

/**
 * velo_date_parse_input:
 * @text: (nullable): a day as people type it
 *
 * Reads "18.4.2026", "18.04.26", "18/04/2026", "18042026", "180426" and "2026-04-18".
 * Two-digit years are of this century.
 *
 * Returns: (transfer full) (nullable): the day, or %NULL
 */
GDate *
velo_date_parse_input (const char *text)
{
  g_autofree char *clean = NULL;
  const char *p;
  const char *year_start;
  guint year;
  guint month;
  guint day;
  GDate *date;

  if (text == NULL)
    return NULL;
  clean = g_strstrip (g_strdup (text));
  date = velo_date_parse_iso (clean);
  if (date != NULL)
    return date;

  p = clean;
  if (!read_number (&p, 1, 2, &day))
    return NULL;
  if (strchr ("./- ", *p) != NULL && *p != '\0')
    p += strspn (p, "./- ");
  if (!read_number (&p, 1, 2, &month))
    return NULL;
  if (strchr ("./- ", *p) != NULL && *p != '\0')
    p += strspn (p, "./- ");
  year_start = p;
  if (!read_number (&p, 2, 4, &year) || *p != '\0' || p - year_start == 3)
    return NULL;
  if (p - year_start == 2)
    year += 2000;
  return new_checked (day, month, year);
}

/**
 * velo_date_parse_recent:
 * @text: (nullable): a day without its year: "18.4.", "18.04" or "18/4"
 * @today: the latest day that is meant
 *
 * Returns: (transfer full) (nullable): the last such day up to @today, or %NULL
 */
GDate *
velo_date_parse_recent (const char  *text,
                        const GDate *today)
{
  const char *p = text;
  guint day;
  guint month;

  g_return_val_if_fail (today != NULL && g_date_valid (today), NULL);

  if (p == NULL || !read_number (&p, 1, 2, &day) || *p == '\0' || strchr ("./", *p) == NULL)
    return NULL;
  p++;
  p += strspn (p, " ");
  if (!read_number (&p, 1, 2, &month))
    return NULL;
  p += *p == '.';
  if (*p != '\0')
    return NULL;
  /* the 29 February is not in every year */
  for (guint year = g_date_get_year (today); year + 8 > g_date_get_year (today); year--)
    {
      g_autoptr(GDate) date = new_checked (day, month, year);

      if (date != NULL && g_date_compare (date, today) <= 0)
        return g_steal_pointer (&date);
    }
  return NULL;
}

/**
 * velo_date_format_iso:
 * @date: a valid day
 *
 * Returns: (transfer full): "YYYY-MM-DD"
 */
char *
velo_date_format_iso (const GDate *date)
{
  g_return_val_if_fail (date != NULL && g_date_valid (date), NULL);

  return g_strdup_printf ("%04u-%02u-%02u", (guint) g_date_get_year (date),
                          (guint) g_date_get_month (date), (guint) g_date_get_day (date));
}

/**
 * velo_date_format_wire:
 * @date: a valid day
 *
 * Returns: (transfer full): "dd.mm.yyyy", the form of the insurer's service
 */
char *
velo_date_format_wire (const GDate *date)
{
  g_return_val_if_fail (date != NULL && g_date_valid (date), NULL);

  return g_strdup_printf ("%02u.%02u.%04u", (guint) g_date_get_day (date),
                          (guint) g_date_get_month (date), (guint) g_date_get_year (date));
}

/**
 * velo_date_format_display:
 * @date: (nullable): a valid day
 *
 * Returns: (transfer full): the day for people in the current language; empty for %NULL
 */
char *
velo_date_format_display (const GDate *date)
{
  g_autoptr(GDateTime) moment = NULL;

  if (date == NULL || !g_date_valid (date))
    return g_strdup ("");
  moment = g_date_time_new_local (g_date_get_year (date), g_date_get_month (date),
                                  g_date_get_day (date), 12, 0, 0);
  /* Translators: a calendar day with figures only, see strftime (3); German: %d.%m.%Y */
  return g_date_time_format (moment, _("%Y-%m-%d"));
}

/**
 * velo_date_compare:
 * @a: (nullable): a valid day
 * @b: (nullable): a valid day
 *
 * Returns: less than, equal to or greater than 0 as for strcmp(); %NULL sorts first
 */
int
velo_date_compare (const GDate *a,
                   const GDate *b)
{
  if (a == NULL || b == NULL)
    return (a != NULL) - (b != NULL);
  return g_date_compare (a, b);
}

/**
 * velo_time_now:
 *
 * Returns: this moment in microseconds since 1970 UTC
 */
gint64
velo_time_now (void)
{
  return g_get_real_time ();
}

/**
 * velo_time_format_iso:
 * @time_usec: microseconds since 1970 UTC
 *
 * Returns: (transfer full): for example "2026-04-18T09:30:00Z"
 */
char *
velo_time_format_iso (gint64 time_usec)
{
  g_autoptr(GDateTime) moment = g_date_time_new_from_unix_utc (time_usec / G_USEC_PER_SEC);

  return moment == NULL ? g_strdup ("") : g_date_time_format (moment, "%Y-%m-%dT%H:%M:%SZ");
}

/**
 * velo_time_format_display:
 * @time_usec: microseconds since 1970 UTC; 0 for "never"
 *
 * Returns: (transfer full): day and time for people, local; empty for 0
 */
char *
velo_time_format_display (gint64 time_usec)
{
  g_autoptr(GDateTime) moment = NULL;
  g_autoptr(GDateTime) local = NULL;

  if (time_usec == 0)
    return g_strdup ("");
  moment = g_date_time_new_from_unix_utc (time_usec / G_USEC_PER_SEC);
  if (moment == NULL)
    return g_strdup ("");
  local = g_date_time_to_local (moment);
  /* Translators: a day and a time with figures only, see strftime (3); German: %d.%m.%Y, %H:%M */
  return g_date_time_format (local, _("%Y-%m-%d, %H:%M"));
}
