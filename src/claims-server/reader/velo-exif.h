/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define VELO_EXIF_MAX_TEXT 64

/**
 * VeloExif:
 * @orientation: 1 to 8, as the standard counts; 1 if there is none
 * @taken: "YYYY:MM:DD HH:MM:SS" by the clock of the camera; empty if unknown
 * @model: of the camera, printable ASCII; empty if unknown
 * @software: what wrote the file, printable ASCII; empty if unknown
 * @has_place: whether it says where the photo was taken
 *
 * What a photo says about itself.
 */
typedef struct
{
  int orientation;
  char taken[20];
  char model[VELO_EXIF_MAX_TEXT + 1];
  char software[VELO_EXIF_MAX_TEXT + 1];
  gboolean has_place;
} VeloExif;

void velo_exif_init     (VeloExif     *self);
void velo_exif_read     (VeloExif     *self,
                         const guint8 *data,
                         gsize         size);
void velo_exif_set_text (char         *to,
                         const guint8 *text,
                         gsize         length);

G_END_DECLS
