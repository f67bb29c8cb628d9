/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The customer's decision: the offer in plain words, accept with account and code, or decline. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include <string.h>

#include "velo-claims-error.h"
#include "velo-claims-offer.h"
#include "velo-claims-pages.h"
#include "velo-claims-payout.h"
#include "velo-claims-photo.h"
#include "velo-claims-table.h"
#include "velo-iban.h"
#include "velo-text.h"

/* A reason is for the person who calls back. */
#define MAX_REASON_BYTES 1000

static gboolean
is_english (VeloClaim *claim)
{
  return g_strcmp0 (velo_claim_get_language (claim), "en") == 0;
}

/* Not by the locale of the process: the page has the customer's language. */
static char *
format_money (gint64   cents,
              gboolean english)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, ABS (cents) / 100);
  g_autoptr(GString) grouped = g_string_new (digits);

  for (gssize at = (gssize) grouped->len - 3; at > 0; at -= 3)
    g_string_insert_c (grouped, at, english ? ',' : '.');
  return g_strdup_printf (english ? "%s€%s.%02" G_GINT64_FORMAT : "%s%s,%02" G_GINT64_FORMAT " €",
                          cents < 0 ? "−" : "", grouped->str, ABS (cents) % 100);
}

static char *
format_percent (int      permyriad,
                gboolean english)
{
  if (permyriad % 100 == 0)
    return g_strdup_printf ("%d\u00a0%%", permyriad / 100);
  return g_strdup_printf ("%d%s%d\u00a0%%", permyriad / 100, english ? "." : ",", permyriad % 100 / 10);
}

/* The same lines as the assessor's, by the same rules. */
static void
add_steps (VeloClaimsValues *values,
           VeloSettlement   *settlement,
           gboolean          english)
{
  GListModel *steps = G_LIST_MODEL (velo_settlement_get_steps (settlement));
  g_autoptr(GEnumClass) kinds = g_type_class_ref (VELO_TYPE_SETTLEMENT_STEP_KIND);

  for (guint i = 0; i < g_list_model_get_n_items (steps); i++)
    {
      g_autoptr(VeloSettlementStep) step = g_list_model_get_item (steps, i);
      VeloClaimsValues *line = velo_claims_values_add (values, "step");
      g_autofree char *money = format_money (velo_settlement_step_get_cents (step), english);
      int permyriad = velo_settlement_step_get_permyriad (step);

      /* each kind is a section of the page that tells its words */
      velo_claims_values_set_flag (line, g_enum_get_value (kinds, velo_settlement_step_get_kind (step))->value_nick,
                                   TRUE);
      velo_claims_values_set (line, "money", money);
      if (permyriad >= 0)
        {
          g_autofree char *percent = format_percent (permyriad, english);

          velo_claims_values_set (line, "percent", percent);
        }
    }
}

/* Which of the own photos shows why, in the words by which it was asked for. */
static void
set_photo (VeloClaimsValues    *item,
           VeloClaimsValues    *values,
           VeloCalculationLine *line,
           JsonArray           *photos)
{
  for (guint i = 0; i < json_array_get_length (photos); i++)
    {
      JsonObject *photo = json_array_get_object_element (photos, i);
      g_autofree char *key = NULL;

      if (g_strcmp0 (json_object_get_string_member (photo, "id"), velo_calculation_line_get_photo_id (line)) != 0)
        continue;
      key = g_strconcat ("t-slot-", json_object_get_string_member (photo, "slot"), NULL);
      velo_claims_values_set (item, "photo", velo_claims_values_get_text (values, key));
    }
}

static void
add_lines (VeloClaimsValues *values,
           VeloCalculation  *calculation,
           JsonArray        *photos,
           gboolean          english)
{
  GListModel *lines = G_LIST_MODEL (velo_calculation_get_lines (calculation));

  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr(VeloCalculationLine) line = g_list_model_get_item (lines, i);
      VeloClaimsValues *item = velo_claims_values_add (values, "line");
      g_autofree char *money = format_money (velo_calculation_get_line_cents (calculation, line), english);

      velo_claims_values_set (item, "text", velo_calculation_line_get_text (line));
      velo_claims_values_set (item, "money", money);
      set_photo (item, values, line, photos);
    }
}

static VeloClaimsValues *
new_values (VeloClaimsContext *context,
            VeloClaimsRequest *request,
            VeloClaim         *claim)
{
  VeloClaimsValues *values = velo_claims_pages_new_claim_values (context->config, claim);

  velo_claims_values_set (values, "number", velo_claim_get_number (claim));
  velo_claims_values_set (values, "csrf", request->csrf);
  return values;
}

static void
set_time (VeloClaimsValues *values,
          const char       *name,
          gint64            time_usec,
          gboolean          english)
{
  g_autofree char *text = velo_claims_pages_format_time (time_usec, english ? "en" : "de");

  velo_claims_values_set (values, name, text);
}

/**
 * velo_claims_decide_show_offer:
 * @context: the customer
 * @request: the request
 * @response: the answer
 * @claim: a claim with an offer
 * @error: return location
 *
 * Shows the sum, how it came about, what it does not contain, and until when it is valid.
 *
 * Returns: whether it is shown
 */
gboolean
velo_claims_decide_show_offer (VeloClaimsContext   *context,
                               VeloClaimsRequest   *request,
                               VeloClaimsResponse  *response,
                               VeloClaim           *claim,
                               GError             **error)
{
  g_autoptr(VeloClaimsOffer) offer = velo_claims_offer_get (context, claim, error);
  g_autoptr(JsonArray) photos = offer != NULL ? velo_claims_photo_list (context, claim, TRUE, error) : NULL;
  g_autoptr(VeloClaimsValues) values = NULL;
  g_autofree char *sum = NULL;
  gboolean english = is_english (claim);

  if (photos == NULL)
    return FALSE;
  values = new_values (context, request, claim);
  sum = format_money (offer->cents, english);
  velo_claims_values_set (values, "sum", sum);
  velo_claims_values_set_flag (values, "ended", offer->valid_until <= context->now);
  velo_claims_values_set_flag (values, "liability", velo_claim_get_kind (claim) == VELO_CLAIM_KIND_LIABILITY);
  set_time (values, "valid", offer->valid_until, english);
  add_steps (values, offer->settlement, english);
  add_lines (values, offer->calculation, photos, english);
  velo_claims_pages_show (response, "offer", values);
  return TRUE;
}

static VeloClaim *
get_claim (VeloClaimsContext  *context,
           GError            **error)
{
  return velo_claims_get (context, context->claim_id, error);
}

static gboolean
is_undecided (VeloClaim *claim)
{
  return velo_claim_get_state (claim) == VELO_CLAIM_STATE_OFFERED
    || velo_claim_get_state (claim) == VELO_CLAIM_STATE_ACCEPTED;
}

/* Gone back in the browser: the claim's page tells how it stands. */
static gboolean
go_to_claim (VeloClaimsResponse *response)
{
  velo_claims_response_redirect (response, "/claim");
  return TRUE;
}

/* The same for a form that comes too late: refused, with the page that tells how it stands. */
static gboolean
refuse_with_claim (VeloClaimsContext   *context,
                   VeloClaimsRequest   *request,
                   VeloClaimsResponse  *response,
                   guint                status,
                   GError             **error)
{
  if (!velo_claims_pages_claim (context, request, response, error))
    return FALSE;
  response->status = status;
  return TRUE;
}

/* As much of an account as its holder needs to know it again. */
static char *
mask_iban (const char *iban)
{
  gsize length = strlen (iban);

  return length > 8 ? g_strdup_printf ("%.4s … %s", iban, iban + length - 4) : g_strdup ("");
}

/* @sql: gives holder and iban of a claim, and whether the bank has sent the money back */
static gboolean
set_account (VeloClaimsContext  *context,
             const char         *claim_id,
             const char         *sql,
             VeloClaimsValues   *values,
             GError            **error)
{
  g_autoptr(VeloStatement) statement = velo_connection_query (context->connection, error, sql, "t", claim_id);
  g_autofree char *masked = NULL;
  gboolean has_row = FALSE;

  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return FALSE;
  velo_claims_values_set_flag (values, "payout", has_row);
  if (!has_row)
    return TRUE;
  masked = mask_iban (velo_statement_get_text (statement, 1));
  velo_claims_values_set (values, "payout-holder", velo_statement_get_text (statement, 0));
  velo_claims_values_set (values, "payout-iban", masked);
  velo_claims_values_set_flag (values, "returned", velo_statement_get_int64 (statement, 2) != 0);
  return TRUE;
}

/**
 * velo_claims_decide_set_payout:
 * @context: the customer
 * @claim: a claim
 * @values: of a page; gets "payout", "payout-sum", "payout-holder", "payout-iban" in part, "returned",
 *   "changeable" and "ordered"
 * @error: return location
 *
 * Returns: whether the page can tell where the money goes, if it goes anywhere
 */
gboolean
velo_claims_decide_set_payout (VeloClaimsContext   *context,
                               VeloClaim           *claim,
                               VeloClaimsValues    *values,
                               GError             **error)
{
  g_autofree char *sum = format_money (velo_claim_get_offer_cents (claim), is_english (claim));

  velo_claims_values_set (values, "payout-sum", sum);
  velo_claims_values_set_flag (values, "changeable", velo_claim_get_state (claim) == VELO_CLAIM_STATE_ACCEPTED);
  velo_claims_values_set_flag (values, "ordered", velo_claim_get_state (claim) == VELO_CLAIM_STATE_PAYOUT_ORDERED);
  return set_account (context, velo_claim_get_id (claim), "SELECT holder, iban, returned FROM payout WHERE claim_id = ?1",
                      values, error);
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
show_account (VeloClaimsContext  *context,
              VeloClaimsRequest  *request,
              VeloClaimsResponse *response,
              VeloClaim          *claim,
              gboolean            entered)
{
  g_autoptr(VeloClaimsValues) values = new_values (context, request, claim);
  g_autofree char *holder = velo_claims_request_dup_text (request, "holder");
  g_autofree char *iban = velo_claims_request_dup_text (request, "iban");

  set_field (values, request, "holder");
  set_field (values, request, "iban");
  velo_claims_values_set_flag (values, "changeable", velo_claim_get_state (claim) == VELO_CLAIM_STATE_ACCEPTED);
  velo_claims_values_set_flag (values, "holder-fault", entered && velo_text_is_empty (holder));
  velo_claims_values_set_flag (values, "fault", entered);
  velo_claims_values_set_flag (values, "iban-fault", entered && velo_iban_check (iban) != VELO_IBAN_OK);
  velo_claims_pages_show (response, "account", values);
  if (entered)
    response->status = 422;
  return TRUE;
}

gboolean
velo_claims_pages_account (VeloClaimsContext   *context,
                           VeloClaimsRequest   *request,
                           VeloClaimsResponse  *response,
                           GError             **error)
{
  g_autoptr(VeloClaim) claim = get_claim (context, error);

  if (claim == NULL)
    return FALSE;
  if (!is_undecided (claim))
    return go_to_claim (response);
  return show_account (context, request, response, claim, FALSE);
}

/* What was entered, or what stands beside the code that did not come: nobody types an IBAN twice. */
static gboolean
read_account (VeloClaimsContext  *context,
              VeloClaimsRequest  *request,
              gboolean            again,
              char              **holder,
              char              **iban,
              GError            **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = FALSE;

  *holder = velo_claims_request_dup_text (request, "holder");
  *iban = velo_claims_request_dup_text (request, "iban");
  if (!again)
    return TRUE;
  statement = velo_connection_query (context->connection, error, "SELECT holder, iban FROM code WHERE claim_id = ?1", "t",
                                     context->claim_id);
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return FALSE;
  if (has_row)
    {
      g_free (*holder);
      g_free (*iban);
      *holder = g_strdup (velo_statement_get_text (statement, 0));
      *iban = g_strdup (velo_statement_get_text (statement, 1));
    }
  return TRUE;
}

gboolean
velo_claims_pages_accept (VeloClaimsContext   *context,
                          VeloClaimsRequest   *request,
                          VeloClaimsResponse  *response,
                          GError             **error)
{
  g_autoptr(VeloClaim) claim = get_claim (context, error);
  g_autofree char *asked = velo_claims_request_dup_text (request, "again");
  gboolean again = *asked != '\0';
  g_autofree char *holder = NULL;
  g_autofree char *iban = NULL;
  g_autoptr(GError) local_error = NULL;

  if (claim == NULL)
    return FALSE;
  if (!is_undecided (claim))
    return refuse_with_claim (context, request, response, 409, error);
  if (!read_account (context, request, again, &holder, &iban, error))
    return FALSE;
  if (velo_claims_payout_ask_code (context, claim, holder, iban, &local_error))
    {
      velo_claims_response_redirect (response, again ? "/claim/code?new=1" : "/claim/code");
      return TRUE;
    }
  if (g_error_matches (local_error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_INVALID))
    return show_account (context, request, response, claim, TRUE);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* With what is accepted by it. */
static gboolean
show_code (VeloClaimsContext    *context,
           VeloClaimsRequest    *request,
           VeloClaimsResponse   *response,
           VeloClaim            *claim,
           VeloClaimsCodeResult  result,
           GError              **error)
{
  g_autoptr(VeloClaimsOffer) offer = velo_claims_offer_get (context, claim, error);
  g_autoptr(VeloClaimsValues) values = NULL;
  g_autofree char *sum = NULL;

  if (offer == NULL)
    return FALSE;
  values = new_values (context, request, claim);
  if (!set_account (context, velo_claim_get_id (claim), "SELECT holder, iban, 0 FROM code WHERE claim_id = ?1", values,
                    error))
    return FALSE;
  sum = format_money (offer->cents, is_english (claim));
  velo_claims_values_set (values, "sum", sum);
  set_field (values, request, "new");
  velo_claims_values_set_flag (values, "code-wrong", result == VELO_CLAIMS_CODE_WRONG);
  velo_claims_values_set_flag (values, "code-fault", result != VELO_CLAIMS_CODE_RIGHT);
  velo_claims_values_set_flag (values, "code-over", result == VELO_CLAIMS_CODE_OVER);
  velo_claims_pages_show (response, "code", values);
  if (result != VELO_CLAIMS_CODE_RIGHT)
    response->status = 422;
  return TRUE;
}

static gboolean
count_codes (VeloClaimsContext  *context,
             gint64             *count,
             GError            **error)
{
  return velo_connection_query_int64 (context->connection, count, error,
                                      "SELECT count (*) FROM code WHERE claim_id = ?1", "t", context->claim_id);
}

/* Gone back in the browser after the code was right: there is none to type any more. */
gboolean
velo_claims_pages_code (VeloClaimsContext   *context,
                        VeloClaimsRequest   *request,
                        VeloClaimsResponse  *response,
                        GError             **error)
{
  g_autoptr(VeloClaim) claim = get_claim (context, error);
  gint64 asked = 0;

  if (claim == NULL || !count_codes (context, &asked, error))
    return FALSE;
  if (!is_undecided (claim) || (asked == 0 && velo_claim_get_state (claim) == VELO_CLAIM_STATE_ACCEPTED))
    return go_to_claim (response);
  return show_code (context, request, response, claim, VELO_CLAIMS_CODE_RIGHT, error);
}

gboolean
velo_claims_pages_confirm (VeloClaimsContext   *context,
                           VeloClaimsRequest   *request,
                           VeloClaimsResponse  *response,
                           GError             **error)
{
  g_autoptr(VeloClaim) claim = get_claim (context, error);
  g_autofree char *code = velo_claims_request_dup_text (request, "code");
  VeloClaimsCodeResult result;
  gint64 asked = 0;

  if (claim == NULL || !count_codes (context, &asked, error))
    return FALSE;
  if (!is_undecided (claim))
    return refuse_with_claim (context, request, response, 409, error);
  if (asked == 0 && velo_claim_get_state (claim) == VELO_CLAIM_STATE_ACCEPTED)
    return refuse_with_claim (context, request, response, 422, error);
  if (!velo_claims_payout_confirm (context, claim, code, &result, error))
    return FALSE;
  if (result != VELO_CLAIMS_CODE_RIGHT)
    return show_code (context, request, response, claim, result, error);
  return go_to_claim (response);
}

gboolean
velo_claims_pages_decline_form (VeloClaimsContext   *context,
                                VeloClaimsRequest   *request,
                                VeloClaimsResponse  *response,
                                GError             **error)
{
  g_autoptr(VeloClaim) claim = get_claim (context, error);
  g_autoptr(VeloClaimsValues) values = NULL;

  if (claim == NULL)
    return FALSE;
  if (velo_claim_get_state (claim) != VELO_CLAIM_STATE_OFFERED)
    return go_to_claim (response);
  values = new_values (context, request, claim);
  velo_claims_pages_show (response, "decline", values);
  return TRUE;
}

gboolean
velo_claims_pages_decline (VeloClaimsContext   *context,
                           VeloClaimsRequest   *request,
                           VeloClaimsResponse  *response,
                           GError             **error)
{
  g_autoptr(VeloClaim) claim = get_claim (context, error);
  g_autofree char *reason = velo_claims_request_dup_text (request, "reason");
  g_autofree char *when = velo_claims_request_dup_text (request, "when");
  g_autofree char *together = NULL;

  if (claim == NULL)
    return FALSE;
  if (strlen (reason) > MAX_REASON_BYTES || strlen (when) > MAX_REASON_BYTES)
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_INVALID, "too long");
      return FALSE;
    }
  if (velo_claim_get_state (claim) != VELO_CLAIM_STATE_OFFERED)
    return refuse_with_claim (context, request, response, 409, error);
  together = g_strdup_printf ("%s%s%s", reason, *reason != '\0' && *when != '\0' ? " · " : "", when);
  return go_to_claim (response)
    && velo_claims_move (context, claim, VELO_CLAIM_STATE_DECLINED, together, error);
}
