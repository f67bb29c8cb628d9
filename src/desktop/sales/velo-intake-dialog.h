/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-intake-batch.h"

G_BEGIN_DECLS

#define VELO_TYPE_INTAKE_DIALOG (velo_intake_dialog_get_type ())

/**
 * VeloIntakeDialog:
 *
 * Shows how files are taken in and what became of each, and asks for the
 * insurance of everything that was sold, when all are done.
 */
G_DECLARE_FINAL_TYPE (VeloIntakeDialog, velo_intake_dialog, VELO, INTAKE_DIALOG, AdwWindow)

VeloIntakeDialog *velo_intake_dialog_new       (GtkWindow        *parent,
                                                VeloCounter      *counter,
                                                GSettings        *settings,
                                                VeloIntakeBatch  *batch);
VeloIntakeBatch  *velo_intake_dialog_get_batch (VeloIntakeDialog *self);
void              velo_intake_dialog_open      (VeloIntakeDialog *self,
                                                guint             position);

G_END_DECLS
