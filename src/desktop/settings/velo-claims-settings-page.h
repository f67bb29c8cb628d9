/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-secrets.h"

G_BEGIN_DECLS

#define VELO_TYPE_CLAIMS_SETTINGS_PAGE (velo_claims_settings_page_get_type ())

/**
 * VeloClaimsSettingsPage: (Einstellungen: Schaden)
 *
 * Address of the claims service and the account with it.
 */
G_DECLARE_FINAL_TYPE (VeloClaimsSettingsPage, velo_claims_settings_page, VELO, CLAIMS_SETTINGS_PAGE,
                      AdwPreferencesPage)

void velo_claims_settings_page_set_settings (VeloClaimsSettingsPage *self,
                                             GSettings              *settings,
                                             VeloSecrets            *secrets);

G_END_DECLS
