/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The settings of the claims service, read from one key file and checked before it starts. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-config.h"

#include <string.h>

#include "velo-claims-error.h"
#include "velo-iban.h"
#include "velo-sepa-text.h"
#include "velo-text.h"

/* A key that may stand in the file. */
typedef struct
{
  const char *group;
  const char *key;
  gsize offset;
  int smallest; /* numbers only */
  int largest;
  const char *fallback;
} Key;

#define TEXT(GROUP, KEY, MEMBER, FALLBACK) \
  { GROUP, KEY, G_STRUCT_OFFSET (VeloClaimsConfig, MEMBER), 0, 0, FALLBACK }
#define NUMBER(GROUP, KEY, MEMBER, SMALLEST, LARGEST, FALLBACK) \
  { GROUP, KEY, G_STRUCT_OFFSET (VeloClaimsConfig, MEMBER), SMALLEST, LARGEST, FALLBACK }

static const Key texts[] = {
  TEXT ("service", "listen", listen, "127.0.0.1"),
  TEXT ("service", "public-url", public_url, NULL),
  TEXT ("service", "certificate", certificate, ""),
  TEXT ("service", "key", key, ""),
  TEXT ("service", "database", database, NULL),
  TEXT ("service", "desk-phone", desk_phone, NULL),
  TEXT ("service", "insurer", insurer, NULL),
  TEXT ("claims", "number-pattern", number_pattern, ""),
  TEXT ("claims", "region", region, "DE-NI"),
  TEXT ("claims", "hours", hours_text, VELO_SERVICE_HOURS_DEFAULT),
  TEXT ("payout", "name", debtor_name, ""),
  TEXT ("payout", "iban", debtor_iban, ""),
  TEXT ("payout", "bic", debtor_bic, ""),
  TEXT ("messages", "way", message_way_text, "none"),
  TEXT ("messages", "url", gateway_url, ""),
  TEXT ("messages", "method", gateway_method, "POST"),
  TEXT ("messages", "content-type", gateway_type, "application/json"),
  TEXT ("messages", "authorization", gateway_authorization, ""),
  TEXT ("messages", "body", gateway_body, ""),
  TEXT ("messages", "success", gateway_success, ""),
  TEXT ("messages", "key-file", gateway_key_file, ""),
};

static const Key numbers[] = {
  NUMBER ("service", "port", port, 0, 65535, "8470"),
  NUMBER ("service", "request-seconds", request_seconds, 1, 600, "20"),
  NUMBER ("claims", "assessors", assessors, 1, 1000, "1"),
  NUMBER ("payout", "instant", instant, 0, 1, "0"),
  NUMBER ("claims", "promise-minutes", promise_minutes, 10, 10000, "120"),
  NUMBER ("claims", "invitation-hours", invitation_hours, 1, 1000, "72"),
  NUMBER ("claims", "idle-minutes", idle_minutes, 1, 1000, "30"),
  NUMBER ("claims", "session-hours", session_hours, 1, 100, "8"),
  NUMBER ("claims", "offer-days", offer_days, 1, 365, "14"),
  NUMBER ("claims", "after-days", after_days, 1, 365, "30"),
};

/* In whole euros in the file, in cents in the program. */
static const struct { const char *group; const char *key; int fallback; } sums[] = {
  { "claims", "limit-euros", 4000 },
  { "payout", "second-person-euros", 2000 },
  { "claims", "flat-expenses-euros", 25 },
};

static gboolean
is_known (const char *group,
          const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (strcmp (texts[i].group, group) == 0 && strcmp (texts[i].key, name) == 0)
      return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (strcmp (numbers[i].group, group) == 0 && strcmp (numbers[i].key, name) == 0)
      return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (sums); i++)
    if (strcmp (sums[i].group, group) == 0 && strcmp (sums[i].key, name) == 0)
      return TRUE;
  return strcmp (group, "service") == 0 && strcmp (name, "proxies") == 0;
}

/* A misspelt key would quietly leave a default in force. */
static gboolean
check_keys (GKeyFile  *file,
            GError   **error)
{
  g_auto(GStrv) groups = g_key_file_get_groups (file, NULL);

  for (char **group = groups; *group != NULL; group++)
    {
      g_auto(GStrv) keys = g_key_file_get_keys (file, *group, NULL, NULL);

      for (char **name = keys; name != NULL && *name != NULL; name++)
        if (!is_known (*group, *name))
          {
            g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_CONFIG,
                         "there is no setting \"%s\" in [%s]", *name, *group);
            return FALSE;
          }
    }
  return TRUE;
}

static gboolean
load_texts (VeloClaimsConfig  *self,
            GKeyFile          *file,
            GError           **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = g_key_file_get_string (file, texts[i].group, texts[i].key, NULL);

      if (text == NULL && texts[i].fallback == NULL)
        {
          g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_CONFIG,
                       "\"%s\" is missing in [%s]", texts[i].key, texts[i].group);
          return FALSE;
        }
      G_STRUCT_MEMBER (char *, self, texts[i].offset) =
        text != NULL ? g_strdup (g_strstrip (text)) : g_strdup (texts[i].fallback);
    }
  return TRUE;
}

static gboolean
parse_number (const Key   *key,
              const char  *text,
              int         *number,
              GError     **error)
{
  gint64 value;

  if (!g_ascii_string_to_signed (text, 10, key->smallest, key->largest, &value, NULL))
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_CONFIG,
                   "\"%s\" in [%s] must be a number from %d to %d", key->key, key->group,
                   key->smallest, key->largest);
      return FALSE;
    }
  *number = (int) value;
  return TRUE;
}

static gboolean
load_numbers (VeloClaimsConfig  *self,
              GKeyFile          *file,
              GError           **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *text = g_key_file_get_string (file, numbers[i].group, numbers[i].key, NULL);

      if (!parse_number (&numbers[i], text != NULL ? text : numbers[i].fallback,
                         &G_STRUCT_MEMBER (int, self, numbers[i].offset), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
load_sums (VeloClaimsConfig  *self,
           GKeyFile          *file,
           GError           **error)
{
  int euros[G_N_ELEMENTS (sums)];

  for (gsize i = 0; i < G_N_ELEMENTS (sums); i++)
    {
      g_autofree char *text = g_key_file_get_string (file, sums[i].group, sums[i].key, NULL);
      const Key key = { sums[i].group, sums[i].key, 0, 0, 1000000, NULL };

      euros[i] = sums[i].fallback;
      if (text != NULL && !parse_number (&key, text, &euros[i], error))
        return FALSE;
    }
  self->rules = velo_settlement_rules_new_default ();
  velo_settlement_rules_set_limit_cents (self->rules, euros[0] * G_GINT64_CONSTANT (100));
  self->second_person_cents = euros[1] * G_GINT64_CONSTANT (100);
  velo_settlement_rules_set_flat_expenses_cents (self->rules, euros[2] * G_GINT64_CONSTANT (100));
  return TRUE;
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr(GInetAddress) address = host != NULL ? g_inet_address_new_from_string (host) : NULL;

  return g_strcmp0 (host, "localhost") == 0 || (address != NULL && g_inet_address_get_is_loopback (address));
}

static gboolean
check_url (VeloClaimsConfig  *self,
           GError           **error)
{
  g_autoptr(GUri) uri = g_uri_parse (self->public_url, G_URI_FLAGS_NONE, NULL);
  gboolean secure = uri != NULL && strcmp (g_uri_get_scheme (uri), "https") == 0;
  gboolean plain = uri != NULL && strcmp (g_uri_get_scheme (uri), "http") == 0
                   && is_loopback (g_uri_get_host (uri));

  if ((!secure && !plain) || g_uri_get_query (uri) != NULL || g_str_has_suffix (self->public_url, "/"))
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_CONFIG,
                   "\"public-url\" must begin with https:// and not end with a slash; "
                   "http:// is for this computer only");
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_tls (VeloClaimsConfig  *self,
           GError           **error)
{
  if (*self->certificate == '\0')
    g_clear_pointer (&self->certificate, g_free);
  if (*self->key == '\0')
    g_clear_pointer (&self->key, g_free);
  if ((self->certificate == NULL) != (self->key == NULL))
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_CONFIG,
                   "\"certificate\" and \"key\" belong together");
      return FALSE;
    }
  /* Without a certificate it speaks plain HTTP: to a reverse proxy on the same machine, or not. */
  if (self->certificate == NULL && !is_loopback (self->listen))
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_CONFIG,
                   "without a certificate \"listen\" must be an address of this computer");
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_payout (VeloClaimsConfig  *self,
              GError           **error)
{
  if (*self->debtor_iban == '\0' && *self->debtor_name == '\0')
    return TRUE;
  if (velo_iban_check (self->debtor_iban) != VELO_IBAN_OK
      || !velo_sepa_is_valid (self->debtor_name, VELO_SEPA_MAX_NAME))
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_CONFIG,
                   "[payout] needs an IBAN and a name in characters that every bank takes");
      return FALSE;
    }
  return TRUE;
}

static gboolean
is_trusted (const char *url)
{
  g_autoptr(GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);

  return uri != NULL
    && (strcmp (g_uri_get_scheme (uri), "https") == 0
        || (strcmp (g_uri_get_scheme (uri), "http") == 0 && is_loopback (g_uri_get_host (uri))));
}

static gboolean
check_messages (VeloClaimsConfig  *self,
                GError           **error)
{
  static const char *const ways[] = { "none", "gateway", "modem" };
  g_autoptr(GRegex) regex = g_regex_new (self->gateway_success, 0, 0, NULL);
  gsize way = 0;

  while (way < G_N_ELEMENTS (ways) && strcmp (ways[way], self->message_way_text) != 0)
    way++;
  self->message_way = (VeloClaimsWay) way;
  if (way == G_N_ELEMENTS (ways)
      || (self->message_way == VELO_CLAIMS_WAY_GATEWAY
          && (!is_trusted (self->gateway_url) || strstr (self->gateway_body, "{phone}") == NULL
              || strstr (self->gateway_body, "{text}") == NULL || regex == NULL)))
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_CONFIG,
                   "[messages] needs a way none, gateway or modem; a gateway an https:// url, "
                   "and {phone} and {text} in its body");
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_hours (VeloClaimsConfig  *self,
             GError           **error)
{
  g_autoptr(GError) local_error = NULL;

  self->hours = velo_service_hours_new (self->hours_text, self->region, &local_error);
  if (self->hours != NULL)
    return TRUE;
  g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_CONFIG, "[claims]: %s", local_error->message);
  return FALSE;
}

static VeloClaimsConfig *
load (GKeyFile  *file,
      GError   **error)
{
  g_autoptr(VeloClaimsConfig) self = g_new0 (VeloClaimsConfig, 1);

  if (!check_keys (file, error)
      || !load_texts (self, file, error)
      || !load_numbers (self, file, error)
      || !load_sums (self, file, error)
      || !check_url (self, error)
      || !check_tls (self, error)
      || !check_payout (self, error)
      || !check_messages (self, error)
      || !check_hours (self, error))
    return NULL;
  self->proxies = g_key_file_get_string_list (file, "service", "proxies", NULL, NULL);
  if (self->proxies == NULL)
    self->proxies = g_new0 (char *, 1);
  return g_steal_pointer (&self);
}

/**
 * velo_claims_config_load:
 * @path: (type filename): a key file
 * @error: return location for %VELO_CLAIMS_ERROR_CONFIG
 *
 * Reads from the disk; not for a thread that must not wait.
 *
 * Returns: (transfer full) (nullable): the settings
 */
VeloClaimsConfig *
velo_claims_config_load (const char  *path,
                         GError     **error)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_autoptr(GError) local_error = NULL;

  if (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &local_error))
    return load (file, error);
  g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_CONFIG, "%s: %s", path, local_error->message);
  return NULL;
}

/**
 * velo_claims_config_new_data:
 * @data: text of a key file
 * @error: return location for %VELO_CLAIMS_ERROR_CONFIG
 *
 * Returns: (transfer full) (nullable): the settings
 */
VeloClaimsConfig *
velo_claims_config_new_data (const char  *data,
                             GError     **error)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_autoptr(GError) local_error = NULL;

  if (g_key_file_load_from_data (file, data, strlen (data), G_KEY_FILE_NONE, &local_error))
    return load (file, error);
  g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_CONFIG, "%s", local_error->message);
  return NULL;
}

/**
 * velo_claims_config_free:
 * @self: (transfer full): settings
 */
void
velo_claims_config_free (VeloClaimsConfig *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (G_STRUCT_MEMBER (char *, self, texts[i].offset));
  g_strfreev (self->proxies);
  g_clear_pointer (&self->hours, velo_service_hours_free);
  g_clear_object (&self->rules);
  g_free (self);
}
