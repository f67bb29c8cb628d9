/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-training-tariff.h"

G_BEGIN_DECLS

typedef struct _VeloTrainingDocuments VeloTrainingDocuments;

VeloTrainingDocuments *velo_training_documents_new            (VeloTrainingTariff        *tariff);
void                   velo_training_documents_free           (VeloTrainingDocuments     *self);
GBytes                *velo_training_documents_make           (VeloTrainingDocuments     *self,
                                                               const VeloTrainingProduct *product,
                                                               const char *const         *types,
                                                               const GDate               *day);
char                  *velo_training_documents_dup_file_name  (VeloTrainingDocuments     *self,
                                                               const VeloTrainingProduct *product,
                                                               const char                *type);
const char            *velo_training_documents_get_other_text (VeloTrainingDocuments     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloTrainingDocuments, velo_training_documents_free)

G_END_DECLS
