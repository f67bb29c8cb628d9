/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text messages: how long they are in the default alphabet, and the numbers they go to. */

#define G_LOG_DOMAIN "velo-sms"

#include "config.h"

#include "velo-sms.h"

#include <string.h>

/* 3GPP TS 23.038, sections 6.2.1 and 6.2.1.1. Letters, digits and most marks of ASCII besides. */
static const char basic_others[] = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà";
static const char extended[] = "\f^{}\\[~]|€";

/* What the alphabet lacks, and what people write instead. */
static const struct { const char *from; const char *to; } substitutes[] = {
  { "„", "\"" }, { "“", "\"" }, { "”", "\"" }, { "‚", "'" }, { "‘", "'" }, { "’", "'" },
  { "–", "-" }, { "—", "-" }, { "‑", "-" }, { "…", "..." }, { "\u00a0", " " }, { "\u202f", " " },
  { "ẞ", "SS" }, { "`", "'" }, { "´", "'" },
};

static int
get_septets (gunichar c)
{
  if (c == 0)
    return 0;
  if (c < 128 && g_ascii_isalnum ((char) c))
    return 1;
  if (g_utf8_strchr (basic_others, -1, c) != NULL)
    return 1;
  return g_utf8_strchr (extended, -1, c) != NULL ? 2 : -1;
}

/**
 * velo_sms_count_septets:
 * @text: UTF-8
 *
 * Returns: how long @text is in the default alphabet of text messages; -1 if a character of it is
 *   not in there, so that it would go out in another alphabet with 70 characters a message
 */
int
velo_sms_count_septets (const char *text)
{
  int sum = 0;

  g_return_val_if_fail (text != NULL, -1);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      int septets = get_septets (g_utf8_get_char (p));

      if (septets < 0)
        return -1;
      sum += septets;
    }
  return sum;
}

static const char *
get_substitute (const char *at)
{
  for (gsize i = 0; i < G_N_ELEMENTS (substitutes); i++)
    if (g_str_has_prefix (at, substitutes[i].from))
      return substitutes[i].to;
  return NULL;
}

/**
 * velo_sms_transliterate:
 * @text: UTF-8
 *
 * Returns: (transfer full): @text with nothing but characters of the default alphabet: accents that
 *   it lacks are left out, other characters become question marks
 */
char *
velo_sms_transliterate (const char *text)
{
  GString *out = g_string_new (NULL);

  g_return_val_if_fail (text != NULL, NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

      if (get_septets (c) > 0)
        g_string_append_unichar (out, c);
      else if (get_substitute (p) != NULL)
        g_string_append (out, get_substitute (p));
      else if (g_unichar_fully_decompose (c, FALSE, parts, G_N_ELEMENTS (parts)) > 0
               && get_septets (parts[0]) > 0)
        g_string_append_unichar (out, parts[0]);
      else if (!g_unichar_ismark (c))
        g_string_append_c (out, '?');
    }
  return g_string_free (out, FALSE);
}

/**
 * velo_phone_normalize:
 * @text: (nullable): a telephone number as typed: "0171 / 123 45-67", "+43 (0)664 1234567"
 * @country: "DE" or "AT", for numbers without a country code
 *
 * Returns: (transfer full) (nullable): the number as in E.164, "+491711234567"; %NULL if @text is
 *   none
 */
char *
velo_phone_normalize (const char *text,
                      const char *country)
{
  g_autoptr(GString) digits = g_string_new (NULL);
  gboolean international = FALSE;
  const char *p = text;

  for (; p != NULL && *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p))
        g_string_append_c (digits, *p);
      else if (*p == '+' && digits->len == 0 && !international)
        international = TRUE;
      else if (strchr (" /-().\t", *p) == NULL && (guchar) *p != 0xc2 && (guchar) *p != 0xa0)
        return NULL;
      else if (international && g_str_has_prefix (p, "(0)"))
        p += 2;
    }
  if (!international && g_str_has_prefix (digits->str, "00"))
    {
      g_string_erase (digits, 0, 2);
      international = TRUE;
    }
  if (!international)
    {
      if (digits->len < 2 || digits->str[0] != '0' || digits->str[1] == '0')
        return NULL;
      g_string_erase (digits, 0, 1);
      g_string_prepend (digits, g_strcmp0 (country, "AT") == 0 ? "43" : "49");
    }
  if (digits->len < 8 || digits->len > 15 || digits->str[0] == '0')
    return NULL;
  return g_strconcat ("+", digits->str, NULL);
}

/**
 * velo_phone_is_mobile:
 * @number: (nullable): as velo_phone_normalize() gives it
 *
 * Source: numbering plans: Germany 15x, 16x, 17x; Austria 65x to 69x.
 *
 * Returns: whether it is a German or Austrian mobile number, to which text messages can be sent
 */
gboolean
velo_phone_is_mobile (const char *number)
{
  if (number == NULL)
    return FALSE;
  if (g_str_has_prefix (number, "+491"))
    return number[4] >= '5' && number[4] <= '7' && strlen (number) >= 13;
  return g_str_has_prefix (number, "+436") && number[4] >= '5' && number[4] <= '9' && strlen (number) >= 11;
}
