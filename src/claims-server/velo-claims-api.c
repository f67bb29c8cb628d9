/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the service answers: the table of its routes. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-api.h"

#include <string.h>

#include "velo-claims-form.h"
#include "velo-claims-pages.h"
#include "velo-claims-upload.h"

/* What a person sends through the desk's program, and a part of a photo, stay far below. */
#define MAX_BODY (256 * 1024)

/* Some thousand payments of a day. */
#define MAX_BANK_FILE (4 * 1024 * 1024)

static const VeloClaimsRoute routes[] = {
  { "GET", "", 0, NULL, velo_claims_pages_start, TRUE },
  { "GET", "metrics", 0, NULL, velo_claims_api_metrics },
  { "GET", "terms", 0, NULL, velo_claims_pages_terms, TRUE },
  { "GET", "privacy", 0, NULL, velo_claims_pages_privacy, TRUE },
  { "GET", "s/+", 0, NULL, velo_claims_pages_login_form, TRUE },
  { "POST", "s/+", 0, NULL, velo_claims_pages_login, TRUE },
  { "GET", "f/+", 0, NULL, velo_claims_form_page, TRUE },
  { "POST", "f/+", 0, NULL, velo_claims_form_take, .script = TRUE, .max_body = VELO_CLAIMS_MAX_FORM },
  { "GET", "claim", VELO_CLAIMS_BY (CUSTOMER), NULL, velo_claims_pages_claim, TRUE },
  { "GET", "claim/state", VELO_CLAIMS_BY (CUSTOMER), NULL, velo_claims_pages_state, .script = TRUE },
  { "POST", "claim/photos", VELO_CLAIMS_BY (CUSTOMER), NULL, velo_claims_upload_begin, .script = TRUE },
  { "GET", "claim/photos/*", VELO_CLAIMS_BY (CUSTOMER), NULL, velo_claims_pages_photo, .script = TRUE },
  { "GET", "claim/photos/*/small", VELO_CLAIMS_BY (CUSTOMER), NULL, velo_claims_pages_photo_small, .script = TRUE },
  { "POST", "claim/photos/done", VELO_CLAIMS_BY (CUSTOMER), NULL, velo_claims_pages_done, TRUE },
  { "GET", "claim/uploads/*", VELO_CLAIMS_BY (CUSTOMER), NULL, velo_claims_upload_ask, .script = TRUE },
  { "PUT", "claim/uploads/*", VELO_CLAIMS_BY (CUSTOMER), NULL, velo_claims_upload_add, .script = TRUE },
  { "POST", "claim/uploads/*", VELO_CLAIMS_BY (CUSTOMER), velo_claims_upload_prepare, velo_claims_upload_end,
    .script = TRUE, .work = velo_claims_upload_look },
  { "GET", "claim/account", VELO_CLAIMS_BY (CUSTOMER), NULL, velo_claims_pages_account, TRUE },
  { "POST", "claim/account", VELO_CLAIMS_BY (CUSTOMER), NULL, velo_claims_pages_accept, TRUE },
  { "GET", "claim/code", VELO_CLAIMS_BY (CUSTOMER), NULL, velo_claims_pages_code, TRUE },
  { "POST", "claim/code", VELO_CLAIMS_BY (CUSTOMER), NULL, velo_claims_pages_confirm, TRUE },
  { "GET", "claim/decline", VELO_CLAIMS_BY (CUSTOMER), NULL, velo_claims_pages_decline_form, TRUE },
  { "POST", "claim/decline", VELO_CLAIMS_BY (CUSTOMER), NULL, velo_claims_pages_decline, TRUE },
  { "GET", "claim/receipt", VELO_CLAIMS_BY (CUSTOMER), NULL, velo_claims_pages_receipt, TRUE },
  { "POST", "claim/leave", VELO_CLAIMS_BY (CUSTOMER), NULL, velo_claims_pages_leave, TRUE },
  { "POST", "api/v1/session", 0, velo_claims_api_prepare_login, velo_claims_api_login },
  { "DELETE", "api/v1/session", VELO_CLAIMS_BY_STAFF, NULL, velo_claims_api_logout },
  { "GET", "api/v1/claims", VELO_CLAIMS_BY_STAFF, NULL, velo_claims_api_search },
  { "POST", "api/v1/claims", VELO_CLAIMS_BY (DESK), NULL, velo_claims_api_add },
  { "GET", "api/v1/claims/*", VELO_CLAIMS_BY_STAFF, NULL, velo_claims_api_get },
  { "PUT", "api/v1/claims/*", VELO_CLAIMS_BY (DESK), NULL, velo_claims_api_change },
  { "POST", "api/v1/claims/*/decision", VELO_CLAIMS_BY (DESK), NULL, velo_claims_api_decide },
  { "POST", "api/v1/claims/*/invitation", VELO_CLAIMS_BY (DESK), NULL, velo_claims_api_invite },
  { "POST", "api/v1/claims/*/closing", VELO_CLAIMS_BY (DESK), NULL, velo_claims_api_close },
  { "GET", "api/v1/claims/*/photos", VELO_CLAIMS_BY (DESK) | VELO_CLAIMS_BY (ASSESSOR), NULL, velo_claims_api_photos },
  { "POST", "api/v1/claims/*/photo-requests", VELO_CLAIMS_BY (ASSESSOR), NULL, velo_claims_api_request_photos },
  { "GET", "api/v1/photos/*", VELO_CLAIMS_BY (DESK) | VELO_CLAIMS_BY (ASSESSOR), NULL, velo_claims_api_photo },
  { "GET", "api/v1/photos/*/small", VELO_CLAIMS_BY (DESK) | VELO_CLAIMS_BY (ASSESSOR), NULL,
    velo_claims_api_photo_small },
  { "PUT", "api/v1/photos/*/view", VELO_CLAIMS_BY (ASSESSOR), NULL, velo_claims_api_photo_view },
  { "GET", "api/v1/claims/*/calculation", VELO_CLAIMS_BY (DESK) | VELO_CLAIMS_BY (ASSESSOR), NULL,
    velo_claims_api_calculation },
  { "PUT", "api/v1/claims/*/calculation", VELO_CLAIMS_BY (ASSESSOR), NULL, velo_claims_api_calculate },
  { "POST", "api/v1/claims/*/calculation", VELO_CLAIMS_BY (ASSESSOR), NULL, velo_claims_api_begin },
  { "POST", "api/v1/claims/*/approval", VELO_CLAIMS_BY (DESK), NULL, velo_claims_api_approve },
  { "POST", "api/v1/claims/*/offer", VELO_CLAIMS_BY (ASSESSOR), NULL, velo_claims_api_offer },
  { "GET", "api/v1/claims/*/derivation", VELO_CLAIMS_BY (DESK) | VELO_CLAIMS_BY (ASSESSOR), NULL,
    velo_claims_api_derivation },
  { "PUT", "api/v1/claims/*/derivation", VELO_CLAIMS_BY (DESK) | VELO_CLAIMS_BY (ASSESSOR), NULL,
    velo_claims_api_file_derivation },
  { "POST", "api/v1/claims/*/call", VELO_CLAIMS_BY (DESK), NULL, velo_claims_api_call_back },
  { "GET", "api/v1/claims/*/payout", VELO_CLAIMS_BY (DESK), NULL, velo_claims_api_payout },
  { "POST", "api/v1/claims/*/payout", VELO_CLAIMS_BY (DESK), NULL, velo_claims_api_release },
  { "GET", "api/v1/claims/*/payment-file", VELO_CLAIMS_BY (DESK), NULL, velo_claims_api_payment_file },
  { "POST", "api/v1/claims/*/payee-check", VELO_CLAIMS_BY (DESK), NULL, velo_claims_api_check_payee },
  { "GET", "api/v1/figures", VELO_CLAIMS_BY (DESK) | VELO_CLAIMS_BY (ASSESSOR), NULL, velo_claims_api_figures },
  { "GET", "api/v1/deletions", VELO_CLAIMS_BY (DESK), NULL, velo_claims_api_deletions },
  { "POST", "api/v1/claims/*/payment", VELO_CLAIMS_BY (DESK), NULL, velo_claims_api_paid },
  { "GET", "api/v1/claims/*/export", VELO_CLAIMS_BY (DESK), NULL, velo_claims_api_export },
  { "POST", "api/v1/exports", VELO_CLAIMS_BY (DESK), NULL, velo_claims_api_export_person },
  { "GET", "api/v1/claims/*/messages", VELO_CLAIMS_BY (DESK), NULL, velo_claims_api_messages },
  { "POST", "api/v1/messages/*/sent", VELO_CLAIMS_BY (DESK), NULL, velo_claims_api_message_sent },
  { "POST", "api/v1/messages/*/again", VELO_CLAIMS_BY (DESK), NULL, velo_claims_api_message_again },
  { "POST", "api/v1/bank-files", VELO_CLAIMS_BY (DESK), NULL, velo_claims_api_bank_file, .max_body = MAX_BANK_FILE },
  { "GET", "api/v1/tasks", VELO_CLAIMS_BY (DESK) | VELO_CLAIMS_BY (ASSESSOR), NULL, velo_claims_api_tasks },
  { "POST", "api/v1/tasks/*/outcome", VELO_CLAIMS_BY (DESK) | VELO_CLAIMS_BY (ASSESSOR), NULL,
    velo_claims_api_end_task },
  { "POST", "api/v1/tasks/*/later", VELO_CLAIMS_BY (DESK) | VELO_CLAIMS_BY (ASSESSOR), NULL,
    velo_claims_api_postpone_task },
  { "POST", "api/v1/forms", VELO_CLAIMS_BY (DESK) | VELO_CLAIMS_BY (PARTNER), NULL, velo_claims_api_open_form },
  { "GET", "api/v1/forms/*", VELO_CLAIMS_BY (DESK) | VELO_CLAIMS_BY (PARTNER), NULL, velo_claims_api_form },
  { "DELETE", "api/v1/forms/*", VELO_CLAIMS_BY (DESK) | VELO_CLAIMS_BY (PARTNER), NULL, velo_claims_api_withdraw },
  { "POST", "api/v1/forms/*/collection", VELO_CLAIMS_BY (DESK) | VELO_CLAIMS_BY (PARTNER), NULL,
    velo_claims_api_collect },
};

static gboolean
is_identity (const char *text)
{
  return strlen (text) == 32 && strspn (text, "0123456789abcdef") == 32;
}

static gboolean
is_token (const char *text)
{
  return strlen (text) == 22
    && strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") == 22;
}

static gboolean
is_place (const char *segment)
{
  return strcmp (segment, "*") == 0 || strcmp (segment, "+") == 0;
}

static gboolean
match_segment (const char *wanted,
               const char *found)
{
  if (strcmp (wanted, "*") == 0)
    return is_identity (found);
  if (strcmp (wanted, "+") == 0)
    return is_token (found);
  return strcmp (wanted, found) == 0;
}

/* Compares segment by segment; what stands for itself is put into @ids. */
static gboolean
match (const char  *pattern,
       const char  *path,
       char       **ids)
{
  g_auto(GStrv) wanted = g_strsplit (pattern, "/", -1);
  g_auto(GStrv) found = g_strsplit (path, "/", -1);
  guint n = 0;

  if (g_strv_length (wanted) != g_strv_length (found))
    return FALSE;
  for (guint i = 0; wanted[i] != NULL; i++)
    if (!match_segment (wanted[i], found[i]))
      return FALSE;
  for (guint i = 0; wanted[i] != NULL; i++)
    if (is_place (wanted[i]) && n < VELO_CLAIMS_MAX_IDS)
      ids[n++] = g_strdup (found[i]);
  return TRUE;
}

/**
 * velo_claims_api_find:
 * @method: HTTP method
 * @path: path of the request, decoded once by the HTTP library
 * @ids: (out caller-allocates) (array length=3): the identities in the path, set if there is a route
 * @known_path: (out): whether there is a route with that path and another method
 *
 * Returns: (nullable): the route, static
 */
const VeloClaimsRoute *
velo_claims_api_find (const char  *method,
                      const char  *path,
                      char       **ids,
                      gboolean    *known_path)
{
  *known_path = FALSE;
  if (*path != '/')
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      char *found[VELO_CLAIMS_MAX_IDS] = { NULL };

      if (!match (routes[i].path, path + 1, found))
        continue;
      if (strcmp (routes[i].method, method) == 0)
        {
          memcpy (ids, found, sizeof found);
          return &routes[i];
        }
      *known_path = TRUE;
      for (guint k = 0; k < G_N_ELEMENTS (found); k++)
        g_free (found[k]);
    }
  return NULL;
}

/**
 * velo_claims_api_get_max_body:
 * @method: HTTP method
 * @path: path of the request
 *
 * To be asked before a body is read.
 *
 * Returns: how many bytes may be sent there
 */
goffset
velo_claims_api_get_max_body (const char *method,
                              const char *path)
{
  char *ids[VELO_CLAIMS_MAX_IDS] = { NULL };
  gboolean known_path;
  const VeloClaimsRoute *route = velo_claims_api_find (method, path, ids, &known_path);

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_free (ids[i]);
  return route != NULL && route->max_body > 0 ? route->max_body : MAX_BODY;
}
