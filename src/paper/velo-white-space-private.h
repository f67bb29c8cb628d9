/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-mark.h"
#include "velo-poppler-private.h"

G_BEGIN_DECLS

/* Where a page is empty. */
typedef struct _VeloWhiteSpace VeloWhiteSpace;

VeloWhiteSpace *velo_white_space_new     (PopplerPage         *page,
                                          GError             **error);
void            velo_white_space_free    (VeloWhiteSpace      *self);
gboolean        velo_white_space_is_free (VeloWhiteSpace      *self,
                                          const VeloPageRect  *rect);
void            velo_white_space_take    (VeloWhiteSpace      *self,
                                          const VeloPageRect  *rect);
gboolean        velo_white_space_find    (VeloWhiteSpace      *self,
                                          VeloMarkAnchor       anchor,
                                          double               width_pt,
                                          double               height_pt,
                                          VeloPageRect        *found);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloWhiteSpace, velo_white_space_free)

G_END_DECLS
