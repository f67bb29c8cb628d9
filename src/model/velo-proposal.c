/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The customer's proposal for insurance, from draft to policy. */

#define G_LOG_DOMAIN "velo-proposal"

#include "config.h"

#include "velo-proposal.h"

#include "velo-date.h"
#include "velo-record-private.h"
#include "velo-rules.h"

G_DEFINE_ENUM_TYPE (VeloProposalState, velo_proposal_state,
                    G_DEFINE_ENUM_VALUE (VELO_PROPOSAL_STATE_DRAFT, "draft"),
                    G_DEFINE_ENUM_VALUE (VELO_PROPOSAL_STATE_PREPARED, "prepared"),
                    G_DEFINE_ENUM_VALUE (VELO_PROPOSAL_STATE_SIGNED, "signed"),
                    G_DEFINE_ENUM_VALUE (VELO_PROPOSAL_STATE_SENDING, "sending"),
                    G_DEFINE_ENUM_VALUE (VELO_PROPOSAL_STATE_CONCLUDED, "concluded"),
                    G_DEFINE_ENUM_VALUE (VELO_PROPOSAL_STATE_UNCLEAR, "unclear"),
                    G_DEFINE_ENUM_VALUE (VELO_PROPOSAL_STATE_HANDED_OVER, "handed-over"),
                    G_DEFINE_ENUM_VALUE (VELO_PROPOSAL_STATE_REFUSED, "refused"),
                    G_DEFINE_ENUM_VALUE (VELO_PROPOSAL_STATE_ABANDONED, "abandoned"))

G_DEFINE_ENUM_TYPE (VeloPayment, velo_payment,
                    G_DEFINE_ENUM_VALUE (VELO_PAYMENT_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (VELO_PAYMENT_DIRECT_DEBIT, "direct-debit"),
                    G_DEFINE_ENUM_VALUE (VELO_PAYMENT_SELF_PAYER, "self-payer"))

G_DEFINE_ENUM_TYPE (VeloSignatureWay, velo_signature_way,
                    G_DEFINE_ENUM_VALUE (VELO_SIGNATURE_WAY_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (VELO_SIGNATURE_WAY_PAPER, "paper"),
                    G_DEFINE_ENUM_VALUE (VELO_SIGNATURE_WAY_SCREEN, "screen"))

VELO_DEFINE_RECORD (VeloProposal, velo_proposal, VELO_TYPE_PROPOSAL, VELO_PROPOSAL_FIELDS)

/**
 * velo_proposal_get_insured_cents:
 * @self: a proposal
 *
 * The price that is insured (Kaufpreis mit Schloss): what premium, limit, form and proposal go by.
 * The rule on the lock goes by the price of the vehicle alone.
 *
 * Returns: price of the vehicle and of the lock that counts with it, in cents
 */
gint64
velo_proposal_get_insured_cents (VeloProposal *self)
{
  g_return_val_if_fail (VELO_IS_PROPOSAL (self), 0);

  return velo_rules_get_insured_cents (self->object, velo_vehicle_get_price_cents (self->vehicle),
                                       self->without_lock
                                       ? 0 : velo_vehicle_get_lock_price_cents (self->vehicle));
}

/**
 * velo_proposal_take_quote:
 * @self: a proposal
 * @quote: (nullable): the quote that was chosen, %NULL for none
 *
 * Takes over the premium of a quote, with the day on which and the price for which it was asked.
 */
void
velo_proposal_take_quote (VeloProposal *self,
                          VeloQuote    *quote)
{
  g_return_if_fail (VELO_IS_PROPOSAL (self));
  g_return_if_fail (quote == NULL || VELO_IS_QUOTE (quote));

  velo_proposal_set_premium_cents (self, quote == NULL ? 0 : velo_quote_get_premium_cents (quote));
  velo_proposal_set_single_cents (self, quote == NULL ? 0 : velo_quote_get_single_cents (quote));
  velo_proposal_set_quote_date (self, quote == NULL ? NULL : velo_quote_get_date (quote));
  velo_proposal_set_quote_price_cents (self, quote == NULL ? 0 : velo_quote_get_price_cents (quote));
}

/**
 * velo_proposal_is_quoted:
 * @self: a proposal
 * @today: the day
 *
 * Returns: whether its premium was asked for @today and for the price that is insured now
 */
gboolean
velo_proposal_is_quoted (VeloProposal *self,
                         const GDate  *today)
{
  g_return_val_if_fail (VELO_IS_PROPOSAL (self), FALSE);
  g_return_val_if_fail (today != NULL, FALSE);

  return self->quote_price_cents == velo_proposal_get_insured_cents (self)
         && self->quote_date != NULL && velo_date_compare (self->quote_date, today) == 0;
}
