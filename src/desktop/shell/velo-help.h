/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define VELO_TYPE_HELP (velo_help_get_type ())

/**
 * VeloHelp: (Hilfe)
 *
 * The topics of the help book, and after reading one the question whether it
 * was helpful.
 */
G_DECLARE_FINAL_TYPE (VeloHelp, velo_help, VELO, HELP, AdwWindow)

VeloHelp *velo_help_present (GtkWindow  *parent,
                             GSettings  *settings,
                             const char *topic);

G_END_DECLS
