/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sends an answer that is too large to be made at once: piece by piece, each when the one before is taken. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-stream.h"

typedef struct
{
  const VeloClaimsConfig *config;
  VeloDatabase *database;       /* (owned) */
  SoupServerMessage *message;   /* (owned) */
  VeloClaimsResponse *response; /* whose pieces are sent */
  GBytes *piece;                /* (owned) (nullable): of the thread of the database while it makes one */
  gulong wrote_id;
  gulong finished_id;
  gulong disconnected_id;
  GSource *timer; /* (owned) (nullable) */
  gboolean making;
  gboolean gone; /* nobody takes any more */
  VeloClaimsStreamed streamed;
  gpointer user_data;
} Stream;

static void
stop_timer (Stream *self)
{
  if (self->timer != NULL)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
}

static void
end (Stream *self)
{
  stop_timer (self);
  g_clear_signal_handler (&self->wrote_id, self->message);
  g_clear_signal_handler (&self->finished_id, self->message);
  g_clear_signal_handler (&self->disconnected_id, self->message);
  self->streamed (self->user_data);
  g_clear_object (&self->database);
  g_clear_object (&self->message);
  g_clear_pointer (&self->piece, g_bytes_unref);
  g_free (self);
}

static void
cut_off (SoupServerMessage *message)
{
  GSocket *socket = soup_server_message_get_socket (message);

  if (socket != NULL)
    g_socket_shutdown (socket, TRUE, TRUE, NULL);
}

/* As for requests: who takes nothing in time must not keep the service. */
static gboolean
too_slow_cb (gpointer user_data)
{
  Stream *self = user_data;

  cut_off (self->message);
  return G_SOURCE_REMOVE;
}

static gboolean
make_piece (VeloConnection  *connection,
            gpointer         data,
            GError         **error)
{
  Stream *self = data;
  VeloClaimsContext context = { connection, self->config, 0, VELO_CLAIM_ACTOR_SERVICE, NULL, NULL, NULL, NULL, NULL };

  g_clear_pointer (&self->piece, g_bytes_unref);
  return self->response->make_piece (&context, self->response->pieces, &self->piece, error);
}

/* Nobody gets the last byte: the library notices that it cannot be sent, and lets the message go. */
static void
break_off (SoupServerMessage *message)
{
  cut_off (message);
  soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_STATIC, "", 1);
  soup_server_message_unpause (message);
}

static void
send_piece (Stream *self)
{
  soup_message_body_append_bytes (soup_server_message_get_response_body (self->message), self->piece);
  stop_timer (self);
  self->timer = g_timeout_source_new_seconds ((guint) self->config->request_seconds);
  g_source_set_callback (self->timer, too_slow_cb, self, NULL);
  g_source_attach (self->timer, g_main_context_get_thread_default ());
  soup_server_message_unpause (self->message);
}

/* An answer that breaks off is noticed: only a whole one has an end. */
static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Stream *self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean made = velo_database_run_finish (VELO_DATABASE (source), result, &error);

  self->making = FALSE;
  if (!made && !self->gone)
    {
      g_warning ("an answer breaks off: %s %d", g_quark_to_string (error->domain), error->code);
      break_off (self->message);
    }
  else if (!self->gone && self->piece != NULL)
    {
      send_piece (self);
      return;
    }
  else if (!self->gone)
    {
      soup_message_body_complete (soup_server_message_get_response_body (self->message));
      soup_server_message_unpause (self->message);
    }
  end (self);
}

static void
make_next (Stream *self)
{
  self->making = TRUE;
  velo_database_run_async (self->database, VELO_DATABASE_READ, make_piece, self, NULL, NULL, made_cb, self);
}

static void
wrote_cb (SoupServerMessage *message,
          gpointer           user_data)
{
  Stream *self = user_data;

  stop_timer (self);
  if (!self->making)
    make_next (self);
}

static void
gone_cb (SoupServerMessage *message,
         gpointer           user_data)
{
  Stream *self = user_data;

  self->gone = TRUE;
  if (!self->making)
    end (self);
}

/**
 * velo_claims_stream_send:
 * @config: the settings, which live longer
 * @database: where the pieces are made
 * @message: a request whose answer has its status and its headers, paused, and still taken
 * @response: makes the pieces; lives until @streamed is called
 * @streamed: called when it is over, never before this function returns
 * @user_data: data for @streamed
 *
 * Neither the whole answer nor two pieces of it are in memory, and between two pieces other requests
 * are answered.
 */
void
velo_claims_stream_send (const VeloClaimsConfig *config,
                         VeloDatabase           *database,
                         SoupServerMessage      *message,
                         VeloClaimsResponse     *response,
                         VeloClaimsStreamed      streamed,
                         gpointer                user_data)
{
  Stream *self = g_new0 (Stream, 1);

  self->config = config;
  self->database = g_object_ref (database);
  self->message = g_object_ref (message);
  self->response = response;
  self->streamed = streamed;
  self->user_data = user_data;
  soup_message_headers_set_encoding (soup_server_message_get_response_headers (message), SOUP_ENCODING_CHUNKED);
  soup_message_body_set_accumulate (soup_server_message_get_response_body (message), FALSE);
  self->wrote_id = g_signal_connect (message, "wrote-chunk", G_CALLBACK (wrote_cb), self);
  self->finished_id = g_signal_connect (message, "finished", G_CALLBACK (gone_cb), self);
  self->disconnected_id = g_signal_connect (message, "disconnected", G_CALLBACK (gone_cb), self);
  make_next (self);
}
