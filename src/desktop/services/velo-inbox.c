/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Watches the folders of the settings and takes in what is complete and not known yet. */

#define G_LOG_DOMAIN "velo-inbox"

#include "config.h"

#include "velo-inbox.h"

#include "velo-date.h"
#include "velo-inbox-doubts-private.h"
#include "velo-inbox-places-private.h"
#include "velo-store-files.h"
#include "velo-store-places.h"
#include "velo-watched-folders.h"

#define SETTLE_MS 2000
/* A folder was seen as a whole when this many settling times have passed. */
#define WHOLE_FACTOR 3

struct _VeloInbox
{
  GObject parent_instance;

  VeloCounter *counter;      /* (owned) (not nullable) */
  GSettings *settings;       /* (owned) (not nullable) of the intake */
  GPtrArray *folders;        /* (owned) (element-type VeloInboxPlaces) */
  VeloIntakeBatch *batch;    /* (owned) (nullable): the files of now, or of last time */
  VeloInboxDoubts *doubts;   /* (owned) (not nullable): files whose name says nothing */
  GCancellable *cancellable; /* (owned) (not nullable) */
  guint settle_ms;
  guint scan_ms;             /* 0 for that of the settings */
  guint start_source;
  gboolean running;
};

G_DEFINE_FINAL_TYPE (VeloInbox, velo_inbox, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_BEGUN,
  SIGNAL_SOLD,
  SIGNAL_FINISHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static VeloStore *
get_store (VeloInbox *self)
{
  return velo_counter_get_store (self->counter);
}

static VeloInboxPlaces *
find_folder (VeloInbox  *self,
             const char *uri)
{
  for (guint i = 0; i < self->folders->len; i++)
    if (g_str_equal (((VeloInboxPlaces *) g_ptr_array_index (self->folders, i))->uri, uri))
      return g_ptr_array_index (self->folders, i);
  return NULL;
}

/* The batch */

static void
done_cb (VeloInbox       *self,
         VeloIntakeItem  *item,
         VeloIntakeBatch *batch)
{
  VeloTakenFile *place = g_object_get_data (G_OBJECT (item), "place");
  VeloInboxPlaces *folder = find_folder (self, velo_taken_file_get_folder (place));

  if (folder == NULL)
    return;
  if (velo_intake_item_get_state (item) == VELO_INTAKE_STATE_FAILED)
    {
      velo_folder_watch_retry (folder->watch, velo_taken_file_get_name (place));
      return;
    }
  folder->taken_at = velo_time_now ();
  velo_inbox_places_note (folder, place);
}

static void
sold_cb (VeloInbox   *self,
         VeloInvoice *invoice)
{
  g_signal_emit (self, signals[SIGNAL_SOLD], 0, invoice);
}

static void
finished_cb (VeloInbox       *self,
             VeloIntakeBatch *batch)
{
  for (guint i = 0; i < self->folders->len; i++)
    velo_inbox_places_flush (g_ptr_array_index (self->folders, i), FALSE);
  g_signal_emit (self, signals[SIGNAL_FINISHED], 0, batch);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
start_cb (gpointer user_data)
{
  VeloInbox *self = user_data;

  self->start_source = 0;
  velo_intake_batch_start (self->batch);
  g_signal_emit (self, signals[SIGNAL_BEGUN], 0, self->batch);
  return G_SOURCE_REMOVE;
}

/* Files that are said to be complete together are taken in together. */
static VeloIntakeBatch *
ensure_batch (VeloInbox *self)
{
  if (self->start_source != 0 || (self->batch != NULL && velo_intake_batch_is_running (self->batch)))
    return self->batch;
  if (self->batch != NULL)
    g_signal_handlers_disconnect_by_data (self->batch, self);
  g_clear_object (&self->batch);
  self->batch = velo_intake_batch_new (self->counter, VELO_INTAKE_ORIGIN_FOLDER);
  g_signal_connect_object (self->batch, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->batch, "sold", G_CALLBACK (sold_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->batch, "finished", G_CALLBACK (finished_cb), self, G_CONNECT_SWAPPED);
  self->start_source = g_idle_add (start_cb, self);
  return self->batch;
}

/* What the watch says */

static void
add (VeloInbox     *self,
     VeloTakenFile *place,
     GFile         *file)
{
  VeloIntakeItem *item = velo_intake_batch_add (ensure_batch (self), file);

  g_object_set_data_full (G_OBJECT (item), "place", g_object_ref (place), g_object_unref);
}

/* Nobody needs to hear of a picture or a letter, and once is enough for us. */
static void
looked_into_cb (VeloTakenFile *place,
                GFile         *file,
                VeloFileKind   kind,
                const GError  *error,
                gpointer       user_data)
{
  VeloInbox *self = user_data;
  VeloInboxPlaces *folder = find_folder (self, velo_taken_file_get_folder (place));

  if (folder == NULL)
    return;
  if (error != NULL)
    velo_folder_watch_retry (folder->watch, velo_taken_file_get_name (place));
  else if (kind == VELO_FILE_KIND_OTHER)
    velo_inbox_places_note (folder, place);
  else
    add (self, place, file);
}

static void
ready_cb (VeloFolderWatch *watch,
          const char      *name,
          guint64          size,
          gint64           modified,
          VeloInboxPlaces *folder)
{
  VeloInbox *self = folder->inbox;
  g_autoptr(VeloTakenFile) place = velo_taken_file_new ();
  g_autoptr(GFile) file = NULL;

  velo_taken_file_set_folder (place, folder->uri);
  velo_taken_file_set_name (place, name);
  velo_taken_file_set_size (place, (gint64) size);
  velo_taken_file_set_modified_at (place, modified);
  if (velo_inbox_places_is_known (folder, place))
    return;
  if (!folder->known && modified < folder->since * G_USEC_PER_SEC)
    {
      velo_inbox_places_note (folder, place);
      return;
    }
  file = g_file_get_child (velo_folder_watch_get_folder (watch), name);
  if (velo_folder_watch_is_candidate (name))
    add (self, place, file);
  else
    velo_inbox_doubts_add (self->doubts, place, file);
}

static void
scanned_cb (VeloFolderWatch *watch,
            VeloInboxPlaces *folder)
{
  VeloInbox *self = folder->inbox;
  gint64 now = g_get_monotonic_time ();

  if (folder->known || velo_folder_watch_get_state (watch) != VELO_FOLDER_STATE_WATCHING)
    return;
  if (folder->seen_since == 0)
    folder->seen_since = now;
  if (velo_folder_watch_get_n_waiting (watch) > 0
      && now - folder->seen_since < WHOLE_FACTOR * self->settle_ms * G_TIME_SPAN_MILLISECOND)
    return;
  folder->known = TRUE;
  velo_inbox_places_flush (folder, TRUE);
}

static void
state_cb (VeloFolderWatch *watch,
          GParamSpec      *pspec,
          VeloInboxPlaces *folder)
{
  g_signal_emit (folder->inbox, signals[SIGNAL_CHANGED], 0);
}

/* Folders of the settings */

typedef struct
{
  VeloInbox *inbox; /* (owned) */
  char *uri;        /* (owned) */
} Listing;

static void
listing_free (Listing *listing)
{
  g_clear_object (&listing->inbox);
  g_free (listing->uri);
  g_free (listing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Listing, listing_free)

/* When a file came last, before this start. */
static void
last_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Listing) listing = user_data;
  g_autoptr(GPtrArray) files = velo_store_list_taken_files_finish (VELO_STORE (object), result, NULL);
  VeloInboxPlaces *folder = listing->inbox->running ? find_folder (listing->inbox, listing->uri) : NULL;

  if (folder == NULL || files == NULL || files->len == 0)
    return;
  folder->taken_at = MAX (folder->taken_at, velo_taken_file_get_taken_at (g_ptr_array_index (files, 0)));
  g_signal_emit (listing->inbox, signals[SIGNAL_CHANGED], 0);
}

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Listing) listing = user_data;
  g_autoptr(GError) error = NULL;
  gboolean known = FALSE;
  g_autoptr(GPtrArray) places = velo_store_list_places_finish (VELO_STORE (object), result, &known, &error);
  VeloInboxPlaces *folder = listing->inbox->running ? find_folder (listing->inbox, listing->uri) : NULL;
  GCancellable *cancellable = listing->inbox->cancellable;

  if (places == NULL)
    g_info ("the places of a folder cannot be listed: %s %d", g_quark_to_string (error->domain), error->code);
  if (folder == NULL)
    return;
  folder->known = known;
  if (places != NULL)
    velo_inbox_places_load (folder, places);
  velo_folder_watch_start (folder->watch);
  velo_store_list_taken_files_async (VELO_STORE (object), folder->uri, 1, cancellable, last_cb,
                                     g_steal_pointer (&listing));
}

static guint
get_scan_ms (VeloInbox *self)
{
  return self->scan_ms > 0 ? self->scan_ms : g_settings_get_uint (self->settings, "scan-seconds") * 1000;
}

static void
watch_folder (VeloInbox  *self,
              const char *uri,
              gint64      since)
{
  VeloInboxPlaces *folder = velo_inbox_places_new (get_store (self), uri, since);
  Listing *listing = g_new0 (Listing, 1);

  folder->inbox = self;
  velo_folder_watch_set_times (folder->watch, self->settle_ms, get_scan_ms (self));
  g_signal_connect (folder->watch, "ready", G_CALLBACK (ready_cb), folder);
  g_signal_connect (folder->watch, "scanned", G_CALLBACK (scanned_cb), folder);
  g_signal_connect (folder->watch, "notify::state", G_CALLBACK (state_cb), folder);
  g_ptr_array_add (self->folders, folder);
  listing->inbox = g_object_ref (self);
  listing->uri = g_strdup (uri);
  velo_store_list_places_async (get_store (self), uri, self->cancellable, listed_cb, listing);
}

static void
apply_settings (VeloInbox *self)
{
  g_autoptr(GVariant) folders = g_settings_get_value (self->settings, "folders");
  GVariantIter iter;
  const char *uri;
  gint64 since;

  for (guint i = self->folders->len; i > 0; i--)
    {
      VeloInboxPlaces *folder = g_ptr_array_index (self->folders, i - 1);

      velo_folder_watch_set_times (folder->watch, self->settle_ms, get_scan_ms (self));
      if (!velo_watched_folders_contain (self->settings, folder->uri))
        g_ptr_array_remove_index (self->folders, i - 1);
    }
  g_variant_iter_init (&iter, folders);
  while (g_variant_iter_next (&iter, "(&sx)", &uri, &since))
    if (*uri != '\0' && find_folder (self, uri) == NULL)
      watch_folder (self, uri, since);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
settings_changed_cb (VeloInbox *self)
{
  if (self->running)
    apply_settings (self);
}

/* GObject */

static void
velo_inbox_dispose (GObject *object)
{
  velo_inbox_stop (VELO_INBOX (object));

  G_OBJECT_CLASS (velo_inbox_parent_class)->dispose (object);
}

static void
velo_inbox_finalize (GObject *object)
{
  VeloInbox *self = VELO_INBOX (object);

  g_clear_pointer (&self->doubts, velo_inbox_doubts_free);
  g_clear_object (&self->batch);
  g_clear_object (&self->counter);
  g_clear_object (&self->settings);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->folders, g_ptr_array_unref);

  G_OBJECT_CLASS (velo_inbox_parent_class)->finalize (object);
}

static void
velo_inbox_class_init (VeloInboxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = velo_inbox_dispose;
  object_class->finalize = velo_inbox_finalize;

  /**
   * VeloInbox::changed:
   *
   * There are other folders, or something else is known of one.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", VELO_TYPE_INBOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * VeloInbox::begun:
   * @batch: files that have come
   *
   * Files are being taken in.
   */
  signals[SIGNAL_BEGUN] =
    g_signal_new ("begun", VELO_TYPE_INBOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, VELO_TYPE_INTAKE_BATCH);

  /**
   * VeloInbox::sold:
   * @invoice: what was stored
   *
   * A sale has come in.
   */
  signals[SIGNAL_SOLD] =
    g_signal_new ("sold", VELO_TYPE_INBOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, VELO_TYPE_INVOICE);

  /**
   * VeloInbox::finished:
   * @batch: files that have come
   *
   * All of these were looked at.
   */
  signals[SIGNAL_FINISHED] =
    g_signal_new ("finished", VELO_TYPE_INBOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, VELO_TYPE_INTAKE_BATCH);
}

static void
velo_inbox_init (VeloInbox *self)
{
  self->folders = g_ptr_array_new_with_free_func ((GDestroyNotify) velo_inbox_places_free);
  self->doubts = velo_inbox_doubts_new (looked_into_cb, self);
  self->cancellable = g_cancellable_new ();
  self->settle_ms = SETTLE_MS;
}

/**
 * velo_inbox_new:
 * @counter: where the store is
 * @settings: the settings' root
 *
 * Returns: (transfer full): an inbox that is not started
 */
VeloInbox *
velo_inbox_new (VeloCounter *counter,
                GSettings   *settings)
{
  VeloInbox *self;

  g_return_val_if_fail (VELO_IS_COUNTER (counter), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (VELO_TYPE_INBOX, NULL);
  self->counter = g_object_ref (counter);
  self->settings = g_settings_get_child (settings, "intake");
  g_signal_connect_object (self->settings, "changed", G_CALLBACK (settings_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * velo_inbox_set_times:
 * @self: an inbox that is not started
 * @settle_ms: a file is complete when it was not changed for so long
 * @scan_ms: how often a folder is looked at, whatever the settings say
 *
 * Changes the times.
 */
void
velo_inbox_set_times (VeloInbox *self,
                      guint      settle_ms,
                      guint      scan_ms)
{
  g_return_if_fail (VELO_IS_INBOX (self));
  g_return_if_fail (!self->running);

  self->settle_ms = settle_ms;
  self->scan_ms = scan_ms;
}

/**
 * velo_inbox_start:
 * @self: an inbox that was not stopped
 *
 * Begins to watch the folders of the settings, now and when they change.
 */
void
velo_inbox_start (VeloInbox *self)
{
  g_return_if_fail (VELO_IS_INBOX (self));

  if (self->running || g_cancellable_is_cancelled (self->cancellable))
    return;
  self->running = TRUE;
  apply_settings (self);
}

/**
 * velo_inbox_stop:
 * @self: an inbox
 *
 * Ends watching for good. What is being stored is stored; what was not looked
 * at comes with the next start.
 */
void
velo_inbox_stop (VeloInbox *self)
{
  g_return_if_fail (VELO_IS_INBOX (self));

  self->running = FALSE;
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->start_source, g_source_remove);
  velo_inbox_doubts_clear (self->doubts);
  if (self->batch != NULL)
    velo_intake_batch_cancel (self->batch);
  for (guint i = 0; i < self->folders->len; i++)
    velo_inbox_places_flush (g_ptr_array_index (self->folders, i), FALSE);
  g_ptr_array_set_size (self->folders, 0);
}

/**
 * velo_inbox_add:
 * @self: an inbox
 * @folder: a folder
 * @since: in seconds since 1970: what is there and was changed before is left alone; 0 takes all
 *
 * Watches a folder from now on. Does nothing if it is watched.
 */
void
velo_inbox_add (VeloInbox *self,
                GFile     *folder,
                gint64     since)
{
  g_autofree char *uri = NULL;

  g_return_if_fail (VELO_IS_INBOX (self));
  g_return_if_fail (G_IS_FILE (folder));

  uri = g_file_get_uri (folder);
  velo_watched_folders_add (self->settings, uri, since);
}

static void
forgotten_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!velo_store_forget_places_finish (VELO_STORE (object), result, &error))
    g_info ("a folder was not forgotten: %s %d", g_quark_to_string (error->domain), error->code);
}

/**
 * velo_inbox_remove:
 * @self: an inbox
 * @uri: a folder that is watched
 *
 * Watches a folder no longer. The sales that came from it stay.
 */
void
velo_inbox_remove (VeloInbox  *self,
                   const char *uri)
{
  g_autofree char *removed = NULL;

  g_return_if_fail (VELO_IS_INBOX (self));
  g_return_if_fail (uri != NULL);

  removed = g_strdup (uri);
  velo_watched_folders_remove (self->settings, removed);
  velo_store_forget_places_async (get_store (self), removed, NULL, forgotten_cb, NULL);
}

/**
 * velo_inbox_get_n_folders:
 * @self: an inbox
 *
 * Returns: how many folders are watched
 */
guint
velo_inbox_get_n_folders (VeloInbox *self)
{
  g_return_val_if_fail (VELO_IS_INBOX (self), 0);

  return self->folders->len;
}

/**
 * velo_inbox_get_folder:
 * @self: an inbox
 * @index: of a folder
 * @folder: (out caller-allocates): what is known of it, until something changes
 *
 * Looks a folder up.
 */
void
velo_inbox_get_folder (VeloInbox       *self,
                       guint            index,
                       VeloInboxFolder *folder)
{
  VeloInboxPlaces *found;

  g_return_if_fail (VELO_IS_INBOX (self));
  g_return_if_fail (index < self->folders->len);
  g_return_if_fail (folder != NULL);

  found = g_ptr_array_index (self->folders, index);
  folder->uri = found->uri;
  folder->state = velo_folder_watch_get_state (found->watch);
  folder->taken_at = found->taken_at;
}

/**
 * velo_inbox_get_batch:
 * @self: an inbox
 *
 * Returns: (transfer none) (nullable): the files that are being taken in, or were last
 */
VeloIntakeBatch *
velo_inbox_get_batch (VeloInbox *self)
{
  g_return_val_if_fail (VELO_IS_INBOX (self), NULL);

  return self->batch;
}
