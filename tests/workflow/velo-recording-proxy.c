/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A proxy before the training insurer that changes the password and remembers the sessions. */

#include "velo-recording-proxy.h"

#include <libsoup/soup.h>
#include <string.h>

#include "velo-training-insurer.h"

struct _VeloRecordingProxy
{
  SoupServer *server;   /* (owned) */
  SoupSession *session; /* (owned) */
  GUri *target;         /* (owned) */
  char *uri;            /* (owned) */
  char *password;       /* (owned) that the client must send */
  GRegex *pattern;      /* (owned) of a session in an answer */
  GPtrArray *sessions;  /* (owned) (element-type utf8) */
};

/* A request that is passed on. */
typedef struct
{
  VeloRecordingProxy *self;   /* (not owned) */
  SoupServerMessage *message; /* (owned) */
  SoupMessage *onward;        /* (owned) */
  gboolean gone;              /* whoever asked is gone */
} Passage;

static void
on_finished_cb (SoupServerMessage *message,
                Passage           *passage)
{
  passage->gone = TRUE;
}

static GBytes *
replace (const char *data,
         gsize       size,
         const char *from,
         const char *to)
{
  GByteArray *result = g_byte_array_new ();
  gsize n_from = strlen (from);
  gsize i = 0;

  while (i < size)
    if (size - i >= n_from && memcmp (data + i, from, n_from) == 0)
      {
        g_byte_array_append (result, (const guint8 *) to, (guint) strlen (to));
        i += n_from;
      }
    else
      g_byte_array_append (result, (const guint8 *) data + i++, 1);
  return g_byte_array_free_to_bytes (result);
}

static void
record_sessions (VeloRecordingProxy *self,
                 GBytes             *answer)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer));
  g_autoptr(GMatchInfo) match = NULL;

  if (g_regex_match (self->pattern, text, 0, &match))
    g_ptr_array_add (self->sessions, g_match_info_fetch (match, 1));
}

static void
answered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autofree Passage *passage = user_data;
  g_autoptr(SoupServerMessage) message = passage->message;
  g_autoptr(SoupMessage) onward = passage->onward;
  g_autoptr(GBytes) answer = soup_session_send_and_read_finish (SOUP_SESSION (object), result, NULL);
  const char *type = soup_message_headers_get_content_type (soup_message_get_response_headers (onward), NULL);

  g_signal_handlers_disconnect_by_data (message, passage);
  if (answer != NULL)
    record_sessions (passage->self, answer);
  if (passage->gone)
    return;
  if (answer == NULL)
    {
      /* cut there, cut here */
      GSocket *socket = soup_server_message_get_socket (message);

      if (socket != NULL)
        g_socket_shutdown (socket, TRUE, TRUE, NULL);
      soup_server_message_set_status (message, SOUP_STATUS_BAD_GATEWAY, NULL);
      soup_server_message_unpause (message);
      return;
    }
  soup_server_message_set_status (message, soup_message_get_status (onward), NULL);
  soup_server_message_set_response (message, type == NULL ? "application/json" : type, SOUP_MEMORY_COPY,
                                    g_bytes_get_data (answer, NULL), g_bytes_get_size (answer));
  soup_server_message_unpause (message);
}

static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  VeloRecordingProxy *self = user_data;
  g_autoptr(GBytes) body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autoptr(GBytes) changed = NULL;
  g_autoptr(GUri) uri = NULL;
  Passage *passage = g_new0 (Passage, 1);

  uri = g_uri_build (SOUP_HTTP_URI_FLAGS, "http", NULL, g_uri_get_host (self->target), g_uri_get_port (self->target),
                     path, g_uri_get_query (soup_server_message_get_uri (message)), NULL);
  changed = replace (g_bytes_get_data (body, NULL), g_bytes_get_size (body), self->password, VELO_TRAINING_PASSWORD);
  passage->self = self;
  passage->message = g_object_ref (message);
  passage->onward = soup_message_new_from_uri (soup_server_message_get_method (message), uri);
  soup_message_set_request_body_from_bytes (
    passage->onward,
    soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Content-Type"), changed);
  g_signal_connect (message, "finished", G_CALLBACK (on_finished_cb), passage);
  g_signal_connect (message, "disconnected", G_CALLBACK (on_finished_cb), passage);
  soup_server_message_pause (message);
  soup_session_send_and_read_async (self->session, passage->onward, G_PRIORITY_DEFAULT, NULL, answered_cb, passage);
}

VeloRecordingProxy *
velo_recording_proxy_new (const char *target_uri,
                          const char *password)
{
  VeloRecordingProxy *self = g_new0 (VeloRecordingProxy, 1);
  GSList *uris;
  GError *error = NULL;

  self->target = g_uri_parse (target_uri, SOUP_HTTP_URI_FLAGS, &error);
  g_assert_no_error (error);
  self->password = g_strdup (password);
  self->pattern = g_regex_new ("\"SESSION\" *: *\"([^\"]{20,})\"", 0, 0, &error);
  g_assert_no_error (error);
  self->sessions = g_ptr_array_new_with_free_func (g_free);
  self->session = soup_session_new_with_options ("max-conns", 20, "max-conns-per-host", 20, NULL);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  g_assert_true (soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error));
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->uri = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return self;
}

void
velo_recording_proxy_free (VeloRecordingProxy *self)
{
  /* libsoup 3.6 frees a request twice that is cancelled before its begun answer was reported: that comes first */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  soup_session_abort (self->session);
  soup_server_disconnect (self->server);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (self->server);
  g_object_unref (self->session);
  g_regex_unref (self->pattern);
  g_ptr_array_unref (self->sessions);
  g_uri_unref (self->target);
  g_free (self->uri);
  g_free (self->password);
  g_free (self);
}

const char *
velo_recording_proxy_get_uri (VeloRecordingProxy *self)
{
  return self->uri;
}

/* Returns: (transfer none) (element-type utf8): every session that was opened */
GPtrArray *
velo_recording_proxy_get_sessions (VeloRecordingProxy *self)
{
  return self->sessions;
}
