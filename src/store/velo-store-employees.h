/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-employee.h"
#include "velo-store.h"

G_BEGIN_DECLS

void velo_store_save_employee_async (VeloStore *self,
                                     VeloEmployee *employee,
                                     const char *who,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean velo_store_save_employee_finish (VeloStore *self,
                                          GAsyncResult *result,
                                          GError **error);

void velo_store_get_employee_async (VeloStore *self,
                                    const char *id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
VeloEmployee *velo_store_get_employee_finish (VeloStore *self,
                                              GAsyncResult *result,
                                              GError **error);

void velo_store_list_employees_async (VeloStore *self,
                                      gboolean with_retired,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GPtrArray *velo_store_list_employees_finish (VeloStore *self,
                                             GAsyncResult *result,
                                             GError **error);

G_END_DECLS
