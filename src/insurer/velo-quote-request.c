/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a premium is asked for. */

#define G_LOG_DOMAIN "velo-insurer"

#include "config.h"

#include "velo-quote-request.h"

#include "velo-record-private.h"

VELO_DEFINE_RECORD (VeloQuoteRequest, velo_quote_request, VELO_TYPE_QUOTE_REQUEST,
                    VELO_QUOTE_REQUEST_FIELDS)
