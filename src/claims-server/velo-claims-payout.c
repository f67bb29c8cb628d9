/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Payouts: accepted by the customer with a code, released by the desk, confirmed by the bank. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-payout.h"

#include "velo-claims-error.h"
#include "velo-claims-journal.h"
#include "velo-claims-message.h"
#include "velo-claims-offer.h"
#include "velo-claims-table.h"
#include "velo-claims-token.h"
#include "velo-clock.h"
#include "velo-date.h"
#include "velo-iban.h"
#include "velo-sepa-text.h"
#include "velo-text.h"

#define CODE_TIME (10 * G_TIME_SPAN_MINUTE)
#define CODE_TRIES 5

/* Each code is a message that costs money, and five more tries. */
#define CODES_AT_ONCE 5
#define CODES_TIME G_TIME_SPAN_HOUR

#define RETURNED_WITHIN G_TIME_SPAN_HOUR

/* ?1 names the payment, or if ?2 the file in which it went. */
#define NAMED "CASE ?2 WHEN 0 THEN end_to_end_id ELSE payout_file.message_id END = ?1"

/* A payout as it stands in the table. */
typedef struct
{
  char *id;
  char *end_to_end_id;
  char *holder;
  char *iban;
  char *first_by;
  char *payee_result;
  char *payee_name;
  char *payee_by;
  gint64 payee_time;
  gint64 cents;
  gboolean changed_after;
} Payout;

static void
payout_clear (Payout *payout)
{
  g_free (payout->id);
  g_free (payout->end_to_end_id);
  g_free (payout->holder);
  g_free (payout->iban);
  g_free (payout->first_by);
  g_free (payout->payee_result);
  g_free (payout->payee_name);
  g_free (payout->payee_by);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Payout, payout_clear)

static gboolean
find_payout (VeloClaimsContext  *context,
             const char         *claim_id,
             Payout             *payout,
             gboolean           *found,
             GError            **error)
{
  g_autoptr(VeloStatement) statement = NULL;

  statement = velo_connection_query (context->connection, error,
                                     "SELECT id, end_to_end_id, holder, iban, first_by, cents, changed_after,"
                                     "  payee_result, payee_name, payee_by, payee_time FROM payout"
                                     " WHERE claim_id = ?1", "t", claim_id);
  if (statement == NULL || !velo_statement_step (statement, found, error))
    return FALSE;
  if (!*found)
    return TRUE;
  payout->id = g_strdup (velo_statement_get_text (statement, 0));
  payout->end_to_end_id = g_strdup (velo_statement_get_text (statement, 1));
  payout->holder = g_strdup (velo_statement_get_text (statement, 2));
  payout->iban = g_strdup (velo_statement_get_text (statement, 3));
  payout->first_by = g_strdup (velo_statement_get_text (statement, 4));
  payout->cents = velo_statement_get_int64 (statement, 5);
  payout->changed_after = velo_statement_get_int64 (statement, 6) != 0;
  payout->payee_result = g_strdup (velo_statement_get_text (statement, 7));
  payout->payee_name = g_strdup (velo_statement_get_text (statement, 8));
  payout->payee_by = g_strdup (velo_statement_get_text (statement, 9));
  payout->payee_time = velo_statement_get_int64 (statement, 10);
  return TRUE;
}

static gboolean
fail (GError         **error,
      VeloClaimsError  code,
      const char      *message)
{
  g_set_error_literal (error, VELO_CLAIMS_ERROR, (int) code, message);
  return FALSE;
}

static gboolean
may_enter_account (VeloClaim *claim)
{
  return velo_claim_get_state (claim) == VELO_CLAIM_STATE_OFFERED
    || velo_claim_get_state (claim) == VELO_CLAIM_STATE_ACCEPTED;
}

static gboolean
check_offer (VeloClaimsContext  *context,
             VeloClaim          *claim,
             GError            **error)
{
  g_autoptr(VeloClaimsOffer) offer = NULL;

  if (!may_enter_account (claim))
    return fail (error, VELO_CLAIMS_ERROR_CONFLICT, "nothing to accept");
  offer = velo_claims_offer_get (context, claim, error);
  if (offer == NULL)
    return FALSE;
  return velo_claim_get_state (claim) != VELO_CLAIM_STATE_OFFERED || offer->valid_until > context->now
    || fail (error, VELO_CLAIMS_ERROR_GONE, "the offer has ended");
}

static gboolean
check_codes (VeloClaimsContext  *context,
             VeloClaim          *claim,
             GError            **error)
{
  gint64 oldest = 0;

  /* of the five newest ones within the hour, 0 if there are fewer */
  if (!velo_connection_query_int64 (context->connection, &oldest, error,
                                    "SELECT coalesce ((SELECT created FROM message WHERE claim_id = ?1 AND kind = 'code'"
                                    "  AND created > ?2 ORDER BY created DESC LIMIT 1 OFFSET ?3), 0)", "tli",
                                    velo_claim_get_id (claim), context->now - CODES_TIME, CODES_AT_ONCE - 1))
    return FALSE;
  if (oldest == 0)
    return TRUE;
  context->retry_at = oldest + CODES_TIME;
  return fail (error, VELO_CLAIMS_ERROR_LIMIT, "too many codes");
}

/**
 * velo_claims_payout_ask_code:
 * @context: the customer, inside a transaction that writes
 * @claim: with an offer that is still valid; or accepted, to change the bank data
 * @holder: account holder "as at the bank"
 * @iban: the account
 * @error: return location; %VELO_CLAIMS_ERROR_INVALID, %VELO_CLAIMS_ERROR_CONFLICT in another
 *   state, %VELO_CLAIMS_ERROR_GONE after the offer has ended, %VELO_CLAIMS_ERROR_LIMIT after five
 *   codes within an hour
 *
 * Makes a one-time code and sends it; only its hash is stored. Nothing is accepted yet.
 *
 * Returns: whether the code is on its way, as soon as the transaction is stored
 */
gboolean
velo_claims_payout_ask_code (VeloClaimsContext  *context,
                             VeloClaim          *claim,
                             const char         *holder,
                             const char         *iban,
                             GError            **error)
{
  g_autofree char *name = velo_text_squash (holder);
  g_autofree char *plain = velo_iban_normalize (iban);
  g_autofree char *transliterated = velo_sepa_transliterate (name, VELO_SEPA_MAX_NAME);
  g_autofree char *code = velo_claims_code_new ();
  g_autofree char *hash = velo_claims_token_hash (code);
  g_autofree char *text = NULL;

  if (!check_offer (context, claim, error))
    return FALSE;
  if (*transliterated == '\0' || velo_iban_check (iban) != VELO_IBAN_OK)
    return fail (error, VELO_CLAIMS_ERROR_INVALID, "holder or IBAN");
  if (!check_codes (context, claim, error))
    return FALSE;
  text = g_strdup_printf (g_strcmp0 (velo_claim_get_language (claim), "en") == 0
                            ? "Your code for claim %s: %s. Never pass it on. Questions? %s"
                            : "Ihr Code zum Schaden %s: %s. Geben Sie ihn nicht weiter. Fragen? %s",
                          velo_claim_get_number (claim), code, context->config->desk_phone);
  return velo_connection_run (context->connection, error,
                              "INSERT INTO code (claim_id, code_hash, expires, tries, holder, iban)"
                              " VALUES (?1, ?2, ?3, 0, ?4, ?5)"
                              " ON CONFLICT (claim_id) DO UPDATE SET code_hash = excluded.code_hash,"
                              "  expires = excluded.expires, tries = 0, holder = excluded.holder,"
                              "  iban = excluded.iban", "ttltt", velo_claim_get_id (claim), hash,
                              context->now + CODE_TIME, name, plain)
    && velo_claims_message_add (context, claim, "code", text, error);
}

/* The first acceptance makes the order; new bank data afterwards asks for a second person. */
static gboolean
store_acceptance (VeloClaimsContext  *context,
                  VeloClaim          *claim,
                  const char         *holder,
                  const char         *iban,
                  GError            **error)
{
  g_autoptr(VeloClaimsOffer) offer = velo_claims_offer_get (context, claim, error);
  g_autofree char *id = velo_claims_id_new ();
  g_autofree char *reference = velo_sepa_transliterate (velo_claim_get_number (claim), VELO_SEPA_MAX_ID);

  if (offer == NULL)
    return FALSE;
  return velo_connection_run (context->connection, error,
                              "INSERT INTO payout (id, claim_id, offer_id, end_to_end_id, cents, holder, iban,"
                              "  changed_after, first_by, created) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, '', ?8)"
                              " ON CONFLICT (claim_id) DO UPDATE SET holder = excluded.holder,"
                              "  iban = excluded.iban, changed_after = 1, returned = 0, first_by = '', payee_result = '',"
                              "  payee_name = '', payee_by = '', payee_time = 0", "ttttlttl", id,
                              velo_claim_get_id (claim), offer->id, reference, offer->cents, holder, iban,
                              context->now)
    && velo_connection_run (context->connection, error, "DELETE FROM code WHERE claim_id = ?1", "t",
                            velo_claim_get_id (claim))
    && (velo_claim_get_state (claim) == VELO_CLAIM_STATE_ACCEPTED
          ? velo_claims_note (context, velo_claim_get_id (claim), "bank-data", NULL, error)
              && velo_claims_save (context, claim, error)
          : velo_claims_move (context, claim, VELO_CLAIM_STATE_ACCEPTED, NULL, error));
}

/**
 * velo_claims_payout_confirm:
 * @context: the customer, inside a transaction that writes
 * @claim: the claim
 * @code: what the customer entered
 * @result: (out): what came of it
 * @error: return location
 *
 * A code is good for one acceptance, ten minutes and five tries, and no longer than the offer.
 *
 * Returns: whether @result holds, as soon as the transaction is stored
 */
gboolean
velo_claims_payout_confirm (VeloClaimsContext     *context,
                            VeloClaim             *claim,
                            const char            *code,
                            VeloClaimsCodeResult  *result,
                            GError               **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  g_autofree char *digits = velo_text_digits (code);
  g_autofree char *hash = velo_claims_token_hash (digits);
  gboolean has_row = FALSE;

  *result = VELO_CLAIMS_CODE_OVER;
  if (!check_offer (context, claim, error))
    return FALSE;
  statement = velo_connection_query (context->connection, error,
                                     "SELECT code_hash, holder, iban FROM code"
                                     " WHERE claim_id = ?1 AND expires > ?2 AND tries < ?3", "tli",
                                     velo_claim_get_id (claim), context->now, CODE_TRIES);
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  if (!velo_claims_text_equal (velo_statement_get_text (statement, 0), hash))
    {
      *result = VELO_CLAIMS_CODE_WRONG;
      return velo_connection_run (context->connection, error,
                                  "UPDATE code SET tries = tries + 1 WHERE claim_id = ?1", "t",
                                  velo_claim_get_id (claim));
    }
  *result = VELO_CLAIMS_CODE_RIGHT;
  return velo_claims_message_arrived (context, claim, TRUE, error)
    && store_acceptance (context, claim, velo_statement_get_text (statement, 1),
                         velo_statement_get_text (statement, 2), error);
}

static GBytes *
write_file (VeloClaimsContext  *context,
            VeloClaim          *claim,
            const Payout       *payout,
            const char         *message_id,
            GError            **error)
{
  /* a bank refuses a day that is over where it is */
  g_autoptr(GDateTime) now = velo_clock_read (context->now);
  g_autoptr(GDate) today = g_date_new_dmy ((GDateDay) g_date_time_get_day_of_month (now),
                                           (GDateMonth) g_date_time_get_month (now),
                                           (GDateYear) g_date_time_get_year (now));
  g_autofree char *text = g_strdup_printf ("Schaden %s, %s", velo_claim_get_number (claim),
                                           velo_claim_get_plate (claim));
  const VeloClaimsPayment payment = {
    .message_id = message_id, .created = context->now, .day = today, .instant = context->config->instant,
    .debtor_name = context->config->debtor_name, .debtor_iban = context->config->debtor_iban,
    .debtor_bic = context->config->debtor_bic, .creditor_name = payout->holder, .creditor_iban = payout->iban,
    .cents = payout->cents, .end_to_end_id = payout->end_to_end_id, .text = text,
  };

  return velo_claims_payment_file_new (&payment, error);
}

static gboolean
order (VeloClaimsContext  *context,
       VeloClaim          *claim,
       const Payout       *payout,
       GBytes            **file,
       GError            **error)
{
  g_autofree char *random = velo_claims_id_new ();
  g_autofree char *message_id = g_strdup_printf ("VELO%.28s", random);
  g_autoptr(GBytes) written = write_file (context, claim, payout, message_id, error);
  g_autofree char *hash = NULL;

  if (written == NULL)
    return FALSE;
  hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, written);
  if (!velo_connection_run (context->connection, error,
                            "INSERT INTO payout_file (message_id, payout_id, file, hash, first_by, second_by, created,"
                            "  outcome) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, '')", "ttbtttl", message_id, payout->id,
                            written, hash, *payout->first_by != '\0' ? payout->first_by : context->account_id,
                            *payout->first_by != '\0' ? context->account_id : "", context->now)
      || !velo_claims_move (context, claim, VELO_CLAIM_STATE_PAYOUT_ORDERED, NULL, error))
    return FALSE;
  *file = g_steal_pointer (&written);
  return TRUE;
}

/**
 * velo_claims_payout_release:
 * @context: the desk, inside a transaction that writes
 * @claim: an accepted claim
 * @file: (out) (transfer full) (nullable): the file for the bank; %NULL if a second person has to
 *   release it as well
 * @error: return location; %VELO_CLAIMS_ERROR_CONFLICT in another state,
 *   %VELO_CLAIMS_ERROR_FORBIDDEN if the same person releases twice, %VELO_CLAIMS_ERROR_STOPPED while
 *   nothing is to be released,
 *   %VELO_CLAIMS_ERROR_INVALID if the settings name no account that pays
 *
 * Source: claims design, section 6: a second person above a set amount, and section 4: also after
 * bank data has changed.
 *
 * Returns: whether it is stored, as soon as the transaction is
 */
gboolean
velo_claims_payout_release (VeloClaimsContext  *context,
                            VeloClaim          *claim,
                            GBytes            **file,
                            GError            **error)
{
  g_auto(Payout) payout = { NULL };
  gboolean found = FALSE;

  *file = NULL;
  if (!find_payout (context, velo_claim_get_id (claim), &payout, &found, error))
    return FALSE;
  if (!found || velo_claim_get_state (claim) != VELO_CLAIM_STATE_ACCEPTED)
    return fail (error, VELO_CLAIMS_ERROR_CONFLICT, "nothing to release");
  if (context->no_release)
    return fail (error, VELO_CLAIMS_ERROR_STOPPED, "the journal was changed");
  if (g_strcmp0 (payout.first_by, context->account_id) == 0)
    return fail (error, VELO_CLAIMS_ERROR_FORBIDDEN, "a second person has to release it");
  if (*payout.first_by != '\0'
      || (payout.cents <= context->config->second_person_cents && !payout.changed_after))
    return order (context, claim, &payout, file, error);
  return velo_connection_run (context->connection, error,
                              "UPDATE payout SET first_by = ?2 WHERE id = ?1", "tt", payout.id, context->account_id)
    && velo_claims_note (context, velo_claim_get_id (claim), "released-first", NULL, error)
    && velo_claims_save (context, claim, error);
}

static gboolean
set_outcome (VeloClaimsContext  *context,
             const char         *message_id,
             const char         *outcome,
             GError            **error)
{
  return velo_connection_run (context->connection, error,
                              "UPDATE payout_file SET outcome = ?2 WHERE message_id = ?1", "tt", message_id, outcome);
}

/* The customer is asked for the account again, unless the whole file was refused: that is our fault. */
static gboolean
take_back (VeloClaimsContext           *context,
           VeloClaim                   *claim,
           const VeloClaimsBankReport  *report,
           GError                     **error)
{
  return velo_claims_move (context, claim, VELO_CLAIM_STATE_ACCEPTED, report->reason, error)
    && velo_connection_run (context->connection, error,
                            "UPDATE payout SET first_by = '', returned = ?2 WHERE claim_id = ?1", "ti",
                            velo_claim_get_id (claim), !report->of_file)
    && velo_claims_add_task (context, claim, VELO_TASK_KIND_PAYOUT_RETURNED, context->now + RETURNED_WITHIN,
                             report->reason, error);
}

/* What a bank said of a payment that came back must not be taken for a word on the one after it. */
static gboolean
note_report (VeloClaimsContext           *context,
             const VeloClaimsBankReport  *report,
             const char                  *file_hash,
             gboolean                    *is_new,
             GError                     **error)
{
  if (!velo_connection_run (context->connection, error,
                            "INSERT INTO bank_report (file_hash, end_to_end_id, time) VALUES (?1, ?2, ?3)"
                            " ON CONFLICT DO NOTHING", "ttl", file_hash, report->id, context->now))
    return FALSE;
  *is_new = velo_connection_get_n_changed (context->connection) == 1;
  return TRUE;
}

/* Banks send money back days after they have confirmed it: the claim stays paid, and the desk calls. */
static gboolean
take_late_return (VeloClaimsContext           *context,
                  const VeloClaimsBankReport  *report,
                  const char                  *file_hash,
                  guint                       *counted,
                  guint                       *unknown,
                  GError                     **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  g_autoptr(VeloClaim) claim = NULL;
  gboolean has_row = FALSE;
  gboolean is_new = FALSE;

  statement = velo_connection_query (context->connection, error,
                                     "SELECT payout.claim_id FROM payout"
                                     " JOIN payout_file ON payout_file.payout_id = payout.id"
                                     " WHERE " NAMED " AND outcome = 'paid' AND (?3 < 0 OR ?3 = payout.cents)",
                                     "til", report->id, report->of_file, report->cents);
  if (statement == NULL || !velo_statement_step (statement, &has_row, error)
      || (has_row && !note_report (context, report, file_hash, &is_new, error)))
    return FALSE;
  if (!is_new)
    {
      (*unknown)++;
      return TRUE;
    }
  claim = velo_claims_get (context, velo_statement_get_text (statement, 0), error);
  (*counted)++;
  return claim != NULL
    && velo_claims_add_task (context, claim, VELO_TASK_KIND_PAYOUT_RETURNED, context->now + RETURNED_WITHIN,
                             report->reason, error)
    && velo_claims_note (context, velo_claim_get_id (claim), "returned-late", report->reason, error);
}

/* What the bank says of one payment; a report about none of ours, or about another sum, is counted
 * as unknown and changes nothing. */
static gboolean
take_report (VeloClaimsContext           *context,
             const VeloClaimsBankReport  *report,
             const char                  *file_hash,
             guint                       *counted,
             guint                       *unknown,
             GError                     **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  g_autoptr(VeloClaim) claim = NULL;
  gboolean paid = report->outcome == VELO_CLAIMS_BANK_OUTCOME_PAID;
  gboolean has_row = FALSE;
  gboolean is_new = FALSE;

  statement = velo_connection_query (context->connection, error,
                                     "SELECT payout.claim_id, payout_file.message_id, payout.cents"
                                     " FROM payout JOIN payout_file ON payout_file.payout_id = payout.id"
                                     " WHERE " NAMED " AND outcome = ''"
                                     " ORDER BY payout_file.created DESC LIMIT 1", "ti", report->id, report->of_file);
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return FALSE;
  if (!has_row && !paid)
    return take_late_return (context, report, file_hash, counted, unknown, error);
  if (!has_row || (report->cents >= 0 && report->cents != velo_statement_get_int64 (statement, 2)))
    {
      (*unknown)++;
      return TRUE;
    }
  if (!note_report (context, report, file_hash, &is_new, error))
    return FALSE;
  if (!is_new)
    {
      (*unknown)++;
      return TRUE;
    }
  claim = velo_claims_get (context, velo_statement_get_text (statement, 0), error);
  if (claim == NULL)
    return FALSE;
  (*counted)++;
  return set_outcome (context, velo_statement_get_text (statement, 1), paid ? "paid" : "returned", error)
    && (paid ? velo_claims_move (context, claim, VELO_CLAIM_STATE_PAID, "bank", error)
             : take_back (context, claim, report, error));
}

/**
 * velo_claims_payout_report:
 * @context: the desk, inside a transaction that writes
 * @file: what the bank sent
 * @reports: (element-type VeloClaimsBankReport): what stands in it
 * @paid: (out): claims that are paid now
 * @returned: (out): payouts that came back
 * @unknown: (out): reports about no open payout of ours
 * @error: return location
 *
 * Reading the same file again changes nothing.
 *
 * Returns: whether it is stored, as soon as the transaction is
 */
gboolean
velo_claims_payout_report (VeloClaimsContext  *context,
                           GBytes             *file,
                           GPtrArray          *reports,
                           guint              *paid,
                           guint              *returned,
                           guint              *unknown,
                           GError            **error)
{
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, file);

  *paid = *returned = *unknown = 0;
  for (guint i = 0; i < reports->len; i++)
    {
      const VeloClaimsBankReport *report = g_ptr_array_index (reports, i);

      if (report->outcome == VELO_CLAIMS_BANK_OUTCOME_PENDING)
        continue;
      if (!take_report (context, report, hash, report->outcome == VELO_CLAIMS_BANK_OUTCOME_PAID ? paid : returned,
                        unknown, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * velo_claims_payout_paid:
 * @context: the desk, inside a transaction that writes
 * @claim: a claim whose payout is ordered
 * @error: return location; %VELO_CLAIMS_ERROR_CONFLICT in another state
 *
 * Confirms by hand what the bank has confirmed in another way.
 *
 * Returns: whether it is stored, as soon as the transaction is
 */
gboolean
velo_claims_payout_paid (VeloClaimsContext  *context,
                         VeloClaim          *claim,
                         GError            **error)
{
  return velo_claims_move (context, claim, VELO_CLAIM_STATE_PAID, "by hand", error)
    && velo_connection_run (context->connection, error,
                            "UPDATE payout_file SET outcome = 'paid' WHERE outcome = '' AND payout_id IN"
                            "  (SELECT id FROM payout WHERE claim_id = ?1)", "t", velo_claim_get_id (claim));
}

/**
 * velo_claims_payout_describe:
 * @context: the desk
 * @claim: a claim
 * @payout: (out) (transfer full) (nullable): holder, IBAN, amount, who has released, and what the
 *   bank said of the payee; %NULL if nothing has been accepted
 * @error: return location
 *
 * Returns: whether it succeeded
 */
gboolean
velo_claims_payout_describe (VeloClaimsContext  *context,
                             VeloClaim          *claim,
                             JsonObject        **payout,
                             GError            **error)
{
  g_auto(Payout) row = { NULL };
  gboolean found = FALSE;
  gboolean second;

  *payout = NULL;
  if (!find_payout (context, velo_claim_get_id (claim), &row, &found, error))
    return FALSE;
  if (!found)
    return TRUE;
  second = row.cents > context->config->second_person_cents || row.changed_after;
  *payout = json_object_new ();
  json_object_set_string_member (*payout, "holder", row.holder);
  json_object_set_string_member (*payout, "iban", row.iban);
  json_object_set_int_member (*payout, "cents", row.cents);
  json_object_set_boolean_member (*payout, "needs_second", second);
  json_object_set_boolean_member (*payout, "changed_after", row.changed_after);
  json_object_set_int_member (*payout, "second_person_cents", context->config->second_person_cents);
  json_object_set_boolean_member (*payout, "released_first", *row.first_by != '\0');
  json_object_set_boolean_member (*payout, "released_by_me", g_strcmp0 (row.first_by, context->account_id) == 0);
  json_object_set_string_member (*payout, "payee_result", row.payee_result);
  json_object_set_string_member (*payout, "payee_name", row.payee_name);
  json_object_set_string_member (*payout, "payee_by", row.payee_by);
  json_object_set_int_member (*payout, "payee_time", row.payee_time);
  return TRUE;
}
