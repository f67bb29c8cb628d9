/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-claims-service.h"
#include "velo-claims-client.h"

G_BEGIN_DECLS

/**
 * VELO_CLAIMS_TRAINING_PASSWORD:
 *
 * Of every account of the training service, which listens on this computer only.
 */
#define VELO_CLAIMS_TRAINING_PASSWORD "training schaden"

extern const char * const velo_claims_training_accounts[];

VeloClaimsService *velo_claims_training_start        (const char           *folder,
                                                      GError              **error);
void               velo_claims_training_seed_async   (VeloClaimsClient     *client,
                                                      GCancellable         *cancellable,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              user_data);
gboolean           velo_claims_training_seed_finish  (GAsyncResult         *result,
                                                      GError              **error);

G_END_DECLS
