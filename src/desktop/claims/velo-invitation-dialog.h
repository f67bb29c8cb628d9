/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-claims-client.h"

G_BEGIN_DECLS

#define VELO_TYPE_INVITATION_DIALOG (velo_invitation_dialog_get_type ())

/**
 * VeloInvitationDialog: (Einladung)
 *
 * The customer's personal link, shown once: as a picture for the phone's camera and as a message.
 */
G_DECLARE_FINAL_TYPE (VeloInvitationDialog, velo_invitation_dialog, VELO, INVITATION_DIALOG, AdwWindow)

VeloInvitationDialog *velo_invitation_dialog_present (GtkWindow              *parent,
                                                      VeloClaimsClient       *client,
                                                      const VeloClaimsAnswer *answer,
                                                      gboolean                training);

G_END_DECLS
