/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-sale-item.h"
#include "velo-store.h"

G_BEGIN_DECLS

/**
 * VeloSaleOrder: (Sortierung)
 * @VELO_SALE_ORDER_DATE: by day, then by when it was taken in
 * @VELO_SALE_ORDER_NUMBER: by the number of the invoice
 * @VELO_SALE_ORDER_CUSTOMER: by last and first name, or company
 * @VELO_SALE_ORDER_VEHICLE: by maker and model
 * @VELO_SALE_ORDER_FRAME: by frame number
 * @VELO_SALE_ORDER_PRICE: by price
 * @VELO_SALE_ORDER_CONTRACT: by contract number
 * @VELO_SALE_ORDER_STATE: by the state of the insurance
 *
 * By what a list is sorted.
 */
typedef enum
{
  VELO_SALE_ORDER_DATE,
  VELO_SALE_ORDER_NUMBER,
  VELO_SALE_ORDER_CUSTOMER,
  VELO_SALE_ORDER_VEHICLE,
  VELO_SALE_ORDER_FRAME,
  VELO_SALE_ORDER_PRICE,
  VELO_SALE_ORDER_CONTRACT,
  VELO_SALE_ORDER_STATE
} VeloSaleOrder;

/**
 * VeloStoreView:
 * @vehicles_only: vehicles, with or without a sale; otherwise sales, with or without a vehicle
 * @text: (nullable): beginnings of words, or pieces of frame numbers, that must all occur
 * @state: a #VeloInsuranceState, or -1 for any
 * @order: by what to sort
 * @descending: the other way round
 *
 * What a list shows, and in which order; start with %VELO_STORE_VIEW_INIT.
 */
typedef struct
{
  gboolean vehicles_only;
  const char *text;
  int state;
  VeloSaleOrder order;
  gboolean descending;
} VeloStoreView;

#define VELO_STORE_VIEW_INIT { FALSE, NULL, -1, VELO_SALE_ORDER_DATE, TRUE }

void velo_store_browse_async (VeloStore *self,
                              const VeloStoreView *view,
                              guint n_first,
                              gboolean in_a_hurry,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
GArray *velo_store_browse_finish (VeloStore *self,
                                  GAsyncResult *result,
                                  GPtrArray **first,
                                  gboolean *is_complete,
                                  GError **error);

void velo_store_list_rows_async (VeloStore *self,
                                 const guint32 *row_ids,
                                 guint n_row_ids,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GPtrArray *velo_store_list_rows_finish (VeloStore *self,
                                        GAsyncResult *result,
                                        GError **error);

G_END_DECLS
