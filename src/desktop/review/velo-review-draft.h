/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-invoice.h"
#include "velo-store.h"

G_BEGIN_DECLS

#define VELO_TYPE_REVIEW_DRAFT (velo_review_draft_get_type ())

/**
 * VeloReviewDraft: (Entwurf einer Prüfung)
 *
 * Keeps what is being corrected in the store until it is accepted, so that a
 * review that is closed or cut off goes on where it was left. So it does with
 * a sale that is being typed in.
 */
G_DECLARE_FINAL_TYPE (VeloReviewDraft, velo_review_draft, VELO, REVIEW_DRAFT, GObject)

VeloReviewDraft *velo_review_draft_new         (VeloStore            *store,
                                                const char           *key,
                                                VeloInvoice          *invoice,
                                                GBytes               *original);
void             velo_review_draft_load_async  (VeloReviewDraft      *self,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
VeloInvoice     *velo_review_draft_load_finish (VeloReviewDraft      *self,
                                                GAsyncResult         *result,
                                                GError              **error);
void             velo_review_draft_watch       (VeloReviewDraft      *self,
                                                VeloInvoice          *at_first,
                                                VeloInvoice          *known);
void             velo_review_draft_forget      (VeloReviewDraft      *self);

G_END_DECLS
