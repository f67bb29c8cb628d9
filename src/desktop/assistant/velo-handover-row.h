/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-document.h"

G_BEGIN_DECLS

GtkWidget    *velo_handover_row_new          (VeloDocument *document);
VeloDocument *velo_handover_row_get_document (GtkWidget    *row);
void          velo_handover_row_set_pending  (GtkWidget    *row,
                                              gboolean      pending);

G_END_DECLS
