/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts documents into one ZIP file with a list of their checksums, and holds such a file against its list. */

#define G_LOG_DOMAIN "velo-paper"

#include "config.h"

#include "velo-evidence-package.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

/* A sale has a dozen documents; a package that claims more is not one of ours. */
#define MAX_FILES 500
#define MAX_BYTES (256 * 1024 * 1024)
#define SUM_LENGTH 64

typedef struct archive Writer;
typedef struct archive Reader;
typedef struct archive_entry Entry;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Entry, archive_entry_free)

static void
free_file (gpointer data)
{
  VeloEvidenceFile *file = data;

  g_free (file->name);
  g_clear_pointer (&file->bytes, g_bytes_unref);
  g_free (file);
}

static void
add_file (GPtrArray         *files,
          const char        *name,
          GBytes            *bytes,
          VeloEvidenceState  state)
{
  VeloEvidenceFile *file = g_new0 (VeloEvidenceFile, 1);

  file->name = g_strdup (name);
  file->bytes = bytes == NULL ? NULL : g_bytes_ref (bytes);
  file->state = state;
  g_ptr_array_add (files, file);
}

static VeloEvidenceFile *
find_file (GPtrArray  *files,
           const char *name)
{
  for (guint i = 0; i < files->len; i++)
    {
      VeloEvidenceFile *file = g_ptr_array_index (files, i);

      if (g_str_equal (file->name, name))
        return file;
    }
  return NULL;
}

/* Such a name cannot leave the folder into which somebody unpacks it. */
static gboolean
is_plain_name (const char *name)
{
  if (name == NULL || *name == '\0' || *name == '.' || strpbrk (name, "/\\") != NULL || !g_utf8_validate (name, -1, NULL))
    return FALSE;
  for (const char *p = name; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      return FALSE;
  return TRUE;
}

/**
 * velo_evidence_files_new:
 *
 * Returns: (transfer full) (element-type VeloEvidenceFile): no files
 */
GPtrArray *
velo_evidence_files_new (void)
{
  return g_ptr_array_new_with_free_func (free_file);
}

/**
 * velo_evidence_files_add:
 * @files: files of a package
 * @name: a name of its own, in ASCII, without a folder
 * @bytes: what is in it
 */
void
velo_evidence_files_add (GPtrArray  *files,
                         const char *name,
                         GBytes     *bytes)
{
  g_return_if_fail (files != NULL && bytes != NULL);
  g_return_if_fail (is_plain_name (name) && g_str_is_ascii (name));
  g_return_if_fail (find_file (files, name) == NULL && !g_str_equal (name, VELO_EVIDENCE_SUMS));

  add_file (files, name, bytes, VELO_EVIDENCE_INTACT);
}

static gboolean
is_good (struct archive *archive,
         int             status,
         VeloPaperError  code,
         GError        **error)
{
  if (status == ARCHIVE_OK)
    return TRUE;
  g_set_error (error, VELO_PAPER_ERROR, code, "the archive: %s", archive_error_string (archive));
  return FALSE;
}

/* Writing */

static la_ssize_t
write_cb (struct archive *writer,
          void           *user_data,
          const void     *data,
          size_t          size)
{
  g_byte_array_append (user_data, data, (guint) size);
  return (la_ssize_t) size;
}

static gboolean
write_file (Writer      *writer,
            const char  *name,
            GBytes      *bytes,
            gint64       time_usec,
            GError     **error)
{
  g_autoptr(Entry) entry = archive_entry_new ();
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_mtime (entry, time_usec / G_USEC_PER_SEC, 0);
  archive_entry_set_size (entry, (la_int64_t) size);
  return is_good (writer, archive_write_header (writer, entry), VELO_PAPER_ERROR_FAILED, error)
         && is_good (writer, archive_write_data (writer, data, size) == (la_ssize_t) size ? ARCHIVE_OK : ARCHIVE_FATAL,
                     VELO_PAPER_ERROR_FAILED, error);
}

static gboolean
write_files (Writer     *writer,
             GPtrArray  *files,
             GBytes     *sums,
             gint64      time_usec,
             GError    **error)
{
  for (guint i = 0; i < files->len; i++)
    {
      VeloEvidenceFile *file = g_ptr_array_index (files, i);

      if (!write_file (writer, file->name, file->bytes, time_usec, error))
        return FALSE;
    }
  return write_file (writer, VELO_EVIDENCE_SUMS, sums, time_usec, error);
}

/**
 * velo_evidence_package_build:
 * @files: (element-type VeloEvidenceFile): what to pack
 * @time_usec: when, in microseconds since 1970
 * @fingerprint: (out) (transfer full): SHA-256 of the list of checksums, which stands for all files
 * @error: return location for a #VeloPaperError
 *
 * Returns: (transfer full) (nullable): a ZIP file
 */
GBytes *
velo_evidence_package_build (GPtrArray  *files,
                             gint64      time_usec,
                             char      **fingerprint,
                             GError    **error)
{
  g_autoptr(GString) list = g_string_new (NULL);
  g_autoptr(GByteArray) package = g_byte_array_new ();
  g_autoptr(GBytes) sums = NULL;
  Writer *writer;
  gboolean done;

  g_return_val_if_fail (files != NULL && fingerprint != NULL, NULL);

  for (guint i = 0; i < files->len; i++)
    {
      VeloEvidenceFile *file = g_ptr_array_index (files, i);
      g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, file->bytes);

      g_string_append_printf (list, "%s  %s\n", sum, file->name);
    }
  sums = g_string_free_to_bytes (g_steal_pointer (&list));
  writer = archive_write_new ();
  done = is_good (writer, archive_write_set_format_zip (writer), VELO_PAPER_ERROR_FAILED, error)
         && is_good (writer, archive_write_set_bytes_in_last_block (writer, 1), VELO_PAPER_ERROR_FAILED, error)
         && is_good (writer, archive_write_open (writer, package, NULL, write_cb, NULL), VELO_PAPER_ERROR_FAILED, error)
         && write_files (writer, files, sums, time_usec, error)
         && is_good (writer, archive_write_close (writer), VELO_PAPER_ERROR_FAILED, error);
  archive_write_free (writer);
  if (!done)
    return NULL;
  *fingerprint = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, sums);
  return g_byte_array_free_to_bytes (g_steal_pointer (&package));
}

/* Reading: the package may have been changed by anybody. */

static GBytes *
read_content (Reader  *reader,
              gsize   *n_total,
              GError **error)
{
  g_autoptr(GByteArray) content = g_byte_array_new ();
  guint8 buffer[16384];
  la_ssize_t n_read;

  while ((n_read = archive_read_data (reader, buffer, sizeof buffer)) > 0)
    {
      *n_total += (gsize) n_read;
      if (*n_total > MAX_BYTES)
        {
          g_set_error_literal (error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_TOO_LARGE, "the package unpacks to too much");
          return NULL;
        }
      g_byte_array_append (content, buffer, (guint) n_read);
    }
  if (n_read < 0)
    {
      g_set_error (error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_DAMAGED, "the package is damaged: %s",
                   archive_error_string (reader));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&content));
}

static gboolean
read_files (Reader     *reader,
            GPtrArray  *files,
            GError    **error)
{
  struct archive_entry *entry;
  gsize n_total = 0;
  int status;

  while ((status = archive_read_next_header (reader, &entry)) == ARCHIVE_OK)
    {
      const char *name = archive_entry_pathname (entry);
      g_autoptr(GBytes) bytes = NULL;

      if (files->len >= MAX_FILES)
        {
          g_set_error_literal (error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_TOO_LARGE, "the package has too many files");
          return FALSE;
        }
      if (archive_entry_filetype (entry) != AE_IFREG || !is_plain_name (name) || find_file (files, name) != NULL)
        {
          g_set_error_literal (error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_DAMAGED,
                               "the package has something that is no file of its own");
          return FALSE;
        }
      bytes = read_content (reader, &n_total, error);
      if (bytes == NULL)
        return FALSE;
      add_file (files, name, bytes, VELO_EVIDENCE_UNKNOWN);
    }
  if (status == ARCHIVE_EOF)
    return TRUE;
  g_set_error (error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_DAMAGED, "no package: %s", archive_error_string (reader));
  return FALSE;
}

static gboolean
hold_line (GPtrArray  *files,
           const char *line)
{
  g_autofree char *sum = NULL;
  const char *name;
  VeloEvidenceFile *file;

  if (strlen (line) < SUM_LENGTH + 3 || strncmp (line + SUM_LENGTH, "  ", 2) != 0
      || strspn (line, "0123456789abcdef") != SUM_LENGTH)
    return FALSE;
  name = line + SUM_LENGTH + 2;
  if (!is_plain_name (name))
    return FALSE;
  file = find_file (files, name);
  if (file == NULL)
    {
      add_file (files, name, NULL, VELO_EVIDENCE_MISSING);
      return TRUE;
    }
  if (file->bytes == NULL)
    return FALSE;
  sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, file->bytes);
  file->state = strncmp (sum, line, SUM_LENGTH) == 0 ? VELO_EVIDENCE_INTACT : VELO_EVIDENCE_CHANGED;
  return TRUE;
}

static gboolean
hold_against_list (GPtrArray  *files,
                   char      **fingerprint,
                   GError    **error)
{
  VeloEvidenceFile *sums = find_file (files, VELO_EVIDENCE_SUMS);
  g_auto(GStrv) lines = NULL;
  g_autofree char *text = NULL;
  gboolean good = sums != NULL && g_bytes_get_size (sums->bytes) > 0;

  if (good)
    {
      *fingerprint = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, sums->bytes);
      text = g_strndup (g_bytes_get_data (sums->bytes, NULL), g_bytes_get_size (sums->bytes));
      lines = g_strsplit (text, "\n", MAX_FILES + 1);
      g_ptr_array_remove (files, sums);
    }
  for (guint i = 0; good && lines[i] != NULL; i++)
    good = *lines[i] == '\0' ? lines[i + 1] == NULL : hold_line (files, lines[i]);
  if (good)
    return TRUE;
  g_clear_pointer (fingerprint, g_free);
  g_set_error_literal (error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_MISMATCH, "the list of checksums is missing or damaged");
  return FALSE;
}

/**
 * velo_evidence_package_check:
 * @package: a file that may be an evidence package
 * @fingerprint: (out) (transfer full): SHA-256 of its list of checksums, to be compared with the one
 *   that was noted when it was made: who changes a file and the list cannot change that one
 * @error: return location for a #VeloPaperError
 *
 * Returns: (transfer full) (nullable) (element-type VeloEvidenceFile): what is in it and what should
 *   be, each with its state; %NULL if it is no package at all
 */
GPtrArray *
velo_evidence_package_check (GBytes  *package,
                             char   **fingerprint,
                             GError **error)
{
  g_autoptr(GPtrArray) files = velo_evidence_files_new ();
  Reader *reader;
  gboolean good;
  gsize size;
  const void *data;

  g_return_val_if_fail (package != NULL && fingerprint != NULL, NULL);

  *fingerprint = NULL;
  data = g_bytes_get_data (package, &size);
  reader = archive_read_new ();
  good = is_good (reader, archive_read_support_format_zip (reader), VELO_PAPER_ERROR_DAMAGED, error)
         && is_good (reader, archive_read_open_memory (reader, data, size), VELO_PAPER_ERROR_DAMAGED, error)
         && read_files (reader, files, error)
         && hold_against_list (files, fingerprint, error);
  archive_read_free (reader);
  return good ? g_steal_pointer (&files) : NULL;
}
