/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-claim.h"

G_BEGIN_DECLS

GPtrArray *velo_claim_merge (VeloClaim *base,
                             VeloClaim *theirs,
                             VeloClaim *mine);

G_END_DECLS
