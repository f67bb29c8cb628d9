/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decimal numbers of invoices: parsing, and rounding once, half away from zero. */

#define G_LOG_DOMAIN "velo-decimal"

#include "config.h"

#include "velo-decimal.h"

#include <string.h>

/* Enough for what occurs (9), and products of two still fit 128 bits. */
#define MAX_SCALE 12
#define MAX_DIGITS 18

typedef __int128 Wide;

/* Limit of what may stand in a product, so that a factor of 10 still fits. */
#define WIDE_LIMIT ((Wide) 1 << 120)

static Wide
power_of_ten (guint exponent)
{
  Wide power = 1;

  while (exponent-- > 0)
    power *= 10;
  return power;
}

static gboolean
multiply (Wide a, Wide b, Wide *product)
{
  return !__builtin_mul_overflow (a, b, product) && *product<WIDE_LIMIT && * product> - WIDE_LIMIT;
}

/* Divides, half away from zero. */
static gboolean
divide (Wide dividend, Wide divisor, gint64 *quotient)
{
  Wide result;
  Wide rest;

  if (divisor == 0)
    return FALSE;
  if (divisor < 0)
    {
      dividend = -dividend;
      divisor = -divisor;
    }
  result = dividend / divisor;
  rest = dividend % divisor;
  if (rest < 0)
    rest = -rest;
  if (rest * 2 >= divisor)
    result += dividend < 0 ? -1 : 1;
  if (result > G_MAXINT64 || result < -(Wide) G_MAXINT64)
    return FALSE;
  *quotient = (gint64) result;
  return TRUE;
}

/**
 * velo_decimal_parse:
 * @text: (nullable): digits with an optional sign and point, blanks around
 *
 * Returns: the number; not set if @text is anything else or has more than 18
 *   significant digits
 */
VeloDecimal
velo_decimal_parse (const char *text)
{
  VeloDecimal      number = { 0 };
  g_autofree char *stripped = text == NULL ? NULL : g_strstrip (g_strdup (text));
  const char      *p = stripped;
  const char      *last = NULL;
  gboolean         negative = FALSE;
  gboolean         behind = FALSE;
  guint            n_digits = 0;

  if (p == NULL || *p == '\0')
    return number;
  if (*p == '-' || *p == '+')
    negative = *p++ == '-';
  last = p + strlen (p);
  /* Zeros at the end say nothing but how exact the writer was. */
  if (strchr (p, '.') != NULL)
    while (last > p && last[-1] == '0')
      last--;
  for (; *p != '\0'; p++)
    {
      if (*p == '.' && !behind)
        {
          behind = TRUE;
          continue;
        }
      if (!g_ascii_isdigit (*p))
        return (VeloDecimal){ 0 };
      n_digits++;
      number.n_decimals += behind;
      if (behind && p >= last)
        continue;
      if (number.value >= G_GINT64_CONSTANT (100000000000000000) ||
          (behind && number.scale == MAX_SCALE))
        return (VeloDecimal){ 0 };
      number.value = number.value * 10 + (*p - '0');
      number.scale += behind;
    }
  if (n_digits == 0)
    return (VeloDecimal){ 0 };
  number.is_set = TRUE;
  if (negative)
    number.value = -number.value;
  return number;
}

/**
 * velo_decimal_parse_german:
 * @text: (nullable): an amount as printed, "3.999,00", "1 299,-" or "3999.00"
 *
 * Reads a printed amount: the comma is the decimal point, points and blanks
 * group thousands. A point followed by exactly two last digits is a decimal
 * point too, where there is no comma.
 *
 * Returns: the number; not set if @text is no amount
 */
VeloDecimal
velo_decimal_parse_german (const char *text)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  gboolean    has_comma;
  const char *last_point;

  if (text == NULL)
    return (VeloDecimal){ 0 };
  has_comma = strchr (text, ',') != NULL;
  last_point = strrchr (text, '.');
  if (has_comma || (last_point != NULL && strlen (last_point) != 3))
    last_point = NULL;
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == ',' || p == last_point)
        {
          g_string_append_c (plain, '.');
          if (g_str_equal (p + 1, "-") || g_str_equal (p + 1, "--"))
            break;
        }
      else if (*p != '.' && *p != ' ' && *p != '\'')
        g_string_append_c (plain, *p);
    }
  return velo_decimal_parse (plain->str);
}

/**
 * velo_decimal_add:
 * @a: a number, counted as 0 if not set
 * @b: another
 *
 * Returns: the sum; not set if neither is set or the sum is too large
 */
VeloDecimal
velo_decimal_add (VeloDecimal a, VeloDecimal b)
{
  VeloDecimal sum = { 0 };
  guint       scale = MAX (a.scale, b.scale);
  Wide        total;

  if (!a.is_set || !b.is_set)
    return a.is_set ? a : b;
  total = a.value * power_of_ten (scale - a.scale) + b.value * power_of_ten (scale - b.scale);
  if (total > G_MAXINT64 || total < -(Wide) G_MAXINT64)
    return sum;
  sum.value = (gint64) total;
  sum.scale = scale;
  sum.n_decimals = MAX (a.n_decimals, b.n_decimals);
  sum.is_set = TRUE;
  return sum;
}

/**
 * velo_decimal_negate:
 * @a: a number
 *
 * Returns: @a with the other sign
 */
VeloDecimal
velo_decimal_negate (VeloDecimal a)
{
  a.value = -a.value;
  return a;
}

/**
 * velo_decimal_to_cents:
 * @number: an amount
 * @cents: (out): where to put it, rounded half away from zero
 *
 * Returns: whether @number is set and fits
 */
gboolean
velo_decimal_to_cents (VeloDecimal number, gint64 *cents)
{
  return number.is_set && divide ((Wide) number.value * 100, power_of_ten (number.scale), cents);
}

/**
 * velo_decimal_to_integer:
 * @number: a number
 * @integer: (out): where to put it
 *
 * Returns: whether @number is set and a whole number
 */
gboolean
velo_decimal_to_integer (VeloDecimal number, gint64 *integer)
{
  Wide divisor = power_of_ten (number.scale);

  if (!number.is_set || number.value % divisor != 0)
    return FALSE;
  *integer = (gint64) (number.value / divisor);
  return TRUE;
}

/**
 * velo_decimal_gross_cents:
 * @net: a net amount
 * @rate: of VAT, in percent
 * @cents: (out): the gross amount
 *
 * Computes net x (100 + rate) / 100 and rounds it once.
 *
 * Returns: whether both are set and the result fits
 */
gboolean
velo_decimal_gross_cents (VeloDecimal net, VeloDecimal rate, gint64 *cents)
{
  Wide factor;
  Wide product;

  if (!net.is_set || !rate.is_set)
    return FALSE;
  factor = 100 * power_of_ten (rate.scale) + rate.value;
  return multiply (net.value, factor, &product) &&
         divide (product, power_of_ten (net.scale + rate.scale), cents);
}

/**
 * velo_decimal_gross_from_unit:
 * @unit_price: net price of @base_quantity, with more than two decimals
 * @quantity: how many
 * @base_quantity: what the price is for; 1 if not set
 * @adjustment: charges less allowances of the line; 0 if not set
 * @net: net amount of the line
 * @rate: of VAT, in percent
 * @cents: (out): the gross amount
 *
 * Computes the gross amount of a line from its unit price, which hides the
 * shop's gross price better than the rounded line net does.
 *
 * Returns: whether the unit price is finer than a cent and leads to @net
 */
gboolean
velo_decimal_gross_from_unit (VeloDecimal unit_price,
                              VeloDecimal quantity,
                              VeloDecimal base_quantity,
                              VeloDecimal adjustment,
                              VeloDecimal net,
                              VeloDecimal rate,
                              gint64     *cents)
{
  Wide   dividend;
  Wide   divisor;
  Wide   extra;
  Wide   factor;
  gint64 stated;
  gint64 found;

  if (unit_price.n_decimals <= 2 || !unit_price.is_set || !quantity.is_set || !rate.is_set)
    return FALSE;
  if (!base_quantity.is_set)
    base_quantity = (VeloDecimal){ 1, 0, 0, TRUE };
  /* dividend / divisor = unit x quantity / base + adjustment */
  if (!multiply (unit_price.value, quantity.value, &dividend) ||
      !multiply (dividend, power_of_ten (base_quantity.scale), &dividend) ||
      !multiply (base_quantity.value, power_of_ten (unit_price.scale + quantity.scale), &divisor) ||
      !multiply (dividend, power_of_ten (adjustment.scale), &dividend) ||
      !multiply (adjustment.value, divisor, &extra) ||
      !multiply (divisor, power_of_ten (adjustment.scale), &divisor))
    return FALSE;
  dividend += extra;
  if (!velo_decimal_to_cents (net, &stated) || !multiply (dividend, 100, &extra) ||
      !divide (extra, divisor, &found) || found != stated)
    return FALSE;
  factor = 100 * power_of_ten (rate.scale) + rate.value;
  return multiply (dividend, factor, &dividend) &&
         multiply (divisor, power_of_ten (rate.scale), &divisor) &&
         divide (dividend, divisor, cents);
}

/**
 * velo_decimal_share:
 * @amount: what is reduced
 * @part: what is left of @whole
 * @whole: all of it
 * @share: (out): @amount × @part / @whole, rounded once to a whole number
 *
 * Reduces an amount in proportion.
 *
 * Returns: whether both are set, @whole is not 0 and the result fits
 */
gboolean
velo_decimal_share (VeloDecimal amount, VeloDecimal part, gint64 whole, gint64 *share)
{
  Wide product;
  Wide divisor;

  return amount.is_set && part.is_set && multiply (amount.value, part.value, &product) &&
         multiply (whole, power_of_ten (amount.scale + part.scale), &divisor) &&
         divide (product, divisor, share);
}
