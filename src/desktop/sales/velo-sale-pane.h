/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-counter.h"
#include "velo-sale-list-model.h"

G_BEGIN_DECLS

#define VELO_TYPE_SALE_PANE (velo_sale_pane_get_type ())

/**
 * VeloSalePane:
 *
 * The list of sales or of vehicles with its filter, in columns or, in a
 * narrow window, in rows of two lines; and what is shown instead while it
 * loads, when it is empty and when it cannot be read.
 */
G_DECLARE_FINAL_TYPE (VeloSalePane, velo_sale_pane, VELO, SALE_PANE, AdwBin)

GtkWidget         *velo_sale_pane_new          (VeloCounter  *counter,
                                                gboolean      vehicles);
VeloSaleListModel *velo_sale_pane_get_model    (VeloSalePane *self);
void               velo_sale_pane_set_text     (VeloSalePane *self,
                                                const char   *text);
void               velo_sale_pane_set_state    (VeloSalePane *self,
                                                int           state);
const char        *velo_sale_pane_get_showing  (VeloSalePane *self);
gboolean           velo_sale_pane_is_narrow    (VeloSalePane *self);
gboolean           velo_sale_pane_show_vehicle (VeloSalePane *self,
                                                const char   *vehicle_id);

G_END_DECLS
