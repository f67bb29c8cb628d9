/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks XML against a table of what each element may hold, and reads it. */

#define G_LOG_DOMAIN "velo-training"

#include "config.h"

#include "velo-training-xml.h"

#include "velo-date.h"

#include <libxml/parser.h>
#include <string.h>

static gboolean
is_digits (const char *text,
           gsize       min,
           gsize       max)
{
  gsize length = strspn (text, "0123456789");

  return text[length] == '\0' && length >= min && length <= max;
}

static gboolean
is_year (const char *text)
{
  return is_digits (text, 4, 4) && strncmp (text, "1900", 4) >= 0 && strncmp (text, "2099", 4) <= 0;
}

static gboolean
is_date (const char *text)
{
  g_autoptr(GDate) date = velo_date_parse_wire (text);

  return date != NULL;
}

/* 1 to 5 digits, 0 to 2 decimals after a comma. */
static gboolean
is_amount (const char *text)
{
  gsize whole = strspn (text, "0123456789");
  gsize decimals;

  if (whole < 1 || whole > 5)
    return FALSE;
  if (text[whole] == '\0')
    return TRUE;
  decimals = strspn (text + whole + 1, "0123456789");
  return text[whole] == ',' && decimals >= 1 && decimals <= 2
         && text[whole + 1 + decimals] == '\0';
}

static gboolean
is_country (const char *text)
{
  return strlen (text) == 2 && g_ascii_isupper (text[0]) && g_ascii_isupper (text[1]);
}

static const char *
check_value (const VeloTrainingXmlRule *rule,
             const char                *text)
{
  if (*text == '\0')
    return "ist leer";
  if (rule->max_chars > 0 && g_utf8_strlen (text, -1) > (glong) rule->max_chars)
    return "ist zu lang";
  switch (rule->type)
    {
    case VELO_TRAINING_XML_DATE:
      return is_date (text) ? NULL : "ist kein Datum TT.MM.JJJJ";
    case VELO_TRAINING_XML_YEAR:
      return is_year (text) ? NULL : "ist keine Jahreszahl";
    case VELO_TRAINING_XML_YEAR_OR_DATE:
      return is_year (text) || is_date (text) ? NULL : "ist weder Jahr noch Datum";
    case VELO_TRAINING_XML_AMOUNT:
      if (strchr (text, '.') != NULL)
        return "enthält einen Punkt; erwartet wird ein Betrag wie 3500,00";
      return is_amount (text) ? NULL : "ist kein Betrag wie 3500,00";
    case VELO_TRAINING_XML_FLAG:
      return g_str_equal (text, "true") || g_str_equal (text, "1")
               ? NULL : "darf nur true oder 1 sein";
    case VELO_TRAINING_XML_POSITIVE:
      return is_digits (text, 1, 18) && strspn (text, "0") < strlen (text)
               ? NULL : "ist keine positive Zahl";
    case VELO_TRAINING_XML_NUMBER:
      return is_digits (text, 1, 18) ? NULL : "ist keine Zahl";
    case VELO_TRAINING_XML_COUNTRY:
      return is_country (text) ? NULL : "ist kein Länderkennzeichen aus zwei Buchstaben";
    case VELO_TRAINING_XML_REFUSED:
      return "ist mit diesem Zugang nicht vereinbart";
    case VELO_TRAINING_XML_TEXT:
    case VELO_TRAINING_XML_CONTAINER:
    default:
      return NULL;
    }
}

static const VeloTrainingXmlRule *
find_rule (const VeloTrainingXmlRule *rules,
           const xmlNode             *node)
{
  for (; rules != NULL && rules->name != NULL; rules++)
    if (node->ns == NULL && g_str_equal (rules->name, (const char *) node->name))
      return rules;
  return NULL;
}

static char *check_node (xmlNode                   *node,
                         const VeloTrainingXmlRule *rule);

static char *
check_child (xmlNode                   *child,
             const VeloTrainingXmlRule *rule)
{
  const VeloTrainingXmlRule *child_rule;

  if (child->type == XML_COMMENT_NODE || xmlIsBlankNode (child))
    return NULL;
  if (child->type != XML_ELEMENT_NODE)
    return g_strdup_printf ("Text im Element %s ist nicht erlaubt.", rule->name);
  child_rule = find_rule (rule->children, child);
  if (child_rule == NULL)
    return g_strdup_printf ("Das Element %s ist in %s nicht vorgesehen.", child->name, rule->name);
  return check_node (child, child_rule);
}

static char *
check_container (xmlNode                   *node,
                 const VeloTrainingXmlRule *rule)
{
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    {
      char *sentence = check_child (child, rule);

      if (sentence != NULL)
        return sentence;
    }
  for (const VeloTrainingXmlRule *child = rule->children; child->name != NULL; child++)
    {
      guint n = velo_training_xml_count (node, child->name);

      if (n < child->min)
        return g_strdup_printf ("Das Element %s fehlt in %s.", child->name, rule->name);
      if (n > child->max)
        return g_strdup_printf ("Das Element %s kommt in %s zu oft vor.", child->name,
                                rule->name);
    }
  return NULL;
}

static char *
check_node (xmlNode                   *node,
            const VeloTrainingXmlRule *rule)
{
  g_autofree char *text = NULL;
  const char *wrong;

  if (node->properties != NULL)
    return g_strdup_printf ("Das Element %s hat ein Attribut, das nicht vorgesehen ist.",
                            rule->name);
  if (rule->type == VELO_TRAINING_XML_CONTAINER)
    return check_container (node, rule);
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    if (child->type != XML_TEXT_NODE && child->type != XML_CDATA_SECTION_NODE)
      return g_strdup_printf ("Das Element %s darf nur Text enthalten.", rule->name);
  text = velo_training_xml_dup (node, NULL);
  wrong = check_value (rule, text);
  return wrong != NULL ? g_strdup_printf ("Das Element %s %s.", rule->name, wrong) : NULL;
}

/**
 * velo_training_xml_parse:
 * @bytes: an XML document
 * @root: what its root element may be
 * @sentence: (out) (nullable): a German sentence that says what is wrong
 *
 * Returns: (transfer full) (nullable): the document if it keeps to @root
 */
xmlDoc *
velo_training_xml_parse (GBytes                     *bytes,
                         const VeloTrainingXmlRule  *root,
                         char                      **sentence)
{
  g_autoptr(xmlDoc) doc = NULL;
  xmlNode *node;

  g_return_val_if_fail (bytes != NULL && root != NULL && sentence != NULL, NULL);

  *sentence = NULL;
  doc = xmlReadMemory (g_bytes_get_data (bytes, NULL), (int) g_bytes_get_size (bytes), NULL, NULL,
                       XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  node = doc != NULL ? xmlDocGetRootElement (doc) : NULL;
  if (node == NULL)
    *sentence = g_strdup ("DATA ist kein wohlgeformtes XML.");
  else if (doc->intSubset != NULL)
    *sentence = g_strdup ("Eine Dokumenttypangabe ist im XML nicht erlaubt.");
  else if (node->ns != NULL || !g_str_equal ((const char *) node->name, root->name))
    *sentence = g_strdup_printf ("Das äußerste Element muss %s heißen.", root->name);
  else
    *sentence = check_node (node, root);
  return *sentence == NULL ? g_steal_pointer (&doc) : NULL;
}

/**
 * velo_training_xml_find:
 * @node: an element
 * @path: names of elements with slashes between
 *
 * Returns: (transfer none) (nullable): the first element there
 */
xmlNode *
velo_training_xml_find (xmlNode    *node,
                        const char *path)
{
  g_auto(GStrv) names = g_strsplit (path, "/", -1);

  for (guint i = 0; names[i] != NULL && node != NULL; i++)
    {
      xmlNode *child = node->children;

      while (child != NULL && (child->type != XML_ELEMENT_NODE
                               || !g_str_equal ((const char *) child->name, names[i])))
        child = child->next;
      node = child;
    }
  return node;
}

/**
 * velo_training_xml_dup:
 * @node: an element
 * @path: (nullable): as for velo_training_xml_find(), %NULL for @node itself
 *
 * Returns: (transfer full) (nullable): the element's text without blanks around, %NULL if there
 *   is no such element
 */
char *
velo_training_xml_dup (xmlNode    *node,
                       const char *path)
{
  xmlChar *content;
  char *text;

  if (path != NULL)
    node = velo_training_xml_find (node, path);
  if (node == NULL)
    return NULL;
  content = xmlNodeGetContent (node);
  text = g_strstrip (g_strdup ((const char *) content));
  xmlFree (content);
  return text;
}

/**
 * velo_training_xml_list:
 * @node: an element
 * @name: a name
 *
 * Returns: (transfer container) (element-type xmlNode): the children with this name
 */
GPtrArray *
velo_training_xml_list (xmlNode    *node,
                        const char *name)
{
  GPtrArray *list = g_ptr_array_new ();

  for (xmlNode *child = node->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE && g_str_equal ((const char *) child->name, name))
      g_ptr_array_add (list, child);
  return list;
}

/**
 * velo_training_xml_count:
 * @node: an element
 * @name: a name
 *
 * Returns: how many children have this name
 */
guint
velo_training_xml_count (xmlNode    *node,
                         const char *name)
{
  g_autoptr(GPtrArray) list = velo_training_xml_list (node, name);

  return list->len;
}
