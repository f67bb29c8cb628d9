/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-claims-context.h"

G_BEGIN_DECLS

gboolean   velo_claims_journal_add    (VeloClaimsContext *context,
                                       const char        *claim_id,
                                       VeloClaimEntry    *entry,
                                       GError           **error);
gboolean   velo_claims_note           (VeloClaimsContext *context,
                                       const char        *claim_id,
                                       const char        *what,
                                       const char        *reason,
                                       GError           **error);
GPtrArray *velo_claims_journal_list   (VeloClaimsContext *context,
                                       const char        *claim_id,
                                       GError           **error);
gboolean   velo_claims_journal_verify (VeloClaimsContext *context,
                                       GError           **error);

G_END_DECLS
