/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-services.h"

G_BEGIN_DECLS

#define VELO_TYPE_PREFERENCES (velo_preferences_get_type ())

/**
 * VeloPreferences: (Einstellungen)
 *
 * The settings, a page for each thing that a dealer has in mind.
 */
G_DECLARE_FINAL_TYPE (VeloPreferences, velo_preferences, VELO, PREFERENCES, AdwPreferencesWindow)

VeloPreferences *velo_preferences_present (GtkWindow    *parent,
                                           VeloServices *services,
                                           const char   *page);

void             velo_preferences_show_page (VeloPreferences *self,
                                             const char      *page);

G_END_DECLS
