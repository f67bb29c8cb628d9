/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VeloClaimsBuckets:
 *
 * Counts how often something is tried, for each address and for all together. For one thread.
 */
typedef struct _VeloClaimsBuckets VeloClaimsBuckets;

VeloClaimsBuckets *velo_claims_buckets_new  (guint              for_each,
                                             guint              for_all);
void               velo_claims_buckets_free (VeloClaimsBuckets *self);
gboolean           velo_claims_buckets_take (VeloClaimsBuckets *self,
                                             const char        *address,
                                             gint64             now_usec);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloClaimsBuckets, velo_claims_buckets_free)

G_END_DECLS
