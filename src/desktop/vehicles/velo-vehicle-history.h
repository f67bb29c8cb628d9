/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

guint velo_vehicle_history_fill (GtkListBox *list,
                                 GPtrArray  *entries);

G_END_DECLS
