/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes ZIP archives whose files are stored as they are: photos do not get smaller. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-archive.h"

#include <string.h>

#include "velo-claims-error.h"

/* Kept in memory until it is sent. */
#define MAX_BYTES (256 * 1024 * 1024)
#define MAX_FILES 10000

/* PKWARE's APPNOTE, sections 4.3.7, 4.3.12 and 4.3.16. */
#define MARK_FILE 0x04034b50u
#define MARK_ENTRY 0x02014b50u
#define MARK_END 0x06054b50u
#define NEEDED_VERSION 20
#define FLAG_UTF8 (1 << 11)

struct _VeloClaimsArchive
{
  GByteArray *bytes;
  GByteArray *entries;
  guint n_files;
  guint day;
  guint time;
};

static void
put (GByteArray *bytes,
     guint32     value,
     guint       n_bytes)
{
  for (guint i = 0; i < n_bytes; i++)
    {
      guint8 byte = (guint8) (value >> (8 * i));

      g_byte_array_append (bytes, &byte, 1);
    }
}

static guint32
get_crc (const guint8 *data,
         gsize         size)
{
  guint32 table[256];
  guint32 crc = 0xffffffffu;

  for (guint32 i = 0; i < G_N_ELEMENTS (table); i++)
    {
      table[i] = i;
      for (int bit = 0; bit < 8; bit++)
        table[i] = table[i] >> 1 ^ (table[i] & 1 ? 0xedb88320u : 0);
    }
  for (gsize i = 0; i < size; i++)
    crc = crc >> 8 ^ table[(crc ^ data[i]) & 0xff];
  return ~crc;
}

/**
 * velo_claims_archive_new:
 * @time_usec: when its files were made, microseconds UTC
 *
 * Returns: (transfer full): an archive without files
 */
VeloClaimsArchive *
velo_claims_archive_new (gint64 time_usec)
{
  VeloClaimsArchive *self = g_new0 (VeloClaimsArchive, 1);
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (time_usec / G_USEC_PER_SEC);

  self->bytes = g_byte_array_new ();
  self->entries = g_byte_array_new ();
  self->day = (guint) ((g_date_time_get_year (time) - 1980) << 9 | g_date_time_get_month (time) << 5
                       | g_date_time_get_day_of_month (time));
  self->time = (guint) (g_date_time_get_hour (time) << 11 | g_date_time_get_minute (time) << 5
                        | g_date_time_get_second (time) / 2);
  return self;
}

/**
 * velo_claims_archive_free:
 * @self: (transfer full): an archive
 */
void
velo_claims_archive_free (VeloClaimsArchive *self)
{
  g_byte_array_unref (self->bytes);
  g_byte_array_unref (self->entries);
  g_free (self);
}

/* What stands before a file and in the directory alike. */
static void
put_facts (VeloClaimsArchive *self,
           GByteArray        *to,
           guint32            crc,
           gsize              size,
           const char        *name)
{
  put (to, NEEDED_VERSION, 2);
  put (to, FLAG_UTF8, 2);
  put (to, 0, 2);
  put (to, self->time, 2);
  put (to, self->day, 2);
  put (to, crc, 4);
  put (to, (guint32) size, 4);
  put (to, (guint32) size, 4);
  put (to, (guint32) strlen (name), 2);
  put (to, 0, 2);
}

/**
 * velo_claims_archive_add:
 * @self: an archive
 * @name: of the file, with folders
 * @content: of the file
 * @error: return location; %VELO_CLAIMS_ERROR_LIMIT if the archive would be too large
 *
 * Returns: whether it is in
 */
gboolean
velo_claims_archive_add (VeloClaimsArchive  *self,
                         const char         *name,
                         GBytes             *content,
                         GError            **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (content, &size);
  guint32 crc = get_crc (data, size);
  guint32 at = self->bytes->len;

  if (size > MAX_BYTES || self->bytes->len > MAX_BYTES - size || self->n_files >= MAX_FILES)
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_LIMIT, "too much for one archive");
      return FALSE;
    }
  put (self->bytes, MARK_FILE, 4);
  put_facts (self, self->bytes, crc, size, name);
  g_byte_array_append (self->bytes, (const guint8 *) name, (guint) strlen (name));
  g_byte_array_append (self->bytes, data, (guint) size);
  put (self->entries, MARK_ENTRY, 4);
  put (self->entries, NEEDED_VERSION, 2);
  put_facts (self, self->entries, crc, size, name);
  put (self->entries, 0, 2); /* comment */
  put (self->entries, 0, 2); /* disk */
  put (self->entries, 0, 2); /* attributes */
  put (self->entries, 0, 4);
  put (self->entries, at, 4);
  g_byte_array_append (self->entries, (const guint8 *) name, (guint) strlen (name));
  self->n_files++;
  return TRUE;
}

/**
 * velo_claims_archive_finish:
 * @self: an archive; may only be freed afterwards
 *
 * Returns: (transfer full): it as a file
 */
GBytes *
velo_claims_archive_finish (VeloClaimsArchive *self)
{
  guint32 at = self->bytes->len;

  g_byte_array_append (self->bytes, self->entries->data, self->entries->len);
  put (self->bytes, MARK_END, 4);
  put (self->bytes, 0, 4); /* disks */
  put (self->bytes, self->n_files, 2);
  put (self->bytes, self->n_files, 2);
  put (self->bytes, self->entries->len, 4);
  put (self->bytes, at, 4);
  put (self->bytes, 0, 2); /* comment */
  return g_byte_array_free_to_bytes (g_byte_array_ref (self->bytes));
}
