/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-policy.h"
#include "velo-store.h"

G_BEGIN_DECLS

void velo_store_get_policy_async (VeloStore *self,
                                  const char *vehicle_id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
VeloPolicy *velo_store_get_policy_finish (VeloStore *self,
                                          GAsyncResult *result,
                                          GError **error);

void velo_store_list_policies_async (VeloStore *self,
                                     guint limit,
                                     guint offset,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
GPtrArray *velo_store_list_policies_finish (VeloStore *self,
                                            GAsyncResult *result,
                                            GError **error);

void velo_store_list_former_policies_async (VeloStore *self,
                                            const char *vehicle_id,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
GPtrArray *velo_store_list_former_policies_finish (VeloStore *self,
                                                   GAsyncResult *result,
                                                   GError **error);

G_END_DECLS
