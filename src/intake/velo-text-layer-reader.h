/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-print-hints.h"
#include "velo-reading.h"

G_BEGIN_DECLS

VeloReading *velo_text_layer_reader_read (GPtrArray *rows, const VeloPrintHints *hints);

G_END_DECLS
