/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tolerant getters for JSON whose shapes vary: one element or a list, {} for an empty value. */

#define G_LOG_DOMAIN "velo-json"

#include "config.h"

#include "velo-json.h"

/**
 * velo_json_is_deeper:
 * @text: (array length=length): what is said to be JSON
 * @length: in bytes
 * @max_depth: how deep lists and objects may stand in each other
 *
 * To be asked before text from outside is parsed: the parser calls itself for each level, and
 * enough brackets would end the program.
 *
 * Returns: whether @text is nested deeper than @max_depth
 */
gboolean
velo_json_is_deeper (const char *text,
                     gsize       length,
                     guint       max_depth)
{
  guint depth = 0;
  gboolean quoted = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      if (quoted)
        {
          if (text[i] == '\\')
            i++;
          else if (text[i] == '"')
            quoted = FALSE;
        }
      else if (text[i] == '"')
        quoted = TRUE;
      else if (text[i] == '[' || text[i] == '{')
        {
          if (++depth > max_depth)
            return TRUE;
        }
      else if ((text[i] == ']' || text[i] == '}') && depth > 0)
        depth--;
    }
  return FALSE;
}

/**
 * velo_json_get:
 * @object: (nullable): an object
 * @name: name of a member
 *
 * Returns: (transfer none) (nullable): the member's node, %NULL if it or @object is missing
 */
JsonNode *
velo_json_get (JsonObject *object,
               const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  return object == NULL ? NULL : json_object_get_member (object, name);
}

/**
 * velo_json_as_text:
 * @node: (nullable): a node
 *
 * Reads a string, a whole number or a truth value as text. An empty value,
 * which comes as `{}`, null or a missing member, has none.
 *
 * Source: insurer protocol, section 1.3 no. 2 and 3.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL
 */
char *
velo_json_as_text (JsonNode *node)
{
  GType type;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  type = json_node_get_value_type (node);
  if (type == G_TYPE_STRING)
    return g_strdup (json_node_get_string (node));
  if (type == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  if (type == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? "true" : "false");
  return NULL;
}

/**
 * velo_json_as_list:
 * @node: (nullable): a node
 *
 * Reads a repeated member, which comes as an array if there are several and
 * bare if there is one.
 *
 * Source: insurer protocol, section 1.3 no. 1.
 *
 * Returns: (transfer container) (element-type JsonNode): nodes borrowed from @node; empty for
 *   %NULL, null and `{}`
 */
GPtrArray *
velo_json_as_list (JsonNode *node)
{
  GPtrArray *list = g_ptr_array_new ();

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return list;
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        g_ptr_array_add (list, json_array_get_element (array, i));
    }
  else if (!JSON_NODE_HOLDS_OBJECT (node) || json_object_get_size (json_node_get_object (node)) > 0)
    g_ptr_array_add (list, node);
  return list;
}

/**
 * velo_json_as_object:
 * @node: (nullable): a node
 *
 * Returns: (transfer none) (nullable): the object in @node, or %NULL if it holds none
 */
JsonObject *
velo_json_as_object (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * velo_json_get_text:
 * @object: (nullable): an object
 * @name: name of a member
 *
 * Returns: (transfer full) (nullable): as velo_json_as_text()
 */
char *
velo_json_get_text (JsonObject *object,
                    const char *name)
{
  return velo_json_as_text (velo_json_get (object, name));
}

/**
 * velo_json_get_list:
 * @object: (nullable): an object
 * @name: name of a member
 *
 * Returns: (transfer container) (element-type JsonNode): as velo_json_as_list()
 */
GPtrArray *
velo_json_get_list (JsonObject *object,
                    const char *name)
{
  return velo_json_as_list (velo_json_get (object, name));
}

/**
 * velo_json_get_object:
 * @object: (nullable): an object
 * @name: name of a member
 *
 * Returns: (transfer none) (nullable): as velo_json_as_object()
 */
JsonObject *
velo_json_get_object (JsonObject *object,
                      const char *name)
{
  return velo_json_as_object (velo_json_get (object, name));
}
