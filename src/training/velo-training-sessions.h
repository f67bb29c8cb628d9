/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _VeloTrainingSessions VeloTrainingSessions;

VeloTrainingSessions *velo_training_sessions_new         (void);
void                  velo_training_sessions_free        (VeloTrainingSessions *self);
void                  velo_training_sessions_set_seconds (VeloTrainingSessions *self,
                                                          guint                 seconds);
char                 *velo_training_sessions_open        (VeloTrainingSessions *self);
gboolean              velo_training_sessions_use         (VeloTrainingSessions *self,
                                                          const char           *session);
void                  velo_training_sessions_expire      (VeloTrainingSessions *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloTrainingSessions, velo_training_sessions_free)

G_END_DECLS
