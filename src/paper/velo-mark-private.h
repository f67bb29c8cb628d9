/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "velo-mark.h"
#include "velo-white-space-private.h"

G_BEGIN_DECLS

typedef enum
{
  VELO_MARK_INK,
  VELO_MARK_TEXT,
  VELO_MARK_TEXT_AT,
  VELO_MARK_STRIKE,
} VeloMarkKind;

struct _VeloMark
{
  VeloMarkKind    kind;
  guint           page;
  VeloPageRect    rect;
  VeloInk        *ink;          /* (owned) (nullable) */
  VeloMarkFit     fit;
  VeloMarkAnchor  anchor;
  char           *text;         /* (owned) (nullable) */
  double          size_pt;
};

/* A page that marks are drawn on. */
typedef struct
{
  cairo_t        *cr;           /* (borrowed) (not nullable) */
  PopplerPage    *page;         /* (borrowed) (not nullable) */
  double          width_pt;
  double          height_pt;
  VeloWhiteSpace *space;        /* (owned) (nullable): made when first needed */
} VeloMarkPage;

gboolean velo_mark_is_on   (const VeloMark  *self,
                            guint            page,
                            guint            n_pages);
void     velo_mark_page_init (VeloMarkPage    *page,
                              cairo_t         *cr,
                              PopplerPage     *poppler_page);
gboolean velo_mark_outline (const VeloMark  *self,
                            VeloMarkPage    *page,
                            VeloPageRect    *rect,
                            cairo_path_t   **frame,
                            cairo_path_t   **letters,
                            GError         **error);
gboolean velo_mark_draw    (const VeloMark  *self,
                            VeloMarkPage    *page,
                            GError         **error);
gboolean velo_mark_fits    (const VeloMark  *self,
                            VeloMarkPage    *page,
                            gboolean        *free_place,
                            GError         **error);

G_END_DECLS
