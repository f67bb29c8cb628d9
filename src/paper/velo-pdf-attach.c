/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Embeds a file in a PDF that cairo wrote: three objects in a section behind it. */

#define G_LOG_DOMAIN "velo-paper"

#define _GNU_SOURCE
#include "config.h"

#include "velo-pdf-attach-private.h"

#include "velo-pdf-stamp-private.h"

#include <string.h>

/* "0000000016 00000 n " and a line end */
#define ENTRY_BYTES 20
/* No catalogue of ours is longer. */
#define MAX_CATALOGUE 4096
/* Readers look for "startxref" so close to the end. */
#define TAIL_BYTES 1024

/* Where things are in a PDF with a table of objects, as cairo writes it. */
typedef struct
{
  const char *data;
  gsize size;
  gsize xref;
  guint n_objects;
  guint root;
  guint info;            /* 0 if there is none */
  const char *catalogue; /* between its brackets */
  gsize catalogue_length;
} Layout;

VeloPdfSource *
velo_pdf_source_new (const char *name,
                     const char *media_type,
                     GBytes     *bytes)
{
  VeloPdfSource *self = g_new0 (VeloPdfSource, 1);

  self->name = g_utf8_make_valid (name, -1);
  self->media_type = g_strdup (media_type);
  self->bytes = g_bytes_ref (bytes);
  return self;
}

void
velo_pdf_source_free (VeloPdfSource *self)
{
  g_free (self->name);
  g_free (self->media_type);
  g_bytes_unref (self->bytes);
  g_free (self);
}

/* Reading */

static gboolean
set_damaged (GError    **error,
             const char *what)
{
  g_set_error (error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_DAMAGED, "nothing can be embedded in the PDF: %s", what);
  return FALSE;
}

/* The number behind @key between @from and the end of the file; 0 if there is none. */
static guint64
number_behind (const Layout *layout,
               const char   *from,
               const char   *key)
{
  const char *end = layout->data + layout->size;
  const char *found = memmem (from, (gsize) (end - from), key, strlen (key));
  g_autofree char *text = NULL;

  if (found == NULL)
    return 0;
  found += strlen (key);
  text = g_strndup (found, MIN (24, (gsize) (end - found)));
  return g_ascii_strtoull (text, NULL, 10);
}

static gboolean
find_catalogue (Layout      *layout,
                const char  *table,
                GError     **error)
{
  const char *end = layout->data + layout->size;
  const char *entry = table + (gsize) layout->root * ENTRY_BYTES;
  const char *open;
  const char *close;
  g_autofree char *digits = NULL;
  guint64 offset;

  if (entry + ENTRY_BYTES > end)
    return set_damaged (error, "the table is cut off");
  digits = g_strndup (entry, 10);
  offset = g_ascii_strtoull (digits, NULL, 10);
  if (offset == 0 || offset >= layout->size)
    return set_damaged (error, "there is no catalogue");
  end = MIN (end, layout->data + offset + MAX_CATALOGUE);
  open = memmem (layout->data + offset, (gsize) (end - layout->data) - offset, "<<", 2);
  close = open == NULL ? NULL : memmem (open, (gsize) (end - open), "endobj", 6);
  while (close != NULL && close > open + 4 && memcmp (close - 2, ">>", 2) != 0)
    close--;
  if (close == NULL || close <= open + 4)
    return set_damaged (error, "there is no catalogue");
  layout->catalogue = open + 2;
  layout->catalogue_length = (gsize) (close - 2 - layout->catalogue);
  if (memmem (layout->catalogue, layout->catalogue_length, "/Names", 6) != NULL
      || memmem (layout->catalogue, layout->catalogue_length, "/AF", 3) != NULL)
    return set_damaged (error, "there are files in it already");
  return TRUE;
}

static gboolean
read_layout (GBytes  *pdf,
             Layout  *layout,
             GError **error)
{
  const char *table;
  const char *trailer;
  gsize tail;

  layout->data = g_bytes_get_data (pdf, &layout->size);
  tail = MIN (layout->size, TAIL_BYTES);
  layout->xref = (gsize) number_behind (layout, layout->data + layout->size - tail, "startxref");
  if (layout->xref == 0 || layout->xref + 10 >= layout->size
      || memcmp (layout->data + layout->xref, "xref\n0 ", 7) != 0)
    return set_damaged (error, "there is no table of all objects");
  table = memchr (layout->data + layout->xref + 5, '\n', layout->size - layout->xref - 5);
  trailer = memmem (layout->data + layout->xref, layout->size - layout->xref, "trailer", 7);
  if (table == NULL || trailer == NULL)
    return set_damaged (error, "there is no trailer");
  layout->n_objects = (guint) number_behind (layout, trailer, "/Size");
  layout->root = (guint) number_behind (layout, trailer, "/Root");
  layout->info = (guint) number_behind (layout, trailer, "/Info");
  if (layout->root == 0 || layout->root >= layout->n_objects || layout->info >= layout->n_objects)
    return set_damaged (error, "the trailer is incomplete");
  return find_catalogue (layout, table + 1, error);
}

/* Writing */

/* A text in hexadecimal UTF-16, which needs no escapes. */
static char *
dup_hex (const char *text)
{
  g_autofree gunichar2 *units = g_utf8_to_utf16 (text, -1, NULL, NULL, NULL);
  GString *hex = g_string_new ("FEFF");

  for (gsize i = 0; units != NULL && units[i] != 0; i++)
    g_string_append_printf (hex, "%04X", units[i]);
  return g_string_free (hex, FALSE);
}

/* For programs that do not know the longer form: letters, digits and little else. */
static char *
dup_plain (const char *text)
{
  char *plain = g_str_to_ascii (text, "C");

  return g_strcanon (plain, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "._-", '_');
}

/* "text/xml" as a name: what is no letter or digit is written by its number. */
static char *
dup_name (const char *text)
{
  GString *name = g_string_new ("/");

  for (; *text != '\0'; text++)
    if (g_ascii_isalnum (*text))
      g_string_append_c (name, *text);
    else
      g_string_append_printf (name, "#%02X", (guchar) *text);
  return g_string_free (name, FALSE);
}

static GBytes *
compress (GBytes  *bytes,
          GError **error)
{
  g_autoptr(GConverter) converter = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, -1));
  g_autoptr(GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr(GOutputStream) stream = g_converter_output_stream_new (memory, converter);
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);

  if (!g_output_stream_write_all (stream, data, size, NULL, NULL, error)
      || !g_output_stream_close (stream, NULL, error))
    return NULL;
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static void
add_file (GByteArray    *out,
          guint          object,
          VeloPdfSource *source,
          GBytes        *packed)
{
  g_autofree char *type = dup_name (source->media_type);
  g_autofree char *md5 = g_compute_checksum_for_bytes (G_CHECKSUM_MD5, source->bytes);

  velo_pdf_add_text (out, "%u 0 obj\n<< /Type /EmbeddedFile /Subtype %s /Filter /FlateDecode /Length %" G_GSIZE_FORMAT
                 " /Params << /Size %" G_GSIZE_FORMAT " /CheckSum <%s> >> >>\nstream\n",
            object, type, g_bytes_get_size (packed), g_bytes_get_size (source->bytes), md5);
  g_byte_array_append (out, g_bytes_get_data (packed, NULL), (guint) g_bytes_get_size (packed));
  velo_pdf_add_text (out, "\nendstream\nendobj\n");
}

/**
 * velo_pdf_attach:
 * @pdf: a PDF that cairo wrote, with a table of its objects and no files in it
 * @source: what it was made from
 * @error: return location for an error
 *
 * Embeds a file as the source of the document. The bytes of @pdf stand unchanged
 * at the beginning of the result.
 *
 * Returns: (transfer full): the PDF with the file, or %NULL with
 *   %VELO_PAPER_ERROR_DAMAGED
 */
GBytes *
velo_pdf_attach (GBytes         *pdf,
                 VeloPdfSource  *source,
                 GError        **error)
{
  g_autoptr(GByteArray) out = g_byte_array_new ();
  g_autoptr(GBytes) packed = NULL;
  g_autofree char *name = dup_hex (source->name);
  g_autofree char *plain = dup_plain (source->name);
  Layout layout = { NULL };
  gsize places[3];
  gsize xref;
  guint file;

  if (!read_layout (pdf, &layout, error))
    return NULL;
  packed = compress (source->bytes, error);
  if (packed == NULL)
    return NULL;
  file = layout.n_objects;
  g_byte_array_append (out, (const guchar *) layout.data, (guint) layout.size);
  places[0] = out->len;
  velo_pdf_add_text (out, "%u 0 obj\n<<", layout.root);
  g_byte_array_append (out, (const guchar *) layout.catalogue, (guint) layout.catalogue_length);
  velo_pdf_add_text (out, " /Version /1.7 /Names << /EmbeddedFiles << /Names [<%s> %u 0 R] >> >> /AF [%u 0 R] >>\nendobj\n",
            name, file + 1, file + 1);
  places[1] = out->len;
  add_file (out, file, source, packed);
  places[2] = out->len;
  velo_pdf_add_text (out, "%u 0 obj\n<< /Type /Filespec /F (%s) /UF <%s> /AFRelationship /Source"
                 " /EF << /F %u 0 R /UF %u 0 R >> >>\nendobj\n", file + 1, plain, name, file, file);
  xref = out->len;
  velo_pdf_add_text (out, "xref\n%u 1\n%010" G_GSIZE_FORMAT " 00000 n \n%u 2\n%010" G_GSIZE_FORMAT " 00000 n \n"
                 "%010" G_GSIZE_FORMAT " 00000 n \ntrailer\n<< /Size %u /Prev %" G_GSIZE_FORMAT " /Root %u 0 R",
            layout.root, places[0], file, places[1], places[2], file + 2, layout.xref, layout.root);
  if (layout.info != 0)
    velo_pdf_add_text (out, " /Info %u 0 R", layout.info);
  velo_pdf_add_text (out, " >>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n", xref);
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}
