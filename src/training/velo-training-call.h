/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-training-faults.h"
#include "velo-training-request.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A request that is being worked on; lives in the server's thread only. */
typedef struct
{
  gpointer owner;               /* (borrowed): whose call it is */
  SoupServerMessage *message;   /* (owned) */
  VeloTrainingRequest *request; /* (owned) */
  VeloTrainingFaultKind fault;
  char *argument; /* (owned) (nullable) */
  GSource *delay; /* (owned) (nullable) */
} VeloTrainingCall;

/* Acts on the call's request and returns the answer (transfer full). */
typedef JsonNode *(*VeloTrainingActFunc) (VeloTrainingCall *call);

VeloTrainingCall *velo_training_call_new          (gpointer             owner,
                                                   SoupServerMessage   *message,
                                                   VeloTrainingRequest *request);
void              velo_training_call_free         (VeloTrainingCall    *self);
void              velo_training_call_run          (VeloTrainingCall    *self,
                                                   VeloTrainingActFunc  act);
void              velo_training_call_respond_html (SoupServerMessage   *message,
                                                   guint                status);
void              velo_training_call_cut          (SoupServerMessage   *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloTrainingCall, velo_training_call_free)

G_END_DECLS
