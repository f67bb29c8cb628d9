/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-proposal.h"
#include "velo-document.h"
#include "velo-iban.h"

G_BEGIN_DECLS

const char *velo_assistant_text_interval      (int               months);
const char *velo_assistant_text_per_interval  (int               months);
const char *velo_assistant_text_iban          (VeloIbanProblem   problem);
char       *velo_assistant_text_document      (VeloDocument     *document);
char       *velo_assistant_text_premium       (VeloProposal     *proposal);
char       *velo_assistant_text_consent       (VeloProposal     *proposal,
                                               GSettings        *settings);
char       *velo_assistant_text_too_dear      (VeloProposal     *proposal);
char       *velo_assistant_text_documents     (const GError     *error);
char       *velo_assistant_text_outcome       (VeloProposal     *proposal,
                                               const GError     *error);

G_END_DECLS
