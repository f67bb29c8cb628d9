/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plays the people around a claim over HTTP: desk, assessor, and customers with their browser. */

#define G_LOG_DOMAIN "velo-claims-training"

#include "config.h"

#include "velo-claims-player.h"

#include <string.h>

#include <libsoup/soup.h>

#define PART_SIZE (256 * 1024)
#define TIMEOUT_SECONDS 60

typedef struct
{
  char *password;
  char *token;
} Account;

struct _VeloClaimsPlayer
{
  char *uri;                 /* (owned): with a slash at its end */
  GCancellable *cancellable; /* (owned) (nullable) */
  SoupSession *http;         /* (owned) */
  GHashTable *accounts;      /* (owned) (element-type utf8 Account): those signed in */
  char *cookie;              /* (owned) (nullable): of the customer played at the moment */
  char *csrf;                /* (owned) (nullable) */
  char *answer;              /* (owned) (nullable): the last one */
  guint status;
  guint n_addresses;
};

static void
account_free (gpointer data)
{
  Account *account = data;

  g_free (account->password);
  g_free (account->token);
  g_free (account);
}

/**
 * velo_claims_player_new:
 * @uri: address of the service, with a slash at its end
 * @cancellable: (nullable): ends whatever is played
 *
 * Each log-in comes from an address of its own if the service takes this computer for a proxy.
 *
 * Returns: (transfer full): a player of nobody yet
 */
VeloClaimsPlayer *
velo_claims_player_new (const char   *uri,
                        GCancellable *cancellable)
{
  VeloClaimsPlayer *self = g_new0 (VeloClaimsPlayer, 1);

  self->uri = g_strdup (uri);
  g_set_object (&self->cancellable, cancellable);
  self->http = soup_session_new_with_options ("timeout", TIMEOUT_SECONDS, NULL);
  self->accounts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, account_free);
  return self;
}

/**
 * velo_claims_player_free:
 * @self: (transfer full): a player
 */
void
velo_claims_player_free (VeloClaimsPlayer *self)
{
  soup_session_abort (self->http);
  g_object_unref (self->http);
  g_clear_object (&self->cancellable);
  g_hash_table_unref (self->accounts);
  g_free (self->uri);
  g_free (self->cookie);
  g_free (self->csrf);
  g_free (self->answer);
  g_free (self);
}

static void
keep_cookie (VeloClaimsPlayer *self,
             SoupMessage      *message)
{
  const char *cookie = soup_message_headers_get_one (soup_message_get_response_headers (message), "Set-Cookie");

  if (cookie == NULL)
    return;
  g_free (self->cookie);
  self->cookie = g_strndup (cookie, strcspn (cookie, ";"));
}

static gboolean
send (VeloClaimsPlayer  *self,
      SoupMessage       *message,
      const char        *type,
      GBytes            *body,
      GError           **error)
{
  g_autoptr(GBytes) answer = NULL;

  g_autofree char *address = g_strdup_printf ("192.0.2.%u", 1 + self->n_addresses % 250);

  soup_message_headers_replace (soup_message_get_request_headers (message), "X-Forwarded-For", address);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (body != NULL)
    soup_message_set_request_body_from_bytes (message, type, body);
  answer = soup_session_send_and_read (self->http, message, self->cancellable, error);
  if (answer == NULL)
    return FALSE;
  self->status = soup_message_get_status (message);
  g_free (self->answer);
  self->answer = g_bytes_get_size (answer) > 0
    ? g_strndup (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer)) : g_strdup ("");
  if (self->status < 400)
    return TRUE;
  /* no path: it may be somebody's link */
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the claims service answered %u", self->status);
  return FALSE;
}

static SoupMessage *
make_message (VeloClaimsPlayer *self,
              const char       *method,
              const char       *path)
{
  g_autofree char *uri = g_strconcat (self->uri, path, NULL);

  return soup_message_new (method, uri);
}

/* An answer that is no object is an empty one. */
static JsonObject *
parse_answer (VeloClaimsPlayer *self)
{
  g_autoptr(JsonNode) root = json_from_string (self->answer, NULL);

  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_dup_object (root) : json_object_new ();
}

static JsonObject *
call (VeloClaimsPlayer  *self,
      const char        *token,
      const char        *method,
      const char        *path,
      JsonObject        *body,
      GError           **error)
{
  g_autoptr(SoupMessage) message = make_message (self, method, path);
  g_autoptr(GBytes) bytes = NULL;

  if (token != NULL)
    {
      g_autofree char *value = g_strconcat ("Bearer ", token, NULL);

      soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", value);
    }
  if (body != NULL)
    {
      g_autoptr(JsonNode) root = json_node_init_object (json_node_alloc (), body);
      char *text = json_to_string (root, FALSE);

      bytes = g_bytes_new_take (text, strlen (text));
    }
  return send (self, message, "application/json", bytes, error) ? parse_answer (self) : NULL;
}

static gboolean
renew (VeloClaimsPlayer  *self,
       const char        *name,
       Account           *account,
       GError           **error)
{
  g_autoptr(JsonObject) body = json_object_new ();
  g_autoptr(JsonObject) answer = NULL;

  json_object_set_string_member (body, "name", name);
  json_object_set_string_member (body, "password", account->password);
  self->n_addresses++;
  answer = call (self, NULL, "POST", "api/v1/session", body, error);
  if (answer == NULL)
    return FALSE;
  g_free (account->token);
  account->token = g_strdup (json_object_get_string_member_with_default (answer, "token", ""));
  return TRUE;
}

/**
 * velo_claims_player_sign_in:
 * @self: a player
 * @account: name of an account
 * @password: its password
 * @error: return location
 *
 * Returns: whether it is signed in; others stay so
 */
gboolean
velo_claims_player_sign_in (VeloClaimsPlayer  *self,
                            const char        *account,
                            const char        *password,
                            GError           **error)
{
  Account *known = g_new0 (Account, 1);

  known->password = g_strdup (password);
  if (!renew (self, account, known, error))
    {
      account_free (known);
      return FALSE;
    }
  g_hash_table_replace (self->accounts, g_strdup (account), known);
  return TRUE;
}

/**
 * velo_claims_player_call:
 * @self: a player
 * @account: who calls; has signed in once
 * @method: "GET", "POST" or "PUT"
 * @path: below the address of the service
 * @body: (nullable): what is sent
 * @error: return location
 *
 * Signs in again if the session has ended.
 *
 * Returns: (transfer full) (nullable): the answer; %NULL if it is a refusal
 */
JsonObject *
velo_claims_player_call (VeloClaimsPlayer  *self,
                         const char        *account,
                         const char        *method,
                         const char        *path,
                         JsonObject        *body,
                         GError           **error)
{
  Account *known = g_hash_table_lookup (self->accounts, account);
  g_autoptr(GError) local_error = NULL;
  JsonObject *answer;

  g_return_val_if_fail (known != NULL, NULL);

  answer = call (self, known->token, method, path, body, &local_error);
  if (answer != NULL)
    return answer;
  if (self->status != SOUP_STATUS_UNAUTHORIZED || g_cancellable_is_cancelled (self->cancellable))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return renew (self, account, known, error) ? call (self, known->token, method, path, body, error) : NULL;
}

/**
 * velo_claims_player_act:
 * @self: a player
 * @account: who acts; signed in
 * @method: "POST" or "PUT"
 * @id: of a claim
 * @what: the step, as the service names it
 * @body: (nullable) (transfer full): what is sent beside the revision
 * @error: return location
 *
 * Acts as somebody who has just looked at the claim.
 *
 * Returns: (transfer full) (nullable): the answer
 */
JsonObject *
velo_claims_player_act (VeloClaimsPlayer  *self,
                        const char        *account,
                        const char        *method,
                        const char        *id,
                        const char        *what,
                        JsonObject        *body,
                        GError           **error)
{
  g_autoptr(JsonObject) sent = body != NULL ? body : json_object_new ();
  g_autofree char *claim_path = g_strconcat ("api/v1/claims/", id, NULL);
  g_autofree char *path = g_strconcat (claim_path, "/", what, NULL);
  g_autoptr(JsonObject) known = velo_claims_player_call (self, account, "GET", claim_path, NULL, error);
  JsonObject *claim;

  if (known == NULL)
    return NULL;
  claim = json_object_get_object_member (known, "claim");
  json_object_set_int_member (sent, "revision", json_object_get_int_member (claim, "revision"));
  return velo_claims_player_call (self, account, method, path, sent, error);
}

/* The customer */

static gboolean
send_as_customer (VeloClaimsPlayer  *self,
                  const char        *method,
                  const char        *path,
                  const char        *type,
                  GBytes            *body,
                  GError           **error)
{
  g_autoptr(SoupMessage) message = make_message (self, method, path);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  if (self->cookie != NULL)
    soup_message_headers_replace (headers, "Cookie", self->cookie);
  if (self->csrf != NULL && strcmp (method, "PUT") == 0)
    soup_message_headers_replace (headers, "X-CSRF", self->csrf);
  if (!send (self, message, type, body, error))
    return FALSE;
  keep_cookie (self, message);
  return TRUE;
}

/**
 * velo_claims_player_form:
 * @self: a player of a customer
 * @path: below the address of the service
 * @form: what is entered, as a browser encodes it
 * @error: return location
 *
 * Returns: whether the service took it
 */
gboolean
velo_claims_player_form (VeloClaimsPlayer  *self,
                         const char        *path,
                         const char        *form,
                         GError           **error)
{
  g_autofree char *whole = g_strconcat (form, "&csrf=", self->csrf != NULL ? self->csrf : "", NULL);
  g_autoptr(GBytes) body = g_bytes_new (whole, strlen (whole));

  return send_as_customer (self, "POST", path, "application/x-www-form-urlencoded", body, error);
}

/* Each page has the token of its forms. */
static gboolean
find_csrf (VeloClaimsPlayer  *self,
           GError           **error)
{
  const char *mark = "name=\"csrf\" value=\"";
  const char *found;

  if (!send_as_customer (self, "GET", "claim", NULL, NULL, error))
    return FALSE;
  found = strstr (self->answer, mark);
  if (found == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "a page without a form");
      return FALSE;
    }
  found += strlen (mark);
  self->csrf = g_strndup (found, strcspn (found, "\""));
  return TRUE;
}

/**
 * velo_claims_player_log_in:
 * @self: a player
 * @link: path of the personal link, "s/TOKEN"
 * @number: of the claim
 * @plate: licence plate
 * @mileage: kilometres
 * @error: return location
 *
 * Becomes another customer.
 *
 * Returns: whether the service let the customer in
 */
gboolean
velo_claims_player_log_in (VeloClaimsPlayer  *self,
                           const char        *link,
                           const char        *number,
                           const char        *plate,
                           int                mileage,
                           GError           **error)
{
  g_autofree char *kilometres = g_strdup_printf ("%d", mileage);
  g_autofree char *form = soup_form_encode ("number", number, "plate", plate, "mileage", kilometres, "terms", "1",
                                            "privacy", "1", NULL);

  g_clear_pointer (&self->cookie, g_free);
  g_clear_pointer (&self->csrf, g_free);
  self->n_addresses++;
  if (!velo_claims_player_form (self, link, form, error))
    return FALSE;
  if (self->cookie == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "the customer was not let in");
      return FALSE;
    }
  return find_csrf (self, error);
}

static gboolean
send_parts (VeloClaimsPlayer  *self,
            const char        *upload,
            GBytes            *file,
            GError           **error)
{
  gsize size = g_bytes_get_size (file);

  for (gsize offset = 0; offset < size; offset += PART_SIZE)
    {
      g_autoptr(GBytes) part = g_bytes_new_from_bytes (file, offset, MIN (PART_SIZE, size - offset));
      g_autofree char *path = g_strdup_printf ("claim/uploads/%s?offset=%" G_GSIZE_FORMAT, upload, offset);

      if (!send_as_customer (self, "PUT", path, "application/octet-stream", part, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * velo_claims_player_upload:
 * @self: a player of a customer
 * @slot: what the photo shows
 * @file: the photo
 * @error: return location
 *
 * Returns: whether the service has it
 */
gboolean
velo_claims_player_upload (VeloClaimsPlayer  *self,
                           const char        *slot,
                           GBytes            *file,
                           GError           **error)
{
  g_autofree char *begin = g_strdup_printf ("slot=%s&size=%" G_GSIZE_FORMAT "&mark=", slot, g_bytes_get_size (file));
  g_autoptr(JsonObject) begun = NULL;
  g_autofree char *path = NULL;
  const char *upload;

  if (!velo_claims_player_form (self, "claim/photos", begin, error))
    return FALSE;
  begun = parse_answer (self);
  upload = json_object_get_string_member_with_default (begun, "upload", "");
  path = g_strconcat ("claim/uploads/", upload, NULL);
  return send_parts (self, upload, file, error) && velo_claims_player_form (self, path, "end=1", error);
}
