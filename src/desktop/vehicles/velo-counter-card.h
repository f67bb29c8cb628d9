/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-customer.h"
#include "velo-policy.h"
#include "velo-sheet.h"
#include "velo-vehicle.h"

G_BEGIN_DECLS

#define VELO_TYPE_COUNTER_CARD (velo_counter_card_get_type ())

/**
 * VeloCounterCard: (Karte für den Schadenfall)
 *
 * What to do after a theft or with damage, with all numbers that are asked
 * for; can be printed for the customer.
 */
G_DECLARE_FINAL_TYPE (VeloCounterCard, velo_counter_card, VELO, COUNTER_CARD, AdwWindow)

GtkWindow *velo_counter_card_new       (GtkWindow    *parent,
                                        GSettings    *settings,
                                        gboolean      training,
                                        VeloVehicle  *vehicle,
                                        VeloCustomer *customer,
                                        VeloPolicy   *policy);
VeloSheet *velo_counter_card_new_sheet (GSettings    *settings,
                                        gboolean      training,
                                        VeloVehicle  *vehicle,
                                        VeloCustomer *customer,
                                        VeloPolicy   *policy);

G_END_DECLS
