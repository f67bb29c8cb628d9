/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "velo-photo-view.h"

G_BEGIN_DECLS

#define VELO_TYPE_PHOTO_CANVAS (velo_photo_canvas_get_type ())

/**
 * VeloPhotoCanvas:
 *
 * One photo that is zoomed, moved, turned and marked, by pointer, touch and keyboard. What is drawn
 * on it is told by signals; whoever listens changes the view.
 */
G_DECLARE_FINAL_TYPE (VeloPhotoCanvas, velo_photo_canvas, VELO, PHOTO_CANVAS, GtkWidget)

void       velo_photo_canvas_set_photo    (VeloPhotoCanvas     *self,
                                           GdkTexture          *texture,
                                           VeloPhotoView       *view);
void       velo_photo_canvas_set_editable (VeloPhotoCanvas     *self,
                                           gboolean             editable);
void       velo_photo_canvas_set_drawing  (VeloPhotoCanvas     *self,
                                           gboolean             drawing);
void       velo_photo_canvas_update       (VeloPhotoCanvas     *self);
void       velo_photo_canvas_set_selected (VeloPhotoCanvas     *self,
                                           int                  number);
int        velo_photo_canvas_get_selected (VeloPhotoCanvas     *self);
void       velo_photo_canvas_zoom         (VeloPhotoCanvas     *self,
                                           double               factor);
void       velo_photo_canvas_fit          (VeloPhotoCanvas     *self);
int        velo_photo_canvas_get_percent  (VeloPhotoCanvas     *self);
void       velo_photo_canvas_show_area    (VeloPhotoCanvas     *self,
                                           const VeloPhotoArea *area);
gboolean   velo_photo_canvas_press_key    (VeloPhotoCanvas     *self,
                                           guint                keyval,
                                           GdkModifierType      state);
void       velo_photo_canvas_draw         (VeloPhotoCanvas     *self,
                                           double               x,
                                           double               y,
                                           double               dx,
                                           double               dy);
void       velo_photo_canvas_point        (VeloPhotoCanvas     *self,
                                           const VeloPhotoArea *area);

G_END_DECLS
