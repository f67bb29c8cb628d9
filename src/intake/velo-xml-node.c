/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds elements and their texts in a tree of XML, by local names. */

#define G_LOG_DOMAIN "velo-xml-node"

#include "config.h"

#include "velo-xml-tree.h"

#include "velo-text.h"
#include "velo-xml-node-private.h"

#include <string.h>

/**
 * velo_xml_name:
 * @node: a node
 *
 * Returns: (transfer none): its local name
 */
const char *
velo_xml_name (VeloXmlNode *node)
{
  return node->name;
}

/**
 * velo_xml_namespace:
 * @node: a node
 *
 * Returns: (transfer none): the URI of its namespace, empty if it has none
 */
const char *
velo_xml_namespace (VeloXmlNode *node)
{
  return node->ns;
}

/**
 * velo_xml_raw:
 * @node: (nullable): a node
 *
 * Returns: (transfer none) (nullable): its own text as written
 */
const char *
velo_xml_raw (VeloXmlNode *node)
{
  return node == NULL || node->text == NULL ? NULL : node->text->str;
}

/**
 * velo_xml_attribute:
 * @node: (nullable): a node
 * @name: local name of an attribute
 *
 * Returns: (transfer none) (nullable): its value as written
 */
const char *
velo_xml_attribute (VeloXmlNode *node, const char *name)
{
  if (node == NULL || node->attributes == NULL)
    return NULL;
  for (char **entry = node->attributes; *entry != NULL; entry += 2)
    if (g_str_equal (entry[0], name))
      return entry[1];
  return NULL;
}

static VeloXmlNode *
first_named (VeloXmlNode *node, const char *name, gsize length)
{
  for (; node != NULL; node = node->next)
    if (strncmp (node->name, name, length) == 0 && node->name[length] == '\0')
      return node;
  return NULL;
}

/**
 * velo_xml_child:
 * @node: (nullable): a node
 * @name: local name
 *
 * Returns: (transfer none) (nullable): its first child of that name
 */
VeloXmlNode *
velo_xml_child (VeloXmlNode *node, const char *name)
{
  return node == NULL ? NULL : first_named (node->first, name, strlen (name));
}

/**
 * velo_xml_next:
 * @node: a node
 * @name: local name
 *
 * Returns: (transfer none) (nullable): the next sibling of that name
 */
VeloXmlNode *
velo_xml_next (VeloXmlNode *node, const char *name)
{
  return first_named (node->next, name, strlen (name));
}

/**
 * velo_xml_find_with:
 * @node: (nullable): where to start
 * @path: local names with slashes
 * @attribute: (nullable): an attribute that the last element must have
 * @value: (nullable): its value
 *
 * Returns: (transfer none) (nullable): the first element at @path, in any of
 *   the branches
 */
VeloXmlNode *
velo_xml_find_with (VeloXmlNode *node, const char *path, const char *attribute, const char *value)
{
  const char *slash = strchr (path, '/');
  gsize       length = slash == NULL ? strlen (path) : (gsize) (slash - path);

  if (node == NULL)
    return NULL;
  for (VeloXmlNode *child = first_named (node->first, path, length); child != NULL;
       child = first_named (child->next, path, length))
    {
      VeloXmlNode *found = NULL;

      if (slash != NULL)
        found = velo_xml_find_with (child, slash + 1, attribute, value);
      else if (attribute == NULL || g_strcmp0 (velo_xml_attribute (child, attribute), value) == 0)
        found = child;
      if (found != NULL)
        return found;
    }
  return NULL;
}

/**
 * velo_xml_find:
 * @node: (nullable): where to start
 * @path: local names with slashes
 *
 * Returns: (transfer none) (nullable): the first element at @path
 */
VeloXmlNode *
velo_xml_find (VeloXmlNode *node, const char *path)
{
  return velo_xml_find_with (node, path, NULL, NULL);
}

/**
 * velo_xml_dup_text:
 * @node: (nullable): where to start
 * @path: (nullable): local names with slashes, or %NULL for @node itself
 *
 * Returns: (transfer full) (nullable): the text, trimmed and with single
 *   blanks, or %NULL if there is none
 */
char *
velo_xml_dup_text (VeloXmlNode *node, const char *path)
{
  const char *raw = velo_xml_raw (path == NULL ? node : velo_xml_find (node, path));

  return velo_text_is_empty (raw) ? NULL : velo_text_squash (raw);
}

/**
 * velo_xml_dup_attribute:
 * @node: (nullable): where to start
 * @path: (nullable): local names with slashes, or %NULL for @node itself
 * @attribute: local name
 *
 * Returns: (transfer full) (nullable): the value of the attribute, trimmed, or %NULL
 */
char *
velo_xml_dup_attribute (VeloXmlNode *node, const char *path, const char *attribute)
{
  const char *raw =
      velo_xml_attribute (path == NULL ? node : velo_xml_find (node, path), attribute);

  return raw == NULL ? NULL : velo_text_squash (raw);
}

static void
collect_texts (VeloXmlNode *node, const char *path, GPtrArray *texts)
{
  const char *slash = strchr (path, '/');
  gsize       length = slash == NULL ? strlen (path) : (gsize) (slash - path);

  for (VeloXmlNode *child = first_named (node->first, path, length); child != NULL;
       child = first_named (child->next, path, length))
    {
      if (slash != NULL)
        collect_texts (child, slash + 1, texts);
      else if (!velo_text_is_empty (velo_xml_raw (child)))
        g_ptr_array_add (texts, velo_text_squash (velo_xml_raw (child)));
    }
}

/**
 * velo_xml_dup_texts:
 * @node: (nullable): where to start
 * @path: local names with slashes
 *
 * Returns: (transfer full) (element-type utf8): all texts at @path that are not empty
 */
GPtrArray *
velo_xml_dup_texts (VeloXmlNode *node, const char *path)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  if (node != NULL)
    collect_texts (node, path, texts);
  return texts;
}

/**
 * velo_xml_search:
 * @node: (nullable): where to start
 * @name: local name
 *
 * Returns: (transfer none) (nullable): the first element of that name below @node, at any depth
 */
VeloXmlNode *
velo_xml_search (VeloXmlNode *node, const char *name)
{
  if (node == NULL)
    return NULL;
  for (VeloXmlNode *child = node->first; child != NULL; child = child->next)
    {
      VeloXmlNode *found = g_str_equal (child->name, name) ? child : velo_xml_search (child, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
hash_part (GChecksum *checksum, char mark, const char *text)
{
  g_checksum_update (checksum, (const guchar *) &mark, 1);
  /* with the zero that ends it */
  g_checksum_update (checksum, (const guchar *) text, (gssize) strlen (text) + 1);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  return strcmp (((char *const *) a)[0], ((char *const *) b)[0]);
}

static void
hash_attributes (GChecksum *checksum, VeloXmlNode *node)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, 2 * sizeof (char *));

  for (char **entry = node->attributes; entry != NULL && *entry != NULL; entry += 2)
    g_array_append_vals (entries, entry, 1);
  g_array_sort (entries, compare_entries);
  for (guint i = 0; i < entries->len; i++)
    {
      char *const     *entry = &((char **) (gpointer) entries->data)[2 * i];
      g_autofree char *value = velo_text_squash (entry[1]);

      hash_part (checksum, '@', entry[0]);
      hash_part (checksum, '=', value);
    }
}

static void
hash_node (GChecksum *checksum, VeloXmlNode *node)
{
  g_autofree char *text = velo_text_squash (velo_xml_raw (node));

  hash_part (checksum, '{', node->ns);
  hash_part (checksum, '<', node->name);
  hash_attributes (checksum, node);
  hash_part (checksum, '"', text);
  for (VeloXmlNode *child = node->first; child != NULL; child = child->next)
    hash_node (checksum, child);
  hash_part (checksum, '>', "");
}

/**
 * velo_xml_dup_hash:
 * @node: a node
 *
 * Makes a hash of what the element says. Encoding, prefixes, comments, blanks,
 * the order of attributes and the content of embedded files do not count.
 *
 * Returns: (transfer full): SHA-256 in hexadecimal
 */
char *
velo_xml_dup_hash (VeloXmlNode *node)
{
  GChecksum *checksum = g_checksum_new (G_CHECKSUM_SHA256);
  char      *hash = NULL;

  hash_node (checksum, node);
  hash = g_strdup (g_checksum_get_string (checksum));
  g_checksum_free (checksum);
  return hash;
}
