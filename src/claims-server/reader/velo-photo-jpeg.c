/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads and writes JPEG files. */

#define G_LOG_DOMAIN "velo-read-photo"

#include "config.h"

#include "velo-photo-file.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <jerror.h>

#include "velo-photo-frame.h"

#define QUALITY 85

/* Progressive files may draw the picture again and again. */
#define MAX_SCANS 100

typedef struct
{
  struct jpeg_error_mgr base;
  struct jpeg_progress_mgr progress;
  jmp_buf out;
  gboolean cut_off;
} Errors;

static void
fail_cb (j_common_ptr common)
{
  Errors *errors = (Errors *) (void *) common->err;

  longjmp (errors->out, 1);
}

/* A file that ends too early is filled with grey: not a photo of anything. */
static void
message_cb (j_common_ptr common,
            int          level)
{
  Errors *errors = (Errors *) (void *) common->err;

  if (level < 0 && (errors->base.msg_code == JWRN_JPEG_EOF || errors->base.msg_code == JWRN_HIT_MARKER))
    errors->cut_off = TRUE;
}

static void
progress_cb (j_common_ptr common)
{
  if (common->is_decompressor && ((j_decompress_ptr) common)->input_scan_number > MAX_SCANS)
    fail_cb (common);
}

static void
errors_init (Errors *errors)
{
  memset (errors, 0, sizeof *errors);
  jpeg_std_error (&errors->base);
  errors->base.error_exit = fail_cb;
  errors->base.emit_message = message_cb;
  errors->progress.progress_monitor = progress_cb;
}

static void
read_markers (VeloPhotoFile         *self,
              jpeg_saved_marker_ptr  marker)
{
  for (; marker != NULL; marker = marker->next)
    if (marker->data_length > 6 && memcmp (marker->data, "Exif\0\0", 6) == 0)
      velo_exif_read (&self->exif, marker->data + 6, marker->data_length - 6);
}

/* Large files are decoded smaller at once, but not below what is kept. */
static void
choose_scale (j_decompress_ptr info)
{
  unsigned long side = MAX (info->image_width, info->image_height);

  info->scale_denom = 8;
  info->scale_num = 8;
  while (info->scale_num > 1 && side * (info->scale_num - 1) / 8 >= VELO_PHOTO_MAX_SIDE)
    info->scale_num--;
}

/* Printers' colours, stored inverted by all who store them. */
static void
convert_cmyk (const guint8 *from,
              guint8       *to,
              gsize         n)
{
  for (gsize i = 0; i < n; i++, from += 4, to += 3)
    for (gsize k = 0; k < 3; k++)
      to[k] = (guint8) (from[k] * from[3] / 255);
}

static void
read_rows (VeloPhotoFile    *self,
           j_decompress_ptr  info,
           guint8           *line)
{
  gsize stride = (gsize) self->pixels->width * 3;

  while (info->output_scanline < info->output_height)
    {
      guint8 *row = self->pixels->data + info->output_scanline * stride;
      JSAMPROW target = line != NULL ? line : row;

      jpeg_read_scanlines (info, &target, 1);
      if (line != NULL)
        convert_cmyk (line, row, (gsize) self->pixels->width);
    }
}

/**
 * velo_photo_read_jpeg:
 * @self: gets the photo
 * @data: bytes that begin as a JPEG file does
 * @size: how many
 *
 * Returns: (nullable): why the file is refused, static
 */
const char *
velo_photo_read_jpeg (VeloPhotoFile *self,
                      const guint8  *data,
                      gsize          size)
{
  struct jpeg_decompress_struct info = { 0 };
  guint8 *volatile line = NULL;
  const char *volatile refusal = "damaged";
  Errors errors;

  self->format = "jpeg";
  errors_init (&errors);
  info.err = &errors.base;
  if (setjmp (errors.out) == 0)
    {
      jpeg_create_decompress (&info);
      info.progress = &errors.progress;
      jpeg_mem_src (&info, data, size);
      jpeg_save_markers (&info, JPEG_APP0 + 1, 0xffff);
      jpeg_read_header (&info, TRUE);
      refusal = velo_photo_check_size (self, info.image_width, info.image_height);
      if (refusal == NULL)
        {
          gboolean four = info.jpeg_color_space == JCS_CMYK || info.jpeg_color_space == JCS_YCCK;

          refusal = "damaged";
          read_markers (self, info.marker_list);
          choose_scale (&info);
          info.out_color_space = four ? JCS_CMYK : JCS_RGB;
          jpeg_start_decompress (&info);
          self->pixels = velo_pixels_new ((int) info.output_width, (int) info.output_height);
          line = four ? g_try_malloc_n (info.output_width, 4) : NULL;
          if (self->pixels != NULL && (line != NULL || !four))
            {
              read_rows (self, &info, line);
              jpeg_finish_decompress (&info);
              refusal = errors.cut_off ? "damaged" : NULL;
            }
        }
    }
  jpeg_destroy_decompress (&info);
  g_free (line);
  return refusal;
}

/**
 * velo_photo_file_write:
 * @pixels: a picture
 *
 * Returns: (transfer full) (nullable): the picture as a JPEG file that says nothing else
 */
GBytes *
velo_photo_file_write (const VeloPixels *pixels)
{
  struct jpeg_compress_struct info = { 0 };
  unsigned char *data = NULL;
  unsigned long size = 0;
  Errors errors;

  errors_init (&errors);
  info.err = &errors.base;
  if (setjmp (errors.out) != 0)
    {
      jpeg_destroy_compress (&info);
      return NULL;
    }
  jpeg_create_compress (&info);
  jpeg_mem_dest (&info, &data, &size);
  info.image_width = (JDIMENSION) pixels->width;
  info.image_height = (JDIMENSION) pixels->height;
  info.input_components = 3;
  info.in_color_space = JCS_RGB;
  jpeg_set_defaults (&info);
  jpeg_set_quality (&info, QUALITY, TRUE);
  jpeg_start_compress (&info, TRUE);
  while (info.next_scanline < info.image_height)
    {
      JSAMPROW row = pixels->data + (gsize) info.next_scanline * (gsize) pixels->width * 3;

      jpeg_write_scanlines (&info, &row, 1);
    }
  jpeg_finish_compress (&info);
  jpeg_destroy_compress (&info);
  return g_bytes_new_with_free_func (data, size, free, data);
}
