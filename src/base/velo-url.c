/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which addresses of web services may be used at all: encrypted ones, and those of this computer. */

#include "config.h"

#include "velo-url.h"

#include <gio/gio.h>

/**
 * velo_url_is_loopback:
 * @host: (nullable): name or address, IPv6 without brackets
 *
 * Returns: whether @host is this computer itself
 */
gboolean
velo_url_is_loopback (const char *host)
{
  g_autoptr(GInetAddress) address = NULL;

  if (host == NULL)
    return FALSE;
  address = g_inet_address_new_from_string (host);
  return address != NULL ? g_inet_address_get_is_loopback (address)
                         : g_ascii_strcasecmp (host, "localhost") == 0;
}

/**
 * velo_url_is_trusted:
 * @url: an absolute address
 *
 * Source: architecture, section 6: TLS always; plain HTTP to loopback only.
 *
 * Returns: whether passwords and personal data may be sent to @url
 */
gboolean
velo_url_is_trusted (GUri *url)
{
  const char *scheme = g_uri_get_scheme (url);
  const char *host = g_uri_get_host (url);

  if (host == NULL || *host == '\0')
    return FALSE;
  return g_ascii_strcasecmp (scheme, "https") == 0
    || (g_ascii_strcasecmp (scheme, "http") == 0 && velo_url_is_loopback (host));
}

static const char *
find_fault (GUri *url)
{
  const char *host = url != NULL ? g_uri_get_host (url) : NULL;

  if (host == NULL || *host == '\0')
    return "not an address";
  if (g_uri_get_userinfo (url) != NULL)
    return "it contains credentials";
  if (g_uri_get_query (url) != NULL || g_uri_get_fragment (url) != NULL)
    return "it has a query or fragment";
  if (velo_url_is_trusted (url))
    return NULL;
  return g_ascii_strcasecmp (g_uri_get_scheme (url), "http") == 0 ? "it is not encrypted" : "not an https address";
}

/**
 * velo_url_parse_service:
 * @text: address of a service as somebody has entered it, with or without a slash at its end
 * @flags: how to parse it
 * @wrong: (out) (nullable) (transfer none): what is wrong with it, for people who set it up; %NULL if nothing
 *
 * Returns: (transfer full) (nullable): the address, which ends with a slash so that names can be
 *   resolved against it; %NULL if it cannot be used
 */
GUri *
velo_url_parse_service (const char  *text,
                        GUriFlags    flags,
                        const char **wrong)
{
  g_autofree char *slashed = g_str_has_suffix (text, "/") ? g_strdup (text) : g_strconcat (text, "/", NULL);
  g_autoptr(GUri) url = g_uri_parse (slashed, flags, NULL);

  *wrong = find_fault (url);
  return *wrong == NULL ? g_steal_pointer (&url) : NULL;
}
