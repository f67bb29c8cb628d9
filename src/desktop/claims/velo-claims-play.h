/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "velo-claims-desk.h"
#include "velo-notice.h"

G_BEGIN_DECLS

void velo_claims_play_customer (GtkWindow        *parent,
                                GtkWidget        *button,
                                VeloNotice       *notice,
                                VeloClaimsDesk   *desk,
                                VeloClaimsClient *client,
                                VeloClaim        *claim);

G_END_DECLS
