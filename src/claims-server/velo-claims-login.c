/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The customer's login: the link of the invitation, claim number, licence plate, mileage, consent. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include <string.h>

#include "velo-claims-accounts.h"
#include "velo-claims-error.h"
#include "velo-claims-invitation.h"
#include "velo-claims-journal.h"
#include "velo-claims-message.h"
#include "velo-claims-pages.h"
#include "velo-claims-table.h"
#include "velo-claims-token.h"
#include "velo-plate.h"

/* Claims design, section 4: 5 wrong tries lock for 15 minutes, 10 end the link. */
#define TRIES_TO_LOCK 5
#define TRIES_TO_END 10
#define LOCK_TIME (15 * G_TIME_SPAN_MINUTE)

/* What the texts on the pages are now; stored with each agreement. */
#define TERMS_VERSION "2026-11"
#define PRIVACY_VERSION "2026-11"

#define MAX_MILEAGE 2000000

/* The claims of an ended invitation can still be reached as long. */
#define CALL_WITHIN (2 * G_TIME_SPAN_HOUR)

/* What is wrong with an entered form, apart from what must not be told. */
typedef struct
{
  gboolean mileage;
  gboolean terms;
  gboolean privacy;
  gboolean wrong;
} Faults;

typedef struct
{
  VeloClaim *claim;
  char *token_hash;
  int tries;
} Invitation;

static void
invitation_clear (Invitation *invitation)
{
  g_clear_object (&invitation->claim);
  g_clear_pointer (&invitation->token_hash, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Invitation, invitation_clear)

static VeloClaim *
load_claim (VeloClaimsContext  *context,
            const char         *id,
            GError            **error)
{
  VeloClaimsContext inside = *context;

  /* Nobody is logged in yet: the link itself is what leads to the claim. */
  inside.actor = VELO_CLAIM_ACTOR_SERVICE;
  return velo_claims_get (&inside, id, error);
}

/* The invitation of a link. GET consumes nothing: messengers fetch links on their own. */
static gboolean
find_invitation (VeloClaimsContext  *context,
                 const char         *token,
                 Invitation         *invitation,
                 GError            **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = FALSE;

  invitation->token_hash = velo_claims_token_hash (token);
  statement = velo_connection_query (context->connection, error,
                                     "SELECT claim_id, expires, tries, locked_until, dead FROM invitation"
                                     " WHERE token_hash = ?1", "t", invitation->token_hash);
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return FALSE;
  if (!has_row)
    g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_NOT_FOUND, "no such invitation");
  else if (velo_statement_get_int64 (statement, 4) != 0
           || velo_statement_get_int64 (statement, 1) <= context->now)
    g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_GONE, "the invitation has ended");
  else if (velo_statement_get_int64 (statement, 3) > context->now)
    {
      context->retry_at = velo_statement_get_int64 (statement, 3);
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_LIMIT, "the invitation is locked");
    }
  else
    {
      invitation->tries = (int) velo_statement_get_int64 (statement, 2);
      invitation->claim = load_claim (context, velo_statement_get_text (statement, 0), error);
    }
  return invitation->claim != NULL;
}

static void
set_field (VeloClaimsValues  *values,
           VeloClaimsRequest *request,
           const char        *name)
{
  g_autofree char *text = velo_claims_request_dup_text (request, name);

  velo_claims_values_set (values, name, text);
}

static gboolean
show_form (VeloClaimsContext  *context,
           VeloClaimsRequest  *request,
           VeloClaimsResponse *response,
           VeloClaim          *claim,
           const Faults       *faults)
{
  g_autoptr(VeloClaimsValues) values = velo_claims_pages_new_claim_values (context->config, claim);

  velo_claims_values_set (values, "token", request->ids[0]);
  set_field (values, request, "number");
  set_field (values, request, "plate");
  set_field (values, request, "mileage");
  set_field (values, request, "terms");
  set_field (values, request, "privacy");
  velo_claims_values_set_flag (values, "mileage-fault", faults->mileage);
  velo_claims_values_set_flag (values, "terms-fault", faults->terms);
  velo_claims_values_set_flag (values, "privacy-fault", faults->privacy);
  velo_claims_values_set_flag (values, "wrong", faults->wrong);
  velo_claims_values_set_flag (values, "fault",
                               faults->mileage || faults->terms || faults->privacy || faults->wrong);
  velo_claims_pages_show (response, "login", values);
  if (faults->mileage || faults->terms || faults->privacy || faults->wrong)
    response->status = 422;
  return TRUE;
}

/* Whether this browser is logged in to @claim already. */
static gboolean
is_logged_in (VeloClaimsContext *context,
              VeloClaimsRequest *request,
              VeloClaim         *claim)
{
  g_autoptr(VeloClaimsSession) session = NULL;

  if (request->token == NULL)
    return FALSE;
  session = velo_claims_session_find (context, request->token, NULL);
  return session != NULL && g_strcmp0 (session->claim_id, velo_claim_get_id (claim)) == 0;
}

/* Who opens the link again goes on where it was left, without entering all of it anew. */
gboolean
velo_claims_pages_login_form (VeloClaimsContext   *context,
                              VeloClaimsRequest   *request,
                              VeloClaimsResponse  *response,
                              GError             **error)
{
  g_auto(Invitation) invitation = { NULL };
  const Faults none = { FALSE };

  if (!find_invitation (context, request->ids[0], &invitation, error))
    return FALSE;
  if (!is_logged_in (context, request, invitation.claim))
    return show_form (context, request, response, invitation.claim, &none);
  velo_claims_response_redirect (response, "/claim");
  return TRUE;
}

/* Digits with points and blanks between them: "84.500 km". */
static int
parse_mileage (const char *text)
{
  gint64 mileage = 0;
  guint digits = 0;

  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isdigit (*p) && ++digits <= 7)
      mileage = mileage * 10 + (*p - '0');
    else if (g_ascii_isdigit (*p) || (strchr (". km", *p) == NULL && *p != '\''))
      return -1;
  return digits > 0 && mileage <= MAX_MILEAGE ? (int) mileage : -1;
}

/* Both are always compared, in a time that does not tell which of them is wrong. */
static gboolean
is_right (VeloClaim  *claim,
          const char *number,
          const char *plate)
{
  g_autofree char *number_key = velo_claim_number_normalize (number);
  g_autofree char *plate_key = velo_plate_normalize (plate);
  g_autofree char *own_number = velo_claim_number_normalize (velo_claim_get_number (claim));
  g_autofree char *own_plate = velo_plate_normalize (velo_claim_get_plate (claim));
  gboolean number_right = velo_claims_text_equal (own_number, number_key != NULL ? number_key : "");
  gboolean plate_right = velo_claims_text_equal (own_plate, plate_key != NULL ? plate_key : "");

  return number_right & plate_right;
}

static gboolean
count_wrong_try (VeloClaimsContext  *context,
                 Invitation         *invitation,
                 GError            **error)
{
  int tries = invitation->tries + 1;
  gint64 locked = tries >= TRIES_TO_LOCK ? context->now + LOCK_TIME : 0;
  gboolean ended = tries >= TRIES_TO_END;

  if (!velo_connection_run (context->connection, error,
                            "UPDATE invitation SET tries = ?2, locked_until = ?3, dead = ?4"
                            " WHERE token_hash = ?1", "tili", invitation->token_hash, tries, locked, ended)
      || !velo_claims_note (context, velo_claim_get_id (invitation->claim), "wrong-login", NULL, error))
    return FALSE;
  return !ended
    || velo_claims_add_task (context, invitation->claim, VELO_TASK_KIND_LOCKED_OUT, context->now + CALL_WITHIN,
                             NULL, error);
}

static gboolean
note_agreement (VeloClaimsContext  *context,
                const char         *claim_id,
                GError            **error)
{
  return velo_claims_note (context, claim_id, "agreed", "terms " TERMS_VERSION ", privacy " PRIVACY_VERSION, error);
}

/* From here on the browser shows the session, and the address says nothing any more. */
static gboolean
let_in (VeloClaimsContext   *context,
        Invitation          *invitation,
        int                  mileage,
        VeloClaimsResponse  *response,
        GError             **error)
{
  VeloClaim *claim = invitation->claim;
  const char *id = velo_claim_get_id (claim);
  gboolean stored;

  if (velo_claims_customer_is_settled (claim))
    stored = TRUE; /* whoever only reads changes nothing, not even the time of the last change */
  else if (velo_claim_get_state (claim) == VELO_CLAIM_STATE_INVITED)
    {
      velo_claim_set_mileage (claim, mileage);
      stored = velo_claims_move (context, claim, VELO_CLAIM_STATE_STARTED, NULL, error);
    }
  else
    {
      velo_claim_set_mileage (claim, mileage);
      stored = velo_claims_save (context, claim, error);
    }
  if (!stored || !note_agreement (context, id, error)
      || !velo_claims_message_arrived (context, claim, FALSE, error))
    return FALSE;
  response->cookie = velo_claims_session_open (context, NULL, id, error);
  velo_claims_response_redirect (response, "/claim");
  return response->cookie != NULL;
}

gboolean
velo_claims_pages_login (VeloClaimsContext   *context,
                         VeloClaimsRequest   *request,
                         VeloClaimsResponse  *response,
                         GError             **error)
{
  g_auto(Invitation) invitation = { NULL };
  g_autofree char *number = velo_claims_request_dup_text (request, "number");
  g_autofree char *plate = velo_claims_request_dup_text (request, "plate");
  g_autofree char *mileage_text = velo_claims_request_dup_text (request, "mileage");
  g_autofree char *terms = velo_claims_request_dup_text (request, "terms");
  g_autofree char *privacy = velo_claims_request_dup_text (request, "privacy");
  int mileage = parse_mileage (mileage_text);
  Faults faults = { mileage < 0, *terms == '\0', *privacy == '\0', FALSE };

  if (!find_invitation (context, request->ids[0], &invitation, error))
    return FALSE;
  context->actor = VELO_CLAIM_ACTOR_CUSTOMER;
  context->claim_id = velo_claim_get_id (invitation.claim);
  if (faults.mileage || faults.terms || faults.privacy)
    return show_form (context, request, response, invitation.claim, &faults);
  if (is_right (invitation.claim, number, plate))
    return let_in (context, &invitation, mileage, response, error);
  faults.wrong = TRUE;
  return count_wrong_try (context, &invitation, error)
    && show_form (context, request, response, invitation.claim, &faults);
}
