/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-proposal.h"
#include "velo-quote.h"

G_BEGIN_DECLS

#define VELO_TYPE_SUM_NOTE (velo_sum_note_get_type ())
G_DECLARE_FINAL_TYPE (VeloSumNote, velo_sum_note, VELO, SUM_NOTE, AdwBin)

void velo_sum_note_take (VeloSumNote  *self,
                         VeloProposal *proposal,
                         VeloQuote    *quote);

G_END_DECLS
