/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-form-values.h"

G_BEGIN_DECLS

typedef enum
{
  VELO_FORM_VALUE_TEXT,
  VELO_FORM_VALUE_CHECK,
  VELO_FORM_VALUE_PLACE,
} VeloFormValueKind;

typedef struct
{
  char              *name;      /* (owned) (not nullable) */
  VeloFormValueKind  kind;
  char              *text;      /* (owned) (nullable) */
  gboolean           on;
  guint              place;
} VeloFormValue;

const VeloFormValue *velo_form_values_get (const VeloFormValues *self,
                                           guint                 index);

G_END_DECLS
