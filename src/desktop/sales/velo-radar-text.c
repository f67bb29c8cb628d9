/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words for the time that is left to insure a vehicle. */

#define G_LOG_DOMAIN "velo-radar-text"

#include "config.h"

#include "velo-radar-text.h"

#include "velo-deadline.h"

#include <glib/gi18n.h>

#define DAYS_OF_WEEK  7
#define DAYS_OF_MONTH 30

/* Beyond it days are no help any more. */
#define MOST_DAYS 90

/**
 * velo_radar_text_urgency:
 * @last_day: (nullable): the last day on which it can be insured
 * @today: today
 *
 * Returns: how soon that is
 */
VeloRadarUrgency
velo_radar_text_urgency (const GDate *last_day,
                         const GDate *today)
{
  int left;

  if (last_day == NULL)
    return VELO_RADAR_URGENCY_UNKNOWN;
  left = velo_rules_count_days_left (last_day, today);
  if (left < 0)
    return VELO_RADAR_URGENCY_PASSED;
  if (left == 0)
    return VELO_RADAR_URGENCY_TODAY;
  if (left <= DAYS_OF_WEEK)
    return VELO_RADAR_URGENCY_WEEK;
  return left <= DAYS_OF_MONTH ? VELO_RADAR_URGENCY_MONTH : VELO_RADAR_URGENCY_FAR;
}

/* Full months, rounded down: nobody is promised more time than there is. */
static guint
count_months (const GDate *from,
              const GDate *until)
{
  guint months = 0;
  GDate next = *from;

  while (g_date_compare (&next, until) <= 0)
    {
      months++;
      next = *from;
      g_date_add_months (&next, months);
    }
  return months - 1;
}

/**
 * velo_radar_text_left:
 * @last_day: (nullable): the last day on which it can be insured
 * @today: today
 *
 * Returns: (transfer full): how much time is left, in a few words
 */
char *
velo_radar_text_left (const GDate *last_day,
                      const GDate *today)
{
  int left;
  guint months;

  if (last_day == NULL)
    return g_strdup (_("No date"));
  left = velo_rules_count_days_left (last_day, today);
  if (left < 0)
    /* Translators: the last day on which a vehicle could be insured is over */
    return g_strdup (_("Expired"));
  if (left == 0)
    return g_strdup (_("Last day today"));
  if (left <= MOST_DAYS)
    return g_strdup_printf (ngettext ("%d day left", "%d days left", (gulong) left), left);
  months = count_months (today, last_day);
  return g_strdup_printf (ngettext ("%u month left", "%u months left", months), months);
}

/**
 * velo_radar_text_insurable:
 * @last_day: (nullable): the last day on which it can be insured
 * @today: today
 *
 * Returns: (transfer full): the same as a sentence of its own, for the list of what is to be done
 */
char *
velo_radar_text_insurable (const GDate *last_day,
                           const GDate *today)
{
  int left;

  if (last_day == NULL)
    return g_strdup (_("Not insured"));
  left = velo_rules_count_days_left (last_day, today);
  if (left < 0)
    return g_strdup (_("Cannot be insured any more"));
  if (left == 0)
    return g_strdup (_("Can be insured today for the last time"));
  return g_strdup_printf (ngettext ("Can be insured for %d more day", "Can be insured for %d more days",
                                    (gulong) left), left);
}

/**
 * velo_radar_text_reason:
 * @reason: word of the store for why a vehicle has no last day
 *
 * Returns: the sentence for it; empty if there is none
 */
const char *
velo_radar_text_reason (const char *reason)
{
  if (g_strcmp0 (reason, "no-date") == 0)
    return _("The date of the purchase is missing.");
  if (g_strcmp0 (reason, "used") == 0)
    return _("No tariff takes it because it was bought used.");
  if (g_strcmp0 (reason, "no-tariff") == 0)
    return _("No tariff is known for it.");
  if (g_strcmp0 (reason, "price") == 0)
    return _("This vehicle costs more than any tariff takes.");
  if (g_strcmp0 (reason, "kind") == 0)
    return _("This is neither a vehicle nor a separate battery.");
  return "";
}

/**
 * velo_radar_text_icon:
 * @urgency: how soon the last day comes
 *
 * Returns: name of its icon
 */
const char *
velo_radar_text_icon (VeloRadarUrgency urgency)
{
  switch (urgency)
    {
    case VELO_RADAR_URGENCY_PASSED:
      return "action-unavailable-symbolic";
    case VELO_RADAR_URGENCY_TODAY:
      return "dialog-warning-symbolic";
    case VELO_RADAR_URGENCY_WEEK:
    case VELO_RADAR_URGENCY_MONTH:
      return "alarm-symbolic";
    case VELO_RADAR_URGENCY_FAR:
      return "insurable-symbolic";
    case VELO_RADAR_URGENCY_UNKNOWN:
    default:
      return "ask-symbolic";
    }
}

/**
 * velo_radar_text_style:
 * @urgency: how soon the last day comes
 *
 * Returns: the style class of its pill
 */
const char *
velo_radar_text_style (VeloRadarUrgency urgency)
{
  switch (urgency)
    {
    case VELO_RADAR_URGENCY_TODAY:
    case VELO_RADAR_URGENCY_WEEK:
      return "bad";
    case VELO_RADAR_URGENCY_MONTH:
      return "attention";
    case VELO_RADAR_URGENCY_FAR:
      return "good";
    case VELO_RADAR_URGENCY_PASSED:
    case VELO_RADAR_URGENCY_UNKNOWN:
    default:
      return "neutral";
    }
}
