/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-claims-client.h"

G_BEGIN_DECLS

#define VELO_TYPE_CLAIMS_TASKS_PAGE (velo_claims_tasks_page_get_type ())

/**
 * VeloClaimsTasksPage: (Aufgaben)
 *
 * What has to be done about all claims, by due time.
 */
G_DECLARE_FINAL_TYPE (VeloClaimsTasksPage, velo_claims_tasks_page, VELO, CLAIMS_TASKS_PAGE, AdwBin)

void velo_claims_tasks_page_show       (VeloClaimsTasksPage *self,
                                        VeloClaimsClient    *client,
                                        GPtrArray           *tasks,
                                        GPtrArray           *claims);
void velo_claims_tasks_page_set_folded (VeloClaimsTasksPage *self,
                                        gboolean             folded);

G_END_DECLS
