/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The customer's proposal for insurance, from draft to policy. */

#define G_LOG_DOMAIN "velo-proposal"

#include "config.h"

#include "velo-proposal.h"

#include "velo-record-private.h"

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
