/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "velo-car-damage.h"
#include "velo-surroundings.h"

G_BEGIN_DECLS

/**
 * VeloCarPaint:
 * @vehicle: the car
 * @size: its measures
 * @place: where its damage is
 * @around: where it stands
 * @colour: of its paint, linear
 * @plate: (owned): the licence plate as a picture
 *
 * What a drawn car is made of.
 */
typedef struct
{
  const VeloSampleVehicle *vehicle;
  const VeloCarSize *size;
  VeloCarDamagePlace place;
  const VeloSurroundings *around;
  VeloVector colour;
  cairo_surface_t *plate;
} VeloCarPaint;

void       velo_car_paint_init    (VeloCarPaint            *self,
                                   const VeloSampleVehicle *vehicle,
                                   const VeloSurroundings  *around);
void       velo_car_paint_clear   (VeloCarPaint            *self);
gboolean   velo_car_paint_is_open (const VeloCarPaint      *self,
                                   VeloCarPart              part,
                                   VeloVector               position);
VeloVector velo_car_paint_shade   (const VeloCarPaint      *self,
                                   VeloCarPart              part,
                                   VeloVector               position,
                                   VeloVector               normal,
                                   VeloVector               to_eye,
                                   float                    grain);

G_END_DECLS
