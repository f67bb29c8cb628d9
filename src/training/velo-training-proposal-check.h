/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-training-insurer.h"
#include "velo-training-tariff.h"

G_BEGIN_DECLS

char *velo_training_proposal_check (VeloTrainingTariff    *tariff,
                                    GBytes                *xml,
                                    const GDate           *today,
                                    VeloTrainingProposal **proposal);

G_END_DECLS
