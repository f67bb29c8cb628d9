/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "velo-page-geometry.h"
#include "velo-paper-error.h"

G_BEGIN_DECLS

/**
 * VELO_PDF_MAX_BYTES:
 *
 * The largest PDF that is opened.
 */
#define VELO_PDF_MAX_BYTES ((gsize) 64 * 1024 * 1024)

#define VELO_TYPE_PDF_IMAGE (velo_pdf_image_get_type ())

/**
 * VeloPdfImage:
 *
 * The picture of one page, immutable: cairo's ARGB32 (native endian,
 * premultiplied) on white, which is %GDK_MEMORY_DEFAULT to a GdkMemoryTexture.
 */
typedef struct _VeloPdfImage VeloPdfImage;

GType         velo_pdf_image_get_type   (void) G_GNUC_CONST;
VeloPdfImage *velo_pdf_image_ref        (VeloPdfImage       *self);
void          velo_pdf_image_unref      (VeloPdfImage       *self);
GBytes       *velo_pdf_image_get_pixels (const VeloPdfImage *self);
int           velo_pdf_image_get_width  (const VeloPdfImage *self);
int           velo_pdf_image_get_height (const VeloPdfImage *self);
gsize         velo_pdf_image_get_stride (const VeloPdfImage *self);
double        velo_pdf_image_get_scale  (const VeloPdfImage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloPdfImage, velo_pdf_image_unref)

#define VELO_TYPE_PDF_DOCUMENT (velo_pdf_document_get_type ())
G_DECLARE_FINAL_TYPE (VeloPdfDocument, velo_pdf_document, VELO, PDF_DOCUMENT, GObject)

void             velo_pdf_document_open_async       (GBytes               *pdf,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
VeloPdfDocument *velo_pdf_document_open_finish      (GAsyncResult         *result,
                                                     GError              **error);
void             velo_pdf_document_close            (VeloPdfDocument      *self);
gboolean         velo_pdf_document_is_closed        (VeloPdfDocument      *self);

GBytes          *velo_pdf_document_get_bytes        (VeloPdfDocument      *self);
guint            velo_pdf_document_get_n_pages      (VeloPdfDocument      *self);
gboolean         velo_pdf_document_get_page_size    (VeloPdfDocument      *self,
                                                     guint                 page,
                                                     double               *width_pt,
                                                     double               *height_pt);
const char      *velo_pdf_document_get_title        (VeloPdfDocument      *self);

void             velo_pdf_document_render_async     (VeloPdfDocument      *self,
                                                     guint                 page,
                                                     double                scale,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
VeloPdfImage    *velo_pdf_document_render_finish    (VeloPdfDocument      *self,
                                                     GAsyncResult         *result,
                                                     GError              **error);

void             velo_pdf_document_draw_page_async  (VeloPdfDocument      *self,
                                                     guint                 page,
                                                     cairo_t              *cr,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
gboolean         velo_pdf_document_draw_page_finish (VeloPdfDocument      *self,
                                                     GAsyncResult         *result,
                                                     GError              **error);
gboolean         velo_pdf_document_draw_page        (VeloPdfDocument      *self,
                                                     guint                 page,
                                                     cairo_t              *cr,
                                                     GError              **error);

void             velo_pdf_document_find_text_async  (VeloPdfDocument      *self,
                                                     guint                 page,
                                                     const char           *text,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
GArray          *velo_pdf_document_find_text_finish (VeloPdfDocument      *self,
                                                     GAsyncResult         *result,
                                                     GError              **error);
void             velo_pdf_document_get_text_async   (VeloPdfDocument      *self,
                                                     guint                 page,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
char            *velo_pdf_document_get_text_finish  (VeloPdfDocument      *self,
                                                     GAsyncResult         *result,
                                                     GError              **error);

G_END_DECLS
