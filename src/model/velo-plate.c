/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Licence plates and claim numbers: compared as the insurers do, told apart by country. */

#define G_LOG_DOMAIN "velo-plate"

#include "config.h"

#include "velo-plate.h"

#include <string.h>

#include "velo-text.h"

/* Claims design, section 5: up to 12 characters; claim numbers up to 20. */
#define MAX_PLATE 12
#define MAX_CLAIM_NUMBER 20

static gboolean
is_separator (gunichar c)
{
  return g_unichar_isspace (c) || c == 0xa0 || c == 0x202f || c == '-' || c == 0x2010 || c == 0x2011
    || c == 0x2013 || c == 0x2014 || c == 0x2212 || c == '.' || c == 0xb7 || c == 0x2022;
}

/* Upper case letters and digits, umlauts written out; %NULL if anything else stands in @text. */
static char *
squeeze (const char *text)
{
  g_autoptr(GString) out = g_string_new (NULL);
  g_autofree char *upper = NULL;
  g_autofree char *composed = NULL;

  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return NULL;
  composed = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  upper = g_utf8_strup (composed, -1);
  for (const char *p = upper; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_separator (c))
        continue;
      if (c == 0xc4)
        g_string_append (out, "AE");
      else if (c == 0xd6)
        g_string_append (out, "OE");
      else if (c == 0xdc)
        g_string_append (out, "UE");
      else if (c < 128 && g_ascii_isalnum ((char) c))
        g_string_append_c (out, (char) c);
      else
        return NULL;
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * velo_plate_normalize:
 * @text: (nullable): a licence plate as typed or printed
 *
 * Two plates are the same if they are the same after this: upper case, without blanks and dashes,
 * umlauts written out (claims design, section 5).
 *
 * Returns: (transfer full) (nullable): the plate to compare, or %NULL if @text cannot be one
 */
char *
velo_plate_normalize (const char *text)
{
  g_autofree char *plate = squeeze (text);

  if (plate == NULL || *plate == '\0' || strlen (plate) > MAX_PLATE)
    return NULL;
  return g_steal_pointer (&plate);
}

static gboolean
matches (const char *pattern,
         const char *text)
{
  return g_regex_match_simple (pattern, text, G_REGEX_DOLLAR_ENDONLY, 0);
}

/* The district of a German plate ends where its dash or blank stands; without one the letters are
 * counted together: two to five, umlauts written out may add one each. */
static gboolean
is_german (const char *plate,
           const char *typed)
{
  g_autofree char *upper = g_utf8_strup (typed, -1);

  if (matches ("^\\s*[A-ZÄÖÜ]{1,3}[\\s\\-–.·•]+[A-ZÄÖÜ]{1,2}[\\s\\-–]*[1-9][0-9]{0,3}\\s*[EH]?\\s*$", upper))
    return TRUE;
  return matches ("^[A-Z]{2,6}[1-9][0-9]{0,3}[EH]?$", plate) && strpbrk (typed, "- .") == NULL;
}

/* District of one or two letters, then the free part: a digit first on ordinary plates, on plates
 * of choice letters first and a digit last (Austria, KDV 1967, section 26). */
static gboolean
is_austrian (const char *plate,
             const char *typed)
{
  g_autofree char *upper = g_utf8_strup (typed, -1);

  return matches ("^[A-Z]{1,2}[1-9][0-9]{0,4}[A-Z]{1,3}$", plate)
    || matches ("^\\s*[A-Z]{1,2}[\\s\\-–]+[A-Z]{1,5}\\s*[1-9][0-9]{0,3}\\s*$", upper);
}

/**
 * velo_plate_get_kind:
 * @text: (nullable): a licence plate as typed or printed
 *
 * Germany: one to three letters, one or two letters, one to four digits, perhaps E or H. Insurance
 * plates: three digits and three letters. Austria: district and free part. Where a plate of
 * choice could be either, it counts as German (claims design, section 5).
 *
 * Returns: what kind of plate it can be
 */
VeloPlateKind
velo_plate_get_kind (const char *text)
{
  g_autofree char *plate = velo_plate_normalize (text);

  if (plate == NULL)
    return VELO_PLATE_KIND_NONE;
  if (matches ("^[0-9]{3}[A-Z]{3}$", plate))
    return VELO_PLATE_KIND_INSURANCE;
  if (is_german (plate, text))
    return VELO_PLATE_KIND_GERMAN;
  if (is_austrian (plate, text))
    return VELO_PLATE_KIND_AUSTRIAN;
  return VELO_PLATE_KIND_FOREIGN;
}

/**
 * velo_claim_number_normalize:
 * @text: (nullable): a claim number (Schadennummer) as typed or printed
 *
 * Compared without case, blanks and dashes; slashes and points that some insurers print are left
 * out as well (claims design, section 5).
 *
 * Returns: (transfer full) (nullable): the number to compare, or %NULL if @text cannot be one
 */
char *
velo_claim_number_normalize (const char *text)
{
  g_autoptr(GString) without_slash = NULL;
  g_autofree char *number = NULL;

  if (text == NULL)
    return NULL;
  without_slash = g_string_new (text);
  g_string_replace (without_slash, "/", "", 0);
  number = squeeze (without_slash->str);
  if (number == NULL || *number == '\0' || strlen (number) > MAX_CLAIM_NUMBER)
    return NULL;
  return g_steal_pointer (&number);
}

/**
 * velo_claim_number_is_valid:
 * @text: (nullable): a claim number as typed
 * @pattern: (nullable): the insurer's pattern, a Perl-compatible regular expression over the
 *   normalized number; %NULL or empty if it has none
 *
 * Returns: whether @text can be a claim number of that insurer; never if @pattern is broken
 */
gboolean
velo_claim_number_is_valid (const char *text,
                            const char *pattern)
{
  g_autofree char *number = velo_claim_number_normalize (text);
  g_autofree char *whole = NULL;
  g_autoptr(GRegex) regex = NULL;

  if (number == NULL)
    return FALSE;
  if (velo_text_is_empty (pattern))
    return TRUE;
  regex = g_regex_new (pattern, 0, 0, NULL);
  if (regex == NULL)
    return FALSE;
  whole = g_strdup_printf ("^(?:%s)$", pattern);
  return matches (whole, number);
}
