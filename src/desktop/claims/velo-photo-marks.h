/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "velo-photo-geometry.h"

G_BEGIN_DECLS

gboolean velo_photo_marks_find           (VeloPhotoView           *view,
                                          int                      number,
                                          VeloPhotoArea           *area);
int      velo_photo_marks_find_at        (VeloPhotoView           *view,
                                          const VeloPhotoGeometry *geometry,
                                          double                   x,
                                          double                   y);
void     velo_photo_marks_step           (VeloPhotoArea           *area,
                                          int                      rotation,
                                          int                      dx,
                                          int                      dy,
                                          gboolean                 grow);
void     velo_photo_marks_snapshot       (VeloPhotoView           *view,
                                          const VeloPhotoGeometry *geometry,
                                          int                      selected,
                                          const VeloPhotoArea     *pointed,
                                          GtkWidget               *widget,
                                          GtkSnapshot             *snapshot);
void     velo_photo_marks_snapshot_frame (GtkSnapshot             *snapshot,
                                          const graphene_rect_t   *area);

G_END_DECLS
