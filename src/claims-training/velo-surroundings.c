/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is around a drawn car: sky, houses, walls and hedges in a ring, the ground with the shadow. */

#define G_LOG_DOMAIN "velo-claims-training"

#include "config.h"

#include "velo-surroundings.h"

/* Houses, walls and hedges take turns around the place. */
#define N_PLOTS 14

/**
 * velo_surroundings_init:
 * @self: not yet set
 * @seed: which place; the same one is always the same
 * @size: of the car that stands there
 */
void
velo_surroundings_init (VeloSurroundings  *self,
                        guint32            seed,
                        const VeloCarSize *size)
{
  float angle = 2 * (float) G_PI * velo_chance (1, 0, seed);

  self->seed = seed;
  self->sun = velo_vector_normalize (velo_vector (cosf (angle), sinf (angle), 0.7f + 0.5f * velo_chance (2, 0, seed)));
  self->sunshine = velo_chance (3, 0, seed) < 0.4f ? 0.1f : 0.55f + 0.35f * velo_chance (4, 0, seed);
  self->sky = 0.75f + 0.3f * velo_chance (5, 0, seed);
  self->ground = (int) (velo_hash (6, 0, seed) % 3);
  self->distance = 7.5f + 5 * velo_chance (7, 0, seed);
  self->size = size;
}

static VeloVector
get_sky (const VeloSurroundings *self,
         VeloVector              direction)
{
  float up = MAX (direction.z, 0.02f);
  float clouds = velo_step (0.35f, 0.75f, velo_rough (direction.x / up * 0.9f, direction.y / up * 0.9f, self->seed + 7));
  VeloVector blue = velo_vector_mix (velo_vector (0.62f, 0.72f, 0.82f), velo_vector (0.2f, 0.38f, 0.68f),
                                     velo_step (0, 0.6f, direction.z));
  float cover = self->sunshine < 0.3f ? 0.6f + 0.4f * clouds : 0.75f * clouds;

  return velo_vector_scale (velo_vector_mix (blue, velo_vector (0.86f, 0.87f, 0.88f), cover), self->sky);
}

static VeloVector
get_wall (const VeloSurroundings *self,
          guint32                 plot,
          float                   along,
          float                   height)
{
  float row = height / 0.075f;
  float stone = along / 0.25f + (velo_whole (row) % 2 != 0 ? 0.5f : 0);
  float joint = MIN (fabsf (stone - (float) velo_whole (stone + 0.5f)) * 0.25f, fabsf (row - (float) velo_whole (row + 0.5f)) * 0.075f);
  float tone = 0.75f + 0.4f * velo_chance ((guint32) velo_whole (stone), (guint32) velo_whole (row), plot);
  VeloVector brick = velo_vector_scale (velo_vector (0.33f, 0.14f, 0.09f), tone);

  return velo_vector_mix (velo_vector (0.45f, 0.43f, 0.4f), brick, velo_step (0.003f, 0.012f, joint));
}

static VeloVector
get_house (const VeloSurroundings *self,
           guint32                 plot,
           float                   along,
           float                   height)
{
  float tone = 0.35f + 0.5f * velo_chance (plot, 11, self->seed);
  VeloVector plaster = velo_vector (tone, tone * 0.95f, tone * (0.7f + 0.25f * velo_chance (plot, 12, self->seed)));
  float column = along / 1.9f;
  float inside = fabsf (column - (float) velo_whole (column) - 0.5f) * 1.9f;
  float level = fabsf (height - 1.75f);

  if (inside < 0.5f && level < 0.65f)
    {
      if (inside > 0.44f || level > 0.59f || inside < 0.025f)
        return velo_vector (0.75f, 0.74f, 0.72f);
      return velo_vector_scale (velo_vector (0.16f, 0.2f, 0.24f),
                                0.6f + velo_noise (along * 2, height * 1.5f, self->seed + plot));
    }
  if (height < 0.35f)
    plaster = velo_vector (0.25f, 0.24f, 0.23f);
  return velo_vector_scale (plaster, 0.9f + 0.2f * velo_rough (along * 3, height * 3, self->seed + plot));
}

static VeloVector
get_hedge (const VeloSurroundings *self,
           guint32                 plot,
           float                   along,
           float                   height)
{
  float leaves = velo_rough (along * 14, height * 14, self->seed + plot);
  float shade = 0.5f + 0.5f * velo_rough (along * 1.5f, height * 1.5f, self->seed + plot + 3);

  return velo_vector_scale (velo_vector (0.12f, 0.22f, 0.06f), 0.25f + 1.9f * leaves * leaves * shade);
}

static VeloVector
get_garage (const VeloSurroundings *self,
            guint32                 plot,
            float                   along,
            float                   height)
{
  float door = along / 2.8f;
  float inside = fabsf (door - (float) velo_whole (door) - 0.5f) * 2.8f;
  float tone = 0.3f + 0.45f * velo_chance (plot, 13, self->seed);
  float groove = fabsf (along / 0.12f - (float) velo_whole (along / 0.12f + 0.5f));

  if (inside > 1.2f || height > 2.1f)
    return velo_vector_scale (velo_vector (0.55f, 0.54f, 0.52f), 0.85f + 0.3f * velo_rough (along * 4, height * 4, plot));
  return velo_vector_scale (velo_vector (tone, tone, tone * 1.05f), 0.7f + 0.3f * velo_step (0.02f, 0.12f, groove));
}

/* The ring around the place; %TRUE if the eye meets something there. */
static gboolean
get_plot (const VeloSurroundings *self,
          VeloVector              point,
          VeloVector             *colour)
{
  float angle = atan2f (point.y, point.x) / (2 * (float) G_PI) + 0.5f;
  float at = angle * N_PLOTS + velo_chance (8, 0, self->seed);
  guint32 plot = (guint32) at;
  guint32 kind = velo_hash (plot, 14, self->seed) % 5;
  float along = (at - (float) plot) * self->distance * 2 * (float) G_PI / N_PLOTS;
  float sun = 0.65f + 0.5f * self->sunshine * MAX (-(point.x * self->sun.x + point.y * self->sun.y) / self->distance, 0);
  static const float heights[] = { 1.9f, 5.5f, 2.2f, 2.7f, 1.6f };
  float height = heights[kind] * (0.8f + 0.4f * velo_chance (plot, 15, self->seed));

  if (kind == 2 || kind == 4)
    height += 0.3f * velo_rough (along * 3, 0, plot);
  if (point.z > height)
    return FALSE;
  if (kind == 0)
    *colour = get_wall (self, plot, along, point.z);
  else if (kind == 1)
    *colour = get_house (self, plot, along, point.z);
  else if (kind == 3)
    *colour = get_garage (self, plot, along, point.z);
  else
    *colour = get_hedge (self, plot, along, point.z);
  *colour = velo_vector_scale (*colour, sun);
  return TRUE;
}

static VeloVector
get_surface (const VeloSurroundings *self,
             float                   x,
             float                   y,
             float                   far)
{
  /* what is too fine to be seen from afar is left out */
  float fine = velo_step (9, 1.5f, far);
  float tone;

  if (self->ground == 1)
    {
      float row = y / 0.1f;
      float stone = x / 0.2f + (velo_whole (row) % 2 != 0 ? 0.5f : 0);
      float joint = MIN (fabsf (stone - (float) velo_whole (stone + 0.5f)) * 0.2f, fabsf (row - (float) velo_whole (row + 0.5f)) * 0.1f);

      tone = 0.3f + 0.12f * velo_chance ((guint32) velo_whole (stone), (guint32) velo_whole (row), self->seed);
      tone *= 1 - 0.55f * fine * velo_step (0.008f, 0.002f, joint);
      return velo_vector (tone, tone * 0.97f, tone * 0.92f);
    }
  tone = velo_rough (x * 40, y * 40, self->seed + 20) - 0.5f;
  if (self->ground == 2)
    {
      tone = 0.4f + 0.5f * fine * tone + 0.1f * velo_rough (x * 2, y * 2, self->seed);
      return velo_vector (tone, tone * 0.94f, tone * 0.83f);
    }
  tone = 0.17f + 0.16f * fine * tone + 0.07f * velo_rough (x * 1.2f, y * 1.2f, self->seed);
  return velo_vector (tone, tone, tone * 1.03f);
}

/* How much light the car leaves, 0 to 1: its contact with the ground, and what the sun throws. */
static float
get_light (const VeloSurroundings *self,
           float                   x,
           float                   y)
{
  float middle = self->size->length / 2;
  float dx = MAX (fabsf (x - middle) - middle + 0.12f, 0);
  float dy = MAX (fabsf (y) - self->size->half_width + 0.12f, 0);
  float below = velo_step (0, 0.55f, sqrtf (dx * dx + dy * dy));
  float sx = x - self->sun.x / self->sun.z * -0.7f - middle;
  float sy = y - self->sun.y / self->sun.z * -0.7f;
  float ox = MAX (fabsf (sx) - middle * 0.86f, 0);
  float oy = MAX (fabsf (sy) - self->size->half_width * 0.95f, 0);
  float thrown = 1 - self->sunshine * 0.6f * velo_step (0.25f, 0.05f, sqrtf (ox * ox + oy * oy));

  return (0.22f + 0.78f * below) * thrown;
}

/* A house or a tree somewhere behind throws its shadow over the place, too. */
static float
get_patches (const VeloSurroundings *self,
             float                   x,
             float                   y)
{
  float patch = velo_noise (x * 0.22f + 31, y * 0.22f + 17, self->seed + 40);

  return 1 - self->sunshine * 0.45f * velo_step (0.52f, 0.6f, patch);
}

/**
 * velo_surroundings_look:
 * @self: the place
 * @from: where the eye is, above the ground and inside the ring of houses
 * @direction: where it looks, of length 1
 *
 * Returns: what it sees there if the car is not in the way
 */
VeloVector
velo_surroundings_look (const VeloSurroundings *self,
                        VeloVector              from,
                        VeloVector              direction)
{
  VeloVector middle = velo_vector (self->size->length / 2, 0, 0);
  VeloVector start = velo_vector_subtract (from, middle);
  float a = direction.x * direction.x + direction.y * direction.y;
  float b = start.x * direction.x + start.y * direction.y;
  float c = start.x * start.x + start.y * start.y - self->distance * self->distance;
  float far = a > 1e-6f ? (sqrtf (MAX (b * b - a * c, 0)) - b) / a : 1e6f;
  VeloVector colour = velo_vector (0, 0, 0);
  float down;

  if (direction.z < 0)
    {
      down = -from.z / direction.z;
      if (down < far)
        {
          float x = from.x + direction.x * down;
          float y = from.y + direction.y * down;
          float light = get_light (self, x, y) * get_patches (self, x, y);

          return velo_vector_scale (get_surface (self, x, y, down), light * (0.75f + 0.7f * self->sunshine));
        }
    }
  if (get_plot (self, velo_vector_add (start, velo_vector_scale (direction, far)), &colour))
    return colour;
  return get_sky (self, direction);
}

/**
 * velo_surroundings_reflect:
 * @self: the place
 * @direction: of length 1
 *
 * Returns: what paint and glass show of the place: coarse, for they are not mirrors
 */
VeloVector
velo_surroundings_reflect (const VeloSurroundings *self,
                           VeloVector              direction)
{
  float angle = atan2f (direction.y, direction.x) * 2.2f;
  float roofs = 0.13f + 0.12f * velo_noise (angle, 0, self->seed + 50);
  VeloVector sky;
  VeloVector ground;
  VeloVector houses;
  float glare;

  sky = velo_vector_scale (velo_vector_mix (velo_vector (0.85f, 0.88f, 0.9f), velo_vector (0.4f, 0.55f, 0.8f),
                                            velo_step (0.2f, 0.9f, direction.z)), self->sky);
  ground = velo_vector (0.16f, 0.155f, 0.15f);
  houses = velo_vector_scale (velo_vector (0.3f, 0.28f, 0.25f), 0.5f + velo_noise (angle * 2, 5, self->seed + 51));
  glare = powf (MAX (velo_vector_dot (direction, self->sun), 0), 400) * self->sunshine * 12;
  sky = velo_vector_mix (houses, sky, velo_step (roofs - 0.03f, roofs + 0.03f, direction.z));
  return velo_vector_add (velo_vector_mix (ground, sky, velo_step (-0.06f, 0.0f, direction.z)),
                          velo_vector (glare, glare, glare * 0.95f));
}
