/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The training insurer: an HTTP server on loopback, in a thread of its own. */

#define G_LOG_DOMAIN "velo-training"

#include "config.h"

#include "velo-training-insurer.h"

#include "velo-training-call.h"
#include "velo-training-faults.h"
#include "velo-training-ledger.h"
#include "velo-training-service.h"

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#define MAX_BODY_BYTES (4 * 1000 * 1000)

struct _VeloTrainingInsurer
{
  GObject parent_instance;

  char *state_file; /* (owned) (nullable) */
  char *uri;        /* (owned) (nullable) */
  GThread *thread;  /* (owned) (nullable) */

  GMutex mutex;
  GCond started;
  GMainContext *context;        /* (owned) (nullable) (mutex) */
  GMainLoop *loop;              /* (owned) (nullable) (mutex) */
  GError *start_error;          /* (owned) (nullable) (mutex) */
  guint port;                   /* (mutex): wanted */
  VeloTrainingFaults *faults;   /* (owned) (mutex) */
  VeloTrainingService *service; /* (owned) (mutex) */
  GHashTable *counts;           /* (owned) (element-type utf8 guint) (mutex) */
  guint n_open;                 /* (mutex) */
  guint n_open_peak;            /* (mutex) */

  SoupServer *server; /* (owned) (nullable): server's thread only */
  GPtrArray *delayed; /* (owned) (nullable) (element-type VeloTrainingCall): server's thread only */
};

G_DEFINE_FINAL_TYPE (VeloTrainingInsurer, velo_training_insurer, G_TYPE_OBJECT)

G_DEFINE_QUARK (velo-training-error-quark, velo_training_error)

static JsonNode *
act (VeloTrainingCall *call)
{
  VeloTrainingInsurer *self = call->owner;
  JsonNode *answer;

  g_mutex_lock (&self->mutex);
  answer = velo_training_service_answer (self->service, call->request, call->fault,
                                         call->argument);
  g_mutex_unlock (&self->mutex);
  return answer;
}

static gboolean
delay_over_cb (gpointer user_data)
{
  VeloTrainingCall *call = user_data;
  VeloTrainingInsurer *self = call->owner;

  /* The insurer acts on what it has received, also when the client has gone. */
  velo_training_call_run (call, act);
  soup_server_message_unpause (call->message);
  g_ptr_array_remove (self->delayed, call);
  return G_SOURCE_REMOVE;
}

static void
count (VeloTrainingInsurer *self,
       const char          *name)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, name));

  g_hash_table_insert (self->counts, g_strdup (name), GUINT_TO_POINTER (n + 1));
}

static guint
count_and_take_fault (VeloTrainingInsurer *self,
                      VeloTrainingCall    *call)
{
  const char *function = velo_training_request_get_function (call->request);
  const char *shaping = velo_training_request_get_shaping (call->request);
  guint delay_ms;

  g_mutex_lock (&self->mutex);
  count (self, function);
  if (shaping != NULL && !g_str_equal (shaping, function))
    count (self, shaping);
  call->fault = velo_training_faults_take (self->faults, function, shaping, &delay_ms,
                                           &call->argument);
  g_mutex_unlock (&self->mutex);
  return delay_ms;
}

static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  VeloTrainingInsurer *self = user_data;
  g_autoptr(VeloTrainingCall) call = NULL;
  g_autoptr(VeloTrainingRequest) request = NULL;
  g_autoptr(GBytes) body = NULL;
  guint status;
  guint delay_ms;

  /* Set by early_cb() or by libsoup: the request is answered already. */
  if (soup_server_message_get_status (message) != SOUP_STATUS_NONE)
    return;
  body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  request = velo_training_request_parse (path, soup_server_message_get_request_headers (message),
                                         body, &status);
  if (request == NULL)
    {
      velo_training_call_respond_html (message, status);
      return;
    }
  call = velo_training_call_new (self, message, g_steal_pointer (&request));
  delay_ms = count_and_take_fault (self, call);
  if (delay_ms == 0)
    {
      velo_training_call_run (call, act);
      return;
    }
  soup_server_message_pause (message);
  call->delay = g_timeout_source_new (delay_ms);
  g_source_set_callback (call->delay, delay_over_cb, call, NULL);
  g_source_attach (call->delay, g_main_context_get_thread_default ());
  g_ptr_array_add (self->delayed, g_steal_pointer (&call));
}

/* Refuses what need not be read to its end. */
static void
early_cb (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  if (g_strcmp0 (soup_server_message_get_method (message), SOUP_METHOD_POST) != 0)
    velo_training_call_respond_html (message, SOUP_STATUS_METHOD_NOT_ALLOWED);
  else if (soup_message_headers_get_encoding (headers) != SOUP_ENCODING_CONTENT_LENGTH)
    velo_training_call_respond_html (message, SOUP_STATUS_LENGTH_REQUIRED);
  else if (soup_message_headers_get_content_length (headers) > MAX_BODY_BYTES)
    velo_training_call_respond_html (message, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE);
}

static void
message_finished_cb (SoupServerMessage *message,
                     gpointer           user_data)
{
  VeloTrainingInsurer *self = user_data;

  g_mutex_lock (&self->mutex);
  self->n_open--;
  g_mutex_unlock (&self->mutex);
}

static void
message_got_headers_cb (SoupServerMessage *message,
                        gpointer           user_data)
{
  VeloTrainingInsurer *self = user_data;

  g_mutex_lock (&self->mutex);
  self->n_open++;
  self->n_open_peak = MAX (self->n_open_peak, self->n_open);
  g_mutex_unlock (&self->mutex);
  g_signal_connect (message, "finished", G_CALLBACK (message_finished_cb), self);
}

static void
request_started_cb (SoupServer        *server,
                    SoupServerMessage *message,
                    gpointer           user_data)
{
  g_signal_connect (message, "got-headers", G_CALLBACK (message_got_headers_cb), user_data);
}

static gboolean
listen_on_loopback (VeloTrainingInsurer  *self,
                    GError              **error)
{
  g_autoptr(GError) soup_error = NULL;
  GSList *uris;

  self->server = soup_server_new ("server-header", "veloinsure-training ", NULL);
  soup_server_add_early_handler (self->server, NULL, early_cb, self, NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  g_signal_connect (self->server, "request-started", G_CALLBACK (request_started_cb), self);
  if (!soup_server_listen_local (self->server, self->port, SOUP_SERVER_LISTEN_IPV4_ONLY,
                                 &soup_error))
    {
      g_set_error (error, VELO_TRAINING_ERROR, VELO_TRAINING_ERROR_LISTEN,
                   "port %u of this computer cannot be used: %s", self->port,
                   soup_error->message);
      return FALSE;
    }
  uris = soup_server_get_uris (self->server);
  self->uri = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return TRUE;
}

/* Drops the calls that still wait; their clients see the connection closed. */
static void
close_server (VeloTrainingInsurer *self,
              GMainContext        *context)
{
  for (guint i = 0; i < self->delayed->len; i++)
    {
      VeloTrainingCall *call = g_ptr_array_index (self->delayed, i);

      velo_training_call_cut (call->message);
    }
  g_clear_pointer (&self->delayed, g_ptr_array_unref);
  soup_server_disconnect (self->server);
  while (g_main_context_iteration (context, FALSE))
    continue;
  g_clear_object (&self->server);
}

static gpointer
serve_thread (gpointer user_data)
{
  VeloTrainingInsurer *self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean listening;

  g_main_context_push_thread_default (self->context);
  self->delayed = g_ptr_array_new_with_free_func ((GDestroyNotify) velo_training_call_free);
  listening = listen_on_loopback (self, &error);
  g_mutex_lock (&self->mutex);
  self->loop = listening ? g_main_loop_new (self->context, FALSE) : NULL;
  self->start_error = g_steal_pointer (&error);
  g_cond_signal (&self->started);
  g_mutex_unlock (&self->mutex);
  if (listening)
    g_main_loop_run (self->loop);
  close_server (self, self->context);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

static void
velo_training_insurer_finalize (GObject *object)
{
  VeloTrainingInsurer *self = VELO_TRAINING_INSURER (object);

  g_assert (self->thread == NULL);
  velo_training_faults_free (self->faults);
  velo_training_service_free (self->service);
  g_hash_table_unref (self->counts);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->started);
  g_free (self->state_file);
  g_free (self->uri);

  G_OBJECT_CLASS (velo_training_insurer_parent_class)->finalize (object);
}

static void
velo_training_insurer_class_init (VeloTrainingInsurerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = velo_training_insurer_finalize;
}

static void
velo_training_insurer_init (VeloTrainingInsurer *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->started);
  self->faults = velo_training_faults_new ();
  self->service = velo_training_service_new ();
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * velo_training_insurer_new:
 *
 * Returns: (transfer full): an insurer that does not listen yet and keeps nothing on disk
 */
VeloTrainingInsurer *
velo_training_insurer_new (void)
{
  return g_object_new (VELO_TYPE_TRAINING_INSURER, NULL);
}

/**
 * velo_training_insurer_set_state_file:
 * @self: an insurer that is not started
 * @path: (nullable) (type filename): file for contract numbers and proposals, made if missing
 *
 * Keeps what is issued and accepted across restarts. The file is read by
 * velo_training_insurer_start().
 */
void
velo_training_insurer_set_state_file (VeloTrainingInsurer *self,
                                      const char          *path)
{
  g_return_if_fail (VELO_IS_TRAINING_INSURER (self));
  g_return_if_fail (self->thread == NULL);

  g_free (self->state_file);
  self->state_file = g_strdup (path);
}

/**
 * velo_training_insurer_set_session_seconds:
 * @self: an insurer
 * @seconds: how long a session lives without a call; 1200 at first
 */
void
velo_training_insurer_set_session_seconds (VeloTrainingInsurer *self,
                                           guint                seconds)
{
  g_return_if_fail (VELO_IS_TRAINING_INSURER (self));

  g_mutex_lock (&self->mutex);
  velo_training_service_set_session_seconds (self->service, seconds);
  g_mutex_unlock (&self->mutex);
}

/**
 * velo_training_insurer_set_today:
 * @self: an insurer
 * @today: (nullable): the day that the insurer takes for today, %NULL for the clock's
 */
void
velo_training_insurer_set_today (VeloTrainingInsurer *self,
                                 const GDate         *today)
{
  g_return_if_fail (VELO_IS_TRAINING_INSURER (self));
  g_return_if_fail (today == NULL || g_date_valid (today));

  g_mutex_lock (&self->mutex);
  velo_training_service_set_today (self->service, today);
  g_mutex_unlock (&self->mutex);
}

/**
 * velo_training_insurer_start:
 * @self: an insurer that is not started
 * @port: port on 127.0.0.1, 0 for any
 * @error: return location
 *
 * Reads the state file and serves in a thread of its own until velo_training_insurer_stop().
 *
 * Fails with %VELO_TRAINING_ERROR_STATE, %VELO_TRAINING_ERROR_IO or %VELO_TRAINING_ERROR_LISTEN.
 *
 * Returns: whether the insurer listens
 */
gboolean
velo_training_insurer_start (VeloTrainingInsurer  *self,
                             guint                 port,
                             GError              **error)
{
  g_return_val_if_fail (VELO_IS_TRAINING_INSURER (self), FALSE);
  g_return_val_if_fail (self->thread == NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  g_mutex_lock (&self->mutex);
  if (!velo_training_service_open (self->service, self->state_file, error))
    {
      g_mutex_unlock (&self->mutex);
      return FALSE;
    }
  self->port = port;
  self->context = g_main_context_new ();
  self->thread = g_thread_new ("training-insurer", serve_thread, self);
  while (self->loop == NULL && self->start_error == NULL)
    g_cond_wait (&self->started, &self->mutex);
  g_mutex_unlock (&self->mutex);
  if (self->start_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->start_error));
  velo_training_insurer_stop (self);
  return FALSE;
}

/**
 * velo_training_insurer_stop:
 * @self: an insurer
 *
 * Stops serving, closes all connections and the state file, and joins the
 * thread. Does nothing if the insurer is not started.
 */
void
velo_training_insurer_stop (VeloTrainingInsurer *self)
{
  g_return_if_fail (VELO_IS_TRAINING_INSURER (self));

  if (self->thread == NULL)
    return;
  if (self->loop != NULL)
    {
      g_autoptr(GSource) source = g_idle_source_new ();

      g_source_set_callback (source, quit_cb, g_main_loop_ref (self->loop),
                             (GDestroyNotify) g_main_loop_unref);
      g_source_set_priority (source, G_PRIORITY_HIGH);
      g_source_attach (source, self->context);
    }
  g_thread_join (g_steal_pointer (&self->thread));
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_mutex_lock (&self->mutex);
  velo_training_service_close (self->service);
  self->n_open = 0;
  g_mutex_unlock (&self->mutex);
  g_clear_pointer (&self->uri, g_free);
}

/**
 * velo_training_insurer_get_uri:
 * @self: an insurer
 *
 * Returns: (transfer none) (nullable): base URL "http://127.0.0.1:N/" while started
 */
const char *
velo_training_insurer_get_uri (VeloTrainingInsurer *self)
{
  g_return_val_if_fail (VELO_IS_TRAINING_INSURER (self), NULL);

  return self->uri;
}

/**
 * velo_training_insurer_add_fault:
 * @self: an insurer
 * @spec: `FUNCTION[/SHAPING]:KIND[:COUNT[:ARG]]`
 * @error: return location
 *
 * Asks for a fault in the next COUNT (1 if left out, `*` for all) matching
 * calls. FUNCTION may also be a SHAPING alone, or `*` for any call. KIND is one of
 *
 * - `delay`: wait ARG milliseconds, then act and answer
 * - `cut-before`, `cut-after`: close the connection before or after acting
 * - `refuse`: STATUSCODE 65 with ARG, or a sentence of the insurer's, without acting
 * - `http500`, `html`, `empty`: an answer of that kind; without acting unless ARG is `after`
 * - `half`: act, and answer with the first half of the JSON text
 * - `no-statuscode`: act, and leave STATUSCODE out
 * - `nan-premium`: premiums are "NaN"
 * - `expired`: the session is treated as invalid
 * - `unconfirmed`: a proposal is accepted with STATUS_CODE ARG, "2" if left out
 * - `inner-envelope`: the envelope is inside RESULT
 * - `old-shape`: PREMIUM_RECURRING_INTERVALL and no BASIC_RISK, as before May 2020
 * - `single`: lists are cut to one element, which is then bare
 *
 * Fails with %VELO_TRAINING_ERROR_FAULT.
 *
 * Returns: whether @spec was understood
 */
gboolean
velo_training_insurer_add_fault (VeloTrainingInsurer  *self,
                                 const char           *spec,
                                 GError              **error)
{
  gboolean added;

  g_return_val_if_fail (VELO_IS_TRAINING_INSURER (self), FALSE);
  g_return_val_if_fail (spec != NULL, FALSE);

  g_mutex_lock (&self->mutex);
  added = velo_training_faults_add (self->faults, spec, error);
  g_mutex_unlock (&self->mutex);
  return added;
}

/**
 * velo_training_insurer_clear_faults:
 * @self: an insurer
 *
 * Forgets all faults; calls that are being delayed stay so.
 */
void
velo_training_insurer_clear_faults (VeloTrainingInsurer *self)
{
  g_return_if_fail (VELO_IS_TRAINING_INSURER (self));

  g_mutex_lock (&self->mutex);
  velo_training_faults_clear (self->faults);
  g_mutex_unlock (&self->mutex);
}

/**
 * velo_training_insurer_expire_sessions:
 * @self: an insurer
 *
 * Ends all sessions now.
 */
void
velo_training_insurer_expire_sessions (VeloTrainingInsurer *self)
{
  g_return_if_fail (VELO_IS_TRAINING_INSURER (self));

  g_mutex_lock (&self->mutex);
  velo_training_service_expire_sessions (self->service);
  g_mutex_unlock (&self->mutex);
}

/**
 * velo_training_insurer_dup_proposals:
 * @self: an insurer
 *
 * Returns: (transfer full) (element-type VeloTrainingProposal): accepted proposals, oldest first
 */
GPtrArray *
velo_training_insurer_dup_proposals (VeloTrainingInsurer *self)
{
  GPtrArray *proposals;

  g_return_val_if_fail (VELO_IS_TRAINING_INSURER (self), NULL);

  g_mutex_lock (&self->mutex);
  proposals = velo_training_ledger_dup_proposals (
    velo_training_service_get_ledger (self->service));
  g_mutex_unlock (&self->mutex);
  return proposals;
}

/**
 * velo_training_insurer_dup_contract_numbers:
 * @self: an insurer
 *
 * Returns: (transfer full) (element-type utf8): contract numbers issued, in this order
 */
GPtrArray *
velo_training_insurer_dup_contract_numbers (VeloTrainingInsurer *self)
{
  GPtrArray *numbers;

  g_return_val_if_fail (VELO_IS_TRAINING_INSURER (self), NULL);

  g_mutex_lock (&self->mutex);
  numbers = velo_training_ledger_dup_numbers (velo_training_service_get_ledger (self->service));
  g_mutex_unlock (&self->mutex);
  return numbers;
}

/**
 * velo_training_insurer_count_requests:
 * @self: an insurer
 * @name: "LOGIN", "CHECKSESSION", a FUNCTION or a SHAPING
 *
 * Returns: how many such requests came, with those answered by a fault
 */
guint
velo_training_insurer_count_requests (VeloTrainingInsurer *self,
                                      const char          *name)
{
  guint n;

  g_return_val_if_fail (VELO_IS_TRAINING_INSURER (self), 0);
  g_return_val_if_fail (name != NULL, 0);

  g_mutex_lock (&self->mutex);
  n = GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, name));
  g_mutex_unlock (&self->mutex);
  return n;
}

/**
 * velo_training_insurer_get_peak_requests:
 * @self: an insurer
 *
 * Returns: the most requests that were open at once
 */
guint
velo_training_insurer_get_peak_requests (VeloTrainingInsurer *self)
{
  guint n;

  g_return_val_if_fail (VELO_IS_TRAINING_INSURER (self), 0);

  g_mutex_lock (&self->mutex);
  n = self->n_open_peak;
  g_mutex_unlock (&self->mutex);
  return n;
}
