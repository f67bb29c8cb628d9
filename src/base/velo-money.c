/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Money as integer cents: reading and writing it as the wire, forms and people write it. */

#define G_LOG_DOMAIN "velo-money"

#include "config.h"

#include "velo-money.h"

#include <locale.h>
#include <string.h>

/* 10^15 euros; keeps every sum of ours far from the edge of gint64. */
#define MAX_EUROS G_GINT64_CONSTANT (1000000000000000)

static gboolean
parse_digits (const char *text,
              char        separator,
              guint       max_decimals,
              gint64     *cents)
{
  gint64 euros = 0;
  gint64 fraction = 0;
  guint n_decimals = 0;
  const char *p = text;

  if (!g_ascii_isdigit (*p))
    return FALSE;
  for (; g_ascii_isdigit (*p); p++)
    {
      euros = euros * 10 + (*p - '0');
      if (euros > MAX_EUROS)
        return FALSE;
    }
  if (*p == separator)
    {
      for (p++; g_ascii_isdigit (*p); p++)
        {
          if (++n_decimals > max_decimals)
            return FALSE;
          fraction = fraction * 10 + (*p - '0');
        }
      if (n_decimals == 0)
        return FALSE;
    }
  if (*p != '\0')
    return FALSE;
  if (n_decimals == 1)
    fraction *= 10;
  *cents = euros * 100 + fraction;
  return TRUE;
}

/**
 * velo_money_parse_wire:
 * @text: (nullable): digits, optionally a comma and one or two decimals
 * @cents: (out): the amount in cents; untouched on failure
 *
 * Reads an amount as the insurer's service writes it: decimal comma, no
 * thousands mark, any number of decimals up to two ("83,4", "60", "0").
 * Anything else ("NaN", "3.500,00", blanks) is not an amount.
 *
 * Source: insurer protocol, section 1.3 no. 4.
 *
 * Returns: whether @text is an amount
 */
gboolean
velo_money_parse_wire (const char *text,
                       gint64     *cents)
{
  g_return_val_if_fail (cents != NULL, FALSE);

  return text != NULL && parse_digits (text, ',', 2, cents);
}

/* "3,999.00", as velo_money_format_plain() writes it in an English locale: one point, after
 * every comma, can only be the decimal mark. */
static void
swap_english_marks (char *text)
{
  char *point = strchr (text, '.');
  char *comma = strrchr (text, ',');

  if (point == NULL || comma == NULL || point < comma || strchr (point + 1, '.') != NULL)
    return;
  for (char *p = text; *p != '\0'; p++)
    {
      if (*p == ',')
        *p = '.';
      else if (*p == '.')
        *p = ',';
    }
}

/**
 * velo_money_parse_input:
 * @text: (nullable): what a person typed
 * @cents: (out): the amount in cents; untouched on failure
 *
 * Reads an amount as people in Germany and Austria type it: "3999", "3.999",
 * "3.999,00", "3 999,5", "€ 3.999,-" and also "3999.00" and "3,999.00". A point counts as a
 * thousands mark when exactly three digits follow it, as a decimal point when
 * one or two do.
 *
 * Returns: whether @text is an amount that can be read in one way only
 */
gboolean
velo_money_parse_input (const char *text,
                        gint64     *cents)
{
  g_autoptr(GString) clean = NULL;
  gsize group = 0;
  gboolean grouped = FALSE;
  gboolean fraction = FALSE;

  g_return_val_if_fail (cents != NULL, FALSE);

  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return FALSE;

  clean = g_string_new (NULL);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == 0x20ac || c == '\'' || g_unichar_isspace (c) || c == 0xa0 || c == 0x202f)
        continue;
      if (c > 127)
        return FALSE;
      g_string_append_c (clean, (char) c);
    }
  if (g_str_has_prefix (clean->str, "EUR"))
    g_string_erase (clean, 0, 3);
  else if (g_str_has_suffix (clean->str, "EUR"))
    g_string_truncate (clean, clean->len - 3);
  if (g_str_has_suffix (clean->str, ",-") || g_str_has_suffix (clean->str, ".-"))
    g_string_truncate (clean, clean->len - 2);
  else if (g_str_has_suffix (clean->str, ",--"))
    g_string_truncate (clean, clean->len - 3);
  swap_english_marks (clean->str);

  for (gsize i = 0; i < clean->len; i++)
    {
      char c = clean->str[i];

      if (c == '.' && !fraction)
        {
          gsize n = strspn (clean->str + i + 1, "0123456789");

          if (n == 3 && group >= 1 && group <= 3)
            {
              g_string_erase (clean, (gssize) i, 1);
              i--;
              group = 0;
              grouped = TRUE;
              continue;
            }
          if (grouped || n < 1 || n > 2)
            return FALSE;
          clean->str[i] = ',';
          fraction = TRUE;
        }
      else if (c == ',')
        fraction = TRUE;
      else if (g_ascii_isdigit (c))
        group++;
      else
        return FALSE;
    }
  return parse_digits (clean->str, ',', 2, cents);
}

/**
 * velo_money_format_wire:
 * @cents: an amount in cents, not negative
 *
 * Writes an amount as the insurer's service reads it: comma, always two
 * decimals, no thousands mark (which it would read as the decimal separator).
 *
 * Returns: (transfer full): for example "3999,00"
 */
char *
velo_money_format_wire (gint64 cents)
{
  g_return_val_if_fail (cents >= 0, NULL);

  return g_strdup_printf ("%" G_GINT64_FORMAT ",%02d", cents / 100, (int) (cents % 100));
}

static char *
format_grouped (gint64      cents,
                const char *point,
                const char *mark)
{
  g_autofree char *digits = NULL;
  g_autoptr(GString) text = NULL;
  guint64 amount = (guint64) ABS (cents);
  gsize length;

  digits = g_strdup_printf ("%" G_GUINT64_FORMAT, amount / 100);
  length = strlen (digits);
  text = g_string_new (cents < 0 ? "\u2212" : NULL);
  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append (text, mark);
      g_string_append_c (text, digits[i]);
    }
  g_string_append_printf (text, "%s%02u", point, (guint) (amount % 100));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
get_marks (const char **point,
           const char **mark)
{
  const struct lconv *conventions = localeconv ();

  *point = conventions->mon_decimal_point;
  *mark = conventions->mon_thousands_sep;
  if (*point == NULL || **point == '\0')
    {
      *point = ".";
      *mark = ",";
    }
}

/**
 * velo_money_format_plain:
 * @cents: an amount in cents
 *
 * Writes an amount for an input field of the current locale, without currency.
 *
 * Returns: (transfer full): for example "3.999,00"
 */
char *
velo_money_format_plain (gint64 cents)
{
  const char *point;
  const char *mark;

  get_marks (&point, &mark);
  return format_grouped (cents, point, mark);
}

/**
 * velo_money_format_display:
 * @cents: an amount in cents
 *
 * Writes an amount for people, in the marks of the current locale with the
 * euro sign where German and Austrian readers expect it.
 *
 * Returns: (transfer full): for example "3.999,00 €"
 */
char *
velo_money_format_display (gint64 cents)
{
  g_autofree char *plain = velo_money_format_plain (cents);

  return g_strconcat (plain, "\u00a0€", NULL);
}
