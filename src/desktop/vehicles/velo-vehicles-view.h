/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-counter.h"
#include "velo-sale-pane.h"

G_BEGIN_DECLS

#define VELO_TYPE_VEHICLES_VIEW (velo_vehicles_view_get_type ())

/**
 * VeloVehiclesView: (Fahrzeuge)
 *
 * All vehicles with search and a filter by state. Asks the window by win.open-vehicle.
 */
G_DECLARE_FINAL_TYPE (VeloVehiclesView, velo_vehicles_view, VELO, VEHICLES_VIEW, AdwBin)

GtkWidget    *velo_vehicles_view_new             (VeloCounter   *counter,
                                          GSettings     *settings);
const char   *velo_vehicles_view_get_search_text (VeloVehiclesView *self);
void          velo_vehicles_view_set_search_text (VeloVehiclesView *self,
                                          const char    *text);
VeloSalePane *velo_vehicles_view_get_pane        (VeloVehiclesView *self);

G_END_DECLS
