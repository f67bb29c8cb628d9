/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a motor claim can be settled at once, by what the desk asks at intake. */

#define G_LOG_DOMAIN "velo-suitability"

#include "config.h"

#include "velo-suitability.h"

#include "velo-plate.h"
#include "velo-record-private.h"
#include "velo-share.h"
#include "velo-text.h"

G_DEFINE_ENUM_TYPE (VeloFinancing, velo_financing,
                    G_DEFINE_ENUM_VALUE (VELO_FINANCING_PAID, "paid"),
                    G_DEFINE_ENUM_VALUE (VELO_FINANCING_LEASING, "leasing"),
                    G_DEFINE_ENUM_VALUE (VELO_FINANCING_SECURED, "secured"),
                    G_DEFINE_ENUM_VALUE (VELO_FINANCING_OTHER, "other"),
                    G_DEFINE_ENUM_VALUE (VELO_FINANCING_UNKNOWN, "unknown"))

VELO_DEFINE_RECORD (VeloIntake, velo_intake, VELO_TYPE_INTAKE, VELO_INTAKE_FIELDS)

static int
check_financing (VeloFinancing financing)
{
  switch (financing)
    {
    case VELO_FINANCING_PAID:
      return 0;
    case VELO_FINANCING_LEASING:
      return VELO_SUITABILITY_REASON_LEASED;
    case VELO_FINANCING_SECURED:
    case VELO_FINANCING_OTHER:
      return VELO_SUITABILITY_REASON_FINANCED;
    case VELO_FINANCING_UNKNOWN:
    default:
      return VELO_SUITABILITY_REASON_FINANCING_UNKNOWN;
    }
}

static int
check_estimate (gint64 estimate_cents,
                gint64 limit_cents,
                int    warning_permyriad)
{
  if (estimate_cents > limit_cents)
    return VELO_SUITABILITY_REASON_OVER_LIMIT;
  if (estimate_cents > 0
      && estimate_cents >= velo_share_of (limit_cents, warning_permyriad))
    return VELO_SUITABILITY_REASON_NEAR_LIMIT;
  return 0;
}

static int
check_facts (VeloIntake *intake)
{
  const struct { gboolean holds; int reason; } facts[] = {
    { intake->not_drivable, VELO_SUITABILITY_REASON_NOT_DRIVABLE },
    { intake->airbags_open, VELO_SUITABILITY_REASON_AIRBAGS },
    { intake->frame_damaged, VELO_SUITABILITY_REASON_FRAME },
    { intake->burnt, VELO_SUITABILITY_REASON_FIRE },
    { intake->flooded, VELO_SUITABILITY_REASON_FLOOD },
    { intake->somebody_injured, VELO_SUITABILITY_REASON_INJURY },
    { intake->liability_unclear, VELO_SUITABILITY_REASON_LIABILITY_UNCLEAR },
    { intake->leaking, VELO_SUITABILITY_REASON_LEAKING },
    { intake->other_damage, VELO_SUITABILITY_REASON_OTHER_DAMAGE },
    { !velo_text_is_empty (intake->plate)
        && velo_plate_get_kind (intake->plate) == VELO_PLATE_KIND_FOREIGN,
      VELO_SUITABILITY_REASON_FOREIGN_PLATE },
  };
  int reasons = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    if (facts[i].holds)
      reasons |= facts[i].reason;
  return reasons;
}

/**
 * velo_suitability_check:
 * @intake: what the desk asked
 * @limit_cents: damages above it cannot be settled at once, in cents
 * @warning_permyriad: part of the limit in 1/10000 from which on to warn
 *
 * Source: claims design, section 3. A damage of just the limit passes.
 *
 * Returns: #VeloSuitabilityReason flags; the claim is suitable if none of
 *   %VELO_SUITABILITY_FORBIDS is among them
 */
int
velo_suitability_check (VeloIntake *intake,
                        gint64      limit_cents,
                        int         warning_permyriad)
{
  g_return_val_if_fail (VELO_IS_INTAKE (intake), 0);

  return check_financing (intake->financing)
    | check_estimate (intake->estimate_cents, limit_cents, warning_permyriad)
    | check_facts (intake);
}
