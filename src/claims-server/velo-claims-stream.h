/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "velo-claims-request.h"
#include "velo-database.h"

G_BEGIN_DECLS

/**
 * VeloClaimsStreamed:
 * @user_data: data given with it
 *
 * Called once, when everything is sent or nobody takes it any more.
 */
typedef void (*VeloClaimsStreamed) (gpointer user_data);

void velo_claims_stream_send (const VeloClaimsConfig *config,
                              VeloDatabase           *database,
                              SoupServerMessage      *message,
                              VeloClaimsResponse     *response,
                              VeloClaimsStreamed      streamed,
                              gpointer                user_data);

G_END_DECLS
