/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * VeloClaimsPayment: (Auszahlung)
 * @message_id: of the file, never used twice; up to 35 characters of the SEPA set
 * @created: when, microseconds UTC
 * @day: on which the bank is to execute it, not %NULL
 * @instant: whether as an instant payment
 * @debtor_name: account holder that pays
 * @debtor_iban: its account
 * @debtor_bic: its bank; empty if not known
 * @creditor_name: account holder that is paid, as at the bank
 * @creditor_iban: its account
 * @cents: how much, in cents of EUR, greater than 0
 * @end_to_end_id: what the bank hands on: the claim number
 * @text: what the payee reads
 *
 * One payout as the bank needs it.
 */
typedef struct
{
  const char *message_id;
  gint64 created;
  const GDate *day;
  gboolean instant;
  const char *debtor_name;
  const char *debtor_iban;
  const char *debtor_bic;
  const char *creditor_name;
  const char *creditor_iban;
  gint64 cents;
  const char *end_to_end_id;
  const char *text;
} VeloClaimsPayment;

GBytes *velo_claims_payment_file_new (const VeloClaimsPayment *payment,
                                      GError                 **error);

/**
 * VeloClaimsBankOutcome: (Bankmeldung)
 * @VELO_CLAIMS_BANK_OUTCOME_PAID: booked, or reported as settled
 * @VELO_CLAIMS_BANK_OUTCOME_RETURNED: refused by the bank, or sent back
 * @VELO_CLAIMS_BANK_OUTCOME_PENDING: on its way: nothing is confirmed
 *
 * What a bank says of a payment.
 */
typedef enum
{
  VELO_CLAIMS_BANK_OUTCOME_PAID,
  VELO_CLAIMS_BANK_OUTCOME_RETURNED,
  VELO_CLAIMS_BANK_OUTCOME_PENDING
} VeloClaimsBankOutcome;

/**
 * VeloClaimsBankReport:
 * @id: (owned): end-to-end identification of the payment, or message identification of its file
 * @of_file: whether @id is that of the file, of which the bank speaks as a whole
 * @outcome: what the bank says
 * @cents: the amount; -1 if the file does not name it
 * @reason: (owned): the bank's code of the reason, empty if none
 */
typedef struct
{
  char *id;
  gboolean of_file;
  VeloClaimsBankOutcome outcome;
  gint64 cents;
  char *reason;
} VeloClaimsBankReport;

void       velo_claims_bank_report_free (VeloClaimsBankReport *report);
GPtrArray *velo_claims_bank_file_read   (GBytes               *file,
                                         GError              **error);

G_END_DECLS
