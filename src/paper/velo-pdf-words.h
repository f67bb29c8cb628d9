/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-pdf-document.h"

G_BEGIN_DECLS

/**
 * VeloPdfWord:
 * @text: the letters between two blanks
 * @rect: where they stand
 *
 * One word of a page.
 */
typedef struct
{
  char        *text;
  VeloPageRect rect;
} VeloPdfWord;

/**
 * VeloPdfPlace:
 * @page: number of the page from 0
 * @rect: on it
 *
 * A place on a document.
 */
typedef struct
{
  guint        page;
  VeloPageRect rect;
} VeloPdfPlace;

void       velo_pdf_document_get_words_async  (VeloPdfDocument      *self,
                                               guint                 page,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
GPtrArray *velo_pdf_document_get_words_finish (VeloPdfDocument      *self,
                                               GAsyncResult         *result,
                                               GError              **error);

GPtrArray *velo_pdf_words_new                 (void);
void       velo_pdf_words_add                 (GPtrArray            *words,
                                               const char           *text,
                                               const VeloPageRect   *rect);
gboolean   velo_pdf_words_find                (GPtrArray            *words,
                                               const char           *value,
                                               const char           *near,
                                               GArray               *rects);
char      *velo_pdf_words_in                  (GPtrArray            *words,
                                               const VeloPageRect   *area,
                                               VeloPageRect         *rect);

G_END_DECLS
