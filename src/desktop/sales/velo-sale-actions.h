/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "velo-counter.h"

G_BEGIN_DECLS

void        velo_sale_actions_install (GtkWidgetClass *klass);
GMenuModel *velo_sale_actions_new_menu (const char     *vehicle_id);
void         velo_sale_actions_set_menu (GtkMenuButton *button,
                                         const char    *vehicle_id);
GtkWindow  *velo_sale_actions_window  (GtkWidget      *widget);
const char *velo_sale_actions_who     (VeloCounter    *counter);
gboolean    velo_sale_actions_is_given_up (GAsyncResult *result);

G_END_DECLS
