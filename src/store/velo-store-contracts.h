/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-commission.h"
#include "velo-sales-count.h"
#include "velo-store.h"

G_BEGIN_DECLS

void velo_store_end_contract_async (VeloStore *self,
                                    const char *vehicle_id,
                                    const GDate *day,
                                    VeloEndReason reason,
                                    const char *who,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean velo_store_end_contract_finish (VeloStore *self,
                                         GAsyncResult *result,
                                         GError **error);

void velo_store_count_contracts_async (VeloStore *self,
                                       const GDate *from,
                                       const GDate *until,
                                       const VeloCommission *commission,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GPtrArray *velo_store_count_contracts_finish (VeloStore *self,
                                              GAsyncResult *result,
                                              GPtrArray **reasons,
                                              GError **error);

G_END_DECLS
