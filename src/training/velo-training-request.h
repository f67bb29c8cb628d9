/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef enum
{
  VELO_TRAINING_SCRIPT_LOGIN,
  VELO_TRAINING_SCRIPT_CHECKSESSION,
  VELO_TRAINING_SCRIPT_CALLSERVICE,
} VeloTrainingScript;

typedef struct _VeloTrainingRequest VeloTrainingRequest;

VeloTrainingRequest *velo_training_request_parse        (const char           *path,
                                                         SoupMessageHeaders   *headers,
                                                         GBytes               *body,
                                                         guint                *status);
void                 velo_training_request_free         (VeloTrainingRequest  *self);
VeloTrainingScript   velo_training_request_get_script   (VeloTrainingRequest  *self);
const char          *velo_training_request_get_function (VeloTrainingRequest  *self);
const char          *velo_training_request_get_shaping  (VeloTrainingRequest  *self);
const char          *velo_training_request_get_text     (VeloTrainingRequest  *self,
                                                         const char           *name);
GBytes              *velo_training_request_get_bytes    (VeloTrainingRequest  *self,
                                                         const char           *name);
char                *velo_training_request_echo         (VeloTrainingRequest  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloTrainingRequest, velo_training_request_free)

G_END_DECLS
