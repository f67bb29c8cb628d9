/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The personal link by which a customer comes to the own claim, and the message that carries it. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-invitation.h"

#include "velo-claims-error.h"
#include "velo-claims-message.h"
#include "velo-claims-table.h"
#include "velo-claims-token.h"
#include "velo-clock.h"
#include "velo-sms.h"
#include "velo-text.h"

/* An invitation may be sent again while the customer has something to do. */
static gboolean
may_invite_again (VeloClaimState state)
{
  return state == VELO_CLAIM_STATE_INVITED || state == VELO_CLAIM_STATE_STARTED
    || state == VELO_CLAIM_STATE_PHOTOS_REQUESTED || state == VELO_CLAIM_STATE_OFFERED
    /* the bank has sent the money back: other bank data is needed */
    || state == VELO_CLAIM_STATE_ACCEPTED;
}

/**
 * velo_claims_invitation_get_end:
 * @context: when
 * @claim: a claim as it stands once its customer is invited
 *
 * A link to an offer is good for as long as the offer; what comes after is to be read for some weeks.
 *
 * Returns: how long a link that is made now can be used, microseconds UTC
 */
gint64
velo_claims_invitation_get_end (VeloClaimsContext *context,
                                VeloClaim         *claim)
{
  if (velo_claim_get_state (claim) == VELO_CLAIM_STATE_OFFERED)
    return velo_claim_get_due (claim);
  if (velo_claim_get_state (claim) == VELO_CLAIM_STATE_ACCEPTED)
    return velo_claims_get_full_hour (context->now + context->config->after_days * G_TIME_SPAN_DAY);
  return velo_claims_get_invitation_end (context);
}

/**
 * velo_claims_invitation_new:
 * @context: the desk, inside a transaction that writes
 * @claim: a suitable claim to which the customer has agreed, or one invited before
 * @error: return location; %VELO_CLAIMS_ERROR_CONFLICT if the claim does not stand there,
 *   %VELO_CLAIMS_ERROR_INVALID if no consent is recorded
 *
 * Makes a new link; those sent before stop working. The link is returned once and can never be
 * read again: only a hash of its token is stored.
 *
 * Returns: (transfer full) (nullable): the link
 */
char *
velo_claims_invitation_new (VeloClaimsContext  *context,
                            VeloClaim          *claim,
                            GError            **error)
{
  g_autofree char *token = velo_claims_token_new ();
  g_autofree char *hash = velo_claims_token_hash (token);
  gint64 expires = velo_claims_invitation_get_end (context, claim);
  gboolean moved;

  if (velo_text_is_empty (velo_claim_get_consent (claim)))
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_INVALID, "no consent is recorded");
      return NULL;
    }
  if (!velo_claims_invitation_end (context, claim, error)
      || !velo_connection_run (context->connection, error,
                               "INSERT INTO invitation (token_hash, claim_id, created, expires, tries,"
                               "  locked_until, dead) VALUES (?1, ?2, ?3, ?4, 0, 0, 0)", "ttll", hash,
                               velo_claim_get_id (claim), context->now, expires))
    return NULL;
  /* what the desk reads as the end is that of the link that works */
  if (velo_claim_get_state (claim) == VELO_CLAIM_STATE_INVITED)
    velo_claim_set_due (claim, expires);
  if (may_invite_again (velo_claim_get_state (claim)))
    moved = velo_claims_save (context, claim, error);
  else
    moved = velo_claims_move (context, claim, VELO_CLAIM_STATE_INVITED, NULL, error);
  return moved ? g_strdup_printf ("%s/s/%s", context->config->public_url, token) : NULL;
}

/**
 * velo_claims_invitation_end:
 * @context: inside a transaction that writes
 * @claim: a claim
 * @error: return location
 *
 * Returns: whether no link to @claim works any more
 */
gboolean
velo_claims_invitation_end (VeloClaimsContext  *context,
                            VeloClaim          *claim,
                            GError            **error)
{
  return velo_connection_run (context->connection, error,
                              "UPDATE invitation SET dead = 1 WHERE claim_id = ?1", "t",
                              velo_claim_get_id (claim));
}

/* Day, month and hour, as short as the message needs them. */
static char *
format_end (VeloClaimsContext *context,
            VeloClaim         *claim,
            gboolean           english)
{
  gint64 expires = velo_claims_invitation_get_end (context, claim);
  g_autoptr(GDateTime) local = velo_clock_read (expires);

  return g_date_time_format (local, english ? "%d/%m %H:00" : "%d.%m. %H Uhr");
}

/**
 * velo_claims_invitation_keep:
 * @context: inside a transaction that writes
 * @claim: a claim that has been decided
 * @error: return location
 *
 * The customer may read what became of it for 30 days (claims design, section 4).
 *
 * Returns: whether links to @claim that work go on working as long, as soon as the transaction is
 *   stored
 */
gboolean
velo_claims_invitation_keep (VeloClaimsContext  *context,
                             VeloClaim          *claim,
                             GError            **error)
{
  return velo_connection_run (context->connection, error,
                              "UPDATE invitation SET expires = max (expires, ?2) WHERE claim_id = ?1 AND dead = 0", "tl",
                              velo_claim_get_id (claim),
                              context->now + context->config->after_days * G_TIME_SPAN_DAY);
}

/* What the customer is called for, by where the claim stands. */
static const char *
get_errand (VeloClaim *claim,
            gboolean   english)
{
  switch (velo_claim_get_state (claim))
    {
    case VELO_CLAIM_STATE_PHOTOS_REQUESTED:
      return english ? "we need more photos" : "Wir brauchen noch Fotos";
    case VELO_CLAIM_STATE_OFFERED:
      return english ? "your offer is here" : "Ihr Angebot ist da";
    case VELO_CLAIM_STATE_ACCEPTED:
      return english ? "please check your account" : "Bitte Ihr Konto prüfen";
    case VELO_CLAIM_STATE_REPORTED:
    case VELO_CLAIM_STATE_SUITABLE:
    case VELO_CLAIM_STATE_UNSUITABLE:
    case VELO_CLAIM_STATE_INVITED:
    case VELO_CLAIM_STATE_STARTED:
    case VELO_CLAIM_STATE_PHOTOS_COMPLETE:
    case VELO_CLAIM_STATE_CALCULATING:
    case VELO_CLAIM_STATE_DECLINED:
    case VELO_CLAIM_STATE_CALL_BACK:
    case VELO_CLAIM_STATE_PAYOUT_ORDERED:
    case VELO_CLAIM_STATE_PAID:
    case VELO_CLAIM_STATE_CLOSED:
    default:
      return english ? "upload photos here" : "Fotos hier hochladen";
    }
}

/**
 * velo_claims_invitation_dup_text:
 * @context: the desk
 * @claim: the claim, as it stands once the link is made
 * @url: what velo_claims_invitation_new() returned
 *
 * Source: claims design, section 7: neither bank data nor an amount, the desk's number in it, and
 * short enough for one message as long as the link has 45 characters.
 *
 * Returns: (transfer full): the message, in the customer's language
 */
char *
velo_claims_invitation_dup_text (VeloClaimsContext *context,
                                 VeloClaim         *claim,
                                 const char        *url)
{
  gboolean is_english = g_strcmp0 (velo_claim_get_language (claim), "en") == 0;
  g_autofree char *end = format_end (context, claim, is_english);
  g_autofree char *text = NULL;

  text = g_strdup_printf (is_english ? "Your claim %s: %s: %s Valid until %s. Questions? %s"
                                     : "Ihr Schaden %s: %s: %s Gültig bis %s. Fragen? %s",
                          velo_claim_get_number (claim), get_errand (claim, is_english), url, end,
                          context->config->desk_phone);
  return velo_sms_transliterate (text);
}

/**
 * velo_claims_invitation_send:
 * @context: who acts, inside a transaction that writes
 * @claim: a claim whose customer has something to do
 * @error: return location
 *
 * Makes a new link, since nobody knows the old one any more, and a message that carries it.
 *
 * Returns: whether the message waits to be sent, as soon as the transaction is stored
 */
gboolean
velo_claims_invitation_send (VeloClaimsContext  *context,
                             VeloClaim          *claim,
                             GError            **error)
{
  g_autofree char *url = velo_claims_invitation_new (context, claim, error);
  gboolean offered = velo_claim_get_state (claim) == VELO_CLAIM_STATE_OFFERED;
  g_autofree char *text = NULL;

  if (url == NULL)
    return FALSE;
  text = velo_claims_invitation_dup_text (context, claim, url);
  return velo_claims_message_add (context, claim, offered ? "offer" : "photos", text, error);
}
