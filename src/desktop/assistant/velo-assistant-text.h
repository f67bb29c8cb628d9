/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-counter.h"
#include "velo-document.h"
#include "velo-iban.h"
#include "velo-proposal.h"

G_BEGIN_DECLS

const char *velo_assistant_text_interval      (int               months);
const char *velo_assistant_text_per_interval  (int               months);
const char *velo_assistant_text_iban          (VeloIbanProblem   problem);
char       *velo_assistant_text_document      (VeloDocument     *document);
const char *velo_assistant_text_explain_document (VeloDocument  *document);
char       *velo_assistant_text_premium       (VeloProposal     *proposal);
char       *velo_assistant_text_consent       (VeloProposal     *proposal,
                                               GSettings        *settings);
char       *velo_assistant_text_too_dear      (VeloProposal     *proposal);
char       *velo_assistant_text_documents     (const GError     *error);
char       *velo_assistant_text_outcome       (VeloProposal     *proposal,
                                               const GError     *error);
const char *velo_assistant_text_by_hand       (VeloTicks         ticks);
char       *velo_assistant_text_problems      (VeloProposal     *proposal,
                                               GStrv             problems);
char       *velo_assistant_text_signed        (VeloProposal     *proposal);

G_END_DECLS
