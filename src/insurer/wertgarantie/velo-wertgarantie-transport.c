/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Posts forms to the service: few at once, in bounded time, reading bounded answers. */

#define G_LOG_DOMAIN "velo-insurer"

#include "config.h"

#include "velo-wertgarantie-transport.h"

#include "velo-abort.h"
#include "velo-insurer-error.h"
#include "velo-url.h"

#include <libsoup/soup.h>

#define CHUNK (64 * 1024)

/* The timeout is for silence; a request that keeps talking ends after so many of them. */
#define MAX_TIMEOUTS 10

/* Of the library: more than we ever have open, ones at rest among them, so that it makes nothing wait. */
#define MAX_CONNECTIONS (4 * VELO_WERTGARANTIE_MAX_REQUESTS)

struct _VeloWertgarantieTransport
{
  GObject parent_instance;

  GUri *base;           /* (owned) (not nullable) */
  SoupSession *session; /* (owned) (not nullable) */
  GQueue waiting;       /* (owned) (element-type GTask): not started, each owns itself here */
  guint n_running;
};

G_DEFINE_FINAL_TYPE (VeloWertgarantieTransport, velo_wertgarantie_transport, G_TYPE_OBJECT)

typedef struct
{
  SoupMessage *message;  /* (owned) (not nullable) */
  GInputStream *stream;  /* (owned) (nullable) */
  GByteArray *body;      /* (owned) (not nullable) */
  GCancellable *abort;   /* (owned) (not nullable): stops libsoup */
  GSource *cancel_watch; /* (owned) (nullable) */
  GSource *timer;        /* (owned) (nullable) */
  gint64 deadline_usec;
  guint timeout;
  gboolean running;
  gboolean timed_out;
  gboolean left; /* the request may have been written */
  guint8 chunk[CHUNK];
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  velo_abort_unwatch (&job->cancel_watch);
  velo_abort_unwatch (&job->timer);
  g_clear_object (&job->stream);
  g_clear_object (&job->message);
  g_clear_object (&job->abort);
  g_clear_pointer (&job->body, g_byte_array_unref);
  g_free (job);
}

/* Any reason why @base_url cannot be used is an error of the settings. */
static GUri *
parse_base_url (const char *base_url,
                GError    **error)
{
  const char *wrong = NULL;
  GUri *uri = velo_url_parse_service (base_url, SOUP_HTTP_URI_FLAGS, &wrong);

  if (uri == NULL)
    g_set_error (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_SETTINGS,
                 "base address cannot be used: %s", wrong);
  return uri;
}

static void run_next (VeloWertgarantieTransport *self);

static void
give_up_stream (Job *job)
{
  if (job->stream == NULL)
    return;
  g_cancellable_cancel (job->abort);
  g_input_stream_close_async (job->stream, G_PRIORITY_DEFAULT, job->abort, NULL, NULL);
}

/* Ends @task, with @error if there is one. */
static void
end_job (GTask  *task,
         GError *error)
{
  VeloWertgarantieTransport *self = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);

  velo_abort_unwatch (&job->cancel_watch);
  velo_abort_unwatch (&job->timer);
  if (job->running)
    self->n_running--;
  job->running = FALSE;
  run_next (self);
  if (error != NULL)
    {
      give_up_stream (job);
      g_task_return_error (task, error);
    }
  else
    {
      g_task_return_pointer (task, g_byte_array_free_to_bytes (g_steal_pointer (&job->body)),
                             (GDestroyNotify) g_bytes_unref);
    }
}

/* Translates what libsoup says: what matters is whether the request may have been written. */
static GError *
translate_error (GTask  *task,
                 GError *error)
{
  Job *job = g_task_get_task_data (task);
  VeloInsurerError code = job->left ? VELO_INSURER_ERROR_UNAVAILABLE : VELO_INSURER_ERROR_OFFLINE;

  if (job->timed_out)
    return g_error_new (VELO_INSURER_ERROR, (int) code, "%s within %u seconds",
                        job->left ? "no answer" : "no connection", job->timeout);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (error);
  return g_error_new (VELO_INSURER_ERROR, (int) code, "%s: %s",
                      job->left ? "connection broke" : "no connection", error->message);
}

static gboolean
timed_out_cb (gpointer user_data)
{
  GTask *task = user_data;
  Job *job = g_task_get_task_data (task);

  job->timed_out = TRUE;
  g_cancellable_cancel (job->abort);
  return G_SOURCE_REMOVE;
}

static void
restart_timer (GTask *task)
{
  Job *job = g_task_get_task_data (task);
  gint64 ready_usec = g_get_monotonic_time () + (gint64) job->timeout * G_USEC_PER_SEC;

  if (!job->running)
    return;
  if (job->timer == NULL)
    {
      job->timer = g_timeout_source_new_seconds (job->timeout);
      g_source_set_priority (job->timer, VELO_ABORT_PRIORITY);
      g_source_set_callback (job->timer, timed_out_cb, task, NULL);
      g_source_attach (job->timer, g_task_get_context (task));
    }
  g_source_set_ready_time (job->timer, MIN (ready_usec, job->deadline_usec));
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  VeloWertgarantieTransport *self = g_task_get_source_object (user_data);
  Job *job = g_task_get_task_data (user_data);
  GList *link = NULL;

  if (job->running)
    {
      g_cancellable_cancel (job->abort);
      return G_SOURCE_REMOVE;
    }
  link = g_queue_find (&self->waiting, user_data);
  if (link != NULL)
    {
      g_autoptr(GTask) task = link->data;
      GError *error = NULL;

      g_queue_delete_link (&self->waiting, link);
      g_cancellable_set_error_if_cancelled (cancellable, &error);
      end_job (task, error);
    }
  return G_SOURCE_REMOVE;
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  Job *job = g_task_get_task_data (task);
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  if (n < 0)
    {
      end_job (task, translate_error (task, error));
      return;
    }
  if (n == 0)
    {
      end_job (task, NULL);
      return;
    }
  if (job->body->len + (gsize) n > VELO_WERTGARANTIE_MAX_ANSWER)
    {
      end_job (task, g_error_new_literal (VELO_INSURER_ERROR, VELO_INSURER_ERROR_PROTOCOL,
                                          "answer is too large"));
      return;
    }
  g_byte_array_append (job->body, job->chunk, (guint) n);
  restart_timer (task);
  g_input_stream_read_async (job->stream, job->chunk, CHUNK, G_PRIORITY_DEFAULT, job->abort, read_cb,
                             g_steal_pointer (&task));
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  Job *job = g_task_get_task_data (task);
  guint status;

  job->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (job->stream == NULL)
    {
      end_job (task, translate_error (task, error));
      return;
    }
  status = soup_message_get_status (job->message);
  if (status != SOUP_STATUS_OK)
    {
      end_job (task, g_error_new (VELO_INSURER_ERROR, VELO_INSURER_ERROR_UNAVAILABLE,
                                  "HTTP status %u", status));
      return;
    }
  restart_timer (task);
  g_input_stream_read_async (job->stream, job->chunk, CHUNK, G_PRIORITY_DEFAULT, job->abort, read_cb,
                             g_steal_pointer (&task));
}

static void
starting_cb (SoupMessage *message,
             gpointer     user_data)
{
  Job *job = g_task_get_task_data (user_data);

  job->left = TRUE;
  restart_timer (user_data);
}

static void
wrote_data_cb (SoupMessage *message,
               guint        size,
               gpointer     user_data)
{
  restart_timer (user_data);
}

static void
run_next (VeloWertgarantieTransport *self)
{
  while (self->n_running < VELO_WERTGARANTIE_MAX_REQUESTS && !g_queue_is_empty (&self->waiting))
    {
      g_autoptr(GTask) task = g_queue_pop_head (&self->waiting);
      Job *job = g_task_get_task_data (task);

      job->running = TRUE;
      self->n_running++;
      job->deadline_usec =
        g_get_monotonic_time () + (gint64) job->timeout * MAX_TIMEOUTS * G_USEC_PER_SEC;
      restart_timer (task);
      g_signal_connect_object (job->message, "starting", G_CALLBACK (starting_cb), task, 0);
      g_signal_connect_object (job->message, "wrote-body-data", G_CALLBACK (wrote_data_cb), task, 0);
      soup_session_send_async (self->session, job->message, G_PRIORITY_DEFAULT, job->abort, sent_cb,
                               g_steal_pointer (&task));
    }
}

static void
velo_wertgarantie_transport_dispose (GObject *object)
{
  VeloWertgarantieTransport *self = VELO_WERTGARANTIE_TRANSPORT (object);

  /* not aborted: each request has the session, and VELO_ABORT_PRIORITY says why */
  g_clear_object (&self->session);

  G_OBJECT_CLASS (velo_wertgarantie_transport_parent_class)->dispose (object);
}

static void
velo_wertgarantie_transport_finalize (GObject *object)
{
  VeloWertgarantieTransport *self = VELO_WERTGARANTIE_TRANSPORT (object);

  g_assert (g_queue_is_empty (&self->waiting));
  g_clear_pointer (&self->base, g_uri_unref);

  G_OBJECT_CLASS (velo_wertgarantie_transport_parent_class)->finalize (object);
}

static void
velo_wertgarantie_transport_class_init (VeloWertgarantieTransportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = velo_wertgarantie_transport_dispose;
  object_class->finalize = velo_wertgarantie_transport_finalize;
}

static void
velo_wertgarantie_transport_init (VeloWertgarantieTransport *self)
{
  g_queue_init (&self->waiting);
  /* Requests wait in our own line alone, where they can be cancelled and their time does not run.
     No cookies, no HTTP authentication; time limits are ours. TLS is checked by default. */
  self->session = soup_session_new_with_options ("user-agent", "VeloInsure/" VERSION,
                                                 "timeout", 0,
                                                 "max-conns", MAX_CONNECTIONS,
                                                 "max-conns-per-host", MAX_CONNECTIONS, NULL);
}

VeloWertgarantieTransport *
velo_wertgarantie_transport_new (const char *base_url,
                                 GError    **error)
{
  g_autoptr(GUri) base = parse_base_url (base_url, error);
  VeloWertgarantieTransport *self = NULL;

  if (base == NULL)
    return NULL;
  self = g_object_new (VELO_TYPE_WERTGARANTIE_TRANSPORT, NULL);
  self->base = g_steal_pointer (&base);
  return self;
}

static SoupMessage *
new_message (VeloWertgarantieTransport *self,
             const char                *script,
             VeloWertgarantieForm      *form,
             gboolean                   repeatable)
{
  g_autoptr(GUri) uri = g_uri_parse_relative (self->base, script, SOUP_HTTP_URI_FLAGS, NULL);
  g_autofree char *content_type = NULL;
  g_autoptr(GBytes) body = velo_wertgarantie_form_to_bytes (form, &content_type);
  SoupMessage *message = NULL;

  g_assert (uri != NULL);
  message = soup_message_new_from_uri (SOUP_METHOD_POST, uri);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Accept",
                                "application/json");
  soup_message_set_request_body_from_bytes (message, content_type, body);
  /*
   * Nothing may be sent a second time or to another place behind our back. Only calls that do no
   * harm when repeated may use a connection that the other side could have closed meanwhile:
   * libsoup repeats those by itself, and opens a new connection for each of the others.
   */
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (repeatable)
    soup_message_add_flags (message, SOUP_MESSAGE_IDEMPOTENT);
  return message;
}

/*
 * @repeatable: whether it does no harm if the service gets it twice.
 * @timeout: seconds of silence after which to give up.
 */
void
velo_wertgarantie_transport_post_async (VeloWertgarantieTransport *self,
                                        const char                *script,
                                        VeloWertgarantieForm      *form,
                                        gboolean                   repeatable,
                                        guint                      timeout,
                                        GCancellable              *cancellable,
                                        GAsyncReadyCallback        callback,
                                        gpointer                   user_data)
{
  g_autoptr(GTask) task = NULL;
  Job *job = NULL;

  g_return_if_fail (VELO_IS_WERTGARANTIE_TRANSPORT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_wertgarantie_transport_post_async);
  /* What libsoup reports counts: an answer that is here is not thrown away. */
  g_task_set_check_cancellable (task, FALSE);
  job = g_new0 (Job, 1);
  g_task_set_task_data (task, job, job_free);
  if (g_task_return_error_if_cancelled (task))
    return;

  job->message = new_message (self, script, form, repeatable);
  job->body = g_byte_array_new ();
  job->abort = g_cancellable_new ();
  job->timeout = timeout;
  if (cancellable != NULL)
    {
      job->cancel_watch = g_cancellable_source_new (cancellable);
      g_source_set_priority (job->cancel_watch, VELO_ABORT_PRIORITY);
      g_source_set_callback (job->cancel_watch, G_SOURCE_FUNC (cancelled_cb), task, NULL);
      g_source_attach (job->cancel_watch, g_task_get_context (task));
    }
  g_queue_push_tail (&self->waiting, g_steal_pointer (&task));
  run_next (self);
}

/* @left: whether the request may have been written, also if it failed afterwards. */
GBytes *
velo_wertgarantie_transport_post_finish (VeloWertgarantieTransport *self,
                                         GAsyncResult              *result,
                                         gboolean                  *left,
                                         GError                   **error)
{
  Job *job = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_wertgarantie_transport_post_async),
                        NULL);

  job = g_task_get_task_data (G_TASK (result));
  *left = job->left;
  return g_task_propagate_pointer (G_TASK (result), error);
}
