/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a point of a drawn car is made of, and how it looks in its light. */

#define G_LOG_DOMAIN "velo-claims-training"

#include "config.h"

#include "velo-car-paint.h"

#include "velo-sample-paper.h"

#define PLATE_WIDTH 0.52f
#define PLATE_HEIGHT 0.11f

typedef struct
{
  VeloVector colour;
  float gloss; /* of a clear coat: 0 none, 1 new */
  float light; /* its own */
} Material;

static float
from_byte (guint32 byte)
{
  float value = (float) (byte & 0xff) / 255;

  return value * value;
}

/**
 * velo_car_paint_init:
 * @self: not yet set
 * @vehicle: the car; must stay
 * @around: where it stands; must stay
 */
void
velo_car_paint_init (VeloCarPaint            *self,
                     const VeloSampleVehicle *vehicle,
                     const VeloSurroundings  *around)
{
  self->vehicle = vehicle;
  self->size = velo_car_shape_get_size (vehicle->body);
  self->around = around;
  self->colour = velo_vector (from_byte (vehicle->colour >> 16), from_byte (vehicle->colour >> 8),
                              from_byte (vehicle->colour));
  self->plate = velo_sample_paper_draw_plate (vehicle->country, vehicle->plate);
  velo_car_damage_find (vehicle, &self->place);
}

/**
 * velo_car_paint_clear:
 * @self: what was set
 */
void
velo_car_paint_clear (VeloCarPaint *self)
{
  g_clear_pointer (&self->plate, cairo_surface_destroy);
}

static float
get_wheel_distance (const VeloCarPaint *self,
                    VeloVector          position)
{
  const VeloCarSize *size = self->size;
  float x = position.x < size->length / 2 ? position.x - size->front_wheel : position.x - size->rear_wheel;
  float z = position.z - VELO_CAR_WHEEL;

  return sqrtf (x * x + z * z);
}

/**
 * velo_car_paint_is_open:
 * @self: what the car is made of
 * @part: of the car
 * @position: on its surface
 *
 * Returns: whether there is no sheet, because a wheel turns there
 */
gboolean
velo_car_paint_is_open (const VeloCarPaint *self,
                        VeloCarPart         part,
                        VeloVector          position)
{
  return part == VELO_CAR_PART_BODY && fabsf (position.y) > 0.55f && position.z < 0.75f
    && get_wheel_distance (self, position) < 0.35f;
}

/* 1 on a line of that width at zero; a fine one fades with the distance of the eye. */
static float
draw_line (float from_line,
           float width,
           float grain)
{
  float seen = MAX (width, grain);

  return velo_step (seen, seen * 0.5f, fabsf (from_line)) * width / seen;
}

static Material
get_paint (const VeloCarPaint *self)
{
  return (Material) { self->colour, 1, 0 };
}

static Material
get_dark (float tone,
          float gloss)
{
  return (Material) { velo_vector (tone, tone, tone * 1.05f), gloss, 0 };
}

static void
mix_dark (Material *material,
          float     share)
{
  material->colour = velo_vector_scale (material->colour, 1 - 0.92f * share);
  material->gloss *= 1 - share;
}

static Material
get_plate (const VeloCarPaint *self,
           float               across,
           float               up)
{
  int width = cairo_image_surface_get_width (self->plate);
  int height = cairo_image_surface_get_height (self->plate);
  int x = CLAMP ((int) ((across / PLATE_WIDTH + 0.5f) * (float) width), 0, width - 1);
  int y = CLAMP ((int) ((0.5f - up / PLATE_HEIGHT) * (float) height), 0, height - 1);
  const guint8 *row = cairo_image_surface_get_data (self->plate) + y * cairo_image_surface_get_stride (self->plate);
  guint32 pixel = ((const guint32 *) (const void *) row)[x];

  return (Material) { velo_vector_scale (velo_vector (from_byte (pixel >> 16), from_byte (pixel >> 8),
                                                      from_byte (pixel)), 0.85f), 0.15f, 0 };
}

static Material
get_headlight (const VeloCarPaint *self,
               float               across,
               float               up)
{
  float lens = velo_noise (across * 45, up * 60, 5);
  float bulb = sqrtf ((across - 0.6f) * (across - 0.6f) * 1.5f + (up - 0.69f) * (up - 0.69f) * 4);
  float tone = 0.25f + 0.4f * lens + 0.5f * velo_step (0.07f, 0.02f, bulb);

  return (Material) { velo_vector (tone, tone, tone * 1.04f), 1.6f, 0.06f };
}

static Material
get_front (const VeloCarPaint *self,
           VeloVector          position,
           float               grain)
{
  float across = fabsf (position.y);
  float up = position.z;
  float half = self->size->half_width;
  Material material = get_paint (self);

  if (across < PLATE_WIDTH / 2 && fabsf (up - 0.45f) < PLATE_HEIGHT / 2)
    return get_plate (self, -position.y, up - 0.45f);
  if (across < half * 0.45f && up > 0.56f && up < 0.68f)
    return get_dark (0.02f + 0.1f * velo_step (0.3f, 0.45f, fabsf (up / 0.03f - roundf (up / 0.03f))), 0.4f);
  if (across < half * 0.62f && up > 0.22f && up < 0.36f)
    return get_dark (0.018f, 0.1f);
  if (up < 0.24f)
    return get_dark (0.03f, 0.1f);
  mix_dark (&material, draw_line (up - 0.7f, 0.005f, grain) * (across < half * 0.5f ? 1 : 0));
  return material;
}

static Material
get_rear (const VeloCarPaint *self,
          VeloVector          position,
          float               grain)
{
  float across = fabsf (position.y);
  float up = position.z;
  float half = self->size->half_width;
  Material material = get_paint (self);

  if (across < PLATE_WIDTH / 2 && fabsf (up - 0.66f) < PLATE_HEIGHT / 2)
    return get_plate (self, position.y, up - 0.66f);
  if (up < 0.33f)
    return get_dark (0.03f, 0.15f);
  if (across > half * 0.54f && up > 0.68f && up < self->size->belt)
    return (Material) { velo_vector (0.3f + 0.2f * velo_noise (across * 60, up * 60, 6), 0.012f, 0.012f), 1.5f, 0.03f };
  mix_dark (&material, draw_line (up - 0.58f, 0.005f, grain));
  if (across < half * 0.45f && fabsf (up - 0.735f) < 0.012f)
    return get_dark (0.35f, 1);
  return material;
}

static gboolean
is_window (const VeloCarPaint *self,
           VeloVector          position,
           VeloVector          normal)
{
  const VeloCarSize *size = self->size;
  float top = velo_car_shape_get_height (size, position.x);
  float edge = size->half_width * 0.95f - 0.3f * (top - velo_car_shape_get_belt (size, position.x));
  gboolean van = size->roof_height > 1.6f;
  float pillar = size->bonnet + 1.38f;

  if (fabsf (normal.y) > 0.6f)
    return position.z > velo_car_shape_get_belt (size, position.x) + 0.035f && position.z < top - 0.1f
      && fabsf (position.x - pillar) > 0.045f && position.x > size->bonnet + 0.2f
      && position.x < (van ? pillar : size->roof + 0.3f);
  if (fabsf (position.y) > edge - 0.04f)
    return FALSE;
  return (position.x > size->bonnet + 0.06f && position.x < size->screen - 0.02f)
    || (!van && position.x > size->roof + 0.06f && position.x < size->rear - 0.05f);
}

/* Seams of doors, bonnet and tailgate, and the door handles. */
static void
add_seams (const VeloCarPaint *self,
           VeloVector          position,
           VeloVector          normal,
           float               grain,
           Material           *material)
{
  const VeloCarSize *size = self->size;
  float pillar = size->bonnet + 1.38f;
  float belt = velo_car_shape_get_belt (size, position.x);
  float x = position.x;

  if (fabsf (normal.y) > 0.5f)
    {
      gboolean door = x > size->bonnet + 0.14f && x < pillar + 1.02f;
      float handle_x = x - (x < pillar ? pillar - 0.14f : pillar + 0.86f);

      if (position.z > 0.3f)
        mix_dark (material, MAX (MAX (draw_line (x - size->bonnet - 0.15f, 0.006f, grain),
                                      draw_line (x - pillar, 0.006f, grain)),
                                 draw_line (x - pillar - 1, 0.006f, grain)));
      if (door)
        mix_dark (material, draw_line (position.z - 0.3f, 0.006f, grain));
      if (door && fabsf (handle_x) < 0.09f && fabsf (position.z - belt + 0.1f) < 0.016f)
        mix_dark (material, 0.6f);
      if (position.z < 0.27f)
        *material = get_dark (0.03f, 0.15f);
      if (position.z > belt - 0.005f && position.z < belt + 0.035f && x > size->bonnet && x < size->roof + 0.2f)
        *material = get_dark (0.03f, 0.5f);
    }
  else if (x < size->bonnet)
    mix_dark (material, MAX (draw_line (fabsf (position.y) - size->half_width * 0.8f, 0.006f, grain),
                             draw_line (x - size->bonnet + 0.03f, 0.012f, grain)));
  mix_dark (material, position.z < belt ? MAX (draw_line (x - 0.42f, 0.005f, grain) * (position.z < 0.66f),
                                               draw_line (x - size->length + 0.42f, 0.005f, grain)) : 0);
}

static Material
get_body (const VeloCarPaint *self,
          VeloVector          position,
          VeloVector          normal,
          float               grain)
{
  float half = self->size->half_width;
  Material material = get_paint (self);

  if (is_window (self, position, normal))
    return (Material) { velo_vector (0.016f, 0.02f, 0.021f), 1.5f, 0 };
  if (get_wheel_distance (self, position) < 0.385f && position.z < 0.75f && fabsf (normal.y) > 0.4f)
    return get_dark (0.025f, 0.1f);
  if (position.x < 0.4f && fabsf (position.y) > half * 0.5f && position.z > 0.6f && position.z < 0.745f)
    return get_headlight (self, fabsf (position.y), position.z);
  if (position.x > self->size->length - 0.22f && fabsf (position.y) > half * 0.54f && position.z > 0.68f
      && position.z < self->size->belt)
    return (Material) { velo_vector (0.35f, 0.012f, 0.012f), 1.5f, 0.03f };
  add_seams (self, position, normal, grain, &material);
  return material;
}

static Material
get_wheel (const VeloCarPaint *self,
           VeloVector          position)
{
  float x = position.x < self->size->length / 2 ? position.x - self->size->front_wheel
                                                : position.x - self->size->rear_wheel;
  float angle = atan2f (position.z - VELO_CAR_WHEEL, x) + (float) self->vehicle->scene;
  float radius = get_wheel_distance (self, position);
  float spoke = cosf (angle * 5);

  if (radius > 0.215f)
    return get_dark (radius > 0.23f ? 0.022f + 0.008f * velo_noise (angle * 40, radius * 200, 3) : 0.3f, 0.05f);
  if (radius < 0.035f || radius > 0.2f || spoke > 0.25f + radius)
    return get_dark (0.42f, 0.7f);
  return get_dark (0.02f, 0.1f);
}

/* Light from everywhere, from the sun, and what a glossy coat shows of the place. */
static VeloVector
light (const VeloCarPaint *self,
       const Material     *material,
       VeloVector          normal,
       VeloVector          to_eye)
{
  float facing = MAX (velo_vector_dot (normal, to_eye), 0);
  float sun = MAX (velo_vector_dot (normal, self->around->sun), 0) * self->around->sunshine;
  float all = (0.42f + 0.3f * normal.z) * self->around->sky + 0.85f * sun + material->light * 4;
  float fresnel = 0.075f + 0.75f * powf (1 - facing, 5);
  VeloVector colour = velo_vector_scale (material->colour, all);

  if (material->gloss > 0.05f)
    {
      VeloVector mirrored = velo_vector_subtract (velo_vector_scale (normal, 2 * velo_vector_dot (normal, to_eye)), to_eye);

      colour = velo_vector_add (velo_vector_scale (colour, 1 - fresnel * material->gloss * 0.5f),
                                velo_vector_scale (velo_surroundings_reflect (self->around, mirrored),
                                                   fresnel * material->gloss));
    }
  return colour;
}

/**
 * velo_car_paint_shade:
 * @self: what the car is made of
 * @part: of the car
 * @position: on its surface
 * @normal: outwards there
 * @to_eye: towards the camera, of length 1
 * @grain: how wide a pixel is there
 *
 * Returns: the light that the camera gets from there
 */
VeloVector
velo_car_paint_shade (const VeloCarPaint *self,
                      VeloCarPart         part,
                      VeloVector          position,
                      VeloVector          normal,
                      VeloVector          to_eye,
                      float               grain)
{
  Material material;
  VeloCarDamageMark mark;
  float dust;

  if (velo_vector_dot (normal, to_eye) < -0.05f && part <= VELO_CAR_PART_REAR)
    return velo_vector (0.01f, 0.01f, 0.01f);
  if (part == VELO_CAR_PART_FRONT)
    material = get_front (self, position, grain);
  else if (part == VELO_CAR_PART_REAR)
    material = get_rear (self, position, grain);
  else if (part == VELO_CAR_PART_WHEEL)
    material = get_wheel (self, position);
  else if (part == VELO_CAR_PART_TREAD)
    material = get_dark (0.02f, 0.02f);
  else if (part == VELO_CAR_PART_MIRROR)
    material = get_paint (self);
  else
    material = get_body (self, position, normal, grain);
  if (part <= VELO_CAR_PART_REAR
      && velo_car_damage_get (self->vehicle, &self->place, position, normal, grain, &mark))
    {
      normal = velo_vector_normalize (velo_vector_add (normal, velo_vector_add (
        velo_vector_scale (self->place.right, -mark.slope_u), velo_vector_scale (self->place.up, -mark.slope_v))));
      material.colour = velo_vector_mix (material.colour, mark.colour, mark.bare);
      material.gloss *= 1 - 0.85f * mark.bare;
    }
  /* dust, more of it below */
  dust = velo_step (0.8f, 0.2f, position.z) * 0.12f + 0.04f * velo_chance ((guint32) (int) (position.x * 700 + 9000),
                                                                           (guint32) (int) (position.z * 700), 77);
  if (part <= VELO_CAR_PART_REAR)
    material.colour = velo_vector_mix (material.colour, velo_vector (0.3f, 0.27f, 0.22f), dust);
  return light (self, &material, normal, to_eye);
}
