/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-vehicle.h"

G_BEGIN_DECLS

#define VELO_TYPE_STATE_PILL (velo_state_pill_get_type ())

/**
 * VeloStatePill:
 *
 * The state of an insurance as a word with an icon, coloured besides.
 */
G_DECLARE_FINAL_TYPE (VeloStatePill, velo_state_pill, VELO, STATE_PILL, AdwBin)

GtkWidget          *velo_state_pill_new       (VeloInsuranceState  state);
VeloInsuranceState  velo_state_pill_get_state (VeloStatePill      *self);
void                velo_state_pill_set_state (VeloStatePill      *self,
                                               VeloInsuranceState  state);
const char         *velo_state_pill_get_word  (VeloInsuranceState  state);

G_END_DECLS
