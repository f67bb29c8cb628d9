/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-car-shape.h"

G_BEGIN_DECLS

/**
 * VeloCarDamageMark:
 * @slope_u: how steeply the sheet goes down there, to the right
 * @slope_v: and upwards
 * @bare: how much of the paint is gone, 0 to 1
 * @colour: what shows instead
 *
 * What a damage does to one point of the sheet.
 */
typedef struct
{
  float slope_u;
  float slope_v;
  float bare;
  VeloVector colour;
} VeloCarDamageMark;

/**
 * VeloCarDamagePlace:
 * @middle: of the damage, on the sheet
 * @outwards: away from the car there
 * @right: along the sheet, as somebody sees it who stands before it
 * @up: along the sheet
 *
 * Where a damage is.
 */
typedef struct
{
  VeloVector middle;
  VeloVector outwards;
  VeloVector right;
  VeloVector up;
} VeloCarDamagePlace;

void     velo_car_damage_find (const VeloSampleVehicle  *vehicle,
                               VeloCarDamagePlace       *place);
gboolean velo_car_damage_get  (const VeloSampleVehicle  *vehicle,
                               const VeloCarDamagePlace *place,
                               VeloVector                position,
                               VeloVector                normal,
                               float                     grain,
                               VeloCarDamageMark        *mark);

G_END_DECLS
