/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-finding.h"
#include "velo-invoice.h"
#include "velo-pdf-view.h"

G_BEGIN_DECLS

#define VELO_TYPE_REVIEW_PAPER (velo_review_paper_get_type ())

/**
 * VeloReviewPaper:
 *
 * The page of an invoice, on which the place of a value is framed and from
 * which text can be taken: the PDF as it came, or a layout of our own for
 * one that came as mere data.
 */
G_DECLARE_FINAL_TYPE (VeloReviewPaper, velo_review_paper, VELO, REVIEW_PAPER, AdwBin)

void         velo_review_paper_show_invoice (VeloReviewPaper *self,
                                            VeloInvoice     *invoice,
                                            GBytes          *original);
void         velo_review_paper_show_problem (VeloReviewPaper *self,
                                            const char      *sentence);
void         velo_review_paper_point_to    (VeloReviewPaper *self,
                                            const char      *name,
                                            const char      *value,
                                            VeloFinding     *finding);
void         velo_review_paper_set_takeable (VeloReviewPaper *self,
                                            gboolean         takeable);
void         velo_review_paper_say         (VeloReviewPaper *self,
                                            const char      *sentence);
const char  *velo_review_paper_get_caption (VeloReviewPaper *self);
gboolean     velo_review_paper_is_busy     (VeloReviewPaper *self);
VeloPdfView *velo_review_paper_get_view    (VeloReviewPaper *self);

G_END_DECLS
