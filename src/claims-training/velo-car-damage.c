/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What has happened to a drawn car: scratches, dents, torn plastic, hail. */

#define G_LOG_DOMAIN "velo-claims-training"

#include "config.h"

#include "velo-car-damage.h"

/* Nothing of a damage is further from its middle. */
#define REACH 0.55f
#define N_SCRATCHES 9
#define N_HAILSTONES 26

/**
 * velo_car_damage_find:
 * @vehicle: a car
 * @place: gets where its damage is
 */
void
velo_car_damage_find (const VeloSampleVehicle *vehicle,
                      VeloCarDamagePlace      *place)
{
  const VeloCarSize *size = velo_car_shape_get_size (vehicle->body);
  float along = (float) vehicle->along;
  float x = 0.45f + along * (size->length - 0.9f);
  float y = (along - 0.5f) * 1.3f * size->half_width;
  float side = vehicle->panel == VELO_CAR_PANEL_LEFT ? -1 : 1;

  place->up = velo_vector (0, 0, 1);
  if (vehicle->panel == VELO_CAR_PANEL_FRONT || vehicle->panel == VELO_CAR_PANEL_REAR)
    {
      float out = vehicle->panel == VELO_CAR_PANEL_FRONT ? -1 : 1;

      place->middle = velo_vector (out < 0 ? -0.06f : size->length + 0.06f, -out * y, 0.47f);
      place->outwards = velo_vector (out, 0, 0);
      place->right = velo_vector (0, -out, 0);
    }
  else if (vehicle->panel == VELO_CAR_PANEL_TOP)
    {
      x = 0.35f + along * (size->bonnet - 0.5f);
      place->middle = velo_vector (x, 0.1f, velo_car_shape_get_height (size, x));
      place->outwards = velo_vector_normalize (velo_vector (-0.3f, 0, 1));
      place->right = velo_vector (0, -1, 0);
      place->up = velo_vector (1, 0, 0);
    }
  else
    {
      place->middle = velo_vector (x, side * velo_car_shape_get_width (size, x), 0.64f);
      place->outwards = velo_vector (0, side, 0);
      place->right = velo_vector (-side, 0, 0);
    }
}

/* As wide as it is, or fainter if the eye is too far away for that. */
static float
get_cover (float distance,
           float width,
           float grain)
{
  float seen = MAX (width, grain * 0.8f);

  return velo_step (seen, seen * 0.4f, distance) * width / seen;
}

static void
lay_over (VeloCarDamageMark *mark,
          float              cover,
          VeloVector         colour)
{
  if (cover <= 0)
    return;
  mark->colour = velo_vector_mix (mark->colour, colour, mark->bare > 0 ? cover : 1);
  mark->bare = mark->bare + (1 - mark->bare) * MIN (cover, 1);
}

static void
add_scratches (VeloCarDamageMark *mark,
               float              u,
               float              v,
               float              grain,
               guint32            seed)
{
  float slope = 0.35f * (velo_chance (1, 1, seed) - 0.5f);
  float near = velo_step (0.1f, 0.02f, fabsf (v - slope * u)) * velo_step (0.3f, 0.15f, fabsf (u));

  if (near > 0)
    lay_over (mark, 0.5f * near * velo_step (0.5f, 0.75f, velo_rough (u * 14, v * 90, seed + 3)),
              velo_vector (0.55f, 0.55f, 0.54f));
  for (guint32 i = 0; i < N_SCRATCHES; i++)
    {
      float middle = 0.22f * (velo_chance (i, 2, seed) - 0.5f);
      float length = 0.1f + 0.26f * velo_chance (i, 3, seed);
      float from = 0.26f * (velo_chance (i, 4, seed) - 0.5f);
      float own_slope = slope + 0.12f * (velo_chance (i, 5, seed) - 0.5f);
      float straight = middle + own_slope * u;
      gboolean deep = velo_chance (i, 7, seed) < 0.4f;
      float line;
      float width;
      float ends;
      float broken;

      if (fabsf (v - straight) > 0.012f + grain || fabsf (u - from) > length)
        continue;
      line = straight + 0.006f * (velo_noise (u * 22, (float) i, seed) - 0.5f);
      width = (0.001f + 0.0035f * velo_chance (i, 6, seed)) * (0.4f + velo_noise (u * 30, (float) i * 5, seed + 8));
      ends = velo_step (length, length * 0.6f, fabsf (u - from));
      broken = velo_step (0.15f, 0.4f, velo_rough (u * 26, (float) i * 3, seed + 9));
      lay_over (mark, get_cover (fabsf (v - line), width, grain) * ends * broken,
                deep ? velo_vector (0.07f, 0.065f, 0.06f) : velo_vector (0.72f, 0.72f, 0.7f));
    }
}

static void
add_dent (VeloCarDamageMark *mark,
          float              u,
          float              v,
          float              radius,
          float              depth,
          float              roughness,
          guint32            seed)
{
  float inside = expf (-(u * u + v * v) / (radius * radius));
  float steep = 2 * depth / (radius * radius) * inside;

  mark->slope_u += steep * u + roughness * inside * (velo_rough (u / radius * 2.5f, v / radius * 2.5f, seed) - 0.5f);
  mark->slope_v += steep * v + roughness * inside * (velo_rough (u / radius * 2.5f + 40, v / radius * 2.5f, seed) - 0.5f);
}

static void
add_crack (VeloCarDamageMark *mark,
           float              u,
           float              v,
           float              grain,
           guint32            seed)
{
  float line = 0.3f * u + 0.07f * (velo_noise (u * 16, 0, seed) - 0.5f) + 0.02f * (velo_noise (u * 70, 3, seed) - 0.5f);
  float ends = velo_step (0.27f, 0.2f, fabsf (u));
  float distance = fabsf (v - line);
  float width = 0.004f + 0.01f * ends * velo_noise (u * 11, 8, seed);

  mark->slope_v += ends * (v > line ? 0.3f : -0.12f) * velo_step (0.09f, 0, distance);
  lay_over (mark, 0.7f * ends * get_cover (distance, width * 2.4f, grain), velo_vector (0.6f, 0.6f, 0.58f));
  lay_over (mark, ends * get_cover (distance, width, grain), velo_vector (0.012f, 0.012f, 0.012f));
}

static void
add_hail (VeloCarDamageMark *mark,
          float              u,
          float              v,
          guint32            seed)
{
  for (guint32 i = 0; i < N_HAILSTONES; i++)
    {
      float du = u - 1.1f * (velo_chance (i, 20, seed) - 0.5f);
      float dv = v - 0.75f * (velo_chance (i, 21, seed) - 0.5f);
      float radius = 0.016f + 0.022f * velo_chance (i, 22, seed);

      if (du * du + dv * dv < 9 * radius * radius)
        add_dent (mark, du, dv, radius, radius * 0.22f, 0, seed + i);
    }
}

/**
 * velo_car_damage_get:
 * @vehicle: a car
 * @place: where its damage is
 * @position: a point of its sheet
 * @normal: outwards there
 * @grain: how wide a pixel is there
 * @mark: gets what the damage does there
 *
 * Returns: whether it does anything
 */
gboolean
velo_car_damage_get (const VeloSampleVehicle  *vehicle,
                     const VeloCarDamagePlace *place,
                     VeloVector                position,
                     VeloVector                normal,
                     float                     grain,
                     VeloCarDamageMark        *mark)
{
  VeloVector from = velo_vector_subtract (position, place->middle);
  float u = velo_vector_dot (from, place->right);
  float v = velo_vector_dot (from, place->up);
  guint32 seed = vehicle->scene * 7919u + (guint32) vehicle->damage;

  if (velo_vector_dot (normal, place->outwards) < 0.35f || fabsf (u) > REACH + 0.15f || fabsf (v) > REACH
      || fabsf (velo_vector_dot (from, place->outwards)) > 0.6f)
    return FALSE;
  *mark = (VeloCarDamageMark) { 0, 0, 0, { 0, 0, 0 } };
  if (vehicle->damage == VELO_CAR_DAMAGE_HAIL)
    {
      add_hail (mark, u, v, seed);
      return TRUE;
    }
  if (vehicle->damage == VELO_CAR_DAMAGE_DENT)
    add_dent (mark, u + 0.03f, v - 0.02f, 0.15f, 0.085f, 0.9f, seed);
  if (vehicle->damage == VELO_CAR_DAMAGE_CRACK)
    {
      add_dent (mark, u, v, 0.17f, 0.03f, 0.5f, seed);
      add_crack (mark, u, v, grain, seed);
    }
  add_scratches (mark, u, v + (vehicle->damage == VELO_CAR_DAMAGE_SCRATCH ? 0 : 0.06f), grain, seed);
  return TRUE;
}
