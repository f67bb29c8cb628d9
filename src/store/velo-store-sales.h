/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-invoice.h"
#include "velo-sale-item.h"
#include "velo-store.h"

G_BEGIN_DECLS

/**
 * VeloStoreFilter:
 * @text: (nullable): words that must all occur in number, customer, vehicle or frame number
 * @state: a #VeloInsuranceState, or -1 for any
 * @limit: most rows, 0 for none but the count
 * @offset: rows to leave out
 *
 * What a list shows; start with %VELO_STORE_FILTER_INIT.
 */
typedef struct
{
  const char *text;
  int state;
  guint limit;
  guint offset;
} VeloStoreFilter;

#define VELO_STORE_FILTER_INIT { NULL, -1, 200, 0 }

void velo_store_add_sale_async (VeloStore *self,
                                VeloInvoice *invoice,
                                GBytes *original,
                                const char *who,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean velo_store_add_sale_finish (VeloStore *self,
                                     GAsyncResult *result,
                                     char **existing_id,
                                     GError **error);

void velo_store_save_sale_async (VeloStore *self,
                                 VeloInvoice *invoice,
                                 const char *who,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean velo_store_save_sale_finish (VeloStore *self,
                                      GAsyncResult *result,
                                      GError **error);

void velo_store_get_sale_async (VeloStore *self,
                                const char *invoice_id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
VeloInvoice *velo_store_get_sale_finish (VeloStore *self,
                                         GAsyncResult *result,
                                         GError **error);

void velo_store_load_original_async (VeloStore *self,
                                     const char *invoice_id,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
GBytes *velo_store_load_original_finish (VeloStore *self,
                                         GAsyncResult *result,
                                         GError **error);

void velo_store_list_sales_async (VeloStore *self,
                                  const VeloStoreFilter *filter,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GPtrArray *velo_store_list_sales_finish (VeloStore *self,
                                         GAsyncResult *result,
                                         guint *n_total,
                                         GError **error);

G_END_DECLS
