/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-training-tariff.h"

G_BEGIN_DECLS

char *velo_training_premium_answer (VeloTrainingTariff *tariff,
                                    GBytes             *xml,
                                    const GDate        *today,
                                    VeloTrainingQuote  *quote);

G_END_DECLS
