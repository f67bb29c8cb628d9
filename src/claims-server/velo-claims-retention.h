/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "velo-claims-context.h"

G_BEGIN_DECLS

gint64      velo_claims_retention_get_settled  (const VeloClaimsConfig *config);
gint64      velo_claims_retention_get_messages (const VeloClaimsConfig *config);
gboolean    velo_claims_retention_run  (VeloClaimsContext *context,
                                        GError           **error);
JsonArray  *velo_claims_retention_list (VeloClaimsContext *context,
                                        GError           **error);
JsonObject *velo_claims_export_claim   (VeloClaimsContext *context,
                                        VeloClaim         *claim,
                                        GError           **error);

G_END_DECLS
