/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the customer sees of the own claim, by where it stands. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-accounts.h"
#include "velo-claims-invitation.h"
#include "velo-claims-pages.h"
#include "velo-claims-table.h"
#include "velo-clock.h"

static const char *
get_page (VeloClaimState state)
{
  switch (state)
    {
    case VELO_CLAIM_STATE_PHOTOS_COMPLETE:
    case VELO_CLAIM_STATE_CALCULATING:
      return "waiting";
    case VELO_CLAIM_STATE_ACCEPTED:
    case VELO_CLAIM_STATE_PAYOUT_ORDERED:
      return "accepted";
    case VELO_CLAIM_STATE_PAID:
      return "paid";
    case VELO_CLAIM_STATE_DECLINED:
    case VELO_CLAIM_STATE_CALL_BACK:
      return "declined";
    case VELO_CLAIM_STATE_UNSUITABLE:
      return "unsuitable";
    case VELO_CLAIM_STATE_CLOSED:
      return "closed";
    case VELO_CLAIM_STATE_REPORTED:
    case VELO_CLAIM_STATE_SUITABLE:
    case VELO_CLAIM_STATE_INVITED:
    case VELO_CLAIM_STATE_STARTED:
    case VELO_CLAIM_STATE_PHOTOS_REQUESTED:
    case VELO_CLAIM_STATE_OFFERED:
    default:
      return "call";
    }
}

/**
 * velo_claims_pages_format_time:
 * @time_usec: a moment, microseconds UTC
 * @language: "de" or "en"
 *
 * Returns: (transfer full): the moment as the customer reads it, by the clock of Germany and Austria
 */
char *
velo_claims_pages_format_time (gint64      time_usec,
                               const char *language)
{
  g_autoptr(GDateTime) local = velo_clock_read (time_usec);

  return g_date_time_format (local, g_strcmp0 (language, "en") == 0 ? "%d/%m/%Y, %H:%M" : "%d.%m.%Y, %H:%M\u00a0Uhr");
}

/**
 * velo_claims_customer_is_settled:
 * @claim: a claim
 *
 * Returns: whether its customer can only read it, and has nothing to wait for on the pages
 */
gboolean
velo_claims_customer_is_settled (VeloClaim *claim)
{
  VeloClaimState state = velo_claim_get_state (claim);

  return state == VELO_CLAIM_STATE_PAID || state == VELO_CLAIM_STATE_CLOSED || state == VELO_CLAIM_STATE_UNSUITABLE;
}

static gboolean
show (VeloClaimsResponse *response,
      VeloClaim          *claim,
      VeloClaimsValues   *values)
{
  velo_claims_pages_show (response, get_page (velo_claim_get_state (claim)), values);
  return TRUE;
}

gboolean
velo_claims_pages_claim (VeloClaimsContext   *context,
                         VeloClaimsRequest   *request,
                         VeloClaimsResponse  *response,
                         GError             **error)
{
  g_autoptr(VeloClaim) claim = velo_claims_get (context, context->claim_id, error);
  g_autoptr(VeloClaimsValues) values = NULL;
  g_autofree char *promised = NULL;

  if (claim == NULL)
    return FALSE;
  if (velo_claim_get_state (claim) == VELO_CLAIM_STATE_OFFERED)
    return velo_claims_decide_show_offer (context, request, response, claim, error);
  if (velo_claim_get_state (claim) == VELO_CLAIM_STATE_STARTED
      || velo_claim_get_state (claim) == VELO_CLAIM_STATE_PHOTOS_REQUESTED)
    return velo_claims_photos_show (context, request, response, claim, FALSE, error);
  values = velo_claims_pages_new_claim_values (context->config, claim);
  promised = velo_claims_pages_format_time (velo_claim_get_promised (claim), velo_claim_get_language (claim));
  velo_claims_values_set (values, "number", velo_claim_get_number (claim));
  velo_claims_values_set (values, "promised", promised);
  velo_claims_values_set (values, "state", velo_claim_state_get_nick (velo_claim_get_state (claim)));
  velo_claims_values_set (values, "csrf", request->csrf);
  return velo_claims_decide_set_payout (context, claim, values, error)
    && show (response, claim, values);
}

/* For the script of the page, which waits for the next step. */
gboolean
velo_claims_pages_state (VeloClaimsContext   *context,
                         VeloClaimsRequest   *request,
                         VeloClaimsResponse  *response,
                         GError             **error)
{
  g_autoptr(VeloClaim) claim = velo_claims_get (context, context->claim_id, error);
  JsonObject *object;

  if (claim == NULL)
    return FALSE;
  object = json_object_new ();
  json_object_set_string_member (object, "state", velo_claim_state_get_nick (velo_claim_get_state (claim)));
  velo_claims_response_take_json (response, object);
  return TRUE;
}

/* A claim that has come to its end ends with it: no link, no session on another device. */
static gboolean
end_all (VeloClaimsContext  *context,
         VeloClaim          *claim,
         GError            **error)
{
  return velo_claims_invitation_end (context, claim, error)
    && velo_connection_run (context->connection, error, "DELETE FROM session WHERE claim_id = ?1", "t",
                            velo_claim_get_id (claim));
}

/* "Delete the data on this device": the session ends and the browser forgets its cookie. */
gboolean
velo_claims_pages_leave (VeloClaimsContext   *context,
                         VeloClaimsRequest   *request,
                         VeloClaimsResponse  *response,
                         GError             **error)
{
  g_autoptr(VeloClaim) claim = velo_claims_get (context, context->claim_id, error);
  gboolean ended = claim != NULL && velo_claims_customer_is_settled (claim);

  if (claim == NULL
      || !velo_claims_session_close (context, request->token, error)
      || (ended && !end_all (context, claim, error)))
    return FALSE;
  response->cookie = g_strdup ("");
  velo_claims_response_redirect (response, ended ? "/?left=ended" : "/?left=open");
  return TRUE;
}
