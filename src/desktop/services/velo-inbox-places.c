/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of a watched folder: which files in it need no reading. */

#define G_LOG_DOMAIN "velo-inbox"

#include "config.h"

#include "velo-inbox-places-private.h"

#include "velo-store-places.h"

/* What was taken is remembered in the store when so many files have come together, or all are done. */
#define NOTE_EVERY 50

VeloInboxPlaces *
velo_inbox_places_new (VeloStore  *store,
                       const char *uri,
                       gint64      since)
{
  VeloInboxPlaces *self = g_new0 (VeloInboxPlaces, 1);
  g_autoptr(GFile) file = g_file_new_for_uri (uri);

  self->store = g_object_ref (store);
  self->uri = g_strdup (uri);
  self->since = since;
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  self->notes = g_ptr_array_new_with_free_func (g_object_unref);
  self->watch = velo_folder_watch_new (file);
  return self;
}

void
velo_inbox_places_free (VeloInboxPlaces *self)
{
  velo_folder_watch_stop (self->watch);
  g_signal_handlers_disconnect_by_data (self->watch, self);
  g_clear_object (&self->watch);
  g_clear_object (&self->store);
  g_clear_pointer (&self->places, g_hash_table_unref);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_free (self->uri);
  g_free (self);
}

static void
keep (VeloInboxPlaces *self,
      VeloTakenFile   *place)
{
  g_hash_table_replace (self->places, (gpointer) velo_taken_file_get_name (place), g_object_ref (place));
}

void
velo_inbox_places_load (VeloInboxPlaces *self,
                        GPtrArray       *places)
{
  for (guint i = 0; i < places->len; i++)
    keep (self, g_ptr_array_index (places, i));
}

gboolean
velo_inbox_places_is_known (VeloInboxPlaces *self,
                            VeloTakenFile   *place)
{
  VeloTakenFile *known = g_hash_table_lookup (self->places, velo_taken_file_get_name (place));

  return known != NULL
         && velo_taken_file_get_size (known) == velo_taken_file_get_size (place)
         && velo_taken_file_get_modified_at (known) == velo_taken_file_get_modified_at (place);
}

static void
noted_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  /* then they are looked at once more at the next start, and known by their contents */
  if (!velo_store_note_places_finish (VELO_STORE (object), result, &error))
    g_info ("places were not remembered: %s %d", g_quark_to_string (error->domain), error->code);
}

void
velo_inbox_places_flush (VeloInboxPlaces *self,
                         gboolean         known)
{
  if (self->notes->len == 0 && !known)
    return;
  velo_store_note_places_async (self->store, self->uri, self->notes, known, NULL, noted_cb, NULL);
  g_ptr_array_set_size (self->notes, 0);
}

void
velo_inbox_places_note (VeloInboxPlaces *self,
                        VeloTakenFile   *place)
{
  keep (self, place);
  g_ptr_array_add (self->notes, g_object_ref (place));
  if (self->notes->len >= NOTE_EVERY)
    velo_inbox_places_flush (self, FALSE);
}
