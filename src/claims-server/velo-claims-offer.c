/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the assessor's calculation to the offer that the customer gets. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-offer.h"

#include "velo-claims-error.h"
#include "velo-claims-invitation.h"
#include "velo-claims-journal.h"
#include "velo-claims-table.h"
#include "velo-claims-token.h"
#include "velo-photo-view.h"

/* Claims design, section 2: revised at most once. */
#define MAX_OFFERS 2

#define DECIDE_WITHIN G_TIME_SPAN_HOUR

/**
 * velo_claims_offer_free:
 * @offer: (transfer full): an offer
 */
void
velo_claims_offer_free (VeloClaimsOffer *offer)
{
  g_free (offer->id);
  g_free (offer->who);
  g_clear_object (&offer->settlement);
  g_clear_object (&offer->calculation);
  g_free (offer);
}

/**
 * velo_claims_calculation_get:
 * @context: where to look
 * @claim: a claim
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what has been calculated; an empty calculation with the usual
 *   figures of the claim's country and kind if nothing has
 */
VeloCalculation *
velo_claims_calculation_get (VeloClaimsContext  *context,
                             VeloClaim          *claim,
                             GError            **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  g_autoptr(VeloCalculation) calculation = NULL;
  gboolean has_row = FALSE;

  statement = velo_connection_query (context->connection, error,
                                     "SELECT document FROM calculation WHERE claim_id = ?1", "t",
                                     velo_claim_get_id (claim));
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return NULL;
  calculation = velo_calculation_new_for (velo_claim_get_country (claim), velo_claim_get_kind (claim));
  if (has_row && !velo_record_load_text (calculation, velo_statement_get_text (statement, 0), error))
    return NULL;
  return g_steal_pointer (&calculation);
}

static gboolean
check_state (VeloClaim  *claim,
             gboolean    allowed,
             GError    **error)
{
  if (!allowed)
    g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_CONFLICT, "not in the state %s",
                 velo_claim_state_get_nick (velo_claim_get_state (claim)));
  return allowed;
}

/* While a photo is waited for, the assessor goes on. */
static gboolean
may_calculate (VeloClaim *claim)
{
  return velo_claim_get_state (claim) == VELO_CLAIM_STATE_CALCULATING
    || velo_claim_get_state (claim) == VELO_CLAIM_STATE_PHOTOS_REQUESTED
    || velo_claim_get_state (claim) == VELO_CLAIM_STATE_CALL_BACK;
}

static gboolean
is_being_calculated (VeloClaim *claim)
{
  return velo_claim_get_state (claim) == VELO_CLAIM_STATE_CALCULATING
    || velo_claim_get_state (claim) == VELO_CLAIM_STATE_CALL_BACK;
}

/**
 * velo_claims_calculation_get_author:
 * @context: where to look
 * @claim: a claim
 * @who: (out) (transfer full): who has calculated last, as others see the name; empty if nobody has
 * @changed: (out): when
 * @error: return location
 *
 * Returns: whether that could be found out
 */
gboolean
velo_claims_calculation_get_author (VeloClaimsContext  *context,
                                    VeloClaim          *claim,
                                    char              **who,
                                    gint64             *changed,
                                    GError            **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = FALSE;

  statement = velo_connection_query (context->connection, error,
                                     "SELECT who, changed FROM calculation WHERE claim_id = ?1", "t",
                                     velo_claim_get_id (claim));
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return FALSE;
  *who = g_strdup (has_row ? velo_statement_get_text (statement, 0) : "");
  *changed = has_row ? velo_statement_get_int64 (statement, 1) : 0;
  return TRUE;
}

/* A line may point to a photo of its own claim, and to a place on it. */
static gboolean
check_place (VeloClaimsContext    *context,
             VeloClaim            *claim,
             VeloCalculationLine  *line,
             GError              **error)
{
  const char *photo_id = velo_calculation_line_get_photo_id (line);
  const char *text = velo_calculation_line_get_area (line);
  VeloPhotoArea area;
  gint64 count = 1;

  if (*photo_id != '\0'
      && !velo_connection_query_int64 (context->connection, &count, error,
                                       "SELECT count (*) FROM photo WHERE id = ?1 AND claim_id = ?2", "tt", photo_id,
                                       velo_claim_get_id (claim)))
    return FALSE;
  if (count == 1 && (*text == '\0' || (*photo_id != '\0' && velo_photo_area_parse (text, &area))))
    return TRUE;
  g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_INVALID, "a line points to no place on a photo");
  return FALSE;
}

static gboolean
check_places (VeloClaimsContext  *context,
              VeloClaim          *claim,
              VeloCalculation    *calculation,
              GError            **error)
{
  GListModel *lines = G_LIST_MODEL (velo_calculation_get_lines (calculation));

  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr(VeloCalculationLine) line = g_list_model_get_item (lines, i);

      if (!check_place (context, claim, line, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * velo_claims_calculation_set:
 * @context: an assessor, inside a transaction that writes
 * @claim: a claim that is being calculated, waits for a photo, or whose first offer was declined
 * @calculation: what the assessor entered; country and kind are the claim's
 * @error: return location; %VELO_CLAIMS_ERROR_INVALID for impossible figures,
 *   %VELO_CLAIMS_ERROR_CONFLICT in another state
 *
 * A decision of the desk about an earlier calculation does not hold for this one.
 *
 * Returns: whether it is stored, as soon as the transaction is
 */
gboolean
velo_claims_calculation_set (VeloClaimsContext  *context,
                             VeloClaim          *claim,
                             VeloCalculation    *calculation,
                             GError            **error)
{
  g_autofree char *document = NULL;

  if (!check_state (claim, may_calculate (claim), error))
    return FALSE;
  velo_calculation_set_country (calculation, velo_claim_get_country (claim));
  velo_calculation_set_kind (calculation, velo_claim_get_kind (claim));
  if (!velo_calculation_is_sane (calculation))
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_INVALID, "impossible figures");
      return FALSE;
    }
  if (!check_places (context, claim, calculation, error))
    return FALSE;
  document = velo_record_to_text (calculation);
  return velo_connection_run (context->connection, error,
                              "INSERT INTO calculation (claim_id, document, who, changed) VALUES (?1, ?2, ?3, ?4)"
                              " ON CONFLICT (claim_id) DO UPDATE SET document = excluded.document,"
                              "  who = excluded.who, changed = excluded.changed", "tttl",
                              velo_claim_get_id (claim), document, context->who, context->now)
    && velo_connection_run (context->connection, error, "DELETE FROM approval WHERE claim_id = ?1", "t",
                            velo_claim_get_id (claim))
    && velo_claims_save (context, claim, error);
}

static VeloSettlement *
settle (VeloClaimsContext  *context,
        VeloClaim          *claim,
        VeloCalculation   **calculation,
        GError            **error)
{
  *calculation = velo_claims_calculation_get (context, claim, error);
  return *calculation != NULL ? velo_settlement_compute (*calculation, context->config->rules) : NULL;
}

/**
 * velo_claims_approve:
 * @context: the desk, inside a transaction that writes
 * @claim: a claim whose calculation needs the desk's decision
 * @error: return location; %VELO_CLAIMS_ERROR_CONFLICT if it does not
 *
 * Agrees to the calculation as it is now (claims design, section 5: "desk decides").
 *
 * Returns: whether it is stored, as soon as the transaction is
 */
gboolean
velo_claims_approve (VeloClaimsContext  *context,
                     VeloClaim          *claim,
                     GError            **error)
{
  g_autoptr(VeloCalculation) calculation = NULL;
  g_autoptr(VeloSettlement) settlement = NULL;
  g_autofree char *document = NULL;

  if (!check_state (claim, is_being_calculated (claim), error))
    return FALSE;
  settlement = settle (context, claim, &calculation, error);
  if (settlement == NULL
      || !check_state (claim, velo_settlement_get_outcome (settlement) == VELO_SETTLEMENT_OUTCOME_DESK_DECIDES, error))
    return FALSE;
  document = velo_record_to_text (settlement);
  return velo_connection_run (context->connection, error,
                              "INSERT INTO approval (claim_id, settlement, who, time) VALUES (?1, ?2, ?3, ?4)"
                              " ON CONFLICT (claim_id) DO UPDATE SET settlement = excluded.settlement,"
                              "  who = excluded.who, time = excluded.time", "tttl", velo_claim_get_id (claim),
                              document, context->who, context->now)
    && velo_claims_note (context, velo_claim_get_id (claim), "approved", NULL, error)
    && velo_claims_end_tasks (context, claim, 1 << VELO_TASK_KIND_DECIDE, "approved", error)
    && velo_claims_save (context, claim, error);
}

static gboolean
is_approved (VeloClaimsContext  *context,
             VeloClaim          *claim,
             gboolean           *approved,
             GError            **error)
{
  gint64 count = 0;

  if (!velo_connection_query_int64 (context->connection, &count, error,
                                    "SELECT count (*) FROM approval WHERE claim_id = ?1", "t",
                                    velo_claim_get_id (claim)))
    return FALSE;
  *approved = count > 0;
  return TRUE;
}

static gboolean
store_offer (VeloClaimsContext  *context,
             VeloClaim          *claim,
             VeloCalculation    *calculation,
             VeloSettlement     *settlement,
             GError            **error)
{
  g_autofree char *id = velo_claims_id_new ();
  g_autofree char *lines = velo_record_to_text (calculation);
  g_autofree char *steps = velo_record_to_text (settlement);
  gint64 made = 0;

  if (!velo_connection_query_int64 (context->connection, &made, error,
                                    "SELECT count (*) FROM offer WHERE claim_id = ?1", "t",
                                    velo_claim_get_id (claim))
      || !check_state (claim, made < MAX_OFFERS, error))
    return FALSE;
  return velo_connection_run (context->connection, error,
                              "INSERT INTO offer (id, claim_id, number, cents, calculation, settlement, who, created,"
                              "  valid_until) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)", "ttiltttll",
                              id, velo_claim_get_id (claim), (int) made + 1,
                              velo_settlement_get_offer_cents (settlement), lines, steps, context->who,
                              context->now, velo_claim_get_due (claim));
}

/* Asked again after the calculation (claims design, section 3). */
static gboolean
refuse_or_ask (VeloClaimsContext  *context,
               VeloClaim          *claim,
               VeloSettlement     *settlement,
               GError            **error)
{
  g_autofree char *reason = g_strdup_printf ("settlement:%d", velo_settlement_get_reasons (settlement));

  if (velo_settlement_get_outcome (settlement) == VELO_SETTLEMENT_OUTCOME_DESK_DECIDES)
    return velo_claims_add_task (context, claim, VELO_TASK_KIND_DECIDE, context->now + DECIDE_WITHIN, reason, error)
      && velo_claims_save (context, claim, error);
  if (velo_settlement_get_outcome (settlement) == VELO_SETTLEMENT_OUTCOME_NOT_HERE
      && velo_claim_get_state (claim) == VELO_CLAIM_STATE_CALCULATING)
    return velo_claims_move (context, claim, VELO_CLAIM_STATE_UNSUITABLE, reason, error)
      && velo_claims_add_task (context, claim, VELO_TASK_KIND_CALL_BACK, context->now + DECIDE_WITHIN, reason, error);
  g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_INVALID, "nothing that can be offered");
  return FALSE;
}

/**
 * velo_claims_offer_make:
 * @context: an assessor, inside a transaction that writes
 * @claim: a claim that is being calculated, or whose first offer was declined
 * @error: return location; %VELO_CLAIMS_ERROR_INVALID if the calculation is not complete or leaves
 *   nothing to offer, %VELO_CLAIMS_ERROR_CONFLICT in another state or after two offers
 *
 * Offers what follows from the calculation. Where the desk has to decide first it gets a task and
 * the claim stays; where the case is not one for immediate settlement it is found unsuitable.
 *
 * Returns: whether it is done, as soon as the transaction is; where @claim stands tells what
 */
gboolean
velo_claims_offer_make (VeloClaimsContext  *context,
                        VeloClaim          *claim,
                        GError            **error)
{
  g_autoptr(VeloCalculation) calculation = NULL;
  g_autoptr(VeloSettlement) settlement = NULL;
  VeloSettlementOutcome outcome;
  gboolean approved = FALSE;

  if (!check_state (claim, is_being_calculated (claim), error))
    return FALSE;
  settlement = settle (context, claim, &calculation, error);
  if (settlement == NULL || !is_approved (context, claim, &approved, error))
    return FALSE;
  outcome = velo_settlement_get_outcome (settlement);
  if (outcome != VELO_SETTLEMENT_OUTCOME_OFFER
      && !(outcome == VELO_SETTLEMENT_OUTCOME_DESK_DECIDES && approved))
    return refuse_or_ask (context, claim, settlement, error);
  velo_claim_set_offer_cents (claim, velo_settlement_get_offer_cents (settlement));
  return velo_claims_move (context, claim, VELO_CLAIM_STATE_OFFERED, NULL, error)
    && store_offer (context, claim, calculation, settlement, error)
    && velo_claims_invitation_send (context, claim, error);
}

/**
 * velo_claims_offer_get:
 * @context: where to look
 * @claim: a claim
 * @error: return location; %VELO_CLAIMS_ERROR_NOT_FOUND if nothing has been offered
 *
 * Returns: (transfer full) (nullable): the newest offer
 */
VeloClaimsOffer *
velo_claims_offer_get (VeloClaimsContext  *context,
                       VeloClaim          *claim,
                       GError            **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  g_autoptr(VeloClaimsOffer) offer = NULL;
  gboolean has_row = FALSE;

  statement = velo_connection_query (context->connection, error,
                                     "SELECT id, number, cents, calculation, settlement, created, valid_until,"
                                     "  who, derivation IS NOT NULL FROM offer"
                                     " WHERE claim_id = ?1 ORDER BY number DESC LIMIT 1", "t", velo_claim_get_id (claim));
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return NULL;
  if (!has_row)
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_NOT_FOUND, "no offer");
      return NULL;
    }
  offer = g_new0 (VeloClaimsOffer, 1);
  offer->id = g_strdup (velo_statement_get_text (statement, 0));
  offer->number = (int) velo_statement_get_int64 (statement, 1);
  offer->cents = velo_statement_get_int64 (statement, 2);
  offer->calculation = velo_calculation_new ();
  offer->settlement = velo_settlement_new ();
  offer->created = velo_statement_get_int64 (statement, 5);
  offer->valid_until = velo_statement_get_int64 (statement, 6);
  offer->who = g_strdup (velo_statement_get_text (statement, 7));
  offer->has_derivation = velo_statement_get_int64 (statement, 8) != 0;
  if (!velo_record_load_text (offer->calculation, velo_statement_get_text (statement, 3), error)
      || !velo_record_load_text (offer->settlement, velo_statement_get_text (statement, 4), error))
    return NULL;
  return g_steal_pointer (&offer);
}

/**
 * velo_claims_derivation_set:
 * @context: inside a transaction that writes
 * @claim: a claim with an offer
 * @file: the derivation of its newest offer, a PDF
 * @error: return location; %VELO_CLAIMS_ERROR_NOT_FOUND without an offer, %VELO_CLAIMS_ERROR_CONFLICT if
 *   one is filed already
 *
 * Files the derivation with the offer (claims design, section 5); what is filed is never changed.
 *
 * Returns: whether it is stored, as soon as the transaction is
 */
gboolean
velo_claims_derivation_set (VeloClaimsContext  *context,
                            VeloClaim          *claim,
                            GBytes             *file,
                            GError            **error)
{
  g_autoptr(VeloClaimsOffer) offer = velo_claims_offer_get (context, claim, error);

  return offer != NULL
    && check_state (claim, !offer->has_derivation, error)
    && velo_connection_run (context->connection, error, "UPDATE offer SET derivation = ?2 WHERE id = ?1", "tb",
                            offer->id, file)
    && velo_claims_note (context, velo_claim_get_id (claim), "derivation", NULL, error);
}

/**
 * velo_claims_derivation_get:
 * @context: where to look
 * @claim: a claim
 * @error: return location; %VELO_CLAIMS_ERROR_NOT_FOUND if none is filed with its newest offer
 *
 * Returns: (transfer full) (nullable): the PDF
 */
GBytes *
velo_claims_derivation_get (VeloClaimsContext  *context,
                            VeloClaim          *claim,
                            GError            **error)
{
  g_autoptr(VeloClaimsOffer) offer = velo_claims_offer_get (context, claim, error);
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = FALSE;

  if (offer == NULL)
    return NULL;
  statement = velo_connection_query (context->connection, error,
                                     "SELECT derivation FROM offer WHERE id = ?1 AND derivation IS NOT NULL", "t",
                                     offer->id);
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return NULL;
  if (has_row)
    return velo_statement_dup_bytes (statement, 0);
  g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_NOT_FOUND, "no derivation is filed");
  return NULL;
}
