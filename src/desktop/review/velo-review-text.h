/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-invoice-difference.h"
#include "velo-invoice.h"
#include "velo-notice.h"

G_BEGIN_DECLS

const char *velo_review_text_element  (const char   *source);
const char *velo_review_text_sureness (VeloSureness  sureness);
char       *velo_review_text_difference (const VeloInvoiceDifference *difference);
char       *velo_review_text_value    (const char     *field,
                                       const char     *value);
char       *velo_review_text_source   (VeloInvoice    *invoice,
                                       gboolean        seen,
                                       VeloNoticeKind *kind);

G_END_DECLS
