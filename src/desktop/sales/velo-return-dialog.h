/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-counter.h"

G_BEGIN_DECLS

/**
 * VeloReturnChoice:
 * @VELO_RETURN_KEEP: the insurance stays as it is
 * @VELO_RETURN_WITHDRAW: the customer withdraws (Widerruf, Rücktritt)
 * @VELO_RETURN_NOTICE: the customer gives notice (Kündigung)
 * @VELO_RETURN_ABANDON: the application is given up
 *
 * What becomes of the insurance of a vehicle that came back.
 */
typedef enum
{
  VELO_RETURN_KEEP,
  VELO_RETURN_WITHDRAW,
  VELO_RETURN_NOTICE,
  VELO_RETURN_ABANDON
} VeloReturnChoice;

#define VELO_TYPE_RETURN_DIALOG (velo_return_dialog_get_type ())

/**
 * VeloReturnDialog: (Fahrzeug zurückgegeben)
 *
 * Asks what becomes of the insurance, and makes the letter that is needed.
 */
G_DECLARE_FINAL_TYPE (VeloReturnDialog, velo_return_dialog, VELO, RETURN_DIALOG, AdwWindow)

GtkWindow *velo_return_dialog_present  (GtkWindow        *parent,
                                        VeloCounter      *counter,
                                        GSettings        *settings,
                                        const char       *vehicle_id);
gboolean   velo_return_dialog_is_ready (VeloReturnDialog *self);
gboolean   velo_return_dialog_choose   (VeloReturnDialog *self,
                                        VeloReturnChoice  choice);

G_END_DECLS
