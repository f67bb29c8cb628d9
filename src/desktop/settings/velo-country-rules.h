/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define VELO_TYPE_COUNTRY_RULES (velo_country_rules_get_type ())

/**
 * VeloCountryRules: (Regeln der Länder)
 *
 * The rules of Germany and Austria side by side, to be read.
 */
G_DECLARE_FINAL_TYPE (VeloCountryRules, velo_country_rules, VELO, COUNTRY_RULES, AdwPreferencesGroup)

void velo_country_rules_choose (GSettings          *settings,
                                const char * const *languages);

G_END_DECLS
