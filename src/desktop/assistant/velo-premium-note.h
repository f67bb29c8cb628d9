/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-counter.h"

G_BEGIN_DECLS

#define VELO_TYPE_PREMIUM_NOTE (velo_premium_note_get_type ())
G_DECLARE_FINAL_TYPE (VeloPremiumNote, velo_premium_note, VELO, PREMIUM_NOTE, AdwBin)

void        velo_premium_note_bind        (VeloPremiumNote *self,
                                           VeloProposal    *proposal,
                                           VeloCounter     *counter);
const char *velo_premium_note_get_problem (VeloPremiumNote *self);

G_END_DECLS
