/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes PDF and XML files out of a ZIP archive: one level, in memory, within limits. */

#define G_LOG_DOMAIN "velo-zip"

#include "config.h"

#include "velo-zip.h"

#include <string.h>

#include "velo-intake-error.h"
#include "velo-text.h"

#define LOCAL_MARK 0x04034b50u
#define ENTRY_MARK 0x02014b50u
#define END_MARK 0x06054b50u
#define LOCAL_SIZE 30
#define ENTRY_SIZE 46
#define END_SIZE 22
#define MAX_COMMENT 65535
#define MAX_ENTRIES 5000
#define FLAG_ENCRYPTED 1
#define FLAG_UTF8 (1 << 11)
#define METHOD_STORED 0
#define METHOD_DEFLATED 8
#define CHUNK 65536

typedef struct
{
  const guint8 *data;
  gsize         length;
  GPtrArray    *members;
  gsize         n_bytes;
  guint         n_encrypted;
  guint         n_archives;
} Walk;

static guint32
read_16 (const guint8 *p)
{
  return (guint32) p[0] | (guint32) p[1] << 8;
}

static guint32
read_32 (const guint8 *p)
{
  return read_16 (p) | read_16 (p + 2) << 16;
}

static void
member_free (gpointer data)
{
  VeloZipMember *member = data;

  g_free (member->name);
  g_bytes_unref (member->bytes);
  g_free (member);
}

/**
 * velo_zip_members_new:
 *
 * Returns: (transfer full) (element-type VeloZipMember): an empty list
 */
GPtrArray *
velo_zip_members_new (void)
{
  return g_ptr_array_new_with_free_func (member_free);
}

/**
 * velo_zip_members_add:
 * @members: (element-type VeloZipMember): a list
 * @name: the file's name, maybe with folders, which are cut off
 * @bytes: what is in it
 *
 * Adds a file.
 */
void
velo_zip_members_add (GPtrArray *members, const char *name, GBytes *bytes)
{
  VeloZipMember   *member = g_new0 (VeloZipMember, 1);
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  const char      *last = strrchr (g_strdelimit (valid, "\\", '/'), '/');

  member->name = velo_text_file_name (last == NULL ? valid : last + 1);
  member->bytes = g_bytes_ref (bytes);
  g_ptr_array_add (members, member);
}

static gboolean
fail (GError **error, VeloIntakeError code, const char *message)
{
  g_set_error_literal (error, VELO_INTAKE_ERROR, (int) code, message);
  return FALSE;
}

/* Unpacks to what the limit leaves; %NULL with the error set if there is more. */
static GBytes *
inflate (Walk *walk, const guint8 *data, gsize length, GError **error)
{
  g_autoptr (GConverter) converter =
      G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW));
  g_autoptr (GInputStream) packed =
      g_memory_input_stream_new_from_data (data, (gssize) length, NULL);
  g_autoptr (GInputStream) plain = g_converter_input_stream_new (packed, converter);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *chunk = g_malloc (CHUNK);
  gssize             got;

  while ((got = g_input_stream_read (plain, chunk, CHUNK, NULL, NULL)) > 0)
    {
      if (walk->n_bytes + bytes->len + (gsize) got > VELO_ZIP_MAX_BYTES)
        {
          fail (error, VELO_INTAKE_ERROR_OVER_LIMIT, "there is too much in the ZIP archive");
          return NULL;
        }
      g_byte_array_append (bytes, chunk, (guint) got);
    }
  if (got < 0)
    {
      fail (error, VELO_INTAKE_ERROR_UNSUPPORTED_FORMAT, "a damaged ZIP archive");
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static gboolean
starts_with (GBytes *bytes, const char *mark)
{
  gsize       length;
  const char *data = g_bytes_get_data (bytes, &length);

  return length >= strlen (mark) && memcmp (data, mark, strlen (mark)) == 0;
}

/**
 * velo_zip_wants:
 * @bytes: a file out of an archive or a mail
 *
 * Tells a PDF or XML by its content: what else is there is not for us.
 *
 * Returns: whether it is one
 */
gboolean
velo_zip_wants (GBytes *bytes)
{
  gsize         length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  gsize         n = MIN (length, 1024);

  for (gsize i = 0; i + 5 <= n; i++)
    if (memcmp (data + i, "%PDF-", 5) == 0)
      return TRUE;
  for (gsize i = 0; i < n; i++)
    if (data[i] == '<')
      return TRUE;
    else if (!g_ascii_isspace (data[i]) && data[i] != 0 && data[i] != 0xef && data[i] != 0xbb &&
             data[i] != 0xbf && data[i] != 0xff && data[i] != 0xfe)
      return FALSE;
  return FALSE;
}

/* The bytes of an entry as they lie in the archive. */
static const guint8 *
find_packed (Walk *walk, const guint8 *entry, gsize *length)
{
  const gsize   offset = read_32 (entry + 42);
  const guint8 *local = walk->data + offset;
  gsize         start;

  *length = read_32 (entry + 20);
  if (offset + LOCAL_SIZE > walk->length || read_32 (local) != LOCAL_MARK)
    return NULL;
  start = offset + LOCAL_SIZE + read_16 (local + 26) + read_16 (local + 28);
  if (start > walk->length || *length > walk->length - start)
    return NULL;
  return walk->data + start;
}

static char *
read_name (const guint8 *entry)
{
  const char *name = (const char *) entry + ENTRY_SIZE;
  const gsize length = read_16 (entry + 28);

  if ((read_16 (entry + 8) & FLAG_UTF8) != 0 || g_utf8_validate_len (name, length, NULL))
    return g_utf8_make_valid (name, (gssize) length);
  return g_convert_with_fallback (name, (gssize) length, "UTF-8", "CP850", "_", NULL, NULL, NULL);
}

static gboolean
take_entry (Walk *walk, const guint8 *entry, GError **error)
{
  const guint32    flags = read_16 (entry + 8);
  const guint32    method = read_16 (entry + 10);
  g_autofree char *name = read_name (entry);
  g_autoptr (GBytes) bytes = NULL;
  const guint8 *packed = NULL;
  gsize         length;

  if (name == NULL || g_str_has_suffix (name, "/"))
    return TRUE;
  if ((flags & FLAG_ENCRYPTED) != 0)
    {
      walk->n_encrypted++;
      return TRUE;
    }
  packed = find_packed (walk, entry, &length);
  if (packed == NULL)
    return fail (error, VELO_INTAKE_ERROR_UNSUPPORTED_FORMAT, "a damaged ZIP archive");
  if (method == METHOD_STORED && walk->n_bytes + length > VELO_ZIP_MAX_BYTES)
    return fail (error, VELO_INTAKE_ERROR_OVER_LIMIT, "there is too much in the ZIP archive");
  if (method == METHOD_STORED)
    bytes = g_bytes_new (packed, length);
  else if (method == METHOD_DEFLATED)
    bytes = inflate (walk, packed, length, error);
  else
    return TRUE;
  if (bytes == NULL)
    return FALSE;
  /* what is not wanted has been unpacked too */
  walk->n_bytes += g_bytes_get_size (bytes);
  if (starts_with (bytes, "PK\x03\x04"))
    walk->n_archives++;
  else if (velo_zip_wants (bytes))
    velo_zip_members_add (walk->members, name, bytes);
  return TRUE;
}

/* The record at the end, behind which only a comment may stand. */
static const guint8 *
find_end (const guint8 *data, gsize length)
{
  const gsize least = length > END_SIZE + MAX_COMMENT ? length - END_SIZE - MAX_COMMENT : 0;

  for (gsize i = length < END_SIZE ? 0 : length - END_SIZE + 1; i > least; i--)
    if (read_32 (data + i - 1) == END_MARK)
      return data + i - 1;
  return NULL;
}

static gboolean
take_entries (Walk *walk, GError **error)
{
  const guint8 *end = find_end (walk->data, walk->length);
  gsize         position;
  guint         n_entries;

  if (end == NULL)
    return fail (error, VELO_INTAKE_ERROR_UNSUPPORTED_FORMAT, "a damaged ZIP archive");
  n_entries = read_16 (end + 10);
  position = read_32 (end + 16);
  if (n_entries > MAX_ENTRIES)
    return fail (error, VELO_INTAKE_ERROR_OVER_LIMIT, "there is too much in the ZIP archive");
  for (guint i = 0; i < n_entries; i++)
    {
      const guint8 *entry = walk->data + position;
      gsize         size;

      if (position + ENTRY_SIZE > walk->length || read_32 (entry) != ENTRY_MARK)
        return fail (error, VELO_INTAKE_ERROR_UNSUPPORTED_FORMAT, "a damaged ZIP archive");
      size = ENTRY_SIZE + (gsize) read_16 (entry + 28) + read_16 (entry + 30) + read_16 (entry + 32);
      if (size > walk->length - position)
        return fail (error, VELO_INTAKE_ERROR_UNSUPPORTED_FORMAT, "a damaged ZIP archive");
      if (!take_entry (walk, entry, error))
        return FALSE;
      if (walk->members->len > VELO_ZIP_MAX_MEMBERS)
        return fail (error, VELO_INTAKE_ERROR_OVER_LIMIT, "there is too much in the ZIP archive");
      position += size;
    }
  return TRUE;
}

/**
 * velo_zip_is_one:
 * @bytes: a file
 *
 * Returns: whether it begins as a ZIP archive does
 */
gboolean
velo_zip_is_one (GBytes *bytes)
{
  return starts_with (bytes, "PK\x03\x04");
}

/**
 * velo_zip_read:
 * @bytes: a ZIP archive
 * @error: return location
 *
 * Unpacks the PDF and XML files of an archive into memory, all together at most
 * 48 MB. Archives in it stay closed; other files are left out. Names lose their
 * folders and mean nothing.
 *
 * Returns: (transfer full) (element-type VeloZipMember): the files, one at least;
 *   or %NULL with a #VeloIntakeError
 */
GPtrArray *
velo_zip_read (GBytes *bytes, GError **error)
{
  g_autoptr (GPtrArray) members = velo_zip_members_new ();
  Walk walk = { NULL, 0, members, 0, 0, 0 };

  walk.data = g_bytes_get_data (bytes, &walk.length);
  if (!take_entries (&walk, error))
    return NULL;
  if (members->len > 0)
    return g_steal_pointer (&members);
  if (walk.n_encrypted > 0)
    fail (error, VELO_INTAKE_ERROR_UNSUPPORTED_FORMAT, "the ZIP archive asks for a password");
  else if (walk.n_archives > 0)
    fail (error, VELO_INTAKE_ERROR_UNSUPPORTED_FORMAT, "a ZIP archive inside a ZIP archive");
  else
    fail (error, VELO_INTAKE_ERROR_UNSUPPORTED_FORMAT, "a ZIP archive without PDF or XML");
  return NULL;
}

/**
 * velo_zip_members_pack:
 * @members: (element-type VeloZipMember): files
 *
 * Writes names and files one behind the other, for another process.
 *
 * Returns: (transfer full): the bytes
 */
GBytes *
velo_zip_members_pack (GPtrArray *members)
{
  GByteArray *packed = g_byte_array_new ();

  for (guint i = 0; i < members->len; i++)
    {
      const VeloZipMember *member = members->pdata[i];
      gsize                length;
      const guint8        *data = g_bytes_get_data (member->bytes, &length);
      const guint32        sizes[2] = { GUINT32_TO_BE ((guint32) strlen (member->name)),
                                        GUINT32_TO_BE ((guint32) length) };

      g_byte_array_append (packed, (const guint8 *) sizes, sizeof sizes);
      g_byte_array_append (packed, (const guint8 *) member->name, (guint) strlen (member->name));
      g_byte_array_append (packed, data, (guint) length);
    }
  return g_byte_array_free_to_bytes (packed);
}

/**
 * velo_zip_members_unpack:
 * @data: what velo_zip_members_pack() wrote, by a process that read foreign bytes
 * @length: of @data
 *
 * Returns: (transfer full) (nullable) (element-type VeloZipMember): the files, or %NULL if it is
 *   something else
 */
GPtrArray *
velo_zip_members_unpack (const guint8 *data, gsize length)
{
  g_autoptr (GPtrArray) members = velo_zip_members_new ();

  while (length > 0)
    {
      guint32 sizes[2];
      gsize   name_length;
      gsize   file_length;
      g_autofree char *name = NULL;
      g_autoptr (GBytes) bytes = NULL;

      if (length < sizeof sizes || members->len > VELO_ZIP_MAX_MEMBERS)
        return NULL;
      memcpy (sizes, data, sizeof sizes);
      name_length = GUINT32_FROM_BE (sizes[0]);
      file_length = GUINT32_FROM_BE (sizes[1]);
      data += sizeof sizes;
      length -= sizeof sizes;
      if (name_length > length || file_length > length - name_length)
        return NULL;
      name = g_strndup ((const char *) data, name_length);
      bytes = g_bytes_new (data + name_length, file_length);
      velo_zip_members_add (members, name, bytes);
      data += name_length + file_length;
      length -= name_length + file_length;
    }
  return g_steal_pointer (&members);
}
