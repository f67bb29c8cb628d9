/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What has to be done, as desk and assessor see and do it. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-api.h"
#include "velo-claims-error.h"
#include "velo-claims-table.h"
#include "velo-text.h"

/* Each claim once, however much there is to do about it. */
static JsonArray *
claims_to_json (VeloClaimsContext  *context,
                GPtrArray          *tasks,
                GError            **error)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(JsonArray) array = json_array_new ();

  for (guint i = 0; i < tasks->len; i++)
    {
      const char *id = velo_call_task_get_claim_id (g_ptr_array_index (tasks, i));
      g_autoptr(VeloClaim) claim = NULL;

      if (!g_hash_table_add (seen, (gpointer) id))
        continue;
      claim = velo_claims_get (context, id, error);
      if (claim == NULL)
        return NULL;
      json_array_add_object_element (array, velo_claims_api_claim_to_json (context, claim));
    }
  return g_steal_pointer (&array);
}

gboolean
velo_claims_api_tasks (VeloClaimsContext   *context,
                       VeloClaimsRequest   *request,
                       VeloClaimsResponse  *response,
                       GError             **error)
{
  g_autoptr(GPtrArray) tasks = velo_claims_list_tasks (context, NULL, error);
  JsonArray *claims = tasks != NULL ? claims_to_json (context, tasks, error) : NULL;
  JsonObject *object;

  if (claims == NULL)
    return FALSE;
  object = json_object_new ();
  json_object_set_array_member (object, "tasks", velo_claims_api_records_to_json (tasks));
  json_object_set_array_member (object, "claims", claims);
  velo_claims_response_take_json (response, object);
  return TRUE;
}

static gboolean
is_said (const char  *words,
         GError     **error)
{
  if (!velo_text_is_empty (words))
    return TRUE;
  g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_INVALID, "what came of it?");
  return FALSE;
}

gboolean
velo_claims_api_end_task (VeloClaimsContext   *context,
                          VeloClaimsRequest   *request,
                          VeloClaimsResponse  *response,
                          GError             **error)
{
  g_autofree char *outcome = velo_claims_request_dup_text (request, "outcome");

  if (!is_said (outcome, error))
    return FALSE;
  velo_claims_response_take_json (response, json_object_new ());
  return velo_claims_end_task (context, request->ids[0], outcome, error);
}

gboolean
velo_claims_api_postpone_task (VeloClaimsContext   *context,
                               VeloClaimsRequest   *request,
                               VeloClaimsResponse  *response,
                               GError             **error)
{
  g_autofree char *note = velo_claims_request_dup_text (request, "note");
  g_autofree char *until = velo_claims_request_dup_text (request, "until");

  if (!is_said (note, error))
    return FALSE;
  velo_claims_response_take_json (response, json_object_new ());
  return velo_claims_postpone_task (context, request->ids[0], g_ascii_strtoll (until, NULL, 10), note, error);
}
