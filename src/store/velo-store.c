/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shop's memory: opening, closing, and running the functions of the tables' files. */

#define G_LOG_DOMAIN "velo-store"

#include "config.h"

#include "velo-store.h"

#include "velo-database-backup.h"
#include "velo-store-lists-private.h"
#include "velo-store-private.h"

struct _VeloStore
{
  GObject parent_instance;

  VeloDatabase *database; /* (owned) (not nullable) */
  VeloStoreRule *rule;    /* (owned) (nullable): the worker's */
  VeloStoreLists *lists;  /* (owned) (not nullable): the worker's */
  GDate day;              /* of which the lists know what contracts ended; cleared if of none */
  guint n_started;        /* how often something was asked for */
  guint patience_msec;    /* so long nobody must ask for anything, then what has time goes on */
  GCancellable *closing;  /* (owned) (not nullable): cancelled when it is closed */
};

G_DEFINE_FINAL_TYPE (VeloStore, velo_store, G_TYPE_OBJECT)

typedef enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
} VeloStoreSignal;

static guint signals[N_SIGNALS];

#define PATIENCE_MSEC 100

/* Jobs */

/*
 * velo_store_job_new:
 *
 * Returns: (transfer full): a job, given to velo_store_start() when it is filled
 */
VeloStoreJob *
velo_store_job_new (VeloStoreFunc func)
{
  VeloStoreJob *job = g_new0 (VeloStoreJob, 1);

  job->func = func;
  job->changes = g_ptr_array_new_with_free_func (g_free);
  return job;
}

void
velo_store_job_free (VeloStoreJob *job)
{
  g_clear_object (&job->target);
  g_clear_object (&job->record);
  g_clear_object (&job->second);
  g_clear_object (&job->entry);
  g_free (job->id);
  g_free (job->text);
  g_free (job->who);
  g_strfreev (job->ids);
  g_clear_pointer (&job->bytes, g_bytes_unref);
  g_clear_pointer (&job->array, g_ptr_array_unref);
  g_clear_pointer (&job->contents, g_ptr_array_unref);
  g_ptr_array_unref (job->changes);
  velo_store_job_take_result (job, NULL, NULL);
  g_free (job->result_text);
  if (job->free_data != NULL)
    job->free_data (job->data);
  g_free (job);
}

void
velo_store_job_take_result (VeloStoreJob   *job,
                            gpointer        result,
                            GDestroyNotify  free_result)
{
  if (job->result != NULL)
    job->free_result (job->result);
  job->result = result;
  job->free_result = free_result;
}

/*
 * velo_store_job_add_change:
 *
 * Notes what to tell with #VeloStore::changed after the commit.
 */
void
velo_store_job_add_change (VeloStoreJob *job,
                           const char   *table,
                           const char   *id)
{
  g_ptr_array_add (job->changes, g_strdup (table));
  g_ptr_array_add (job->changes, g_strdup (id));
}

static gboolean
run_job (VeloConnection *connection,
         gpointer        data,
         GError        **error)
{
  VeloStoreJob *job = data;

  return job->func (connection, job, error)
    && velo_store_follow_changes (connection, job, error);
}

static void
emit_changes (VeloStore    *self,
              VeloStoreJob *job)
{
  for (guint i = 0; i + 1 < job->changes->len; i += 2)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0, g_ptr_array_index (job->changes, i),
                   g_ptr_array_index (job->changes, i + 1));
}

static void
job_done_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  VeloStore *self = g_task_get_source_object (task);
  VeloStoreJob *job = g_task_get_task_data (task);
  GError *error = NULL;

  if (!velo_database_run_finish (VELO_DATABASE (source), result, &error))
    {
      g_task_return_error (task, velo_store_translate_error (error));
      return;
    }
  if (job->done != NULL)
    job->done (job);
  emit_changes (self, job);
  g_task_return_boolean (task, TRUE);
}

/*
 * velo_store_start:
 * @job: (transfer full): what to do
 * @tag: the public function that is called
 *
 * Runs a job on the worker as one transaction.
 */
void
velo_store_start (VeloStore           *self,
                  VeloDatabaseMode     mode,
                  VeloStoreJob        *job,
                  gpointer             tag,
                  GCancellable        *cancellable,
                  GAsyncReadyCallback  callback,
                  gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  job->store = self;
  self->n_started++;
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, job, (GDestroyNotify) velo_store_job_free);
  /* the database tells whether a change was cancelled in time */
  g_task_set_check_cancellable (task, FALSE);
  velo_database_run_async (self->database, mode, run_job, job, NULL, cancellable, job_done_cb,
                           task);
}

VeloStoreJob *
velo_store_get_job (GAsyncResult *result)
{
  return g_task_get_task_data (G_TASK (result));
}

/*
 * velo_store_finish:
 *
 * Returns: whether the job succeeded
 */
gboolean
velo_store_finish (VeloStore     *self,
                   GAsyncResult  *result,
                   gpointer       tag,
                   GError       **error)
{
  g_return_val_if_fail (VELO_IS_STORE (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/*
 * velo_store_finish_result:
 *
 * Returns: (transfer full): the result of the job
 */
gpointer
velo_store_finish_result (VeloStore     *self,
                          GAsyncResult  *result,
                          gpointer       tag,
                          GError       **error)
{
  VeloStoreJob *job;

  if (!velo_store_finish (self, result, tag, error))
    return NULL;
  job = velo_store_get_job (result);
  return g_steal_pointer (&job->result);
}

VeloDatabase *
velo_store_get_database (VeloStore *self)
{
  return self->database;
}

/* For functions on the worker only. */
VeloStoreRule **
velo_store_get_rule (VeloStore *self)
{
  return &self->rule;
}

/* For functions on the worker only. */
VeloStoreLists *
velo_store_get_lists (VeloStore *self)
{
  return self->lists;
}

/* On the main context only. */
GDate *
velo_store_get_day (VeloStore *self)
{
  return &self->day;
}

/* On the main context only. */
guint
velo_store_get_n_started (VeloStore *self)
{
  return self->n_started;
}

guint
velo_store_get_patience (VeloStore *self)
{
  return self->patience_msec;
}

/* For tests. */
void
velo_store_set_patience (VeloStore *self,
                         guint      patience_msec)
{
  self->patience_msec = patience_msec;
}

GCancellable *
velo_store_get_closing (VeloStore *self)
{
  return self->closing;
}

/* GObject */

static void
velo_store_finalize (GObject *object)
{
  VeloStore *self = VELO_STORE (object);

  g_clear_object (&self->database);
  g_clear_pointer (&self->rule, velo_store_rule_free);
  g_clear_pointer (&self->lists, velo_store_lists_free);
  g_clear_object (&self->closing);
  G_OBJECT_CLASS (velo_store_parent_class)->finalize (object);
}

static void
velo_store_class_init (VeloStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = velo_store_finalize;

  /**
   * VeloStore::changed:
   * @self: the store
   * @table: "sales", "vehicles", "customers", "employees", "proposals", "policies",
   *   "documents", "journal", "cache", "articles", "templates", "taken-files" or "returns"
   * @id: of the row
   *
   * Something was changed through this object and is on the disk. Emitted in
   * the context of the caller who changed it, before his callback.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
velo_store_init (VeloStore *self)
{
  self->lists = velo_store_lists_new ();
  g_date_clear (&self->day, 1);
  self->patience_msec = PATIENCE_MSEC;
  self->closing = g_cancellable_new ();
}

/* Opening and closing */

static void
recovered_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data);

static void
gave_up_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  g_autoptr(GError) error = NULL;

  if (!velo_store_close_finish (VELO_STORE (source), result, &error))
    g_info ("a store that could not be recovered did not close either: %s", error->message);
  g_task_return_error (task, g_error_copy (g_task_get_task_data (task)));
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  g_autoptr(VeloStore) self = NULL;
  VeloDatabase *database = NULL;
  GError *error = NULL;

  database = velo_database_open_finish (result, &error);
  if (database == NULL)
    {
      g_task_return_error (task, velo_store_translate_error (error));
      return;
    }
  self = g_object_new (VELO_TYPE_STORE, NULL);
  self->database = database;
  velo_store_recover_async (self, NULL, recovered_cb, g_steal_pointer (&task));
}

static void
recovered_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  VeloStore *self = VELO_STORE (source);
  GError *error = NULL;

  if (velo_store_recover_finish (self, result, NULL, &error))
    {
      g_task_return_pointer (task, g_object_ref (self), g_object_unref);
      return;
    }
  g_task_set_task_data (task, error, (GDestroyNotify) g_error_free);
  velo_store_close_async (self, gave_up_cb, g_steal_pointer (&task));
}

/**
 * velo_store_open_async:
 * @path: the file; made, with its directory, if it is not there
 * @cancellable: (nullable): a #GCancellable; looked at before the start only
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Opens the shop's store and, as velo_store_recover_async() does, marks as
 * unclear what a process that died was sending.
 *
 * Fails with %VELO_STORE_ERROR_TOO_NEW or %VELO_STORE_ERROR_CORRUPT, both of
 * which leave the file as it is, or another #VeloStoreError.
 */
void
velo_store_open_async (const char          *path,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (path != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_store_open_async);
  g_task_set_check_cancellable (task, FALSE);
  velo_database_open_async (path, &velo_store_schema, cancellable, opened_cb,
                            g_steal_pointer (&task));
}

/**
 * velo_store_open_finish:
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full): the open store; close it before the last unref
 */
VeloStore *
velo_store_open_finish (GAsyncResult *result,
                        GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_store_open_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
tell_closed_cb (gpointer user_data)
{
  g_task_return_boolean (G_TASK (user_data), TRUE);
  return G_SOURCE_REMOVE;
}

/* A task that was cancelled tells that from an idle source; who closes is told after all others. */
static void
closed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  g_autoptr(GSource) idle = g_idle_source_new ();
  GError *error = NULL;

  if (velo_database_close_finish (VELO_DATABASE (source), result, &error))
    g_task_attach_source (task, idle, tell_closed_cb);
  else
    g_task_return_error (task, velo_store_translate_error (error));
}

/**
 * velo_store_close_async:
 * @self: a store
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Closes the store when everything that was asked for earlier is done. Who asked, and gave it up or not, is told before.
 *
 * Fails with %VELO_STORE_ERROR_CLOSED if it is closed already.
 */
void
velo_store_close_async (VeloStore           *self,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (VELO_IS_STORE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, velo_store_close_async);
  velo_database_close_async (self->database, closed_cb, g_steal_pointer (&task));
  g_cancellable_cancel (self->closing);
}

/**
 * velo_store_close_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: whether it is closed now
 */
gboolean
velo_store_close_finish (VeloStore    *self,
                         GAsyncResult *result,
                         GError      **error)
{
  return velo_store_finish (self, result, velo_store_close_async, error);
}

/**
 * velo_store_get_path:
 * @self: a store
 *
 * Returns: the absolute path of its file
 */
const char *
velo_store_get_path (VeloStore *self)
{
  g_return_val_if_fail (VELO_IS_STORE (self), NULL);

  return velo_database_get_path (self->database);
}

/**
 * velo_store_is_closed:
 * @self: a store
 *
 * Returns: whether velo_store_close_async() was called
 */
gboolean
velo_store_is_closed (VeloStore *self)
{
  g_return_val_if_fail (VELO_IS_STORE (self), TRUE);

  return velo_database_is_closed (self->database);
}

/**
 * velo_store_recover_async:
 * @self: a store
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Marks as unclear every proposal that was being sent by a program that does
 * not have the store open any more. What a living one is sending stays as it is.
 */
void
velo_store_recover_async (VeloStore           *self,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (VELO_IS_STORE (self));

  velo_store_start (self, VELO_DATABASE_WRITE, velo_store_job_new (velo_store_recover_func),
                    velo_store_recover_async, cancellable, callback, user_data);
}

/**
 * velo_store_recover_finish:
 * @self: a store
 * @result: the result
 * @n_unclear: (out) (optional): how many were marked
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
velo_store_recover_finish (VeloStore    *self,
                           GAsyncResult *result,
                           guint        *n_unclear,
                           GError      **error)
{
  if (!velo_store_finish (self, result, velo_store_recover_async, error))
    return FALSE;
  if (n_unclear != NULL)
    *n_unclear = (guint) velo_store_get_job (result)->result_number;
  return TRUE;
}
