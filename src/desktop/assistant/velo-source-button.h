/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-finding.h"

G_BEGIN_DECLS

#define VELO_TYPE_SOURCE_BUTTON (velo_source_button_get_type ())
G_DECLARE_FINAL_TYPE (VeloSourceButton, velo_source_button, VELO, SOURCE_BUTTON, AdwBin)

GtkWidget *velo_source_button_new         (void);
void       velo_source_button_set_finding (VeloSourceButton *self,
                                           VeloFinding      *finding);
void       velo_source_button_find        (VeloSourceButton *self,
                                           GListModel       *findings,
                                           const char       *field);
void       velo_source_button_set_all_checked (GtkWidget *root);

G_END_DECLS
