/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  VELO_TRAINING_FAULT_NONE,
  VELO_TRAINING_FAULT_DELAY,
  VELO_TRAINING_FAULT_CUT_BEFORE,
  VELO_TRAINING_FAULT_CUT_AFTER,
  VELO_TRAINING_FAULT_REFUSE,
  VELO_TRAINING_FAULT_HTTP500,
  VELO_TRAINING_FAULT_HTML,
  VELO_TRAINING_FAULT_EMPTY,
  VELO_TRAINING_FAULT_HALF,
  VELO_TRAINING_FAULT_NO_STATUSCODE,
  VELO_TRAINING_FAULT_NAN_PREMIUM,
  VELO_TRAINING_FAULT_EXPIRED,
  VELO_TRAINING_FAULT_UNCONFIRMED,
  VELO_TRAINING_FAULT_INNER_ENVELOPE,
  VELO_TRAINING_FAULT_OLD_SHAPE,
  VELO_TRAINING_FAULT_SINGLE,
} VeloTrainingFaultKind;

typedef struct _VeloTrainingFaults VeloTrainingFaults;

VeloTrainingFaults    *velo_training_faults_new   (void);
void                   velo_training_faults_free  (VeloTrainingFaults  *self);
gboolean               velo_training_faults_add   (VeloTrainingFaults  *self,
                                                   const char          *spec,
                                                   GError             **error);
void                   velo_training_faults_clear (VeloTrainingFaults  *self);
VeloTrainingFaultKind  velo_training_faults_take  (VeloTrainingFaults  *self,
                                                   const char          *function,
                                                   const char          *shaping,
                                                   guint               *delay_ms,
                                                   char               **argument);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloTrainingFaults, velo_training_faults_free)

G_END_DECLS
