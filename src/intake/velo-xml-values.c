/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the readers of all syntaxes make of the texts in XML: amounts, days, joined texts. */

#define G_LOG_DOMAIN "velo-xml-values"

#include "config.h"

#include "velo-xml-values.h"

#include "velo-date.h"

#define DAY_LENGTH 10

/**
 * velo_xml_get_decimal:
 * @node: (nullable): where to start
 * @path: (nullable): local names with slashes, or %NULL for @node itself
 *
 * Returns: the number, not set if there is none
 */
VeloDecimal
velo_xml_get_decimal (VeloXmlNode *node, const char *path)
{
  g_autofree char *text = velo_xml_dup_text (node, path);

  return velo_decimal_parse (text);
}

/* @node: (nullable): where to start
 * @path: local names with slashes
 *
 * Returns: whether an xs:boolean says yes; %FALSE if there is none */
static gboolean
get_flag (VeloXmlNode *node, const char *path)
{
  g_autofree char *text = velo_xml_dup_text (node, path);

  return g_strcmp0 (text, "true") == 0 || g_strcmp0 (text, "1") == 0;
}

/**
 * velo_xml_dup_date:
 * @node: (nullable): where to start
 * @path: local names with slashes
 *
 * Reads an xs:date, which may carry a time or a time zone.
 *
 * Returns: (transfer full) (nullable): "YYYY-MM-DD", or %NULL if it is no day
 */
char *
velo_xml_dup_date (VeloXmlNode *node, const char *path)
{
  g_autofree char *text = velo_xml_dup_text (node, path);
  g_autofree char *iso = text == NULL ? NULL : g_strndup (text, DAY_LENGTH);
  GDate           *date = velo_date_parse_iso (iso);

  if (date == NULL)
    return NULL;
  g_date_free (date);
  return g_steal_pointer (&iso);
}

/**
 * velo_xml_dup_joined:
 * @node: (nullable): where to start
 * @path: local names with slashes
 *
 * Returns: (transfer full) (nullable): all texts at @path with blanks between, or %NULL
 */
char *
velo_xml_dup_joined (VeloXmlNode *node, const char *path)
{
  g_autoptr (GPtrArray) texts = velo_xml_dup_texts (node, path);

  if (texts->len == 0)
    return NULL;
  g_ptr_array_add (texts, NULL);
  return g_strjoinv (" ", (char **) texts->pdata);
}

/**
 * velo_xml_take_texts:
 * @node: (nullable): where to start
 * @path: local names with slashes
 * @texts: (element-type utf8): a list that owns its texts
 *
 * Adds all texts at @path that are not empty.
 */
void
velo_xml_take_texts (VeloXmlNode *node, const char *path, GPtrArray *texts)
{
  g_autoptr (GPtrArray) found = velo_xml_dup_texts (node, path);

  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (texts, g_strdup (found->pdata[i]));
}

/**
 * velo_xml_find_amount:
 * @node: (nullable): where to start
 * @path: local names with slashes
 * @currency: (nullable): a currency
 *
 * Returns: (transfer none) (nullable): of the amounts at @path the first in
 *   @currency, else the first
 */
VeloXmlNode *
velo_xml_find_amount (VeloXmlNode *node, const char *path, const char *currency)
{
  VeloXmlNode *found = NULL;

  if (currency != NULL)
    found = velo_xml_find_with (node, path, "currencyID", currency);
  return found != NULL ? found : velo_xml_find (node, path);
}

/**
 * velo_xml_sum_changes:
 * @node: (nullable): where to start
 * @element: name of the elements that are charges or allowances
 * @is_charge: path in each to what tells which
 * @amount: path in each to its amount
 *
 * Returns: the charges less the allowances, not set if there are none
 */
VeloDecimal
velo_xml_sum_changes (VeloXmlNode *node,
                      const char  *element,
                      const char  *is_charge,
                      const char  *amount)
{
  VeloDecimal sum = { 0 };

  for (VeloXmlNode *child = velo_xml_child (node, element); child != NULL;
       child = velo_xml_next (child, element))
    {
      VeloDecimal change = velo_xml_get_decimal (child, amount);

      sum = velo_decimal_add (sum, get_flag (child, is_charge) ? change : velo_decimal_negate (change));
    }
  return sum;
}
