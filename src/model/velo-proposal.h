/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-record.h"

#include "velo-customer.h"
#include "velo-object-kind.h"
#include "velo-product.h"
#include "velo-quote.h"
#include "velo-vehicle.h"

G_BEGIN_DECLS

/**
 * VeloProposalState: (Antragsstand)
 * @VELO_PROPOSAL_STATE_DRAFT: being written
 * @VELO_PROPOSAL_STATE_PREPARED: number reserved, form filled
 * @VELO_PROPOSAL_STATE_SIGNED: signed, not sent
 * @VELO_PROPOSAL_STATE_SENDING: stored and being sent
 * @VELO_PROPOSAL_STATE_CONCLUDED: policy made
 * @VELO_PROPOSAL_STATE_UNCLEAR: sent, no answer: only the same bytes may be repeated
 * @VELO_PROPOSAL_STATE_HANDED_OVER: taken but not confirmed
 * @VELO_PROPOSAL_STATE_REFUSED: with the insurer's words
 * @VELO_PROPOSAL_STATE_ABANDONED: given up
 *
 * Each is stored before its side effect.
 */
typedef enum
{
  VELO_PROPOSAL_STATE_DRAFT,
  VELO_PROPOSAL_STATE_PREPARED,
  VELO_PROPOSAL_STATE_SIGNED,
  VELO_PROPOSAL_STATE_SENDING,
  VELO_PROPOSAL_STATE_CONCLUDED,
  VELO_PROPOSAL_STATE_UNCLEAR,
  VELO_PROPOSAL_STATE_HANDED_OVER,
  VELO_PROPOSAL_STATE_REFUSED,
  VELO_PROPOSAL_STATE_ABANDONED
} VeloProposalState;

#define VELO_TYPE_PROPOSAL_STATE (velo_proposal_state_get_type ())
GType velo_proposal_state_get_type (void);

/**
 * VeloPayment: (Zahlungsart)
 * @VELO_PAYMENT_NONE: not chosen
 * @VELO_PAYMENT_DIRECT_DEBIT: Einzug
 * @VELO_PAYMENT_SELF_PAYER: Selbstzahler
 *
 * How the premium is paid.
 */
typedef enum
{
  VELO_PAYMENT_NONE,
  VELO_PAYMENT_DIRECT_DEBIT,
  VELO_PAYMENT_SELF_PAYER
} VeloPayment;

#define VELO_TYPE_PAYMENT (velo_payment_get_type ())
GType velo_payment_get_type (void);

/**
 * VeloSignatureWay: (Unterschriftsart)
 * @VELO_SIGNATURE_WAY_NONE: not signed
 * @VELO_SIGNATURE_WAY_PAPER: on paper
 * @VELO_SIGNATURE_WAY_SCREEN: on the screen
 *
 * How the customer signed.
 */
typedef enum
{
  VELO_SIGNATURE_WAY_NONE,
  VELO_SIGNATURE_WAY_PAPER,
  VELO_SIGNATURE_WAY_SCREEN
} VeloSignatureWay;

#define VELO_TYPE_SIGNATURE_WAY (velo_signature_way_get_type ())
GType velo_signature_way_get_type (void);

/**
 * VeloProposal: (Antrag)
 *
 * Everything that the assistant collects, kept as a copy of its own: later
 * changes to customer or vehicle do not alter what was signed.
 */
#define VELO_PROPOSAL_FIELDS(F, X, T, p) \
  F (T, p, TEXT, id)                                              /* UUID */ \
  F (T, p, TEXT, vehicle_id) \
  F (T, p, TEXT, invoice_id) \
  X (T, p, ENUM, state, VeloProposalState, velo_proposal_state) \
  F (T, p, INT, step)                                             /* page of the assistant to go on with, from 0 */ \
  F (T, p, TIME, created_at) \
  F (T, p, TIME, changed_at) \
  F (T, p, INT, revision)                                         /* as it was read or stored; counted by the store */ \
  X (T, p, ENUM, object, VeloObjectKind, velo_object_kind) \
  X (T, p, OBJECT, vehicle, VeloVehicle, velo_vehicle)            /* copy */ \
  X (T, p, OBJECT, customer, VeloCustomer, velo_customer)         /* copy */ \
  X (T, p, OBJECT, product, VeloProduct, velo_product)            /* chosen */ \
  F (T, p, INT, interval)                                         /* months */ \
  F (T, p, FLAG, immediate_cover)                                 /* Sofortschutz */ \
  F (T, p, CENTS, premium_cents)                                  /* per interval */ \
  F (T, p, CENTS, single_cents)                                   /* once */ \
  F (T, p, DATE, quote_date) \
  F (T, p, CENTS, quote_price_cents)                              /* insured price it was asked for, 0 if not known */ \
  F (T, p, FLAG, without_lock)                                    /* the lock does not count into the insured price */ \
  F (T, p, TEXT, unread_price)                                    /* as typed, as long as it cannot be read; so those below */ \
  F (T, p, TEXT, unread_lock_price) \
  F (T, p, TEXT, unread_purchase_date) \
  F (T, p, TEXT, unread_model_year) \
  F (T, p, TEXT, unread_birth_date) \
  X (T, p, ENUM, payment, VeloPayment, velo_payment) \
  F (T, p, TEXT, iban) \
  F (T, p, TEXT, account_holder)                                  /* if not the customer */ \
  F (T, p, FLAG, professional_use)                                /* beruflich */ \
  F (T, p, FLAG, consent)                                         /* to data processing */ \
  F (T, p, TEXT, consent_words)                                   /* exactly as the customer was asked */ \
  F (T, p, FLAG, documents_received)                              /* customer has the documents */ \
  F (T, p, TIME, documents_received_at) \
  F (T, p, TEXT, employee_id)                                     /* who sells */ \
  F (T, p, TEXT, employee_name) \
  F (T, p, TEXT, sender_id)                                       /* whose broker number is used */ \
  F (T, p, TEXT, sender_name) \
  F (T, p, TEXT, broker_number) \
  F (T, p, TEXT, contract_number)                                 /* reserved */ \
  F (T, p, DATE, contract_number_date) \
  F (T, p, TEXT, record_number)                                   /* Satznummer, UUID */ \
  X (T, p, ENUM, signature, VeloSignatureWay, velo_signature_way) \
  F (T, p, TIME, signed_at) \
  F (T, p, TEXT, signed_sha256)                                   /* of the signed PDF */ \
  F (T, p, TEXT, form_sha256)                                     /* of the filled form */ \
  F (T, p, INT, sign_page)                                              /* where the signature goes, from 0 */ \
  F (T, p, TEXT, sign_rect)                                             /* left, bottom, right, top in points */ \
  F (T, p, INT, form_ticks)                                       /* VeloTicks on the form */ \
  F (T, p, FLAG, own_form)                                        /* the insurer had no form: ours */ \
  F (T, p, TIME, sent_at) \
  F (T, p, TEXT, request_id)                                      /* of the insurer */ \
  F (T, p, TEXT, insurer_words)                                   /* refusal or remark */ \
  F (T, p, INT, attempts)                                         /* times sent */

#define VELO_TYPE_PROPOSAL (velo_proposal_get_type ())
VELO_DECLARE_RECORD (VeloProposal, velo_proposal, PROPOSAL, VELO_PROPOSAL_FIELDS)

gint64   velo_proposal_get_insured_cents (VeloProposal *self);
void     velo_proposal_take_quote        (VeloProposal *self,
                                          VeloQuote    *quote);
gboolean velo_proposal_is_quoted         (VeloProposal *self,
                                          const GDate  *today);

G_END_DECLS
