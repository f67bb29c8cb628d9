/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The claims service: an HTTP server and its database, in a thread of its own. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-service.h"

#include <string.h>

#include <glib/gstdio.h>
#include <libsoup/soup.h>

#include "velo-claims-api.h"
#include "velo-claims-call.h"
#include "velo-claims-due.h"
#include "velo-claims-error.h"
#include "velo-claims-form.h"
#include "velo-claims-retention.h"
#include "velo-claims-schema.h"
#include "velo-claims-token.h"
#include "velo-database.h"
#include "velo-date.h"

#define DELETE_SECONDS 3600

/* Forms live for minutes. */
#define DELETE_FORMS_SECONDS 60

struct _VeloClaimsService
{
  GObject parent_instance;

  VeloClaimsConfig *config; /* (owned) */
  VeloClaimsClock clock;
  gpointer clock_data;
  int socket;      /* (owned): that the service manager has opened, -1 for none */
  char *uri;       /* (owned) (nullable) */
  GThread *thread; /* (owned) (nullable) */

  GMutex mutex;
  GCond started;
  GMainContext *context; /* (owned) (nullable) (mutex) */
  GMainLoop *loop;       /* (owned) (nullable) (mutex) */
  GError *start_error;   /* (owned) (nullable) (mutex) */

  SoupServer *server;      /* (owned) (nullable): the service's thread only */
  VeloClaimsCalls *calls;  /* (owned) (nullable): the service's thread only */
  VeloDatabase *database;  /* (owned) (nullable): the service's thread only */
  GSource *deleting;       /* (owned) (nullable): the service's thread only */
  GSource *deleting_forms; /* (owned) (nullable): the service's thread only */
};

G_DEFINE_FINAL_TYPE (VeloClaimsService, velo_claims_service, G_TYPE_OBJECT)

static gint64
read_clock (gpointer user_data)
{
  return velo_time_now ();
}

/* The library reads the body all the same: it is not kept, and what follows it is not another request. */
static void
refuse (SoupServerMessage *message,
        guint              status)
{
  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Connection", "close");
  soup_server_message_set_status (message, status, NULL);
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
  SoupEncoding encoding = soup_message_headers_get_encoding (headers);

  if (encoding == SOUP_ENCODING_CONTENT_LENGTH
      && soup_message_headers_get_content_length (headers)
         > velo_claims_api_get_max_body (soup_server_message_get_method (message), path))
    refuse (message, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE);
  else if (encoding != SOUP_ENCODING_CONTENT_LENGTH && encoding != SOUP_ENCODING_NONE
           && encoding != SOUP_ENCODING_EOF)
    refuse (message, SOUP_STATUS_LENGTH_REQUIRED);
}

static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  VeloClaimsService *self = user_data;

  if (soup_server_message_get_status (message) == SOUP_STATUS_NONE)
    velo_claims_calls_answer (self->calls, message, path, query);
}

/* A request that is not whole in time is dropped, so that slow senders cannot fill the service. */
static gboolean
too_slow_cb (gpointer user_data)
{
  SoupServerMessage *message = user_data;
  GSocket *socket = soup_server_message_get_socket (message);

  if (socket != NULL)
    g_socket_shutdown (socket, TRUE, TRUE, NULL);
  return G_SOURCE_REMOVE;
}

static void
stop_timer_cb (SoupServerMessage *message,
               gpointer           user_data)
{
  g_source_destroy (user_data);
}

/* A message may go without having finished: its timer goes with its last handler. */
static void
free_timer (gpointer  data,
            GClosure *closure)
{
  GSource *timer = data;

  g_source_destroy (timer);
  g_source_unref (timer);
}

static void
request_started_cb (SoupServer        *server,
                    SoupServerMessage *message,
                    gpointer           user_data)
{
  VeloClaimsService *self = user_data;
  GSource *timer = g_timeout_source_new_seconds ((guint) self->config->request_seconds);

  velo_claims_calls_add_headers (self->calls, message);
  g_source_set_callback (timer, too_slow_cb, message, NULL);
  g_signal_connect (message, "got-body", G_CALLBACK (stop_timer_cb), timer);
  g_signal_connect_data (message, "finished", G_CALLBACK (stop_timer_cb), timer, free_timer, 0);
  g_source_attach (timer, g_main_context_get_thread_default ());
}

static gboolean
set_certificate (VeloClaimsService  *self,
                 GError            **error)
{
  g_autoptr(GTlsCertificate) certificate = NULL;
  g_autoptr(GError) local_error = NULL;

  if (self->config->certificate == NULL)
    return TRUE;
  certificate = g_tls_certificate_new_from_files (self->config->certificate, self->config->key, &local_error);
  if (certificate == NULL)
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_CONFIG, "certificate and key: %s",
                   local_error->message);
      return FALSE;
    }
  soup_server_set_tls_certificate (self->server, certificate);
  return TRUE;
}

/* Training and tests listen on whichever port is free: the address that customers see ends in ":0"
 * until it is known. Nothing reads it before. */
static void
complete_public_url (VeloClaimsService *self)
{
  if (self->config->port != 0 || !g_str_has_suffix (self->config->public_url, ":0"))
    return;
  g_free (self->config->public_url);
  self->config->public_url = g_strndup (self->uri, strlen (self->uri) - 1);
}

/* As for the setting: plain HTTP is for this computer only, whoever has opened the socket. */
static gboolean
may_serve (VeloClaimsService *self,
           GSocket           *socket)
{
  g_autoptr(GSocketAddress) address = g_socket_get_local_address (socket, NULL);

  return G_IS_INET_SOCKET_ADDRESS (address)
    && (self->config->certificate != NULL
        || g_inet_address_get_is_loopback (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address))));
}

static gboolean
listen_on_socket (VeloClaimsService        *self,
                  SoupServerListenOptions   options,
                  GError                  **error)
{
  g_autoptr(GError) local_error = NULL;
  g_autoptr(GSocket) socket = g_socket_new_from_fd (self->socket, &local_error);

  if (socket != NULL)
    self->socket = -1;
  if (socket == NULL || !may_serve (self, socket)
      || !soup_server_listen_socket (self->server, socket, options, &local_error))
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_LISTEN, "the socket of the service manager cannot be used: %s",
                   local_error != NULL ? local_error->message
                                       : "without a certificate it must listen on an address of this computer");
      return FALSE;
    }
  return TRUE;
}

static gboolean
listen_on_address (VeloClaimsService        *self,
                   SoupServerListenOptions   options,
                   GError                  **error)
{
  g_autoptr(GSocketAddress) address = NULL;
  g_autoptr(GError) local_error = NULL;

  address = g_inet_socket_address_new_from_string (self->config->listen, (guint) self->config->port);
  if (address == NULL || !soup_server_listen (self->server, address, options, &local_error))
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_LISTEN, "%s, port %d cannot be used: %s",
                   self->config->listen, self->config->port,
                   local_error != NULL ? local_error->message : "not an address");
      return FALSE;
    }
  return TRUE;
}

static gboolean
serve (VeloClaimsService  *self,
       GError            **error)
{
  SoupServerListenOptions options = self->config->certificate != NULL ? SOUP_SERVER_LISTEN_HTTPS : 0;
  GSList *uris;

  self->server = soup_server_new ("server-header", "veloinsure-claims", NULL);
  soup_server_add_early_handler (self->server, NULL, early_cb, self, NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  g_signal_connect (self->server, "request-started", G_CALLBACK (request_started_cb), self);
  if (!set_certificate (self, error))
    return FALSE;
  if (self->socket >= 0 ? !listen_on_socket (self, options, error) : !listen_on_address (self, options, error))
    return FALSE;
  uris = soup_server_get_uris (self->server);
  self->uri = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  complete_public_url (self);
  return TRUE;
}

static void
keep_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

static GAsyncResult *
wait_for (GMainContext  *context,
          GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (context, TRUE);
  return *slot;
}

static gboolean
open_database (VeloClaimsService  *self,
               GError            **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  velo_database_open_async (self->config->database, &velo_claims_schema, NULL, keep_result_cb, &result);
  self->database = velo_database_open_finish (wait_for (self->context, &result), error);
  return self->database != NULL;
}

static gboolean
delete_old (VeloConnection  *connection,
            gpointer         data,
            GError         **error)
{
  VeloClaimsService *self = data;
  VeloClaimsContext context = { connection, self->config, self->clock (self->clock_data),
                                VELO_CLAIM_ACTOR_SERVICE, NULL, NULL, NULL, NULL };

  return velo_claims_due_run (&context, error) && velo_claims_retention_run (&context, error);
}

static void
deleted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!velo_database_run_finish (VELO_DATABASE (source), result, &error))
    g_warning ("what is due could not be deleted: %s %d", g_quark_to_string (error->domain), error->code);
}

static gboolean
delete_cb (gpointer user_data)
{
  VeloClaimsService *self = user_data;

  velo_database_run_async (self->database, VELO_DATABASE_WRITE, delete_old, self, NULL, NULL, deleted_cb, NULL);
  return G_SOURCE_CONTINUE;
}

static gboolean
delete_forms (VeloConnection  *connection,
              gpointer         data,
              GError         **error)
{
  VeloClaimsService *self = data;
  VeloClaimsContext context = { connection, self->config, self->clock (self->clock_data),
                                VELO_CLAIM_ACTOR_SERVICE, NULL, NULL, NULL, NULL };

  return velo_claims_form_delete_old (&context, error);
}

static gboolean
delete_forms_cb (gpointer user_data)
{
  VeloClaimsService *self = user_data;

  velo_database_run_async (self->database, VELO_DATABASE_WRITE, delete_forms, self, NULL, NULL, deleted_cb, NULL);
  return G_SOURCE_CONTINUE;
}

static GSource *
repeat (VeloClaimsService *self,
        guint              seconds,
        GSourceFunc        func)
{
  GSource *source = g_timeout_source_new_seconds (seconds);

  g_source_set_callback (source, func, self, NULL);
  g_source_attach (source, self->context);
  return source;
}

/* At each start, and every hour. */
static void
begin_deleting (VeloClaimsService *self)
{
  self->deleting = repeat (self, DELETE_SECONDS, delete_cb);
  self->deleting_forms = repeat (self, DELETE_FORMS_SECONDS, delete_forms_cb);
  delete_cb (self);
}

static gboolean
begin (VeloClaimsService  *self,
       GError            **error)
{
  g_autoptr(VeloClaimsMessenger) messenger = NULL;
  g_autoptr(GError) local_error = NULL;

  if (!open_database (self, error))
    return FALSE;
  begin_deleting (self);
  messenger = velo_claims_messenger_new (self->config, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  self->calls = velo_claims_calls_new (self->config, self->database, messenger, self->clock, self->clock_data);
  return serve (self, error);
}

/* What was begun is finished: no new requests, the open ones answered, then the database. */
static void
end (VeloClaimsService *self)
{
  if (self->deleting != NULL)
    g_source_destroy (self->deleting);
  g_clear_pointer (&self->deleting, g_source_unref);
  if (self->deleting_forms != NULL)
    g_source_destroy (self->deleting_forms);
  g_clear_pointer (&self->deleting_forms, g_source_unref);
  if (self->server != NULL)
    soup_server_disconnect (self->server);
  while (self->calls != NULL && velo_claims_calls_get_n_open (self->calls) > 0)
    g_main_context_iteration (self->context, TRUE);
  if (self->database != NULL)
    {
      g_autoptr(GAsyncResult) result = NULL;

      velo_database_close_async (self->database, keep_result_cb, &result);
      velo_database_close_finish (self->database, wait_for (self->context, &result), NULL);
    }
  while (g_main_context_iteration (self->context, FALSE))
    continue;
  g_clear_pointer (&self->calls, velo_claims_calls_free);
  g_clear_object (&self->server);
  g_clear_object (&self->database);
}

static gpointer
serve_thread (gpointer user_data)
{
  VeloClaimsService *self = user_data;
  GError *error = NULL;
  gboolean listening;

  g_main_context_push_thread_default (self->context);
  listening = begin (self, &error);
  g_mutex_lock (&self->mutex);
  self->loop = listening ? g_main_loop_new (self->context, FALSE) : NULL;
  self->start_error = error;
  g_cond_signal (&self->started);
  g_mutex_unlock (&self->mutex);
  if (listening)
    g_main_loop_run (self->loop);
  end (self);
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
velo_claims_service_finalize (GObject *object)
{
  VeloClaimsService *self = VELO_CLAIMS_SERVICE (object);

  g_assert (self->thread == NULL);
  velo_claims_config_free (self->config);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->started);
  g_free (self->uri);
  if (self->socket >= 0)
    g_close (self->socket, NULL);

  G_OBJECT_CLASS (velo_claims_service_parent_class)->finalize (object);
}

static void
velo_claims_service_class_init (VeloClaimsServiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = velo_claims_service_finalize;
}

static void
velo_claims_service_init (VeloClaimsService *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->started);
  self->clock = read_clock;
  self->socket = -1;
}

/**
 * velo_claims_service_new:
 * @config: (transfer full): the settings
 *
 * Returns: (transfer full): a service that does not listen yet
 */
VeloClaimsService *
velo_claims_service_new (VeloClaimsConfig *config)
{
  VeloClaimsService *self = g_object_new (VELO_TYPE_CLAIMS_SERVICE, NULL);

  velo_claims_crypto_init ();
  self->config = config;
  return self;
}

/**
 * velo_claims_service_set_clock:
 * @self: a service that is not started
 * @clock: another clock, called on the service's thread
 * @user_data: data for @clock
 */
void
velo_claims_service_set_clock (VeloClaimsService *self,
                               VeloClaimsClock    clock,
                               gpointer           user_data)
{
  g_return_if_fail (VELO_IS_CLAIMS_SERVICE (self));
  g_return_if_fail (self->thread == NULL);

  self->clock = clock;
  self->clock_data = user_data;
}

/**
 * velo_claims_service_set_socket:
 * @self: a service that is not started
 * @socket: (transfer full): a socket that listens, opened by the service manager
 *
 * The settings "listen" and "port" are not used then.
 */
void
velo_claims_service_set_socket (VeloClaimsService *self,
                                int                socket)
{
  g_return_if_fail (VELO_IS_CLAIMS_SERVICE (self));
  g_return_if_fail (self->thread == NULL && self->socket < 0);

  self->socket = socket;
}

/**
 * velo_claims_service_start:
 * @self: a service that is not started
 * @error: return location; %VELO_CLAIMS_ERROR_LISTEN, %VELO_CLAIMS_ERROR_CONFIG or an error of the
 *   database
 *
 * Opens the database, makes it if missing, and serves until velo_claims_service_stop(). Waits
 * until it listens.
 *
 * Returns: whether it listens
 */
gboolean
velo_claims_service_start (VeloClaimsService  *self,
                           GError            **error)
{
  g_return_val_if_fail (VELO_IS_CLAIMS_SERVICE (self), FALSE);
  g_return_val_if_fail (self->thread == NULL, FALSE);

  g_mutex_lock (&self->mutex);
  self->context = g_main_context_new ();
  self->thread = g_thread_new ("claims-service", serve_thread, self);
  while (self->loop == NULL && self->start_error == NULL)
    g_cond_wait (&self->started, &self->mutex);
  g_mutex_unlock (&self->mutex);
  if (self->start_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->start_error));
  velo_claims_service_stop (self);
  return FALSE;
}

/**
 * velo_claims_service_stop:
 * @self: a service
 *
 * Takes no more requests, answers those that it has, closes the database and waits for all that.
 * Does nothing if the service is not started.
 */
void
velo_claims_service_stop (VeloClaimsService *self)
{
  g_return_if_fail (VELO_IS_CLAIMS_SERVICE (self));

  if (self->thread == NULL)
    return;
  if (self->loop != NULL)
    {
      g_autoptr(GSource) source = g_idle_source_new ();

      g_source_set_callback (source, quit_cb, g_main_loop_ref (self->loop), (GDestroyNotify) g_main_loop_unref);
      g_source_set_priority (source, G_PRIORITY_HIGH);
      g_source_attach (source, self->context);
    }
  g_thread_join (g_steal_pointer (&self->thread));
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_pointer (&self->uri, g_free);
}

/**
 * velo_claims_service_get_uri:
 * @self: a service
 *
 * Returns: (nullable): address that it listens on, with a slash at its end; %NULL if it does not
 */
const char *
velo_claims_service_get_uri (VeloClaimsService *self)
{
  g_return_val_if_fail (VELO_IS_CLAIMS_SERVICE (self), NULL);

  return self->uri;
}
