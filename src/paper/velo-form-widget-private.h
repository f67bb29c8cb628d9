/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-pdf-form.h"
#include "velo-poppler-private.h"

G_BEGIN_DECLS

/* A field of a form as Poppler has it, and what is known of it. */
typedef struct
{
  PopplerFormField *field;      /* (owned) (not nullable) */
  VeloFormField     facts;
  char             *written;    /* (owned) (nullable): text that was put in */
} VeloFormWidget;

GPtrArray *velo_form_widget_collect (PopplerDocument  *document,
                                     GCancellable     *cancellable,
                                     GError          **error);

G_END_DECLS
