/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds on an invoice what was learned of an earlier one of the same issuer. */

#define G_LOG_DOMAIN "velo-print-template"

#include "config.h"

#include "velo-print-template.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "velo-print-template-private.h"
#include "velo-text.h"

/* Printers and paper move a page by less. */
#define NEAR_PT 9.0
#define MAX_FIELDS 32

/* The text from a letter on, to the next blank or the next column. */
static char *
text_from (const VeloPdfRow *row, guint start, gboolean has_blanks)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = start; i < row->letters->len; i++)
    {
      double gap = i == start ? 0 : gap_before (row, i);

      if (gap > COLUMN_GAP || (gap > WORD_GAP && !has_blanks))
        break;
      if (gap > WORD_GAP)
        g_string_append_c (text, ' ');
      g_string_append_unichar (text, letter_at (row, i)->letter);
    }
  while (text->len > 0 && strchr (",;:", text->str[text->len - 1]) != NULL)
    g_string_truncate (text, text->len - 1);
  return text->len == 0 ? NULL : g_strdup (text->str);
}

/* Whether words begin at a letter, and with it the label. */
static gboolean
is_at (const VeloPdfRow *row, guint index, const char *label, guint *end)
{
  guint n = index;

  if (index > 0 && gap_before (row, index) <= WORD_GAP &&
      g_unichar_isalpha (letter_at (row, index - 1)->letter))
    return FALSE;
  for (const char *p = label; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_utf8_get_char (p) == ' ')
        continue;
      if (n >= row->letters->len || g_unichar_tolower (letter_at (row, n)->letter) !=
                                        g_unichar_tolower (g_utf8_get_char (p)))
        return FALSE;
      n++;
    }
  *end = n;
  return TRUE;
}

static gboolean
fits (const char *field, const char *value)
{
  if (value == NULL || strlen (value) > 200)
    return FALSE;
  if (g_str_has_suffix (field, "-cents"))
    return velo_print_matches ("^(?:EUR|€)?\\s*(?:" AMOUNT ")", value);
  if (g_str_equal (field, "date"))
    return velo_print_matches ("^\\d{1,2}\\.\\s?\\d{1,2}\\.\\s?(?:\\d{4}|\\d{2})$", value);
  if (g_str_equal (field, "employee-name"))
    return strpbrk (value, "0123456789") == NULL;
  return strpbrk (value, "0123456789") != NULL;
}

static const char *
member (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
                 json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static double
number (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_double (node) : 0;
}

/* Behind a label: once for the head, each time for the numbers of vehicles. */
static gboolean
apply_left (JsonObject *entry, GPtrArray *rows, gboolean has_blanks, VeloPrintHints *hints)
{
  const char *field = member (entry, "field");
  const char *label = member (entry, "left-label");
  gboolean    found = FALSE;

  for (guint i = 0; label != NULL && i < rows->len; i++)
    for (guint k = 0; k < row_at (rows, i)->letters->len; k++)
      {
        guint            end;
        g_autofree char *value = NULL;

        if (!is_at (row_at (rows, i), k, label, &end))
          continue;
        value = text_from (row_at (rows, i), end, has_blanks);
        if (!fits (field, value))
          continue;
        velo_print_hints_add (hints, field, value, i);
        found = TRUE;
        if (!g_str_has_suffix (field, "-number"))
          return TRUE;
      }
  return found;
}

/* The text of a row that begins near a place. */
static char *
text_at (const VeloPdfRow *row, double x, gboolean has_blanks)
{
  for (guint i = 0; i < row->letters->len; i++)
    if (fabs (letter_at (row, i)->x_pt - x) < NEAR_PT &&
        (i == 0 || gap_before (row, i) > WORD_GAP))
      return text_from (row, i, has_blanks);
  return NULL;
}

static gboolean
apply_above (JsonObject *entry, GPtrArray *rows, gboolean has_blanks, VeloPrintHints *hints)
{
  const char *field = member (entry, "field");
  const char *label = member (entry, "above-label");

  for (guint i = 0; label != NULL && i + 1 < rows->len; i++)
    for (guint k = 0; k < row_at (rows, i)->letters->len; k++)
      {
        g_autofree char *value = NULL;
        guint            end;

        if (!is_at (row_at (rows, i), k, label, &end) ||
            row_at (rows, i + 1)->page != row_at (rows, i)->page)
          continue;
        value = text_at (row_at (rows, i + 1), number (entry, "x"), has_blanks);
        if (!fits (field, value))
          continue;
        velo_print_hints_add (hints, field, value, i + 1);
        return TRUE;
      }
  return FALSE;
}

static void
apply_place (JsonObject *entry, GPtrArray *rows, gboolean has_blanks, VeloPrintHints *hints)
{
  const char *field = member (entry, "field");

  for (guint i = 0; i < rows->len; i++)
    {
      const VeloPdfRow *row = row_at (rows, i);
      g_autofree char  *value = NULL;

      if (row->page != (guint) number (entry, "page") ||
          fabs (row->y_pt - number (entry, "y")) > NEAR_PT)
        continue;
      value = text_at (row, number (entry, "x"), has_blanks);
      if (!fits (field, value))
        continue;
      velo_print_hints_add (hints, field, value, i);
      return;
    }
}

static void
apply_fields (JsonObject *template, GPtrArray *rows, VeloPrintHints *hints)
{
  JsonNode  *node = json_object_get_member (template, "fields");
  JsonArray *fields = node == NULL || !JSON_NODE_HOLDS_ARRAY (node) ? NULL : json_node_get_array (node);

  for (guint i = 0; fields != NULL && i < MIN (json_array_get_length (fields), MAX_FIELDS); i++)
    {
      JsonNode   *element = json_array_get_element (fields, i);
      JsonObject *entry = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;
      gboolean    has_blanks;

      if (entry == NULL || member (entry, "field") == NULL)
        continue;
      has_blanks = json_object_get_boolean_member_with_default (entry, "has-blanks", FALSE);
      if (member (entry, "left-label") != NULL)
        apply_left (entry, rows, has_blanks, hints);
      else if (member (entry, "above-label") != NULL)
        apply_above (entry, rows, has_blanks, hints);
      else
        apply_place (entry, rows, has_blanks, hints);
    }
}

static void
apply_address (JsonObject *template, GPtrArray *rows, VeloPrintHints *hints)
{
  JsonNode   *node = json_object_get_member (template, "address");
  JsonObject *address = node == NULL || !JSON_NODE_HOLDS_OBJECT (node) ? NULL : json_node_get_object (node);

  for (guint i = 0; address != NULL && i < rows->len; i++)
    {
      const VeloPdfRow *row = row_at (rows, i);
      g_autofree char  *line = NULL;

      if (row->page != 1 || row->y_pt < number (address, "top") ||
          row->y_pt > number (address, "bottom"))
        continue;
      line = text_at (row, number (address, "x"), TRUE);
      if (line != NULL)
        g_ptr_array_add (hints->address, g_steal_pointer (&line));
    }
}

static void
apply_items (JsonObject *template, GPtrArray *rows, VeloPrintHints *hints)
{
  const char *above = member (template, "above-items");
  const char *below = member (template, "below-items");

  for (guint i = 0; above != NULL && below != NULL && i < rows->len; i++)
    {
      g_autofree char *letters = row_letters (row_at (rows, i), hints->header >= 0);

      if (hints->header < 0 && g_str_equal (letters, above))
        hints->header = (int) i;
      else if (hints->header >= 0 && g_str_equal (letters, below) &&
               has_amount (row_at (rows, i)))
        {
          hints->totals = (int) i;
          return;
        }
    }
  hints->header = -1;
}

static JsonObject *
seller_of (JsonObject *template)
{
  JsonNode *node = json_object_get_member (template, "seller");

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static VeloPrintHints *
apply (JsonObject *template, GPtrArray *rows)
{
  JsonObject     *seller = seller_of (template);
  VeloPrintHints *hints = NULL;

  if (seller == NULL || json_object_get_int_member_with_default (template, "version", 0) != VELO_PRINT_TEMPLATE_VERSION)
    return NULL;
  hints = velo_print_hints_new ();
  hints->seller_name = g_strdup (member (seller, "name"));
  hints->seller_vat_id = g_strdup (member (seller, "vat-id"));
  hints->seller_street = g_strdup (member (seller, "street"));
  hints->seller_postcode = g_strdup (member (seller, "postcode"));
  hints->seller_city = g_strdup (member (seller, "city"));
  apply_fields (template, rows, hints);
  apply_address (template, rows, hints);
  apply_items (template, rows, hints);
  return hints;
}

static JsonNode *
parse (const char *text, gsize most)
{
  return text == NULL || strlen (text) > most ? NULL : json_from_string (text, NULL);
}

/**
 * velo_print_template_apply:
 * @text: what velo_print_template_learn() returned
 * @rows: (element-type VeloPdfRow): what is printed on another invoice of the issuer
 *
 * Looks where the values were on the invoice from which was learned.
 *
 * Returns: (transfer full) (nullable): what was found; %NULL if @text is no template
 */
VeloPrintHints *
velo_print_template_apply (const char *text, GPtrArray *rows)
{
  g_autoptr (JsonNode) node = parse (text, VELO_PRINT_TEMPLATE_MAX_LENGTH);

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  return apply (json_node_get_object (node), rows);
}

/**
 * velo_print_template_dup_seller_key:
 * @text: what velo_print_template_learn() returned
 *
 * Returns: (transfer full): by what the issuer is known again, in the form of
 *   velo_invoice_dup_seller_key(); empty if @text is no template
 */
char *
velo_print_template_dup_seller_key (const char *text)
{
  g_autoptr (JsonNode) node = parse (text, VELO_PRINT_TEMPLATE_MAX_LENGTH);
  JsonObject *seller = NULL;
  const char *vat_id = NULL;

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    seller = seller_of (json_node_get_object (node));
  if (seller == NULL)
    return g_strdup ("");
  vat_id = member (seller, "vat-id");
  return velo_text_key (velo_text_is_empty (vat_id) ? member (seller, "name") : vat_id);
}

/**
 * velo_print_template_join:
 * @texts: (element-type utf8): templates
 *
 * Makes one text of several templates, for the process that reads. What is no
 * template is left out.
 *
 * Returns: (transfer full): JSON in one line
 */
char *
velo_print_template_join (GPtrArray *texts)
{
  g_autoptr (JsonNode) list = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < texts->len; i++)
    {
      g_autoptr (JsonNode) node = parse (texts->pdata[i], VELO_PRINT_TEMPLATE_MAX_LENGTH);

      if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
        json_array_add_element (array, g_steal_pointer (&node));
    }
  json_node_take_array (list, array);
  return json_to_string (list, FALSE);
}

/* All letters and digits of the print, to look for the issuer in. */
static char *
key_of_rows (GPtrArray *rows)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    g_string_append (all, row_at (rows, i)->text);
  return velo_text_key (all->str);
}

static gboolean
is_issued_by (JsonObject *template, const char *key)
{
  JsonObject      *seller = seller_of (template);
  g_autofree char *vat_id = velo_text_key (seller == NULL ? NULL : member (seller, "vat-id"));
  g_autofree char *name = velo_text_key (seller == NULL ? NULL : member (seller, "name"));

  if (strlen (vat_id) >= 8 && strstr (key, vat_id) != NULL)
    return TRUE;
  return *vat_id == '\0' && strlen (name) >= 5 && strstr (key, name) != NULL;
}

/**
 * velo_print_template_find:
 * @texts: (nullable): what velo_print_template_join() returned
 * @rows: (element-type VeloPdfRow): what is printed on an invoice
 *
 * Applies the template of the issuer whose VAT number, or name if he has none,
 * is printed on the invoice.
 *
 * Returns: (transfer full) (nullable): what was found, or %NULL if there is no such template
 */
VeloPrintHints *
velo_print_template_find (const char *texts, GPtrArray *rows)
{
  g_autoptr (JsonNode) list = parse (texts, G_MAXINT32);
  g_autofree char *key = NULL;
  JsonArray       *array = NULL;

  if (list == NULL || !JSON_NODE_HOLDS_ARRAY (list))
    return NULL;
  key = key_of_rows (rows);
  array = json_node_get_array (list);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_OBJECT (element) && is_issued_by (json_node_get_object (element), key))
        return apply (json_node_get_object (element), rows);
    }
  return NULL;
}
