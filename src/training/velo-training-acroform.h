/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  VELO_TRAINING_FIELD_TEXT,
  VELO_TRAINING_FIELD_CHECK,
  VELO_TRAINING_FIELD_RADIO,
} VeloTrainingFieldType;

/* A field, or one button of a radio group; points from the bottom left corner. */
typedef struct
{
  const char *name;
  VeloTrainingFieldType type;
  const char *on_state; /* (nullable): as a PDF name, bytes above 7F as #XX */
  double x1, y1, x2, y2;
} VeloTrainingField;

GBytes *velo_training_acroform_add (GBytes                  *pdf,
                                    const VeloTrainingField *fields,
                                    gsize                    n_fields);

G_END_DECLS
