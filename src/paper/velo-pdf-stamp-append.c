/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Appends a section to a PDF that replaces one object by a stream; the bytes before it stay as they are. */

#define G_LOG_DOMAIN "velo-paper"

#define _GNU_SOURCE
#include "config.h"

#include "velo-pdf-stamp-private.h"

#include <string.h>

/* Readers look for the last "startxref" in the last kilobyte. */
#define TAIL_BYTES 1024

/* No trailer is longer. */
#define MAX_TRAILER 16384

static gboolean
set_damaged (GError    **error,
             const char *what)
{
  g_set_error (error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_DAMAGED, "cannot append to the PDF: %s", what);
  return FALSE;
}

static const char *
find_last (const char *data,
           gsize       size,
           const char *needle)
{
  gsize length = strlen (needle);
  const char *end = data + size;
  const char *found = NULL;

  for (const char *p = data; (p = memmem (p, (gsize) (end - p), needle, length)) != NULL; p++)
    found = p;
  return found;
}

/* Reads the number behind "startxref". */
static gboolean
find_xref (const char  *data,
           gsize        size,
           gsize       *offset,
           GError     **error)
{
  gsize tail = MIN (size, TAIL_BYTES);
  const char *mark = find_last (data + size - tail, tail, "startxref");
  g_autofree char *text = NULL;
  guint64 value;

  if (mark == NULL)
    return set_damaged (error, "there is no startxref");
  mark += strlen ("startxref");
  text = g_strndup (mark, (gsize) (data + size - mark));
  value = g_ascii_strtoull (text, NULL, 10);
  if (value == 0 || value >= size)
    return set_damaged (error, "startxref points nowhere");
  *offset = (gsize) value;
  return TRUE;
}

/* The end of a dictionary: strings in brackets may hold anything, also ">>". */
static const char *
find_end (const char *p,
          const char *end)
{
  int depth = 0;
  int brackets = 0;

  for (; p < end; p++)
    {
      if (brackets > 0 && *p == '\\')
        p++;
      else if (*p == '(')
        brackets++;
      else if (brackets > 0 && *p == ')')
        brackets--;
      else if (brackets > 0)
        continue;
      else if (*p == '<' && p + 1 < end && p[1] == '<')
        depth++, p++;
      else if (*p == '>' && p + 1 < end && p[1] == '>')
        {
          p++;
          if (--depth == 0)
            return p + 1;
        }
    }
  return NULL;
}

/* The dictionary that begins next behind @from. */
static gboolean
find_dictionary (const char  *from,
                 const char  *end,
                 const char **start,
                 gsize       *length,
                 GError     **error)
{
  const char *last;

  end = MIN (end, from + MAX_TRAILER);
  *start = memmem (from, (gsize) (end - from), "<<", 2);
  last = *start == NULL ? NULL : find_end (*start, end);
  if (last == NULL)
    return set_damaged (error, "there is no trailer");
  *length = (gsize) (last - *start);
  return TRUE;
}

/* Where the value of a key ends: at the next key or the end of the dictionary. Good for numbers,
 * references and arrays of numbers, which is what is cut out here. */
static gsize
value_length (const char *value,
              const char *end)
{
  const char *p = value;

  while (p < end && *p != '/' && *p != '>' && *p != '(')
    p++;
  return (gsize) (p - value);
}

static const char *
find_key (const GByteArray *dictionary,
          const char       *key)
{
  const char *data = (const char *) dictionary->data;
  const char *end = data + dictionary->len;
  gsize length = strlen (key);
  int brackets = 0;

  for (const char *p = data; p + length < end; p++)
    {
      if (brackets > 0 && *p == '\\')
        p++;
      else if (*p == '(')
        brackets++;
      else if (brackets > 0 && *p == ')')
        brackets--;
      else if (brackets == 0 && memcmp (p, key, length) == 0 && !g_ascii_isalnum (p[length]))
        return p;
    }
  return NULL;
}

static void
remove_key (GByteArray *dictionary,
            const char *key)
{
  const char *found = find_key (dictionary, key);
  const char *data = (const char *) dictionary->data;
  gsize length = strlen (key);

  if (found != NULL)
    g_byte_array_remove_range (dictionary, (guint) (found - data),
                               (guint) (length + value_length (found + length, data + dictionary->len)));
}

static guint64
get_number (const GByteArray *dictionary,
            const char       *key)
{
  const char *found = find_key (dictionary, key);
  g_autofree char *text = NULL;

  if (found == NULL)
    return 0;
  found += strlen (key);
  text = g_strndup (found, MIN (20, (gsize) ((const char *) dictionary->data + dictionary->len - found)));
  return g_ascii_strtoull (text, NULL, 10);
}

void
velo_pdf_add_text (GByteArray *out,
                   const char *format,
                   ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_byte_array_append (out, (const guchar *) text, (guint) strlen (text));
}

static void
add_big_endian (GByteArray *out,
                guint64     value,
                guint       n_bytes)
{
  for (guint i = n_bytes; i > 0; i--)
    {
      guchar byte = (guchar) (value >> (8 * (i - 1)));

      g_byte_array_append (out, &byte, 1);
    }
}

/* "[... >>" without its brackets, and without what the new section tells itself */
static GByteArray *
copy_trailer (const char *start,
              gsize       length)
{
  static const char * const own[] = { "/Prev", "/Size", "/Type", "/Index", "/W", "/Length", "/XRefStm",
                                      "/XRef" };
  GByteArray *dictionary = g_byte_array_new ();

  g_byte_array_append (dictionary, (const guchar *) start + 2, (guint) length - 4);
  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    remove_key (dictionary, own[i]);
  return dictionary;
}

static void
add_table (GByteArray       *out,
           guint             object,
           gsize             offset,
           const GByteArray *trailer,
           guint64           size,
           gsize             previous)
{
  gsize xref = out->len;

  velo_pdf_add_text (out, "xref\n%u 1\n%010" G_GSIZE_FORMAT " 00000 n \ntrailer\n<< /Size %" G_GUINT64_FORMAT
                 " /Prev %" G_GSIZE_FORMAT " ", object, offset, size, previous);
  g_byte_array_append (out, trailer->data, trailer->len);
  velo_pdf_add_text (out, ">>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n", xref);
}

static void
add_xref_stream (GByteArray       *out,
                 guint             object,
                 gsize             offset,
                 const GByteArray *trailer,
                 guint64           size,
                 gsize             previous)
{
  gsize xref = out->len;

  velo_pdf_add_text (out, "%" G_GUINT64_FORMAT " 0 obj\n<< /Type /XRef /Size %" G_GUINT64_FORMAT " /Prev %" G_GSIZE_FORMAT
                 " /W [1 8 2] /Index [%u 1 %" G_GUINT64_FORMAT " 1] /Length 22 ", size, size + 1, previous,
            object, size);
  g_byte_array_append (out, trailer->data, trailer->len);
  velo_pdf_add_text (out, ">>\nstream\n");
  add_big_endian (out, 1, 1);
  add_big_endian (out, offset, 8);
  add_big_endian (out, 0, 2);
  add_big_endian (out, 1, 1);
  add_big_endian (out, xref, 8);
  add_big_endian (out, 0, 2);
  velo_pdf_add_text (out, "\nendstream\nendobj\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n", xref);
}

/* Replaces object @object (of generation 0) by a stream. @dictionary is without brackets and length. */
GBytes *
velo_pdf_append_stream (GBytes      *pdf,
                        guint        object,
                        const char  *dictionary,
                        const char  *stream,
                        GError     **error)
{
  g_autoptr(GByteArray) out = NULL;
  g_autoptr(GByteArray) trailer = NULL;
  gsize size;
  const char *data = g_bytes_get_data (pdf, &size);
  const char *start;
  const char *from;
  gsize length;
  gsize previous;
  gsize offset;
  gboolean is_table;
  guint64 n_objects;

  if (!find_xref (data, size, &previous, error))
    return NULL;
  from = data + previous;
  is_table = size - previous > 4 && memcmp (from, "xref", 4) == 0;
  if (is_table)
    from = memmem (from, size - previous, "trailer", 7);
  if (from == NULL)
    {
      set_damaged (error, "there is no trailer");
      return NULL;
    }
  if (!find_dictionary (from, data + size, &start, &length, error))
    return NULL;
  trailer = g_byte_array_new ();
  g_byte_array_append (trailer, (const guchar *) start, (guint) length);
  n_objects = get_number (trailer, "/Size");
  if (find_key (trailer, "/Encrypt") != NULL)
    {
      g_set_error_literal (error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_ENCRYPTED, "the PDF is encrypted");
      return NULL;
    }
  if (n_objects <= object || find_key (trailer, "/Root") == NULL)
    {
      set_damaged (error, "the trailer is incomplete");
      return NULL;
    }
  g_byte_array_unref (trailer);
  trailer = copy_trailer (start, length);
  out = g_byte_array_sized_new ((guint) size + 4096);
  g_byte_array_append (out, (const guchar *) data, (guint) size);
  offset = out->len;
  velo_pdf_add_text (out, "%u 0 obj\n<< %s /Length %" G_GSIZE_FORMAT " >>\nstream\n%s\nendstream\nendobj\n", object,
            dictionary, strlen (stream), stream);
  if (is_table)
    add_table (out, object, offset, trailer, n_objects, previous);
  else
    add_xref_stream (out, object, offset, trailer, n_objects, previous);
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}
