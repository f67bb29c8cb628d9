/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "velo-claims-context.h"

G_BEGIN_DECLS

/* Claims design, section 8: how long words of messages, and everything of a settled claim, are kept. */
#define VELO_CLAIMS_KEEP_MESSAGE_TEXT (90 * G_TIME_SPAN_DAY)
#define VELO_CLAIMS_KEEP_SETTLED (3653 * G_TIME_SPAN_DAY)

gboolean    velo_claims_retention_run  (VeloClaimsContext *context,
                                        GError           **error);
JsonArray  *velo_claims_retention_list (VeloClaimsContext *context,
                                        GError           **error);
JsonObject *velo_claims_export_claim   (VeloClaimsContext *context,
                                        VeloClaim         *claim,
                                        GError           **error);

G_END_DECLS
