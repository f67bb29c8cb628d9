/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "velo-ink.h"
#include "velo-page-geometry.h"

G_BEGIN_DECLS

/**
 * VELO_MARK_LAST_PAGE:
 *
 * In place of a page number: the last page, whichever that is.
 */
#define VELO_MARK_LAST_PAGE (G_MAXINT - 1)

/**
 * VELO_MARK_EVERY_PAGE:
 *
 * In place of a page number: each page.
 */
#define VELO_MARK_EVERY_PAGE G_MAXINT

/**
 * VeloMarkAnchor:
 * @VELO_MARK_TOP: centred in the top margin
 * @VELO_MARK_TOP_RIGHT: right in the top margin
 * @VELO_MARK_BOTTOM: centred in the bottom margin
 * @VELO_MARK_FREE: where the page is white, looked for from the bottom up;
 *   the bottom margin if it is white nowhere
 * @VELO_MARK_DIAGONAL: large and pale across the page
 *
 * Where a text without a place of its own is put.
 */
typedef enum
{
  VELO_MARK_TOP,
  VELO_MARK_TOP_RIGHT,
  VELO_MARK_BOTTOM,
  VELO_MARK_FREE,
  VELO_MARK_DIAGONAL,
} VeloMarkAnchor;

/**
 * VeloMarkFit:
 * @VELO_MARK_FIT_PAD: the whole pad is laid over the rectangle
 * @VELO_MARK_FIT_INK: only what was written is, as large as it fits
 *
 * How ink is put into a rectangle; its proportions are always kept.
 */
typedef enum
{
  VELO_MARK_FIT_PAD,
  VELO_MARK_FIT_INK,
} VeloMarkFit;

#define VELO_TYPE_MARK (velo_mark_get_type ())

/**
 * VeloMark:
 *
 * Something to draw on a page when a PDF is flattened. Immutable.
 */
typedef struct _VeloMark VeloMark;

GType     velo_mark_get_type    (void) G_GNUC_CONST;
VeloMark *velo_mark_ref         (VeloMark           *self);
void      velo_mark_unref       (VeloMark           *self);
VeloMark *velo_mark_new_ink     (guint               page,
                                 const VeloPageRect *rect,
                                 VeloInk            *ink,
                                 VeloMarkFit         fit);
VeloMark *velo_mark_new_text    (guint               page,
                                 VeloMarkAnchor      anchor,
                                 const char         *text,
                                 double              size_pt);
VeloMark *velo_mark_new_text_at (guint               page,
                                 const VeloPageRect *rect,
                                 const char         *text,
                                 double              size_pt);
VeloMark *velo_mark_new_strike  (guint               page,
                                 const VeloPageRect *rect);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloMark, velo_mark_unref)

G_END_DECLS
