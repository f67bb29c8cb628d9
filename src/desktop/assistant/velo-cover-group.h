/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-offer.h"
#include "velo-proposal.h"

G_BEGIN_DECLS

#define VELO_TYPE_COVER_GROUP (velo_cover_group_get_type ())
G_DECLARE_FINAL_TYPE (VeloCoverGroup, velo_cover_group, VELO, COVER_GROUP, AdwPreferencesGroup)

void velo_cover_group_bind (VeloCoverGroup *self,
                            VeloProposal   *proposal);
void velo_cover_group_show (VeloCoverGroup *self,
                            VeloOffer      *offer);

G_END_DECLS
