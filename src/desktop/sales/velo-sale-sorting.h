/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "velo-sale-columns.h"
#include "velo-sale-list-model.h"

G_BEGIN_DECLS

#define VELO_TYPE_SALE_SORTING (velo_sale_sorting_get_type ())
G_DECLARE_FINAL_TYPE (VeloSaleSorting, velo_sale_sorting, VELO, SALE_SORTING, GObject)

VeloSaleSorting *velo_sale_sorting_new       (GtkColumnView     *view,
                                              GtkMenuButton     *button);
void             velo_sale_sorting_add       (VeloSaleSorting   *self,
                                              VeloSaleColumn     column);
void             velo_sale_sorting_set_model (VeloSaleSorting   *self,
                                              VeloSaleListModel *model);

G_END_DECLS
