/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-vehicle.h"

G_BEGIN_DECLS

#define VELO_TYPE_SALE_VEHICLE_CARD (velo_sale_vehicle_card_get_type ())

/**
 * VeloSaleVehicleCard:
 *
 * A vehicle of a sale with the state of its insurance and what can be done:
 * win.insure, win.open-vehicle, sale.later and sale.decline.
 */
G_DECLARE_FINAL_TYPE (VeloSaleVehicleCard, velo_sale_vehicle_card, VELO, SALE_VEHICLE_CARD, AdwBin)

GtkWidget *velo_sale_vehicle_card_new      (VeloVehicle *vehicle);
GtkWidget *velo_sale_vehicle_card_new_head (VeloVehicle *vehicle);

G_END_DECLS
