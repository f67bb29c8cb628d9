/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A value of a sale as text: read from its record, written into it, found in words of a page. */

#define G_LOG_DOMAIN "velo-sale-value"

#include "config.h"

#include "velo-sale-value.h"

#include "velo-date.h"
#include "velo-money.h"
#include "velo-text.h"

#include <glib/gi18n.h>
#include <string.h>

#define FIRST_YEAR 1950
#define LAST_YEAR 2099

G_DEFINE_ENUM_TYPE (VeloSaleFieldKind, velo_sale_field_kind,
                    G_DEFINE_ENUM_VALUE (VELO_SALE_FIELD_KIND_TEXT, "text"),
                    G_DEFINE_ENUM_VALUE (VELO_SALE_FIELD_KIND_MONEY, "money"),
                    G_DEFINE_ENUM_VALUE (VELO_SALE_FIELD_KIND_DATE, "date"),
                    G_DEFINE_ENUM_VALUE (VELO_SALE_FIELD_KIND_YEAR, "year"))

/**
 * velo_sale_value_read:
 * @kind: what kind of value it is
 * @record: where it stands
 * @property: of @record
 *
 * Returns: (transfer full): the value as people write it; empty if there is none
 */
char *
velo_sale_value_read (VeloSaleFieldKind  kind,
                      GObject           *record,
                      const char        *property)
{
  g_auto(GValue) value = G_VALUE_INIT;

  g_object_get_property (record, property, &value);
  switch (kind)
    {
    case VELO_SALE_FIELD_KIND_MONEY:
      if (g_value_get_int64 (&value) == 0)
        return g_strdup ("");
      return velo_money_format_plain (g_value_get_int64 (&value));
    case VELO_SALE_FIELD_KIND_DATE:
      return velo_date_format_display (g_value_get_boxed (&value));
    case VELO_SALE_FIELD_KIND_YEAR:
      if (g_value_get_int (&value) == 0)
        return g_strdup ("");
      return g_strdup_printf ("%d", g_value_get_int (&value));
    case VELO_SALE_FIELD_KIND_TEXT:
    default:
      return g_value_dup_string (&value);
    }
}

static gboolean
parse_year (const char *text,
            int        *year)
{
  gint64 number;

  if (!g_ascii_string_to_signed (text, 10, FIRST_YEAR, LAST_YEAR, &number, NULL))
    return FALSE;
  *year = (int) number;
  return TRUE;
}

/**
 * velo_sale_value_write:
 * @kind: what kind of value it is
 * @record: (nullable): where it is to stand; %NULL only to judge it
 * @property: of @record
 * @typed: what somebody typed
 *
 * Writes what was typed into the record; leaves the record empty if it cannot be read.
 *
 * Returns: whether it can be read, or is empty
 */
gboolean
velo_sale_value_write (VeloSaleFieldKind  kind,
                       GObject           *record,
                       const char        *property,
                       const char        *typed)
{
  g_autofree char *text = velo_text_squash (typed);
  g_autoptr(GDate) date = NULL;
  gboolean valid = TRUE;
  gint64 cents = 0;
  int year = 0;

  switch (kind)
    {
    case VELO_SALE_FIELD_KIND_MONEY:
      valid = *text == '\0' || velo_money_parse_input (text, &cents);
      if (record != NULL)
        g_object_set (record, property, cents, NULL);
      return valid && cents >= 0;
    case VELO_SALE_FIELD_KIND_DATE:
      date = velo_date_parse_input (text);
      if (record != NULL)
        g_object_set (record, property, date, NULL);
      return *text == '\0' || date != NULL;
    case VELO_SALE_FIELD_KIND_YEAR:
      valid = *text == '\0' || parse_year (text, &year);
      if (record != NULL)
        g_object_set (record, property, year, NULL);
      return valid;
    case VELO_SALE_FIELD_KIND_TEXT:
    default:
      if (record != NULL)
        g_object_set (record, property, text, NULL);
      return TRUE;
    }
}

/**
 * velo_sale_value_get_problem:
 * @kind: what kind of value it is
 *
 * Returns: (nullable): what to say of one that cannot be read; %NULL if all can
 */
const char *
velo_sale_value_get_problem (VeloSaleFieldKind kind)
{
  switch (kind)
    {
    case VELO_SALE_FIELD_KIND_MONEY:
      return _("This is not an amount. Write it as 3.999,00.");
    case VELO_SALE_FIELD_KIND_DATE:
      return _("This is not a day. Write it as 18.04.2026.");
    case VELO_SALE_FIELD_KIND_YEAR:
      return _("This is not a year. Write it as 2026.");
    case VELO_SALE_FIELD_KIND_TEXT:
    default:
      return NULL;
    }
}

/* Signs at the end belong to the sentence: "KB1," and "1.099,-". */
static char *
strip_end (char *text)
{
  gsize length = strlen (text);

  while (length > 0 && strchr (",;:- ", text[length - 1]) != NULL)
    text[--length] = '\0';
  return text;
}

/**
 * velo_sale_value_dup_in:
 * @kind: what kind of value it is
 * @text: words of a page: "3.999,00€", "EUR 3.999,00" and "Rahmennr.:KB1" hold more than the value
 *
 * Returns: (transfer full): the value in them
 */
char *
velo_sale_value_dup_in (VeloSaleFieldKind  kind,
                        const char        *text)
{
  const char *colon = strrchr (text, ':');
  g_autoptr(GString) amount = NULL;

  if (kind != VELO_SALE_FIELD_KIND_MONEY)
    return strip_end (velo_text_squash (colon != NULL && !velo_text_is_empty (colon + 1) ? colon + 1 : text));
  amount = g_string_new (NULL);
  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isdigit (*p) || *p == '.' || *p == ',' || *p == '-')
      g_string_append_c (amount, *p);
  return strip_end (g_string_free (g_steal_pointer (&amount), FALSE));
}
