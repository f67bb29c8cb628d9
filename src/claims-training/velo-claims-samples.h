/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-claim.h"
#include "velo-sample-photo.h"

G_BEGIN_DECLS

/**
 * VeloClaimsSample: (Beispielschaden)
 * @number: of the claim
 * @kind: liability or own damage
 * @region: whose holidays hold
 * @vehicle: the vehicle, with plate, holder and damage
 * @phone: of the customer
 * @description: of the damage
 * @financing: who owns the vehicle
 * @estimate_cents: what the repair may cost; 0 if nobody has said
 * @in_writing: whether it was reported by letter
 * @consent: whether the customer wants money instead of a repair
 * @until: how far it has come; %VELO_CLAIM_STATE_REPORTED for one that was only taken
 * @minutes_ago: minutes of service time since it was taken
 * @flagged: whether its photos are not what they seem
 *
 * A claim that nobody has, and the way that it goes in training.
 */
typedef struct
{
  const char *number;
  VeloClaimKind kind;
  const char *region;
  VeloSampleVehicle vehicle;
  const char *phone;
  const char *description;
  VeloFinancing financing;
  gint64 estimate_cents;
  gboolean in_writing;
  gboolean consent;
  VeloClaimState until;
  int minutes_ago;
  gboolean flagged;
} VeloClaimsSample;

/* The first ones are there at once, the others come by and by. */
#define VELO_CLAIMS_N_FIRST_SAMPLES 5

extern const VeloClaimsSample velo_claims_samples[];
extern const gsize velo_claims_n_samples;

const VeloClaimsSample *velo_claims_samples_find         (const char        *number);
void                    velo_claims_samples_make_vehicle (VeloClaim         *claim,
                                                          VeloSampleVehicle *vehicle);

G_END_DECLS
