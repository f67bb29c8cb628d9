/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-claims-client.h"

G_BEGIN_DECLS

/**
 * VeloClaimsTaskGroup: (Art der Aufgaben)
 * @VELO_CLAIMS_TASK_GROUP_ALL: whatever there is
 * @VELO_CLAIMS_TASK_GROUP_CALLS: customers to be called
 * @VELO_CLAIMS_TASK_GROUP_PAYOUTS: money to be released, or that came back
 * @VELO_CLAIMS_TASK_GROUP_CALCULATIONS: to be calculated or decided
 */
typedef enum
{
  VELO_CLAIMS_TASK_GROUP_ALL,
  VELO_CLAIMS_TASK_GROUP_CALLS,
  VELO_CLAIMS_TASK_GROUP_PAYOUTS,
  VELO_CLAIMS_TASK_GROUP_CALCULATIONS
} VeloClaimsTaskGroup;

#define VELO_TYPE_CLAIMS_TASK_LIST (velo_claims_task_list_get_type ())

/**
 * VeloClaimsTaskList: (Aufgabenliste)
 *
 * Tasks by due time, each with what can be done about it: reached, not reached, done, later.
 */
G_DECLARE_FINAL_TYPE (VeloClaimsTaskList, velo_claims_task_list, VELO, CLAIMS_TASK_LIST, AdwBin)

void                velo_claims_task_list_show      (VeloClaimsTaskList *self,
                                                     VeloClaimsClient   *client,
                                                     GPtrArray          *tasks,
                                                     GPtrArray          *claims,
                                                     gboolean            may_open);
void                velo_claims_task_list_filter    (VeloClaimsTaskList *self,
                                                     VeloClaimsTaskGroup group);
guint               velo_claims_task_list_get_shown (VeloClaimsTaskList *self);

G_END_DECLS
