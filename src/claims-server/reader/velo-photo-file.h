/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-exif.h"
#include "velo-pixels.h"

G_BEGIN_DECLS

/**
 * VeloPhotoFile:
 * @format: "jpeg" or "png"
 * @width: as the file says, before it is turned
 * @height: as the file says
 * @exif: what it says about itself
 * @pixels: (owned) (nullable): the picture, at least %VELO_PHOTO_MAX_SIDE long if the file is
 *
 * A photo as it came.
 */
typedef struct
{
  const char *format;
  int width;
  int height;
  VeloExif exif;
  VeloPixels *pixels;
} VeloPhotoFile;

const char *velo_photo_file_read  (VeloPhotoFile    *self,
                                   const guint8     *data,
                                   gsize             size);
void        velo_photo_file_clear (VeloPhotoFile    *self);
GBytes     *velo_photo_file_write (const VeloPixels *pixels);
const char *velo_photo_read_jpeg  (VeloPhotoFile    *self,
                                   const guint8     *data,
                                   gsize             size);
const char *velo_photo_check_size (VeloPhotoFile    *self,
                                   guint64           width,
                                   guint64           height);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VeloPhotoFile, velo_photo_file_clear)

G_END_DECLS
