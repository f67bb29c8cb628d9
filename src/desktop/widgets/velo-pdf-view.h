/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-pdf-document.h"

G_BEGIN_DECLS

#define VELO_TYPE_PDF_VIEW (velo_pdf_view_get_type ())
G_DECLARE_FINAL_TYPE (VeloPdfView, velo_pdf_view, VELO, PDF_VIEW, AdwBin)

GtkWidget *velo_pdf_view_new         (void);
void       velo_pdf_view_set_bytes   (VeloPdfView *self,
                                      GBytes      *pdf);
void       velo_pdf_view_show_busy   (VeloPdfView *self,
                                      const char  *sentence);
void       velo_pdf_view_show_error  (VeloPdfView *self,
                                      const char  *sentence,
                                      gboolean     can_retry);
guint      velo_pdf_view_get_page    (VeloPdfView *self);
void       velo_pdf_view_set_page    (VeloPdfView *self,
                                      guint        page);
guint      velo_pdf_view_get_n_pages (VeloPdfView *self);
gboolean   velo_pdf_view_is_ready    (VeloPdfView *self);
VeloPdfDocument *velo_pdf_view_get_document (VeloPdfView *self);
void       velo_pdf_view_set_marks   (VeloPdfView *self,
                                      guint        page,
                                      GArray      *rects);
guint      velo_pdf_view_get_n_marks (VeloPdfView *self);
void       velo_pdf_view_set_pickable (VeloPdfView *self,
                                      gboolean     pickable);

G_END_DECLS
