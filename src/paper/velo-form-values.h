/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define VELO_TYPE_FORM_VALUES (velo_form_values_get_type ())

/**
 * VeloFormValues:
 *
 * What is to be written into a form, by field name. A name that is set twice
 * keeps the last value.
 */
typedef struct _VeloFormValues VeloFormValues;

GType           velo_form_values_get_type  (void) G_GNUC_CONST;
VeloFormValues *velo_form_values_new       (void);
VeloFormValues *velo_form_values_copy      (const VeloFormValues *self);
void            velo_form_values_free      (VeloFormValues       *self);
void            velo_form_values_set_text  (VeloFormValues       *self,
                                            const char           *name,
                                            const char           *text);
void            velo_form_values_set_check (VeloFormValues       *self,
                                            const char           *name,
                                            gboolean              on);
void            velo_form_values_choose    (VeloFormValues       *self,
                                            const char           *name,
                                            guint                 place);
guint           velo_form_values_get_size  (const VeloFormValues *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloFormValues, velo_form_values_free)

G_END_DECLS
