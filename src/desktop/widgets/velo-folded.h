/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void velo_folded_bind (AdwLeaflet *leaflet,
                       GtkWidget  *widget,
                       gboolean    inverted);

G_END_DECLS
