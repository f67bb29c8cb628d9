/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "velo-sample-vehicle.h"
#include "velo-scene-math.h"

G_BEGIN_DECLS

/**
 * VeloSceneCamera:
 * @eye: where it is held, outside the car
 * @target: what is in the middle of the picture
 * @focal: focal length in widths of the picture
 * @roll: how crooked it is held, in radians
 */
typedef struct
{
  VeloVector eye;
  VeloVector target;
  float focal;
  float roll;
} VeloSceneCamera;

cairo_surface_t *velo_scene_draw (const VeloSampleVehicle *vehicle,
                                  const VeloSceneCamera   *camera,
                                  int                      width,
                                  int                      height);

G_END_DECLS
