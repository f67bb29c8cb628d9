/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "velo-claims-client.h"

G_BEGIN_DECLS

#define VELO_TYPE_PHOTO_THUMB (velo_photo_thumb_get_type ())

/**
 * VeloPhotoThumb: (Vorschaubild)
 *
 * A photo of the strip, small, with its name; or the place of one that is missing.
 */
G_DECLARE_FINAL_TYPE (VeloPhotoThumb, velo_photo_thumb, VELO, PHOTO_THUMB, GtkToggleButton)

GtkWidget  *velo_photo_thumb_new         (const char            *slot,
                                          const VeloClaimsPhoto *photo);
const char *velo_photo_thumb_get_id      (VeloPhotoThumb        *self);
const char *velo_photo_thumb_get_slot    (VeloPhotoThumb        *self);
void        velo_photo_thumb_set_picture (VeloPhotoThumb        *self,
                                          GdkTexture            *texture,
                                          int                    rotation);
void        velo_photo_thumb_set_broken  (VeloPhotoThumb        *self);

G_END_DECLS
