/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The customer's pages: their files, their texts in two languages, and those that tell everybody the
 * same. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-pages.h"

#include <string.h>

#include "velo-claims-error.h"
#include "velo-claims-resources.h"

#define SOFT_HYPHEN "\xc2\xad"
#define NO_BREAK_SPACE "\xc2\xa0"
#define WORD_JOINER "\xe2\x81\xa0"

#define FOLDER "/com/example/VeloInsure/claims/"

/* What may be fetched; nothing else of the resources can be reached from outside. */
static const struct { const char *name; const char *type; } statics[] = {
  { "style.css", "text/css; charset=utf-8" },
  { "claim.js", "text/javascript; charset=utf-8" },
  { "form.js", "text/javascript; charset=utf-8" },
};

static GBytes *
load (const char *name)
{
  g_autofree char *path = g_strconcat (FOLDER, name, NULL);
  g_autoptr(GError) error = NULL;
  GBytes *bytes;

  bytes = g_resource_lookup_data (velo_claims_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  if (bytes == NULL)
    g_error ("%s is not in the program", name);
  return bytes;
}

static char *
load_text (const char *name)
{
  g_autoptr(GBytes) bytes = load (name);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return g_strndup (data, size);
}

/**
 * velo_claims_pages_get_static:
 * @name: of a file that pages refer to
 * @type: (out): its media type, static; not touched if there is no such file
 *
 * Returns: (transfer full) (nullable): the file
 */
GBytes *
velo_claims_pages_get_static (const char  *name,
                              const char **type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (statics); i++)
    if (strcmp (statics[i].name, name) == 0)
      {
        *type = statics[i].type;
        return load (name);
      }
  return NULL;
}

/* "4.000" or "4,000" */
static char *
format_thousands (int         number,
                  const char *separator)
{
  g_autofree char *front = number < 1000 ? NULL : format_thousands (number / 1000, separator);

  return front == NULL ? g_strdup_printf ("%d", number) : g_strdup_printf ("%s%s%03d", front, separator, number % 1000);
}

/* A text that names a setting has a place for its number, so that what customers read is what holds; and
 * others where a long word may be broken, as browsers do not know how to break German ones. */
static char *
fill_text (const VeloClaimsConfig *config,
           const char             *language,
           const char             *text)
{
  const struct { const char *place; int number; } settings[] = {
    { "{after-days}", config->after_days }, { "{unused-days}", config->unused_days },
    { "{message-days}", config->message_days }, { "{unfinished-months}", config->unfinished_months },
    { "{settled-years}", config->settled_years },
    { "{limit-euros}", (int) (velo_settlement_rules_get_limit_cents (config->rules) / 100) },
  };
  GString *words = g_string_new (text);

  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autofree char *number = format_thousands (settings[i].number, g_str_equal (language, "de") ? "." : ",");

      g_string_replace (words, settings[i].place, number, 0);
    }
  g_string_replace (words, "|", SOFT_HYPHEN, 0);
  return g_string_free (words, FALSE);
}

/* Every text of a file, under its key; whatever else a page shows is added by its handler. */
static void
set_texts (VeloClaimsValues       *values,
           const VeloClaimsConfig *config,
           const char             *language,
           const char             *name)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_autofree char *data = load_text (name);
  g_auto(GStrv) keys = NULL;

  if (!g_key_file_load_from_data (file, data, strlen (data), G_KEY_FILE_NONE, NULL))
    g_error ("%s cannot be read", name);
  keys = g_key_file_get_keys (file, "texts", NULL, NULL);
  for (char **key = keys; *key != NULL; key++)
    {
      g_autofree char *text = g_key_file_get_string (file, "texts", *key, NULL);
      g_autofree char *words = fill_text (config, language, text);

      velo_claims_values_set (values, *key, words);
    }
}

/* Some words are others in Austria. */
static VeloClaimsValues *
new_values (const VeloClaimsConfig *config,
            const char             *language,
            gboolean                austrian)
{
  VeloClaimsValues *values = velo_claims_values_new ();
  gboolean german = g_str_equal (language, "de");

  set_texts (values, config, language, german ? "texts-de.ini" : "texts-en.ini");
  if (german && austrian)
    set_texts (values, config, language, "texts-de-at.ini");
  velo_claims_values_set (values, "language", language);
  velo_claims_values_set (values, "phone", config->desk_phone);
  velo_claims_values_set (values, "insurer", config->insurer);
  return values;
}

/**
 * velo_claims_pages_new_values:
 * @config: the settings
 * @language: "de" or "en"
 *
 * For those whose claim is not known: they read what is read where most claims come from.
 *
 * Returns: (transfer full): what every page shows: all texts of @language, and whom to call
 */
VeloClaimsValues *
velo_claims_pages_new_values (const VeloClaimsConfig *config,
                              const char             *language)
{
  return new_values (config, language, g_str_equal (config->region, "AT"));
}

/**
 * velo_claims_pages_new_claim_values:
 * @config: the settings
 * @claim: a claim
 *
 * Returns: (transfer full): what every page of @claim shows: all texts in its language, with the words of
 *   its country, and whom to call
 */
VeloClaimsValues *
velo_claims_pages_new_claim_values (const VeloClaimsConfig *config,
                                    VeloClaim              *claim)
{
  return new_values (config, velo_claim_get_language (claim), g_str_equal (velo_claim_get_country (claim), "AT"));
}

/* Each page has a title of its own: that of its heading, unless the caller has set another. */
static void
set_title (VeloClaimsValues *values,
           const char       *page)
{
  g_autofree char *heading = g_strdup_printf ("t-%s-head", page);

  if (*velo_claims_values_get_text (values, "title") == '\0')
    velo_claims_values_set (values, "title", velo_claims_values_get_text (values, heading));
}

/**
 * velo_claims_pages_show:
 * @response: the answer; its status stays
 * @page: name of a page, without folder and ending
 * @values: what it is filled with
 *
 * Puts a page between the head and the foot that all have.
 */
void
velo_claims_pages_show (VeloClaimsResponse *response,
                        const char         *page,
                        VeloClaimsValues   *values)
{
  g_autofree char *name = g_strconcat (page, ".html", NULL);
  g_autofree char *head = load_text ("head.html");
  g_autofree char *body = load_text (name);
  g_autofree char *foot = load_text ("foot.html");
  g_autofree char *whole = g_strconcat (head, body, foot, NULL);

  set_title (values, page);
  velo_claims_response_take_html (response, velo_claims_template_fill (whole, values));
}

/**
 * velo_claims_pages_refuse:
 * @config: the settings
 * @response: an answer
 * @error: why the request is refused; its message stays inside
 * @language: "de" or "en"
 *
 * Where there was too much of something, the page tells from when on it may be tried again, if @response
 * knows that.
 */
void
velo_claims_pages_refuse (const VeloClaimsConfig *config,
                          VeloClaimsResponse     *response,
                          const GError           *error,
                          const char             *language)
{
  static const char *const known[] = { "unauthorized", "gone", "limit", "not_found" };
  static const char *const headings[] = { "unauthorized", "gone", "limit", "not-found" };
  g_autoptr(VeloClaimsValues) values = velo_claims_pages_new_values (config, language);
  const char *code = velo_claims_error_get_code (error);
  const char *heading = "other";

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      gboolean same = strcmp (code, known[i]) == 0;

      velo_claims_values_set_flag (values, known[i], same);
      heading = same ? headings[i] : heading;
    }
  velo_claims_values_set_flag (values, "other", strcmp (heading, "other") == 0);
  if (response->retry_at > 0)
    {
      /* with the minutes, and not before it is so */
      gint64 minute = response->retry_at + G_TIME_SPAN_MINUTE - 1;
      g_autofree char *again = velo_claims_pages_format_time (minute - minute % G_TIME_SPAN_MINUTE, language);

      velo_claims_values_set (values, "again", again);
    }
  set_title (values, heading);
  velo_claims_pages_show (response, "refused", values);
  response->status = velo_claims_error_get_status (error);
}

/* What everybody may read can be read in the other language too. */
static VeloClaimsValues *
new_public_values (VeloClaimsContext *context,
                   VeloClaimsRequest *request)
{
  const char *asked = request->query != NULL ? g_hash_table_lookup (request->query, "lang") : NULL;
  const char *language = request->language;
  VeloClaimsValues *values;

  if (g_strcmp0 (asked, "de") == 0)
    language = "de";
  else if (g_strcmp0 (asked, "en") == 0)
    language = "en";
  values = velo_claims_pages_new_values (context->config, language);
  velo_claims_values_set (values, "other-language", strcmp (language, "de") == 0 ? "en" : "de");
  velo_claims_values_set (values, "path", request->path);
  return values;
}

static gboolean
show_plain (VeloClaimsContext  *context,
            VeloClaimsRequest  *request,
            VeloClaimsResponse *response,
            const char         *page,
            const char         *title)
{
  g_autoptr(VeloClaimsValues) values = new_public_values (context, request);
  g_autoptr(GString) words = g_string_new (velo_claims_values_get_text (values, title));

  g_string_replace (words, SOFT_HYPHEN, "", 0);
  velo_claims_values_set (values, "title", words->str);
  velo_claims_pages_show (response, page, values);
  return TRUE;
}

/* As the settings write them, "Mon-Fri 08:00-20:00", with the customer's names of the days. */
static void
set_hours (VeloClaimsValues       *values,
           const VeloClaimsConfig *config)
{
  static const struct { const char *english; const char *german; } days[] = {
    { "Mon", "Mo" }, { "Tue", "Di" }, { "Wed", "Mi" }, { "Thu", "Do" }, { "Fri", "Fr" }, { "Sat", "Sa" },
    { "Sun", "So" },
  };
  g_autoptr(GString) text = g_string_new (config->hours_text);

  /* days and their hours stay on one line */
  g_string_replace (text, " ", NO_BREAK_SPACE, 0);
  g_string_replace (text, "-", WORD_JOINER "–" WORD_JOINER, 0);
  g_string_replace (text, ";" NO_BREAK_SPACE, ", ", 0);
  for (gsize i = 0; g_str_equal (velo_claims_values_get_text (values, "language"), "de") && i < G_N_ELEMENTS (days); i++)
    g_string_replace (text, days[i].english, days[i].german, 0);
  velo_claims_values_set (values, "hours", text->str);
}

/* The public page: what the service is, and how to reach the desk. Whoever has just deleted the
 * data on the own device is told so here. */
gboolean
velo_claims_pages_start (VeloClaimsContext   *context,
                         VeloClaimsRequest   *request,
                         VeloClaimsResponse  *response,
                         GError             **error)
{
  g_autoptr(VeloClaimsValues) values = new_public_values (context, request);
  const char *left = request->query != NULL ? g_hash_table_lookup (request->query, "left") : NULL;

  velo_claims_values_set_flag (values, "left-open", g_strcmp0 (left, "open") == 0);
  velo_claims_values_set_flag (values, "left-ended", g_strcmp0 (left, "ended") == 0);
  velo_claims_values_set_flag (values, "left", left != NULL);
  set_hours (values, context->config);
  velo_claims_pages_show (response, left != NULL ? "left" : "start", values);
  return TRUE;
}

gboolean
velo_claims_pages_terms (VeloClaimsContext   *context,
                         VeloClaimsRequest   *request,
                         VeloClaimsResponse  *response,
                         GError             **error)
{
  return show_plain (context, request, response, "terms", "t-terms");
}

gboolean
velo_claims_pages_privacy (VeloClaimsContext   *context,
                           VeloClaimsRequest   *request,
                           VeloClaimsResponse  *response,
                           GError             **error)
{
  return show_plain (context, request, response, "privacy", "t-privacy");
}
