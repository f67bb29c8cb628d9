/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-claims-client.h"

G_BEGIN_DECLS

#define VELO_TYPE_CLAIMS_MESSAGE_LIST (velo_claims_message_list_get_type ())

/**
 * VeloClaimsMessageList: (Nachrichten an den Kunden)
 *
 * What the customer was sent, where it stands, and why it did not arrive.
 */
G_DECLARE_FINAL_TYPE (VeloClaimsMessageList, velo_claims_message_list, VELO, CLAIMS_MESSAGE_LIST, AdwBin)

void velo_claims_message_list_show (VeloClaimsMessageList *self,
                                    VeloClaimsClient      *client,
                                    GPtrArray             *messages);

G_END_DECLS
