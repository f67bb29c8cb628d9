/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void velo_preferences_bar_add (AdwPreferencesWindow *window);

G_END_DECLS
