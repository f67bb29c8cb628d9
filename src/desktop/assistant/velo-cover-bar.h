/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VELO_TYPE_COVER_BAR (velo_cover_bar_get_type ())
G_DECLARE_FINAL_TYPE (VeloCoverBar, velo_cover_bar, VELO, COVER_BAR, GtkWidget)

void       velo_cover_bar_set (VeloCoverBar *self,
                               const GDate  *today,
                               const GDate  *start,
                               gboolean      covered);

G_END_DECLS
