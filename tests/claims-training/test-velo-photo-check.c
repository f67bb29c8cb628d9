/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calibrates the check of photos: drawn scenes, blurred, noisy and dark by known amounts, against the
 * limits by which page and service judge. Run it with --verbose to see the table. */

#include <math.h>
#include <string.h>

#include "velo-claims-photo.h"
#include "velo-claims-samples.h"
#include "velo-photo-file.h"

/* Blur is told in pixels of a picture as large as it is measured at. */
#define MEASURED_SIDE 1024

/* From here on scratches and small print are gone: eight pixels of what a phone takes. */
#define BLURRED_SIGMA 2.0

/* What a phone's sensor adds to each pixel in good light, in grey levels. */
#define USUAL_NOISE 3.0f

static const double sigmas[] = { 0, 0.7, 1, 1.5, 2, 3 };

/* Scenes with and without much structure: papers, whole vehicles, plain paint from close by. */
static const struct { gsize sample; const char *slot; } scenes[] = {
  { 0, "registration" }, { 1, "odometer" }, { 2, "front-left" }, { 3, "rear-right" }, { 0, "damage-far" },
  { 4, "damage-middle" }, { 1, "damage-close" }, { 5, "damage-close" },
};

static VeloPixels *
copy_pixels (const VeloPixels *pixels)
{
  VeloPixels *copy = velo_pixels_new (pixels->width, pixels->height);

  memcpy (copy->data, pixels->data, (gsize) pixels->width * (gsize) pixels->height * 3);
  return copy;
}

/* One pass of a Gaussian, along rows or columns; edges are repeated. Line by line, so that whole lines are
 * weighed and added at once: @step values are what lies between a value and its neighbour. */
static void
blur_line (const guint8 *from,
           guint8       *to,
           int           n,
           int           step,
           const double *weights,
           int           reach)
{
  g_autofree float *line = g_new (float, n + 2 * reach);
  g_autofree float *sums = g_new0 (float, n);

  for (int i = -reach; i < n + reach; i++)
    line[i + reach] = from[CLAMP (i, 0, n - 1) * step];
  for (int k = 0; k <= 2 * reach; k++)
    {
      float weight = (float) weights[k];

      for (int i = 0; i < n; i++)
        sums[i] += weight * line[i + k];
    }
  for (int i = 0; i < n; i++)
    to[i * step] = (guint8) (sums[i] + 0.5f);
}

static VeloPixels *
blur_along (const VeloPixels *pixels,
            double            sigma,
            gboolean          across)
{
  VeloPixels *blurred = velo_pixels_new (pixels->width, pixels->height);
  int reach = (int) ceil (3 * sigma);
  g_autofree double *weights = g_new0 (double, 2 * reach + 1);
  double all = 0;
  int stride = pixels->width * 3;

  for (int i = -reach; i <= reach; i++)
    all += weights[i + reach] = exp (-(i * i) / (2 * sigma * sigma));
  for (int i = 0; i <= 2 * reach; i++)
    weights[i] /= all;
  if (across)
    for (int y = 0; y < pixels->height; y++)
      for (int c = 0; c < 3; c++)
        blur_line (pixels->data + y * stride + c, blurred->data + y * stride + c, pixels->width, 3, weights, reach);
  else
    for (int x = 0; x < stride; x++)
      blur_line (pixels->data + x, blurred->data + x, pixels->height, stride, weights, reach);
  return blurred;
}

static VeloPixels *
blur (const VeloPixels *pixels,
      double            sigma)
{
  g_autoptr(VeloPixels) half = NULL;

  if (sigma <= 0)
    return copy_pixels (pixels);
  half = blur_along (pixels, sigma, TRUE);
  return blur_along (half, sigma, FALSE);
}

/* Nearly normal, of deviation 1: the sum of twelve. Always the same, so drawn once. */
static float *
make_noise (int n)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);
  float *noise = g_new (float, n);

  for (int i = 0; i < n; i++)
    {
      double sum = -6;

      for (int k = 0; k < 12; k++)
        sum += g_rand_double (rand);
      noise[i] = (float) sum;
    }
  return noise;
}

static void
add_noise (VeloPixels  *pixels,
           const float *noise,
           float        deviation)
{
  for (int i = 0; i < pixels->width * pixels->height * 3; i++)
    pixels->data[i] = (guint8) CLAMP (pixels->data[i] + noise[i] * deviation + 0.5f, 0, 255);
}

static void
darken (VeloPixels *pixels,
        double      factor)
{
  for (int i = 0; i < pixels->width * pixels->height * 3; i++)
    pixels->data[i] = (guint8) CLAMP (lround (pixels->data[i] * factor), 0, 255);
}

/* As it arrives at the service: through the file format of cameras. */
static VeloPixels *
through_file (const VeloPixels *pixels)
{
  g_autoptr(GBytes) bytes = velo_photo_file_write (pixels);
  g_auto(VeloPhotoFile) file = { 0 };
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  g_assert_cmpstr (velo_photo_file_read (&file, data, size), ==, NULL);
  return g_steal_pointer (&file.pixels);
}

static VeloPixels *
draw (gsize i)
{
  const VeloSampleCamera camera = { NULL, NULL, NULL, FALSE };
  g_autoptr(GBytes) bytes = velo_sample_photo_make (&velo_claims_samples[scenes[i].sample].vehicle, scenes[i].slot, &camera);
  g_auto(VeloPhotoFile) file = { 0 };
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  g_assert_cmpstr (velo_photo_file_read (&file, data, size), ==, NULL);
  return velo_pixels_shrink (file.pixels, MEASURED_SIDE);
}

static void
test_blur (gconstpointer data)
{
  VeloPixels *const *drawn = data;
  g_autofree float *noise = make_noise (MEASURED_SIDE * MEASURED_SIDE * 3);

  g_test_message ("sharpness by blur in pixels; columns without noise, with that of a phone");
  for (gsize i = 0; i < G_N_ELEMENTS (scenes); i++)
    {
      const VeloPixels *scene = drawn[i];

      for (gsize k = 0; k < G_N_ELEMENTS (sigmas); k++)
        {
          g_autoptr(VeloPixels) blurred = blur (scene, sigmas[k]);
          g_autoptr(VeloPixels) clean = through_file (blurred);
          g_autoptr(VeloPixels) noisy = NULL;
          int sharpness = velo_pixels_get_sharpness (clean);

          add_noise (blurred, noise, USUAL_NOISE / 4);
          noisy = through_file (blurred);
          g_test_message ("%s %.1f: %d %d", scenes[i].slot, sigmas[k], sharpness, velo_pixels_get_sharpness (noisy));
          if (sigmas[k] <= 0)
            g_assert_cmpint (sharpness, >=, VELO_CLAIMS_LEAST_SHARPNESS);
          if (sigmas[k] >= BLURRED_SIGMA)
            {
              g_assert_cmpint (sharpness, <, VELO_CLAIMS_LEAST_SHARPNESS);
              g_assert_cmpint (velo_pixels_get_sharpness (noisy), <, VELO_CLAIMS_LEAST_SHARPNESS);
            }
        }
    }
}

/* By day every scene is bright enough; at a sixth of the light none is, at six times the light it is too much. */
static void
test_light (gconstpointer data)
{
  VeloPixels *const *drawn = data;

  for (gsize i = 0; i < G_N_ELEMENTS (scenes); i++)
    {
      const VeloPixels *scene = drawn[i];
      g_autoptr(VeloPixels) dark = copy_pixels (scene);
      g_autoptr(VeloPixels) bright = copy_pixels (scene);
      int brightness = velo_pixels_get_brightness (scene);

      darken (dark, 1.0 / 6);
      darken (bright, 6);
      g_test_message ("%s: %d, dark %d, bright %d", scenes[i].slot, brightness, velo_pixels_get_brightness (dark),
                      velo_pixels_get_brightness (bright));
      g_assert_cmpint (brightness, >=, VELO_CLAIMS_LEAST_BRIGHTNESS);
      g_assert_cmpint (brightness, <=, VELO_CLAIMS_MOST_BRIGHTNESS);
      g_assert_cmpint (velo_pixels_get_brightness (dark), <, VELO_CLAIMS_LEAST_BRIGHTNESS);
    }
}

int
main (int   argc,
      char *argv[])
{
  VeloPixels *drawn[G_N_ELEMENTS (scenes)];
  int status;

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (scenes); i++)
    drawn[i] = draw (i);
  g_test_add_data_func ("/photo-check/blur", drawn, test_blur);
  g_test_add_data_func ("/photo-check/light", drawn, test_light);
  status = g_test_run ();
  for (gsize i = 0; i < G_N_ELEMENTS (scenes); i++)
    velo_pixels_free (drawn[i]);
  return status;
}
