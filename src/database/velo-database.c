/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A database file with one connection on one worker thread, which runs functions in turn, and what reads the file
 * beside it. */

#define G_LOG_DOMAIN "velo-database"

#include "config.h"

#include "velo-database.h"

#include "velo-connection-private.h"
#include "velo-database-private.h"

struct _VeloDatabase
{
  GObject parent_instance;

  char *path;         /* (owned) (not nullable) */
  GAsyncQueue *queue; /* (owned) (element-type Job): to the worker */
  GMutex mutex;
  gboolean closed;    /* (mutex mutex) */
  GPtrArray *asides;  /* (owned) (element-type VeloDatabaseAside) (mutex mutex) */
  GCond aside_ended;  /* with mutex */
};

G_DEFINE_FINAL_TYPE (VeloDatabase, velo_database, G_TYPE_OBJECT)

typedef enum
{
  JOB_OPEN,
  JOB_RUN,
  JOB_CLOSE
} JobKind;

/* The worker only borrows what is in here; everything is dropped in the caller's context. */
typedef struct
{
  JobKind kind;
  GTask *task;                      /* (owned) (nullable) */
  GCancellable *cancellable;        /* (owned) (nullable): not the task's, which would be told after later ones */
  VeloDatabaseMode mode;
  VeloDatabaseFunc func;
  gpointer data;                    /* (owned) */
  GDestroyNotify free_data;
  VeloDatabase *opened;             /* (owned) (nullable) */
  GError *error;                    /* (owned) (nullable) */
} Job;

static void
free_job (gpointer user_data)
{
  Job *job = user_data;

  if (job->free_data != NULL)
    job->free_data (job->data);
  g_clear_object (&job->opened);
  g_clear_object (&job->task);
  g_clear_object (&job->cancellable);
  g_clear_error (&job->error);
  g_free (job);
}

static Job *
new_job (JobKind kind,
         GTask  *task)
{
  Job *job = g_new0 (Job, 1);

  job->kind = kind;
  job->task = task;
  return job;
}

/* Beside the worker */

struct _VeloDatabaseAside
{
  VeloDatabase *database;    /* (borrowed): somebody waits for an answer and keeps it */
  GCancellable *cancellable; /* (owned): when the caller or the one who closes wants no more */
  GCancellable *wish;        /* (owned) (nullable): the caller's */
  gulong wish_id;
};

static void
wish_cancelled_cb (GCancellable *wish,
                   GCancellable *cancellable)
{
  g_cancellable_cancel (cancellable);
}

/*
 * velo_database_aside_begin:
 * @self: a database, kept alive by the caller until velo_database_aside_end()
 * @cancellable: (nullable): the caller's
 *
 * Announces work in another thread with another connection. Who closes the database cancels it
 * and waits for its end.
 *
 * Returns: (transfer full) (nullable): %NULL with %VELO_DATABASE_ERROR_CLOSED after a close
 */
VeloDatabaseAside *
velo_database_aside_begin (VeloDatabase  *self,
                           GCancellable  *cancellable,
                           GError       **error)
{
  VeloDatabaseAside *aside = g_new0 (VeloDatabaseAside, 1);
  gboolean closed;

  aside->database = self;
  aside->cancellable = g_cancellable_new ();
  g_mutex_lock (&self->mutex);
  closed = self->closed;
  if (!closed)
    g_ptr_array_add (self->asides, aside);
  g_mutex_unlock (&self->mutex);
  if (closed)
    {
      g_object_unref (aside->cancellable);
      g_free (aside);
      g_set_error_literal (error, VELO_DATABASE_ERROR, VELO_DATABASE_ERROR_CLOSED,
                           "the database is closed");
      return NULL;
    }
  if (cancellable != NULL)
    {
      aside->wish = g_object_ref (cancellable);
      aside->wish_id = g_cancellable_connect (cancellable, G_CALLBACK (wish_cancelled_cb),
                                              g_object_ref (aside->cancellable), g_object_unref);
    }
  return aside;
}

GCancellable *
velo_database_aside_get_cancellable (VeloDatabaseAside *aside)
{
  return aside->cancellable;
}

/*
 * velo_database_aside_end:
 * @aside: (transfer full): what was begun
 *
 * The file is not touched any more.
 */
void
velo_database_aside_end (VeloDatabaseAside *aside)
{
  VeloDatabase *self = aside->database;

  if (aside->wish != NULL)
    g_cancellable_disconnect (aside->wish, aside->wish_id);
  g_clear_object (&aside->wish);
  g_mutex_lock (&self->mutex);
  g_ptr_array_remove_fast (self->asides, aside);
  g_object_unref (aside->cancellable);
  g_free (aside);
  g_cond_broadcast (&self->aside_ended);
  g_mutex_unlock (&self->mutex);
}

static void
end_asides (VeloDatabase *self)
{
  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < self->asides->len; i++)
    g_cancellable_cancel (((VeloDatabaseAside *) g_ptr_array_index (self->asides, i))->cancellable);
  while (self->asides->len > 0)
    g_cond_wait (&self->aside_ended, &self->mutex);
  g_mutex_unlock (&self->mutex);
}

/* Worker thread */

typedef struct
{
  GAsyncQueue *queue;               /* (owned) */
  char *path;                       /* (owned) */
  const VeloDatabaseSchema *schema;
  VeloConnection *connection;       /* (owned) (nullable) */
} Worker;

static void
free_worker (Worker *worker)
{
  g_clear_pointer (&worker->connection, velo_connection_close);
  g_async_queue_unref (worker->queue);
  g_free (worker->path);
  g_free (worker);
}

static gboolean
complete_cb (gpointer user_data)
{
  Job *job = user_data;

  /* the data goes first: who waits for the answer may close and count objects */
  if (job->free_data != NULL)
    g_clear_pointer (&job->data, job->free_data);
  job->free_data = NULL;
  if (job->error != NULL)
    {
      if (job->opened != NULL)
        job->opened->closed = TRUE;
      g_task_return_error (job->task, g_steal_pointer (&job->error));
    }
  else if (job->kind == JOB_OPEN)
    g_task_return_pointer (job->task, g_steal_pointer (&job->opened), g_object_unref);
  else
    g_task_return_boolean (job->task, TRUE);
  return G_SOURCE_REMOVE;
}

/*
 * velo_database_answer:
 * @task: what is answered; borrowed until @func has run
 * @func: runs on the main context of @task
 * @data: for @func
 * @free_data: frees @data there
 *
 * Hands over from a thread of the database to who waits.
 */
void
velo_database_answer (GTask          *task,
                      GSourceFunc     func,
                      gpointer        data,
                      GDestroyNotify  free_data)
{
  /* As soon as the source is attached, who waits may end and drop the context; the source still locks it
   * when its last reference goes. */
  g_autoptr(GMainContext) context = g_main_context_ref (g_task_get_context (task));
  g_autoptr(GSource) source = g_idle_source_new ();

  g_source_set_priority (source, g_task_get_priority (task));
  g_source_set_static_name (source, "velo-database answer");
  g_source_set_callback (source, func, data, free_data);
  g_source_attach (source, context);
}

static void
send_back (Job *job)
{
  if (job->task == NULL)
    free_job (job);
  else
    velo_database_answer (job->task, complete_cb, job, free_job);
}

static gboolean
run_in_transaction (VeloConnection *connection,
                    Job            *job,
                    GError        **error)
{
  gboolean done;

  if (job->mode == VELO_DATABASE_PLAIN)
    return job->func (connection, job->data, error);
  if (!velo_connection_execute (connection,
                                job->mode == VELO_DATABASE_WRITE ? "BEGIN IMMEDIATE" : "BEGIN",
                                error))
    return FALSE;
  done = job->func (connection, job->data, error)
    && !g_cancellable_set_error_if_cancelled (job->cancellable, error);
  /* from here on the truth counts, not the wish */
  connection->cancellable = NULL;
  if (done && velo_connection_execute (connection, "COMMIT", error))
    return TRUE;
  /* SQLite may have rolled back by itself, then this fails and does not matter */
  velo_connection_execute (connection, "ROLLBACK", NULL);
  return FALSE;
}

static void
run_job (VeloConnection *connection,
         Job            *job)
{
  g_autoptr(GError) error = NULL;

  if (g_cancellable_set_error_if_cancelled (job->cancellable, &job->error))
    return;
  connection->cancellable = job->cancellable;
  if (!run_in_transaction (connection, job, &error))
    job->error = g_steal_pointer (&error);
  connection->cancellable = NULL;
}

static gpointer
worker_thread (gpointer user_data)
{
  Worker *worker = user_data;
  gboolean going_on = TRUE;

  while (going_on)
    {
      Job *job = g_async_queue_pop (worker->queue);

      if (job->kind == JOB_OPEN)
        {
          worker->connection = velo_connection_open (worker->path, worker->schema, &job->error);
          going_on = worker->connection != NULL;
        }
      else if (job->kind == JOB_RUN)
        run_job (worker->connection, job);
      else
        {
          if (job->task != NULL)
            end_asides (g_task_get_source_object (job->task));
          g_clear_pointer (&worker->connection, velo_connection_close);
          going_on = FALSE;
        }
      send_back (job);
    }
  free_worker (worker);
  return NULL;
}

/* GObject */

static void
velo_database_finalize (GObject *object)
{
  VeloDatabase *self = VELO_DATABASE (object);

  if (!self->closed)
    {
      g_critical ("a database was dropped without being closed");
      g_async_queue_push (self->queue, new_job (JOB_CLOSE, NULL));
    }
  g_clear_pointer (&self->queue, g_async_queue_unref);
  g_clear_pointer (&self->path, g_free);
  g_assert (self->asides->len == 0);
  g_ptr_array_unref (self->asides);
  g_cond_clear (&self->aside_ended);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (velo_database_parent_class)->finalize (object);
}

static void
velo_database_class_init (VeloDatabaseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = velo_database_finalize;
}

static void
velo_database_init (VeloDatabase *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->aside_ended);
  self->asides = g_ptr_array_new ();
  self->queue = g_async_queue_new_full (free_job);
}

/* Public functions */

/**
 * velo_database_open_async:
 * @path: the file; made, with its directory, if it is not there
 * @schema: what it must hold
 * @cancellable: (nullable): a #GCancellable; looked at before the start only
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Opens a database, after a check if it was not closed properly, and takes it
 * to the present version, after a copy beside it.
 *
 * Fails with %VELO_DATABASE_ERROR_TOO_NEW or %VELO_DATABASE_ERROR_CORRUPT,
 * both of which leave the file as it is, or another #VeloDatabaseError.
 */
void
velo_database_open_async (const char               *path,
                          const VeloDatabaseSchema *schema,
                          GCancellable             *cancellable,
                          GAsyncReadyCallback       callback,
                          gpointer                  user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(GThread) thread = NULL;
  VeloDatabase *self = NULL;
  Worker *worker = NULL;
  Job *job = NULL;

  g_return_if_fail (path != NULL);
  g_return_if_fail (schema != NULL && schema->application_id != 0 && schema->n_migrations > 0);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_database_open_async);
  g_task_set_check_cancellable (task, FALSE);
  if (g_cancellable_is_cancelled (cancellable))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                               "the operation was cancelled");
      return;
    }
  self = g_object_new (VELO_TYPE_DATABASE, NULL);
  self->path = g_canonicalize_filename (path, NULL);
  job = new_job (JOB_OPEN, g_steal_pointer (&task));
  job->opened = self;
  worker = g_new0 (Worker, 1);
  worker->queue = g_async_queue_ref (self->queue);
  worker->path = g_strdup (self->path);
  worker->schema = schema;
  g_async_queue_push (self->queue, job);
  thread = g_thread_new ("velo-database", worker_thread, worker);
}

/**
 * velo_database_open_finish:
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full): the open database; close it before the last unref
 */
VeloDatabase *
velo_database_open_finish (GAsyncResult *result,
                           GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_database_open_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Returns whether the job is on its way; it is freed if not. */
static gboolean
push (VeloDatabase *self,
      Job          *job)
{
  gboolean closed;

  g_mutex_lock (&self->mutex);
  closed = self->closed;
  if (!closed)
    {
      self->closed = job->kind == JOB_CLOSE;
      g_async_queue_push (self->queue, job);
    }
  g_mutex_unlock (&self->mutex);
  if (closed)
    {
      g_task_return_new_error (job->task, VELO_DATABASE_ERROR, VELO_DATABASE_ERROR_CLOSED,
                               "the database is closed");
      free_job (job);
    }
  return !closed;
}

/**
 * velo_database_run_async:
 * @self: a database
 * @mode: whether @func writes
 * @func: what to do, on the worker thread
 * @data: (nullable): for @func
 * @free_data: (nullable): frees @data in the caller's context, before @callback runs
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Runs a function after those asked for earlier, as one transaction. If it is
 * cancelled in time nothing is changed; once it is committed it counts, and
 * success is reported even if @cancellable is cancelled by then.
 *
 * Fails with %VELO_DATABASE_ERROR_CLOSED after velo_database_close_async(),
 * %G_IO_ERROR_CANCELLED, or what @func fails with. Who asked for something earlier, cancelled or not, is told earlier.
 */
void
velo_database_run_async (VeloDatabase        *self,
                         VeloDatabaseMode     mode,
                         VeloDatabaseFunc     func,
                         gpointer             data,
                         GDestroyNotify       free_data,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task = NULL;
  Job *job = NULL;

  g_return_if_fail (VELO_IS_DATABASE (self));
  g_return_if_fail (func != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, velo_database_run_async);
  job = new_job (JOB_RUN, task);
  g_set_object (&job->cancellable, cancellable);
  job->mode = mode;
  job->func = func;
  job->data = data;
  job->free_data = free_data;
  push (self, job);
}

/**
 * velo_database_run_finish:
 * @self: a database
 * @result: the result
 * @error: return location for an error
 *
 * Returns: whether the function succeeded and its changes are on the disk
 */
gboolean
velo_database_run_finish (VeloDatabase  *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_database_run_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * velo_database_close_async:
 * @self: a database
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Closes the file after everything that was asked for earlier is done. A copy that
 * is being written is given up.
 *
 * Fails with %VELO_DATABASE_ERROR_CLOSED if it is closed already.
 */
void
velo_database_close_async (VeloDatabase        *self,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task = NULL;

  g_return_if_fail (VELO_IS_DATABASE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, velo_database_close_async);
  push (self, new_job (JOB_CLOSE, task));
}

/**
 * velo_database_close_finish:
 * @self: a database
 * @result: the result
 * @error: return location for an error
 *
 * Returns: whether it is closed now
 */
gboolean
velo_database_close_finish (VeloDatabase  *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_database_close_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * velo_database_get_path:
 * @self: a database
 *
 * Returns: the absolute path of its file
 */
const char *
velo_database_get_path (VeloDatabase *self)
{
  g_return_val_if_fail (VELO_IS_DATABASE (self), NULL);

  return self->path;
}

/**
 * velo_database_is_closed:
 * @self: a database
 *
 * Returns: whether velo_database_close_async() was called
 */
gboolean
velo_database_is_closed (VeloDatabase *self)
{
  gboolean closed;

  g_return_val_if_fail (VELO_IS_DATABASE (self), TRUE);

  g_mutex_lock (&self->mutex);
  closed = self->closed;
  g_mutex_unlock (&self->mutex);
  return closed;
}
