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
#define USUAL_NOISE 3.0

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

/* One pass of a Gaussian, along rows or columns; edges are repeated. */
static VeloPixels *
blur_along (const VeloPixels *pixels,
            double            sigma,
            gboolean          across)
{
  VeloPixels *blurred = velo_pixels_new (pixels->width, pixels->height);
  int reach = (int) ceil (3 * sigma);
  g_autofree double *weights = g_new0 (double, 2 * reach + 1);
  double all = 0;

  for (int i = -reach; i <= reach; i++)
    all += weights[i + reach] = exp (-(i * i) / (2 * sigma * sigma));
  for (int y = 0; y < pixels->height; y++)
    for (int x = 0; x < pixels->width * 3; x++)
      {
        double sum = 0;

        for (int i = -reach; i <= reach; i++)
          {
            int column = CLAMP (x / 3 + (across ? i : 0), 0, pixels->width - 1);
            int row = CLAMP (y + (across ? 0 : i), 0, pixels->height - 1);

            sum += weights[i + reach] * pixels->data[(row * pixels->width + column) * 3 + x % 3];
          }
        blurred->data[y * pixels->width * 3 + x] = (guint8) lround (sum / all);
      }
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

/* Nearly normal: the sum of twelve. Always the same. */
static void
add_noise (VeloPixels *pixels,
           double      deviation)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);

  for (int i = 0; i < pixels->width * pixels->height * 3; i++)
    {
      double noise = -6;

      for (int k = 0; k < 12; k++)
        noise += g_rand_double (rand);
      pixels->data[i] = (guint8) CLAMP (lround (pixels->data[i] + noise * deviation), 0, 255);
    }
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
test_blur (void)
{
  g_test_message ("sharpness by blur in pixels; columns without noise, with that of a phone");
  for (gsize i = 0; i < G_N_ELEMENTS (scenes); i++)
    {
      g_autoptr(VeloPixels) scene = draw (i);

      for (gsize k = 0; k < G_N_ELEMENTS (sigmas); k++)
        {
          g_autoptr(VeloPixels) blurred = blur (scene, sigmas[k]);
          g_autoptr(VeloPixels) clean = through_file (blurred);
          g_autoptr(VeloPixels) noisy = NULL;
          int sharpness = velo_pixels_get_sharpness (clean);

          add_noise (blurred, USUAL_NOISE / 4);
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
test_light (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (scenes); i++)
    {
      g_autoptr(VeloPixels) scene = draw (i);
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
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo-check/blur", test_blur);
  g_test_add_func ("/photo-check/light", test_light);
  return g_test_run ();
}
