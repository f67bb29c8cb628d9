/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-counter.h"
#include "velo-invoice.h"

G_BEGIN_DECLS

#define VELO_TYPE_REVIEW_CHANGES (velo_review_changes_get_type ())

/**
 * VeloReviewChanges: (geänderte Rechnung)
 *
 * Shows field by field what a changed copy of an invoice says differently, and
 * asks what to do. Actions "changes.keep", "changes.take" and "changes.file".
 */
G_DECLARE_FINAL_TYPE (VeloReviewChanges, velo_review_changes, VELO, REVIEW_CHANGES, AdwWindow)

GtkWindow  *velo_review_changes_present  (GtkWindow         *parent,
                                          VeloCounter       *counter,
                                          VeloInvoice       *older,
                                          VeloInvoice       *newer,
                                          GBytes            *bytes);
guint       velo_review_changes_get_n    (VeloReviewChanges *self);

G_END_DECLS
