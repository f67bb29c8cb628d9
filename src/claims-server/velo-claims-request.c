/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Requests and answers of the claims service, apart from the HTTP library. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-request.h"

#include <string.h>

#include "velo-claims-error.h"
#include "velo-json.h"

/**
 * velo_claims_request_free:
 * @request: (transfer full): a request
 */
void
velo_claims_request_free (VeloClaimsRequest *request)
{
  for (gsize i = 0; i < G_N_ELEMENTS (request->ids); i++)
    g_free (request->ids[i]);
  g_clear_pointer (&request->query, g_hash_table_unref);
  g_clear_pointer (&request->json, json_object_unref);
  g_clear_pointer (&request->form, g_hash_table_unref);
  g_clear_pointer (&request->bytes, g_bytes_unref);
  g_clear_pointer (&request->file, g_bytes_unref);
  g_clear_pointer (&request->facts, json_object_unref);
  g_clear_pointer (&request->photo, g_bytes_unref);
  g_clear_pointer (&request->small, g_bytes_unref);
  g_free (request->csrf);
  g_free (request->path);
  g_free (request->token);
  g_free (request->address);
  g_free (request->password_hash);
  g_free (request);
}

/**
 * velo_claims_request_dup_text:
 * @request: a request
 * @name: of a member or field of its body, or of a parameter of its query
 *
 * Returns: (transfer full): the text there, empty if there is none
 */
char *
velo_claims_request_dup_text (VeloClaimsRequest *request,
                              const char        *name)
{
  char *text = request->json != NULL ? velo_json_get_text (request->json, name) : NULL;

  if (text == NULL && request->form != NULL)
    text = g_strdup (g_hash_table_lookup (request->form, name));
  if (text == NULL && request->query != NULL)
    text = g_strdup (g_hash_table_lookup (request->query, name));
  return text != NULL ? text : g_strdup ("");
}

/**
 * velo_claims_response_clear:
 * @response: an answer
 */
void
velo_claims_response_clear (VeloClaimsResponse *response)
{
  g_clear_pointer (&response->body, g_bytes_unref);
  g_clear_pointer (&response->location, g_free);
  g_clear_pointer (&response->cookie, g_free);
  g_clear_pointer (&response->details, json_object_unref);
  if (response->free_pieces != NULL)
    g_clear_pointer (&response->pieces, response->free_pieces);
}

/**
 * velo_claims_response_take_html:
 * @response: an answer
 * @html: (transfer full): a page
 */
void
velo_claims_response_take_html (VeloClaimsResponse *response,
                                char               *html)
{
  g_clear_pointer (&response->body, g_bytes_unref);
  response->type = "text/html; charset=utf-8";
  response->body = g_bytes_new_take (html, strlen (html));
}

/**
 * velo_claims_response_redirect:
 * @response: an answer
 * @location: path of ours that the browser goes on with, by GET
 */
void
velo_claims_response_redirect (VeloClaimsResponse *response,
                               const char         *location)
{
  g_free (response->location);
  response->location = g_strdup (location);
  response->status = 303;
}

/**
 * velo_claims_response_take_json:
 * @response: an answer
 * @object: (transfer full): what to send
 */
void
velo_claims_response_take_json (VeloClaimsResponse *response,
                                JsonObject         *object)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  char *text;

  json_node_take_object (node, object);
  text = json_to_string (node, FALSE);
  g_clear_pointer (&response->body, g_bytes_unref);
  response->type = "application/json";
  response->body = g_bytes_new_take (text, strlen (text));
}

/**
 * velo_claims_response_set_error:
 * @response: an answer
 * @error: why the request is refused
 *
 * Sets status and body, with the details of @response; the message of @error stays inside.
 */
void
velo_claims_response_set_error (VeloClaimsResponse *response,
                                const GError       *error)
{
  JsonObject *object = response->details != NULL ? g_steal_pointer (&response->details) : json_object_new ();

  json_object_set_string_member (object, "error", velo_claims_error_get_code (error));
  velo_claims_response_take_json (response, object);
  response->status = velo_claims_error_get_status (error);
}
