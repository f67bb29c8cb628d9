/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sample photographs of a claim, drawn by this program: a JPEG file for each slot. */

#define G_LOG_DOMAIN "velo-claims-training"

#include "config.h"

#include "velo-sample-photo.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

#include "velo-car-damage.h"
#include "velo-sample-paper.h"
#include "velo-scene.h"

#define WIDTH 1120
#define HEIGHT 840

/* How many times a pixel is taken where nobody looks at the picture. */
#define ROUGHNESS 3
#define QUALITY 82

/* How far a pixel of a camera may be off, in steps of 255. */
#define NOISE 7
#define BLUR 7

const char * const velo_sample_photo_slots[] = {
  "registration", "odometer", "front-left", "front-right", "rear-left", "rear-right", "damage-far", "damage-middle",
  "damage-close", NULL
};

/* Where the camera is held */

static float
jitter (const VeloSampleVehicle *vehicle,
        guint32                  what,
        float                    most)
{
  return most * 2 * (velo_chance (what, 60, vehicle->scene) - 0.5f);
}

static void
aim_at_corner (const VeloSampleVehicle *vehicle,
               gboolean                 front,
               gboolean                 left,
               VeloSceneCamera         *camera)
{
  const VeloCarSize *size = velo_car_shape_get_size (vehicle->body);
  guint32 which = (guint32) (front * 2 + left);
  float distance = 4.6f + jitter (vehicle, which, 0.35f);
  float angle = 0.72f + jitter (vehicle, which + 10, 0.16f);
  float middle = size->length / 2;

  camera->target = velo_vector (middle + (front ? -0.25f : 0.25f), 0, 0.62f + jitter (vehicle, which + 20, 0.08f));
  camera->eye = velo_vector (middle + (front ? -1 : 1) * distance * cosf (angle), (left ? -1 : 1) * distance * sinf (angle),
                             1.5f + jitter (vehicle, which + 30, 0.2f));
  camera->focal = 0.88f;
  camera->roll = jitter (vehicle, which + 40, 0.02f);
}

static void
aim_at_damage (const VeloSampleVehicle *vehicle,
               float                    distance,
               VeloSceneCamera         *camera)
{
  VeloCarDamagePlace place;
  guint32 which = (guint32) (distance * 10);
  float aside = 0.45f + jitter (vehicle, which, 0.2f);
  VeloVector from;

  velo_car_damage_find (vehicle, &place);
  from = velo_vector_add (place.outwards, velo_vector_scale (place.right, jitter (vehicle, which + 1, 1) > 0 ? aside : -aside));
  from = velo_vector_add (velo_vector_normalize (from), velo_vector (0, 0, 0.12f));
  camera->target = velo_vector_add (place.middle, velo_vector_scale (place.right, jitter (vehicle, which + 2, 0.08f) * distance));
  camera->eye = velo_vector_add (place.middle, velo_vector_scale (from, distance));
  camera->eye.z = MAX (camera->eye.z, distance > 1 ? 1.35f : 0.45f);
  camera->focal = 0.85f;
  camera->roll = jitter (vehicle, which + 3, 0.03f);
}

/* A ninth of the pixels, each of them nine times: for tests of what becomes of dozens of photographs. */
static cairo_surface_t *
draw_roughly (const VeloSampleVehicle *vehicle,
              const VeloSceneCamera   *camera)
{
  cairo_surface_t *small = velo_scene_draw (vehicle, camera, WIDTH / ROUGHNESS, HEIGHT / ROUGHNESS);
  cairo_surface_t *picture = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (picture);

  cairo_scale (cr, (double) WIDTH / (WIDTH / ROUGHNESS), ROUGHNESS);
  cairo_set_source_surface (cr, small, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (small);
  cairo_surface_flush (picture);
  return picture;
}

static cairo_surface_t *
draw_vehicle (const VeloSampleVehicle *vehicle,
              const char              *slot)
{
  VeloSceneCamera camera = { 0 };

  if (strcmp (slot, "damage-far") == 0)
    aim_at_damage (vehicle, 3.2f, &camera);
  else if (strcmp (slot, "damage-middle") == 0)
    aim_at_damage (vehicle, 1.5f, &camera);
  else if (strcmp (slot, "damage-close") == 0)
    aim_at_damage (vehicle, 0.62f, &camera);
  else
    aim_at_corner (vehicle, g_str_has_prefix (slot, "front"), g_str_has_suffix (slot, "left"), &camera);
  return g_getenv ("VELO_SAMPLE_PHOTOS_ROUGH") != NULL ? draw_roughly (vehicle, &camera)
                                                        : velo_scene_draw (vehicle, &camera, WIDTH, HEIGHT);
}

/* What the camera does to it */

/* Each pixel becomes the mean of those beside it. */
static void
blur_line (guint8 *first,
           int     n,
           int     step)
{
  guint8 old[MAX (WIDTH, HEIGHT)];

  for (int c = 0; c < 3; c++)
    {
      int sum = 0;

      for (int i = 0; i < n; i++)
        old[i] = first[i * step + c];
      for (int i = -BLUR; i <= BLUR; i++)
        sum += old[CLAMP (i, 0, n - 1)];
      for (int i = 0; i < n; i++)
        {
          first[i * step + c] = (guint8) (sum / (2 * BLUR + 1));
          sum += old[MIN (i + BLUR + 1, n - 1)] - old[MAX (i - BLUR, 0)];
        }
    }
}

static void
blur (cairo_surface_t *picture)
{
  guint8 *data = cairo_image_surface_get_data (picture);
  int stride = cairo_image_surface_get_stride (picture);

  for (int pass = 0; pass < 2; pass++)
    {
      for (int y = 0; y < HEIGHT; y++)
        blur_line (data + y * stride, WIDTH, 4);
      for (int x = 0; x < WIDTH; x++)
        blur_line (data + x * 4, HEIGHT, stride);
    }
}

/* Grain, and the edges of the lens a little darker. */
static void
convert_row (const guint32 *row,
             int            y,
             guint32        seed,
             int            noise,
             guint8        *rgb)
{
  for (int x = 0; x < WIDTH; x++)
    {
      int dx = x - WIDTH / 2;
      int dy = y - HEIGHT / 2;
      int edge = (dx * dx + dy * dy) * 36 / (WIDTH * WIDTH / 4 + HEIGHT * HEIGHT / 4);
      guint32 grain = velo_hash ((guint32) x, (guint32) y, seed);
      /* the sum of two is rarer at its ends */
      int light = noise > 0 ? (int) (grain % (guint) noise) + (int) ((grain >> 8) % (guint) noise) - noise + 1 : 0;

      for (int c = 0; c < 3; c++)
        {
          int value = (int) (row[x] >> (16 - 8 * c) & 0xff);
          int tint = noise > 0 ? (int) ((grain >> (16 + 4 * c)) & 7) - 3 : 0;

          rgb[x * 3 + c] = (guint8) CLAMP (value * (255 - edge) / 255 + light + tint, 0, 255);
        }
    }
}

/* Exif: a small TIFF file with the model, the program, and the time. */

static void
put_16 (GByteArray *bytes,
        guint       value)
{
  const guint8 two[] = { (guint8) (value >> 8), (guint8) value };

  g_byte_array_append (bytes, two, 2);
}

static void
put_32 (GByteArray *bytes,
        guint       value)
{
  put_16 (bytes, value >> 16);
  put_16 (bytes, value & 0xffff);
}

#define HEADER_SIZE 8
#define ENTRY_SIZE 12
#define TAG_MODEL 0x0110
#define TAG_ORIENTATION 0x0112
#define TAG_SOFTWARE 0x0131
#define TAG_TIME 0x0132

/* Texts longer than four bytes stand behind the table. */
static void
put_text_entry (GByteArray *table,
                GByteArray *texts,
                guint       tag,
                guint       texts_at,
                const char *text)
{
  guint size = (guint) strlen (text) + 1;
  const guint8 padding[4] = { 0 };

  put_16 (table, tag);
  put_16 (table, 2);
  put_32 (table, size);
  if (size <= 4)
    {
      g_byte_array_append (table, (const guint8 *) text, size);
      g_byte_array_append (table, padding, 4 - size);
      return;
    }
  put_32 (table, texts_at + texts->len);
  g_byte_array_append (texts, (const guint8 *) text, size);
  if (size % 2 != 0)
    g_byte_array_append (texts, padding, 1);
}

static GByteArray *
make_exif (const VeloSampleCamera *camera)
{
  const struct { guint tag; const char *text; } texts[] = {
    { TAG_MODEL, camera->model }, { TAG_SOFTWARE, camera->software }, { TAG_TIME, camera->taken },
  };
  GByteArray *table = g_byte_array_new ();
  g_autoptr(GByteArray) behind = g_byte_array_new ();
  guint n = 1;
  guint behind_at;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    n += texts[i].text != NULL;
  behind_at = HEADER_SIZE + 2 + n * ENTRY_SIZE + 4;
  g_byte_array_append (table, (const guint8 *) "Exif\0\0MM\0*", 10);
  put_32 (table, HEADER_SIZE);
  put_16 (table, n);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (i == 1)
        {
          put_16 (table, TAG_ORIENTATION);
          put_16 (table, 3);
          put_32 (table, 1);
          put_16 (table, 1);
          put_16 (table, 0);
        }
      if (texts[i].text != NULL)
        put_text_entry (table, behind, texts[i].tag, behind_at, texts[i].text);
    }
  put_32 (table, 0);
  g_byte_array_append (table, behind->data, behind->len);
  return table;
}

static GBytes *
write_jpeg (cairo_surface_t        *picture,
            const VeloSampleCamera *camera,
            guint32                 seed)
{
  struct jpeg_compress_struct info = { 0 };
  struct jpeg_error_mgr errors;
  unsigned char *data = NULL;
  unsigned long size = 0;
  g_autoptr(GByteArray) exif = make_exif (camera);
  g_autofree guint8 *row = g_new (guint8, WIDTH * 3);

  info.err = jpeg_std_error (&errors);
  jpeg_create_compress (&info);
  jpeg_mem_dest (&info, &data, &size);
  info.image_width = WIDTH;
  info.image_height = HEIGHT;
  info.input_components = 3;
  info.in_color_space = JCS_RGB;
  jpeg_set_defaults (&info);
  jpeg_set_quality (&info, QUALITY, TRUE);
  jpeg_start_compress (&info, TRUE);
  jpeg_write_marker (&info, JPEG_APP0 + 1, exif->data, exif->len);
  while (info.next_scanline < info.image_height)
    {
      int y = (int) info.next_scanline;
      const guint8 *from = cairo_image_surface_get_data (picture) + y * cairo_image_surface_get_stride (picture);
      JSAMPROW rows = row;

      convert_row ((const guint32 *) (const void *) from, y, seed, camera->blurred ? 0 : NOISE, row);
      jpeg_write_scanlines (&info, &rows, 1);
    }
  jpeg_finish_compress (&info);
  jpeg_destroy_compress (&info);
  return g_bytes_new_with_free_func (data, size, free, data);
}

/**
 * velo_sample_photo_make:
 * @vehicle: a car with a damage
 * @slot: what is photographed, one of velo_sample_photo_slots
 * @camera: what the file says about itself
 *
 * Draws a photograph that a customer might have taken. Takes some tenths of a second: not on the
 * main thread.
 *
 * Returns: (transfer full): a JPEG file; the same one for the same arguments
 */
GBytes *
velo_sample_photo_make (const VeloSampleVehicle *vehicle,
                        const char              *slot,
                        const VeloSampleCamera  *camera)
{
  cairo_surface_t *picture;
  GBytes *file;

  g_return_val_if_fail (vehicle != NULL, NULL);
  g_return_val_if_fail (g_strv_contains (velo_sample_photo_slots, slot), NULL);

  if (strcmp (slot, "registration") == 0)
    picture = velo_sample_paper_draw_registration (vehicle, WIDTH, HEIGHT);
  else if (strcmp (slot, "odometer") == 0)
    picture = velo_sample_paper_draw_odometer (vehicle, WIDTH, HEIGHT);
  else
    picture = draw_vehicle (vehicle, slot);
  if (camera->blurred)
    blur (picture);
  file = write_jpeg (picture, camera, vehicle->scene + g_str_hash (slot));
  cairo_surface_destroy (picture);
  return file;
}
