/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The fields of one call; wiped from memory when freed, as there may be a password among them. */
typedef struct _VeloWertgarantieForm VeloWertgarantieForm;

VeloWertgarantieForm *velo_wertgarantie_form_new      (void);
VeloWertgarantieForm *velo_wertgarantie_form_copy     (const VeloWertgarantieForm *self);
void                  velo_wertgarantie_form_free     (VeloWertgarantieForm       *self);
void                  velo_wertgarantie_form_add      (VeloWertgarantieForm       *self,
                                                       const char                 *name,
                                                       const char                 *value);
const char           *velo_wertgarantie_form_get      (const VeloWertgarantieForm *self,
                                                       const char                 *name);
GBytes               *velo_wertgarantie_form_to_bytes (const VeloWertgarantieForm *self,
                                                       char                      **content_type);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloWertgarantieForm, velo_wertgarantie_form_free)

G_END_DECLS
