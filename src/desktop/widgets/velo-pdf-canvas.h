/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "velo-pdf-document.h"

G_BEGIN_DECLS

/**
 * VeloPdfFit:
 * @VELO_PDF_FIT_PAGE: the whole page is seen
 * @VELO_PDF_FIT_WIDTH: the page is as wide as the view
 * @VELO_PDF_FIT_NONE: the zoom was chosen
 *
 * What decides how large a page is shown.
 */
typedef enum
{
  VELO_PDF_FIT_PAGE,
  VELO_PDF_FIT_WIDTH,
  VELO_PDF_FIT_NONE
} VeloPdfFit;

#define VELO_TYPE_PDF_CANVAS (velo_pdf_canvas_get_type ())
G_DECLARE_FINAL_TYPE (VeloPdfCanvas, velo_pdf_canvas, VELO, PDF_CANVAS, GtkWidget)

void             velo_pdf_canvas_set_document (VeloPdfCanvas   *self,
                                               VeloPdfDocument *document);
void             velo_pdf_canvas_set_page     (VeloPdfCanvas   *self,
                                               guint            page);
void             velo_pdf_canvas_set_fit      (VeloPdfCanvas   *self,
                                               VeloPdfFit       fit,
                                               double           zoom);
double           velo_pdf_canvas_get_zoom     (VeloPdfCanvas   *self);
gboolean         velo_pdf_canvas_is_sharp     (VeloPdfCanvas   *self);
void             velo_pdf_canvas_set_marks    (VeloPdfCanvas   *self,
                                               guint            page,
                                               GArray          *rects);
gboolean         velo_pdf_canvas_get_mark     (VeloPdfCanvas   *self,
                                               graphene_rect_t *area);
void             velo_pdf_canvas_set_pickable (VeloPdfCanvas   *self,
                                               gboolean         pickable);

G_END_DECLS
