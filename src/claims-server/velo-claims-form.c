/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forms that a customer fills in on the own phone at the counter: the service keeps what was sealed for
 * the counter, and cannot read it. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-form.h"

#include <string.h>

#include "velo-claims-error.h"
#include "velo-claims-journal.h"
#include "velo-claims-pages.h"
#include "velo-claims-token.h"

/* Who stands at the counter needs no longer. */
#define OPEN_TIME (15 * G_TIME_SPAN_MINUTE)

/* Of an account at a time; nobody serves more customers at once. */
#define MAX_OPEN 50

/* A sealed form has at least a nonce of 12 and a tag of 16 bytes. */
#define MIN_SEALED 28

/* In the deletion protocol: forms that nobody fetched. */
#define NOT_FETCHED "form-not-fetched"

/**
 * Field:
 * @name: as the counter's program and the page name it
 * @autocomplete: what the browser may propose
 * @mode: (nullable): which keyboard a phone shows
 * @capitalize: which letters become capitals
 * @max: how many characters it takes
 * @choice: whether it is chosen from a list
 * @optional: whether it may stay empty
 * @hint: whether there is a sentence about how to fill it in
 */
typedef struct
{
  const char *name;
  const char *autocomplete;
  const char *mode;
  const char *capitalize;
  guint max;
  gboolean choice;
  gboolean optional;
  gboolean hint;
} Field;

/* In the order of the page. */
static const Field fields[] = {
  { "company", "organization", NULL, "words", 120 },
  { "salutation", "off", .choice = TRUE },
  { "title", "honorific-prefix", NULL, "words", 40, .optional = TRUE },
  { "first-name", "given-name", NULL, "words", 60 },
  { "last-name", "family-name", NULL, "words", 60 },
  { "birth-date", "bday", "numeric", "off", 20, .optional = TRUE, .hint = TRUE },
  { "street", "address-line1", NULL, "words", 80, .hint = TRUE },
  { "address-extra", "address-line2", NULL, "words", 60, .optional = TRUE },
  { "country", "country", .choice = TRUE },
  { "postcode", "postal-code", "numeric", "off", 10 },
  { "city", "address-level2", NULL, "words", 60 },
  { "phone", "tel", "tel", "off", 40, .optional = TRUE },
  { "mobile", "tel", "tel", "off", 40, .optional = TRUE },
  { "email", "email", "email", "off", 120, .optional = TRUE },
  { "iban", "off", NULL, "characters", 50, .optional = TRUE, .hint = TRUE },
  { "account-holder", "name", NULL, "words", 70, .optional = TRUE },
};

static gboolean
refuse (VeloClaimsError   code,
        const char       *why,
        GError          **error)
{
  g_set_error (error, VELO_CLAIMS_ERROR, (int) code, "%s", why);
  return FALSE;
}

/* Whether @list, names with blanks between them, has @name. */
static gboolean
has_name (const char *list,
          const char *name)
{
  g_auto(GStrv) names = g_strsplit (list, " ", -1);

  return g_strv_contains ((const char *const *) names, name);
}

static const char *
get_name (JsonArray *array,
          guint      i)
{
  JsonNode *element = json_array_get_element (array, i);

  return JSON_NODE_HOLDS_VALUE (element) && json_node_get_value_type (element) == G_TYPE_STRING
    ? json_node_get_string (element) : "";
}

/* What the form asks for, each once and in the order of the page; NULL if it names what is not known. */
static char *
read_fields (VeloClaimsRequest *request)
{
  JsonNode *node = request->json != NULL ? json_object_get_member (request->json, "fields") : NULL;
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint length = array != NULL ? json_array_get_length (array) : 0;
  g_autoptr(GString) names = g_string_new (NULL);
  guint n_known = 0;

  for (gsize i = 0; length <= G_N_ELEMENTS (fields) && i < G_N_ELEMENTS (fields); i++)
    {
      guint n_named = 0;

      for (guint k = 0; k < length; k++)
        n_named += strcmp (get_name (array, k), fields[i].name) == 0;
      if (n_named > 0)
        g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "", fields[i].name);
      n_known += n_named;
    }
  return n_known > 0 && n_known == length ? g_strdup (names->str) : NULL;
}

/**
 * velo_claims_form_delete_old:
 * @context: the service, inside a transaction that writes
 * @error: return location
 *
 * Returns: whether no form is left whose time is over, as soon as the transaction is stored
 */
gboolean
velo_claims_form_delete_old (VeloClaimsContext  *context,
                             GError            **error)
{
  gint64 not_fetched = 0;

  return velo_connection_query_int64 (context->connection, &not_fetched, error,
                                      "SELECT count (*) FROM form WHERE expires <= ?1 AND sealed IS NOT NULL", "l",
                                      context->now)
    && (not_fetched == 0
        || velo_connection_run (context->connection, error,
                                "INSERT INTO deletion (time, what, count) VALUES (?1, ?2, ?3)", "ltl", context->now,
                                NOT_FETCHED, not_fetched))
    && velo_connection_run (context->connection, error, "DELETE FROM form WHERE expires <= ?1", "l", context->now);
}

static gboolean
answer_state (VeloClaimsContext  *context,
              VeloClaimsResponse *response,
              const char         *state,
              gint64              expires)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "state", state);
  json_object_set_int_member (object, "expires", expires);
  /* clocks of counters are wrong sometimes */
  json_object_set_int_member (object, "left", (expires - context->now) / G_USEC_PER_SEC);
  velo_claims_response_take_json (response, object);
  return TRUE;
}

static gboolean
check_open (VeloClaimsContext  *context,
            GError            **error)
{
  gint64 n_open = 0;

  return velo_claims_form_delete_old (context, error)
    && velo_connection_query_int64 (context->connection, &n_open, error,
                                    "SELECT count (*) FROM form WHERE account_id = ?1", "t", context->account_id)
    && (n_open < MAX_OPEN || refuse (VELO_CLAIMS_ERROR_LIMIT, "too many forms are open", error));
}

/* POST api/v1/forms: which fields, and by which country's rules if that is not asked. */
gboolean
velo_claims_api_open_form (VeloClaimsContext   *context,
                           VeloClaimsRequest   *request,
                           VeloClaimsResponse  *response,
                           GError             **error)
{
  g_autofree char *asked = read_fields (request);
  g_autofree char *country = velo_claims_request_dup_text (request, "country");
  g_autofree char *id = velo_claims_id_new ();
  g_autofree char *token = velo_claims_token_new ();
  g_autofree char *hash = velo_claims_token_hash (token);
  g_autofree char *url = g_strdup_printf ("%s/f/%s", context->config->public_url, token);
  gint64 expires = context->now + OPEN_TIME;
  JsonObject *object;

  if (asked == NULL || (strcmp (country, "DE") != 0 && strcmp (country, "AT") != 0))
    return refuse (VELO_CLAIMS_ERROR_INVALID, "not a form", error);
  if (!check_open (context, error)
      || !velo_connection_run (context->connection, error,
                               "INSERT INTO form (id, token_hash, account_id, fields, country, created, expires, seen)"
                               " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0)", "tttttll", id, hash, context->account_id,
                               asked, country, context->now, expires)
      || !velo_claims_note (context, "", "form-opened", NULL, error))
    return FALSE;
  object = json_object_new ();
  json_object_set_string_member (object, "id", id);
  json_object_set_string_member (object, "url", url);
  json_object_set_int_member (object, "expires", expires);
  json_object_set_int_member (object, "left", OPEN_TIME / G_USEC_PER_SEC);
  velo_claims_response_take_json (response, object);
  response->status = 201;
  return TRUE;
}

/* The form of the path, if the account has opened it and its time is not over. */
static VeloStatement *
find_own (VeloClaimsContext  *context,
          VeloClaimsRequest  *request,
          GError            **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = FALSE;

  statement = velo_connection_query (context->connection, error,
                                     "SELECT expires, seen, sealed IS NOT NULL, coalesce (sealed_hash, ''), sealed"
                                     " FROM form WHERE id = ?1 AND account_id = ?2 AND expires > ?3", "ttl",
                                     request->ids[0], context->account_id, context->now);
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return NULL;
  if (!has_row)
    {
      refuse (VELO_CLAIMS_ERROR_NOT_FOUND, "no such form", error);
      return NULL;
    }
  return g_steal_pointer (&statement);
}

static gboolean
is_filled (VeloStatement *form)
{
  return velo_statement_get_int64 (form, 2) != 0;
}

static gboolean
is_collected (VeloStatement *form)
{
  return !is_filled (form) && *velo_statement_get_text (form, 3) != '\0';
}

/* GET api/v1/forms/ID: how far the customer is. */
gboolean
velo_claims_api_form (VeloClaimsContext   *context,
                      VeloClaimsRequest   *request,
                      VeloClaimsResponse  *response,
                      GError             **error)
{
  g_autoptr(VeloStatement) form = find_own (context, request, error);
  const char *state;

  if (form == NULL)
    return FALSE;
  if (is_collected (form))
    return refuse (VELO_CLAIMS_ERROR_GONE, "the form was collected", error);
  if (is_filled (form))
    state = "filled";
  else
    state = velo_statement_get_int64 (form, 1) != 0 ? "seen" : "open";
  return answer_state (context, response, state, velo_statement_get_int64 (form, 0));
}

/* POST api/v1/forms/ID/collection: what the customer sealed, once; nothing of it stays here. */
gboolean
velo_claims_api_collect (VeloClaimsContext   *context,
                         VeloClaimsRequest   *request,
                         VeloClaimsResponse  *response,
                         GError             **error)
{
  g_autoptr(VeloStatement) form = find_own (context, request, error);
  g_autoptr(GBytes) sealed = NULL;
  g_autofree char *text = NULL;
  JsonObject *object;
  gsize size;

  if (form == NULL)
    return FALSE;
  if (is_collected (form))
    return refuse (VELO_CLAIMS_ERROR_GONE, "the form was collected", error);
  if (!is_filled (form))
    return refuse (VELO_CLAIMS_ERROR_CONFLICT, "the form is not filled in", error);
  sealed = velo_statement_dup_bytes (form, 4);
  g_clear_pointer (&form, velo_statement_free);
  if (!velo_connection_run (context->connection, error, "UPDATE form SET sealed = NULL WHERE id = ?1", "t",
                            request->ids[0])
      || !velo_claims_note (context, "", "form-collected", NULL, error))
    return FALSE;
  text = g_base64_encode (g_bytes_get_data (sealed, &size), g_bytes_get_size (sealed));
  object = json_object_new ();
  json_object_set_string_member (object, "sealed", text);
  velo_claims_response_take_json (response, object);
  return TRUE;
}

/* DELETE api/v1/forms/ID: the counter does not wait for it any more. */
gboolean
velo_claims_api_withdraw (VeloClaimsContext   *context,
                          VeloClaimsRequest   *request,
                          VeloClaimsResponse  *response,
                          GError             **error)
{
  g_autoptr(VeloStatement) form = find_own (context, request, error);

  if (form == NULL)
    return FALSE;
  if (!is_collected (form) && !velo_claims_note (context, "", "form-withdrawn", NULL, error))
    return FALSE;
  g_clear_pointer (&form, velo_statement_free);
  velo_claims_response_take_json (response, json_object_new ());
  return velo_connection_run (context->connection, error, "DELETE FROM form WHERE id = ?1", "t", request->ids[0]);
}

/* The customer's page */

static const char *
get_language (VeloClaimsRequest *request)
{
  const char *asked = request->query != NULL ? g_hash_table_lookup (request->query, "lang") : NULL;

  if (g_strcmp0 (asked, "de") == 0)
    return "de";
  return g_strcmp0 (asked, "en") == 0 ? "en" : request->language;
}

/* What all pages of a form have: nothing in them leads to claims, or to their desk. */
static VeloClaimsValues *
new_values (VeloClaimsContext *context,
            VeloClaimsRequest *request)
{
  const char *language = get_language (request);
  VeloClaimsValues *values = velo_claims_pages_new_values (context->config, language);

  velo_claims_values_set_flag (values, "at-counter", TRUE);
  velo_claims_values_set (values, "t-title", velo_claims_values_get_text (values, "t-form-page"));
  velo_claims_values_set (values, "other-language", g_str_equal (language, "de") ? "en" : "de");
  velo_claims_values_set (values, "path", request->path);
  velo_claims_values_set (values, "token", request->ids[0]);
  return values;
}

static void
set_text (VeloClaimsValues *item,
          const char       *place,
          const char       *prefix,
          const char       *name)
{
  g_autofree char *key = g_strconcat (prefix, name, NULL);

  velo_claims_values_set (item, place, velo_claims_values_get_text (item, key));
}

static void
add_field (VeloClaimsValues *values,
           const Field      *field,
           gboolean          optional)
{
  VeloClaimsValues *item = velo_claims_values_add (values, "fields");
  g_autofree char *max = g_strdup_printf ("%u", field->max);

  velo_claims_values_set (item, "name", field->name);
  set_text (item, "label", "t-form-", field->name);
  velo_claims_values_set (item, "autocomplete", field->autocomplete);
  velo_claims_values_set (item, "mode", field->mode != NULL ? field->mode : "text");
  velo_claims_values_set (item, "capitalize", field->capitalize);
  velo_claims_values_set (item, "max", max);
  velo_claims_values_set_flag (item, "entry", !field->choice);
  velo_claims_values_set_flag (item, "salutation", g_str_equal (field->name, "salutation"));
  velo_claims_values_set_flag (item, "country", g_str_equal (field->name, "country"));
  velo_claims_values_set_flag (item, "optional", optional);
  velo_claims_values_set (item, "hint", "");
  if (field->hint)
    set_text (item, "hint", "t-form-hint-", field->name);
}

/* A link that never was, one that has ended and one that was used look alike. */
static gboolean
show_gone (VeloClaimsContext  *context,
           VeloClaimsRequest  *request,
           VeloClaimsResponse *response)
{
  g_autoptr(VeloClaimsValues) values = new_values (context, request);

  velo_claims_pages_show (response, "form-gone", values);
  response->status = 404;
  return TRUE;
}

/* GET f/TOKEN: the key to seal with stands behind the link, where only the browser sees it. */
gboolean
velo_claims_form_page (VeloClaimsContext   *context,
                       VeloClaimsRequest   *request,
                       VeloClaimsResponse  *response,
                       GError             **error)
{
  g_autoptr(VeloClaimsValues) values = NULL;
  g_autofree char *hash = velo_claims_token_hash (request->ids[0]);
  g_autofree char *asked = NULL;
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = FALSE;

  statement = velo_connection_query (context->connection, error,
                                     "SELECT fields, country FROM form WHERE token_hash = ?1 AND expires > ?2"
                                     " AND sealed_hash IS NULL", "tl", hash, context->now);
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return FALSE;
  if (!has_row)
    return show_gone (context, request, response);
  values = new_values (context, request);
  asked = g_strdup (velo_statement_get_text (statement, 0));
  velo_claims_values_set (values, "default-country", velo_statement_get_text (statement, 1));
  velo_claims_values_set_flag (values, "austria", g_str_equal (velo_statement_get_text (statement, 1), "AT"));
  g_clear_pointer (&statement, velo_statement_free);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (has_name (asked, fields[i].name))
      add_field (values, &fields[i],
                 fields[i].optional || (has_name (asked, "company") && g_str_has_suffix (fields[i].name, "-name")));
  velo_claims_pages_show (response, "form", values);
  return velo_connection_run (context->connection, error,
                              "UPDATE form SET seen = ?2 WHERE token_hash = ?1 AND seen = 0", "tl", hash, context->now);
}

/* POST f/TOKEN: sealed bytes. The answer may have been lost: the same again are taken as well. */
gboolean
velo_claims_form_take (VeloClaimsContext   *context,
                       VeloClaimsRequest   *request,
                       VeloClaimsResponse  *response,
                       GError             **error)
{
  g_autofree char *hash = velo_claims_token_hash (request->ids[0]);
  g_autofree char *sealed_hash = NULL;
  g_autofree char *stored = NULL;
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = FALSE;

  if (request->bytes == NULL || g_bytes_get_size (request->bytes) < MIN_SEALED
      || g_bytes_get_size (request->bytes) > VELO_CLAIMS_MAX_FORM)
    return refuse (VELO_CLAIMS_ERROR_INVALID, "not a sealed form", error);
  sealed_hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, request->bytes);
  statement = velo_connection_query (context->connection, error,
                                     "SELECT coalesce (sealed_hash, '') FROM form WHERE token_hash = ?1 AND expires > ?2",
                                     "tl", hash, context->now);
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return FALSE;
  stored = g_strdup (has_row ? velo_statement_get_text (statement, 0) : NULL);
  g_clear_pointer (&statement, velo_statement_free);
  if (stored == NULL || (*stored != '\0' && !velo_claims_text_equal (stored, sealed_hash)))
    return refuse (VELO_CLAIMS_ERROR_NOT_FOUND, "no such form", error);
  velo_claims_response_take_json (response, json_object_new ());
  return *stored != '\0'
    || velo_connection_run (context->connection, error,
                            "UPDATE form SET sealed = ?2, sealed_hash = ?3 WHERE token_hash = ?1", "tbt", hash,
                            request->bytes, sealed_hash);
}
