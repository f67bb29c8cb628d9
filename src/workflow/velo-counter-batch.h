/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-counter.h"

G_BEGIN_DECLS

#define VELO_TYPE_BATCH_OUTCOME (velo_batch_outcome_get_type ())

/**
 * VeloBatchOutcome: (Ergebnis)
 * @vehicle_id: which vehicle
 * @proposal: (nullable): what was to be concluded, if it could be read
 * @policy: (nullable): what became of it
 * @error: (nullable): why there is no policy
 *
 * One of several proposals that were concluded one after another. Immutable.
 */
typedef struct
{
  char *vehicle_id;
  VeloProposal *proposal;
  VeloPolicy *policy;
  GError *error;
} VeloBatchOutcome;

GType             velo_batch_outcome_get_type        (void);
VeloBatchOutcome *velo_batch_outcome_copy            (const VeloBatchOutcome *self);
void              velo_batch_outcome_free            (VeloBatchOutcome       *self);

/* opens a proposal for a vehicle like another of the same customer, and stores it */
void              velo_counter_open_like_async       (VeloCounter            *self,
                                                      const char             *vehicle_id,
                                                      VeloProposal           *first,
                                                      GCancellable           *cancellable,
                                                      GAsyncReadyCallback     callback,
                                                      gpointer                user_data);
VeloProposal     *velo_counter_open_like_finish      (VeloCounter            *self,
                                                      GAsyncResult           *result,
                                                      GError                **error);

/* concludes the open proposals of several vehicles one after another */
void              velo_counter_conclude_all_async    (VeloCounter            *self,
                                                      const char * const     *vehicle_ids,
                                                      GCancellable           *cancellable,
                                                      GAsyncReadyCallback     callback,
                                                      gpointer                user_data);
GPtrArray        *velo_counter_conclude_all_finish   (VeloCounter            *self,
                                                      GAsyncResult           *result,
                                                      GError                **error);

G_END_DECLS
