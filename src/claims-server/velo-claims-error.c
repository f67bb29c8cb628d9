/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can go wrong in the claims service, and how it is told over HTTP. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-error.h"

G_DEFINE_QUARK (velo-claims-error-quark, velo_claims_error)

static const struct { VeloClaimsError error; guint status; const char *code; } answers[] = {
  { VELO_CLAIMS_ERROR_INVALID, 422, "invalid" },
  { VELO_CLAIMS_ERROR_UNAUTHORIZED, 401, "unauthorized" },
  { VELO_CLAIMS_ERROR_FORBIDDEN, 403, "forbidden" },
  { VELO_CLAIMS_ERROR_NOT_FOUND, 404, "not_found" },
  { VELO_CLAIMS_ERROR_CONFLICT, 409, "conflict" },
  { VELO_CLAIMS_ERROR_GONE, 410, "gone" },
  { VELO_CLAIMS_ERROR_LIMIT, 429, "limit" },
  { VELO_CLAIMS_ERROR_STOPPED, 423, "stopped" },
};

static gsize
find (const GError *error)
{
  gsize i = 0;

  if (error->domain != VELO_CLAIMS_ERROR)
    return G_N_ELEMENTS (answers);
  while (i < G_N_ELEMENTS (answers) && (int) answers[i].error != error->code)
    i++;
  return i;
}

/**
 * velo_claims_error_get_status:
 * @error: an error of a handler
 *
 * Returns: the HTTP status to answer with; 500 for errors of other domains
 */
guint
velo_claims_error_get_status (const GError *error)
{
  gsize i = find (error);

  return i < G_N_ELEMENTS (answers) ? answers[i].status : 500;
}

/**
 * velo_claims_error_get_code:
 * @error: an error of a handler
 *
 * Returns: the code that answers carry, static
 */
const char *
velo_claims_error_get_code (const GError *error)
{
  gsize i = find (error);

  return i < G_N_ELEMENTS (answers) ? answers[i].code : "internal";
}
