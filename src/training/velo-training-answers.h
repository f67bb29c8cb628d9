/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-training-tariff.h"

G_BEGIN_DECLS

/* All of them return a new object that goes into RESULT. */
JsonObject *velo_training_answers_products      (VeloTrainingTariff        *tariff,
                                                 gboolean                   old_shape,
                                                 gboolean                   single);
JsonObject *velo_training_answers_advertising   (const VeloTrainingProduct *product,
                                                 gboolean                   single);
JsonObject *velo_training_answers_premium       (const VeloTrainingQuote   *quote,
                                                 gboolean                   old_shape,
                                                 gboolean                   not_a_number);
JsonObject *velo_training_answers_manufacturers (gboolean                   single);
JsonObject *velo_training_answers_document      (const char                *type,
                                                 const char                *file_name,
                                                 GBytes                    *bytes);
void        velo_training_answers_set_list      (JsonObject                *object,
                                                 const char                *name,
                                                 JsonArray                 *array,
                                                 gboolean                   single);
void        velo_training_answers_set_empty     (JsonObject                *object,
                                                 const char                *name);

G_END_DECLS
