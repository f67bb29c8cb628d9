/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a motor claim can stand, and who may move it on. */

#define G_LOG_DOMAIN "velo-claim-state"

#include "config.h"

#include "velo-claim-state.h"

G_DEFINE_ENUM_TYPE (VeloClaimState, velo_claim_state,
                    G_DEFINE_ENUM_VALUE (VELO_CLAIM_STATE_REPORTED, "reported"),
                    G_DEFINE_ENUM_VALUE (VELO_CLAIM_STATE_SUITABLE, "suitable"),
                    G_DEFINE_ENUM_VALUE (VELO_CLAIM_STATE_UNSUITABLE, "unsuitable"),
                    G_DEFINE_ENUM_VALUE (VELO_CLAIM_STATE_INVITED, "invited"),
                    G_DEFINE_ENUM_VALUE (VELO_CLAIM_STATE_STARTED, "started"),
                    G_DEFINE_ENUM_VALUE (VELO_CLAIM_STATE_PHOTOS_COMPLETE, "photos_complete"),
                    G_DEFINE_ENUM_VALUE (VELO_CLAIM_STATE_CALCULATING, "calculating"),
                    G_DEFINE_ENUM_VALUE (VELO_CLAIM_STATE_PHOTOS_REQUESTED, "photos_requested"),
                    G_DEFINE_ENUM_VALUE (VELO_CLAIM_STATE_OFFERED, "offered"),
                    G_DEFINE_ENUM_VALUE (VELO_CLAIM_STATE_ACCEPTED, "accepted"),
                    G_DEFINE_ENUM_VALUE (VELO_CLAIM_STATE_DECLINED, "declined"),
                    G_DEFINE_ENUM_VALUE (VELO_CLAIM_STATE_CALL_BACK, "call_back"),
                    G_DEFINE_ENUM_VALUE (VELO_CLAIM_STATE_PAYOUT_ORDERED, "payout_ordered"),
                    G_DEFINE_ENUM_VALUE (VELO_CLAIM_STATE_PAID, "paid"),
                    G_DEFINE_ENUM_VALUE (VELO_CLAIM_STATE_CLOSED, "closed"))

G_DEFINE_ENUM_TYPE (VeloClaimActor, velo_claim_actor,
                    G_DEFINE_ENUM_VALUE (VELO_CLAIM_ACTOR_DESK, "desk"),
                    G_DEFINE_ENUM_VALUE (VELO_CLAIM_ACTOR_ASSESSOR, "assessor"),
                    G_DEFINE_ENUM_VALUE (VELO_CLAIM_ACTOR_PARTNER, "partner"),
                    G_DEFINE_ENUM_VALUE (VELO_CLAIM_ACTOR_CUSTOMER, "customer"),
                    G_DEFINE_ENUM_VALUE (VELO_CLAIM_ACTOR_SERVICE, "service"))

#define BY(ACTOR) (1 << VELO_CLAIM_ACTOR_##ACTOR)

/* Claims design, section 2. Three moves are ours: a claim found unsuitable may turn out suitable when
 * the desk learns more, a payout that the bank sends back waits for new bank data, and whoever lets an
 * offer end is called. */
static const struct { VeloClaimState from; VeloClaimState to; int actors; } moves[] = {
  { VELO_CLAIM_STATE_REPORTED, VELO_CLAIM_STATE_SUITABLE, BY (DESK) },
  { VELO_CLAIM_STATE_REPORTED, VELO_CLAIM_STATE_UNSUITABLE, BY (DESK) },
  { VELO_CLAIM_STATE_UNSUITABLE, VELO_CLAIM_STATE_SUITABLE, BY (DESK) },
  { VELO_CLAIM_STATE_SUITABLE, VELO_CLAIM_STATE_UNSUITABLE, BY (DESK) },
  { VELO_CLAIM_STATE_SUITABLE, VELO_CLAIM_STATE_INVITED, BY (DESK) },
  { VELO_CLAIM_STATE_INVITED, VELO_CLAIM_STATE_STARTED, BY (CUSTOMER) },
  { VELO_CLAIM_STATE_STARTED, VELO_CLAIM_STATE_PHOTOS_COMPLETE, BY (CUSTOMER) },
  { VELO_CLAIM_STATE_PHOTOS_COMPLETE, VELO_CLAIM_STATE_CALCULATING, BY (ASSESSOR) },
  { VELO_CLAIM_STATE_CALCULATING, VELO_CLAIM_STATE_PHOTOS_REQUESTED, BY (ASSESSOR) },
  { VELO_CLAIM_STATE_PHOTOS_REQUESTED, VELO_CLAIM_STATE_CALCULATING, BY (CUSTOMER) | BY (ASSESSOR) },
  { VELO_CLAIM_STATE_CALCULATING, VELO_CLAIM_STATE_OFFERED, BY (ASSESSOR) },
  { VELO_CLAIM_STATE_CALCULATING, VELO_CLAIM_STATE_UNSUITABLE, BY (ASSESSOR) | BY (DESK) },
  { VELO_CLAIM_STATE_OFFERED, VELO_CLAIM_STATE_ACCEPTED, BY (CUSTOMER) },
  { VELO_CLAIM_STATE_OFFERED, VELO_CLAIM_STATE_DECLINED, BY (CUSTOMER) },
  { VELO_CLAIM_STATE_OFFERED, VELO_CLAIM_STATE_CALL_BACK, BY (SERVICE) },
  { VELO_CLAIM_STATE_DECLINED, VELO_CLAIM_STATE_CALL_BACK, BY (DESK) },
  { VELO_CLAIM_STATE_CALL_BACK, VELO_CLAIM_STATE_OFFERED, BY (ASSESSOR) },
  { VELO_CLAIM_STATE_ACCEPTED, VELO_CLAIM_STATE_PAYOUT_ORDERED, BY (DESK) },
  { VELO_CLAIM_STATE_PAYOUT_ORDERED, VELO_CLAIM_STATE_PAID, BY (DESK) | BY (SERVICE) },
  { VELO_CLAIM_STATE_PAYOUT_ORDERED, VELO_CLAIM_STATE_ACCEPTED, BY (DESK) | BY (SERVICE) },
};

/**
 * velo_claim_state_allows:
 * @from: where a claim stands
 * @to: where it should go
 * @actor: who wants it
 *
 * Any claim but a closed one may be closed by the desk or by the service.
 *
 * Returns: whether @actor may do that
 */
gboolean
velo_claim_state_allows (VeloClaimState from,
                         VeloClaimState to,
                         VeloClaimActor actor)
{
  if (to == VELO_CLAIM_STATE_CLOSED)
    return from != VELO_CLAIM_STATE_CLOSED
      && (actor == VELO_CLAIM_ACTOR_DESK || actor == VELO_CLAIM_ACTOR_SERVICE);
  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    if (moves[i].from == from && moves[i].to == to)
      return (moves[i].actors & (1 << actor)) != 0;
  return FALSE;
}

/**
 * velo_claim_state_is_open:
 * @state: where a claim stands
 *
 * Returns: whether somebody still has something to do
 */
gboolean
velo_claim_state_is_open (VeloClaimState state)
{
  return state != VELO_CLAIM_STATE_CLOSED && state != VELO_CLAIM_STATE_PAID;
}

static const char *
get_nick (GType type,
          int   value)
{
  GEnumClass *klass = g_type_class_ref (type);
  const char *nick = g_enum_get_value (klass, value)->value_nick;

  g_type_class_unref (klass);
  return nick;
}

static gboolean
from_nick (GType       type,
           const char *nick,
           int        *value)
{
  GEnumClass *klass = g_type_class_ref (type);
  GEnumValue *found = nick != NULL ? g_enum_get_value_by_nick (klass, nick) : NULL;

  if (found != NULL)
    *value = found->value;
  g_type_class_unref (klass);
  return found != NULL;
}

/**
 * velo_claim_state_get_nick:
 * @state: a state
 *
 * Returns: its name in tables and on the wire, as in the claims design, section 2
 */
const char *
velo_claim_state_get_nick (VeloClaimState state)
{
  return get_nick (VELO_TYPE_CLAIM_STATE, (int) state);
}

/**
 * velo_claim_state_from_nick:
 * @nick: (nullable): a name
 * @state: (out): the state of that name; not touched if there is none
 *
 * Returns: whether there is one
 */
gboolean
velo_claim_state_from_nick (const char     *nick,
                            VeloClaimState *state)
{
  int value;

  if (!from_nick (VELO_TYPE_CLAIM_STATE, nick, &value))
    return FALSE;
  *state = (VeloClaimState) value;
  return TRUE;
}

/**
 * velo_claim_actor_get_nick:
 * @actor: an actor
 *
 * Returns: its name in tables and on the wire
 */
const char *
velo_claim_actor_get_nick (VeloClaimActor actor)
{
  return get_nick (VELO_TYPE_CLAIM_ACTOR, (int) actor);
}

/**
 * velo_claim_actor_from_nick:
 * @nick: (nullable): a name
 * @actor: (out): the actor of that name; not touched if there is none
 *
 * Returns: whether there is one
 */
gboolean
velo_claim_actor_from_nick (const char     *nick,
                            VeloClaimActor *actor)
{
  int value;

  if (!from_nick (VELO_TYPE_CLAIM_ACTOR, nick, &value))
    return FALSE;
  *actor = (VeloClaimActor) value;
  return TRUE;
}
