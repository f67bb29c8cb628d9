/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The settings of the claims service, read from one key file and checked before it starts. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-config.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "velo-claims-error.h"
#include "velo-iban.h"
#include "velo-sepa-text.h"
#include "velo-text.h"
#include "velo-url.h"

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
  NUMBER ("payout", "journal-seen", journal_seen, 0, G_MAXINT, "0"),
  NUMBER ("claims", "promise-minutes", promise_minutes, 10, 10000, "120"),
  NUMBER ("claims", "invitation-hours", invitation_hours, 2, 1000, "72"),
  NUMBER ("claims", "idle-minutes", idle_minutes, 1, 1000, "30"),
  NUMBER ("claims", "session-hours", session_hours, 1, 100, "8"),
  NUMBER ("claims", "offer-days", offer_days, 1, 365, "14"),
  NUMBER ("claims", "after-days", after_days, 1, 365, "30"),
  NUMBER ("retention", "place-days", place_days, 1, 30, "30"),
  NUMBER ("retention", "unused-days", unused_days, 1, 365, "30"),
  NUMBER ("retention", "reminder-days", reminder_days, 1, 365, "30"),
  NUMBER ("retention", "unfinished-months", unfinished_months, 1, 60, "6"),
  NUMBER ("retention", "message-days", message_days, 1, 365, "90"),
  NUMBER ("retention", "settled-years", settled_years, 1, 30, "10"),
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

/* Every wrong setting is told, each in a sentence. */
static void G_GNUC_PRINTF (2, 3)
complain (GPtrArray  *problems,
          const char *format,
          ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (problems, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

/* A misspelt key would quietly leave a default in force. */
static void
check_keys (GKeyFile  *file,
            GPtrArray *problems)
{
  g_auto(GStrv) groups = g_key_file_get_groups (file, NULL);

  for (char **group = groups; *group != NULL; group++)
    {
      g_auto(GStrv) keys = g_key_file_get_keys (file, *group, NULL, NULL);

      for (char **name = keys; name != NULL && *name != NULL; name++)
        if (!is_known (*group, *name))
          complain (problems, "There is no setting \"%s\" in [%s].", *name, *group);
    }
}

static void
load_texts (VeloClaimsConfig *self,
            GKeyFile         *file,
            GPtrArray        *problems)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = g_key_file_get_string (file, texts[i].group, texts[i].key, NULL);

      if (texts[i].fallback == NULL && (text == NULL || *g_strstrip (text) == '\0'))
        complain (problems, "\"%s\" is missing in [%s].", texts[i].key, texts[i].group);
      G_STRUCT_MEMBER (char *, self, texts[i].offset) =
        text != NULL ? g_strdup (g_strstrip (text)) : g_strdup (texts[i].fallback != NULL ? texts[i].fallback : "");
    }
}

static void
parse_number (const Key  *key,
              const char *text,
              int        *number,
              GPtrArray  *problems)
{
  gint64 value;

  if (!g_ascii_string_to_signed (text, 10, key->smallest, key->largest, &value, NULL))
    complain (problems, "\"%s\" in [%s] must be a number from %d to %d.", key->key, key->group, key->smallest,
              key->largest);
  else
    *number = (int) value;
}

static void
load_numbers (VeloClaimsConfig *self,
              GKeyFile         *file,
              GPtrArray        *problems)
{
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *text = g_key_file_get_string (file, numbers[i].group, numbers[i].key, NULL);

      parse_number (&numbers[i], text != NULL ? text : numbers[i].fallback,
                    &G_STRUCT_MEMBER (int, self, numbers[i].offset), problems);
    }
}

static void
load_sums (VeloClaimsConfig *self,
           GKeyFile         *file,
           GPtrArray        *problems)
{
  int euros[G_N_ELEMENTS (sums)];

  for (gsize i = 0; i < G_N_ELEMENTS (sums); i++)
    {
      g_autofree char *text = g_key_file_get_string (file, sums[i].group, sums[i].key, NULL);
      const Key key = { sums[i].group, sums[i].key, 0, 0, 1000000, NULL };

      euros[i] = sums[i].fallback;
      if (text != NULL)
        parse_number (&key, text, &euros[i], problems);
    }
  self->rules = velo_settlement_rules_new_default ();
  velo_settlement_rules_set_limit_cents (self->rules, euros[0] * G_GINT64_CONSTANT (100));
  self->second_person_cents = euros[1] * G_GINT64_CONSTANT (100);
  velo_settlement_rules_set_flat_expenses_cents (self->rules, euros[2] * G_GINT64_CONSTANT (100));
}

static void
check_url (VeloClaimsConfig *self,
           GPtrArray        *problems)
{
  g_autoptr(GUri) uri = g_uri_parse (self->public_url, G_URI_FLAGS_NONE, NULL);

  if (*self->public_url != '\0'
      && (uri == NULL || !velo_url_is_trusted (uri) || g_uri_get_query (uri) != NULL
          || g_str_has_suffix (self->public_url, "/")))
    complain (problems, "\"public-url\" in [service] must begin with https:// and not end with a slash; "
              "http:// is for this computer only.");
}

static void
check_tls (VeloClaimsConfig *self,
           GPtrArray        *problems)
{
  g_autoptr(GInetAddress) address = g_inet_address_new_from_string (self->listen);

  if (*self->certificate == '\0')
    g_clear_pointer (&self->certificate, g_free);
  if (*self->key == '\0')
    g_clear_pointer (&self->key, g_free);
  if ((self->certificate == NULL) != (self->key == NULL))
    complain (problems, "\"certificate\" and \"key\" in [service] belong together.");
  if (address == NULL)
    complain (problems, "\"listen\" in [service] must be an address as 127.0.0.1 or ::1.");
  /* Without a certificate it speaks plain HTTP: to a reverse proxy on the same machine, or not. */
  else if (self->certificate == NULL && !velo_url_is_loopback (self->listen))
    complain (problems, "Without a certificate \"listen\" in [service] must be an address of this computer.");
}

static void
load_proxies (VeloClaimsConfig *self,
              GKeyFile         *file,
              GPtrArray        *problems)
{
  self->proxies = g_key_file_get_string_list (file, "service", "proxies", NULL, NULL);
  if (self->proxies == NULL)
    self->proxies = g_new0 (char *, 1);
  for (char **proxy = self->proxies; *proxy != NULL; proxy++)
    {
      g_autoptr(GInetAddress) address = g_inet_address_new_from_string (g_strstrip (*proxy));

      if (address == NULL)
        complain (problems, "\"proxies\" in [service] must be addresses, not \"%s\".", *proxy);
    }
}

static void
check_payout (VeloClaimsConfig *self,
              GPtrArray        *problems)
{
  gsize length = strlen (self->debtor_bic);

  if (*self->debtor_bic != '\0'
      && ((length != 8 && length != 11)
          || strspn (self->debtor_bic, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != length))
    complain (problems, "\"bic\" in [payout] must have 8 or 11 capital letters and digits.");
  if (*self->debtor_iban == '\0' && *self->debtor_name == '\0')
    return;
  if (velo_iban_check (self->debtor_iban) != VELO_IBAN_OK)
    complain (problems, "\"iban\" in [payout] is not an IBAN.");
  if (!velo_sepa_is_valid (self->debtor_name, VELO_SEPA_MAX_NAME))
    complain (problems, "\"name\" in [payout] must be in characters that every bank takes.");
}

static gboolean
is_trusted (const char *url)
{
  g_autoptr(GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);

  return uri != NULL && velo_url_is_trusted (uri);
}

static void
check_gateway (VeloClaimsConfig *self,
               GPtrArray        *problems)
{
  g_autoptr(GRegex) regex = g_regex_new (self->gateway_success, 0, 0, NULL);

  if (!is_trusted (self->gateway_url))
    complain (problems, "\"url\" in [messages] must begin with https://.");
  if (strstr (self->gateway_body, "{phone}") == NULL || strstr (self->gateway_body, "{text}") == NULL)
    complain (problems, "\"body\" in [messages] must contain {phone} and {text}.");
  if (regex == NULL)
    complain (problems, "\"success\" in [messages] is not a regular expression.");
}

static void
check_messages (VeloClaimsConfig *self,
                GPtrArray        *problems)
{
  static const char *const ways[] = { "none", "gateway", "modem" };
  static const char *const methods[] = { "POST", "PUT", "GET", NULL };
  gsize way = 0;

  while (way < G_N_ELEMENTS (ways) && strcmp (ways[way], self->message_way_text) != 0)
    way++;
  self->message_way = (VeloClaimsWay) way;
  if (!g_strv_contains (methods, self->gateway_method))
    complain (problems, "\"method\" in [messages] must be POST, PUT or GET.");
  if (way == G_N_ELEMENTS (ways))
    complain (problems, "\"way\" in [messages] must be none, gateway or modem.");
  else if (self->message_way == VELO_CLAIMS_WAY_GATEWAY)
    check_gateway (self, problems);
}

static void
check_claims (VeloClaimsConfig *self,
              GPtrArray        *problems)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GRegex) regex = g_regex_new (self->number_pattern, 0, 0, NULL);

  self->hours = velo_service_hours_new (self->hours_text, self->region, &error);
  if (self->hours == NULL)
    complain (problems, "\"hours\" or \"region\" in [claims]: %s.", error->message);
  if (regex == NULL)
    complain (problems, "\"number-pattern\" in [claims] is not a regular expression.");
}

static VeloClaimsConfig *
load (GKeyFile  *file,
      GPtrArray *problems)
{
  VeloClaimsConfig *self = g_new0 (VeloClaimsConfig, 1);

  check_keys (file, problems);
  load_texts (self, file, problems);
  load_numbers (self, file, problems);
  load_sums (self, file, problems);
  load_proxies (self, file, problems);
  check_url (self, problems);
  check_tls (self, problems);
  check_payout (self, problems);
  check_messages (self, problems);
  check_claims (self, problems);
  return self;
}

/* The settings, if there is nothing wrong with them. */
static VeloClaimsConfig *
load_right (GKeyFile  *file,
            GError   **error)
{
  g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(VeloClaimsConfig) self = load (file, problems);
  g_autofree char *sentences = NULL;

  if (problems->len == 0)
    return g_steal_pointer (&self);
  g_ptr_array_add (problems, NULL);
  sentences = g_strjoinv ("\n", (char **) problems->pdata);
  g_set_error_literal (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_CONFIG, sentences);
  return NULL;
}

/**
 * velo_claims_config_load:
 * @path: (type filename): a key file
 * @error: return location for %VELO_CLAIMS_ERROR_CONFIG; a line for each wrong setting
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
    return load_right (file, error);
  g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_CONFIG, "%s: %s", path, local_error->message);
  return NULL;
}

/**
 * velo_claims_config_new_data:
 * @data: text of a key file
 * @error: return location for %VELO_CLAIMS_ERROR_CONFIG; a line for each wrong setting
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
    return load_right (file, error);
  g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_CONFIG, "%s", local_error->message);
  return NULL;
}

/* What the settings name must be there, and this process may use it. */
static void
check_files (const VeloClaimsConfig *self,
             GPtrArray              *problems)
{
  g_autofree char *folder = g_path_get_dirname (self->database);
  g_autoptr(GTlsCertificate) certificate = NULL;
  g_autoptr(GError) error = NULL;

  if (*self->database != '\0' && g_access (folder, W_OK | X_OK) != 0)
    complain (problems, "The folder of \"database\" in [service], %s, cannot be written to: %s.", folder,
              g_strerror (errno));
  if (self->certificate != NULL && self->key != NULL)
    {
      certificate = g_tls_certificate_new_from_files (self->certificate, self->key, &error);
      if (certificate == NULL)
        complain (problems, "\"certificate\" and \"key\" in [service] cannot be used: %s.", error->message);
    }
  if (*self->gateway_key_file != '\0' && g_access (self->gateway_key_file, R_OK) != 0)
    complain (problems, "\"key-file\" in [messages], %s, cannot be read: %s.", self->gateway_key_file,
              g_strerror (errno));
}

/**
 * velo_claims_config_check:
 * @path: (type filename): a key file
 *
 * Looks at all settings and at the files that they name. Reads from the disk; not for a thread that
 * must not wait.
 *
 * Returns: (transfer full) (element-type utf8): a sentence for everything that is wrong
 */
GPtrArray *
velo_claims_config_check (const char *path)
{
  GPtrArray *problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_autoptr(VeloClaimsConfig) self = NULL;
  g_autoptr(GError) error = NULL;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &error))
    {
      complain (problems, "%s: %s.", path, error->message);
      return problems;
    }
  self = load (file, problems);
  check_files (self, problems);
  return problems;
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
