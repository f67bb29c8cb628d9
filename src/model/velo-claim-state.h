/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * VeloClaimState: (Stand der Regulierung)
 * @VELO_CLAIM_STATE_REPORTED: taken by the claims desk
 * @VELO_CLAIM_STATE_SUITABLE: can be settled at once
 * @VELO_CLAIM_STATE_UNSUITABLE: cannot
 * @VELO_CLAIM_STATE_INVITED: the customer has got the link
 * @VELO_CLAIM_STATE_STARTED: the customer has logged in
 * @VELO_CLAIM_STATE_PHOTOS_COMPLETE: all photos are there: the promised time runs
 * @VELO_CLAIM_STATE_CALCULATING: an assessor works on it
 * @VELO_CLAIM_STATE_PHOTOS_REQUESTED: single photos are wanted again
 * @VELO_CLAIM_STATE_OFFERED: the customer decides
 * @VELO_CLAIM_STATE_ACCEPTED: the customer has accepted
 * @VELO_CLAIM_STATE_DECLINED: the customer has not
 * @VELO_CLAIM_STATE_CALL_BACK: the desk has called or is calling
 * @VELO_CLAIM_STATE_PAYOUT_ORDERED: the bank has the order
 * @VELO_CLAIM_STATE_PAID: the bank has confirmed it
 * @VELO_CLAIM_STATE_CLOSED: nothing more happens here
 *
 * Where a claim stands (claims design, section 2).
 */
typedef enum
{
  VELO_CLAIM_STATE_REPORTED,
  VELO_CLAIM_STATE_SUITABLE,
  VELO_CLAIM_STATE_UNSUITABLE,
  VELO_CLAIM_STATE_INVITED,
  VELO_CLAIM_STATE_STARTED,
  VELO_CLAIM_STATE_PHOTOS_COMPLETE,
  VELO_CLAIM_STATE_CALCULATING,
  VELO_CLAIM_STATE_PHOTOS_REQUESTED,
  VELO_CLAIM_STATE_OFFERED,
  VELO_CLAIM_STATE_ACCEPTED,
  VELO_CLAIM_STATE_DECLINED,
  VELO_CLAIM_STATE_CALL_BACK,
  VELO_CLAIM_STATE_PAYOUT_ORDERED,
  VELO_CLAIM_STATE_PAID,
  VELO_CLAIM_STATE_CLOSED
} VeloClaimState;

#define VELO_TYPE_CLAIM_STATE (velo_claim_state_get_type ())
GType velo_claim_state_get_type (void);

/**
 * VeloClaimActor: (Wer handelt)
 * @VELO_CLAIM_ACTOR_DESK: the claims desk (SchadenServiceCenter)
 * @VELO_CLAIM_ACTOR_ASSESSOR: the assessor (Sachverständiger)
 * @VELO_CLAIM_ACTOR_PARTNER: the sales partner (Vertriebspartner), who only reads
 * @VELO_CLAIM_ACTOR_CUSTOMER: the customer on the phone
 * @VELO_CLAIM_ACTOR_SERVICE: the service itself: clock, bank files, deletion run
 *
 * Who changes a claim.
 */
typedef enum
{
  VELO_CLAIM_ACTOR_DESK,
  VELO_CLAIM_ACTOR_ASSESSOR,
  VELO_CLAIM_ACTOR_PARTNER,
  VELO_CLAIM_ACTOR_CUSTOMER,
  VELO_CLAIM_ACTOR_SERVICE
} VeloClaimActor;

#define VELO_TYPE_CLAIM_ACTOR (velo_claim_actor_get_type ())
GType velo_claim_actor_get_type (void);

gboolean    velo_claim_state_allows    (VeloClaimState  from,
                                        VeloClaimState  to,
                                        VeloClaimActor  actor);
gboolean    velo_claim_state_is_open   (VeloClaimState  state);
const char *velo_claim_state_get_nick  (VeloClaimState  state);
gboolean    velo_claim_state_from_nick (const char     *nick,
                                        VeloClaimState *state);
const char *velo_claim_actor_get_nick  (VeloClaimActor  actor);
gboolean    velo_claim_actor_from_nick (const char     *nick,
                                        VeloClaimActor *actor);

G_END_DECLS
