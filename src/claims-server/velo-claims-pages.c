/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The customer's pages: their files, their texts in two languages, and those that tell everybody the
 * same. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-pages.h"

#include <string.h>

#include "velo-claims-error.h"
#include "velo-claims-resources.h"

#define FOLDER "/com/example/VeloInsure/claims/"

/* What may be fetched; nothing else of the resources can be reached from outside. */
static const struct { const char *name; const char *type; } statics[] = {
  { "style.css", "text/css; charset=utf-8" },
  { "claim.js", "text/javascript; charset=utf-8" },
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

/* Every text of a language, under its key; whatever else a page shows is added by its handler. */
static void
set_texts (VeloClaimsValues *values,
           const char       *language)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_autofree char *name = g_strdup_printf ("texts-%s.ini", language);
  g_autofree char *data = load_text (name);
  g_auto(GStrv) keys = NULL;

  if (!g_key_file_load_from_data (file, data, strlen (data), G_KEY_FILE_NONE, NULL))
    g_error ("%s cannot be read", name);
  keys = g_key_file_get_keys (file, "texts", NULL, NULL);
  for (char **key = keys; *key != NULL; key++)
    {
      g_autofree char *text = g_key_file_get_string (file, "texts", *key, NULL);

      velo_claims_values_set (values, *key, text);
    }
}

/**
 * velo_claims_pages_new_values:
 * @config: the settings
 * @language: "de" or "en"
 *
 * Returns: (transfer full): what every page shows: all texts of @language, and whom to call
 */
VeloClaimsValues *
velo_claims_pages_new_values (const VeloClaimsConfig *config,
                              const char             *language)
{
  VeloClaimsValues *values = velo_claims_values_new ();

  set_texts (values, language);
  velo_claims_values_set (values, "language", language);
  velo_claims_values_set (values, "phone", config->desk_phone);
  velo_claims_values_set (values, "insurer", config->insurer);
  return values;
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

  velo_claims_response_take_html (response, velo_claims_template_fill (whole, values));
}

/**
 * velo_claims_pages_refuse:
 * @config: the settings
 * @response: an answer
 * @error: why the request is refused; its message stays inside
 * @language: "de" or "en"
 */
void
velo_claims_pages_refuse (const VeloClaimsConfig *config,
                          VeloClaimsResponse     *response,
                          const GError           *error,
                          const char             *language)
{
  static const char *const known[] = { "unauthorized", "gone", "limit", "not_found" };
  g_autoptr(VeloClaimsValues) values = velo_claims_pages_new_values (config, language);
  const char *code = velo_claims_error_get_code (error);
  gboolean told = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      gboolean same = strcmp (code, known[i]) == 0;

      velo_claims_values_set_flag (values, known[i], same);
      told = told || same;
    }
  velo_claims_values_set_flag (values, "other", !told);
  velo_claims_pages_show (response, "refused", values);
  response->status = velo_claims_error_get_status (error);
}

static gboolean
show_plain (VeloClaimsContext  *context,
            VeloClaimsRequest  *request,
            VeloClaimsResponse *response,
            const char         *page)
{
  g_autoptr(VeloClaimsValues) values = velo_claims_pages_new_values (context->config, request->language);

  velo_claims_pages_show (response, page, values);
  return TRUE;
}

/* The public page: what the service is, and how to reach the desk. */
gboolean
velo_claims_pages_start (VeloClaimsContext   *context,
                         VeloClaimsRequest   *request,
                         VeloClaimsResponse  *response,
                         GError             **error)
{
  return show_plain (context, request, response, "start");
}

gboolean
velo_claims_pages_terms (VeloClaimsContext   *context,
                         VeloClaimsRequest   *request,
                         VeloClaimsResponse  *response,
                         GError             **error)
{
  return show_plain (context, request, response, "terms");
}

gboolean
velo_claims_pages_privacy (VeloClaimsContext   *context,
                           VeloClaimsRequest   *request,
                           VeloClaimsResponse  *response,
                           GError             **error)
{
  return show_plain (context, request, response, "privacy");
}
