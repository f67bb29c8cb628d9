/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-sample-vehicle.h"
#include "velo-scene-math.h"

G_BEGIN_DECLS

/**
 * VeloCarPart:
 * @VELO_CAR_PART_BODY: sides, bonnet, windows, roof
 * @VELO_CAR_PART_FRONT: the front end
 * @VELO_CAR_PART_REAR: the rear end
 * @VELO_CAR_PART_WHEEL: the outer face of a wheel
 * @VELO_CAR_PART_TREAD: the running surface of a tyre
 * @VELO_CAR_PART_MIRROR: an outside mirror
 *
 * What a triangle belongs to.
 */
typedef enum
{
  VELO_CAR_PART_BODY,
  VELO_CAR_PART_FRONT,
  VELO_CAR_PART_REAR,
  VELO_CAR_PART_WHEEL,
  VELO_CAR_PART_TREAD,
  VELO_CAR_PART_MIRROR
} VeloCarPart;

/**
 * VeloCarSize:
 * @length: from bumper to bumper
 * @half_width: from the middle
 * @bonnet: where the bonnet meets the windscreen
 * @screen: where the windscreen meets the roof
 * @roof: where the roof ends
 * @rear: where the rear window ends
 * @roof_height: of the roof
 * @tail_height: at @rear
 * @belt: below the side windows
 * @front_wheel: middle of the front axle
 * @rear_wheel: middle of the rear axle
 *
 * In metres from the front, and above the ground. The car looks towards negative x; its left side
 * is at negative y.
 */
typedef struct
{
  float length;
  float half_width;
  float bonnet;
  float screen;
  float roof;
  float rear;
  float roof_height;
  float tail_height;
  float belt;
  float front_wheel;
  float rear_wheel;
} VeloCarSize;

/* Height of the middle of a wheel. */
#define VELO_CAR_WHEEL 0.315f

typedef struct
{
  VeloVector position;
  VeloVector normal;
} VeloCarVertex;

typedef void (*VeloCarTriangleFunc) (VeloCarPart          part,
                                     const VeloCarVertex *corners,
                                     gpointer             user_data);

const VeloCarSize *velo_car_shape_get_size   (VeloCarBody          body);
float              velo_car_shape_get_height (const VeloCarSize   *size,
                                              float                x);
float              velo_car_shape_get_belt   (const VeloCarSize   *size,
                                              float                x);
float              velo_car_shape_get_width  (const VeloCarSize   *size,
                                              float                x);
void               velo_car_shape_foreach    (const VeloCarSize   *size,
                                              VeloCarTriangleFunc  func,
                                              gpointer             user_data);

G_END_DECLS
