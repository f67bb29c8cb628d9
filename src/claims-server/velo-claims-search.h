/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-claims-context.h"

G_BEGIN_DECLS

/**
 * VELO_CLAIMS_PAGE_SIZE:
 *
 * How many claims a search returns at most.
 */
#define VELO_CLAIMS_PAGE_SIZE 50

/**
 * VeloClaimsQuery: (Schadensuche)
 * @words: (nullable): beginning of a claim number or licence plate, part of a name, or a phone
 *   number; empty for all
 * @filter: (nullable): "todo" for the role that asks, "running", "ended", the nick of one
 *   #VeloClaimState, or %NULL for all
 * @clock: to read on, what came with the last claim; else 0
 * @before: to read on, when the last claim was changed; else 0
 * @before_id: (nullable): to read on, the identity of the last claim
 *
 * What to find.
 */
typedef struct
{
  const char *words;
  const char *filter;
  gint64 clock;
  gint64 before;
  const char *before_id;
} VeloClaimsQuery;

GPtrArray *velo_claims_search (VeloClaimsContext      *context,
                               const VeloClaimsQuery  *query,
                               gint64                 *clock,
                               guint                  *total,
                               GError                **error);

G_END_DECLS
