/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-customer.h"
#include "velo-sale-item.h"
#include "velo-store-sales.h"
#include "velo-store.h"
#include "velo-vehicle.h"

G_BEGIN_DECLS

void velo_store_get_vehicle_async (VeloStore *self,
                                   const char *vehicle_id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
VeloVehicle *velo_store_get_vehicle_finish (VeloStore *self,
                                            GAsyncResult *result,
                                            GError **error);

void velo_store_save_vehicle_async (VeloStore *self,
                                    VeloVehicle *vehicle,
                                    const char *who,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean velo_store_save_vehicle_finish (VeloStore *self,
                                         GAsyncResult *result,
                                         GError **error);


void velo_store_remind_later_async (VeloStore *self,
                                    const char *vehicle_id,
                                    gint64 remind_at,
                                    const char *who,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean velo_store_remind_later_finish (VeloStore *self,
                                         GAsyncResult *result,
                                         GError **error);

void velo_store_decline_async (VeloStore *self,
                               const char *vehicle_id,
                               const char *reason,
                               const char *who,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean velo_store_decline_finish (VeloStore *self,
                                    GAsyncResult *result,
                                    GError **error);

void velo_store_mark_asked_async (VeloStore *self,
                                  const char *vehicle_id,
                                  const char *who,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean velo_store_mark_asked_finish (VeloStore *self,
                                       GAsyncResult *result,
                                       GError **error);


void velo_store_find_insured_async (VeloStore *self,
                                    const char *frame_number,
                                    const char *except_vehicle_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean velo_store_find_insured_finish (VeloStore *self,
                                         GAsyncResult *result,
                                         VeloSaleItem **item,
                                         GError **error);

void velo_store_get_customer_async (VeloStore *self,
                                    const char *customer_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
VeloCustomer *velo_store_get_customer_finish (VeloStore *self,
                                              GAsyncResult *result,
                                              GError **error);

G_END_DECLS
