/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VeloClaimsValues:
 *
 * What the places of a page are filled with.
 */
typedef struct _VeloClaimsValues VeloClaimsValues;

VeloClaimsValues *velo_claims_values_new      (void);
void              velo_claims_values_free     (VeloClaimsValues *self);
void              velo_claims_values_set      (VeloClaimsValues *self,
                                               const char       *name,
                                               const char       *text);
void              velo_claims_values_set_flag (VeloClaimsValues *self,
                                               const char       *name,
                                               gboolean          flag);
const char       *velo_claims_values_get_text (VeloClaimsValues *self,
                                               const char       *name);
VeloClaimsValues *velo_claims_values_add      (VeloClaimsValues *self,
                                               const char       *list);
char             *velo_claims_template_fill   (const char       *page,
                                               VeloClaimsValues *values);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloClaimsValues, velo_claims_values_free)

G_END_DECLS
