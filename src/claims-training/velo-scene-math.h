/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <math.h>

#include <glib.h>

G_BEGIN_DECLS

/*
 * Points, directions and colours of the drawn photographs. Lengths are metres; colours are linear,
 * 0 to 1 and above where the sun is reflected. Noise is the same for the same place and seed.
 */
typedef struct
{
  float x;
  float y;
  float z;
} VeloVector;

static inline VeloVector
velo_vector (float x,
             float y,
             float z)
{
  return (VeloVector) { x, y, z };
}

static inline VeloVector
velo_vector_add (VeloVector a,
                 VeloVector b)
{
  return velo_vector (a.x + b.x, a.y + b.y, a.z + b.z);
}

static inline VeloVector
velo_vector_subtract (VeloVector a,
                      VeloVector b)
{
  return velo_vector (a.x - b.x, a.y - b.y, a.z - b.z);
}

static inline VeloVector
velo_vector_scale (VeloVector a,
                   float      by)
{
  return velo_vector (a.x * by, a.y * by, a.z * by);
}

static inline float
velo_vector_dot (VeloVector a,
                 VeloVector b)
{
  return a.x * b.x + a.y * b.y + a.z * b.z;
}

static inline VeloVector
velo_vector_cross (VeloVector a,
                   VeloVector b)
{
  return velo_vector (a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x);
}

static inline VeloVector
velo_vector_normalize (VeloVector a)
{
  float length = sqrtf (velo_vector_dot (a, a));

  return length > 0 ? velo_vector_scale (a, 1 / length) : a;
}

/* @share: 0 is all @a, 1 all @b */
static inline VeloVector
velo_vector_mix (VeloVector a,
                 VeloVector b,
                 float      share)
{
  return velo_vector_add (velo_vector_scale (a, 1 - share), velo_vector_scale (b, share));
}

/* Quicker than floorf (), for numbers that fit into an int. */
static inline int
velo_whole (float x)
{
  int whole = (int) x;

  return x < (float) whole ? whole - 1 : whole;
}

/* 0 below @from, 1 above @to, rounded between; the other way round if @from is the greater. */
static inline float
velo_step (float from,
           float to,
           float at)
{
  float share = CLAMP ((at - from) / (to - from), 0, 1);

  return share * share * (3 - 2 * share);
}

static inline guint32
velo_hash (guint32 a,
           guint32 b,
           guint32 seed)
{
  guint32 h = a * 0x9e3779b1u ^ b * 0x85ebca77u ^ seed * 0xc2b2ae3du;

  h ^= h >> 15;
  h *= 0x2c1b3c6du;
  h ^= h >> 12;
  h *= 0x297a2d39u;
  return h ^ h >> 15;
}

/* 0 to 1 */
static inline float
velo_chance (guint32 a,
             guint32 b,
             guint32 seed)
{
  return (float) (velo_hash (a, b, seed) >> 8) / 16777216.0f;
}

/* 0 to 1, smooth from one whole number to the next */
static inline float
velo_noise (float   x,
            float   y,
            guint32 seed)
{
  int fx = velo_whole (x);
  int fy = velo_whole (y);
  guint32 ix = (guint32) fx;
  guint32 iy = (guint32) fy;
  float sx = x - (float) fx;
  float sy = y - (float) fy;
  float u = sx * sx * (3 - 2 * sx);
  float v = sy * sy * (3 - 2 * sy);
  float top = velo_chance (ix, iy, seed) * (1 - u) + velo_chance (ix + 1, iy, seed) * u;
  float bottom = velo_chance (ix, iy + 1, seed) * (1 - u) + velo_chance (ix + 1, iy + 1, seed) * u;

  return top * (1 - v) + bottom * v;
}

/* 0 to 1, rough at every scale */
static inline float
velo_rough (float   x,
            float   y,
            guint32 seed)
{
  return 0.55f * velo_noise (x, y, seed) + 0.3f * velo_noise (x * 2.3f, y * 2.3f, seed + 1)
    + 0.15f * velo_noise (x * 5.1f, y * 5.1f, seed + 2);
}

G_END_DECLS
