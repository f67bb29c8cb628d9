/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-claims-player.h"
#include "velo-claims-samples.h"

G_BEGIN_DECLS

/**
 * VeloClaimsHistoryClock:
 * @time_usec: (atomic): what time the service shall take it to be
 *
 * The time at which something happens in training: while the history of a claim is played, it is in
 * the past.
 */
typedef struct
{
  gint64 time_usec;
} VeloClaimsHistoryClock;

gint64   velo_claims_history_read_clock (gpointer                clock);
gboolean velo_claims_history_play       (VeloClaimsPlayer       *player,
                                         const VeloClaimsSample *sample,
                                         VeloClaimsHistoryClock *clock,
                                         char                  **link,
                                         GError                **error);

G_END_DECLS
