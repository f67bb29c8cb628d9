/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-claims-desk.h"
#include "velo-customer-form.h"
#include "velo-proposal.h"

G_BEGIN_DECLS

#define VELO_TYPE_PHONE_DIALOG (velo_phone_dialog_get_type ())

/**
 * VeloPhoneDialog: (Der Kunde tippt selbst)
 *
 * Shows the customer the way to a form for the own phone, and waits until it is filled in. Closes itself
 * then; closed before, it withdraws the form.
 */
G_DECLARE_FINAL_TYPE (VeloPhoneDialog, velo_phone_dialog, VELO, PHONE_DIALOG, AdwWindow)

VeloPhoneDialog  *velo_phone_dialog_present  (GtkWindow       *parent,
                                              VeloClaimsDesk  *desk,
                                              VeloProposal    *proposal);
VeloCustomerForm *velo_phone_dialog_get_form (VeloPhoneDialog *self);
void              velo_phone_dialog_set_time (VeloPhoneDialog *self,
                                              guint            poll_ms);

G_END_DECLS
