/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-review-paper.h"

G_BEGIN_DECLS

#define VELO_TYPE_REVIEW_PANE (velo_review_pane_get_type ())

/**
 * VeloReviewPane:
 *
 * The page of an invoice beside the fields with what was read from it; one
 * behind the other where there is no room, with a toggle. The value that has
 * the focus is framed on the page, and a click on the page fills it.
 */
G_DECLARE_FINAL_TYPE (VeloReviewPane, velo_review_pane, VELO, REVIEW_PANE, AdwBin)

void             velo_review_pane_show_invoice (VeloReviewPane *self,
                                                VeloInvoice    *invoice,
                                                GBytes         *original);
VeloReviewPaper *velo_review_pane_get_paper    (VeloReviewPane *self);
gboolean         velo_review_pane_is_folded    (VeloReviewPane *self);
void             velo_review_pane_show_values  (VeloReviewPane *self);
void             velo_review_pane_show_place   (VeloReviewPane *self);

G_END_DECLS
