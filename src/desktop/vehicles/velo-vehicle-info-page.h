/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-window-page.h"

G_BEGIN_DECLS

#define VELO_TYPE_VEHICLE_INFO_PAGE (velo_vehicle_info_page_get_type ())

/**
 * VeloVehicleInfoPage: (Fahrzeug)
 *
 * A vehicle with its insurance, its documents and its history.
 */
G_DECLARE_FINAL_TYPE (VeloVehicleInfoPage, velo_vehicle_info_page, VELO, VEHICLE_INFO_PAGE, VeloWindowPage)

GtkWidget   *velo_vehicle_info_page_new             (VeloCounter         *counter,
                                                     GSettings           *settings,
                                                     const char          *vehicle_id);
VeloVehicle *velo_vehicle_info_page_get_vehicle     (VeloVehicleInfoPage *self);
const char  *velo_vehicle_info_page_get_showing     (VeloVehicleInfoPage *self);
guint        velo_vehicle_info_page_get_n_documents (VeloVehicleInfoPage *self);
guint        velo_vehicle_info_page_get_n_history   (VeloVehicleInfoPage *self);
gboolean     velo_vehicle_info_page_is_loading      (VeloVehicleInfoPage *self);

G_END_DECLS
