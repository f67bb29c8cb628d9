/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-claims-metrics.h"
#include "velo-claims-service.h"
#include "velo-database.h"

G_BEGIN_DECLS

/**
 * VeloClaimsWatch:
 *
 * Looks through the journal again and again, a little at a time, and tells when it was changed. For
 * the thread that made it.
 */
typedef struct _VeloClaimsWatch VeloClaimsWatch;

/**
 * VeloClaimsWatchFunc:
 * @data: of who wanted to know
 *
 * The journal was looked through, or could not be.
 */
typedef void (*VeloClaimsWatchFunc) (gpointer data);

VeloClaimsWatch *velo_claims_watch_new   (const VeloClaimsConfig *config,
                                          VeloDatabase           *database,
                                          VeloClaimsMetrics      *metrics,
                                          VeloClaimsClock         clock,
                                          gpointer                clock_data);
void             velo_claims_watch_begin (VeloClaimsWatch        *self);
void             velo_claims_watch_set_told (VeloClaimsWatch     *self,
                                             VeloClaimsWatchFunc  told,
                                             gpointer             data);
void             velo_claims_watch_free  (VeloClaimsWatch        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloClaimsWatch, velo_claims_watch_free)

G_END_DECLS
