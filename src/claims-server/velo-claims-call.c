/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One request from its arrival to its answer: read, counted, verified, handled in the database. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-call.h"

#include <string.h>

#include "velo-claims-accounts.h"
#include "velo-claims-api.h"
#include "velo-claims-buckets.h"
#include "velo-claims-error.h"
#include "velo-claims-message.h"
#include "velo-claims-metrics.h"
#include "velo-claims-outbox.h"
#include "velo-claims-pages.h"
#include "velo-claims-read.h"
#include "velo-claims-stream.h"
#include "velo-claims-token.h"
#include "velo-claims-watch.h"

/* Tries to log in a minute: of an address, and of all addresses together. */
#define LOGINS_FOR_EACH 10
#define LOGINS_FOR_ALL 300

/* Forms opened and sent a minute. Customers of one shop may all come from its one address. */
#define FORMS_FOR_EACH 60
#define FORMS_FOR_ALL 1200

/* Photos are looked at a few at a time: each takes a processor and much memory. */
#define MAX_WORKERS 2

struct _VeloClaimsCalls
{
  const VeloClaimsConfig *config;
  VeloDatabase *database; /* (owned) */
  VeloClaimsClock clock;
  gpointer clock_data;
  VeloClaimsBuckets *logins;
  VeloClaimsBuckets *forms;
  GThreadPool *workers; /* (owned) (element-type GTask) */
  VeloClaimsMetrics *metrics;
  VeloClaimsWatch *watch;   /* (owned) */
  VeloClaimsOutbox *outbox; /* (owned) */
  char *nobody; /* (owned): a hash that no password fits */
  guint n_open;
  GPtrArray *waiting; /* (owned) (element-type Call): until the journal was looked through */
  gboolean looked;    /* through the journal, once since the start */
};

typedef struct
{
  VeloClaimsCalls *calls;
  SoupServerMessage *message; /* (owned) */
  const VeloClaimsRoute *route;
  VeloClaimsRequest *request; /* (owned) */
  VeloClaimsResponse response;
  VeloClaimsHandler handler; /* that runs now */
  gint64 now;
  gint64 arrived;
  gboolean no_release;
  GPtrArray *outgoing; /* (owned) (element-type VeloClaimsLetter) */
  gulong finished_id;
  gulong disconnected_id;
  gboolean gone; /* who asked does not wait any more */
} Call;

static void
call_free (Call *call)
{
  g_clear_signal_handler (&call->finished_id, call->message);
  g_clear_signal_handler (&call->disconnected_id, call->message);
  g_clear_object (&call->message);
  g_clear_pointer (&call->request, velo_claims_request_free);
  velo_claims_response_clear (&call->response);
  g_clear_pointer (&call->outgoing, g_ptr_array_unref);
  g_free (call);
}

static void journal_told_cb (gpointer user_data);

static void
work_thread (gpointer data,
             gpointer user_data)
{
  g_autoptr(GTask) task = data;
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;

  if (call->route->work (call->request, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * velo_claims_calls_new:
 * @config: the settings, which live longer
 * @database: the database
 * @messenger: (nullable): the way of text messages
 * @clock: what gives the time
 * @clock_data: data for @clock
 *
 * Returns: (transfer full): no requests yet
 */
VeloClaimsCalls *
velo_claims_calls_new (const VeloClaimsConfig *config,
                       VeloDatabase           *database,
                       VeloClaimsMessenger    *messenger,
                       VeloClaimsClock         clock,
                       gpointer                clock_data)
{
  VeloClaimsCalls *self = g_new0 (VeloClaimsCalls, 1);
  g_autofree char *unknown = velo_claims_token_new ();

  self->config = config;
  self->database = g_object_ref (database);
  self->clock = clock;
  self->clock_data = clock_data;
  self->logins = velo_claims_buckets_new (LOGINS_FOR_EACH, LOGINS_FOR_ALL);
  self->forms = velo_claims_buckets_new (FORMS_FOR_EACH, FORMS_FOR_ALL);
  self->workers = g_thread_pool_new (work_thread, NULL, MAX_WORKERS, FALSE, NULL);
  self->metrics = velo_claims_metrics_new ();
  self->watch = velo_claims_watch_new (config, database, self->metrics, clock, clock_data);
  self->waiting = g_ptr_array_new ();
  velo_claims_watch_set_told (self->watch, journal_told_cb, self);
  velo_claims_watch_begin (self->watch);
  self->outbox = velo_claims_outbox_new (config, database, messenger, clock, clock_data);
  self->nobody = velo_claims_password_hash (unknown, config->cheap_passwords);
  return self;
}

/**
 * velo_claims_calls_free:
 * @self: (transfer full): requests, all of them answered
 */
void
velo_claims_calls_free (VeloClaimsCalls *self)
{
  g_assert (self->n_open == 0);
  g_thread_pool_free (self->workers, FALSE, TRUE);
  velo_claims_buckets_free (self->logins);
  velo_claims_buckets_free (self->forms);
  velo_claims_watch_free (self->watch);
  g_ptr_array_unref (self->waiting);
  velo_claims_metrics_free (self->metrics);
  velo_claims_outbox_free (self->outbox);
  g_clear_object (&self->database);
  g_free (self->nobody);
  g_free (self);
}

/**
 * velo_claims_calls_get_n_open:
 * @self: requests
 *
 * Returns: how many are not answered yet, and how many messages are on their way
 */
guint
velo_claims_calls_get_n_open (VeloClaimsCalls *self)
{
  return self->n_open + velo_claims_outbox_get_n_open (self->outbox);
}

/**
 * velo_claims_calls_add_headers:
 * @self: requests
 * @message: a request that begins
 *
 * For every answer, those of the HTTP library too, so that no page of ours can be framed, cached,
 * sniffed or scripted from outside (claims design, section 4).
 */
void
velo_claims_calls_add_headers (VeloClaimsCalls   *self,
                               SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  soup_message_headers_replace (headers, "Referrer-Policy", "no-referrer");
  soup_message_headers_replace (headers, "Content-Security-Policy",
                                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
                                "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
  if (velo_claims_read_is_secure (self->config))
    soup_message_headers_replace (headers, "Strict-Transport-Security", "max-age=63072000");
}

static void
set_cookie (VeloClaimsCalls    *self,
            SoupMessageHeaders *headers,
            const char         *token)
{
  g_autofree char *cookie = NULL;

  cookie = g_strdup_printf ("%s=%s; Path=/; HttpOnly; SameSite=Strict%s%s", velo_claims_read_get_cookie (self->config),
                            token, velo_claims_read_is_secure (self->config) ? "; Secure" : "", *token == '\0' ? "; Max-Age=0" : "");
  soup_message_headers_replace (headers, "Set-Cookie", cookie);
  /* whoever deletes the data on the device deletes photos that are not sent yet, too */
  if (*token == '\0')
    soup_message_headers_replace (headers, "Clear-Site-Data", "\"storage\"");
}

static void
set_retry (SoupMessageHeaders *headers,
           gint64              wait)
{
  g_autofree char *seconds = g_strdup_printf ("%" G_GINT64_FORMAT, 1 + MAX (0, wait - 1) / G_USEC_PER_SEC);

  soup_message_headers_replace (headers, "Retry-After", seconds);
}

static void
respond (VeloClaimsCalls    *self,
         SoupServerMessage  *message,
         VeloClaimsResponse *response)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  velo_claims_metrics_count (self->metrics, response->status);
  /* the library's table of phrases ends before this one: "Unknown Error" */
  soup_server_message_set_status (message, response->status, response->status == 429 ? "Too Many Requests" : NULL);
  if (response->location != NULL)
    soup_message_headers_replace (headers, "Location", response->location);
  if (response->cookie != NULL)
    set_cookie (self, headers, response->cookie);
  if (response->retry_at > 0)
    set_retry (headers, response->retry_at - self->clock (self->clock_data));
  if (response->body != NULL)
    {
      soup_message_headers_replace (headers, "Content-Type", response->type);
      soup_message_body_append_bytes (soup_server_message_get_response_body (message), response->body);
    }
  else if (response->make_piece != NULL)
    soup_message_headers_replace (headers, "Content-Type", response->type);
}

/* Pages are refused with a page, everything else with an object. */
static void
set_error (VeloClaimsCalls    *self,
           VeloClaimsResponse *response,
           const GError       *error,
           const char         *language)
{
  if (language != NULL)
    velo_claims_pages_refuse (self->config, response, error, language);
  else
    velo_claims_response_set_error (response, error);
}

static void
refuse (VeloClaimsCalls   *self,
        SoupServerMessage *message,
        VeloClaimsError    code,
        const char        *language)
{
  g_autoptr(GError) error = g_error_new_literal (VELO_CLAIMS_ERROR, (int) code, "");
  VeloClaimsResponse response = { 0 };

  /* the buckets are filled anew each minute */
  if (code == VELO_CLAIMS_ERROR_LIMIT)
    response.retry_at = self->clock (self->clock_data) + G_TIME_SPAN_MINUTE;
  set_error (self, &response, error, language);
  respond (self, message, &response);
  velo_claims_response_clear (&response);
}

static void
end_call (gpointer user_data)
{
  Call *call = user_data;

  call->calls->n_open--;
  call_free (call);
}

/* What goes wrong inside is logged by its kind, never with what was sent. */
static void
finish_call (Call   *call,
             GError *error)
{
  VeloClaimsCalls *self = call->calls;

  if (error != NULL)
    {
      set_error (self, &call->response, error, call->route->page ? call->request->language : NULL);
      if (call->response.status >= 500)
        g_warning ("%s %s: %s %d", call->route->method, call->route->path,
                   g_quark_to_string (error->domain), error->code);
    }
  else if (call->route->handler == velo_claims_api_metrics)
    call->response.body = velo_claims_metrics_to_bytes (self->metrics, self->n_open - 1,
                                                        g_steal_pointer (&call->response.body));
  velo_claims_metrics_time (self->metrics, g_get_monotonic_time () - call->arrived);
  respond (self, call->message, &call->response);
  if (call->gone || soup_server_message_get_socket (call->message) == NULL)
    end_call (call);
  else if (error == NULL && call->response.make_piece != NULL)
    velo_claims_stream_send (self->config, self->database, call->message, &call->response, end_call, call);
  else
    {
      soup_server_message_unpause (call->message);
      end_call (call);
    }
}

static char *
find_csrf (Call *call)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (call->message);
  const char *header = call->route->script ? soup_message_headers_get_one (headers, "X-CSRF") : NULL;

  return header != NULL ? g_strdup (header) : velo_claims_request_dup_text (call->request, "csrf");
}

/* Who asks, and whether that role may; on the thread of the database. */
static VeloClaimsSession *
authorize (VeloClaimsContext  *context,
           Call               *call,
           GError            **error)
{
  g_autoptr(VeloClaimsSession) session = velo_claims_session_find (context, call->request->token, error);

  if (session == NULL)
    return NULL;
  if ((call->route->actors & (1 << session->actor)) == 0)
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_FORBIDDEN, "not with this role");
      return NULL;
    }
  if (velo_claims_read_has_cookie (call->route) && strcmp (call->route->method, "GET") != 0)
    {
      g_autofree char *csrf = find_csrf (call);

      if (!velo_claims_text_equal (csrf, session->csrf))
        {
          g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_FORBIDDEN, "not from our own form");
          return NULL;
        }
    }
  return g_steal_pointer (&session);
}

static gboolean
run_handler (VeloConnection  *connection,
             gpointer         data,
             GError         **error)
{
  Call *call = data;
  VeloClaimsContext context = { connection, call->calls->config, call->now, VELO_CLAIM_ACTOR_SERVICE,
                                NULL, NULL, NULL, NULL, call->outgoing, 0, call->no_release };
  g_autoptr(VeloClaimsSession) session = NULL;
  gboolean done;

  if (call->route->actors != 0)
    {
      session = authorize (&context, call, error);
      if (session == NULL)
        return FALSE;
      context.actor = session->actor;
      context.account_id = session->account_id;
      context.who = session->who;
      context.portfolio = session->portfolio;
      context.claim_id = session->claim_id;
      g_free (call->request->csrf);
      call->request->csrf = g_strdup (session->csrf);
    }
  done = call->handler (&context, call->request, &call->response, error);
  call->response.retry_at = context.retry_at;
  return done;
}

static void
handled_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Call *call = user_data;
  g_autoptr(GError) error = NULL;

  if (velo_database_run_finish (VELO_DATABASE (source), result, &error))
    velo_claims_outbox_send (call->calls->outbox, call->outgoing);
  finish_call (call, error);
}

/* Whoever changed the journal may have changed more: no money goes until somebody has looked at that entry. */
static gboolean
is_release_stopped (VeloClaimsCalls *self)
{
  int entry;

  return velo_claims_metrics_is_journal_wrong (self->metrics, &entry) && entry != self->config->journal_seen;
}

/* A session counts as used by each request: nearly everything writes. */
static void
run (Call                *call,
     VeloClaimsHandler    handler,
     VeloDatabaseMode     mode,
     GAsyncReadyCallback  callback)
{
  call->handler = handler;
  call->no_release = is_release_stopped (call->calls);
  velo_database_run_async (call->calls->database, mode, run_handler, call, NULL, NULL, callback, call);
}

static void
verify_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Call *call = task_data;
  g_autofree char *password = velo_claims_request_dup_text (call->request, "password");
  const char *hash = call->request->password_hash;

  /* For unknown names as long as for known ones. */
  call->request->password_right =
    velo_claims_password_verify (hash != NULL ? hash : call->calls->nobody, password) && hash != NULL;
  g_task_return_boolean (task, TRUE);
}

static void
verified_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Call *call = user_data;

  run (call, call->route->handler, VELO_DATABASE_WRITE, handled_cb);
}

static void
worked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Call *call = user_data;
  g_autoptr(GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    run (call, call->route->handler, VELO_DATABASE_WRITE, handled_cb);
  else
    finish_call (call, error);
}

static void
prepared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Call *call = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GTask) task = NULL;

  if (!velo_database_run_finish (VELO_DATABASE (source), result, &error))
    {
      finish_call (call, error);
      return;
    }
  task = g_task_new (NULL, NULL, call->route->work != NULL ? worked_cb : verified_cb, call);
  g_task_set_task_data (task, call, NULL);
  if (call->route->work != NULL)
    g_thread_pool_push (call->calls->workers, g_steal_pointer (&task), NULL);
  else
    g_task_run_in_thread (task, verify_thread);
}

/* Style sheet, script and pictures of the pages: the same for everybody, so they may be kept. */
static gboolean
answer_static (VeloClaimsCalls   *self,
               SoupServerMessage *message,
               const char        *name)
{
  VeloClaimsResponse response = { .status = SOUP_STATUS_OK };

  response.body = velo_claims_pages_get_static (name, &response.type);
  if (response.body == NULL)
    {
      refuse (self, message, VELO_CLAIMS_ERROR_NOT_FOUND, NULL);
      return TRUE;
    }
  respond (self, message, &response);
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Cache-Control",
                                "public, max-age=3600");
  velo_claims_response_clear (&response);
  return TRUE;
}

/* A journal that was changed is no reason to turn customers away, but one to call somebody. */
static GBytes *
describe_health (VeloClaimsCalls *self)
{
  const char *text = "ok\n";
  int entry;

  if (is_release_stopped (self))
    text = "ok, but the journal is not as it was written, and no payout is released: see veloinsure-claims(8), JOURNAL\n";
  else if (velo_claims_metrics_is_journal_wrong (self->metrics, &entry))
    text = "ok, but the journal is not as it was written: see veloinsure-claims(8), JOURNAL\n";
  return g_bytes_new_static (text, strlen (text));
}

/* What is answered without the database. */
static gboolean
answer_at_once (VeloClaimsCalls   *self,
                SoupServerMessage *message,
                const char        *path)
{
  VeloClaimsResponse response = { .status = SOUP_STATUS_OK, .type = "text/plain; charset=utf-8" };

  if (g_str_has_prefix (path, "/static/"))
    return answer_static (self, message, path + strlen ("/static/"));
  if (strcmp (path, "/healthz") == 0)
    response.body = describe_health (self);
  else
    return FALSE;
  if (strcmp (soup_server_message_get_method (message), "GET") != 0)
    response.status = SOUP_STATUS_METHOD_NOT_ALLOWED;
  respond (self, message, &response);
  velo_claims_response_clear (&response);
  return TRUE;
}

/* The connection broke before the answer; what was asked is done all the same. */
static void
gone_cb (SoupServerMessage *message,
         gpointer           user_data)
{
  ((Call *) user_data)->gone = TRUE;
}

/* What waited for the journal. */
static void
journal_told_cb (gpointer user_data)
{
  VeloClaimsCalls *self = user_data;

  self->looked = TRUE;
  for (guint i = 0; i < self->waiting->len; i++)
    {
      Call *call = g_ptr_array_index (self->waiting, i);

      run (call, call->route->handler, VELO_DATABASE_WRITE, handled_cb);
    }
  g_ptr_array_set_size (self->waiting, 0);
}

static void
start_call (VeloClaimsCalls       *self,
            SoupServerMessage     *message,
            const VeloClaimsRoute *route,
            VeloClaimsRequest     *request)
{
  Call *call = g_new0 (Call, 1);

  call->calls = self;
  call->message = g_object_ref (message);
  call->route = route;
  call->request = request;
  call->response.status = SOUP_STATUS_OK;
  call->now = self->clock (self->clock_data);
  call->arrived = g_get_monotonic_time ();
  call->outgoing = g_ptr_array_new_with_free_func ((GDestroyNotify) velo_claims_letter_free);
  self->n_open++;
  soup_server_message_pause (message);
  call->finished_id = g_signal_connect (message, "finished", G_CALLBACK (gone_cb), call);
  call->disconnected_id = g_signal_connect (message, "disconnected", G_CALLBACK (gone_cb), call);
  if (route->prepare != NULL)
    run (call, route->prepare, route->actors != 0 ? VELO_DATABASE_WRITE : VELO_DATABASE_READ, prepared_cb);
  else if (route->handler == velo_claims_api_release && !self->looked)
    g_ptr_array_add (self->waiting, call);
  else
    run (call, route->handler, VELO_DATABASE_WRITE, handled_cb);
}

/* Tries to log in with a password, or with what stands on a claim. */
static gboolean
is_login (const VeloClaimsRoute *route)
{
  return (route->prepare != NULL && route->actors == 0) || strcmp (route->path, "s/+") == 0;
}

/* Whether who asks has asked too often for what can be guessed. */
static gboolean
is_too_often (VeloClaimsCalls         *self,
              const VeloClaimsRoute   *route,
              const VeloClaimsRequest *request)
{
  VeloClaimsBuckets *buckets = NULL;

  if (is_login (route))
    buckets = self->logins;
  else if (strcmp (route->path, "f/+") == 0)
    buckets = self->forms;
  return buckets != NULL && !velo_claims_buckets_take (buckets, request->address, self->clock (self->clock_data));
}

/**
 * velo_claims_calls_answer:
 * @self: requests
 * @message: one more, read whole
 * @path: its path
 * @query: (nullable) (element-type utf8 utf8): its query
 *
 * Answers @message, now or later.
 */
void
velo_claims_calls_answer (VeloClaimsCalls   *self,
                          SoupServerMessage *message,
                          const char        *path,
                          GHashTable        *query)
{
  g_autoptr(VeloClaimsRequest) request = NULL;
  const VeloClaimsRoute *route;
  const char *language;
  gboolean known_path;

  if (answer_at_once (self, message, path))
    return;
  request = g_new0 (VeloClaimsRequest, 1);
  route = velo_claims_api_find (soup_server_message_get_method (message), path, request->ids, &known_path);
  if (route == NULL)
    {
      gboolean api = g_str_has_prefix (path, "/api/");

      refuse (self, message, VELO_CLAIMS_ERROR_NOT_FOUND, api ? NULL : velo_claims_read_language (message));
      if (known_path)
        soup_server_message_set_status (message, SOUP_STATUS_METHOD_NOT_ALLOWED, NULL);
      return;
    }
  velo_claims_read_request (self->config, message, route, request);
  request->path = g_strdup (path);
  request->query = query != NULL ? g_hash_table_ref (query) : NULL;
  language = route->page ? request->language : NULL;
  if (velo_claims_read_needs_body (route) && request->json == NULL && request->form == NULL && request->bytes == NULL)
    refuse (self, message, VELO_CLAIMS_ERROR_INVALID, language);
  else if (is_too_often (self, route, request))
    refuse (self, message, VELO_CLAIMS_ERROR_LIMIT, language);
  else
    start_call (self, message, route, g_steal_pointer (&request));
}
