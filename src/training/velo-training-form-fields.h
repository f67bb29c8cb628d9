/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-training-acroform.h"

G_BEGIN_DECLS

#define VELO_TRAINING_FORM_WIDTH_PT  589.606
#define VELO_TRAINING_FORM_HEIGHT_PT 839.055

/* On which forms a field is. */
typedef enum
{
  VELO_TRAINING_FORM_BANK = 1 << 0,
  VELO_TRAINING_FORM_BICYCLE = 1 << 1,
  VELO_TRAINING_FORM_EBIKE = 1 << 2,
  VELO_TRAINING_FORM_BATTERY = 1 << 3,
} VeloTrainingFormPart;

typedef struct
{
  VeloTrainingField field;
  guint parts;          /* of VeloTrainingFormPart: on forms with any of them; 0 for all */
  const char *label;    /* printed above a text, right of a button; (nullable): printed elsewhere */
  const char *label_at; /* (nullable): in Austria, if it differs */
} VeloTrainingFormField;

const VeloTrainingFormField *velo_training_form_fields_get (gsize *n_fields);

G_END_DECLS
