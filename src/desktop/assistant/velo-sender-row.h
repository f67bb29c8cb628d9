/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-counter.h"

G_BEGIN_DECLS

#define VELO_TYPE_SENDER_ROW (velo_sender_row_get_type ())

/**
 * VeloSenderRow:
 *
 * Whose broker number the proposal carries. Seen only when that is not simply
 * who sells: somebody without a number has a colleague send.
 */
G_DECLARE_FINAL_TYPE (VeloSenderRow, velo_sender_row, VELO, SENDER_ROW, AdwComboRow)

void     velo_sender_row_fill     (VeloSenderRow *self,
                                   VeloProposal  *proposal,
                                   VeloCounter   *counter);
gboolean velo_sender_row_is_valid (VeloSenderRow *self);

G_END_DECLS
