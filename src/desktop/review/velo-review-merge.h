/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-invoice.h"

G_BEGIN_DECLS

gboolean     velo_review_has_fixed (VeloInvoice *invoice);
VeloInvoice *velo_review_merge    (VeloInvoice *older,
                                   VeloInvoice *newer);

G_END_DECLS
