/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-commission.h"

G_BEGIN_DECLS

#define VELO_TYPE_COMMISSION_GROUP (velo_commission_group_get_type ())

/**
 * VeloCommissionGroup: (Einstellungen: Provision)
 *
 * What the shop gets for a contract, and for how long it answers for it.
 */
G_DECLARE_FINAL_TYPE (VeloCommissionGroup, velo_commission_group, VELO, COMMISSION_GROUP, AdwPreferencesGroup)

void velo_commission_group_set_settings (VeloCommissionGroup *self,
                                         GSettings           *settings);

void velo_commission_read_settings      (GSettings           *settings,
                                         VeloCommission      *commission);

G_END_DECLS
