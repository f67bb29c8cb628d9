/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-finding.h"
#include "velo-review-paper.h"
#include "velo-store.h"

G_BEGIN_DECLS

#define VELO_TYPE_REVIEW_PLACE (velo_review_place_get_type ())

/**
 * VeloReviewPlace: (Fundstelle auf der Rechnung)
 *
 * A window that shows where on the invoice a value stands.
 */
G_DECLARE_FINAL_TYPE (VeloReviewPlace, velo_review_place, VELO, REVIEW_PLACE, AdwWindow)

GtkWindow       *velo_review_place_present   (GtkWindow       *parent,
                                              VeloStore       *store,
                                              const char      *invoice_id,
                                              const char      *name,
                                              VeloFinding     *finding);
VeloReviewPaper *velo_review_place_get_paper (VeloReviewPlace *self);

G_END_DECLS
