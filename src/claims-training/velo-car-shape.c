/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shape of a car as triangles: sections from front to rear, ends, wheels and mirrors. */

#define G_LOG_DOMAIN "velo-claims-training"

#include "config.h"

#include "velo-car-shape.h"

/* Sections along the car, points along half a section, and steps from the middle to the side. */
#define N_SECTIONS 120
#define N_POINTS 30
#define N_STEPS 12
#define N_SPOKES 40

#define WHEEL_RADIUS 0.315f
#define WHEEL_WIDTH 0.2f

static const VeloCarSize sizes[] = {
  [VELO_CAR_BODY_COMPACT] = { 4.05f, 0.88f, 1.05f, 1.75f, 3.25f, 3.85f, 1.46f, 0.98f, 0.93f, 0.76f, 3.32f },
  [VELO_CAR_BODY_ESTATE] = { 4.55f, 0.90f, 1.2f, 1.95f, 4.0f, 4.4f, 1.47f, 1.0f, 0.93f, 0.85f, 3.6f },
  [VELO_CAR_BODY_SALOON] = { 4.6f, 0.91f, 1.2f, 1.95f, 3.2f, 3.9f, 1.43f, 1.03f, 0.94f, 0.88f, 3.68f },
  [VELO_CAR_BODY_VAN] = { 4.4f, 0.91f, 0.95f, 1.5f, 4.15f, 4.3f, 1.8f, 1.06f, 1.03f, 0.8f, 3.5f },
};

/**
 * velo_car_shape_get_size:
 * @body: a shape
 *
 * Returns: (transfer none): its measures
 */
const VeloCarSize *
velo_car_shape_get_size (VeloCarBody body)
{
  return &sizes[body];
}

/* The outline between its corners, straight. */
static float
follow (const float (*corners)[2],
        int         n_corners,
        float       x)
{
  for (int i = 1; i < n_corners; i++)
    if (x <= corners[i][0])
      {
        float share = (x - corners[i - 1][0]) / (corners[i][0] - corners[i - 1][0]);

        return corners[i - 1][1] + MAX (share, 0) * (corners[i][1] - corners[i - 1][1]);
      }
  return corners[n_corners - 1][1];
}

/* Rounded by looking a little before and behind. */
static float
follow_rounded (const float (*corners)[2],
                int         n_corners,
                float       x,
                float       round)
{
  float sum = 0;

  for (int i = -3; i <= 3; i++)
    sum += follow (corners, n_corners, x + (float) i * round / 3);
  return sum / 7;
}

/**
 * velo_car_shape_get_height:
 * @size: of a car
 * @x: from its front
 *
 * Returns: how high it is there, in the middle
 */
float
velo_car_shape_get_height (const VeloCarSize *size,
                           float              x)
{
  const float corners[][2] = {
    { 0, 0.62f }, { 0.12f, 0.76f }, { size->bonnet, size->belt + 0.03f },
    { size->screen, size->roof_height - 0.03f }, { (size->screen + size->roof) / 2, size->roof_height },
    { size->roof, size->roof_height - 0.06f }, { size->rear, size->tail_height },
    { size->length - 0.1f, size->tail_height - 0.03f }, { size->length, size->tail_height - 0.16f },
  };

  return follow_rounded (corners, G_N_ELEMENTS (corners), x, 0.1f);
}

/**
 * velo_car_shape_get_belt:
 * @size: of a car
 * @x: from its front
 *
 * Returns: how high the edge below windows and bonnet is there
 */
float
velo_car_shape_get_belt (const VeloCarSize *size,
                         float              x)
{
  float line = size->belt - 0.07f + 0.09f * x / size->length;

  return MIN (line, velo_car_shape_get_height (size, x) - 0.05f);
}

/**
 * velo_car_shape_get_width:
 * @size: of a car
 * @x: from its front
 *
 * Returns: half its width there
 */
float
velo_car_shape_get_width (const VeloCarSize *size,
                          float              x)
{
  float length = size->length;
  const float corners[][2] = {
    { 0, 0.66f }, { 0.16f, 0.86f }, { 0.55f, 0.985f }, { 1.1f, 1 }, { length - 1.1f, 1 }, { length - 0.5f, 0.98f },
    { length - 0.14f, 0.9f }, { length, 0.76f },
  };

  return size->half_width * follow_rounded (corners, G_N_ELEMENTS (corners), x, 0.12f);
}

/* Between the middle two of four points. */
static float
curve (float a,
       float b,
       float c,
       float d,
       float t)
{
  return b + 0.5f * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}

/* A point of a section: @s from the sill, 0, to the middle of the roof, 1. */
static VeloVector
get_point (const VeloCarSize *size,
           float              x,
           float              s,
           float              side)
{
  float inside = CLAMP (x, 0, size->length);
  float width = velo_car_shape_get_width (size, inside);
  float top = velo_car_shape_get_height (size, inside);
  float belt = velo_car_shape_get_belt (size, inside);
  float cabin = top - belt;
  float low = 0.2f + 0.08f * (velo_step (0.5f, 0, inside) + velo_step (size->length - 0.5f, size->length, inside));
  float lean = width * 0.95f - 0.3f * MAX (cabin - 0.05f, 0);
  const float points[][2] = {
    { width * 0.8f, low - 0.02f }, { width * 0.9f, low }, { width * 0.985f, low + 0.1f }, { width, 0.55f },
    { width * 0.985f, belt - 0.05f }, { width * 0.955f, belt }, { lean, top - MIN (0.06f, cabin * 0.4f) },
    { lean * 0.72f, top - 0.008f }, { 0, top }, { -lean * 0.72f, top - 0.008f },
  };
  float at = 1 + s * 7;
  int i = MIN ((int) at, 7);
  float t = at - (float) i;

  return velo_vector (x,
                      side * MAX (curve (points[i - 1][0], points[i][0], points[i + 1][0], points[i + 2][0], t), 0),
                      curve (points[i - 1][1], points[i][1], points[i + 1][1], points[i + 2][1], t));
}

typedef struct
{
  VeloCarTriangleFunc func;
  gpointer user_data;
} Sink;

/* Two triangles of four corners: along both edges of a grid. */
static void
emit (const Sink          *sink,
      VeloCarPart          part,
      const VeloCarVertex *a,
      const VeloCarVertex *b,
      const VeloCarVertex *c,
      const VeloCarVertex *d)
{
  const VeloCarVertex first[] = { *a, *b, *c };
  const VeloCarVertex second[] = { *a, *c, *d };

  sink->func (part, first, sink->user_data);
  sink->func (part, second, sink->user_data);
}

/* Away from the inside of the car. */
static VeloVector
turn_outwards (VeloVector normal,
               VeloVector outwards)
{
  normal = velo_vector_normalize (normal);
  return velo_vector_dot (normal, outwards) < 0 ? velo_vector_scale (normal, -1) : normal;
}

static VeloCarVertex
get_vertex (const VeloCarSize *size,
            float              x,
            float              s,
            float              side)
{
  float before = MAX (x - 0.02f, 0);
  float behind = MIN (x + 0.02f, size->length);
  float below = MAX (s - 0.01f, 0);
  float above = MIN (s + 0.01f, 1);
  VeloVector along = velo_vector_subtract (get_point (size, behind, s, side), get_point (size, before, s, side));
  VeloVector across = velo_vector_subtract (get_point (size, x, above, side), get_point (size, x, below, side));
  VeloVector position = get_point (size, x, s, side);

  return (VeloCarVertex) {
    position,
    turn_outwards (velo_vector_cross (along, across), velo_vector (0, position.y, position.z - 0.55f)),
  };
}

static void
emit_body (const Sink        *sink,
           const VeloCarSize *size,
           float              side)
{
  VeloCarVertex rows[2][N_POINTS + 1];

  for (int i = 0; i <= N_SECTIONS; i++)
    {
      float x = size->length * (float) i / N_SECTIONS;
      VeloCarVertex *now = rows[i % 2];
      const VeloCarVertex *last = rows[(i + 1) % 2];

      for (int j = 0; j <= N_POINTS; j++)
        now[j] = get_vertex (size, x, (float) j / N_POINTS, side);
      for (int j = 0; i > 0 && j < N_POINTS; j++)
        emit (sink, VELO_CAR_PART_BODY, &last[j], &last[j + 1], &now[j + 1], &now[j]);
    }
}

/* The ends bulge. */
static VeloVector
get_end_point (const VeloCarSize *size,
               gboolean           front,
               float              s,
               float              t)
{
  VeloVector edge = get_point (size, front ? 0 : size->length, s, 1);
  float bulge = 0.09f * (1 - t * t) * (edge.z < 0.62f ? 1 : 1 - 0.5f * velo_step (0.62f, 0.8f, edge.z));

  return velo_vector (front ? -bulge : size->length + bulge, edge.y * t, edge.z);
}

static VeloCarVertex
get_end_vertex (const VeloCarSize *size,
                gboolean           front,
                float              s,
                float              t)
{
  float out = front ? -1 : 1;
  VeloVector along = velo_vector_subtract (get_end_point (size, front, s, t + 0.02f),
                                           get_end_point (size, front, s, t - 0.02f));
  VeloVector up = velo_vector_subtract (get_end_point (size, front, MIN (s + 0.02f, 1), t),
                                        get_end_point (size, front, MAX (s - 0.02f, 0), t));

  /* at the top of the section both meet in one point */
  if (velo_vector_dot (along, along) < 1e-8f)
    along = velo_vector (0, 1, 0);
  return (VeloCarVertex) {
    get_end_point (size, front, s, t),
    turn_outwards (velo_vector_cross (along, up), velo_vector (out, 0, 0)),
  };
}

static void
emit_end (const Sink        *sink,
          const VeloCarSize *size,
          gboolean           front)
{
  VeloCarVertex rows[2][2 * N_STEPS + 1];

  for (int i = 0; i <= N_POINTS; i++)
    {
      VeloCarVertex *now = rows[i % 2];
      const VeloCarVertex *last = rows[(i + 1) % 2];

      for (int j = 0; j <= 2 * N_STEPS; j++)
        now[j] = get_end_vertex (size, front, (float) i / N_POINTS, (float) (j - N_STEPS) / N_STEPS);
      for (int j = 0; i > 0 && j < 2 * N_STEPS; j++)
        emit (sink, front ? VELO_CAR_PART_FRONT : VELO_CAR_PART_REAR, &last[j], &last[j + 1], &now[j + 1], &now[j]);
    }
}

static VeloCarVertex
get_wheel_vertex (float x,
                  float y,
                  float radius,
                  int   spoke,
                  float side,
                  float inwards)
{
  float angle = 2 * (float) G_PI * (float) spoke / N_SPOKES;
  VeloVector round = velo_vector (cosf (angle), 0, sinf (angle));
  VeloVector middle = velo_vector (x, side * (y - inwards), VELO_CAR_WHEEL);

  return (VeloCarVertex) {
    velo_vector_add (middle, velo_vector_scale (round, radius)),
    inwards > 0 || radius == 0 ? round : velo_vector (0, side, 0),
  };
}

static void
emit_wheel (const Sink *sink,
            float       x,
            float       y,
            float       side)
{
  for (int i = 0; i < N_SPOKES; i++)
    {
      VeloCarVertex a = get_wheel_vertex (x, y, WHEEL_RADIUS, i, side, 0);
      VeloCarVertex b = get_wheel_vertex (x, y, WHEEL_RADIUS, i + 1, side, 0);
      VeloCarVertex c = get_wheel_vertex (x, y, WHEEL_RADIUS, i + 1, side, WHEEL_WIDTH);
      VeloCarVertex d = get_wheel_vertex (x, y, WHEEL_RADIUS, i, side, WHEEL_WIDTH);
      VeloCarVertex face[] = { a, b, get_wheel_vertex (x, y, 0, 0, side, 0) };

      face[2].normal = velo_vector (0, side, 0);
      sink->func (VELO_CAR_PART_WHEEL, face, sink->user_data);
      a.normal = d.normal;
      b.normal = c.normal;
      emit (sink, VELO_CAR_PART_TREAD, &a, &b, &c, &d);
    }
}

static VeloCarVertex
get_mirror_vertex (VeloVector middle,
                   int        i,
                   int        j)
{
  float around = 2 * (float) G_PI * (float) i / 16;
  float up = (float) G_PI * ((float) j / 10 - 0.5f);
  VeloVector normal = velo_vector (cosf (up) * cosf (around), cosf (up) * sinf (around), sinf (up));

  return (VeloCarVertex) {
    velo_vector_add (middle, velo_vector (normal.x * 0.075f, normal.y * 0.12f, normal.z * 0.075f)), normal,
  };
}

static void
emit_mirror (const Sink        *sink,
             const VeloCarSize *size,
             float              side)
{
  float x = size->bonnet + 0.32f;
  VeloVector middle = velo_vector (x, side * (size->half_width + 0.07f), velo_car_shape_get_belt (size, x) + 0.09f);

  for (int i = 0; i < 16; i++)
    for (int j = 0; j < 10; j++)
      {
        VeloCarVertex a = get_mirror_vertex (middle, i, j);
        VeloCarVertex b = get_mirror_vertex (middle, i + 1, j);
        VeloCarVertex c = get_mirror_vertex (middle, i + 1, j + 1);
        VeloCarVertex d = get_mirror_vertex (middle, i, j + 1);

        emit (sink, VELO_CAR_PART_MIRROR, &a, &b, &c, &d);
      }
}

/**
 * velo_car_shape_foreach:
 * @size: of a car
 * @func: called for each triangle
 * @user_data: data for @func
 *
 * Tells all triangles of the car, in no order.
 */
void
velo_car_shape_foreach (const VeloCarSize   *size,
                        VeloCarTriangleFunc  func,
                        gpointer             user_data)
{
  const Sink sink = { func, user_data };

  emit_end (&sink, size, TRUE);
  emit_end (&sink, size, FALSE);
  for (int i = 0; i < 2; i++)
    {
      float side = i == 0 ? -1 : 1;

      emit_body (&sink, size, side);
      emit_mirror (&sink, size, side);
      emit_wheel (&sink, size->front_wheel, size->half_width * 0.975f, side);
      emit_wheel (&sink, size->rear_wheel, size->half_width * 0.975f, side);
    }
}
