/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "velo-claims-api.h"

G_BEGIN_DECLS

gboolean    velo_claims_read_is_secure  (const VeloClaimsConfig *config);
const char *velo_claims_read_get_cookie (const VeloClaimsConfig *config);
gboolean    velo_claims_read_has_cookie (const VeloClaimsRoute  *route);
gboolean    velo_claims_read_needs_body (const VeloClaimsRoute  *route);
const char *velo_claims_read_language   (SoupServerMessage      *message);
void        velo_claims_read_request    (const VeloClaimsConfig *config,
                                         SoupServerMessage      *message,
                                         const VeloClaimsRoute  *route,
                                         VeloClaimsRequest      *request);

G_END_DECLS
