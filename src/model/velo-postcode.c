/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Postcodes of Germany and Austria. */

#define G_LOG_DOMAIN "velo-postcode"

#include "config.h"

#include "velo-postcode.h"

#include <string.h>

#include "velo-text.h"

/**
 * velo_postcode_is_valid:
 * @postcode: (nullable): digits only
 * @country: "DE" or "AT"
 *
 * German postcodes have five digits from 01001 on, Austrian ones four from 1000 on.
 *
 * Returns: whether @postcode can be one of @country; never for another country
 */
gboolean
velo_postcode_is_valid (const char *postcode,
                        const char *country)
{
  gsize length;
  int number;

  if (postcode == NULL)
    return FALSE;
  length = strlen (postcode);
  if (length != strspn (postcode, "0123456789"))
    return FALSE;
  number = length <= 5 ? (int) g_ascii_strtoll (postcode, NULL, 10) : 0;
  if (g_strcmp0 (country, "DE") == 0)
    return length == 5 && number >= 1001 && number <= 99998;
  if (g_strcmp0 (country, "AT") == 0)
    return length == 4 && number >= 1000;
  return FALSE;
}

/**
 * velo_postcode_normalize:
 * @text: (nullable): as typed or printed: "D-91054", "A 1010", " 91054 "
 * @country: (out) (optional) (nullable): the country that the letter before it names, "DE" or "AT",
 *   or %NULL
 *
 * Returns: (transfer full): without blanks and country letter
 */
char *
velo_postcode_normalize (const char  *text,
                         char       **country)
{
  g_autofree char *squashed = velo_text_squash (text);
  const char *rest = squashed;
  const char *found = NULL;

  if (g_ascii_toupper (rest[0]) == 'D' || g_ascii_toupper (rest[0]) == 'A')
    {
      const char *p = rest + 1;

      p += strspn (p, "- ");
      if (g_ascii_isdigit (*p))
        {
          found = g_ascii_toupper (rest[0]) == 'D' ? "DE" : "AT";
          rest = p;
        }
    }
  if (country != NULL)
    *country = g_strdup (found);
  return g_strdup (rest);
}
