/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Watches a folder, by events where there are any and by looking where there are none. */

#define G_LOG_DOMAIN "velo-folder-watch"

#include "config.h"

#include "velo-folder-watch.h"

#include "velo-folder-table-private.h"

/* A file is complete when its size and time have not changed for so long. */
#define SETTLE_MS 2000
/* Network folders have no events, and events get lost: so often everything is looked at. */
#define SCAN_MS 60000
/* A share that is gone does not always say so; one that says nothing for so long is. */
#define SILENCE_MS 30000
/* What an event brings is looked at with what comes right after it. */
#define EVENT_MS 100
/* Looking at a folder with very many files must not become the only thing that is done. */
#define PAUSE_FACTOR 4
#define BATCH 200

#define ATTRIBUTES \
  G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE "," \
  G_FILE_ATTRIBUTE_TIME_MODIFIED "," G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC

struct _VeloFolderWatch
{
  GObject parent_instance;

  GFile *folder;             /* (owned) (not nullable) */
  GFileMonitor *monitor;     /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): of the look that is under way */
  VeloFolderTable table;
  VeloFolderState state;
  guint scan_ms;
  guint timer;
  gint64 timer_at;           /* monotonic: when it fires */
  gint64 next_scan;          /* monotonic */
  gint64 look_began;         /* monotonic */
  gint64 look_took;          /* microseconds, the last one */
  guint silence_timer;
  gboolean running;
  gboolean looking;
  gboolean again;            /* something happened while it was looked at */
};

G_DEFINE_FINAL_TYPE (VeloFolderWatch, velo_folder_watch, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (VeloFolderState, velo_folder_state,
  G_DEFINE_ENUM_VALUE (VELO_FOLDER_STATE_STARTING, "starting"),
  G_DEFINE_ENUM_VALUE (VELO_FOLDER_STATE_WATCHING, "watching"),
  G_DEFINE_ENUM_VALUE (VELO_FOLDER_STATE_UNREACHABLE, "unreachable"),
  G_DEFINE_ENUM_VALUE (VELO_FOLDER_STATE_FORBIDDEN, "forbidden"))

typedef enum
{
  PROP_FOLDER = 1,
  PROP_STATE,
} VeloFolderWatchProperty;

static GParamSpec *properties[PROP_STATE + 1];

enum
{
  SIGNAL_READY,
  SIGNAL_SCANNED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void look (VeloFolderWatch *self);
static void plan (VeloFolderWatch *self);

static void
set_state (VeloFolderWatch *self,
           VeloFolderState  state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
tell_ready (VeloFolderWatch *self)
{
  g_autoptr(GPtrArray) names = velo_folder_table_take_ready (&self->table, g_get_monotonic_time ());

  for (guint i = 0; i < names->len && self->running; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      const VeloFolderFile *file = g_hash_table_lookup (self->table.files, name);

      g_signal_emit (self, signals[SIGNAL_READY], 0, name, file->size, file->modified);
    }
}

/* Looking */

static gboolean
silence_cb (gpointer user_data)
{
  VeloFolderWatch *self = user_data;

  self->silence_timer = 0;
  set_state (self, VELO_FOLDER_STATE_UNREACHABLE);
  return G_SOURCE_REMOVE;
}

static gint64
get_pause (VeloFolderWatch *self)
{
  return MAX (EVENT_MS * G_TIME_SPAN_MILLISECOND, self->look_took * PAUSE_FACTOR);
}

static void
scan_now (VeloFolderWatch *self)
{
  self->next_scan = g_get_monotonic_time ();
  plan (self);
}

static void
end_look (VeloFolderWatch *self,
          const GError    *error)
{
  self->looking = FALSE;
  g_clear_handle_id (&self->silence_timer, g_source_remove);
  g_clear_object (&self->cancellable);
  if (!self->running)
    return;
  self->look_took = g_get_monotonic_time () - self->look_began;
  self->next_scan = g_get_monotonic_time ()
                    + (self->again ? get_pause (self) : self->scan_ms * G_TIME_SPAN_MILLISECOND);
  self->again = FALSE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      /* stopped and started again meanwhile */
      scan_now (self);
      return;
    }
  if (error != NULL)
    {
      /* the monitor of a folder that is gone does not watch the one that comes back */
      g_debug ("a watched folder cannot be read: %s %d", g_quark_to_string (error->domain), error->code);
      g_clear_object (&self->monitor);
      set_state (self, g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED)
                         ? VELO_FOLDER_STATE_FORBIDDEN : VELO_FOLDER_STATE_UNREACHABLE);
    }
  else
    {
      velo_folder_table_forget_unseen (&self->table);
      set_state (self, VELO_FOLDER_STATE_WATCHING);
      tell_ready (self);
    }
  if (!self->running)
    return;
  g_signal_emit (self, signals[SIGNAL_SCANNED], 0);
  plan (self);
}

static void
batch_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(VeloFolderWatch) self = user_data;
  GFileEnumerator *enumerator = G_FILE_ENUMERATOR (object);
  g_autoptr(GError) error = NULL;
  GList *infos = g_file_enumerator_next_files_finish (enumerator, result, &error);

  for (GList *l = infos; l != NULL && self->running; l = l->next)
    velo_folder_table_see (&self->table, l->data, g_get_monotonic_time ());
  if (infos == NULL || !self->running)
    end_look (self, error);
  else
    g_file_enumerator_next_files_async (enumerator, BATCH, G_PRIORITY_LOW, self->cancellable, batch_cb,
                                        g_object_ref (self));
  g_list_free_full (infos, g_object_unref);
}

static void
enumerated_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(VeloFolderWatch) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFileEnumerator) enumerator = g_file_enumerate_children_finish (G_FILE (object), result, &error);

  if (enumerator == NULL || !self->running)
    end_look (self, error);
  else
    g_file_enumerator_next_files_async (enumerator, BATCH, G_PRIORITY_LOW, self->cancellable, batch_cb,
                                        g_object_ref (self));
}

static void
enumerate (VeloFolderWatch *self)
{
  self->table.serial++;
  g_file_enumerate_children_async (self->folder, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, G_PRIORITY_LOW,
                                   self->cancellable, enumerated_cb, g_object_ref (self));
}

static void
event_cb (VeloFolderWatch  *self,
          GFile            *file,
          GFile            *other,
          GFileMonitorEvent event)
{
  gint64 soon = g_get_monotonic_time () + get_pause (self);

  self->again = self->looking;
  if (soon >= self->next_scan)
    return;
  self->next_scan = soon;
  plan (self);
}

/* Without one, looking from time to time does it. */
static void
begin_monitor (VeloFolderWatch *self,
               GFileInfo       *filesystem)
{
  gboolean remote = filesystem != NULL
                    && g_file_info_get_attribute_boolean (filesystem, G_FILE_ATTRIBUTE_FILESYSTEM_REMOTE);

  if (self->monitor != NULL || remote || !self->running)
    return;
  self->monitor = g_file_monitor_directory (self->folder, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor == NULL)
    return;
  g_file_monitor_set_rate_limit (self->monitor, (int) EVENT_MS);
  g_signal_connect_object (self->monitor, "changed", G_CALLBACK (event_cb), self, G_CONNECT_SWAPPED);
}

static void
filesystem_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(VeloFolderWatch) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFileInfo) info = g_file_query_filesystem_info_finish (G_FILE (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) || !self->running)
    {
      end_look (self, error);
      return;
    }
  /* before reading, so that nothing comes in between */
  begin_monitor (self, info);
  enumerate (self);
}

static void
look (VeloFolderWatch *self)
{
  if (self->looking)
    return;
  self->looking = TRUE;
  self->look_began = g_get_monotonic_time ();
  self->cancellable = g_cancellable_new ();
  self->silence_timer = g_timeout_add (SILENCE_MS, silence_cb, self);
  if (self->monitor != NULL)
    enumerate (self);
  else
    g_file_query_filesystem_info_async (self->folder, G_FILE_ATTRIBUTE_FILESYSTEM_REMOTE, G_PRIORITY_LOW,
                                        self->cancellable, filesystem_cb, g_object_ref (self));
}

/* Time */

static gboolean
timer_cb (gpointer user_data)
{
  VeloFolderWatch *self = user_data;

  self->timer = 0;
  look (self);
  return G_SOURCE_REMOVE;
}

static void
plan (VeloFolderWatch *self)
{
  gint64 next;
  gint64 left;

  if (!self->running || self->looking)
    return;
  next = velo_folder_table_find_next (&self->table, self->next_scan);
  if (self->timer != 0 && self->timer_at == next)
    return;
  g_clear_handle_id (&self->timer, g_source_remove);
  left = MAX (next - g_get_monotonic_time (), 0);
  self->timer_at = next;
  /* rounded up: a look that comes too early is one too many */
  self->timer = g_timeout_add ((guint) MIN ((left + 999) / 1000, G_MAXINT), timer_cb, self);
}

/* GObject */

static void
velo_folder_watch_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  VeloFolderWatch *self = VELO_FOLDER_WATCH (object);

  switch ((VeloFolderWatchProperty) prop_id)
    {
    case PROP_FOLDER:
      g_value_set_object (value, self->folder);
      break;
    case PROP_STATE:
      g_value_set_enum (value, (int) self->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_folder_watch_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  VeloFolderWatch *self = VELO_FOLDER_WATCH (object);

  switch ((VeloFolderWatchProperty) prop_id)
    {
    case PROP_FOLDER:
      self->folder = g_value_dup_object (value);
      break;
    case PROP_STATE:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_folder_watch_dispose (GObject *object)
{
  velo_folder_watch_stop (VELO_FOLDER_WATCH (object));

  G_OBJECT_CLASS (velo_folder_watch_parent_class)->dispose (object);
}

static void
velo_folder_watch_finalize (GObject *object)
{
  VeloFolderWatch *self = VELO_FOLDER_WATCH (object);

  g_clear_object (&self->folder);
  g_clear_object (&self->cancellable);
  velo_folder_table_clear (&self->table);

  G_OBJECT_CLASS (velo_folder_watch_parent_class)->finalize (object);
}

static void
velo_folder_watch_class_init (VeloFolderWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = velo_folder_watch_dispose;
  object_class->finalize = velo_folder_watch_finalize;
  object_class->get_property = velo_folder_watch_get_property;
  object_class->set_property = velo_folder_watch_set_property;

  properties[PROP_FOLDER] = g_param_spec_object ("folder", NULL, NULL, G_TYPE_FILE,
                                                 G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, VELO_TYPE_FOLDER_STATE,
                                              (int) VELO_FOLDER_STATE_STARTING,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * VeloFolderWatch::ready:
   * @name: name of a file in the folder
   * @size: its size in bytes
   * @modified: when it was changed last, in microseconds since 1970
   *
   * A file is complete, whatever is in it. Said once for each state of a file; again after
   * velo_folder_watch_retry().
   */
  signals[SIGNAL_READY] =
    g_signal_new ("ready", VELO_TYPE_FOLDER_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_UINT64, G_TYPE_INT64);

  /**
   * VeloFolderWatch::scanned:
   *
   * The whole folder was looked at, or could not be.
   */
  signals[SIGNAL_SCANNED] =
    g_signal_new ("scanned", VELO_TYPE_FOLDER_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
velo_folder_watch_init (VeloFolderWatch *self)
{
  velo_folder_table_init (&self->table, SETTLE_MS * G_TIME_SPAN_MILLISECOND);
  self->scan_ms = SCAN_MS;
}

/**
 * velo_folder_watch_new:
 * @folder: a folder; need not exist now
 *
 * Returns: (transfer full): a watch that is not started
 */
VeloFolderWatch *
velo_folder_watch_new (GFile *folder)
{
  g_return_val_if_fail (G_IS_FILE (folder), NULL);

  return g_object_new (VELO_TYPE_FOLDER_WATCH, "folder", folder, NULL);
}

/**
 * velo_folder_watch_set_times:
 * @self: a watch
 * @settle_ms: a file is complete when it was not changed for so long; at least 1
 * @scan_ms: how often the whole folder is looked at; at least 1
 *
 * Changes the times, 2 seconds and a minute at first.
 */
void
velo_folder_watch_set_times (VeloFolderWatch *self,
                             guint            settle_ms,
                             guint            scan_ms)
{
  g_return_if_fail (VELO_IS_FOLDER_WATCH (self));
  g_return_if_fail (settle_ms > 0 && scan_ms > 0);

  self->table.settle = settle_ms * G_TIME_SPAN_MILLISECOND;
  self->scan_ms = scan_ms;
  self->next_scan = MIN (self->next_scan, g_get_monotonic_time () + scan_ms * G_TIME_SPAN_MILLISECOND);
  plan (self);
}

/**
 * velo_folder_watch_start:
 * @self: a watch
 *
 * Begins to watch; files that are there already are said, too.
 */
void
velo_folder_watch_start (VeloFolderWatch *self)
{
  g_return_if_fail (VELO_IS_FOLDER_WATCH (self));

  if (self->running)
    return;
  self->running = TRUE;
  scan_now (self);
}

/**
 * velo_folder_watch_stop:
 * @self: a watch
 *
 * Ends watching: nothing is said any more.
 */
void
velo_folder_watch_stop (VeloFolderWatch *self)
{
  g_return_if_fail (VELO_IS_FOLDER_WATCH (self));

  self->running = FALSE;
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_handle_id (&self->silence_timer, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->monitor);
}

/**
 * velo_folder_watch_retry:
 * @self: a watch
 * @name: a file that was said to be ready
 *
 * The file could not be read now: it is said again later, ever more seldom
 * unless it changes, as long as it is there.
 */
void
velo_folder_watch_retry (VeloFolderWatch *self,
                         const char      *name)
{
  g_return_if_fail (VELO_IS_FOLDER_WATCH (self));
  g_return_if_fail (name != NULL);

  if (velo_folder_table_retry (&self->table, name, g_get_monotonic_time ()))
    plan (self);
}

/**
 * velo_folder_watch_get_folder:
 * @self: a watch
 *
 * Returns: (transfer none): what is watched
 */
GFile *
velo_folder_watch_get_folder (VeloFolderWatch *self)
{
  g_return_val_if_fail (VELO_IS_FOLDER_WATCH (self), NULL);

  return self->folder;
}

/**
 * velo_folder_watch_get_state:
 * @self: a watch
 *
 * Returns: whether the folder can be watched
 */
VeloFolderState
velo_folder_watch_get_state (VeloFolderWatch *self)
{
  g_return_val_if_fail (VELO_IS_FOLDER_WATCH (self), VELO_FOLDER_STATE_STARTING);

  return self->state;
}

/**
 * velo_folder_watch_get_n_waiting:
 * @self: a watch
 *
 * Returns: how many files are not complete yet, or are tried again
 */
guint
velo_folder_watch_get_n_waiting (VeloFolderWatch *self)
{
  g_return_val_if_fail (VELO_IS_FOLDER_WATCH (self), 0);

  return velo_folder_table_count_waiting (&self->table);
}
