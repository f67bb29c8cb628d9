/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-delivered.h"
#include "velo-wertgarantie-answer.h"

G_BEGIN_DECLS

/* No single document may be larger. */
#define VELO_WERTGARANTIE_MAX_DOCUMENT (8 * 1024 * 1024)

void     velo_wertgarantie_read_documents (VeloWertgarantieAnswer *answer,
                                           GPtrArray              *documents);

G_END_DECLS
