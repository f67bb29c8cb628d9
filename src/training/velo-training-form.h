/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-training-tariff.h"

G_BEGIN_DECLS

GBytes *velo_training_form_make (VeloTrainingTariff        *tariff,
                                 const VeloTrainingProduct *product,
                                 gboolean                   with_bank,
                                 const GDate               *day);

G_END_DECLS
