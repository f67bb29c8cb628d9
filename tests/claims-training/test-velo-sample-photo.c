/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the drawn photographs: with the eyes of the program that reads the photos of customers. */

#include "velo-claims-photo.h"
#include "velo-claims-samples.h"
#include "velo-photo-file.h"

#define MOST_DIFFERENCES 6
#define MOST_BYTES (400 * 1000)

static const VeloSampleCamera camera = { "Training Phone 3", "2026:11:20 14:05:00", NULL, FALSE };

static GBytes *
make (const VeloClaimsSample *sample,
      const char             *slot,
      const VeloSampleCamera *with)
{
  return velo_sample_photo_make (&sample->vehicle, slot, with);
}

static void
read_photo (VeloPhotoFile *file,
            GBytes        *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  g_assert_cmpstr (velo_photo_file_read (file, data, size), ==, NULL);
}

/* Every slot of a vehicle, and some of all shapes and both countries, pass every check. */
static void
test_good (void)
{
  static const gsize chosen[] = { 0, 5, 7, 8 };
  guint n_slots = g_strv_length ((char **) velo_sample_photo_slots);

  for (gsize i = 0; i < G_N_ELEMENTS (chosen); i++)
    for (gsize k = i; k < n_slots; k += i + 1)
      {
        g_autoptr(GBytes) bytes = make (&velo_claims_samples[chosen[i]], velo_sample_photo_slots[k], &camera);
        g_auto(VeloPhotoFile) file = { 0 };

        g_test_message ("%s %s", velo_claims_samples[chosen[i]].number, velo_sample_photo_slots[k]);
        g_assert_cmpuint (g_bytes_get_size (bytes), <, MOST_BYTES);
        read_photo (&file, bytes);
        g_assert_cmpint (MAX (file.width, file.height), >=, VELO_CLAIMS_LEAST_SIDE);
        g_assert_cmpint (velo_pixels_get_sharpness (file.pixels), >, VELO_CLAIMS_LEAST_SHARPNESS);
        g_assert_cmpint (velo_pixels_get_brightness (file.pixels), >, VELO_CLAIMS_LEAST_BRIGHTNESS);
        g_assert_cmpint (velo_pixels_get_brightness (file.pixels), <, VELO_CLAIMS_MOST_BRIGHTNESS);
      }
}

static void
test_exif (void)
{
  const VeloSampleCamera edited = { "X", "2026:01:02 03:04:05", "GIMP 2.10", FALSE };
  const VeloSampleCamera silent = { NULL, NULL, NULL, FALSE };
  g_autoptr(GBytes) plain_bytes = make (&velo_claims_samples[0], "odometer", &camera);
  g_autoptr(GBytes) edited_bytes = make (&velo_claims_samples[0], "odometer", &edited);
  g_autoptr(GBytes) silent_bytes = make (&velo_claims_samples[0], "odometer", &silent);
  g_auto(VeloPhotoFile) plain_file = { 0 };
  g_auto(VeloPhotoFile) edited_file = { 0 };
  g_auto(VeloPhotoFile) silent_file = { 0 };

  read_photo (&plain_file, plain_bytes);
  g_assert_cmpstr (plain_file.exif.model, ==, "Training Phone 3");
  g_assert_cmpstr (plain_file.exif.taken, ==, "2026:11:20 14:05:00");
  g_assert_cmpstr (plain_file.exif.software, ==, "");
  g_assert_cmpint (plain_file.exif.orientation, ==, 1);
  g_assert_false (plain_file.exif.has_place);
  read_photo (&edited_file, edited_bytes);
  g_assert_cmpstr (edited_file.exif.model, ==, "X");
  g_assert_cmpstr (edited_file.exif.software, ==, "GIMP 2.10");
  g_assert_cmpstr (edited_file.exif.taken, ==, "2026:01:02 03:04:05");
  read_photo (&silent_file, silent_bytes);
  g_assert_cmpstr (silent_file.exif.model, ==, "");
  g_assert_cmpstr (silent_file.exif.taken, ==, "");
}

static void
test_same_again (void)
{
  g_autoptr(GBytes) one = make (&velo_claims_samples[2], "damage-close", &camera);
  g_autoptr(GBytes) two = make (&velo_claims_samples[2], "damage-close", &camera);
  g_autoptr(GBytes) other = make (&velo_claims_samples[3], "damage-close", &camera);

  g_assert_true (g_bytes_equal (one, two));
  g_assert_false (g_bytes_equal (one, other));
}

static void
test_blurred (void)
{
  const VeloSampleCamera shaken = { "X", "2026:01:02 03:04:05", NULL, TRUE };
  g_autoptr(GBytes) bytes = make (&velo_claims_samples[6], "damage-close", &shaken);
  g_auto(VeloPhotoFile) file = { 0 };

  read_photo (&file, bytes);
  g_assert_cmpint (velo_pixels_get_sharpness (file.pixels), <, VELO_CLAIMS_LEAST_SHARPNESS);
  g_assert_cmpint (velo_pixels_get_brightness (file.pixels), >, VELO_CLAIMS_LEAST_BRIGHTNESS);
}

static int
count_differences (guint64 a,
                   guint64 b)
{
  return __builtin_popcountll (a ^ b);
}

/* Photos of different vehicles must not look like copies of each other: that is a flag of its own. */
static void
test_not_alike (const char *slot,
                gsize       from)
{
  g_autofree guint64 *seen = g_new0 (guint64, velo_claims_n_samples);

  for (gsize i = from; i < velo_claims_n_samples; i++)
    {
      g_autoptr(GBytes) bytes = make (&velo_claims_samples[i], slot, &camera);
      g_auto(VeloPhotoFile) file = { 0 };

      read_photo (&file, bytes);
      seen[i] = velo_pixels_get_difference (file.pixels);
      for (gsize k = from; k < i; k++)
        {
          g_test_message ("%s: %s and %s", slot, velo_claims_samples[i].number, velo_claims_samples[k].number);
          g_assert_cmpint (count_differences (seen[i], seen[k]), >, MOST_DIFFERENCES);
        }
    }
}

/* What makes photos alike is measured in nine times eight pixels. */
static void
test_different (void)
{
  g_setenv ("VELO_SAMPLE_PHOTOS_ROUGH", "1", TRUE);
  test_not_alike ("front-left", 0);
  test_not_alike ("damage-far", velo_claims_n_samples / 2);
  g_unsetenv ("VELO_SAMPLE_PHOTOS_ROUGH");
}

/* What is drawn with fewer pixels is to every check what it would be with all of them. */
static void
test_rough (void)
{
  static const char *const slots[] = { "front-left", "damage-middle", "damage-close" };

  for (gsize i = 0; i < G_N_ELEMENTS (slots); i++)
    {
      g_autoptr(GBytes) fine = make (&velo_claims_samples[i], slots[i], &camera);
      g_autoptr(GBytes) bytes = NULL;
      g_auto(VeloPhotoFile) fine_file = { 0 };
      g_auto(VeloPhotoFile) file = { 0 };

      g_setenv ("VELO_SAMPLE_PHOTOS_ROUGH", "1", TRUE);
      bytes = make (&velo_claims_samples[i], slots[i], &camera);
      g_unsetenv ("VELO_SAMPLE_PHOTOS_ROUGH");
      read_photo (&fine_file, fine);
      read_photo (&file, bytes);
      g_assert_cmpint (file.width, ==, fine_file.width);
      g_assert_cmpint (file.height, ==, fine_file.height);
      g_assert_cmpint (velo_pixels_get_sharpness (file.pixels), >, VELO_CLAIMS_LEAST_SHARPNESS);
      g_assert_cmpint (count_differences (velo_pixels_get_difference (file.pixels),
                                          velo_pixels_get_difference (fine_file.pixels)), <=, MOST_DIFFERENCES);
    }
}

/* A claim that somebody has entered in training gets a vehicle, too. */
static void
test_any_claim (void)
{
  g_autoptr(VeloClaim) claim = velo_claim_new ();
  g_autoptr(GBytes) bytes = NULL;
  g_auto(VeloPhotoFile) file = { 0 };
  VeloSampleVehicle vehicle;
  VeloSampleVehicle again;

  velo_claim_set_number (claim, "77-1");
  velo_claim_set_plate (claim, "W-1 X");
  velo_claim_set_country (claim, "AT");
  velo_claims_samples_make_vehicle (claim, &vehicle);
  velo_claims_samples_make_vehicle (claim, &again);
  g_assert_cmpstr (vehicle.plate, ==, "W-1 X");
  g_assert_cmpint (vehicle.colour, ==, again.colour);
  g_assert_cmpuint (vehicle.scene, ==, again.scene);
  bytes = velo_sample_photo_make (&vehicle, "rear-right", &camera);
  read_photo (&file, bytes);
  velo_claim_set_number (claim, velo_claims_samples[1].number);
  velo_claims_samples_make_vehicle (claim, &vehicle);
  g_assert_cmpstr (vehicle.plate, ==, velo_claims_samples[1].vehicle.plate);
  g_assert_null (velo_claims_samples_find ("77-1"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sample-photo/good", test_good);
  g_test_add_func ("/sample-photo/exif", test_exif);
  g_test_add_func ("/sample-photo/same-again", test_same_again);
  g_test_add_func ("/sample-photo/blurred", test_blurred);
  g_test_add_func ("/sample-photo/different", test_different);
  g_test_add_func ("/sample-photo/rough", test_rough);
  g_test_add_func ("/sample-photo/any-claim", test_any_claim);
  return g_test_run ();
}
