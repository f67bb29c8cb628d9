/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-services.h"

G_BEGIN_DECLS

#define VELO_TYPE_ACCOUNT_PAGE (velo_account_page_get_type ())

/**
 * VeloAccountPage: (Onlinekonten)
 *
 * User name, password, activation and self-test of the insurer's account.
 */
G_DECLARE_FINAL_TYPE (VeloAccountPage, velo_account_page, VELO, ACCOUNT_PAGE, AdwPreferencesPage)

void velo_account_page_set_services (VeloAccountPage *self,
                                     VeloServices    *services);

G_END_DECLS
