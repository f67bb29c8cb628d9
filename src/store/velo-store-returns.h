/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-sale-item.h"
#include "velo-store.h"

G_BEGIN_DECLS

void velo_store_list_returned_async (VeloStore *self,
                                     const char *reversal_id,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
GPtrArray *velo_store_list_returned_finish (VeloStore *self,
                                            GAsyncResult *result,
                                            GError **error);

void velo_store_settle_return_async (VeloStore *self,
                                     const char *vehicle_id,
                                     const char *outcome,
                                     const char *who,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean velo_store_settle_return_finish (VeloStore *self,
                                          GAsyncResult *result,
                                          GError **error);

G_END_DECLS
