/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "velo-claim-state.h"

G_BEGIN_DECLS

/**
 * VeloClaimsClientError:
 * @VELO_CLAIMS_CLIENT_ERROR_OFFLINE: no answer: no network, no service, or the connection broke
 * @VELO_CLAIMS_CLIENT_ERROR_UNAUTHORIZED: not signed in, or name and password do not fit
 * @VELO_CLAIMS_CLIENT_ERROR_FORBIDDEN: not with this role
 * @VELO_CLAIMS_CLIENT_ERROR_NOT_FOUND: there is no such thing, or it is not shown to this account
 * @VELO_CLAIMS_CLIENT_ERROR_CONFLICT: somebody else was faster, or the state does not allow it
 * @VELO_CLAIMS_CLIENT_ERROR_INVALID: what was sent cannot be used; see
 *   velo_claims_client_error_get_problems()
 * @VELO_CLAIMS_CLIENT_ERROR_GONE: it was there once
 * @VELO_CLAIMS_CLIENT_ERROR_LIMIT: too often or too much
 * @VELO_CLAIMS_CLIENT_ERROR_STOPPED: no payout is released until the journal of the service was looked at
 * @VELO_CLAIMS_CLIENT_ERROR_PROTOCOL: the answer is not one of the claims service
 * @VELO_CLAIMS_CLIENT_ERROR_SETTINGS: the address of the service cannot be used
 * @VELO_CLAIMS_CLIENT_ERROR_SEALED: what a customer sent from the own phone cannot be opened
 *
 * What a caller decides on when the claims service did not do what was wanted.
 */
typedef enum
{
  VELO_CLAIMS_CLIENT_ERROR_OFFLINE,
  VELO_CLAIMS_CLIENT_ERROR_UNAUTHORIZED,
  VELO_CLAIMS_CLIENT_ERROR_FORBIDDEN,
  VELO_CLAIMS_CLIENT_ERROR_NOT_FOUND,
  VELO_CLAIMS_CLIENT_ERROR_CONFLICT,
  VELO_CLAIMS_CLIENT_ERROR_INVALID,
  VELO_CLAIMS_CLIENT_ERROR_GONE,
  VELO_CLAIMS_CLIENT_ERROR_LIMIT,
  VELO_CLAIMS_CLIENT_ERROR_STOPPED,
  VELO_CLAIMS_CLIENT_ERROR_PROTOCOL,
  VELO_CLAIMS_CLIENT_ERROR_SETTINGS,
  VELO_CLAIMS_CLIENT_ERROR_SEALED
} VeloClaimsClientError;

#define VELO_CLAIMS_CLIENT_ERROR (velo_claims_client_error_quark ())
GQuark  velo_claims_client_error_quark        (void);
GError *velo_claims_client_error_new_problems (int           problems);
int     velo_claims_client_error_get_problems (const GError *error);
GError *velo_claims_client_error_new_change   (const char     *who,
                                               VeloClaimActor  actor,
                                               gint64          when);
gint64  velo_claims_client_error_get_change   (const GError    *error,
                                               const char     **who,
                                               VeloClaimActor  *actor);

G_END_DECLS
