/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks for a key in the raw bytes of a PDF and in its compressed objects, where Poppler tells nothing. */

#define G_LOG_DOMAIN "velo-paper"

#define _GNU_SOURCE
#include "config.h"

#include "velo-pdf-scan-private.h"

#include <gio/gio.h>
#include <string.h>

/* What one object stream may unpack to. */
#define MAX_UNPACKED ((gsize) 16 * 1024 * 1024)

/* How far before its stream an object begins at most. */
#define MAX_DICTIONARY 2048

/* Whether @key stands in @data as a whole name. */
static gboolean
has_name (const char *data,
          gsize       size,
          const char *key)
{
  gsize length = strlen (key);
  const char *end = data + size;

  for (const char *p = memmem (data, size, key, length); p != NULL;
       p = memmem (p + 1, (gsize) (end - p - 1), key, length))
    if (p + length == end || !g_ascii_isalnum (p[length]))
      return TRUE;
  return FALSE;
}

/* Unpacks as far as it goes; the stream's own length is not needed, zlib knows where it ends. */
static GByteArray *
unpack (const char *data,
        gsize       size)
{
  g_autoptr(GZlibDecompressor) zlib = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
  GByteArray *unpacked = g_byte_array_new ();
  GConverterResult result = G_CONVERTER_CONVERTED;
  guint8 buffer[8192];

  while (result == G_CONVERTER_CONVERTED && unpacked->len < MAX_UNPACKED)
    {
      gsize n_read = 0;
      gsize n_written = 0;

      result = g_converter_convert (G_CONVERTER (zlib), data, size, buffer, sizeof buffer,
                                    G_CONVERTER_NO_FLAGS, &n_read, &n_written, NULL);
      if (result == G_CONVERTER_ERROR)
        break;
      g_byte_array_append (unpacked, buffer, (guint) n_written);
      data += n_read;
      size -= n_read;
    }
  return unpacked;
}

/* Whether the stream that begins at @stream holds objects: its dictionary stands before it. */
static gboolean
holds_objects (const char *start,
               const char *stream)
{
  gsize length = MIN ((gsize) (stream - start), MAX_DICTIONARY);
  const char *from = stream - length;
  const char *object = from;

  for (const char *p = memmem (from, length, " obj", 4); p != NULL;
       p = memmem (p + 1, (gsize) (stream - p - 1), " obj", 4))
    object = p;
  return memmem (object, (gsize) (stream - object), "/ObjStm", 7) != NULL;
}

/* Says whether a name such as "/DR" occurs in a PDF anywhere but in its contents. */
gboolean
velo_pdf_scan_has_key (GBytes     *pdf,
                       const char *key)
{
  gsize size = 0;
  const char *start = g_bytes_get_data (pdf, &size);
  const char *end = start + size;

  if (has_name (start, size, key))
    return TRUE;
  for (const char *p = memmem (start, size, "stream", 6); p != NULL;
       p = memmem (p + 6, (gsize) (end - p - 6), "stream", 6))
    {
      const char *data = p + 6;
      g_autoptr(GByteArray) unpacked = NULL;

      if (p - start >= 3 && memcmp (p - 3, "end", 3) == 0)
        continue;
      while (data < end && (*data == '\r' || *data == '\n'))
        data++;
      if (!holds_objects (start, p) || data >= end)
        continue;
      unpacked = unpack (data, (gsize) (end - data));
      if (has_name ((const char *) unpacked->data, unpacked->len, key))
        return TRUE;
    }
  return FALSE;
}
