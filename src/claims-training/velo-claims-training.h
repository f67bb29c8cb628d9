/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-claims-samples.h"
#include "velo-claims-service.h"

G_BEGIN_DECLS

/**
 * VELO_CLAIMS_TRAINING_PASSWORD:
 *
 * Of every account of the training service, which listens on this computer only.
 */
#define VELO_CLAIMS_TRAINING_PASSWORD "training schaden"

extern const char * const velo_claims_training_accounts[];

/**
 * VeloClaimsTrainingFunc:
 * @number: of a claim that has come
 * @link: (nullable): path of its customer's link below the address of the service
 * @user_data: data for it
 *
 * Called on the thread that plays the claims.
 */
typedef void (*VeloClaimsTrainingFunc) (const char *number,
                                        const char *link,
                                        gpointer    user_data);

VeloClaimsService *velo_claims_training_start       (const char              *folder,
                                                     guint                    port,
                                                     GError                 **error);
gboolean           velo_claims_training_has_history (const char              *folder);
gboolean           velo_claims_training_add_history (const char              *folder,
                                                     GCancellable            *cancellable,
                                                     VeloClaimsTrainingFunc   func,
                                                     gpointer                 user_data,
                                                     GError                 **error);
char              *velo_claims_training_find_link   (const char              *folder,
                                                     const char              *number);
gboolean           velo_claims_training_keep_link   (const char              *folder,
                                                     const char              *number,
                                                     const char              *url,
                                                     GError                 **error);
gboolean           velo_claims_training_save_photos (const char              *folder,
                                                     VeloClaim               *claim,
                                                     const char * const      *names,
                                                     GError                 **error);

G_END_DECLS
