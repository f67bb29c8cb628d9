/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can go wrong when talking to the claims service, with what is wrong in an entry or who was faster. */

#define G_LOG_DOMAIN "velo-claims-client"

#include "config.h"

#include "velo-claims-client-error.h"

typedef struct
{
  int problems;
  char *who; /* (owned) (nullable) */
  gint64 when;
  VeloClaimActor actor;
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

  *target = *source;
  target->who = g_strdup (source->who);
}

static void
velo_claims_client_error_private_clear (VeloClaimsClientErrorPrivate *priv)
{
  g_assert (priv != NULL);

  g_free (priv->who);
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

/**
 * velo_claims_client_error_new_change:
 * @who: (nullable): account that was faster; empty for customer and service
 * @actor: as what
 * @when: when, microseconds UTC; 0 if it is not known
 *
 * Returns: (transfer full): %VELO_CLAIMS_CLIENT_ERROR_CONFLICT with who changed the claim
 */
GError *
velo_claims_client_error_new_change (const char     *who,
                                     VeloClaimActor  actor,
                                     gint64          when)
{
  GError *error = g_error_new (VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_CONFLICT, "HTTP status 409");
  VeloClaimsClientErrorPrivate *priv;

  priv = velo_claims_client_error_get_private (error);
  g_assert (priv != NULL);
  priv->who = g_strdup (who);
  priv->actor = actor;
  priv->when = when;
  return error;
}

/**
 * velo_claims_client_error_get_change:
 * @error: any error
 * @who: (out) (transfer none) (nullable): account that was faster; empty for customer and service
 * @actor: (out): as what
 *
 * Returns: when somebody else changed the claim, microseconds UTC; 0 if @error does not say
 */
gint64
velo_claims_client_error_get_change (const GError    *error,
                                     const char     **who,
                                     VeloClaimActor  *actor)
{
  const VeloClaimsClientErrorPrivate *priv;

  g_return_val_if_fail (error != NULL, 0);

  if (error->domain != VELO_CLAIMS_CLIENT_ERROR)
    return 0;
  priv = velo_claims_client_error_get_private (error);
  g_assert (priv != NULL);
  *who = priv->who;
  *actor = priv->actor;
  return priv->when;
}
