/* SPDX-License-Identifier: GPL-3.0-or-later */
/* IBANs: check by country and check digits, print in groups, name the bank where known. */

#define G_LOG_DOMAIN "velo-iban"

#include "config.h"

#include "velo-iban.h"

#include <string.h>

#include "velo-text.h"

/* Length for each country of the SEPA area (IBAN registry). */
static const struct { char country[3]; guint length; } lengths[] = {
  { "AD", 24 }, { "AT", 20 }, { "BE", 16 }, { "BG", 22 }, { "CH", 21 }, { "CY", 28 }, { "CZ", 24 },
  { "DE", 22 }, { "DK", 18 }, { "EE", 20 }, { "ES", 24 }, { "FI", 18 }, { "FR", 27 }, { "GB", 22 },
  { "GI", 23 }, { "GR", 27 }, { "HR", 21 }, { "HU", 28 }, { "IE", 22 }, { "IS", 26 }, { "IT", 27 },
  { "LI", 21 }, { "LT", 20 }, { "LU", 20 }, { "LV", 21 }, { "MC", 27 }, { "MT", 31 }, { "NL", 18 },
  { "NO", 15 }, { "PL", 28 }, { "PT", 25 }, { "RO", 24 }, { "SE", 24 }, { "SI", 19 }, { "SK", 24 },
  { "SM", 27 }, { "VA", 22 },
};

/* Bank codes of banks with one code for the whole country, by what follows the check digits. */
static const struct { const char *prefix; const char *bank; } banks[] = {
  { "DE10010010", "Postbank" }, { "DE10011001", "N26 Bank" }, { "DE10070000", "Deutsche Bank" },
  { "DE12030000", "Deutsche Kreditbank (DKB)" }, { "DE20041133", "comdirect" },
  { "DE37040044", "Commerzbank" }, { "DE50010517", "ING" },
  { "AT12000", "UniCredit Bank Austria" }, { "AT14000", "BAWAG" }, { "AT20111", "Erste Bank" },
  { "AT60000", "BAWAG" },
};

/**
 * velo_iban_normalize:
 * @text: (nullable): an IBAN as typed
 *
 * Returns: (transfer full): without blanks, upper case; other characters stay
 */
char *
velo_iban_normalize (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && c != 0xa0 && c != 0x202f)
        g_string_append_unichar (out, c < 128 ? (gunichar) g_ascii_toupper ((char) c) : c);
    }
  return g_string_free (out, FALSE);
}

static guint
get_length (const char *iban)
{
  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    if (strncmp (iban, lengths[i].country, 2) == 0)
      return lengths[i].length;
  return 0;
}

/* ISO 7064 MOD 97-10 over the IBAN with its first four characters moved to the end. */
static guint
get_remainder (const char *iban)
{
  gsize length = strlen (iban);
  guint remainder = 0;

  for (gsize i = 0; i < length; i++)
    {
      char c = iban[(i + 4) % length];

      if (g_ascii_isdigit (c))
        remainder = (remainder * 10 + (guint) (c - '0')) % 97;
      else
        remainder = (remainder * 100 + (guint) (c - 'A' + 10)) % 97;
    }
  return remainder;
}

/**
 * velo_iban_check:
 * @text: (nullable): an IBAN as typed, blanks allowed
 *
 * Source: ISO 13616.
 *
 * Returns: what is wrong with it, or %VELO_IBAN_OK
 */
VeloIbanProblem
velo_iban_check (const char *text)
{
  g_autofree char *iban = velo_iban_normalize (text);
  guint length;

  if (*iban == '\0')
    return VELO_IBAN_EMPTY;
  for (const char *p = iban; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p))
      return VELO_IBAN_CHARACTERS;
  if (strlen (iban) < 2)
    return VELO_IBAN_TOO_SHORT;
  length = get_length (iban);
  if (length == 0)
    return VELO_IBAN_COUNTRY;
  if (strlen (iban) < length)
    return VELO_IBAN_TOO_SHORT;
  if (strlen (iban) > length)
    return VELO_IBAN_TOO_LONG;
  if (!g_ascii_isdigit (iban[2]) || !g_ascii_isdigit (iban[3]) || get_remainder (iban) != 1)
    return VELO_IBAN_CHECK_DIGITS;
  return VELO_IBAN_OK;
}

/**
 * velo_iban_format:
 * @text: (nullable): an IBAN
 *
 * Returns: (transfer full): in groups of four as on paper
 */
char *
velo_iban_format (const char *text)
{
  g_autofree char *iban = velo_iban_normalize (text);
  GString *out = g_string_new (NULL);
  guint n = 0;

  for (const char *p = iban; *p != '\0'; p = g_utf8_next_char (p), n++)
    {
      if (n > 0 && n % 4 == 0)
        g_string_append_c (out, ' ');
      g_string_append_unichar (out, g_utf8_get_char (p));
    }
  return g_string_free (out, FALSE);
}

/* In Germany the fourth digit of the bank code tells the group. */
static const char *
get_german_group (const char *bank_code)
{
  switch (bank_code[3])
    {
    case '4':
      return "Commerzbank";
    case '5':
      return "Sparkasse";
    case '6':
    case '9':
      return "Volksbank Raiffeisenbank";
    case '7':
      return "Deutsche Bank";
    default:
      return NULL;
    }
}

/* In Austria the first two digits do for the large groups. */
static const char *
get_austrian_group (const char *bank_code)
{
  if (bank_code[0] == '3')
    return "Raiffeisen";
  if (bank_code[0] == '2' && bank_code[1] == '0')
    return "Sparkasse";
  if (bank_code[0] == '4')
    return "Volksbank";
  return NULL;
}

/**
 * velo_iban_get_bank:
 * @text: (nullable): an IBAN
 *
 * Names the bank, or the group it belongs to, for German and Austrian IBANs
 * where the bank code tells it.
 *
 * Returns: (nullable): a name, static; %NULL if not known or the IBAN is wrong
 */
const char *
velo_iban_get_bank (const char *text)
{
  g_autofree char *iban = NULL;

  if (velo_iban_check (text) != VELO_IBAN_OK)
    return NULL;
  iban = velo_iban_normalize (text);
  for (gsize i = 0; i < G_N_ELEMENTS (banks); i++)
    if (strncmp (iban, banks[i].prefix, 2) == 0 && g_str_has_prefix (iban + 4, banks[i].prefix + 2))
      return banks[i].bank;
  if (g_str_has_prefix (iban, "DE"))
    return get_german_group (iban + 4);
  if (g_str_has_prefix (iban, "AT"))
    return get_austrian_group (iban + 4);
  return NULL;
}
