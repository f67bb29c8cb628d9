/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells what takes back an earlier invoice, and which, where only words say so. */

#define G_LOG_DOMAIN "velo-reversal"

#include "config.h"

#include "velo-reversal.h"

#include <string.h>

#include "velo-regex.h"
#include "velo-words.h"

/* No honest note is longer. */
#define MAX_NOTE 20000

static gboolean
title_has (const VeloReading *reading, const char *const *words)
{
  g_autofree char *title = velo_words_fold (reading->title);

  for (; *words != NULL; words++)
    if (strstr (title, *words) != NULL)
      return TRUE;
  return FALSE;
}

/**
 * velo_reversal_is_meant:
 * @reading: an invoice as it is written
 *
 * Adds to the type of the document what its title says. "Gutschrift" is also
 * the word for an invoice that the buyer writes, and a correction may replace an
 * invoice: those two need more than the title.
 *
 * Returns: whether it takes back an earlier invoice
 */
gboolean
velo_reversal_is_meant (const VeloReading *reading)
{
  static const char *const always[] = { "storno", "rueckgabe", "retoure", NULL };
  static const char *const credits[] = { "gutschrift", NULL };

  if (reading->is_reversal || title_has (reading, always))
    return TRUE;
  return title_has (reading, credits) && g_strcmp0 (reading->type_code, "389") != 0 &&
         g_strcmp0 (reading->type_code, "SelfBilling") != 0;
}

/**
 * velo_reversal_is_possible:
 * @reading: an invoice as it is written
 *
 * Returns: whether it corrects an earlier invoice, so that somebody has to look
 */
gboolean
velo_reversal_is_possible (const VeloReading *reading)
{
  static const char *const corrections[] = { "rechnungskorrektur", "korrekturrechnung",
                                             "berichtigung", NULL };

  return !velo_reversal_is_meant (reading) &&
         (g_str_equal (reading->document_type, "corrected_invoice") ||
          g_str_equal (reading->document_type, "value_correction") ||
          title_has (reading, corrections));
}

static char *
find_number (const char *text)
{
  static const char *const pattern =
      "(?<!\\p{L})(?:zur?|der|von|f(?:ü|ue)r|storno|gutschrift|ihrer?|unserer?|bezug|betrifft)\\W{1,3}"
      "(?:(?:auf|die|unserer?|ihrer?)\\s+)*(?:rechnung|re|beleg)s?\\.?\\s*-?\\s*"
      "(?:nr\\.?|nummer|no\\.?)?\\s*[:#]?\\s*((?=[\\w/.-]*\\d)[A-Z0-9][\\w/-]*(?:\\.[\\w/-]+)*)";
  g_autoptr (GMatchInfo) match = NULL;

  if (text == NULL || strlen (text) > MAX_NOTE ||
      !g_regex_match (velo_regex_get (pattern, G_REGEX_CASELESS), text, 0, &match))
    return NULL;
  return g_match_info_fetch (match, 1);
}

/**
 * velo_reversal_dup_preceding:
 * @reading: an invoice as it is written
 *
 * Finds the number of the invoice that is taken back: in its own field, else
 * among the invoices that are named, else in title and notes ("Storno zu Rechnung
 * Nr. 4711").
 *
 * Returns: (transfer full) (nullable): the number
 */
char *
velo_reversal_dup_preceding (const VeloReading *reading)
{
  char *number = NULL;

  if (reading->preceding != NULL && reading->preceding->len > 0)
    return g_strdup (reading->preceding->pdata[0]);
  if (!velo_reversal_is_meant (reading) && !velo_reversal_is_possible (reading))
    return NULL;
  if (reading->related != NULL && reading->related->len > 0)
    return g_strdup (reading->related->pdata[0]);
  number = find_number (reading->title);
  for (guint i = 0; number == NULL && reading->notes != NULL && i < reading->notes->len; i++)
    number = find_number (reading->notes->pdata[i]);
  if (number != NULL && g_strcmp0 (number, reading->number) == 0)
    g_clear_pointer (&number, g_free);
  return number;
}
