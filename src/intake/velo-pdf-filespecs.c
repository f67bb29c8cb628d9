/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads what a PDF says of its embedded files, also where its tables are damaged. */

#define G_LOG_DOMAIN "velo-pdf-filespecs"

#include "config.h"

#include "velo-pdf-filespecs.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

#define MAX_DEPTH 16
#define MAX_FILES 100
#define MAX_NODES 2000
#define CHUNK 65536

typedef struct
{
  qpdf_data  pdf;
  GPtrArray *filespecs;
  gboolean   with_content;
  guint      n_nodes;
} Walk;

static void
filespec_free (gpointer data)
{
  VeloPdfFilespec *filespec = data;

  g_free (filespec->name);
  g_free (filespec->relationship);
  g_clear_pointer (&filespec->bytes, g_bytes_unref);
  g_free (filespec);
}

/* Unpacks no further than the limit. */
static GBytes *
inflate (const unsigned char *data, gsize length)
{
  g_autoptr (GConverter) converter =
      G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
  g_autoptr (GInputStream) packed =
      g_memory_input_stream_new_from_data (data, (gssize) length, NULL);
  g_autoptr (GInputStream) plain = g_converter_input_stream_new (packed, converter);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *chunk = g_malloc (CHUNK);
  gssize             got;

  while ((got = g_input_stream_read (plain, chunk, CHUNK, NULL, NULL)) > 0)
    {
      if (bytes->len + (gsize) got > VELO_PDF_FILESPECS_MAX_FILE)
        return NULL;
      g_byte_array_append (bytes, chunk, (guint) got);
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static gboolean
is_flate (qpdf_data pdf, qpdf_oh filter)
{
  if (qpdf_oh_is_array (pdf, filter) && qpdf_oh_get_array_n_items (pdf, filter) == 1)
    filter = qpdf_oh_get_array_item (pdf, filter, 0);
  return qpdf_oh_is_name (pdf, filter) &&
         g_str_equal (qpdf_oh_get_name (pdf, filter), "/FlateDecode");
}

static GBytes *
read_stream (qpdf_data pdf, qpdf_oh stream)
{
  qpdf_oh        dictionary = qpdf_oh_get_dict (pdf, stream);
  gboolean       is_packed = qpdf_oh_has_key (pdf, dictionary, "/Filter");
  gboolean       can_unpack = is_flate (pdf, qpdf_oh_get_key (pdf, dictionary, "/Filter")) &&
                        !qpdf_oh_has_key (pdf, dictionary, "/DecodeParms");
  unsigned char *data = NULL;
  size_t         length = 0;
  GBytes        *bytes = NULL;

  if (is_packed && !can_unpack)
    return NULL;
  if ((qpdf_oh_get_stream_data (pdf, stream, qpdf_dl_none, NULL, &data, &length) & QPDF_ERRORS) !=
          0 ||
      data == NULL)
    return NULL;
  bytes = is_packed ? inflate (data, length) : g_bytes_new (data, length);
  free (data);
  return bytes;
}

static char *
read_name (qpdf_data pdf, qpdf_oh filespec)
{
  static const char *const keys[] = { "/UF", "/F" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      qpdf_oh name = qpdf_oh_get_key (pdf, filespec, keys[i]);

      if (qpdf_oh_is_string (pdf, name))
        return g_utf8_make_valid (qpdf_oh_get_utf8_value (pdf, name), -1);
    }
  return g_strdup ("");
}

static void
take_filespec (Walk *walk, qpdf_oh object)
{
  qpdf_data        pdf = walk->pdf;
  qpdf_oh          relationship;
  qpdf_oh          files;
  qpdf_oh          stream;
  VeloPdfFilespec *filespec = NULL;

  if (!qpdf_oh_is_dictionary (pdf, object) || walk->filespecs->len >= MAX_FILES)
    return;
  files = qpdf_oh_get_key (pdf, object, "/EF");
  if (!qpdf_oh_is_dictionary (pdf, files))
    return;
  filespec = g_new0 (VeloPdfFilespec, 1);
  g_ptr_array_add (walk->filespecs, filespec);
  filespec->name = read_name (pdf, object);
  relationship = qpdf_oh_get_key (pdf, object, "/AFRelationship");
  if (qpdf_oh_is_name (pdf, relationship))
    filespec->relationship = g_utf8_make_valid (qpdf_oh_get_name (pdf, relationship) + 1, -1);
  stream = qpdf_oh_get_key (pdf, files, "/F");
  if (!qpdf_oh_is_stream (pdf, stream))
    stream = qpdf_oh_get_key (pdf, files, "/UF");
  if (walk->with_content && qpdf_oh_is_stream (pdf, stream))
    filespec->bytes = read_stream (pdf, stream);
}

static void
take_tree (Walk *walk, qpdf_oh node, guint depth)
{
  qpdf_data pdf = walk->pdf;
  qpdf_oh   names;
  qpdf_oh   kids;

  if (depth > MAX_DEPTH || walk->n_nodes++ > MAX_NODES || !qpdf_oh_is_dictionary (pdf, node))
    return;
  names = qpdf_oh_get_key (pdf, node, "/Names");
  for (int i = 1; qpdf_oh_is_array (pdf, names) && i < qpdf_oh_get_array_n_items (pdf, names) &&
                  walk->filespecs->len < MAX_FILES;
       i += 2)
    take_filespec (walk, qpdf_oh_get_array_item (pdf, names, i));
  kids = qpdf_oh_get_key (pdf, node, "/Kids");
  for (int i = 0; qpdf_oh_is_array (pdf, kids) && i < qpdf_oh_get_array_n_items (pdf, kids) &&
                  walk->n_nodes <= MAX_NODES;
       i++)
    take_tree (walk, qpdf_oh_get_array_item (pdf, kids, i), depth + 1);
}

/* Files of the document that stand in no tree of names. */
static void
take_associated (Walk *walk, qpdf_oh root)
{
  qpdf_data pdf = walk->pdf;
  qpdf_oh   files = qpdf_oh_get_key (pdf, root, "/AF");

  for (int i = 0; qpdf_oh_is_array (pdf, files) && i < qpdf_oh_get_array_n_items (pdf, files) &&
                  walk->filespecs->len < MAX_FILES;
       i++)
    take_filespec (walk, qpdf_oh_get_array_item (pdf, files, i));
}

/**
 * velo_pdf_filespecs_read:
 * @bytes: a PDF
 * @with_content: whether to unpack the files too
 *
 * Lists the embedded files of the tree of names, or of the catalogue where
 * there is no such tree.
 *
 * Returns: (transfer full) (element-type VeloPdfFilespec): the files, maybe none
 */
GPtrArray *
velo_pdf_filespecs_read (GBytes *bytes, gboolean with_content)
{
  gsize       length;
  const char *data = g_bytes_get_data (bytes, &length);
  qpdf_data   pdf = qpdf_init ();
  Walk walk = { pdf, g_ptr_array_new_with_free_func (filespec_free), with_content, 0 };

  qpdf_silence_errors (pdf);
  qpdf_set_suppress_warnings (pdf, QPDF_TRUE);
  if ((qpdf_read_memory (pdf, "", data, length, NULL) & QPDF_ERRORS) == 0)
    {
      qpdf_oh root = qpdf_get_root (pdf);
      qpdf_oh names = qpdf_oh_get_key (pdf, root, "/Names");

      if (qpdf_oh_is_dictionary (pdf, names))
        take_tree (&walk, qpdf_oh_get_key (pdf, names, "/EmbeddedFiles"), 0);
      if (walk.filespecs->len == 0)
        take_associated (&walk, root);
    }
  /* an error that nobody looks at is printed */
  if (qpdf_has_error (pdf))
    qpdf_get_error (pdf);
  qpdf_cleanup (&pdf);
  return walk.filespecs;
}
