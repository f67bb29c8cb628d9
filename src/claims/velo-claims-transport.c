/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One request to the claims service: bounded in time and size, its answer checked. */

#define G_LOG_DOMAIN "velo-claims-client"

#include "config.h"

#include "velo-claims-transport.h"

#include <string.h>

#include "velo-abort.h"
#include "velo-claims-client-error.h"
#include "velo-json.h"
#include "velo-url.h"

#define CHUNK (64 * 1024)
#define MAX_DEPTH 32

/* libsoup's own limit is for silence; who keeps dripping is left after this time, and what a slow line needs. */
#define MAX_SECONDS 60
#define SLOW_LINE (1024 * 1024)

typedef struct
{
  SoupMessage *message; /* (owned) (not nullable) */
  GInputStream *stream; /* (owned) (nullable) */
  GByteArray *body;     /* (owned) (not nullable) */
  GCancellable *abort;  /* (owned) (not nullable): stops libsoup */
  GSource *timer;       /* (owned) (nullable) */
  GSource *watch;       /* (owned) (nullable): of the caller's cancellable */
  gsize max_answer;
  gboolean raw;         /* the answer is no JSON */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  velo_abort_unwatch (&job->timer);
  velo_abort_unwatch (&job->watch);
  g_clear_object (&job->stream);
  g_clear_object (&job->message);
  g_clear_object (&job->abort);
  g_byte_array_unref (job->body);
  g_free (job);
}

/* Whatever is wrong with @base_url is an error of the settings. */
GUri *
velo_claims_transport_parse_url (const char *base_url,
                                 GError    **error)
{
  const char *wrong = NULL;
  GUri *uri = velo_url_parse_service (base_url, SOUP_HTTP_URI_FLAGS, &wrong);

  if (uri == NULL)
    g_set_error (error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_SETTINGS,
                 "the address of the claims service cannot be used: %s", wrong);
  return uri;
}

/* Ends @task with @error. */
static void
fail (GTask  *task,
      GError *error)
{
  Job *job = g_task_get_task_data (task);

  velo_abort_unwatch (&job->timer);
  velo_abort_unwatch (&job->watch);
  if (job->stream != NULL)
    {
      g_cancellable_cancel (job->abort);
      g_input_stream_close_async (job->stream, G_PRIORITY_DEFAULT, job->abort, NULL, NULL);
    }
  g_task_return_error (task, error);
}

static void
fail_with (GTask                 *task,
           VeloClaimsClientError  code,
           const char            *text)
{
  fail (task, g_error_new_literal (VELO_CLAIMS_CLIENT_ERROR, (int) code, text));
}

static void
fail_cancelled (GTask *task)
{
  fail (task, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled"));
}

static void
fail_sending (GTask        *task,
              const GError *error)
{
  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    fail_cancelled (task);
  else
    fail_with (task, VELO_CLAIMS_CLIENT_ERROR_OFFLINE, error->message);
}

/* What was asked for is worth nothing to nobody; what was done was done, and its answer may still be needed. */
static gboolean
nobody_waits (GTask *task)
{
  Job *job = g_task_get_task_data (task);

  return g_cancellable_is_cancelled (g_task_get_cancellable (task))
    && soup_message_get_method (job->message) == SOUP_METHOD_GET;
}

static JsonObject *
parse (GByteArray *body)
{
  g_autoptr(JsonParser) parser = json_parser_new ();
  JsonNode *root;

  if (body->len == 0 || velo_json_is_deeper ((const char *) body->data, body->len, MAX_DEPTH)
      || !g_utf8_validate ((const char *) body->data, (gssize) body->len, NULL)
      || !json_parser_load_from_data (parser, (const char *) body->data, (gssize) body->len, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_object_ref (json_node_get_object (root)) : NULL;
}

static const struct { guint status; VeloClaimsClientError code; } refusals[] = {
  { 401, VELO_CLAIMS_CLIENT_ERROR_UNAUTHORIZED }, { 403, VELO_CLAIMS_CLIENT_ERROR_FORBIDDEN },
  { 404, VELO_CLAIMS_CLIENT_ERROR_NOT_FOUND }, { 409, VELO_CLAIMS_CLIENT_ERROR_CONFLICT },
  { 410, VELO_CLAIMS_CLIENT_ERROR_GONE }, { 413, VELO_CLAIMS_CLIENT_ERROR_LIMIT },
  { 422, VELO_CLAIMS_CLIENT_ERROR_INVALID }, { 423, VELO_CLAIMS_CLIENT_ERROR_STOPPED },
  { 429, VELO_CLAIMS_CLIENT_ERROR_LIMIT },
};

static GError *
make_conflict (JsonObject *answer)
{
  g_autofree char *who = velo_json_get_text (answer, "who");
  g_autofree char *role = velo_json_get_text (answer, "actor");
  g_autofree char *when = velo_json_get_text (answer, "when");
  VeloClaimActor actor = VELO_CLAIM_ACTOR_SERVICE;

  if (role != NULL && !velo_claim_actor_from_nick (role, &actor))
    actor = VELO_CLAIM_ACTOR_SERVICE;
  return velo_claims_client_error_new_change (who, actor, when != NULL ? g_ascii_strtoll (when, NULL, 10) : 0);
}

static GError *
make_refusal (guint       status,
              JsonObject *answer)
{
  g_autofree char *problems = velo_json_get_text (answer, "problems");

  if (status == 422 && problems != NULL)
    return velo_claims_client_error_new_problems ((int) g_ascii_strtoll (problems, NULL, 10));
  if (status == 409)
    return make_conflict (answer);
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (refusals[i].status == status)
      return g_error_new (VELO_CLAIMS_CLIENT_ERROR, (int) refusals[i].code, "HTTP status %u", status);
  return g_error_new (VELO_CLAIMS_CLIENT_ERROR, status >= 502 && status <= 504
                        ? VELO_CLAIMS_CLIENT_ERROR_OFFLINE : VELO_CLAIMS_CLIENT_ERROR_PROTOCOL,
                      "HTTP status %u", status);
}

static void
end (GTask *task)
{
  Job *job = g_task_get_task_data (task);
  guint status = soup_message_get_status (job->message);
  JsonObject *answer = NULL;

  velo_abort_unwatch (&job->timer);
  velo_abort_unwatch (&job->watch);
  if (job->raw && status == 200)
    {
      g_task_return_pointer (task, g_bytes_new (job->body->data, job->body->len), (GDestroyNotify) g_bytes_unref);
      return;
    }
  answer = parse (job->body);
  if (status != 200 && status != 201)
    {
      g_task_return_error (task, make_refusal (status, answer));
      g_clear_pointer (&answer, json_object_unref);
    }
  else if (answer == NULL)
    fail_with (task, VELO_CLAIMS_CLIENT_ERROR_PROTOCOL, "the answer is not a JSON object");
  else
    g_task_return_pointer (task, answer, (GDestroyNotify) json_object_unref);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  Job *job = g_task_get_task_data (task);
  g_autoptr(GBytes) bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);

  if (bytes == NULL)
    fail_sending (task, error);
  else if (nobody_waits (task))
    fail_cancelled (task);
  else if (g_bytes_get_size (bytes) == 0)
    end (task);
  else if (job->body->len + g_bytes_get_size (bytes) > job->max_answer)
    fail_with (task, VELO_CLAIMS_CLIENT_ERROR_PROTOCOL, "the answer is too large");
  else
    {
      g_byte_array_append (job->body, g_bytes_get_data (bytes, NULL), (guint) g_bytes_get_size (bytes));
      g_input_stream_read_bytes_async (job->stream, CHUNK, G_PRIORITY_DEFAULT, job->abort, read_cb,
                                       g_steal_pointer (&task));
    }
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  Job *job = g_task_get_task_data (task);

  job->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (job->stream == NULL)
    fail_sending (task, error);
  else if (nobody_waits (task))
    fail_cancelled (task);
  else
    g_input_stream_read_bytes_async (job->stream, CHUNK, G_PRIORITY_DEFAULT, job->abort, read_cb,
                                     g_steal_pointer (&task));
}

static gboolean
abort_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

static void
watch (GTask        *task,
       Job          *job,
       GCancellable *cancellable)
{
  job->timer = g_timeout_source_new_seconds (MAX_SECONDS + (guint) (job->max_answer / SLOW_LINE));
  g_source_set_priority (job->timer, VELO_ABORT_PRIORITY);
  g_source_set_callback (job->timer, abort_cb, g_object_ref (job->abort), g_object_unref);
  g_source_attach (job->timer, g_task_get_context (task));
  if (cancellable != NULL)
    job->watch = velo_abort_watch (cancellable, job->abort, g_task_get_context (task));
}

static void
send (SoupSession  *session,
      SoupMessage  *message,
      gsize         max_answer,
      gboolean      raw,
      GCancellable *cancellable,
      GTask        *task)
{
  Job *job = g_new0 (Job, 1);

  /* What was done was done, even if nobody waits for the answer any more. */
  g_task_set_check_cancellable (task, FALSE);
  job->message = g_object_ref (message);
  job->body = g_byte_array_new ();
  job->abort = g_cancellable_new ();
  job->max_answer = max_answer;
  job->raw = raw;
  g_task_set_task_data (task, job, job_free);
  watch (task, job, cancellable);
  /* Nothing goes to another place or out a second time behind our back. */
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  soup_session_send_async (session, message, G_PRIORITY_DEFAULT, job->abort, sent_cb, task);
}

void
velo_claims_transport_call_async (SoupSession         *session,
                                  SoupMessage         *message,
                                  gsize                max_answer,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  GTask *task = g_task_new (session, cancellable, callback, user_data);

  g_task_set_source_tag (task, velo_claims_transport_call_async);
  send (session, message, max_answer, FALSE, cancellable, task);
}

/* Returns: (transfer full) (nullable): the object answered */
JsonObject *
velo_claims_transport_call_finish (GAsyncResult  *result,
                                   GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_claims_transport_call_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* As velo_claims_transport_call_async(), for what is no JSON. */
void
velo_claims_transport_load_async (SoupSession         *session,
                                  SoupMessage         *message,
                                  gsize                max_answer,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  GTask *task = g_task_new (session, cancellable, callback, user_data);

  g_task_set_source_tag (task, velo_claims_transport_load_async);
  send (session, message, max_answer, TRUE, cancellable, task);
}

/* Returns: (transfer full) (nullable): the bytes answered */
GBytes *
velo_claims_transport_load_finish (GAsyncResult  *result,
                                   GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_claims_transport_load_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
