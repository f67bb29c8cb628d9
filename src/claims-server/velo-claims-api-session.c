/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Logging in and out with an account. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-accounts.h"
#include "velo-claims-api.h"
#include "velo-claims-error.h"

/* Looks up what the password must fit; it is verified on a thread of its own between the two. */
gboolean
velo_claims_api_prepare_login (VeloClaimsContext   *context,
                               VeloClaimsRequest   *request,
                               VeloClaimsResponse  *response,
                               GError             **error)
{
  g_autofree char *name = velo_claims_request_dup_text (request, "name");
  g_autoptr(VeloClaimsAccount) account = NULL;
  g_autoptr(GError) local_error = NULL;

  account = velo_claims_account_find (context, name, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  request->password_hash = account != NULL ? g_strdup (account->password) : NULL;
  return TRUE;
}

gboolean
velo_claims_api_login (VeloClaimsContext   *context,
                       VeloClaimsRequest   *request,
                       VeloClaimsResponse  *response,
                       GError             **error)
{
  g_autofree char *name = velo_claims_request_dup_text (request, "name");
  g_autoptr(VeloClaimsAccount) account = NULL;
  g_autofree char *token = NULL;
  JsonObject *object;

  account = request->password_right ? velo_claims_account_find (context, name, error) : NULL;
  /* The password may have been changed, or the account retired, since it was verified. */
  if (account == NULL || g_strcmp0 (account->password, request->password_hash) != 0)
    {
      if (error != NULL && *error == NULL)
        g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_UNAUTHORIZED, "name or password is wrong");
      return FALSE;
    }
  if (!velo_claims_session_close_old (context, error))
    return FALSE;
  token = velo_claims_session_open (context, account->id, NULL, error);
  if (token == NULL)
    return FALSE;
  object = json_object_new ();
  json_object_set_string_member (object, "token", token);
  json_object_set_string_member (object, "who", account->shown);
  json_object_set_string_member (object, "role", velo_claim_actor_get_nick (account->actor));
  json_object_set_string_member (object, "desk_phone", context->config->desk_phone);
  json_object_set_string_member (object, "insurer", context->config->insurer);
  json_object_set_string_member (object, "messages", context->config->message_way_text);
  velo_claims_response_take_json (response, object);
  return TRUE;
}

gboolean
velo_claims_api_logout (VeloClaimsContext   *context,
                        VeloClaimsRequest   *request,
                        VeloClaimsResponse  *response,
                        GError             **error)
{
  velo_claims_response_take_json (response, json_object_new ());
  return velo_claims_session_close (context, request->token, error);
}
