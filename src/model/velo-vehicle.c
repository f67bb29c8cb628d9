/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A vehicle of a sale, as it is insured. */

#define G_LOG_DOMAIN "velo-vehicle"

#include "config.h"

#include "velo-vehicle.h"

#include "velo-record-private.h"
#include "velo-text.h"

G_DEFINE_ENUM_TYPE (VeloAnswer, velo_answer,
                    G_DEFINE_ENUM_VALUE (VELO_ANSWER_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (VELO_ANSWER_NO, "no"),
                    G_DEFINE_ENUM_VALUE (VELO_ANSWER_YES, "yes"))

G_DEFINE_ENUM_TYPE (VeloInsuranceState, velo_insurance_state,
                    G_DEFINE_ENUM_VALUE (VELO_INSURANCE_STATE_OPEN, "open"),
                    G_DEFINE_ENUM_VALUE (VELO_INSURANCE_STATE_DRAFT, "draft"),
                    G_DEFINE_ENUM_VALUE (VELO_INSURANCE_STATE_SIGNED, "signed"),
                    G_DEFINE_ENUM_VALUE (VELO_INSURANCE_STATE_SENDING, "sending"),
                    G_DEFINE_ENUM_VALUE (VELO_INSURANCE_STATE_UNCLEAR, "unclear"),
                    G_DEFINE_ENUM_VALUE (VELO_INSURANCE_STATE_HANDED_OVER, "handed-over"),
                    G_DEFINE_ENUM_VALUE (VELO_INSURANCE_STATE_INSURED, "insured"),
                    G_DEFINE_ENUM_VALUE (VELO_INSURANCE_STATE_REFUSED, "refused"),
                    G_DEFINE_ENUM_VALUE (VELO_INSURANCE_STATE_DECLINED, "declined"),
                    G_DEFINE_ENUM_VALUE (VELO_INSURANCE_STATE_UNINSURABLE, "uninsurable"),
                    G_DEFINE_ENUM_VALUE (VELO_INSURANCE_STATE_ENDED, "ended"))

VELO_DEFINE_RECORD (VeloVehicle, velo_vehicle, VELO_TYPE_VEHICLE, VELO_VEHICLE_FIELDS)

/**
 * velo_vehicle_dup_name:
 * @self: a vehicle
 *
 * Returns: (transfer full): maker and model in one line; empty if neither is known
 */
char *
velo_vehicle_dup_name (VeloVehicle *self)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (VELO_IS_VEHICLE (self), NULL);

  name = g_strjoin (" ", self->maker, self->model, NULL);
  return velo_text_squash (name);
}
