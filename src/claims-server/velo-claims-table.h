/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "velo-claims-context.h"

G_BEGIN_DECLS

gboolean   velo_claims_add        (VeloClaimsContext *context,
                                   VeloClaim         *claim,
                                   GError           **error);
VeloClaim *velo_claims_get        (VeloClaimsContext *context,
                                   const char        *id,
                                   GError           **error);
gboolean   velo_claims_save       (VeloClaimsContext *context,
                                   VeloClaim         *claim,
                                   GError           **error);
gboolean   velo_claims_move       (VeloClaimsContext *context,
                                   VeloClaim         *claim,
                                   VeloClaimState     to,
                                   const char        *reason,
                                   GError           **error);
JsonObject *velo_claims_describe_change (VeloClaimsContext *context,
                                   VeloClaim         *claim,
                                   GError           **error);
gint64     velo_claims_get_full_hour (gint64 time_usec);
gint64     velo_claims_get_invitation_end (VeloClaimsContext *context);
gint64     velo_claims_get_offer_end (VeloClaimsContext *context);
gboolean   velo_claims_add_task   (VeloClaimsContext *context,
                                   VeloClaim         *claim,
                                   VeloTaskKind       kind,
                                   gint64             due,
                                   const char        *note,
                                   GError           **error);
GPtrArray *velo_claims_list_tasks (VeloClaimsContext *context,
                                   const char        *claim_id,
                                   GError           **error);
gboolean   velo_claims_end_task   (VeloClaimsContext *context,
                                   const char        *task_id,
                                   const char        *outcome,
                                   GError           **error);
gboolean   velo_claims_end_tasks  (VeloClaimsContext *context,
                                   VeloClaim         *claim,
                                   guint              kinds,
                                   const char        *outcome,
                                   GError           **error);
gboolean   velo_claims_postpone_task (VeloClaimsContext *context,
                                      const char        *task_id,
                                      gint64             until,
                                      const char        *note,
                                      GError           **error);

G_END_DECLS
