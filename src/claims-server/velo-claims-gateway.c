/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text messages through a provider's web service, as the settings describe it. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include <string.h>

#include <libsoup/soup.h>

#include "velo-abort.h"
#include "velo-claims-error.h"
#include "velo-claims-messenger.h"

#define TIMEOUT_SECONDS 30
#define MAX_ANSWER_BYTES (64 * 1024)

#define VELO_TYPE_CLAIMS_GATEWAY (velo_claims_gateway_get_type ())
G_DECLARE_FINAL_TYPE (VeloClaimsGateway, velo_claims_gateway, VELO, CLAIMS_GATEWAY, GObject)

struct _VeloClaimsGateway
{
  GObject parent_instance;

  const VeloClaimsConfig *config;
  SoupSession *session; /* (owned) */
  char *key;            /* (owned): secret, empty if none */
};

static void messenger_iface_init (VeloClaimsMessengerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (VeloClaimsGateway, velo_claims_gateway, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (VELO_TYPE_CLAIMS_MESSENGER, messenger_iface_init))

static void
velo_claims_gateway_finalize (GObject *object)
{
  VeloClaimsGateway *self = VELO_CLAIMS_GATEWAY (object);

  g_clear_object (&self->session);
  g_free (self->key);

  G_OBJECT_CLASS (velo_claims_gateway_parent_class)->finalize (object);
}

static void
velo_claims_gateway_class_init (VeloClaimsGatewayClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = velo_claims_gateway_finalize;
}

static void
velo_claims_gateway_init (VeloClaimsGateway *self)
{
  self->session = soup_session_new_with_options ("timeout", TIMEOUT_SECONDS, NULL);
}

/* As it stands in JSON between quotation marks; as a form's field otherwise. */
static char *
escape (const VeloClaimsConfig *config,
        const char             *text)
{
  GString *out;

  if (strstr (config->gateway_type, "json") == NULL)
    return g_uri_escape_string (text, NULL, FALSE);
  out = g_string_new (NULL);
  for (const char *p = text; *p != '\0'; p++)
    if (*p == '"' || *p == '\\')
      g_string_append_printf (out, "\\%c", *p);
    else if ((guchar) *p < 0x20)
      g_string_append_printf (out, "\\u%04x", (guint) *p);
    else
      g_string_append_c (out, *p);
  return g_string_free (out, FALSE);
}

/* Placed one after the other from left to right, so that braces in a text stay what they are. */
static char *
fill (VeloClaimsGateway *self,
      const char        *template,
      const char        *phone,
      const char        *text)
{
  g_autofree char *number = escape (self->config, phone);
  g_autofree char *words = escape (self->config, text);
  const struct { const char *place; const char *value; } places[] = {
    { "{phone}", number }, { "{text}", words }, { "{key}", self->key },
  };
  GString *out = g_string_new (NULL);

  for (const char *p = template; *p != '\0';)
    {
      gsize i = 0;

      while (i < G_N_ELEMENTS (places) && !g_str_has_prefix (p, places[i].place))
        i++;
      if (i < G_N_ELEMENTS (places))
        {
          g_string_append (out, places[i].value);
          p += strlen (places[i].place);
        }
      else
        g_string_append_c (out, *p++);
    }
  return g_string_free (out, FALSE);
}

static gboolean
is_success (VeloClaimsGateway *self,
            SoupMessage       *message,
            GBytes            *answer)
{
  g_autofree char *text = NULL;

  if (!SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (message)))
    return FALSE;
  if (*self->config->gateway_success == '\0')
    return TRUE;
  if (g_bytes_get_size (answer) == 0 || g_bytes_get_size (answer) > MAX_ANSWER_BYTES)
    return FALSE;
  text = g_utf8_make_valid (g_bytes_get_data (answer, NULL), (gssize) g_bytes_get_size (answer));
  return g_regex_match_simple (self->config->gateway_success, text, 0, 0);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  VeloClaimsGateway *self = g_task_get_source_object (task);
  SoupMessage *message = soup_session_get_async_result_message (SOUP_SESSION (source), result);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) answer = soup_session_send_and_read_finish (SOUP_SESSION (source), result, &error);

  if (answer == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (is_success (self, message, answer))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_INVALID, "the gateway refused: status %u",
                             soup_message_get_status (message));
}

static void
destroy_watch (gpointer data)
{
  GSource *watch = data;

  velo_abort_unwatch (&watch);
}

static void
velo_claims_gateway_send_async (VeloClaimsMessenger *messenger,
                                const char          *phone,
                                const char          *text,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  VeloClaimsGateway *self = VELO_CLAIMS_GATEWAY (messenger);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr(SoupMessage) message = soup_message_new (self->config->gateway_method, self->config->gateway_url);
  g_autofree char *filled = fill (self, self->config->gateway_body, phone, text);
  g_autofree char *header = fill (self, self->config->gateway_authorization, phone, text);
  g_autoptr(GBytes) body = g_bytes_new (filled, strlen (filled));
  GCancellable *abort = g_cancellable_new ();

  g_task_set_source_tag (task, velo_claims_gateway_send_async);
  g_task_set_task_data (task, abort, g_object_unref);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (cancellable != NULL)
    g_object_set_data_full (G_OBJECT (task), "watch",
                            velo_abort_watch (cancellable, abort, g_task_get_context (task)), destroy_watch);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (*header != '\0')
    soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", header);
  soup_message_set_request_body_from_bytes (message, self->config->gateway_type, body);
  soup_session_send_and_read_async (self->session, message, G_PRIORITY_DEFAULT, abort, answered_cb,
                                    g_steal_pointer (&task));
}

static gboolean
velo_claims_gateway_send_finish (VeloClaimsMessenger  *messenger,
                                 GAsyncResult         *result,
                                 GError              **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_claims_gateway_send_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
messenger_iface_init (VeloClaimsMessengerInterface *iface)
{
  iface->send_async = velo_claims_gateway_send_async;
  iface->send_finish = velo_claims_gateway_send_finish;
}

/**
 * velo_claims_gateway_new:
 * @config: the settings, which live longer
 * @error: return location; %VELO_CLAIMS_ERROR_CONFIG if the file with the key cannot be read
 *
 * Source: claims design, section 7: the key stands in a credentials file of the service manager.
 *
 * Returns: (transfer full) (nullable): the gateway
 */
VeloClaimsMessenger *
velo_claims_gateway_new (const VeloClaimsConfig  *config,
                         GError                 **error)
{
  g_autoptr(VeloClaimsGateway) self = g_object_new (VELO_TYPE_CLAIMS_GATEWAY, NULL);
  g_autoptr(GError) local_error = NULL;

  self->config = config;
  if (*config->gateway_key_file == '\0')
    self->key = g_strdup ("");
  else if (!g_file_get_contents (config->gateway_key_file, &self->key, NULL, &local_error))
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_CONFIG, "the key of the gateway: %s",
                   local_error->message);
      return NULL;
    }
  g_strstrip (self->key);
  return VELO_CLAIMS_MESSENGER (g_steal_pointer (&self));
}
