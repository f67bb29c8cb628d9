/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-pdf-document.h"
#include "velo-poppler-private.h"

G_BEGIN_DECLS

typedef struct _VeloPdfJob VeloPdfJob;

/* Runs on the document's worker, with its lock held, and returns the task. */
typedef void (*VeloPdfJobFunc) (PopplerDocument *document,
                                VeloPdfJob      *job,
                                GTask           *task);

struct _VeloPdfJob
{
  VeloPdfJobFunc  func;
  guint           page;
  double          scale;
  cairo_t        *cr;           /* (owned) (nullable) */
  char           *text;         /* (owned) (nullable) */
};

VeloPdfJob *velo_pdf_job_new        (VeloPdfJobFunc   func,
                                     guint            page);
void        velo_pdf_document_queue (VeloPdfDocument *self,
                                     GTask           *task,
                                     VeloPdfJob      *job);

G_END_DECLS
