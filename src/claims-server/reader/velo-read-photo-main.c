/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program that reads photos which strangers send: it looks at one, makes it anew, and ends. */

#define G_LOG_DOMAIN "velo-read-photo"

#include "config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "velo-photo-file.h"
#include "velo-photo-frame.h"
#include "velo-photo-limits.h"

static gboolean
write_fully (const void *data,
             gsize       length)
{
  gsize done = 0;

  while (done < length)
    {
      gssize put = write (STDOUT_FILENO, (const guint8 *) data + done, length - done);

      if (put > 0)
        done += (gsize) put;
      else if (put == 0 || errno != EINTR)
        return FALSE;
    }
  return TRUE;
}

/* One byte more than may come is enough to refuse. */
static gsize
read_file (guint8 *buffer)
{
  gsize done = 0;

  while (done < VELO_PHOTO_MAX_BYTES + 1)
    {
      gssize got = read (STDIN_FILENO, buffer + done, VELO_PHOTO_MAX_BYTES + 1 - done);

      if (got > 0)
        done += (gsize) got;
      else if (got == 0 || errno != EINTR)
        break;
    }
  return done;
}

static void
put_32 (guint8 *to,
        gsize   number)
{
  for (int i = 0; i < 4; i++)
    to[i] = (guint8) (number >> (24 - 8 * i));
}

static gboolean
answer (const char *facts,
        GBytes     *photo,
        GBytes     *small)
{
  gsize size = 0;
  gsize small_size = 0;
  const void *data = photo != NULL ? g_bytes_get_data (photo, &size) : NULL;
  const void *small_data = small != NULL ? g_bytes_get_data (small, &small_size) : NULL;
  guint8 head[VELO_PHOTO_HEAD_SIZE];

  put_32 (head, strlen (facts));
  put_32 (head + 4, size);
  put_32 (head + 8, small_size);
  return write_fully (head, sizeof head) && write_fully (facts, strlen (facts)) && write_fully (data, size)
    && write_fully (small_data, small_size);
}

static gboolean
refuse (const char *why)
{
  g_autofree char *facts = g_strdup_printf ("{\"refusal\":\"%s\"}", why);

  return answer (facts, NULL, NULL);
}

/* Texts of a photo have neither quotes nor anything else that would have to be escaped. */
static char *
describe (const VeloPhotoFile *file,
          const VeloPixels    *pixels)
{
  return g_strdup_printf ("{\"format\":\"%s\",\"width\":%d,\"height\":%d,\"orientation\":%d,\"taken\":\"%s\","
                          "\"model\":\"%s\",\"software\":\"%s\",\"place\":%s,\"sharpness\":%d,\"brightness\":%d,"
                          "\"difference\":\"%016" G_GINT64_MODIFIER "x\"}",
                          file->format, file->width, file->height, file->exif.orientation, file->exif.taken,
                          file->exif.model, file->exif.software, file->exif.has_place ? "true" : "false",
                          velo_pixels_get_sharpness (pixels), velo_pixels_get_brightness (pixels),
                          velo_pixels_get_difference (pixels));
}

static gboolean
read_photo (const guint8 *data,
            gsize         size)
{
  g_auto(VeloPhotoFile) file = { 0 };
  const char *refusal = velo_photo_file_read (&file, data, size);
  g_autoptr(VeloPixels) small = NULL;
  g_autoptr(VeloPixels) upright = NULL;
  g_autoptr(VeloPixels) tiny = NULL;
  g_autoptr(GBytes) photo = NULL;
  g_autoptr(GBytes) preview = NULL;
  g_autofree char *facts = NULL;

  if (refusal != NULL)
    return refuse (refusal);
  small = velo_pixels_shrink (file.pixels, VELO_PHOTO_MAX_SIDE);
  g_clear_pointer (&file.pixels, velo_pixels_free);
  upright = small != NULL ? velo_pixels_turn (small, file.exif.orientation) : NULL;
  photo = upright != NULL ? velo_photo_file_write (upright) : NULL;
  tiny = photo != NULL ? velo_pixels_shrink (upright, VELO_PHOTO_SMALL_SIDE) : NULL;
  preview = tiny != NULL ? velo_photo_file_write (tiny) : NULL;
  if (preview == NULL)
    return refuse ("damaged");
  facts = describe (&file, upright);
  return answer (facts, photo, preview);
}

int
main (int   argc,
      char *argv[])
{
  guint8 *data = malloc (VELO_PHOTO_MAX_BYTES + 1);
  gboolean done;

  if (data == NULL || !velo_photo_limits_apply ())
    return EXIT_FAILURE;
  done = read_photo (data, read_file (data));
  free (data);
  return done ? EXIT_SUCCESS : EXIT_FAILURE;
}
