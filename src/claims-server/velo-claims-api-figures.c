/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures over HTTP: the queue and how long it takes, and what has been deleted. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include <string.h>

#include "velo-claims-api.h"
#include "velo-claims-queue.h"
#include "velo-claims-retention.h"

gboolean
velo_claims_api_figures (VeloClaimsContext   *context,
                         VeloClaimsRequest   *request,
                         VeloClaimsResponse  *response,
                         GError             **error)
{
  g_autofree char *month = velo_claims_request_dup_text (request, "month");
  JsonObject *figures = velo_claims_queue_describe (context, month, error);

  if (figures == NULL)
    return FALSE;
  velo_claims_response_take_json (response, figures);
  return TRUE;
}

/* The figures of the process itself are put before these. */
gboolean
velo_claims_api_metrics (VeloClaimsContext   *context,
                         VeloClaimsRequest   *request,
                         VeloClaimsResponse  *response,
                         GError             **error)
{
  char *text = velo_claims_queue_to_text (context, error);

  if (text == NULL)
    return FALSE;
  response->type = "text/plain; charset=utf-8";
  response->body = g_bytes_new_take (text, strlen (text));
  return TRUE;
}

gboolean
velo_claims_api_deletions (VeloClaimsContext   *context,
                           VeloClaimsRequest   *request,
                           VeloClaimsResponse  *response,
                           GError             **error)
{
  JsonArray *deletions = velo_claims_retention_list (context, error);
  JsonObject *object;

  if (deletions == NULL)
    return FALSE;
  object = json_object_new ();
  json_object_set_array_member (object, "deletions", deletions);
  velo_claims_response_take_json (response, object);
  return TRUE;
}
