/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VeloClaimsError:
 * @VELO_CLAIMS_ERROR_INVALID: what was sent cannot be used
 * @VELO_CLAIMS_ERROR_UNAUTHORIZED: nobody is logged in
 * @VELO_CLAIMS_ERROR_FORBIDDEN: not with this role, or not this claim
 * @VELO_CLAIMS_ERROR_NOT_FOUND: there is no such thing, or it is not shown to this account
 * @VELO_CLAIMS_ERROR_CONFLICT: the claim has changed, or its state does not allow it
 * @VELO_CLAIMS_ERROR_GONE: it was there once
 * @VELO_CLAIMS_ERROR_LIMIT: too often or too much
 * @VELO_CLAIMS_ERROR_STOPPED: not until somebody has looked at the journal, which was changed
 * @VELO_CLAIMS_ERROR_CONFIG: the configuration cannot be used
 * @VELO_CLAIMS_ERROR_LISTEN: the address cannot be listened on
 *
 * What can go wrong in the claims service. The messages are for its makers and its log, never
 * personal; answers carry a fixed code for each.
 */
typedef enum
{
  VELO_CLAIMS_ERROR_INVALID,
  VELO_CLAIMS_ERROR_UNAUTHORIZED,
  VELO_CLAIMS_ERROR_FORBIDDEN,
  VELO_CLAIMS_ERROR_NOT_FOUND,
  VELO_CLAIMS_ERROR_CONFLICT,
  VELO_CLAIMS_ERROR_GONE,
  VELO_CLAIMS_ERROR_LIMIT,
  VELO_CLAIMS_ERROR_STOPPED,
  VELO_CLAIMS_ERROR_CONFIG,
  VELO_CLAIMS_ERROR_LISTEN
} VeloClaimsError;

#define VELO_CLAIMS_ERROR (velo_claims_error_quark ())
GQuark      velo_claims_error_quark      (void);
guint       velo_claims_error_get_status (const GError *error);
const char *velo_claims_error_get_code   (const GError *error);

G_END_DECLS
