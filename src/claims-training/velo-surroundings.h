/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-car-shape.h"

G_BEGIN_DECLS

/**
 * VeloSurroundings:
 * @seed: which place it is
 * @sun: towards it
 * @sunshine: how strong it shines, 0 under clouds
 * @sky: how bright the sky is
 * @ground: kind of ground: 0 asphalt, 1 setts, 2 gravel
 * @distance: how far houses and hedges are
 * @size: of the car that throws the shadow
 *
 * The place where a drawn photograph is taken.
 */
typedef struct
{
  guint32 seed;
  VeloVector sun;
  float sunshine;
  float sky;
  int ground;
  float distance;
  const VeloCarSize *size;
} VeloSurroundings;

void       velo_surroundings_init    (VeloSurroundings       *self,
                                      guint32                 seed,
                                      const VeloCarSize      *size);
VeloVector velo_surroundings_look    (const VeloSurroundings *self,
                                      VeloVector              from,
                                      VeloVector              direction);
VeloVector velo_surroundings_reflect (const VeloSurroundings *self,
                                      VeloVector              direction);

G_END_DECLS
