/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-claims-client.h"

G_BEGIN_DECLS

#define VELO_TYPE_CALCULATION_WINDOW (velo_calculation_window_get_type ())

/**
 * VeloCalculationWindow: (Kalkulation)
 *
 * The assessor's lines and figures, with the sum and its derivation as one enters them.
 */
G_DECLARE_FINAL_TYPE (VeloCalculationWindow, velo_calculation_window, VELO, CALCULATION_WINDOW, AdwWindow)

GtkWindow *velo_calculation_window_new (GtkWindow        *parent,
                                        VeloClaimsClient *client,
                                        VeloClaim        *claim);
void       velo_calculation_window_offer_examples (VeloCalculationWindow *self);

G_END_DECLS
