/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-training-tariff.h"

G_BEGIN_DECLS

typedef struct _VeloTrainingLibrary VeloTrainingLibrary;

VeloTrainingLibrary *velo_training_library_new            (VeloTrainingTariff        *tariff);
void                 velo_training_library_free           (VeloTrainingLibrary       *self);
JsonObject          *velo_training_library_get_legal      (VeloTrainingLibrary       *self,
                                                           const VeloTrainingProduct *product,
                                                           const char                *type,
                                                           const GDate               *day,
                                                           gboolean                   single);
JsonObject          *velo_training_library_get_comparison (VeloTrainingLibrary       *self,
                                                           const VeloTrainingProduct *product,
                                                           const GDate               *day);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloTrainingLibrary, velo_training_library_free)

G_END_DECLS
