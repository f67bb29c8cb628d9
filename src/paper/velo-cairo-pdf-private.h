/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "velo-paper-error.h"

G_BEGIN_DECLS

/* A PDF being written by cairo into memory. */
typedef struct _VeloCairoPdf VeloCairoPdf;

VeloCairoPdf *velo_cairo_pdf_new       (const char    *title,
                                        const char    *author,
                                        gint64         created_usec);
void          velo_cairo_pdf_free      (VeloCairoPdf  *self);
cairo_t      *velo_cairo_pdf_get_cr    (VeloCairoPdf  *self);
void          velo_cairo_pdf_keep_plain (VeloCairoPdf *self);
void          velo_cairo_pdf_begin     (VeloCairoPdf  *self,
                                        double         width_pt,
                                        double         height_pt);
void          velo_cairo_pdf_end_page  (VeloCairoPdf  *self);
GBytes       *velo_cairo_pdf_finish    (VeloCairoPdf  *self,
                                        GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloCairoPdf, velo_cairo_pdf_free)

G_END_DECLS
