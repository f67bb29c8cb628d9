/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws a car in its surroundings as a camera sees it: triangles with depth, one point per pixel. */

#define G_LOG_DOMAIN "velo-claims-training"

#include "config.h"

#include "velo-scene.h"

#include "velo-car-paint.h"

/* Nearer than that nothing is drawn. */
#define NEAR 0.06f

/* Drawn so much larger, then made smaller: edges become smooth. */
#define OVERSIZE_NUMERATOR 5
#define OVERSIZE_DENOMINATOR 4

typedef struct
{
  VeloCarPaint paint;
  VeloSurroundings around;
  VeloVector eye;
  VeloVector right;
  VeloVector down;
  VeloVector forward;
  float focal; /* in pixels */
  int width;
  int height;
  float *depth;      /* (owned): how far each pixel is, as 1/distance; 0 for what is not the car */
  VeloVector *light; /* (owned) */
} Scene;

/* A corner as the camera sees it. */
typedef struct
{
  VeloVector seen; /* right, down, forward */
  VeloCarVertex vertex;
} Corner;

static Corner
look_at (const Scene         *scene,
         const VeloCarVertex *vertex)
{
  VeloVector from = velo_vector_subtract (vertex->position, scene->eye);

  return (Corner) {
    velo_vector (velo_vector_dot (from, scene->right), velo_vector_dot (from, scene->down),
                 velo_vector_dot (from, scene->forward)),
    *vertex,
  };
}

static Corner
cut (const Corner *a,
     const Corner *b)
{
  float share = (NEAR - a->seen.z) / (b->seen.z - a->seen.z);

  return (Corner) {
    velo_vector_mix (a->seen, b->seen, share),
    { velo_vector_mix (a->vertex.position, b->vertex.position, share),
      velo_vector_mix (a->vertex.normal, b->vertex.normal, share) },
  };
}

/* What is left of a triangle before the camera: up to four corners. */
static int
cut_near (const Corner *corners,
          Corner       *left)
{
  int n = 0;

  for (int i = 0; i < 3; i++)
    {
      const Corner *a = &corners[i];
      const Corner *b = &corners[(i + 1) % 3];

      if (a->seen.z >= NEAR)
        left[n++] = *a;
      if ((a->seen.z >= NEAR) != (b->seen.z >= NEAR))
        left[n++] = cut (a, b);
    }
  return n;
}

typedef struct
{
  float x;
  float y;
  float near; /* 1/distance */
} Spot;

static Spot
project (const Scene  *scene,
         const Corner *corner)
{
  float near = 1 / corner->seen.z;

  return (Spot) {
    (float) scene->width / 2 + scene->focal * corner->seen.x * near,
    (float) scene->height / 2 + scene->focal * corner->seen.y * near,
    near,
  };
}

/* Each corner counts for as much as @shares say. */
static VeloVector
blend (VeloVector   a,
       VeloVector   b,
       VeloVector   c,
       const float *shares)
{
  return velo_vector_add (velo_vector_add (velo_vector_scale (a, shares[0]), velo_vector_scale (b, shares[1])),
                          velo_vector_scale (c, shares[2]));
}

static void
draw_pixel (Scene         *scene,
            VeloCarPart    part,
            const Corner **corners,
            const float   *shares,
            float          near,
            gsize          at)
{
  VeloVector position = blend (corners[0]->vertex.position, corners[1]->vertex.position,
                               corners[2]->vertex.position, shares);
  VeloVector normal;
  VeloVector to_eye;

  if (velo_car_paint_is_open (&scene->paint, part, position))
    return;
  normal = velo_vector_normalize (blend (corners[0]->vertex.normal, corners[1]->vertex.normal,
                                         corners[2]->vertex.normal, shares));
  to_eye = velo_vector_normalize (velo_vector_subtract (scene->eye, position));
  scene->depth[at] = near;
  scene->light[at] = velo_car_paint_shade (&scene->paint, part, position, normal, to_eye, 1 / (near * scene->focal));
}

static float
get_area (const Spot *a,
          const Spot *b,
          float       x,
          float       y)
{
  return (b->x - a->x) * (y - a->y) - (b->y - a->y) * (x - a->x);
}

static void
draw_triangle (Scene        *scene,
               VeloCarPart   part,
               const Corner *a,
               const Corner *b,
               const Corner *c)
{
  const Corner *corners[] = { a, b, c };
  const Spot spots[] = { project (scene, a), project (scene, b), project (scene, c) };
  float area = get_area (&spots[0], &spots[1], spots[2].x, spots[2].y);
  int left = (int) CLAMP (floorf (MIN (MIN (spots[0].x, spots[1].x), spots[2].x)), 0, (float) scene->width);
  int right = (int) CLAMP (ceilf (MAX (MAX (spots[0].x, spots[1].x), spots[2].x)), -1, (float) (scene->width - 1));
  int top = (int) CLAMP (floorf (MIN (MIN (spots[0].y, spots[1].y), spots[2].y)), 0, (float) scene->height);
  int bottom = (int) CLAMP (ceilf (MAX (MAX (spots[0].y, spots[1].y), spots[2].y)), -1, (float) (scene->height - 1));

  if (fabsf (area) < 1e-9f)
    return;
  for (int y = top; y <= bottom; y++)
    for (int x = left; x <= right; x++)
      {
        gsize at = (gsize) y * (gsize) scene->width + (gsize) x;
        float px = (float) x + 0.5f;
        float py = (float) y + 0.5f;
        float flat[3];
        float shares[3];
        float near;

        flat[0] = get_area (&spots[1], &spots[2], px, py) / area;
        flat[1] = get_area (&spots[2], &spots[0], px, py) / area;
        flat[2] = 1 - flat[0] - flat[1];
        if (flat[0] < 0 || flat[1] < 0 || flat[2] < 0)
          continue;
        near = flat[0] * spots[0].near + flat[1] * spots[1].near + flat[2] * spots[2].near;
        if (near <= scene->depth[at])
          continue;
        for (int i = 0; i < 3; i++)
          shares[i] = flat[i] * spots[i].near / near;
        draw_pixel (scene, part, corners, shares, near, at);
      }
}

static void
triangle_cb (VeloCarPart          part,
             const VeloCarVertex *vertices,
             gpointer             user_data)
{
  Scene *scene = user_data;
  const Corner corners[] = {
    look_at (scene, &vertices[0]), look_at (scene, &vertices[1]), look_at (scene, &vertices[2]),
  };
  Corner left[4];
  int n = cut_near (corners, left);

  for (int i = 2; i < n; i++)
    draw_triangle (scene, part, &left[0], &left[i - 1], &left[i]);
}

static void
draw_surroundings (Scene *scene)
{
  for (int y = 0; y < scene->height; y++)
    for (int x = 0; x < scene->width; x++)
      {
        gsize at = (gsize) y * (gsize) scene->width + (gsize) x;
        VeloVector ray;

        if (scene->depth[at] > 0)
          continue;
        ray = velo_vector_add (velo_vector_scale (scene->right, ((float) x + 0.5f - (float) scene->width / 2) / scene->focal),
                               velo_vector_scale (scene->down, ((float) y + 0.5f - (float) scene->height / 2) / scene->focal));
        scene->light[at] = velo_surroundings_look (&scene->around, scene->eye,
                                                   velo_vector_normalize (velo_vector_add (ray, scene->forward)));
      }
}

/* What is very bright becomes white by and by. */
static guint32
to_byte (float light)
{
  float soft = light < 0.7f ? light : 0.7f + 0.3f * (1 - expf (-(light - 0.7f) / 0.3f));

  return (guint32) (255 * sqrtf (CLAMP (soft, 0, 1)) + 0.5f);
}

/* Makes the large picture smaller: each pixel is the mean of what lies below it. */
static cairo_surface_t *
develop (const Scene *scene,
         int          width,
         int          height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  guint8 *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        int from_x = x * scene->width / width;
        int from_y = y * scene->height / height;
        VeloVector sum = velo_vector (0, 0, 0);

        for (int i = 0; i < 4; i++)
          {
            int px = MIN (from_x + i % 2, scene->width - 1);
            int py = MIN (from_y + i / 2, scene->height - 1);

            sum = velo_vector_add (sum, scene->light[(gsize) py * (gsize) scene->width + (gsize) px]);
          }
        sum = velo_vector_scale (sum, 0.25f);
        ((guint32 *) (void *) (data + y * stride))[x] = to_byte (sum.x) << 16 | to_byte (sum.y) << 8 | to_byte (sum.z);
      }
  cairo_surface_mark_dirty (surface);
  return surface;
}

static void
aim (Scene                 *scene,
     const VeloSceneCamera *camera)
{
  VeloVector level;
  VeloVector plumb;

  scene->eye = camera->eye;
  scene->forward = velo_vector_normalize (velo_vector_subtract (camera->target, camera->eye));
  level = velo_vector_normalize (velo_vector_cross (scene->forward, velo_vector (0, 0, 1)));
  plumb = velo_vector_cross (scene->forward, level);
  scene->right = velo_vector_add (velo_vector_scale (level, cosf (camera->roll)),
                                  velo_vector_scale (plumb, sinf (camera->roll)));
  scene->down = velo_vector_cross (scene->forward, scene->right);
}

/**
 * velo_scene_draw:
 * @vehicle: a car
 * @camera: who looks at it
 * @width: of the picture
 * @height: of the picture
 *
 * Takes a few tenths of a second: not on the main thread.
 *
 * Returns: (transfer full): the picture, %CAIRO_FORMAT_RGB24; always the same for the same car
 */
cairo_surface_t *
velo_scene_draw (const VeloSampleVehicle *vehicle,
                 const VeloSceneCamera   *camera,
                 int                      width,
                 int                      height)
{
  Scene scene = { 0 };
  cairo_surface_t *surface;

  scene.width = width * OVERSIZE_NUMERATOR / OVERSIZE_DENOMINATOR;
  scene.height = height * OVERSIZE_NUMERATOR / OVERSIZE_DENOMINATOR;
  scene.focal = camera->focal * (float) scene.width;
  scene.depth = g_new0 (float, (gsize) scene.width * (gsize) scene.height);
  scene.light = g_new (VeloVector, (gsize) scene.width * (gsize) scene.height);
  aim (&scene, camera);
  velo_surroundings_init (&scene.around, vehicle->scene, velo_car_shape_get_size (vehicle->body));
  velo_car_paint_init (&scene.paint, vehicle, &scene.around);
  velo_car_shape_foreach (scene.paint.size, triangle_cb, &scene);
  draw_surroundings (&scene);
  surface = develop (&scene, width, height);
  velo_car_paint_clear (&scene.paint);
  g_free (scene.depth);
  g_free (scene.light);
  return surface;
}
