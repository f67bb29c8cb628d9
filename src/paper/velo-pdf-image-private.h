/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-pdf-document.h"

G_BEGIN_DECLS

VeloPdfImage *velo_pdf_image_new_take (cairo_surface_t *surface,
                                       double           scale);

G_END_DECLS
