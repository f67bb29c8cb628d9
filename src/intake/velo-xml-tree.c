/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Foreign XML as a small tree: no DTD, no entities, no network, and limits on everything. */

#define G_LOG_DOMAIN "velo-xml-tree"

#include "config.h"

#include "velo-xml-tree.h"

#include "velo-intake-error.h"
#include "velo-xml-node-private.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

#define MAX_BYTES (64 * 1024 * 1024)
#define MAX_DEPTH 64
#define MAX_NODES 1000000
#define MAX_ATTRIBUTES 64
#define MAX_TEXT (1024 * 1024)
#define MAX_SECONDS 10
/* How much junk may stand before the first "<". */
#define MAX_LEAD 1024

struct _VeloXmlTree
{
  GPtrArray    *nodes;
  GStringChunk *names;
  VeloXmlNode  *root;
};

typedef struct
{
  VeloXmlTree     *tree;
  xmlParserCtxtPtr parser;
  VeloXmlNode     *current;
  guint            depth;
  gsize            n_text;
  gint64           deadline;
  GCancellable    *cancellable;
  GError          *error;
  gboolean         bad_encoding;
} Build;

static void
node_free (gpointer data)
{
  VeloXmlNode *node = data;

  if (node->text != NULL)
    g_string_free (node->text, TRUE);
  g_strfreev (node->attributes);
  g_free (node);
}

static void
stop (Build *build, VeloIntakeError code, const char *message)
{
  if (build->error == NULL)
    g_set_error_literal (&build->error, VELO_INTAKE_ERROR, (int) code, message);
  xmlStopParser (build->parser);
}

/* Base64 attachments may be tens of megabytes; nothing in the room opens them. */
static gboolean
is_attachment (VeloXmlNode *node)
{
  static const char *const names[] = { "AttachmentBinaryObject", "EmbeddedDocumentBinaryObject",
                                       "BinaryObject", "Attachment", NULL };

  return g_strv_contains (names, node->name);
}

static char **
copy_attributes (const xmlChar **attributes, int n_attributes)
{
  GPtrArray *list = g_ptr_array_new ();

  for (int i = 0; i < n_attributes; i++)
    {
      const xmlChar **entry = attributes + i * 5;
      g_autoptr (GString) value = g_string_new_len ((const char *) entry[3], entry[4] - entry[3]);

      /* libxml2 leaves this one escaped as long as it does not substitute entities. */
      g_string_replace (value, "&#38;", "&", 0);
      g_ptr_array_add (list, g_strdup ((const char *) entry[0]));
      g_ptr_array_add (list, g_strdup (value->str));
    }
  g_ptr_array_add (list, NULL);
  return (char **) g_ptr_array_free (list, FALSE);
}

static void
start_element_cb (void           *data,
                  const xmlChar  *local_name,
                  const xmlChar  *prefix,
                  const xmlChar  *uri,
                  int             n_namespaces,
                  const xmlChar **namespaces,
                  int             n_attributes,
                  int             n_defaulted,
                  const xmlChar **attributes)
{
  Build       *build = data;
  VeloXmlTree *tree = build->tree;
  VeloXmlNode *node = NULL;

  if (build->error != NULL)
    return;
  if (++build->depth > MAX_DEPTH || tree->nodes->len >= MAX_NODES || n_attributes > MAX_ATTRIBUTES)
    {
      stop (build, VELO_INTAKE_ERROR_OVER_LIMIT, "the XML is nested too deep or too large");
      return;
    }
  if (tree->nodes->len % 1024 == 0 && g_get_monotonic_time () > build->deadline)
    {
      stop (build, VELO_INTAKE_ERROR_OVER_LIMIT, "the XML takes too long to read");
      return;
    }
  if (tree->nodes->len % 1024 == 0 &&
      g_cancellable_set_error_if_cancelled (build->cancellable, &build->error))
    {
      xmlStopParser (build->parser);
      return;
    }

  node = g_new0 (VeloXmlNode, 1);
  g_ptr_array_add (tree->nodes, node);
  node->name = g_string_chunk_insert_const (tree->names, (const char *) local_name);
  node->ns = g_string_chunk_insert_const (tree->names, uri == NULL ? "" : (const char *) uri);
  if (n_attributes > 0)
    node->attributes = copy_attributes (attributes, n_attributes);
  node->parent = build->current;
  if (build->current == NULL)
    tree->root = node;
  else if (build->current->first == NULL)
    build->current->first = build->current->last = node;
  else
    {
      build->current->last->next = node;
      build->current->last = node;
    }
  build->current = node;
}

static void
end_element_cb (void *data, const xmlChar *local_name, const xmlChar *prefix, const xmlChar *uri)
{
  Build *build = data;

  if (build->error != NULL || build->current == NULL)
    return;
  build->depth--;
  build->current = build->current->parent;
}

static void
characters_cb (void *data, const xmlChar *text, int length)
{
  Build       *build = data;
  VeloXmlNode *node = build->current;

  if (build->error != NULL || node == NULL || length <= 0 || is_attachment (node))
    return;
  if (node->text == NULL)
    {
      /* White space between elements is not worth keeping. */
      gboolean blank = TRUE;

      for (int i = 0; i < length && blank; i++)
        blank = g_ascii_isspace (text[i]);
      if (blank)
        return;
      node->text = g_string_new (NULL);
    }
  build->n_text += (gsize) length;
  if (node->text->len + (gsize) length > MAX_TEXT || build->n_text > MAX_BYTES)
    stop (build, VELO_INTAKE_ERROR_OVER_LIMIT, "a text of the XML is too long");
  else
    g_string_append_len (node->text, (const char *) text, length);
}

static void
internal_subset_cb (void          *data,
                    const xmlChar *name,
                    const xmlChar *external_id,
                    const xmlChar *system_id)
{
  stop (data, VELO_INTAKE_ERROR_REJECTED_DTD, "the XML has a DOCTYPE, which is never followed");
}

#if LIBXML_VERSION >= 21200
static void
error_cb (void *data, const xmlError *fault)
#else
static void
error_cb (void *data, xmlErrorPtr fault)
#endif
{
  Build *build = data;

  if (fault == NULL || fault->level != XML_ERR_FATAL || build->error != NULL)
    return;
  build->bad_encoding = fault->code == XML_ERR_INVALID_ENCODING ||
                        fault->code == XML_ERR_INVALID_CHAR || fault->code == XML_I18N_CONV_FAILED;
  /* The message may quote the document: take the place only. */
  g_set_error (&build->error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_MALFORMED,
               "the XML is not well-formed at line %d (fault %d)", fault->line, fault->code);
}

/**
 * velo_xml_tree_free:
 * @tree: (nullable): a tree
 *
 * Frees @tree and all nodes.
 */
void
velo_xml_tree_free (VeloXmlTree *tree)
{
  if (tree == NULL)
    return;
  g_ptr_array_unref (tree->nodes);
  g_string_chunk_free (tree->names);
  g_free (tree);
}

static VeloXmlTree *
parse_once (const char   *data,
            gsize         length,
            GCancellable *cancellable,
            gboolean     *bad_encoding,
            GError      **error)
{
  g_autoptr (VeloXmlTree) tree = g_new0 (VeloXmlTree, 1);
  xmlSAXHandler handler = { 0 };
  Build         build = { 0 };
  gboolean      well_formed;

  tree->nodes = g_ptr_array_new_with_free_func (node_free);
  tree->names = g_string_chunk_new (1024);
  handler.initialized = XML_SAX2_MAGIC;
  handler.startElementNs = start_element_cb;
  handler.endElementNs = end_element_cb;
  handler.characters = characters_cb;
  handler.ignorableWhitespace = characters_cb;
  handler.cdataBlock = characters_cb;
  handler.internalSubset = internal_subset_cb;
  handler.serror = error_cb;

  build.tree = tree;
  build.cancellable = cancellable;
  build.deadline = g_get_monotonic_time () + MAX_SECONDS * G_USEC_PER_SEC;
  build.parser = xmlCreateMemoryParserCtxt (data, (int) length);
  if (build.parser == NULL)
    {
      g_set_error_literal (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_MALFORMED,
                           "the XML is empty");
      return NULL;
    }
  /* HUGE lifts libxml2's own limits, which differ by version; ours above hold instead. */
  xmlCtxtUseOptions (build.parser, XML_PARSE_NONET | XML_PARSE_HUGE);
  *build.parser->sax = handler;
  build.parser->userData = &build;
  xmlParseDocument (build.parser);
  well_formed = build.parser->wellFormed != 0;
  /* libxml2 makes one for the entities of a DOCTYPE, although nobody asked for a document */
  g_clear_pointer (&build.parser->myDoc, xmlFreeDoc);
  xmlFreeParserCtxt (build.parser);

  *bad_encoding = build.bad_encoding;
  if (build.error == NULL && (!well_formed || tree->root == NULL))
    g_set_error_literal (&build.error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_MALFORMED,
                         "the XML is not well-formed");
  if (build.error != NULL)
    {
      g_propagate_error (error, build.error);
      return NULL;
    }
  return g_steal_pointer (&tree);
}

/* What claims a wrong encoding is in the one of the web, or in that of Windows: "utf-16" is what
 * programs say that wrote a text in memory before they saved it. NULL if there is nothing to mend. */
static char *
convert_to_utf8 (const char *data, gsize length, gsize *n_converted)
{
  const char      *declaration = g_strstr_len (data, (gssize) MIN (length, 200), "?>");
  g_autofree char *head = NULL;
  gboolean         claims_utf8 = TRUE;

  if (length >= 5 && memcmp (data, "<?xml", 5) == 0 && declaration != NULL)
    {
      head = g_strndup (data, (gsize) (declaration - data));
      claims_utf8 = strstr (head, "encoding") == NULL || strstr (head, "UTF-8") != NULL ||
                    strstr (head, "utf-8") != NULL;
      length -= (gsize) (declaration + 2 - data);
      data = declaration + 2;
    }
  *n_converted = length;
  if (g_utf8_validate_len (data, length, NULL))
    return claims_utf8 ? NULL : g_memdup2 (data, length);
  if (!claims_utf8)
    return NULL;
  return g_convert (data, (gssize) length, "UTF-8", "WINDOWS-1252", NULL, n_converted, NULL);
}

/**
 * velo_xml_tree_parse:
 * @bytes: the document
 * @cancellable: (nullable): a #GCancellable
 * @repaired: (out) (optional): whether the text claimed a wrong encoding
 * @error: return location
 *
 * Parses XML in memory. Refuses any DOCTYPE, more than 64 MB, 64 levels or a
 * million elements; leaves out the content of embedded files. Skips up to 1 KB
 * of junk before the first element and zeros after the last.
 *
 * Returns: (transfer full): the tree, or %NULL with a #VeloIntakeError or
 *   %G_IO_ERROR_CANCELLED
 */
VeloXmlTree *
velo_xml_tree_parse (GBytes *bytes, GCancellable *cancellable, gboolean *repaired, GError **error)
{
  gsize       length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autoptr (GError) first_error = NULL;
  g_autofree char *converted = NULL;
  VeloXmlTree     *tree = NULL;
  gboolean         bad_encoding = FALSE;

  if (repaired != NULL)
    *repaired = FALSE;
  if (length > MAX_BYTES)
    {
      g_set_error_literal (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_OVER_LIMIT,
                           "the XML is too large");
      return NULL;
    }
  /* UTF-16 keeps its zeros and its mark. */
  if (length >= 2 && (guchar) data[0] != 0xff && (guchar) data[0] != 0xfe && data[0] != '\0' &&
      data[1] != '\0')
    {
      const char *start = memchr (data, '<', MIN (length, MAX_LEAD));

      while (length > 0 && data[length - 1] == '\0')
        length--;
      if (start != NULL)
        {
          length -= (gsize) (start - data);
          data = start;
        }
    }

  tree = parse_once (data, length, cancellable, &bad_encoding, &first_error);
  if (tree == NULL && bad_encoding)
    {
      gsize n_converted = 0;

      converted = convert_to_utf8 (data, length, &n_converted);
      if (converted != NULL)
        tree = parse_once (converted, n_converted, cancellable, &bad_encoding, NULL);
      if (tree != NULL && repaired != NULL)
        *repaired = TRUE;
    }
  if (tree == NULL)
    g_propagate_error (error, g_steal_pointer (&first_error));
  return tree;
}

/**
 * velo_xml_tree_root:
 * @tree: a tree
 *
 * Returns: (transfer none): the document's element
 */
VeloXmlNode *
velo_xml_tree_root (VeloXmlTree *tree)
{
  return tree->root;
}
