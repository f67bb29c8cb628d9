/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-invoice.h"

G_BEGIN_DECLS

VeloFinding *velo_findings_best          (GListModel  *findings,
                                          const char  *field);
gboolean     velo_findings_contradict    (GListModel  *findings,
                                          const char  *field);
gboolean     velo_invoice_needs_review   (VeloInvoice *invoice);
gboolean     velo_invoice_is_confirmed   (VeloInvoice *invoice);
void         velo_invoice_settle         (VeloInvoice *invoice);

G_END_DECLS
