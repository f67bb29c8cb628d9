/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define VELO_TYPE_PDF_VIEW (velo_pdf_view_get_type ())
G_DECLARE_FINAL_TYPE (VeloPdfView, velo_pdf_view, VELO, PDF_VIEW, AdwBin)

GtkWidget *velo_pdf_view_new         (void);
void       velo_pdf_view_set_bytes   (VeloPdfView *self,
                                      GBytes      *pdf);
GBytes    *velo_pdf_view_get_bytes   (VeloPdfView *self);
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

G_END_DECLS
