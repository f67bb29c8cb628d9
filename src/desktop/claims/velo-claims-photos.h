/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-claims-client.h"

G_BEGIN_DECLS

void velo_claims_photos_fill (GtkListBox       *list,
                              VeloClaimsClient *client,
                              GPtrArray        *photos);

G_END_DECLS
