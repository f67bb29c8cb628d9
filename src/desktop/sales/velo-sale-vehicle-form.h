/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-store.h"
#include "velo-vehicle.h"

G_BEGIN_DECLS

#define VELO_TYPE_SALE_VEHICLE_FORM (velo_sale_vehicle_form_get_type ())

/**
 * VeloSaleVehicleForm:
 *
 * The fields of one vehicle of a sale and of its lock.
 */
G_DECLARE_FINAL_TYPE (VeloSaleVehicleForm, velo_sale_vehicle_form, VELO, SALE_VEHICLE_FORM, AdwPreferencesGroup)

GtkWidget   *velo_sale_vehicle_form_new           (VeloVehicle         *vehicle);
VeloVehicle *velo_sale_vehicle_form_get_vehicle   (VeloSaleVehicleForm *self);
void         velo_sale_vehicle_form_set_number    (VeloSaleVehicleForm *self,
                                                   guint                number,
                                                   guint                n_forms);
void         velo_sale_vehicle_form_set_country   (VeloSaleVehicleForm *self,
                                                   const char          *country);
void         velo_sale_vehicle_form_set_store     (VeloSaleVehicleForm *self,
                                                   VeloStore           *store);
GtkWidget   *velo_sale_vehicle_form_validate      (VeloSaleVehicleForm *self);
GtkWidget   *velo_sale_vehicle_form_get_field     (VeloSaleVehicleForm *self,
                                                   const char          *property);

void         velo_sale_vehicle_form_set_review    (VeloSaleVehicleForm *self);
GtkWidget *velo_sale_vehicle_form_get_doubtful (VeloSaleVehicleForm *self,
                                               VeloSureness sureness);

void velo_sale_vehicle_form_set_read    (VeloSaleVehicleForm *self,
                                         VeloVehicle         *vehicle);
void velo_sale_vehicle_form_set_checked (VeloSaleVehicleForm *self);

G_END_DECLS
