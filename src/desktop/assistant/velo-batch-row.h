/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-vehicle.h"

G_BEGIN_DECLS

#define VELO_TYPE_BATCH_ROW (velo_batch_row_get_type ())

/**
 * VeloBatchRow:
 *
 * A vehicle of an invoice, and whether it is insured in this sitting.
 */
G_DECLARE_FINAL_TYPE (VeloBatchRow, velo_batch_row, VELO, BATCH_ROW, AdwActionRow)

GtkWidget   *velo_batch_row_new         (VeloVehicle  *vehicle);
void         velo_batch_row_show        (VeloBatchRow *self,
                                         VeloVehicle  *vehicle,
                                         const char   *outcome);
VeloVehicle *velo_batch_row_get_vehicle (VeloBatchRow *self);
gboolean     velo_batch_row_is_next     (VeloBatchRow *self);
gboolean     velo_batch_row_is_signed   (VeloBatchRow *self);
gboolean     velo_batch_row_is_offered  (VeloVehicle  *vehicle);

G_END_DECLS
