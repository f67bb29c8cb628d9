/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-inbox.h"

G_BEGIN_DECLS

#define VELO_TYPE_INTAKE_PAGE (velo_intake_page_get_type ())

/**
 * VeloIntakePage: (Rechnungseingang)
 *
 * Settings of the watched folders, and of what happens while there is no
 * window.
 */
G_DECLARE_FINAL_TYPE (VeloIntakePage, velo_intake_page, VELO, INTAKE_PAGE, AdwPreferencesPage)

void velo_intake_page_set_inbox  (VeloIntakePage *self,
                                  VeloInbox      *inbox,
                                  GSettings      *settings);
void velo_intake_page_add_folder (VeloIntakePage *self,
                                  GFile          *folder);

G_END_DECLS
