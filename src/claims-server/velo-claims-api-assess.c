/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The assessor's work over HTTP: begin, ask for a photo, calculate, offer; and the desk's decision. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include <string.h>

#include "velo-claims-api.h"
#include "velo-claims-error.h"
#include "velo-claims-offer.h"
#include "velo-claims-table.h"
#include "velo-json.h"

#define PDF_MARK "%PDF-"

/* What is wrong with the newest offer is told by @error; that there is none is not wrong. */
static gboolean
add_offer (VeloClaimsContext  *context,
           VeloClaim          *claim,
           JsonObject         *object,
           GError            **error)
{
  g_autoptr(GError) local_error = NULL;
  g_autoptr(VeloClaimsOffer) offer = velo_claims_offer_get (context, claim, &local_error);
  JsonObject *told;

  if (g_error_matches (local_error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_NOT_FOUND))
    return TRUE;
  if (offer == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  told = json_object_new ();
  json_object_set_int_member (told, "number", offer->number);
  json_object_set_int_member (told, "cents", offer->cents);
  json_object_set_int_member (told, "created", offer->created);
  json_object_set_int_member (told, "valid_until", offer->valid_until);
  json_object_set_string_member (told, "who", offer->who);
  json_object_set_boolean_member (told, "derivation", offer->has_derivation);
  json_object_set_object_member (told, "calculation", velo_record_to_json (offer->calculation));
  json_object_set_object_member (told, "settlement", velo_record_to_json (offer->settlement));
  json_object_set_object_member (object, "offer", told);
  return TRUE;
}

static gboolean
answer_calculation (VeloClaimsContext   *context,
                    VeloClaim           *claim,
                    VeloClaimsResponse  *response,
                    GError             **error)
{
  g_autoptr(VeloCalculation) calculation = velo_claims_calculation_get (context, claim, error);
  g_autoptr(VeloSettlement) settlement = NULL;
  g_autoptr(JsonObject) object = json_object_new ();
  g_autofree char *who = NULL;
  gint64 changed = 0;

  if (calculation == NULL || !velo_claims_calculation_get_author (context, claim, &who, &changed, error)
      || !add_offer (context, claim, object, error))
    return FALSE;
  settlement = velo_settlement_compute (calculation, context->config->rules);
  json_object_set_object_member (object, "claim", velo_record_to_json (claim));
  json_object_set_object_member (object, "calculation", velo_record_to_json (calculation));
  json_object_set_object_member (object, "settlement", velo_record_to_json (settlement));
  json_object_set_object_member (object, "rules", velo_record_to_json (context->config->rules));
  json_object_set_string_member (object, "calculated_by", who);
  json_object_set_int_member (object, "calculated", changed);
  json_object_set_int_member (object, "offer_end", velo_claims_get_offer_end (context));
  velo_claims_response_take_json (response, g_steal_pointer (&object));
  return TRUE;
}

gboolean
velo_claims_api_calculation (VeloClaimsContext   *context,
                             VeloClaimsRequest   *request,
                             VeloClaimsResponse  *response,
                             GError             **error)
{
  g_autoptr(VeloClaim) claim = velo_claims_get (context, request->ids[0], error);

  return claim != NULL && answer_calculation (context, claim, response, error);
}

gboolean
velo_claims_api_begin (VeloClaimsContext   *context,
                       VeloClaimsRequest   *request,
                       VeloClaimsResponse  *response,
                       GError             **error)
{
  g_autoptr(VeloClaim) claim = velo_claims_api_get_known (context, request, response, error);

  return claim != NULL
    && velo_claims_move (context, claim, VELO_CLAIM_STATE_CALCULATING, NULL, error)
    && answer_calculation (context, claim, response, error);
}

gboolean
velo_claims_api_calculate (VeloClaimsContext   *context,
                           VeloClaimsRequest   *request,
                           VeloClaimsResponse  *response,
                           GError             **error)
{
  g_autoptr(VeloClaim) claim = velo_claims_api_get_known (context, request, response, error);
  g_autoptr(VeloCalculation) calculation = NULL;
  JsonObject *entered;

  if (claim == NULL)
    return FALSE;
  entered = velo_json_get_object (request->json, "calculation");
  if (entered == NULL)
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_INVALID, "no calculation");
      return FALSE;
    }
  calculation = velo_calculation_new_for (velo_claim_get_country (claim), velo_claim_get_kind (claim));
  velo_record_load_json (calculation, entered);
  return velo_claims_calculation_set (context, claim, calculation, error)
    && answer_calculation (context, claim, response, error);
}

gboolean
velo_claims_api_approve (VeloClaimsContext   *context,
                         VeloClaimsRequest   *request,
                         VeloClaimsResponse  *response,
                         GError             **error)
{
  g_autoptr(VeloClaim) claim = velo_claims_api_get_known (context, request, response, error);

  return claim != NULL
    && velo_claims_approve (context, claim, error)
    && answer_calculation (context, claim, response, error);
}

gboolean
velo_claims_api_offer (VeloClaimsContext   *context,
                       VeloClaimsRequest   *request,
                       VeloClaimsResponse  *response,
                       GError             **error)
{
  g_autoptr(VeloClaim) claim = velo_claims_api_get_known (context, request, response, error);

  return claim != NULL
    && velo_claims_offer_make (context, claim, error)
    && answer_calculation (context, claim, response, error);
}

gboolean
velo_claims_api_derivation (VeloClaimsContext   *context,
                            VeloClaimsRequest   *request,
                            VeloClaimsResponse  *response,
                            GError             **error)
{
  g_autoptr(VeloClaim) claim = velo_claims_get (context, request->ids[0], error);

  if (claim == NULL)
    return FALSE;
  response->type = "application/pdf";
  response->body = velo_claims_derivation_get (context, claim, error);
  return response->body != NULL;
}

/* {"file": the PDF in base 64}: the size is limited as that of every request */
gboolean
velo_claims_api_file_derivation (VeloClaimsContext   *context,
                                 VeloClaimsRequest   *request,
                                 VeloClaimsResponse  *response,
                                 GError             **error)
{
  g_autoptr(VeloClaim) claim = velo_claims_get (context, request->ids[0], error);
  g_autofree char *text = velo_json_get_text (request->json, "file");
  g_autoptr(GBytes) file = NULL;
  guchar *data;
  gsize length = 0;

  if (claim == NULL)
    return FALSE;
  data = g_base64_decode (text != NULL ? text : "", &length);
  file = g_bytes_new_take (data, length);
  if (length < strlen (PDF_MARK) || memcmp (data, PDF_MARK, strlen (PDF_MARK)) != 0)
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_INVALID, "no PDF");
      return FALSE;
    }
  return velo_claims_derivation_set (context, claim, file, error)
    && answer_calculation (context, claim, response, error);
}
