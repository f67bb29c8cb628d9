/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a request of the HTTP library: who sends it, in which language, and its body. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-read.h"

#include <string.h>

#include <gio/gio.h>

#include "velo-json.h"

/* Named so that browsers take it from this host over HTTPS only, and for all its paths. */
#define COOKIE "__Host-claim"

/* Where the service is tried out without TLS browsers would not keep a cookie of that name. */
#define PLAIN_COOKIE "claim"

/* A claim with its intake has two levels, a calculation with its lines three. */
#define MAX_DEPTH 16

/**
 * velo_claims_read_is_secure:
 * @config: the settings
 *
 * Returns: whether customers come over HTTPS
 */
gboolean
velo_claims_read_is_secure (const VeloClaimsConfig *config)
{
  return g_str_has_prefix (config->public_url, "https:");
}

/**
 * velo_claims_read_get_cookie:
 * @config: the settings
 *
 * Returns: the name of the cookie that shows a session
 */
const char *
velo_claims_read_get_cookie (const VeloClaimsConfig *config)
{
  return velo_claims_read_is_secure (config) ? COOKIE : PLAIN_COOKIE;
}

/**
 * velo_claims_read_has_cookie:
 * @route: a route
 *
 * Returns: whether the browser shows who it is by a cookie
 */
gboolean
velo_claims_read_has_cookie (const VeloClaimsRoute *route)
{
  return route->page || route->script;
}

/**
 * velo_claims_read_needs_body:
 * @route: a route
 *
 * Returns: whether a request without a body that can be read is refused
 */
gboolean
velo_claims_read_needs_body (const VeloClaimsRoute *route)
{
  return strcmp (route->method, "POST") == 0 || strcmp (route->method, "PUT") == 0;
}

/* The name of a network to count by: whoever has an address of IPv6 has all that begin with the same half.
 * Some proxies tell the port as well; what is no address is counted together. */
static char *
find_network (const char *text)
{
  static const guint8 mapped[] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff };
  g_autoptr(GInetAddress) address = g_inet_address_new_from_string (text);
  const guint8 *bytes;

  if (address == NULL)
    {
      g_autoptr(GNetworkAddress) named = G_NETWORK_ADDRESS (g_network_address_parse (text, 0, NULL));

      address = named != NULL ? g_inet_address_new_from_string (g_network_address_get_hostname (named)) : NULL;
    }
  if (address == NULL)
    return g_strdup ("?");
  if (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV4)
    return g_inet_address_to_string (address);
  bytes = g_inet_address_to_bytes (address);
  if (memcmp (bytes, mapped, sizeof mapped) == 0)
    return g_strdup_printf ("%u.%u.%u.%u", bytes[12], bytes[13], bytes[14], bytes[15]);
  return g_strdup_printf ("%02x%02x:%02x%02x:%02x%02x:%02x%02x", bytes[0], bytes[1], bytes[2], bytes[3], bytes[4],
                          bytes[5], bytes[6], bytes[7]);
}

/* The address to count by: of the peer, or what a proxy that we trust says of it. */
static char *
find_address (const VeloClaimsConfig *config,
              SoupServerMessage      *message)
{
  const char *peer = soup_server_message_get_remote_host (message);
  const char *forwarded = soup_message_headers_get_list (soup_server_message_get_request_headers (message),
                                                         "X-Forwarded-For");
  g_auto(GStrv) hops = NULL;
  guint n;

  if (peer == NULL)
    return g_strdup ("?");
  if (forwarded == NULL || !g_strv_contains ((const char *const *) config->proxies, peer))
    return find_network (peer);
  hops = g_strsplit (forwarded, ",", 20);
  n = g_strv_length (hops);
  return find_network (n > 0 ? g_strstrip (hops[n - 1]) : peer);
}

/* Two of the same name: one of them was planted, and nobody can tell which. */
static char *
find_cookie (const VeloClaimsConfig *config,
             SoupServerMessage      *message)
{
  const char *header = soup_message_headers_get_list (soup_server_message_get_request_headers (message), "Cookie");
  g_auto(GStrv) cookies = header != NULL ? g_strsplit (header, ";", 50) : NULL;
  g_autofree char *start = g_strconcat (velo_claims_read_get_cookie (config), "=", NULL);
  const char *found = NULL;
  guint n = 0;

  for (char **cookie = cookies; cookie != NULL && *cookie != NULL; cookie++)
    if (g_str_has_prefix (g_strstrip (*cookie), start))
      {
        found = *cookie + strlen (start);
        n++;
      }
  return n == 1 ? g_strdup (found) : NULL;
}

static char *
find_token (SoupServerMessage *message)
{
  const char *authorization = soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                                            "Authorization");

  if (authorization != NULL && g_ascii_strncasecmp (authorization, "Bearer ", 7) == 0)
    return g_strstrip (g_strdup (authorization + 7));
  return NULL;
}

static JsonObject *
read_json (SoupServerMessage *message)
{
  g_autoptr(GBytes) body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  const char *type = soup_message_headers_get_content_type (soup_server_message_get_request_headers (message), NULL);
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root;
  gsize size;
  const char *data = g_bytes_get_data (body, &size);

  if (g_strcmp0 (type, "application/json") != 0 || size == 0 || !g_utf8_validate_len (data, size, NULL)
      || velo_json_is_deeper (data, size, MAX_DEPTH)
      || !json_parser_load_from_data (parser, data, (gssize) size, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_object_ref (json_node_get_object (root)) : NULL;
}

static GHashTable *
read_form (SoupServerMessage *message)
{
  g_autoptr(GBytes) body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  const char *type = soup_message_headers_get_content_type (soup_server_message_get_request_headers (message), NULL);
  gsize size;
  const char *data = g_bytes_get_data (body, &size);
  g_autofree char *text = NULL;

  if (g_strcmp0 (type, "application/x-www-form-urlencoded") != 0 || size == 0
      || memchr (data, '\0', size) != NULL)
    return NULL;
  text = g_strndup (data, size);
  return soup_form_decode (text);
}

static GBytes *
read_bytes (SoupServerMessage *message)
{
  const char *type = soup_message_headers_get_content_type (soup_server_message_get_request_headers (message), NULL);

  if (g_strcmp0 (type, "application/octet-stream") != 0)
    return NULL;
  return soup_message_body_flatten (soup_server_message_get_request_body (message));
}

/**
 * velo_claims_read_language:
 * @message: a request
 *
 * Returns: the first of our languages that the browser names, static; German if none
 */
const char *
velo_claims_read_language (SoupServerMessage *message)
{
  const char *wanted = soup_message_headers_get_list (soup_server_message_get_request_headers (message),
                                                      "Accept-Language");
  GSList *languages = wanted != NULL ? soup_header_parse_quality_list (wanted, NULL) : NULL;
  const char *found = NULL;

  for (GSList *at = languages; at != NULL && found == NULL; at = at->next)
    if (g_ascii_strncasecmp (at->data, "de", 2) == 0)
      found = "de";
    else if (g_ascii_strncasecmp (at->data, "en", 2) == 0)
      found = "en";
  g_clear_pointer (&languages, soup_header_free_list);
  return found != NULL ? found : "de";
}

/**
 * velo_claims_read_request:
 * @config: the settings
 * @message: a request, read whole
 * @route: what it is for
 * @request: gets sender, language, session and body
 */
void
velo_claims_read_request (const VeloClaimsConfig *config,
                          SoupServerMessage      *message,
                          const VeloClaimsRoute  *route,
                          VeloClaimsRequest      *request)
{
  request->address = find_address (config, message);
  request->language = velo_claims_read_language (message);
  request->token = velo_claims_read_has_cookie (route) ? find_cookie (config, message) : find_token (message);
  if (!velo_claims_read_needs_body (route))
    return;
  if (velo_claims_read_has_cookie (route))
    request->form = read_form (message);
  else
    request->json = read_json (message);
  if (route->script && request->form == NULL)
    request->bytes = read_bytes (message);
}
