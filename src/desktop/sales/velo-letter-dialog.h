/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-counter.h"
#include "velo-letter-run.h"

G_BEGIN_DECLS

#define VELO_TYPE_LETTER_DIALOG (velo_letter_dialog_get_type ())

/**
 * VeloLetterDialog: (Brief oder Mail an Kunden)
 *
 * Writes to customers whose vehicle is not insured: the words with a preview, then
 * paper, a file or a mail. Without vehicles it only edits the words.
 */
G_DECLARE_FINAL_TYPE (VeloLetterDialog, velo_letter_dialog, VELO, LETTER_DIALOG, AdwWindow)

GtkWindow  *velo_letter_dialog_present     (GtkWindow          *parent,
                                            VeloCounter        *counter,
                                            GSettings          *settings,
                                            const char * const *vehicle_ids);
gboolean    velo_letter_dialog_is_ready    (VeloLetterDialog   *self);
const char *velo_letter_dialog_get_preview (VeloLetterDialog   *self);
void        velo_letter_dialog_set_text    (VeloLetterDialog   *self,
                                            const char         *text);
VeloLetterRun *velo_letter_dialog_get_run  (VeloLetterDialog   *self);

G_END_DECLS
