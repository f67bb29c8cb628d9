/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VELO_TYPE_CHOICE_TILE (velo_choice_tile_get_type ())
G_DECLARE_FINAL_TYPE (VeloChoiceTile, velo_choice_tile, VELO, CHOICE_TILE, GtkToggleButton)

GtkWidget *velo_choice_tile_new (const char *icon,
                                 const char *title,
                                 const char *subtitle);

G_END_DECLS
