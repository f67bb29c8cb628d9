/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes ZIP archives, to be taken away while they grow; files are stored as they are: photos do not get
 * smaller. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-archive.h"

#include <archive.h>
#include <archive_entry.h>

typedef struct archive_entry Entry;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Entry, archive_entry_free)

struct _VeloClaimsArchive
{
  struct archive *writer; /* (owned) */
  GByteArray *bytes;      /* (owned): not yet taken away */
  gsize taken;            /* of @bytes */
  gint64 time;            /* seconds since 1970 */
};

static la_ssize_t
write_cb (struct archive *writer,
          void           *user_data,
          const void     *data,
          size_t          size)
{
  g_byte_array_append (user_data, data, (guint) size);
  return (la_ssize_t) size;
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

  self->bytes = g_byte_array_new ();
  self->time = time_usec / G_USEC_PER_SEC;
  self->writer = archive_write_new ();
  /* whatever of this fails is told by the first file */
  archive_write_set_format_zip (self->writer);
  archive_write_zip_set_compression_store (self->writer);
  archive_write_set_options (self->writer, "hdrcharset=UTF-8");
  archive_write_set_bytes_in_last_block (self->writer, 1);
  archive_write_open (self->writer, self->bytes, NULL, write_cb, NULL);
  return self;
}

/**
 * velo_claims_archive_free:
 * @self: (transfer full): an archive
 */
void
velo_claims_archive_free (VeloClaimsArchive *self)
{
  archive_write_free (self->writer);
  g_byte_array_unref (self->bytes);
  g_free (self);
}

static void
set_error (VeloClaimsArchive  *self,
           GError            **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the archive: %s", archive_error_string (self->writer));
}

/**
 * velo_claims_archive_add:
 * @self: an archive
 * @name: of the file, with folders
 * @content: of the file
 * @error: return location for a #GIOError
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
  gconstpointer data = g_bytes_get_data (content, &size);
  g_autoptr(Entry) entry = archive_entry_new ();

  archive_entry_set_pathname_utf8 (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_mtime (entry, self->time, 0);
  archive_entry_set_size (entry, (la_int64_t) size);
  if (archive_write_header (self->writer, entry) == ARCHIVE_OK
      && archive_write_data (self->writer, data, size) == (la_ssize_t) size)
    return TRUE;
  set_error (self, error);
  return FALSE;
}

/**
 * velo_claims_archive_finish:
 * @self: an archive; nothing may be added afterwards
 * @error: return location for a #GIOError
 *
 * Returns: whether what is left to be taken away ends it
 */
gboolean
velo_claims_archive_finish (VeloClaimsArchive  *self,
                            GError            **error)
{
  if (archive_write_close (self->writer) == ARCHIVE_OK)
    return TRUE;
  set_error (self, error);
  return FALSE;
}

/**
 * velo_claims_archive_take:
 * @self: an archive
 * @most: how many bytes
 *
 * Returns: (transfer full) (nullable): the next bytes of it; %NULL if there are none yet, or no more
 */
GBytes *
velo_claims_archive_take (VeloClaimsArchive *self,
                          gsize              most)
{
  gsize size = MIN (most, self->bytes->len - self->taken);
  GBytes *bytes;

  if (size == 0)
    return NULL;
  bytes = g_bytes_new (self->bytes->data + self->taken, size);
  self->taken += size;
  if (self->taken == self->bytes->len)
    {
      g_byte_array_set_size (self->bytes, 0);
      self->taken = 0;
    }
  return bytes;
}
