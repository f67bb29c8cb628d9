/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-store-browse.h"
#include "velo-store-deadlines.h"

G_BEGIN_DECLS

#define VELO_TYPE_SALE_LIST_MODEL (velo_sale_list_model_get_type ())
G_DECLARE_FINAL_TYPE (VeloSaleListModel, velo_sale_list_model, VELO, SALE_LIST_MODEL, GObject)

VeloSaleListModel *velo_sale_list_model_new (VeloStore *store,
                                             gboolean vehicles_only);
VeloSaleListModel *velo_sale_list_model_new_deadlines (VeloStore *store);
void velo_sale_list_model_set_deadlines (VeloSaleListModel *self,
                                         const VeloStoreDeadlines *deadlines);
void velo_sale_list_model_set_asleep (VeloSaleListModel *self,
                                      gboolean asleep);
GArray *velo_sale_list_model_get_ids (VeloSaleListModel *self);
const char *velo_sale_list_model_get_text (VeloSaleListModel *self);
void velo_sale_list_model_set_text (VeloSaleListModel *self,
                                    const char *text);
int velo_sale_list_model_get_state (VeloSaleListModel *self);
void velo_sale_list_model_set_state (VeloSaleListModel *self,
                                     int state);
VeloSaleOrder velo_sale_list_model_get_order (VeloSaleListModel *self,
                                              gboolean *descending);
void velo_sale_list_model_set_order (VeloSaleListModel *self,
                                     VeloSaleOrder order,
                                     gboolean descending);
gboolean velo_sale_list_model_is_loading (VeloSaleListModel *self);
const GError *velo_sale_list_model_get_error (VeloSaleListModel *self);
void velo_sale_list_model_reload (VeloSaleListModel *self);

G_END_DECLS
