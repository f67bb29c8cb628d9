/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-counter.h"
#include "velo-sale-pane.h"
#include "velo-todo-list.h"

G_BEGIN_DECLS

#define VELO_TYPE_SALES_VIEW (velo_sales_view_get_type ())

/**
 * VeloSalesView: (Verkäufe, Fahrzeuge)
 *
 * What is to be done, and below it all sales, the newest first; or all vehicles. Asks the window by
 * win.insure, win.open-sale, win.open-vehicle, win.new-sale and win.open-file.
 */
G_DECLARE_FINAL_TYPE (VeloSalesView, velo_sales_view, VELO, SALES_VIEW, AdwBin)

GtkWidget    *velo_sales_view_new             (VeloCounter   *counter,
                                          GSettings     *settings);
GtkWidget    *velo_sales_view_new_vehicles    (VeloCounter   *counter,
                                          GSettings     *settings);
const char   *velo_sales_view_get_search_text (VeloSalesView *self);
void          velo_sales_view_set_search_text (VeloSalesView *self,
                                          const char    *text);
VeloSalePane *velo_sales_view_get_pane        (VeloSalesView *self);
VeloTodoList *velo_sales_view_get_todo        (VeloSalesView *self);

G_END_DECLS
