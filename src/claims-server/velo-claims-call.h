/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "velo-claims-messenger.h"
#include "velo-claims-service.h"
#include "velo-database.h"

G_BEGIN_DECLS

/**
 * VeloClaimsCalls:
 *
 * The requests that are being answered. For the service's thread.
 */
typedef struct _VeloClaimsCalls VeloClaimsCalls;

VeloClaimsCalls *velo_claims_calls_new         (const VeloClaimsConfig *config,
                                                VeloDatabase           *database,
                                                VeloClaimsMessenger    *messenger,
                                                VeloClaimsClock         clock,
                                                gpointer                clock_data);
void             velo_claims_calls_free        (VeloClaimsCalls        *self);
void             velo_claims_calls_answer      (VeloClaimsCalls        *self,
                                                SoupServerMessage      *message,
                                                const char             *path,
                                                GHashTable             *query);
void             velo_claims_calls_add_headers (VeloClaimsCalls        *self,
                                                SoupServerMessage      *message);
guint            velo_claims_calls_get_n_open  (VeloClaimsCalls        *self);

G_END_DECLS
