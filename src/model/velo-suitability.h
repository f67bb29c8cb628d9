/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-record.h"

G_BEGIN_DECLS

/**
 * VeloFinancing: (Finanzierungsart)
 * @VELO_FINANCING_PAID: paid, nobody else has a right to the vehicle
 * @VELO_FINANCING_LEASING: leased
 * @VELO_FINANCING_SECURED: financed, the bank holds a security certificate (Sicherungsschein)
 * @VELO_FINANCING_OTHER: financed in another way
 * @VELO_FINANCING_UNKNOWN: not known yet
 *
 * Who owns the vehicle; the first four are the keys 0 to 3 of the German insurers' association.
 */
typedef enum
{
  VELO_FINANCING_PAID,
  VELO_FINANCING_LEASING,
  VELO_FINANCING_SECURED,
  VELO_FINANCING_OTHER,
  VELO_FINANCING_UNKNOWN
} VeloFinancing;

#define VELO_TYPE_FINANCING (velo_financing_get_type ())
GType velo_financing_get_type (void);

/**
 * VeloSuitabilityReason: (Grund gegen die Sofortregulierung)
 * @VELO_SUITABILITY_REASON_LEASED: leased
 * @VELO_SUITABILITY_REASON_FINANCED: financed
 * @VELO_SUITABILITY_REASON_FINANCING_UNKNOWN: it must be asked whether leased or financed
 * @VELO_SUITABILITY_REASON_OVER_LIMIT: the damage is estimated above the limit
 * @VELO_SUITABILITY_REASON_NOT_DRIVABLE: the vehicle cannot be driven
 * @VELO_SUITABILITY_REASON_AIRBAGS: airbags have opened
 * @VELO_SUITABILITY_REASON_FRAME: the frame may be bent
 * @VELO_SUITABILITY_REASON_FIRE: it burnt
 * @VELO_SUITABILITY_REASON_FLOOD: it was flooded
 * @VELO_SUITABILITY_REASON_NEAR_LIMIT: the estimate comes near the limit
 * @VELO_SUITABILITY_REASON_INJURY: somebody is injured
 * @VELO_SUITABILITY_REASON_LIABILITY_UNCLEAR: who is liable is not clear
 * @VELO_SUITABILITY_REASON_LEAKING: fluids leak
 * @VELO_SUITABILITY_REASON_FOREIGN_PLATE: neither a German nor an Austrian plate
 * @VELO_SUITABILITY_REASON_OTHER_DAMAGE: neither body nor paint
 *
 * Flags; those up to @VELO_SUITABILITY_REASON_FLOOD forbid the immediate settlement, the others
 * warn and leave it to the desk (claims design, section 3).
 */
typedef enum
{
  VELO_SUITABILITY_REASON_LEASED = 1 << 0,
  VELO_SUITABILITY_REASON_FINANCED = 1 << 1,
  VELO_SUITABILITY_REASON_FINANCING_UNKNOWN = 1 << 2,
  VELO_SUITABILITY_REASON_OVER_LIMIT = 1 << 3,
  VELO_SUITABILITY_REASON_NOT_DRIVABLE = 1 << 4,
  VELO_SUITABILITY_REASON_AIRBAGS = 1 << 5,
  VELO_SUITABILITY_REASON_FRAME = 1 << 6,
  VELO_SUITABILITY_REASON_FIRE = 1 << 7,
  VELO_SUITABILITY_REASON_FLOOD = 1 << 8,
  VELO_SUITABILITY_REASON_NEAR_LIMIT = 1 << 9,
  VELO_SUITABILITY_REASON_INJURY = 1 << 10,
  VELO_SUITABILITY_REASON_LIABILITY_UNCLEAR = 1 << 11,
  VELO_SUITABILITY_REASON_LEAKING = 1 << 12,
  VELO_SUITABILITY_REASON_FOREIGN_PLATE = 1 << 13,
  VELO_SUITABILITY_REASON_OTHER_DAMAGE = 1 << 14
} VeloSuitabilityReason;

/**
 * VELO_SUITABILITY_FORBIDS:
 *
 * The reasons for which a claim cannot be settled at once; the others warn.
 */
#define VELO_SUITABILITY_FORBIDS ((VELO_SUITABILITY_REASON_FLOOD << 1) - 1)

/**
 * VeloIntake: (Schadenaufnahme)
 *
 * What the claims desk asks when it takes a claim.
 */
#define VELO_INTAKE_FIELDS(F, X, T, p) \
  X (T, p, ENUM, financing, VeloFinancing, velo_financing) \
  F (T, p, CENTS, estimate_cents)     /* the damage as estimated, gross; 0 if not known */ \
  F (T, p, FLAG, not_drivable) \
  F (T, p, FLAG, airbags_open) \
  F (T, p, FLAG, frame_damaged) \
  F (T, p, FLAG, burnt) \
  F (T, p, FLAG, flooded) \
  F (T, p, FLAG, somebody_injured) \
  F (T, p, FLAG, liability_unclear) \
  F (T, p, FLAG, leaking) \
  F (T, p, FLAG, other_damage)        /* something besides body and paint */ \
  F (T, p, TEXT, plate)               /* licence plate as entered */

#define VELO_TYPE_INTAKE (velo_intake_get_type ())
VELO_DECLARE_RECORD (VeloIntake, velo_intake, INTAKE, VELO_INTAKE_FIELDS)

int velo_suitability_check (VeloIntake *intake,
                            gint64      limit_cents,
                            int         warning_permyriad);

G_END_DECLS
