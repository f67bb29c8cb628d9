/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-photo-canvas.h"
#include "velo-photo-geometry.h"

G_BEGIN_DECLS

struct _VeloPhotoCanvas
{
  GtkWidget parent_instance;

  GdkTexture *texture;       /* (owned) (nullable) */
  VeloPhotoView *view;       /* (owned) (nullable) */
  VeloPhotoGeometry geometry;
  VeloPhotoArea wanted;      /* to be zoomed to as soon as there is a size; without width if none is */
  VeloPhotoArea pointed;     /* what else is shown; without width if nothing is */
  graphene_rect_t swept;     /* in the view; without size while nothing is drawn */
  GtkGesture *drag;          /* (borrowed): the widget's own */
  double pointer_x;
  double pointer_y;
  double pinch_scale;        /* when the fingers came down */
  double dragged_x;          /* as far as the photo has gone with the pointer */
  double dragged_y;
  int selected;              /* number of a mark, 0 for none */
  gboolean drawing;
  gboolean editable;
};

VeloPhotoGeometry *velo_photo_canvas_get_geometry (VeloPhotoCanvas *self);
void               velo_photo_canvas_moved        (VeloPhotoCanvas *self);
void               velo_photo_canvas_choose       (VeloPhotoCanvas *self,
                                                   int              number);
void               velo_photo_canvas_add_gestures (VeloPhotoCanvas *self);

G_END_DECLS
