/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-claims-client.h"

G_BEGIN_DECLS

#define VELO_TYPE_CLAIMS_EXPORT_DIALOG (velo_claims_export_dialog_get_type ())

/**
 * VeloClaimsExportDialog: (Auskunft)
 *
 * Saves everything that the claims service stores about a person who asks for it.
 */
G_DECLARE_FINAL_TYPE (VeloClaimsExportDialog, velo_claims_export_dialog, VELO, CLAIMS_EXPORT_DIALOG, AdwWindow)

GtkWindow *velo_claims_export_dialog_new (GtkWindow        *parent,
                                          VeloClaimsClient *client,
                                          VeloClaim        *claim);

G_END_DECLS
