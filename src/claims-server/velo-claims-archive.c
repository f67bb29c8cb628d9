/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes ZIP archives whose files are stored as they are: photos do not get smaller. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-archive.h"

#include <archive.h>
#include <archive_entry.h>

#include "velo-claims-error.h"

/* Kept in memory until it is sent. */
#define MAX_BYTES (256 * 1024 * 1024)

typedef struct archive_entry Entry;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Entry, archive_entry_free)

struct _VeloClaimsArchive
{
  struct archive *writer; /* (owned) */
  GByteArray *bytes;      /* (owned) */
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

/**
 * velo_claims_archive_add:
 * @self: an archive
 * @name: of the file, with folders
 * @content: of the file
 * @error: return location; %VELO_CLAIMS_ERROR_LIMIT if the archive would be too large, or a #GIOError
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
  g_autoptr(Entry) entry = NULL;

  if (size > MAX_BYTES || self->bytes->len > MAX_BYTES - size)
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_LIMIT, "too much for one archive");
      return FALSE;
    }
  entry = archive_entry_new ();
  archive_entry_set_pathname_utf8 (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_mtime (entry, self->time, 0);
  archive_entry_set_size (entry, (la_int64_t) size);
  if (archive_write_header (self->writer, entry) == ARCHIVE_OK
      && archive_write_data (self->writer, data, size) == (la_ssize_t) size)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the archive: %s", archive_error_string (self->writer));
  return FALSE;
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
  archive_write_close (self->writer);
  return g_byte_array_free_to_bytes (g_byte_array_ref (self->bytes));
}
