/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-record.h"

G_BEGIN_DECLS

/**
 * VELO_PHOTO_AREA_WHOLE:
 *
 * The sides of a photo, in the unit of #VeloPhotoArea.
 */
#define VELO_PHOTO_AREA_WHOLE 10000

/**
 * VeloPhotoArea: (Bildausschnitt)
 * @x: left edge
 * @y: upper edge
 * @width: greater than 0
 * @height: greater than 0
 *
 * A rectangle on a photo, in 1/10000 of its sides, whichever way it is turned for looking at.
 */
typedef struct
{
  int x;
  int y;
  int width;
  int height;
} VeloPhotoArea;

/**
 * VeloPhotoMark: (markierte Stelle)
 *
 * A rectangle that the assessor has drawn on a photo.
 */
#define VELO_PHOTO_MARK_FIELDS(F, X, T, p) \
  F (T, p, INT, number) /* of the photo's marks, from 1, never given twice */ \
  F (T, p, TEXT, name)  /* what is seen there, in words; may be empty */ \
  F (T, p, TEXT, area)  /* "x y w h" in 1/10000 of the sides */

#define VELO_TYPE_PHOTO_MARK (velo_photo_mark_get_type ())
VELO_DECLARE_RECORD (VeloPhotoMark, velo_photo_mark, PHOTO_MARK, VELO_PHOTO_MARK_FIELDS)

/**
 * VeloPhotoView: (Ansicht eines Fotos)
 *
 * How the assessor looks at a photo; remembered with the claim.
 */
#define VELO_PHOTO_VIEW_FIELDS(F, X, T, p) \
  F (T, p, INT, rotation) /* clockwise, 0, 90, 180 or 270 degrees */ \
  F (T, p, INT, revision) /* counts what was stored: who has seen an older one is too late */ \
  F (T, p, TEXT, who)     /* account that stored it last; empty if nobody has */ \
  F (T, p, TIME, changed) /* when */ \
  X (T, p, LIST, marks, VeloPhotoMark, velo_photo_mark)

#define VELO_TYPE_PHOTO_VIEW (velo_photo_view_get_type ())
VELO_DECLARE_RECORD (VeloPhotoView, velo_photo_view, PHOTO_VIEW, VELO_PHOTO_VIEW_FIELDS)

gboolean velo_photo_area_parse   (const char          *text,
                                  VeloPhotoArea       *area);
char    *velo_photo_area_to_text (const VeloPhotoArea *area);
void     velo_photo_area_fit     (VeloPhotoArea       *area);
gboolean velo_photo_view_is_sane (VeloPhotoView       *self);
int      velo_photo_view_add     (VeloPhotoView       *self,
                                  const VeloPhotoArea *area);

G_END_DECLS
