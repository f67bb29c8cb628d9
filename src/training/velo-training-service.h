/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-training-faults.h"
#include "velo-training-ledger.h"
#include "velo-training-request.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct _VeloTrainingService VeloTrainingService;

VeloTrainingService *velo_training_service_new                 (void);
void                 velo_training_service_free                (VeloTrainingService    *self);
gboolean             velo_training_service_open                (VeloTrainingService    *self,
                                                                const char             *path,
                                                                GError                **error);
void                 velo_training_service_close               (VeloTrainingService    *self);
VeloTrainingLedger  *velo_training_service_get_ledger          (VeloTrainingService    *self);
void                 velo_training_service_set_session_seconds (VeloTrainingService    *self,
                                                                guint                   seconds);
void                 velo_training_service_set_today           (VeloTrainingService    *self,
                                                                const GDate            *today);
void                 velo_training_service_expire_sessions     (VeloTrainingService    *self);
JsonNode            *velo_training_service_answer              (VeloTrainingService    *self,
                                                                VeloTrainingRequest    *request,
                                                                VeloTrainingFaultKind   fault,
                                                                const char             *argument);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloTrainingService, velo_training_service_free)

G_END_DECLS
