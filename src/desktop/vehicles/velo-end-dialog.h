/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-counter.h"

G_BEGIN_DECLS

#define VELO_TYPE_END_DIALOG (velo_end_dialog_get_type ())

/**
 * VeloEndDialog: (Vertragsende, Storno)
 *
 * Asks when and why the contract of a vehicle ended, corrects what was
 * recorded, or takes it back.
 */
G_DECLARE_FINAL_TYPE (VeloEndDialog, velo_end_dialog, VELO, END_DIALOG, AdwWindow)

GtkWindow *velo_end_dialog_present (GtkWindow     *parent,
                                    VeloCounter   *counter,
                                    VeloVehicle   *vehicle,
                                    VeloPolicy    *policy);
void       velo_end_dialog_enter   (VeloEndDialog *self,
                                    const char    *day,
                                    VeloEndReason  reason);
gboolean   velo_end_dialog_failed  (VeloEndDialog *self);

G_END_DECLS
