/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-claims-client.h"

G_BEGIN_DECLS

/* What an answer does to the session. */
typedef enum
{
  VELO_CLAIMS_CALL_PLAIN,
  VELO_CLAIMS_CALL_SIGN_IN,
  VELO_CLAIMS_CALL_SIGN_OUT
} VeloClaimsCallKind;

void velo_claims_client_call (VeloClaimsClient    *self,
                              VeloClaimsCallKind   kind,
                              const char          *method,
                              const char          *path,
                              JsonObject          *body,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data);
void velo_claims_client_load (VeloClaimsClient    *self,
                              const char          *path,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data);

G_END_DECLS
