/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-invoice.h"
#include "velo-sheet.h"

G_BEGIN_DECLS

VeloSheet *velo_review_sheet_new (VeloInvoice *invoice);

G_END_DECLS
