/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "velo-claims-context.h"
#include "velo-service-hours.h"

G_BEGIN_DECLS

gboolean    velo_claims_queue_predict (VeloClaimsContext       *context,
                                       VeloClaim               *claim,
                                       const VeloServiceHours  *hours,
                                       gint64                  *promised,
                                       GError                 **error);
gboolean    velo_claims_queue_measure (VeloClaimsContext       *context,
                                       VeloClaim               *claim,
                                       const VeloServiceHours  *hours,
                                       GError                 **error);
JsonObject *velo_claims_queue_describe (VeloClaimsContext       *context,
                                        const char              *month,
                                        GError                 **error);
char       *velo_claims_queue_to_text  (VeloClaimsContext       *context,
                                        GError                 **error);

G_END_DECLS
