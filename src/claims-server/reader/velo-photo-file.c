/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells what a file is by its first bytes, and reads PNG files. */

#define G_LOG_DOMAIN "velo-read-photo"

#include "config.h"

#include "velo-photo-file.h"

#include <string.h>

#include <png.h>

#include "velo-photo-frame.h"

/* Smaller pictures show nothing. */
#define MIN_SIDE 16

static const guint8 png_magic[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
static const guint8 jpeg_magic[] = { 0xff, 0xd8, 0xff };

/**
 * velo_photo_file_clear:
 * @self: a photo
 */
void
velo_photo_file_clear (VeloPhotoFile *self)
{
  g_clear_pointer (&self->pixels, velo_pixels_free);
}

/**
 * velo_photo_check_size:
 * @self: gets the size
 * @width: as its header says
 * @height: as its header says
 *
 * To be asked before anything is decoded.
 *
 * Returns: (nullable): why the picture is refused, static
 */
const char *
velo_photo_check_size (VeloPhotoFile *self,
                       guint64        width,
                       guint64        height)
{
  if (width < MIN_SIDE || height < MIN_SIDE)
    return "small";
  if (width > VELO_PHOTO_MAX_PIXELS || height > VELO_PHOTO_MAX_PIXELS || width * height > VELO_PHOTO_MAX_PIXELS)
    return "pixels";
  self->width = (int) width;
  self->height = (int) height;
  return NULL;
}

static guint32
get_32 (const guint8 *p)
{
  return (guint32) p[0] << 24 | (guint32) p[1] << 16 | (guint32) p[2] << 8 | p[3];
}

static void
read_chunk (VeloPhotoFile *self,
            const guint8  *type,
            const guint8  *data,
            gsize          length)
{
  static const char software[] = "Software";

  if (memcmp (type, "eXIf", 4) == 0)
    velo_exif_read (&self->exif, data, length);
  else if (memcmp (type, "tEXt", 4) == 0 && length > sizeof software && memcmp (data, software, sizeof software) == 0)
    velo_exif_set_text (self->exif.software, data + sizeof software, length - sizeof software);
}

/* What stands beside the picture: length, type, bytes, checksum, one after the other. A length is not
 * believed beyond the end of the file: the library would ask for as much memory. */
static gboolean
read_chunks (VeloPhotoFile *self,
             const guint8  *data,
             gsize          size)
{
  gsize at = sizeof png_magic;

  while (at + 12 <= size && get_32 (data + at) <= size - at - 12)
    {
      if (memcmp (data + at + 4, "IEND", 4) == 0)
        return TRUE;
      read_chunk (self, data + at + 4, data + at + 8, get_32 (data + at));
      at += 12 + (gsize) get_32 (data + at);
    }
  return FALSE;
}

static const char *
read_png (VeloPhotoFile *self,
          const guint8  *data,
          gsize          size)
{
  const png_color white = { 255, 255, 255 };
  png_image image = { .version = PNG_IMAGE_VERSION };
  const char *refusal;
  gboolean done;

  self->format = "png";
  if (size < 33 || memcmp (data + 12, "IHDR", 4) != 0)
    return "damaged";
  refusal = velo_photo_check_size (self, get_32 (data + 16), get_32 (data + 20));
  if (refusal != NULL)
    return refusal;
  if (!read_chunks (self, data, size) || !png_image_begin_read_from_memory (&image, data, size))
    return "damaged";
  image.format = PNG_FORMAT_RGB;
  self->pixels = velo_pixels_new (self->width, self->height);
  done = self->pixels != NULL && (int) image.width == self->width && (int) image.height == self->height
    && png_image_finish_read (&image, &white, self->pixels->data, 0, NULL);
  png_image_free (&image);
  return done ? NULL : "damaged";
}

/**
 * velo_photo_file_read:
 * @self: gets the photo
 * @data: any bytes
 * @size: how many
 *
 * Returns: (nullable): why the file is refused, static: "size", "type", "small", "pixels", "damaged"
 */
const char *
velo_photo_file_read (VeloPhotoFile *self,
                      const guint8  *data,
                      gsize          size)
{
  memset (self, 0, sizeof *self);
  velo_exif_init (&self->exif);
  if (size > VELO_PHOTO_MAX_BYTES)
    return "size";
  if (size >= sizeof png_magic && memcmp (data, png_magic, sizeof png_magic) == 0)
    return read_png (self, data, size);
  if (size >= sizeof jpeg_magic && memcmp (data, jpeg_magic, sizeof jpeg_magic) == 0)
    return velo_photo_read_jpeg (self, data, size);
  return "type";
}
