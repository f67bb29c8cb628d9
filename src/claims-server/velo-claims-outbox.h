/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-claims-messenger.h"
#include "velo-claims-service.h"
#include "velo-database.h"

G_BEGIN_DECLS

/**
 * VeloClaimsOutbox:
 *
 * Messages on their way. Their words are in memory only. For the service's thread.
 */
typedef struct _VeloClaimsOutbox VeloClaimsOutbox;

VeloClaimsOutbox *velo_claims_outbox_new        (const VeloClaimsConfig *config,
                                                 VeloDatabase           *database,
                                                 VeloClaimsMessenger    *messenger,
                                                 VeloClaimsClock         clock,
                                                 gpointer                clock_data);
void              velo_claims_outbox_free       (VeloClaimsOutbox       *self);
void              velo_claims_outbox_send       (VeloClaimsOutbox       *self,
                                                 GPtrArray              *letters);
guint             velo_claims_outbox_get_n_open (VeloClaimsOutbox       *self);

G_END_DECLS
