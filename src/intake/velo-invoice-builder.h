/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-invoice.h"
#include "velo-reading.h"
#include "velo-recogniser.h"

G_BEGIN_DECLS

VeloInvoice *velo_invoice_builder_build (const VeloReading     *reading,
                                         const VeloRecognition *recognition);

G_END_DECLS
