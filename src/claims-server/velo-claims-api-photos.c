/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Photos over HTTP for desk and assessor: what there is, what is in it, and asking for another one. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include <string.h>

#include "velo-claims-api.h"
#include "velo-claims-error.h"
#include "velo-claims-invitation.h"
#include "velo-claims-journal.h"
#include "velo-claims-photo.h"
#include "velo-claims-table.h"
#include "velo-json.h"

#define MAX_NOTE_BYTES 500

static gboolean
answer_photos (VeloClaimsContext   *context,
               VeloClaim           *claim,
               VeloClaimsResponse  *response,
               GError             **error)
{
  g_autoptr(JsonArray) photos = velo_claims_photo_list (context, claim, TRUE, error);
  g_autoptr(JsonArray) requests = photos != NULL ? velo_claims_photo_list_requests (context, claim, error) : NULL;
  g_autoptr(GPtrArray) missing = requests != NULL ? velo_claims_photo_list_missing (context, claim, error) : NULL;
  JsonArray *names;
  JsonObject *object;

  if (missing == NULL)
    return FALSE;
  names = json_array_new ();
  for (guint i = 0; i < missing->len; i++)
    json_array_add_string_element (names, g_ptr_array_index (missing, i));
  object = json_object_new ();
  json_object_set_object_member (object, "claim", velo_record_to_json (claim));
  json_object_set_array_member (object, "photos", g_steal_pointer (&photos));
  json_object_set_array_member (object, "requests", g_steal_pointer (&requests));
  json_object_set_array_member (object, "missing", names);
  velo_claims_response_take_json (response, object);
  return TRUE;
}

gboolean
velo_claims_api_photos (VeloClaimsContext   *context,
                        VeloClaimsRequest   *request,
                        VeloClaimsResponse  *response,
                        GError             **error)
{
  g_autoptr(VeloClaim) claim = velo_claims_get (context, request->ids[0], error);

  return claim != NULL && answer_photos (context, claim, response, error);
}

gboolean
velo_claims_api_photo (VeloClaimsContext   *context,
                       VeloClaimsRequest   *request,
                       VeloClaimsResponse  *response,
                       GError             **error)
{
  response->type = "image/jpeg";
  response->body = velo_claims_photo_get (context, request->ids[0], FALSE, error);
  return response->body != NULL;
}

gboolean
velo_claims_api_photo_small (VeloClaimsContext   *context,
                             VeloClaimsRequest   *request,
                             VeloClaimsResponse  *response,
                             GError             **error)
{
  response->type = "image/jpeg";
  response->body = velo_claims_photo_get (context, request->ids[0], TRUE, error);
  return response->body != NULL;
}

/* {"revision", "rotation", "marks": [{"number", "name", "area"}]} */
gboolean
velo_claims_api_photo_view (VeloClaimsContext   *context,
                            VeloClaimsRequest   *request,
                            VeloClaimsResponse  *response,
                            GError             **error)
{
  g_autoptr(VeloPhotoView) view = velo_photo_view_new ();

  velo_record_load_json (view, request->json);
  if (!velo_claims_photo_set_view (context, request->ids[0], view, &response->details, error))
    return FALSE;
  velo_claims_response_take_json (response, velo_record_to_json (view));
  return TRUE;
}

static gboolean
request_one (VeloClaimsContext  *context,
             VeloClaim          *claim,
             JsonObject         *wanted,
             GError            **error)
{
  g_autofree char *slot = velo_json_get_text (wanted, "slot");
  g_autofree char *note = velo_json_get_text (wanted, "note");
  gsize length = note != NULL ? strlen (note) : 0;

  if (slot == NULL || length > MAX_NOTE_BYTES || (length == 0 && strcmp (slot, VELO_CLAIMS_SLOT_OTHER) == 0))
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_INVALID, "which photo?");
      return FALSE;
    }
  return velo_claims_photo_request (context, claim, slot, note != NULL ? note : "", error)
    && velo_claims_note (context, velo_claim_get_id (claim), "photo-request", slot, error);
}

static gboolean
request_all (VeloClaimsContext  *context,
             VeloClaim          *claim,
             JsonArray          *wanted,
             GError            **error)
{
  guint n = wanted != NULL ? json_array_get_length (wanted) : 0;

  if (n == 0 || n > VELO_CLAIMS_MAX_PHOTOS)
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_INVALID, "which photos?");
      return FALSE;
    }
  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (wanted, i);

      if (!JSON_NODE_HOLDS_OBJECT (node))
        {
          g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_INVALID, "not a request");
          return FALSE;
        }
      if (!request_one (context, claim, json_node_get_object (node), error))
        return FALSE;
    }
  return TRUE;
}

/* {"revision", "photos": [{"slot", "note"}]} */
gboolean
velo_claims_api_request_photos (VeloClaimsContext   *context,
                                VeloClaimsRequest   *request,
                                VeloClaimsResponse  *response,
                                GError             **error)
{
  g_autoptr(VeloClaim) claim = velo_claims_api_get_known (context, request, response, error);
  JsonNode *node = json_object_get_member (request->json, "photos");
  JsonArray *wanted = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (claim == NULL || !request_all (context, claim, wanted, error))
    return FALSE;
  /* the customer has the message of the first request, and may be looking at the page */
  if (velo_claim_get_state (claim) == VELO_CLAIM_STATE_PHOTOS_REQUESTED)
    return velo_claims_save (context, claim, error) && answer_photos (context, claim, response, error);
  return velo_claims_move (context, claim, VELO_CLAIM_STATE_PHOTOS_REQUESTED, NULL, error)
    && velo_claims_invitation_send (context, claim, error)
    && answer_photos (context, claim, response, error);
}
