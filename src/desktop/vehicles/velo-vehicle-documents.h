/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-counter.h"

G_BEGIN_DECLS

#define VELO_TYPE_VEHICLE_DOCUMENTS (velo_vehicle_documents_get_type ())

/**
 * VeloVehicleDocuments: (Unterlagen)
 *
 * The documents filed with a vehicle: to look at, to print and to save.
 */
G_DECLARE_FINAL_TYPE (VeloVehicleDocuments, velo_vehicle_documents, VELO, VEHICLE_DOCUMENTS, AdwBin)

GtkWidget *velo_vehicle_documents_new         (VeloCounter          *counter,
                                               const char           *vehicle_id);
void       velo_vehicle_documents_set_whose   (VeloVehicleDocuments *self,
                                               const char           *whose);
void       velo_vehicle_documents_load        (VeloVehicleDocuments *self);
gboolean   velo_vehicle_documents_is_loading  (VeloVehicleDocuments *self);
guint      velo_vehicle_documents_get_n_items (VeloVehicleDocuments *self);

G_END_DECLS
