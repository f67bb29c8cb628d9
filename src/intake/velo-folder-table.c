/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of the files of a watched folder, and which of them are complete. */

#define G_LOG_DOMAIN "velo-folder-watch"

#include "config.h"

#include "velo-folder-table-private.h"

#include "velo-folder-watch.h"

/* A file that could not be read is tried ever more seldom: 2, 4, 8 ... times the settling time. */
#define MAX_TRIES 6

static gboolean
ends_with (const char         *name,
           const char * const *endings)
{
  g_autofree char *folded = g_ascii_strdown (name, -1);

  for (; *endings != NULL; endings++)
    if (g_str_has_suffix (folded, *endings))
      return TRUE;
  return FALSE;
}

/**
 * velo_folder_watch_is_passed_over:
 * @name: name of a file
 *
 * Tells a name that a program gives to a file while it writes it, and hidden
 * ones.
 *
 * Returns: whether a file of this name is not even looked at
 */
gboolean
velo_folder_watch_is_passed_over (const char *name)
{
  static const char * const endings[] = { "~", ".tmp", ".temp", ".part", ".partial", ".filepart", ".crdownload",
                                          ".download", ".swp", ".lock", ".bak", NULL };

  g_return_val_if_fail (name != NULL, TRUE);

  return *name == '\0' || *name == '.' || *name == '~' || ends_with (name, endings);
}

/**
 * velo_folder_watch_is_candidate:
 * @name: name of a file
 *
 * Tells a name that speaks for an invoice. Others may have one of any other
 * name: what is in them tells.
 *
 * Returns: whether a file of this name is taken without a look at its beginning
 */
gboolean
velo_folder_watch_is_candidate (const char *name)
{
  static const char * const endings[] = { ".pdf", ".xml", ".zip", ".eml", ".mbox", NULL };

  g_return_val_if_fail (name != NULL, FALSE);

  return !velo_folder_watch_is_passed_over (name) && ends_with (name, endings);
}

static void
file_free (gpointer data)
{
  VeloFolderFile *file = data;

  g_free (file->name);
  g_free (file);
}

static gint64
due_at (VeloFolderTable      *self,
        const VeloFolderFile *file)
{
  return MAX (file->since + self->settle, file->not_before);
}

static gint64
get_modified (GFileInfo *info)
{
  return (gint64) g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED) * G_USEC_PER_SEC
         + g_file_info_get_attribute_uint32 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC);
}

void
velo_folder_table_init (VeloFolderTable *self,
                        gint64           settle)
{
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, file_free);
  self->settle = settle;
  self->serial = 0;
}

void
velo_folder_table_clear (VeloFolderTable *self)
{
  g_clear_pointer (&self->files, g_hash_table_unref);
}

/* Folders, pipes and links that lead nowhere are no files, whatever they are called. */
void
velo_folder_table_see (VeloFolderTable *self,
                       GFileInfo       *info,
                       gint64           now)
{
  const char *name = g_file_info_get_name (info);
  guint64 size = (guint64) g_file_info_get_size (info);
  gint64 modified = get_modified (info);
  VeloFolderFile *file;

  if (velo_folder_watch_is_passed_over (name) || g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    return;
  file = g_hash_table_lookup (self->files, name);
  if (file == NULL)
    {
      file = g_new0 (VeloFolderFile, 1);
      file->name = g_strdup (name);
      file->since = now;
      g_hash_table_insert (self->files, file->name, file);
    }
  else if (file->size != size || file->modified != modified)
    {
      file->since = now;
      file->not_before = 0;
      file->n_tries = 0;
      file->ready = FALSE;
    }
  file->serial = self->serial;
  file->size = size;
  file->modified = modified;
}

static gboolean
is_unseen (gpointer key,
           gpointer value,
           gpointer user_data)
{
  return ((VeloFolderFile *) value)->serial != GPOINTER_TO_UINT (user_data);
}

void
velo_folder_table_forget_unseen (VeloFolderTable *self)
{
  g_hash_table_foreach_remove (self->files, is_unseen, GUINT_TO_POINTER (self->serial));
}

/* Names, since whoever hears of them may change the table. */
GPtrArray *
velo_folder_table_take_ready (VeloFolderTable *self,
                              gint64           now)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      VeloFolderFile *file = value;

      if (file->ready || file->size == 0 || due_at (self, file) > now)
        continue;
      file->ready = TRUE;
      g_ptr_array_add (names, g_strdup (file->name));
    }
  return names;
}

/* An empty file says by its next event, or at the next scan, that it has become one. */
gint64
velo_folder_table_find_next (VeloFolderTable *self,
                             gint64           latest)
{
  gint64 next = latest;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const VeloFolderFile *file = value;

      if (!file->ready && file->size > 0)
        next = MIN (next, due_at (self, file));
    }
  return next;
}

gboolean
velo_folder_table_retry (VeloFolderTable *self,
                         const char      *name,
                         gint64           now)
{
  VeloFolderFile *file = g_hash_table_lookup (self->files, name);

  if (file == NULL)
    return FALSE;
  file->n_tries = MIN (file->n_tries + 1, MAX_TRIES);
  file->not_before = now + (self->settle << file->n_tries);
  file->ready = FALSE;
  return TRUE;
}

guint
velo_folder_table_count_waiting (VeloFolderTable *self)
{
  guint n_waiting = 0;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    n_waiting += !((VeloFolderFile *) value)->ready;
  return n_waiting;
}
