/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-quote-request.h"
#include "velo-quote.h"
#include "velo-wertgarantie-answer.h"

G_BEGIN_DECLS

char      *velo_wertgarantie_write_premium (VeloQuoteRequest        *request,
                                            GError                 **error);
VeloQuote *velo_wertgarantie_read_premium  (VeloQuoteRequest        *request,
                                            VeloWertgarantieAnswer  *answer,
                                            GError                 **error);

G_END_DECLS
