/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-proposal.h"

G_BEGIN_DECLS

GStrv    velo_phone_fields_list     (VeloProposal *proposal,
                                     gboolean      all);
char    *velo_phone_fields_dup      (VeloProposal *proposal,
                                     const char   *name);
gboolean velo_phone_fields_is_right (VeloProposal *proposal,
                                     const char   *name);
char    *velo_phone_fields_tidy     (const char   *name,
                                     const char   *value);

G_END_DECLS
