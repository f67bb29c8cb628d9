/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-record.h"

#include "velo-article-kind.h"
#include "velo-finding.h"

G_BEGIN_DECLS

/**
 * VeloAnswer: (Antwort)
 * @VELO_ANSWER_UNKNOWN: not asked yet
 * @VELO_ANSWER_NO: no
 * @VELO_ANSWER_YES: yes
 *
 * A question that must be answered, with no answer preset.
 */
typedef enum
{
  VELO_ANSWER_UNKNOWN,
  VELO_ANSWER_NO,
  VELO_ANSWER_YES
} VeloAnswer;

#define VELO_TYPE_ANSWER (velo_answer_get_type ())
GType velo_answer_get_type (void);

/**
 * VeloInsuranceState: (Versicherungsstand)
 * @VELO_INSURANCE_STATE_OPEN: not asked yet, or later
 * @VELO_INSURANCE_STATE_DRAFT: a proposal is being written
 * @VELO_INSURANCE_STATE_SIGNED: signed, not sent
 * @VELO_INSURANCE_STATE_SENDING: being sent
 * @VELO_INSURANCE_STATE_UNCLEAR: sent, no answer
 * @VELO_INSURANCE_STATE_HANDED_OVER: accepted but not confirmed
 * @VELO_INSURANCE_STATE_INSURED: policy made
 * @VELO_INSURANCE_STATE_REFUSED: refused by the insurer
 * @VELO_INSURANCE_STATE_DECLINED: the customer does not want it
 * @VELO_INSURANCE_STATE_UNINSURABLE: no tariff takes it
 * @VELO_INSURANCE_STATE_ENDED: policy made, and its last day is over
 *
 * What became of the insurance of a vehicle. That it ended is not stored as a
 * state: it follows from the day that is recorded with the contract.
 */
typedef enum
{
  VELO_INSURANCE_STATE_OPEN,
  VELO_INSURANCE_STATE_DRAFT,
  VELO_INSURANCE_STATE_SIGNED,
  VELO_INSURANCE_STATE_SENDING,
  VELO_INSURANCE_STATE_UNCLEAR,
  VELO_INSURANCE_STATE_HANDED_OVER,
  VELO_INSURANCE_STATE_INSURED,
  VELO_INSURANCE_STATE_REFUSED,
  VELO_INSURANCE_STATE_DECLINED,
  VELO_INSURANCE_STATE_UNINSURABLE,
  VELO_INSURANCE_STATE_ENDED
} VeloInsuranceState;

#define VELO_TYPE_INSURANCE_STATE (velo_insurance_state_get_type ())
GType velo_insurance_state_get_type (void);

/**
 * VeloVehicle: (Fahrzeug)
 *
 * A bicycle, e-bike or separately sold battery of one invoice line, with the
 * lock sold or shown with it and what became of its insurance.
 */
#define VELO_VEHICLE_FIELDS(F, X, T, p) \
  F (T, p, TEXT, id)                                              /* UUID */ \
  F (T, p, TEXT, invoice_id) \
  F (T, p, TEXT, customer_id) \
  F (T, p, INT, line)                                             /* position on the invoice, 0 if none */ \
  X (T, p, ENUM, kind, VeloArticleKind, velo_article_kind) \
  F (T, p, TEXT, maker)                                           /* Hersteller */ \
  F (T, p, TEXT, model)                                           /* Modell */ \
  F (T, p, TEXT, frame_number)                                    /* Rahmennummer */ \
  F (T, p, TEXT, battery_number)                                  /* Akkunummer */ \
  F (T, p, TEXT, key_number)                                      /* Schlüsselnummer */ \
  F (T, p, INT, model_year)                                       /* 0 if not known */ \
  F (T, p, TEXT, colour) \
  F (T, p, TEXT, size) \
  F (T, p, CENTS, price_cents)                                    /* gross, with lock if sold as one price */ \
  F (T, p, DATE, purchase_date)                                   /* Kaufdatum */ \
  F (T, p, FLAG, used)                                            /* gebraucht */ \
  X (T, p, ENUM, leasing, VeloAnswer, velo_answer)                /* Leasingfahrzeug? */ \
  X (T, p, ENUM, lock_confirmed, VeloAnswer, velo_answer)         /* zugelassenes Schloss vorhanden? */ \
  F (T, p, TEXT, lock_maker) \
  F (T, p, TEXT, lock_kind)                                       /* Bügelschloss, Faltschloss ... */ \
  F (T, p, TEXT, lock_model) \
  F (T, p, TEXT, lock_key_number) \
  F (T, p, CENTS, lock_price_cents)                               /* 0 if not known */ \
  X (T, p, ENUM, state, VeloInsuranceState, velo_insurance_state) /* of its insurance */ \
  F (T, p, TIME, remind_at)                                       /* ask again then, 0 for never */ \
  F (T, p, TEXT, decline_reason)                                  /* why the customer declined */ \
  F (T, p, TEXT, contract_number)                                 /* of its policy */ \
  F (T, p, TEXT, unread_price)                                    /* as typed, as long as it cannot be read; so those below */ \
  F (T, p, TEXT, unread_lock_price) \
  F (T, p, TEXT, unread_purchase_date) \
  F (T, p, TEXT, unread_model_year) \
  X (T, p, LIST, findings, VeloFinding, velo_finding)             /* where values come from */

#define VELO_TYPE_VEHICLE (velo_vehicle_get_type ())
VELO_DECLARE_RECORD (VeloVehicle, velo_vehicle, VEHICLE, VELO_VEHICLE_FIELDS)

char *velo_vehicle_dup_name (VeloVehicle *self);

G_END_DECLS
