/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-claim.h"
#include "velo-claims-config.h"
#include "velo-connection.h"

G_BEGIN_DECLS

/**
 * VeloClaimsContext:
 * @connection: the database, inside a transaction
 * @config: the settings
 * @now: microseconds since 1970 UTC; the same during one request
 * @actor: as whom the request acts
 * @account_id: (nullable): the account, %NULL for customer and service
 * @who: (nullable): its name as shown
 * @portfolio: (nullable): of a sales partner
 * @claim_id: (nullable): the only claim that a customer's session may touch
 * @outgoing: (nullable) (element-type VeloClaimsLetter): messages to be sent once the transaction is
 *   stored; %NULL where nothing is sent
 * @retry_at: set with %VELO_CLAIMS_ERROR_LIMIT: from when on it may be tried again; 0 if that is not known
 * @no_release: whether payouts are not to be released now
 *
 * What a function needs that works on claims: where, when and for whom. Used on the thread of the
 * database, for one transaction.
 */
typedef struct
{
  VeloConnection *connection;
  const VeloClaimsConfig *config;
  gint64 now;
  VeloClaimActor actor;
  const char *account_id;
  const char *who;
  const char *portfolio;
  const char *claim_id;
  GPtrArray *outgoing;
  gint64 retry_at;
  gboolean no_release;
} VeloClaimsContext;

G_END_DECLS
