/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-pdf-form.h"

G_BEGIN_DECLS

VeloFormResult *velo_form_result_new         (void);
void            velo_form_result_add_clip    (VeloFormResult *self,
                                              const char     *name,
                                              const char     *text,
                                              guint           n_too_many);
void            velo_form_result_add_missing (VeloFormResult *self,
                                              const char     *name);
void            velo_form_result_add_refused (VeloFormResult *self,
                                              const char     *name);
void            velo_form_result_take_pdf    (VeloFormResult *self,
                                              GBytes         *pdf);

G_END_DECLS
