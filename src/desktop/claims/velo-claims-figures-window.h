/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-claims-client.h"

G_BEGIN_DECLS

#define VELO_TYPE_CLAIMS_FIGURES_WINDOW (velo_claims_figures_window_get_type ())

/**
 * VeloClaimsFiguresWindow: (Kennzahlen)
 *
 * Tells how many customers wait for an offer, and how the promised times were kept.
 */
G_DECLARE_FINAL_TYPE (VeloClaimsFiguresWindow, velo_claims_figures_window, VELO, CLAIMS_FIGURES_WINDOW, AdwWindow)

GtkWindow *velo_claims_figures_window_new (GtkWindow        *parent,
                                           VeloClaimsClient *client);

G_END_DECLS
