/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-poppler-private.h"

G_BEGIN_DECLS

/* The characters of a page with fields as they come out on paper. */
typedef struct _VeloFormProbe VeloFormProbe;

VeloFormProbe *velo_form_probe_new      (PopplerDocument     *document,
                                         guint                page,
                                         GError             **error);
void           velo_form_probe_free     (VeloFormProbe       *self);
double         velo_form_probe_get_size (VeloFormProbe       *self,
                                         const VeloPageRect  *rect);
gboolean       velo_form_probe_has_all  (VeloFormProbe       *self,
                                         const VeloPageRect  *rect,
                                         const char          *text,
                                         guint                n_characters);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloFormProbe, velo_form_probe_free)

G_END_DECLS
