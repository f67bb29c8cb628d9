/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-claims-client.h"

G_BEGIN_DECLS

JsonObject *velo_claims_client_new_body (VeloClaim           *claim);
void        velo_claims_client_ask      (VeloClaimsClient    *self,
                                         const char          *method,
                                         const char          *route,
                                         const char          *id,
                                         JsonObject          *body,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data);
void        velo_claims_client_load     (VeloClaimsClient    *self,
                                         const char          *method,
                                         const char          *route,
                                         const char          *id,
                                         JsonObject          *body,
                                         gsize                max_answer,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data);

G_END_DECLS
