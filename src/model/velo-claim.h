/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-calculation.h"
#include "velo-claim-state.h"
#include "velo-settlement.h"
#include "velo-suitability.h"

G_BEGIN_DECLS

/**
 * VeloTaskKind: (Art der Aufgabe)
 * @VELO_TASK_KIND_OFFER_SERVICE: reported in writing: call and offer the immediate settlement
 * @VELO_TASK_KIND_CALL_BACK: the offer was declined, or has ended without an answer: call
 * @VELO_TASK_KIND_LOCKED_OUT: too many wrong tries with an invitation: call
 * @VELO_TASK_KIND_MESSAGE_FAILED: a text message did not arrive
 * @VELO_TASK_KIND_CALCULATE: photos are complete: calculate
 * @VELO_TASK_KIND_DECIDE: the calculation needs the desk's decision
 * @VELO_TASK_KIND_RELEASE: accepted: release the payout
 * @VELO_TASK_KIND_PAYOUT_RETURNED: the bank sent the payout back
 * @VELO_TASK_KIND_UNTOUCHED: nobody has worked on the claim for long: see to it
 *
 * What has to be done about a claim.
 */
typedef enum
{
  VELO_TASK_KIND_OFFER_SERVICE,
  VELO_TASK_KIND_CALL_BACK,
  VELO_TASK_KIND_LOCKED_OUT,
  VELO_TASK_KIND_MESSAGE_FAILED,
  VELO_TASK_KIND_CALCULATE,
  VELO_TASK_KIND_DECIDE,
  VELO_TASK_KIND_RELEASE,
  VELO_TASK_KIND_PAYOUT_RETURNED,
  VELO_TASK_KIND_UNTOUCHED
} VeloTaskKind;

#define VELO_TYPE_TASK_KIND (velo_task_kind_get_type ())
GType velo_task_kind_get_type (void);

/**
 * VeloCallTask: (Aufgabe)
 */
#define VELO_CALL_TASK_FIELDS(F, X, T, p) \
  F (T, p, TEXT, id) \
  F (T, p, TEXT, claim_id) \
  X (T, p, ENUM, kind, VeloTaskKind, velo_task_kind) \
  F (T, p, FLAG, urgent) \
  F (T, p, TIME, due) \
  F (T, p, TEXT, note)      /* what the customer wrote, say */ \
  F (T, p, TIME, done)      /* 0 while open */ \
  F (T, p, TEXT, done_by) \
  F (T, p, TEXT, outcome)   /* what came of it, in the words of who did it */

#define VELO_TYPE_CALL_TASK (velo_call_task_get_type ())
VELO_DECLARE_RECORD (VeloCallTask, velo_call_task, CALL_TASK, VELO_CALL_TASK_FIELDS)

/**
 * VeloClaimEntry: (Eintrag im Verlauf)
 *
 * One change of a claim in its journal; the sales partner sees them as contact entries.
 */
#define VELO_CLAIM_ENTRY_FIELDS(F, X, T, p) \
  F (T, p, INT, number) \
  F (T, p, TIME, time) \
  F (T, p, TEXT, who)       /* name of the account; empty for customer and service */ \
  X (T, p, ENUM, actor, VeloClaimActor, velo_claim_actor) \
  F (T, p, TEXT, what)      /* "state", or the name of another event */ \
  F (T, p, TEXT, from_state) /* empty if the state did not change */ \
  F (T, p, TEXT, to_state) \
  F (T, p, TEXT, reason)

#define VELO_TYPE_CLAIM_ENTRY (velo_claim_entry_get_type ())
VELO_DECLARE_RECORD (VeloClaimEntry, velo_claim_entry, CLAIM_ENTRY, VELO_CLAIM_ENTRY_FIELDS)

/**
 * VeloClaim: (Kfz-Schaden)
 *
 * A motor claim as the desk takes it and everybody sees it. Times are microseconds UTC.
 */
#define VELO_CLAIM_FIELDS(F, X, T, p) \
  F (T, p, TEXT, id) \
  F (T, p, TEXT, number)           /* Schadennummer as the insurer writes it */ \
  X (T, p, ENUM, state, VeloClaimState, velo_claim_state) \
  X (T, p, ENUM, kind, VeloClaimKind, velo_claim_kind) \
  F (T, p, TEXT, country)          /* whose rules hold: "DE" or "AT" */ \
  F (T, p, TEXT, region)           /* whose holidays hold: "DE-NI", "AT" */ \
  F (T, p, TEXT, plate)            /* licence plate as written */ \
  F (T, p, TEXT, customer_name) \
  F (T, p, TEXT, phone)            /* E.164 */ \
  F (T, p, TEXT, email) \
  F (T, p, TEXT, language)         /* of messages and pages: "de" or "en" */ \
  F (T, p, TEXT, portfolio)        /* of the sales partner; empty if none */ \
  F (T, p, DATE, loss_date) \
  F (T, p, TEXT, description)      /* of the damage, in the desk's words */ \
  F (T, p, FLAG, in_writing)       /* reported by letter, mail or fax */ \
  X (T, p, OBJECT, intake, VeloIntake, velo_intake) \
  F (T, p, TEXT, consent)          /* what the customer agreed to, word for word */ \
  F (T, p, TIME, consent_time) \
  F (T, p, TEXT, consent_by)       /* the account that recorded it */ \
  F (T, p, INT, mileage)           /* declared at the login; 0 if not yet */ \
  F (T, p, TIME, created) \
  F (T, p, TIME, changed) \
  F (T, p, TIME, photos_complete)  /* when the promised time began to run; 0 before */ \
  F (T, p, TIME, promised)         /* until when an offer is promised; 0 if nothing is */ \
  F (T, p, TIME, due)              /* until when the next step is due; 0 if none */ \
  F (T, p, CENTS, offer_cents)     /* of the offer in force; 0 if none */ \
  F (T, p, INT, revision)          /* counts the changes: who writes must know the newest */

#define VELO_TYPE_CLAIM (velo_claim_get_type ())
VELO_DECLARE_RECORD (VeloClaim, velo_claim, CLAIM, VELO_CLAIM_FIELDS)

/**
 * VeloClaimProblem: (Fehlende oder falsche Angabe)
 * @VELO_CLAIM_PROBLEM_NUMBER: the claim number cannot be one
 * @VELO_CLAIM_PROBLEM_COUNTRY: neither Germany nor Austria
 * @VELO_CLAIM_PROBLEM_REGION: holidays of that region are not known, or of the other country
 * @VELO_CLAIM_PROBLEM_PLATE: the licence plate cannot be one
 * @VELO_CLAIM_PROBLEM_NAME: the customer's name is missing
 * @VELO_CLAIM_PROBLEM_PHONE: the telephone number cannot be one
 * @VELO_CLAIM_PROBLEM_LOSS_DATE: the day of the loss is in the future
 * @VELO_CLAIM_PROBLEM_TEXT: a text is too long
 *
 * Flags.
 */
typedef enum
{
  VELO_CLAIM_PROBLEM_NUMBER = 1 << 0,
  VELO_CLAIM_PROBLEM_COUNTRY = 1 << 1,
  VELO_CLAIM_PROBLEM_REGION = 1 << 2,
  VELO_CLAIM_PROBLEM_PLATE = 1 << 3,
  VELO_CLAIM_PROBLEM_NAME = 1 << 4,
  VELO_CLAIM_PROBLEM_PHONE = 1 << 5,
  VELO_CLAIM_PROBLEM_LOSS_DATE = 1 << 6,
  VELO_CLAIM_PROBLEM_TEXT = 1 << 7
} VeloClaimProblem;

int velo_claim_check (VeloClaim   *self,
                      const char  *number_pattern,
                      const GDate *today);

G_END_DECLS
