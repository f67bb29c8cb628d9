/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "velo-claim.h"
#include "velo-photo-view.h"

G_BEGIN_DECLS

/**
 * VeloClaimsPayout: (Auszahlung)
 * @holder: (owned): account holder as the customer wrote it
 * @iban: (owned): the account
 * @payee_result: (owned): "match", "close" or "none", as the bank says; empty if it was not asked
 * @payee_name: (owned): to whom the account belongs, with "close"
 * @cents: what is paid
 * @second_cents: above this sum two persons have to release a payout
 * @changed_after: whether the account was changed after the acceptance
 * @needs_second: whether two persons have to release it
 * @released_first: whether the first of them has
 * @released_by_me: whether that was the account that asks
 *
 * What the customer accepted and where the money goes.
 */
typedef struct
{
  char *holder;
  char *iban;
  char *payee_result;
  char *payee_name;
  gint64 cents;
  gint64 second_cents;
  gboolean changed_after;
  gboolean needs_second;
  gboolean released_first;
  gboolean released_by_me;
} VeloClaimsPayout;

/**
 * VeloClaimsMessage: (Nachricht)
 * @id: (owned): identity
 * @kind: (owned): "invitation", "code" and others
 * @text: (owned): as the customer gets it; empty once it is sent
 * @state: (owned): "queued", "sent", "delivered" or "failed"
 * @reason: (owned): why it failed: "refused", "unreachable", "no-modem", "lost"; empty otherwise
 * @created: when, microseconds UTC
 * @changed: when it came into its state
 */
typedef struct
{
  char *id;
  char *kind;
  char *text;
  char *state;
  char *reason;
  gint64 created;
  gint64 changed;
} VeloClaimsMessage;

/**
 * VeloClaimsFlag: (Auffälligkeit eines Fotos)
 * @code: (owned): "duplicate", "edited", "before-loss", "blurred", "dark", "bright" or "small"
 * @detail: (owned): number of the other claim, name of the program, or day; else empty
 *
 * What the assessor should look at twice; never a refusal.
 */
typedef struct
{
  char *code;
  char *detail;
} VeloClaimsFlag;

/**
 * VeloClaimsPhoto: (Foto)
 * @id: (owned): identity
 * @slot: (owned): what it shows, as the service names it
 * @created: when, microseconds UTC
 * @replaced: whether the customer has taken it again
 * @taken: (owned): by the clock of the camera, "2026:11:20 14:03:00"; empty if it does not say
 * @model: (owned): of the camera; empty if it does not say
 * @flags: (owned) (element-type VeloClaimsFlag): what is odd about it
 * @view: (owned): how the assessor looks at it
 *
 * A photo of the customer.
 */
typedef struct
{
  char *id;
  char *slot;
  gint64 created;
  gboolean replaced;
  char *taken;
  char *model;
  GPtrArray *flags;
  VeloPhotoView *view;
} VeloClaimsPhoto;

/**
 * VeloClaimsPhotoRequest: (Nachforderung eines Fotos)
 * @slot: (owned): what it shall show
 * @note: (owned): why, in words for the customer
 * @who: (owned): who asked for it
 * @created: when, microseconds UTC
 * @sent: whether a photo came since
 * @fulfilled: whether the customer was done with it
 *
 * A single photo that was asked for.
 */
typedef struct
{
  char *slot;
  char *note;
  char *who;
  gint64 created;
  gboolean sent;
  gboolean fulfilled;
} VeloClaimsPhotoRequest;

/**
 * VeloClaimsOffered: (Regulierungsangebot)
 * @number: 1, or 2 for the revised one
 * @cents: what is offered
 * @created: when, microseconds UTC
 * @valid_until: until when it can be accepted
 * @who: (owned): who made it
 * @has_derivation: whether its derivation is filed with it
 * @calculation: (owned): its lines
 * @settlement: (owned): how it came about
 *
 * The newest offer, as the customer got it.
 */
typedef struct
{
  int number;
  gint64 cents;
  gint64 created;
  gint64 valid_until;
  char *who;
  gboolean has_derivation;
  VeloCalculation *calculation;
  VeloSettlement *settlement;
} VeloClaimsOffered;

/**
 * VeloClaimsMeasured: (Kennzahlen)
 * @n: offers that were measured
 * @n_kept: of these, made when they were promised or before
 * @waited_median: half of the customers waited no longer, in minutes of service time
 * @waited_90: nine of ten waited no longer
 * @worked_median: the assessor's part of it
 * @worked_90: the same for nine of ten
 *
 * How long offers took.
 */
typedef struct
{
  guint n;
  guint n_kept;
  guint waited_median;
  guint waited_90;
  guint worked_median;
  guint worked_90;
} VeloClaimsMeasured;

/**
 * VeloClaimsFigures: (Kennzahlen des Dienstes)
 * @n_waiting: claims that wait for an offer
 * @promise: what the next customer is promised, in minutes of service time
 * @first: when the first offer was made, microseconds UTC; 0 if there is none
 * @newest: of the newest offers
 * @has_month: whether @month was asked for
 * @month: of the month that was asked for
 *
 * How the claims service keeps its promises.
 */
typedef struct
{
  guint n_waiting;
  guint promise;
  gint64 first;
  VeloClaimsMeasured newest;
  gboolean has_month;
  VeloClaimsMeasured month;
} VeloClaimsFigures;

/**
 * VeloClaimsAnswer:
 * @claim: (owned) (nullable): the claim as it is now
 * @claims: (owned) (nullable) (element-type VeloClaim): found claims
 * @more: whether there are more of them
 * @clock: to read on
 * @total: how many there are in all; 0 where reading on
 * @entries: (owned) (nullable) (element-type VeloClaimEntry): journal of @claim
 * @tasks: (owned) (nullable) (element-type VeloCallTask): what has to be done
 * @calculation: (owned) (nullable): the assessor's lines
 * @settlement: (owned) (nullable): what follows from them
 * @rules: (owned) (nullable): by which rules
 * @url: (owned) (nullable): the customer's personal link, told only once
 * @text: (owned) (nullable): the message with the link
 * @expires: until when the link works
 * @file: (owned) (nullable): the file for the bank
 * @payout: (owned) (nullable): the payout
 * @messages: (owned) (nullable) (element-type VeloClaimsMessage): messages to the customer
 * @photos: (owned) (nullable) (element-type VeloClaimsPhoto): photos of the claim
 * @requests: (owned) (nullable) (element-type VeloClaimsPhotoRequest): photos that were asked for
 * @missing: (owned) (nullable): slots for which a photo is wanted and has not come
 * @calculated_by: (owned) (nullable): who has calculated last; empty if nobody has
 * @calculated: when that was, microseconds UTC
 * @offer: (owned) (nullable): the newest offer
 * @offer_end: until when an offer that is made now would be valid, microseconds UTC; 0 if it is not said
 * @view: (owned) (nullable): how a photo is looked at, as it is stored
 * @figures: (owned) (nullable): how the service keeps its promises
 * @id: (owned) (nullable): of a form for the customer's own phone
 * @form_state: (owned) (nullable): how far the customer is with it
 * @left: seconds until it ends
 * @sealed: (owned) (nullable): what the customer has sealed
 * @n_paid: payments that the bank confirmed
 * @n_returned: payments that the bank sent back
 * @n_unknown: reports about none of ours
 *
 * What the claims service answered, as far as the answer has it.
 */
typedef struct
{
  VeloClaim *claim;
  GPtrArray *claims;
  gboolean more;
  gint64 clock;
  guint total;
  GPtrArray *entries;
  GPtrArray *tasks;
  VeloCalculation *calculation;
  VeloSettlement *settlement;
  VeloSettlementRules *rules;
  char *url;
  char *text;
  gint64 expires;
  char *file;
  VeloClaimsPayout *payout;
  GPtrArray *messages;
  GPtrArray *photos;
  GPtrArray *requests;
  GStrv missing;
  char *calculated_by;
  gint64 calculated;
  VeloClaimsOffered *offer;
  gint64 offer_end;
  VeloPhotoView *view;
  VeloClaimsFigures *figures;
  char *id;
  char *form_state;
  gint64 left;
  GBytes *sealed;
  guint n_paid;
  guint n_returned;
  guint n_unknown;
} VeloClaimsAnswer;

VeloClaimsAnswer *velo_claims_answer_new  (JsonObject       *object);
void              velo_claims_answer_free (VeloClaimsAnswer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloClaimsAnswer, velo_claims_answer_free)

G_END_DECLS
