/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests reading a photo: what cameras write, in every broken form; decoding, turning, measuring. */

#define _GNU_SOURCE
#include <string.h>

#include <glib/gstdio.h>

#include "velo-claims-flow.h"
#include "velo-claims-photo-helper.h"
#include "velo-claims-photo.h"
#include "velo-photo-file.h"
#include "velo-photo-frame.h"

/* A TIFF structure with model, orientation, software, a second list with the time, one with a place. */
static GByteArray *
make_exif (gboolean big_endian)
{
  static const guint16 entries[][4] = {
    { 0x0110, 2, 8, 200 }, { 0x0112, 3, 1, 6 }, { 0x0131, 2, 9, 210 }, { 0x8769, 4, 1, 100 }, { 0x8825, 4, 1, 140 },
  };
  static const guint16 taken[] = { 0x9003, 2, 20, 220 };
  static const guint16 latitude[] = { 0x0002, 5, 3, 240 };
  GByteArray *block = g_byte_array_new ();

  g_byte_array_set_size (block, 270);
  memset (block->data, 0, block->len);
#define PUT_16(at, v) (block->data[(at) + (big_endian ? 0 : 1)] = (guint8) ((v) >> 8), \
                       block->data[(at) + (big_endian ? 1 : 0)] = (guint8) (v))
#define PUT_32(at, v) (big_endian ? PUT_16 ((at) + 2, v) : PUT_16 (at, v))
  memcpy (block->data, big_endian ? "MM\0*" : "II*\0", 4);
  PUT_32 (4, 8);
  PUT_16 (8, G_N_ELEMENTS (entries));
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      gsize at = 10 + i * 12;

      PUT_16 (at, entries[i][0]);
      PUT_16 (at + 2, entries[i][1]);
      PUT_32 (at + 4, entries[i][2]);
      if (entries[i][1] == 3)
        PUT_16 (at + 8, entries[i][3]);
      else
        PUT_32 (at + 8, entries[i][3]);
    }
  PUT_16 (100, 1);
  PUT_16 (102, taken[0]);
  PUT_16 (104, taken[1]);
  PUT_32 (106, taken[2]);
  PUT_32 (110, taken[3]);
  PUT_16 (140, 1);
  PUT_16 (142, latitude[0]);
  PUT_16 (144, latitude[1]);
  PUT_32 (146, latitude[2]);
  PUT_32 (150, latitude[3]);
  memcpy (block->data + 200, "Phone X", 8);
  memcpy (block->data + 210, "GIMP 2.1", 9);
  memcpy (block->data + 220, "2026:11:10 09:30:00", 20);
  return block;
}

static void
test_exif (void)
{
  for (int big_endian = 0; big_endian < 2; big_endian++)
    {
      g_autoptr(GByteArray) block = make_exif (big_endian);
      VeloExif exif;

      velo_exif_init (&exif);
      velo_exif_read (&exif, block->data, block->len);
      g_assert_cmpstr (exif.model, ==, "Phone X");
      g_assert_cmpstr (exif.software, ==, "GIMP 2.1");
      g_assert_cmpstr (exif.taken, ==, "2026:11:10 09:30:00");
      g_assert_cmpint (exif.orientation, ==, 6);
      g_assert_true (exif.has_place);
    }
}

/* Copied to a block of exactly that size, so that a sanitizer sees each byte read too far. */
static void
read_copy (const guint8 *data,
           gsize         size,
           VeloExif     *exif)
{
  g_autofree guint8 *copy = g_memdup2 (data, size);

  velo_exif_init (exif);
  velo_exif_read (exif, copy, size);
  g_assert_cmpint (exif->orientation, >=, 1);
  g_assert_cmpint (exif->orientation, <=, 8);
  g_assert_nonnull (memchr (exif->model, '\0', sizeof exif->model));
  g_assert_nonnull (memchr (exif->software, '\0', sizeof exif->software));
  g_assert_true (strlen (exif->taken) == 0 || strlen (exif->taken) == 19);
}

static void
test_exif_cut_off (void)
{
  g_autoptr(GByteArray) block = make_exif (FALSE);
  VeloExif exif;

  for (gsize size = 0; size < block->len; size++)
    read_copy (block->data, size, &exif);
  read_copy (block->data, 205, &exif);
  g_assert_cmpstr (exif.model, ==, "");
}

static void
test_exif_broken (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (4);
  VeloExif exif;

  for (int i = 0; i < 20000; i++)
    {
      g_autoptr(GByteArray) block = make_exif (i % 2);
      int n = g_rand_int_range (rand, 1, 12);

      for (int k = 0; k < n; k++)
        block->data[g_rand_int_range (rand, 0, (gint32) block->len)] =
          (guint8) (g_rand_boolean (rand) ? 0xff : g_rand_int_range (rand, 0, 256));
      read_copy (block->data, block->len, &exif);
    }
}

/* Lists that lead to themselves, counts beyond everything, places outside. */
static void
test_exif_hostile (void)
{
  static const struct { gsize at; guint8 value; } changes[] = {
    { 54, 8 }, { 66, 8 }, { 8, 0xff }, { 9, 0xff }, { 17, 0xff }, { 21, 0xff }, { 107, 0xff }, { 109, 0xff },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr(GByteArray) block = make_exif (FALSE);
      VeloExif exif;

      block->data[changes[i].at] = changes[i].value;
      read_copy (block->data, block->len, &exif);
    }
}

static GBytes *
add_exif (GBytes *photo)
{
  g_autoptr(GByteArray) exif = make_exif (TRUE);
  gsize size;
  const guint8 *data = g_bytes_get_data (photo, &size);
  GByteArray *whole = g_byte_array_new ();
  guint8 head[] = { 0xff, 0xd8, 0xff, 0xe1, 0, 0, 'E', 'x', 'i', 'f', 0, 0 };

  head[4] = (guint8) ((exif->len + 8) >> 8);
  head[5] = (guint8) (exif->len + 8);
  g_byte_array_append (whole, head, sizeof head);
  g_byte_array_append (whole, exif->data, exif->len);
  g_byte_array_append (whole, data + 2, (guint) size - 2);
  return g_byte_array_free_to_bytes (whole);
}

static GBytes *
look (GBytes      *file,
      JsonObject **facts)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) small = NULL;
  GBytes *photo = NULL;

  velo_claims_photo_helper_read (file, facts, &photo, &small, &error);
  g_assert_no_error (error);
  g_assert_true ((photo == NULL) == (small == NULL));
  return photo;
}

/* What comes out is upright, says nothing of itself, and the facts are those of the camera. */
static void
test_helper (void)
{
  g_autoptr(GBytes) plain = velo_claims_flow_draw_photo (1, 400, 300);
  g_autoptr(GBytes) file = add_exif (plain);
  g_autoptr(JsonObject) facts = NULL;
  g_autoptr(JsonObject) again = NULL;
  g_autoptr(GBytes) photo = look (file, &facts);
  g_autoptr(GBytes) second = NULL;

  g_assert_nonnull (photo);
  g_assert_cmpint (json_object_get_int_member (facts, "width"), ==, 400);
  g_assert_cmpstr (json_object_get_string_member (facts, "format"), ==, "jpeg");
  g_assert_cmpstr (json_object_get_string_member (facts, "taken"), ==, "2026:11:10 09:30:00");
  g_assert_true (json_object_get_boolean_member (facts, "place"));
  g_assert_cmpint (json_object_get_int_member (facts, "sharpness"), >, 60);
  g_assert_null (memmem (g_bytes_get_data (photo, NULL), g_bytes_get_size (photo), "Exif", 4));
  second = look (photo, &again);
  g_assert_cmpint (json_object_get_int_member (again, "width"), ==, 300);
  g_assert_cmpint (json_object_get_int_member (again, "height"), ==, 400);
  g_assert_cmpint (json_object_get_int_member (again, "orientation"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (again, "model"), ==, "");
  g_assert_nonnull (second);
}

static void
check_refused (const guint8 *data,
               gsize         size,
               const char   *why)
{
  g_autoptr(GBytes) file = g_bytes_new (data, size);
  g_autoptr(JsonObject) facts = NULL;
  g_autoptr(GBytes) photo = look (file, &facts);

  g_assert_null (photo);
  g_assert_cmpstr (json_object_get_string_member (facts, "refusal"), ==, why);
}

static void
test_refused (void)
{
  static const guint8 bomb[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xff\xff\0\0\xff\xff\x08\x02\0\0\0crc.";
  static const guint8 tiny[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0crc.";
  static const guint8 empty[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x40\0\0\0\x40\x08\x02\0\0\0crc.";
  static const guint8 chunk[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x40\0\0\0\x40\x08\x02\0\0\0crc.\x7f\xff\xff\xf0tEXtcrc.";
  static const guint8 gif[] = "GIF89a\x01\0\x01\0\0\0\0;";
  static const guint8 jpeg[] = "\xff\xd8\xff\xe0\0\x10JFIF";
  g_autofree guint8 *large = g_malloc0 (VELO_PHOTO_MAX_BYTES + 1);
  g_autoptr(GBytes) photo = velo_claims_flow_draw_photo (2, 400, 300);
  gsize size = g_bytes_get_size (photo);

  memcpy (large, jpeg, sizeof jpeg);
  check_refused (bomb, sizeof bomb, "pixels");
  check_refused (tiny, sizeof tiny, "small");
  check_refused (empty, sizeof empty, "damaged");
  check_refused (chunk, sizeof chunk, "damaged");
  check_refused (gif, sizeof gif, "type");
  check_refused (jpeg, sizeof jpeg - 1, "damaged");
  check_refused (jpeg, 0, "type");
  check_refused (large, VELO_PHOTO_MAX_BYTES + 1, "size");
  check_refused (g_bytes_get_data (photo, NULL), size / 2, "damaged");
}

/* Whatever is changed in a file: a photo or a refusal, never no answer. */
static void
test_damaged (void)
{
  g_autoptr(GBytes) photo = velo_claims_flow_draw_photo (3, 64, 48);
  g_autoptr(GRand) rand = g_rand_new_with_seed (5);
  gsize size = g_bytes_get_size (photo);

  for (int i = 0; i < 40; i++)
    {
      guint8 *data = g_memdup2 (g_bytes_get_data (photo, NULL), size);
      g_autoptr(GBytes) file = NULL;
      g_autoptr(JsonObject) facts = NULL;
      g_autoptr(GBytes) made = NULL;

      for (int k = 0; k < 8; k++)
        data[g_rand_int_range (rand, 3, (gint32) size)] = (guint8) g_rand_int_range (rand, 0, 256);
      file = g_bytes_new_take (data, size);
      made = look (file, &facts);
      g_assert_cmpint (json_object_has_member (facts, "refusal"), ==, made == NULL);
    }
}

static void
test_no_helper (void)
{
  g_autofree char *folder = g_strdup (g_getenv ("VELO_LIBEXECDIR"));
  g_autoptr(GBytes) photo = velo_claims_flow_draw_photo (1, 64, 48);
  g_autoptr(JsonObject) facts = NULL;
  g_autoptr(GBytes) made = NULL;
  g_autoptr(GBytes) small = NULL;
  g_autoptr(GError) error = NULL;

  g_setenv ("VELO_LIBEXECDIR", "/nowhere", TRUE);
  g_assert_false (velo_claims_photo_helper_read (photo, &facts, &made, &small, &error));
  g_assert_nonnull (error);
  g_setenv ("VELO_LIBEXECDIR", folder, TRUE);
}

/* A program that dies, says nothing, says nonsense or does not stop. */
static void
test_bad_helper (void)
{
  static const char *const programs[] = {
    "kill -9 $$", "exit 0", "echo nonsense nonsense nonsense", "printf '\\0\\0\\0\\2\\0\\0\\0\\0\\0\\0\\0\\0{}'",
    "printf '\\0\\0\\0\\2\\377\\377\\377\\377\\0\\0\\0\\0{}'", "cat /dev/zero",
    "printf '\\0\\0\\0\\2\\0\\0\\0\\3\\0\\0\\0\\3{}GIFGIF'",
    /* no small picture, one that is none, one alone, one longer than all of the answer, one too large */
    "printf '\\0\\0\\0\\2\\0\\0\\0\\3\\0\\0\\0\\0{}\\377\\330\\377'",
    "printf '\\0\\0\\0\\2\\0\\0\\0\\3\\0\\0\\0\\3{}\\377\\330\\377GIF'",
    "printf '\\0\\0\\0\\2\\0\\0\\0\\0\\0\\0\\0\\3{}\\377\\330\\377'",
    "printf '\\0\\0\\0\\2\\0\\0\\0\\3\\377\\377\\377\\377{}\\377\\330\\377'",
    "printf '\\0\\0\\0\\2\\0\\0\\0\\3\\0\\20\\0\\0{}\\377\\330\\377\\377\\330\\377'; head -c 1048573 /dev/zero",
    /* a byte more than it tells */
    "printf '\\0\\0\\0\\2\\0\\0\\0\\3\\0\\0\\0\\3{}\\377\\330\\377\\377\\330\\377x'",
    "printf '\\0\\0\\0\\2'",
  };
  g_autofree char *folder = g_strdup (g_getenv ("VELO_LIBEXECDIR"));
  g_autofree char *directory = g_dir_make_tmp ("velo-helper-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, VELO_PHOTO_PROGRAM, NULL);
  g_autoptr(GBytes) photo = velo_claims_flow_draw_photo (1, 64, 48);

  g_setenv ("VELO_LIBEXECDIR", directory, TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (programs); i++)
    {
      g_autofree char *script = g_strdup_printf ("#!/bin/sh\n%s\n", programs[i]);
      g_autoptr(JsonObject) facts = NULL;
      g_autoptr(GBytes) made = NULL;

      g_assert_true (g_file_set_contents_full (path, script, -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));
      made = look (photo, &facts);
      g_assert_null (made);
      g_assert_cmpstr (json_object_get_string_member (facts, "refusal"), ==, "damaged");
    }
  g_setenv ("VELO_LIBEXECDIR", folder, TRUE);
  g_unlink (path);
  g_rmdir (directory);
}

/* Each way to hold the camera, on a picture of 2 x 3 whose pixels are numbered. */
static void
test_turn (void)
{
  static const char *const upright[] = {
    "123456", "214365", "654321", "563412", "135246", "531642", "642531", "246135",
  };
  g_autoptr(VeloPixels) pixels = velo_pixels_new (2, 3);

  for (guint i = 0; i < 6; i++)
    memset (pixels->data + 3 * i, (int) ('1' + i), 3);
  for (int orientation = 1; orientation <= 8; orientation++)
    {
      g_autoptr(VeloPixels) turned = velo_pixels_turn (pixels, orientation);
      char found[7] = "";

      for (guint i = 0; i < 6; i++)
        found[i] = (char) turned->data[3 * i];
      g_assert_cmpstr (found, ==, upright[orientation - 1]);
      g_assert_cmpint (turned->width, ==, orientation >= 5 ? 3 : 2);
    }
}

static guint
count_bits (guint64 bits)
{
  guint n = 0;

  for (; bits != 0; bits &= bits - 1)
    n++;
  return n;
}

static guint64
get_difference (GBytes *file,
                int     max_side)
{
  g_auto(VeloPhotoFile) photo = { 0 };
  g_autoptr(VeloPixels) small = NULL;
  gsize size;
  const guint8 *data = g_bytes_get_data (file, &size);

  g_assert_null (velo_photo_file_read (&photo, data, size));
  small = velo_pixels_shrink (photo.pixels, max_side);
  return velo_pixels_get_difference (small);
}

/* The same photo smaller is nearly the same; another one is not. */
static void
test_difference (void)
{
  g_autoptr(GBytes) one = velo_claims_flow_draw_photo (1, 800, 600);
  g_autoptr(GBytes) other = velo_claims_flow_draw_photo (2, 800, 600);
  guint64 whole = get_difference (one, 800);

  g_assert_cmpuint (count_bits (whole ^ get_difference (one, 300)), <=, 6);
  g_assert_cmpuint (count_bits (whole ^ get_difference (other, 800)), >, 10);
}

static char *
list_flags (const char *facts)
{
  g_autoptr(JsonNode) node = json_from_string (facts, NULL);
  g_autoptr(JsonObject) photo = json_node_dup_object (node);
  g_autoptr(VeloClaim) claim = velo_claim_new ();
  g_autoptr(GDate) loss = g_date_new_dmy (14, G_DATE_NOVEMBER, 2026);
  GString *codes = g_string_new (NULL);
  JsonArray *flags;

  velo_claim_set_loss_date (claim, loss);
  velo_claims_photo_add_flags (photo, claim);
  flags = json_object_get_array_member (photo, "flags");
  for (guint i = 0; i < json_array_get_length (flags); i++)
    {
      JsonObject *flag = json_array_get_object_element (flags, i);

      g_string_append_printf (codes, "%s(%s) ", json_object_get_string_member (flag, "code"),
                              json_object_get_string_member (flag, "detail"));
    }
  return g_string_free (codes, FALSE);
}

static void
test_flags (void)
{
  static const struct { const char *facts; const char *flags; } photos[] = {
    { "{}", "" },
    { "{\"width\":4000,\"height\":3000,\"sharpness\":300,\"brightness\":120,\"software\":\"Camera 14\","
      "\"taken\":\"2026:11:14 00:00:01\"}", "" },
    { "{\"taken\":\"2026:11:13 23:59:59\"}", "before-loss(2026:11:13 23:59:59) " },
    { "{\"taken\":\"0000:00:00 00:00:00\"}", "" }, { "{\"taken\":\"gestern\"}", "" }, { "{\"taken\":7}", "" },
    { "{\"software\":\"Adobe Photoshop 25\"}", "edited(Adobe Photoshop 25) " },
    { "{\"width\":640,\"height\":999}", "small() " },
    { "{\"sharpness\":15}", "blurred() " }, { "{\"sharpness\":16}", "" },
    { "{\"brightness\":44}", "dark() " }, { "{\"brightness\":226}", "bright() " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (photos); i++)
    {
      g_autofree char *found = list_flags (photos[i].facts);

      g_assert_cmpstr (found, ==, photos[i].flags);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/claims-photo/exif", test_exif);
  g_test_add_func ("/claims-photo/exif-cut-off", test_exif_cut_off);
  g_test_add_func ("/claims-photo/exif-broken", test_exif_broken);
  g_test_add_func ("/claims-photo/exif-hostile", test_exif_hostile);
  g_test_add_func ("/claims-photo/helper", test_helper);
  g_test_add_func ("/claims-photo/refused", test_refused);
  g_test_add_func ("/claims-photo/damaged", test_damaged);
  g_test_add_func ("/claims-photo/no-helper", test_no_helper);
  g_test_add_func ("/claims-photo/bad-helper", test_bad_helper);
  g_test_add_func ("/claims-photo/turn", test_turn);
  g_test_add_func ("/claims-photo/difference", test_difference);
  g_test_add_func ("/claims-photo/flags", test_flags);
  return g_test_run ();
}
