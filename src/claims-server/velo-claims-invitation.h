/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-claims-context.h"

G_BEGIN_DECLS

char     *velo_claims_invitation_new      (VeloClaimsContext *context,
                                           VeloClaim         *claim,
                                           GError           **error);
char     *velo_claims_invitation_dup_text (VeloClaimsContext *context,
                                           VeloClaim         *claim,
                                           const char        *url);
gboolean  velo_claims_invitation_send     (VeloClaimsContext *context,
                                           VeloClaim         *claim,
                                           GError           **error);
gint64    velo_claims_invitation_get_end  (VeloClaimsContext *context,
                                           VeloClaim         *claim);
gboolean  velo_claims_invitation_keep     (VeloClaimsContext *context,
                                           VeloClaim         *claim,
                                           GError           **error);
gboolean  velo_claims_invitation_end      (VeloClaimsContext *context,
                                           VeloClaim         *claim,
                                           GError           **error);

G_END_DECLS
