/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The session with the claims service: who is signed in, and how a call goes out and comes back. */

#define G_LOG_DOMAIN "velo-claims-client"

#include "config.h"

#include "velo-claims-client-private.h"

#include <string.h>

#include "velo-claims-transport.h"
#include "velo-json.h"

/* Silence of the service, in seconds. */
#define TIMEOUT 20

/* What an answer does to the session. */
typedef enum
{
  CALL_PLAIN,
  CALL_SIGN_IN,
  CALL_SIGN_OUT
} CallKind;

struct _VeloClaimsClient
{
  GObject parent_instance;

  GUri *base;           /* (owned) (not nullable) */
  SoupSession *session; /* (owned) (not nullable) */
  char *token;          /* (owned) (nullable) */
  char *who;            /* (owned) (nullable) */
  char *desk_phone;     /* (owned) (nullable) */
  char *insurer;        /* (owned) (nullable) */
  gboolean sends_messages;
  VeloClaimActor role;
};

G_DEFINE_FINAL_TYPE (VeloClaimsClient, velo_claims_client, G_TYPE_OBJECT)

static void
forget_session (VeloClaimsClient *self)
{
  if (self->token != NULL)
    explicit_bzero (self->token, strlen (self->token));
  g_clear_pointer (&self->token, g_free);
}

static gboolean
take_session (VeloClaimsClient *self,
              JsonObject       *answer)
{
  g_autofree char *token = velo_json_get_text (answer, "token");
  g_autofree char *role = velo_json_get_text (answer, "role");
  g_autofree char *way = velo_json_get_text (answer, "messages");
  VeloClaimActor actor;

  if (token == NULL || *token == '\0' || strpbrk (token, "\r\n") != NULL || role == NULL
      || !velo_claim_actor_from_nick (role, &actor) || actor > VELO_CLAIM_ACTOR_PARTNER)
    return FALSE;
  forget_session (self);
  g_clear_pointer (&self->who, g_free);
  g_clear_pointer (&self->desk_phone, g_free);
  g_clear_pointer (&self->insurer, g_free);
  self->token = g_steal_pointer (&token);
  self->role = actor;
  self->who = velo_json_get_text (answer, "who");
  self->desk_phone = velo_json_get_text (answer, "desk_phone");
  self->insurer = velo_json_get_text (answer, "insurer");
  self->sends_messages = way != NULL && *way != '\0' && !g_str_equal (way, "none");
  return TRUE;
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  VeloClaimsClient *self = g_task_get_source_object (task);
  CallKind kind = (CallKind) GPOINTER_TO_INT (g_task_get_task_data (task));
  g_autoptr(JsonObject) answer = NULL;
  GError *error = NULL;

  answer = velo_claims_transport_call_finish (result, &error);
  if (kind == CALL_SIGN_OUT || g_error_matches (error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_UNAUTHORIZED))
    forget_session (self);
  if (answer == NULL)
    g_task_return_error (task, error);
  else if (kind == CALL_SIGN_IN && !take_session (self, answer))
    g_task_return_new_error (task, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_PROTOCOL,
                             "no session in the answer");
  else
    g_task_return_pointer (task, velo_claims_answer_new (answer), (GDestroyNotify) velo_claims_answer_free);
}

static void
set_body (SoupMessage *message,
          JsonObject  *body)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;
  g_autoptr(GBytes) bytes = NULL;

  json_node_set_object (node, body);
  text = json_to_string (node, FALSE);
  bytes = g_bytes_new (text, strlen (text));
  soup_message_set_request_body_from_bytes (message, "application/json", bytes);
}

static SoupMessage *
new_message (VeloClaimsClient *self,
             CallKind          kind,
             const char       *method,
             const char       *path)
{
  g_autoptr(GUri) uri = g_uri_parse_relative (self->base, path, SOUP_HTTP_URI_FLAGS, NULL);
  SoupMessage *message;

  g_assert (uri != NULL);
  message = soup_message_new_from_uri (method, uri);
  if (self->token != NULL && kind != CALL_SIGN_IN)
    {
      g_autofree char *bearer = g_strconcat ("Bearer ", self->token, NULL);

      soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", bearer);
    }
  return message;
}

/* @path: relative to the service, escaped; @body: (transfer full) (nullable) */
static void
start_call (VeloClaimsClient    *self,
            CallKind             kind,
            const char          *method,
            const char          *path,
            JsonObject          *body,
            GCancellable        *cancellable,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr(JsonObject) owned_body G_GNUC_UNUSED = body;
  g_autoptr(SoupMessage) message = new_message (self, kind, method, path);

  g_task_set_source_tag (task, velo_claims_client_ask);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, GINT_TO_POINTER (kind), NULL);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Accept", "application/json");
  if (body != NULL)
    set_body (message, body);
  velo_claims_transport_call_async (self->session, message, VELO_CLAIMS_MAX_ANSWER, cancellable, answered_cb,
                                    g_steal_pointer (&task));
}

/* Identities come from the service; they are escaped so that nothing in them can lead elsewhere. */
static char *
make_path (const char *route,
           const char *id)
{
  g_autofree char *escaped = g_uri_escape_string (id != NULL ? id : "", NULL, FALSE);
  GString *path = g_string_new ("api/v1/");

  g_string_append (path, route);
  g_string_replace (path, "{id}", escaped, 1);
  return g_string_free (path, FALSE);
}

/* The body of what is only done to @claim as it was last seen. */
JsonObject *
velo_claims_client_new_body (VeloClaim *claim)
{
  JsonObject *body = json_object_new ();

  json_object_set_int_member (body, "revision", velo_claim_get_revision (claim));
  return body;
}

/* @route: as the description of the service names it, "{id}" where @id stands; @id: (nullable);
 * @body: (transfer full) (nullable). Ends with velo_claims_client_finish(). */
void
velo_claims_client_ask (VeloClaimsClient    *self,
                        const char          *method,
                        const char          *route,
                        const char          *id,
                        JsonObject          *body,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autofree char *path = make_path (route, id);

  start_call (self, CALL_PLAIN, method, path, body, cancellable, callback, user_data);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  GBytes *bytes = velo_claims_transport_load_finish (result, &error);

  if (bytes == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
}

/* As velo_claims_client_ask(), for an answer that is no JSON. Ends with velo_claims_client_get_photo_finish(). */
void
velo_claims_client_load (VeloClaimsClient    *self,
                         const char          *method,
                         const char          *route,
                         const char          *id,
                         JsonObject          *body,
                         gsize                max_answer,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autofree char *path = make_path (route, id);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr(JsonObject) owned_body G_GNUC_UNUSED = body;
  g_autoptr(SoupMessage) message = new_message (self, CALL_PLAIN, method, path);

  g_task_set_source_tag (task, velo_claims_client_load);
  if (body != NULL)
    set_body (message, body);
  velo_claims_transport_load_async (self->session, message, max_answer, cancellable, loaded_cb,
                                    g_steal_pointer (&task));
}

static void
velo_claims_client_dispose (GObject *object)
{
  VeloClaimsClient *self = VELO_CLAIMS_CLIENT (object);

  /* not aborted: each request has the session, and CANCEL_PRIORITY in the transport says why */
  g_clear_object (&self->session);

  G_OBJECT_CLASS (velo_claims_client_parent_class)->dispose (object);
}

static void
velo_claims_client_finalize (GObject *object)
{
  VeloClaimsClient *self = VELO_CLAIMS_CLIENT (object);

  forget_session (self);
  g_clear_pointer (&self->base, g_uri_unref);
  g_free (self->who);
  g_free (self->desk_phone);
  g_free (self->insurer);

  G_OBJECT_CLASS (velo_claims_client_parent_class)->finalize (object);
}

static void
velo_claims_client_class_init (VeloClaimsClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = velo_claims_client_dispose;
  object_class->finalize = velo_claims_client_finalize;
}

static void
velo_claims_client_init (VeloClaimsClient *self)
{
  /* No cookies, no HTTP authentication. TLS is checked by default. */
  self->session = soup_session_new_with_options ("user-agent", "VeloInsure/" VERSION, "timeout", TIMEOUT, NULL);
}

/**
 * velo_claims_client_new:
 * @base_url: address of the service; http only to this computer
 * @error: return location for %VELO_CLAIMS_CLIENT_ERROR_SETTINGS
 *
 * Returns: (transfer full) (nullable): a client that is not signed in
 */
VeloClaimsClient *
velo_claims_client_new (const char  *base_url,
                        GError     **error)
{
  g_autoptr(GUri) base = NULL;
  VeloClaimsClient *self;

  g_return_val_if_fail (base_url != NULL, NULL);

  base = velo_claims_transport_parse_url (base_url, error);
  if (base == NULL)
    return NULL;
  self = g_object_new (VELO_TYPE_CLAIMS_CLIENT, NULL);
  self->base = g_steal_pointer (&base);
  return self;
}

/**
 * velo_claims_client_is_signed_in:
 * @self: a client
 *
 * Returns: whether it has a session, as far as it knows
 */
gboolean
velo_claims_client_is_signed_in (VeloClaimsClient *self)
{
  g_return_val_if_fail (VELO_IS_CLAIMS_CLIENT (self), FALSE);

  return self->token != NULL;
}

/**
 * velo_claims_client_get_role:
 * @self: a client that has signed in
 *
 * Returns: desk, assessor or sales partner
 */
VeloClaimActor
velo_claims_client_get_role (VeloClaimsClient *self)
{
  g_return_val_if_fail (VELO_IS_CLAIMS_CLIENT (self), VELO_CLAIM_ACTOR_PARTNER);

  return self->role;
}

/**
 * velo_claims_client_get_who:
 * @self: a client
 *
 * Returns: (nullable): the name that others see of the account; %NULL before it has signed in
 */
const char *
velo_claims_client_get_who (VeloClaimsClient *self)
{
  g_return_val_if_fail (VELO_IS_CLAIMS_CLIENT (self), NULL);

  return self->who;
}

/**
 * velo_claims_client_get_desk_phone:
 * @self: a client
 *
 * Returns: (nullable): telephone number of the desk as customers read it; %NULL before it has signed in
 */
const char *
velo_claims_client_get_desk_phone (VeloClaimsClient *self)
{
  g_return_val_if_fail (VELO_IS_CLAIMS_CLIENT (self), NULL);

  return self->desk_phone;
}

/**
 * velo_claims_client_get_insurer:
 * @self: a client
 *
 * Returns: (nullable): name of the insurer as customers read it; %NULL before it has signed in
 */
const char *
velo_claims_client_get_insurer (VeloClaimsClient *self)
{
  g_return_val_if_fail (VELO_IS_CLAIMS_CLIENT (self), NULL);

  return self->insurer;
}

/**
 * velo_claims_client_sends_messages:
 * @self: a client that has signed in
 *
 * Returns: whether the service sends text messages itself
 */
gboolean
velo_claims_client_sends_messages (VeloClaimsClient *self)
{
  g_return_val_if_fail (VELO_IS_CLAIMS_CLIENT (self), FALSE);

  return self->sends_messages;
}

/**
 * velo_claims_client_sign_in_async:
 * @self: a client
 * @name: name of the account
 * @password: its password
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when done
 * @user_data: data for @callback
 *
 * Opens a session; afterwards the role is known.
 */
void
velo_claims_client_sign_in_async (VeloClaimsClient    *self,
                                  const char          *name,
                                  const char          *password,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  JsonObject *body;

  g_return_if_fail (VELO_IS_CLAIMS_CLIENT (self));

  body = json_object_new ();
  json_object_set_string_member (body, "name", name);
  json_object_set_string_member (body, "password", password);
  start_call (self, CALL_SIGN_IN, "POST", "api/v1/session", body, cancellable, callback, user_data);
}

/**
 * velo_claims_client_sign_out_async:
 * @self: a client
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when done
 * @user_data: data for @callback
 *
 * Ends the session; the client forgets it even if the service cannot be reached.
 */
void
velo_claims_client_sign_out_async (VeloClaimsClient    *self,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_return_if_fail (VELO_IS_CLAIMS_CLIENT (self));

  start_call (self, CALL_SIGN_OUT, "DELETE", "api/v1/session", NULL, cancellable, callback, user_data);
}

/**
 * velo_claims_client_finish:
 * @self: a client
 * @result: result of any call of it
 * @error: return location; %VELO_CLAIMS_CLIENT_ERROR or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): what the service answered
 */
VeloClaimsAnswer *
velo_claims_client_finish (VeloClaimsClient  *self,
                           GAsyncResult      *result,
                           GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_claims_client_ask), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * velo_claims_client_get_photo_finish:
 * @self: a client
 * @result: result of velo_claims_client_get_photo_async()
 * @error: return location; %VELO_CLAIMS_CLIENT_ERROR or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the photo, a JPEG
 */
GBytes *
velo_claims_client_get_photo_finish (VeloClaimsClient  *self,
                                     GAsyncResult      *result,
                                     GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_claims_client_load), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
