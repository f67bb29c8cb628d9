/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-sales-count.h"
#include "velo-store.h"

G_BEGIN_DECLS

void velo_store_count_sales_async (VeloStore *self,
                                   const GDate *from,
                                   const GDate *until,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GPtrArray *velo_store_count_sales_finish (VeloStore *self,
                                          GAsyncResult *result,
                                          GPtrArray **reasons,
                                          GError **error);

void velo_store_get_first_day_async (VeloStore *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean velo_store_get_first_day_finish (VeloStore *self,
                                          GAsyncResult *result,
                                          GDate **day,
                                          GError **error);

G_END_DECLS
