/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Patterns in printed text, upper and lower case alike. */

#define G_LOG_DOMAIN "velo-print-match"

#include "config.h"

#include "velo-print-match.h"

#include <stdlib.h>
#include <string.h>

#include "velo-date.h"
#include "velo-pdf-text.h"
#include "velo-regex.h"

/**
 * velo_print_matches:
 * @pattern: a regular expression of our own
 * @text: what is printed
 *
 * Returns: whether @text has something like @pattern
 */
gboolean
velo_print_matches (const char *pattern, const char *text)
{
  return g_regex_match (velo_regex_get (pattern, G_REGEX_CASELESS), text, 0, NULL);
}

/**
 * velo_print_capture:
 * @pattern: a regular expression of our own
 * @text: what is printed
 *
 * Returns: (transfer full) (nullable): what the first group of @pattern has matched
 */
char *
velo_print_capture (const char *pattern, const char *text)
{
  g_autoptr (GMatchInfo) match = NULL;

  if (!g_regex_match (velo_regex_get (pattern, G_REGEX_CASELESS), text, 0, &match))
    return NULL;
  return g_match_info_fetch (match, 1);
}

/**
 * velo_print_iso_date:
 * @printed: (nullable): "18.4.2026" or "18.04.26"
 *
 * Returns: (transfer full) (nullable): the day as YYYY-MM-DD, or %NULL if there is no such day
 */
char *
velo_print_iso_date (const char *printed)
{
  GRegex *regex = velo_regex_get ("^(\\d{1,2})\\.\\s?(\\d{1,2})\\.\\s?(\\d{4}|\\d{2})$", 0);
  g_autoptr (GMatchInfo) match = NULL;
  g_auto (GStrv) parts = NULL;
  g_autofree char *iso = NULL;
  GDate           *date = NULL;

  if (printed == NULL || !g_regex_match (regex, printed, 0, &match))
    return NULL;
  parts = g_match_info_fetch_all (match);
  iso = g_strdup_printf ("%s%s-%02d-%02d", strlen (parts[3]) == 2 ? "20" : "", parts[3],
                         atoi (parts[2]), atoi (parts[1]));
  date = velo_date_parse_iso (iso);
  if (date == NULL)
    return NULL;
  g_date_free (date);
  return g_steal_pointer (&iso);
}

/**
 * velo_print_find_below:
 * @rows: (element-type VeloPdfRow): what is printed
 * @label: a regular expression of our own for a label
 * @pattern: one for the value, with a group
 *
 * Finds a value in the row below its label, as where labels are the titles of columns.
 *
 * Returns: (transfer full) (nullable): the first value
 */
char *
velo_print_find_below (GPtrArray *rows, const char *label, const char *pattern)
{
  for (guint i = 0; i + 1 < rows->len; i++)
    {
      const VeloPdfRow *row = rows->pdata[i];
      const VeloPdfRow *below = rows->pdata[i + 1];

      for (guint k = 0; k < row->cells->len && row->page == below->page; k++)
        {
          const VeloPdfCell *title = row->cells->pdata[k];

          if (!velo_print_matches (label, title->text))
            continue;
          for (guint n = 0; n < below->cells->len; n++)
            {
              const VeloPdfCell *cell = below->cells->pdata[n];
              char              *found = NULL;

              if (cell->x_pt < title->end_pt && cell->end_pt > title->x_pt)
                found = velo_print_capture (pattern, cell->text);
              if (found != NULL)
                return found;
            }
        }
    }
  return NULL;
}
