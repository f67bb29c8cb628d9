/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk's part after the decision of the customer: call back, release, bank files, messages. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include <string.h>

#include "velo-claims-api.h"
#include "velo-claims-error.h"
#include "velo-claims-message.h"
#include "velo-claims-payout.h"
#include "velo-claims-table.h"

gboolean
velo_claims_api_call_back (VeloClaimsContext   *context,
                           VeloClaimsRequest   *request,
                           VeloClaimsResponse  *response,
                           GError             **error)
{
  g_autoptr(VeloClaim) claim = velo_claims_api_get_known (context, request, response, error);
  g_autofree char *outcome = velo_claims_request_dup_text (request, "outcome");

  return claim != NULL
    && velo_claims_move (context, claim, VELO_CLAIM_STATE_CALL_BACK, outcome, error)
    && velo_claims_api_answer_claim (context, claim, response);
}

gboolean
velo_claims_api_payout (VeloClaimsContext   *context,
                        VeloClaimsRequest   *request,
                        VeloClaimsResponse  *response,
                        GError             **error)
{
  g_autoptr(VeloClaim) claim = velo_claims_get (context, request->ids[0], error);
  JsonObject *payout = NULL;
  JsonObject *object;

  if (claim == NULL || !velo_claims_payout_describe (context, claim, &payout, error))
    return FALSE;
  object = json_object_new ();
  if (payout != NULL)
    json_object_set_object_member (object, "payout", payout);
  velo_claims_response_take_json (response, object);
  return TRUE;
}

gboolean
velo_claims_api_release (VeloClaimsContext   *context,
                         VeloClaimsRequest   *request,
                         VeloClaimsResponse  *response,
                         GError             **error)
{
  g_autoptr(VeloClaim) claim = velo_claims_api_get_known (context, request, response, error);
  g_autoptr(GBytes) file = NULL;
  JsonObject *object;

  if (claim == NULL || !velo_claims_payout_release (context, claim, &file, error))
    return FALSE;
  object = json_object_new ();
  json_object_set_object_member (object, "claim", velo_record_to_json (claim));
  if (file != NULL)
    {
      g_autofree char *text = g_strndup (g_bytes_get_data (file, NULL), g_bytes_get_size (file));

      json_object_set_string_member (object, "file", text);
    }
  velo_claims_response_take_json (response, object);
  return TRUE;
}

gboolean
velo_claims_api_payment_file (VeloClaimsContext   *context,
                              VeloClaimsRequest   *request,
                              VeloClaimsResponse  *response,
                              GError             **error)
{
  g_autoptr(VeloClaim) claim = velo_claims_get (context, request->ids[0], error);
  JsonObject *file = claim != NULL ? velo_claims_payout_get_file (context, claim, error) : NULL;

  if (file == NULL)
    return FALSE;
  velo_claims_response_take_json (response, file);
  return TRUE;
}

gboolean
velo_claims_api_check_payee (VeloClaimsContext   *context,
                             VeloClaimsRequest   *request,
                             VeloClaimsResponse  *response,
                             GError             **error)
{
  g_autoptr(VeloClaim) claim = velo_claims_api_get_known (context, request, response, error);
  g_autofree char *result = velo_claims_request_dup_text (request, "result");
  g_autofree char *name = velo_claims_request_dup_text (request, "name");

  return claim != NULL
    && velo_claims_payout_check_payee (context, claim, result, name, error)
    && velo_claims_api_answer_claim (context, claim, response);
}

gboolean
velo_claims_api_paid (VeloClaimsContext   *context,
                      VeloClaimsRequest   *request,
                      VeloClaimsResponse  *response,
                      GError             **error)
{
  g_autoptr(VeloClaim) claim = velo_claims_api_get_known (context, request, response, error);

  return claim != NULL
    && velo_claims_payout_paid (context, claim, error)
    && velo_claims_api_answer_claim (context, claim, response);
}

gboolean
velo_claims_api_bank_file (VeloClaimsContext   *context,
                           VeloClaimsRequest   *request,
                           VeloClaimsResponse  *response,
                           GError             **error)
{
  g_autofree char *text = velo_claims_request_dup_text (request, "file");
  g_autoptr(GBytes) file = g_bytes_new (text, strlen (text));
  g_autoptr(GPtrArray) reports = velo_claims_bank_file_read (file, error);
  JsonObject *object;
  guint paid;
  guint returned;
  guint unknown;

  if (reports == NULL || !velo_claims_payout_report (context, file, reports, &paid, &returned, &unknown, error))
    return FALSE;
  object = json_object_new ();
  json_object_set_int_member (object, "paid", paid);
  json_object_set_int_member (object, "returned", returned);
  json_object_set_int_member (object, "unknown", unknown);
  velo_claims_response_take_json (response, object);
  return TRUE;
}

gboolean
velo_claims_api_messages (VeloClaimsContext   *context,
                          VeloClaimsRequest   *request,
                          VeloClaimsResponse  *response,
                          GError             **error)
{
  g_autoptr(VeloClaim) claim = velo_claims_get (context, request->ids[0], error);
  JsonArray *messages = claim != NULL ? velo_claims_message_list (context, claim, error) : NULL;
  JsonObject *object;

  if (messages == NULL)
    return FALSE;
  object = json_object_new ();
  json_object_set_array_member (object, "messages", messages);
  velo_claims_response_take_json (response, object);
  return TRUE;
}

gboolean
velo_claims_api_message_sent (VeloClaimsContext   *context,
                              VeloClaimsRequest   *request,
                              VeloClaimsResponse  *response,
                              GError             **error)
{
  velo_claims_response_take_json (response, json_object_new ());
  return velo_claims_message_sent (context, request->ids[0], error);
}

gboolean
velo_claims_api_message_again (VeloClaimsContext   *context,
                               VeloClaimsRequest   *request,
                               VeloClaimsResponse  *response,
                               GError             **error)
{
  g_autoptr(VeloClaim) claim = NULL;

  return velo_claims_message_again (context, request->ids[0], &claim, error)
    && velo_claims_api_answer_claim (context, claim, response);
}
