/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The assessor's work over HTTP: begin, ask for a photo, calculate, offer; and the desk's decision. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-api.h"
#include "velo-claims-error.h"
#include "velo-claims-offer.h"
#include "velo-claims-table.h"
#include "velo-json.h"

static gboolean
answer_calculation (VeloClaimsContext   *context,
                    VeloClaim           *claim,
                    VeloClaimsResponse  *response,
                    GError             **error)
{
  g_autoptr(VeloCalculation) calculation = velo_claims_calculation_get (context, claim, error);
  g_autoptr(VeloSettlement) settlement = NULL;
  JsonObject *object;

  if (calculation == NULL)
    return FALSE;
  settlement = velo_settlement_compute (calculation, context->config->rules);
  object = json_object_new ();
  json_object_set_object_member (object, "claim", velo_record_to_json (claim));
  json_object_set_object_member (object, "calculation", velo_record_to_json (calculation));
  json_object_set_object_member (object, "settlement", velo_record_to_json (settlement));
  json_object_set_object_member (object, "rules", velo_record_to_json (context->config->rules));
  velo_claims_response_take_json (response, object);
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
