/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VeloClaimsMetrics:
 *
 * Figures for the people who run the service. For one thread.
 */
typedef struct _VeloClaimsMetrics VeloClaimsMetrics;

VeloClaimsMetrics *velo_claims_metrics_new      (void);
gboolean           velo_claims_metrics_is_journal_wrong (VeloClaimsMetrics *self,
                                                         int               *entry);
void               velo_claims_metrics_free     (VeloClaimsMetrics *self);
void               velo_claims_metrics_count    (VeloClaimsMetrics *self,
                                                 guint              status);
void               velo_claims_metrics_time     (VeloClaimsMetrics *self,
                                                 gint64             usec);
void               velo_claims_metrics_set_journal (VeloClaimsMetrics *self,
                                                 gboolean           intact,
                                                 int                n_entries,
                                                 gint64             now);
GBytes            *velo_claims_metrics_to_bytes (VeloClaimsMetrics *self,
                                                 guint              n_open,
                                                 GBytes            *more);

G_END_DECLS
