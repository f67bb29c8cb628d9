/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Time counted in the hours in which the claims desk works. */

#define G_LOG_DOMAIN "velo-service-hours"

#include "config.h"

#include "velo-service-hours.h"

#include <gio/gio.h>
#include <string.h>

#include "velo-holidays.h"

#define N_WEEKDAYS 7
#define DAY_MINUTES (24 * 60)

/* No desk is closed for longer; a search beyond it would not end. */
#define MAX_CLOSED_DAYS 60

struct _VeloServiceHours
{
  int opens[N_WEEKDAYS];  /* minutes after midnight, Monday first */
  int closes[N_WEEKDAYS]; /* the same as opens on closed days */
  char *region;
  GTimeZone *zone;
};

static const char *const weekdays[N_WEEKDAYS] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };

static int
find_weekday (const char *name)
{
  for (int i = 0; i < N_WEEKDAYS; i++)
    if (g_ascii_strcasecmp (weekdays[i], name) == 0)
      return i;
  return -1;
}

/* "08:00" to minutes, -1 if it is no time of day; "24:00" is the end of the day. */
static int
parse_minutes (const char *text)
{
  int minutes;

  if (strlen (text) != 5 || text[2] != ':' || !g_ascii_isdigit (text[0]) || !g_ascii_isdigit (text[1])
      || !g_ascii_isdigit (text[3]) || !g_ascii_isdigit (text[4]) || text[3] > '5')
    return -1;
  minutes = ((text[0] - '0') * 10 + text[1] - '0') * 60 + (text[3] - '0') * 10 + text[4] - '0';
  return minutes <= DAY_MINUTES ? minutes : -1;
}

/* "Mon-Fri 08:00-20:00" */
static gboolean
parse_range (VeloServiceHours *self,
             const char       *text)
{
  g_auto(GStrv) words = g_strsplit (text, " ", -1);
  g_auto(GStrv) days = NULL;
  g_auto(GStrv) times = NULL;
  int first;
  int last;
  int opens;
  int closes;

  if (g_strv_length (words) != 2)
    return FALSE;
  days = g_strsplit (words[0], "-", -1);
  times = g_strsplit (words[1], "-", -1);
  if (g_strv_length (times) != 2 || days[0] == NULL || g_strv_length (days) > 2)
    return FALSE;
  first = find_weekday (days[0]);
  last = find_weekday (days[1] != NULL ? days[1] : days[0]);
  opens = parse_minutes (times[0]);
  closes = parse_minutes (times[1]);
  if (first < 0 || last < first || opens < 0 || closes <= opens)
    return FALSE;
  for (int i = first; i <= last; i++)
    {
      self->opens[i] = opens;
      self->closes[i] = closes;
    }
  return TRUE;
}

/**
 * velo_service_hours_new:
 * @text: for instance %VELO_SERVICE_HOURS_DEFAULT: ranges of weekdays with times, separated by
 *   semicolons; days that are not named are closed
 * @region: whose holidays and whose clock: "DE-NI", "AT"
 * @error: (out) (optional): %G_IO_ERROR_INVALID_ARGUMENT
 *
 * Returns: (transfer full) (nullable): the hours
 */
VeloServiceHours *
velo_service_hours_new (const char  *text,
                        const char  *region,
                        GError     **error)
{
  g_autoptr(VeloServiceHours) self = g_new0 (VeloServiceHours, 1);
  g_auto(GStrv) ranges = g_strsplit (text, ";", -1);

  for (char **range = ranges; *range != NULL; range++)
    if (!parse_range (self, g_strstrip (*range)))
      {
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "not service hours: \"%s\"", *range);
        return NULL;
      }
  if (*ranges == NULL || !velo_holidays_is_region (region))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   *ranges == NULL ? "no service hours" : "no region with holidays: \"%s\"", region);
      return NULL;
    }
  self->region = g_strdup (region);
  self->zone = g_time_zone_new_identifier (strcmp (region, "AT") == 0 ? "Europe/Vienna" : "Europe/Berlin");
  if (self->zone == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "no time zone data");
      return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * velo_service_hours_free:
 * @self: (transfer full): hours
 */
void
velo_service_hours_free (VeloServiceHours *self)
{
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_free (self->region);
  g_free (self);
}

static GDate *
get_day (const VeloServiceHours *self,
         gint64                  time_usec)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (time_usec / G_USEC_PER_SEC);
  g_autoptr(GDateTime) local = g_date_time_to_timezone (utc, self->zone);
  int year;
  int month;
  int day;

  g_date_time_get_ymd (local, &year, &month, &day);
  return g_date_new_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

static gint64
get_moment (const VeloServiceHours *self,
            const GDate            *day,
            int                     minutes)
{
  g_autoptr(GDate) on = g_date_copy (day);
  g_autoptr(GDateTime) local = NULL;

  g_date_add_days (on, (guint) (minutes / DAY_MINUTES));
  minutes %= DAY_MINUTES;
  local = g_date_time_new (self->zone, g_date_get_year (on), (int) g_date_get_month (on),
                           g_date_get_day (on), minutes / 60, minutes % 60, 0);
  return g_date_time_to_unix (local) * G_USEC_PER_SEC;
}

/* The open time of @day; %FALSE if the desk stays closed. */
static gboolean
get_open_time (const VeloServiceHours *self,
               const GDate            *day,
               gint64                 *opens,
               gint64                 *closes)
{
  int weekday = (int) g_date_get_weekday (day) - 1;

  if (self->opens[weekday] == self->closes[weekday] || velo_holidays_is_holiday (self->region, day))
    return FALSE;
  *opens = get_moment (self, day, self->opens[weekday]);
  *closes = get_moment (self, day, self->closes[weekday]);
  return TRUE;
}

/**
 * velo_service_hours_is_open:
 * @self: hours
 * @time_usec: a moment
 *
 * Returns: whether the desk works then
 */
gboolean
velo_service_hours_is_open (const VeloServiceHours *self,
                            gint64                  time_usec)
{
  g_autoptr(GDate) day = get_day (self, time_usec);
  gint64 opens;
  gint64 closes;

  return get_open_time (self, day, &opens, &closes) && time_usec >= opens && time_usec < closes;
}

/**
 * velo_service_hours_add:
 * @self: hours
 * @start_usec: a moment
 * @duration_usec: time in which the desk works, greater than 0
 *
 * Source: claims design, section 2: two hours counted in service hours.
 *
 * Returns: the moment at which so much service time has passed since @start_usec
 */
gint64
velo_service_hours_add (const VeloServiceHours *self,
                        gint64                  start_usec,
                        gint64                  duration_usec)
{
  g_autoptr(GDate) day = get_day (self, start_usec);
  guint closed_days = 0;

  g_return_val_if_fail (duration_usec > 0, start_usec);

  for (; closed_days < MAX_CLOSED_DAYS; g_date_add_days (day, 1))
    {
      gint64 opens;
      gint64 closes;

      if (!get_open_time (self, day, &opens, &closes))
        {
          closed_days++;
          continue;
        }
      closed_days = 0;
      opens = MAX (opens, start_usec);
      if (closes <= opens)
        continue;
      if (closes - opens >= duration_usec)
        return opens + duration_usec;
      duration_usec -= closes - opens;
    }
  return start_usec + duration_usec;
}

/**
 * velo_service_hours_between:
 * @self: hours
 * @start_usec: a moment
 * @end_usec: a later moment
 *
 * Returns: how much of the time between them the desk works, in microseconds; 0 if @end_usec is not
 *   later
 */
gint64
velo_service_hours_between (const VeloServiceHours *self,
                            gint64                  start_usec,
                            gint64                  end_usec)
{
  g_autoptr(GDate) day = get_day (self, start_usec);
  g_autoptr(GDate) last = get_day (self, end_usec);
  gint64 sum = 0;

  for (; g_date_compare (day, last) <= 0; g_date_add_days (day, 1))
    {
      gint64 opens;
      gint64 closes;

      if (get_open_time (self, day, &opens, &closes))
        sum += MAX (0, MIN (closes, end_usec) - MAX (opens, start_usec));
    }
  return sum;
}
