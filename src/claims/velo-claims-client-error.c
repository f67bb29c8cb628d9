/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can go wrong when talking to the claims service, with what is wrong in an entry. */

#define G_LOG_DOMAIN "velo-claims-client"

#include "config.h"

#include "velo-claims-client-error.h"

typedef struct
{
  int problems;
} VeloClaimsClientErrorPrivate;

static void
velo_claims_client_error_private_init (VeloClaimsClientErrorPrivate *priv)
{
}

static void
velo_claims_client_error_private_copy (const VeloClaimsClientErrorPrivate *source,
                                       VeloClaimsClientErrorPrivate       *target)
{
  g_assert (source != NULL && target != NULL);

  target->problems = source->problems;
}

static void
velo_claims_client_error_private_clear (VeloClaimsClientErrorPrivate *priv)
{
}

G_DEFINE_EXTENDED_ERROR (VeloClaimsClientError, velo_claims_client_error)

/**
 * velo_claims_client_error_new_problems:
 * @problems: #VeloClaimProblem flags
 *
 * Returns: (transfer full): %VELO_CLAIMS_CLIENT_ERROR_INVALID with what is wrong
 */
GError *
velo_claims_client_error_new_problems (int problems)
{
  GError *error = g_error_new (VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_INVALID,
                               "the service refuses the entry (%d)", problems);
  VeloClaimsClientErrorPrivate *priv;

  priv = velo_claims_client_error_get_private (error);
  g_assert (priv != NULL);
  priv->problems = problems;
  return error;
}

/**
 * velo_claims_client_error_get_problems:
 * @error: any error
 *
 * Returns: #VeloClaimProblem flags of an entry that was refused; 0 if @error does not say
 */
int
velo_claims_client_error_get_problems (const GError *error)
{
  const VeloClaimsClientErrorPrivate *priv;

  g_return_val_if_fail (error != NULL, 0);

  priv = error->domain == VELO_CLAIMS_CLIENT_ERROR ? velo_claims_client_error_get_private (error) : NULL;
  return priv == NULL ? 0 : priv->problems;
}
