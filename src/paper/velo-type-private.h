/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

PangoLayout *velo_type_layout   (cairo_t        *cr,
                                 const char     *text,
                                 double          size_pt,
                                 gboolean        bold,
                                 double          width_pt);
void         velo_type_get_size (PangoLayout    *layout,
                                 double         *width_pt,
                                 double         *height_pt);

G_END_DECLS
