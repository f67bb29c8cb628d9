/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-store.h"
#include "velo-todo-item.h"

G_BEGIN_DECLS

void velo_store_list_todo_async (VeloStore *self,
                                 gint64 now,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GPtrArray *velo_store_list_todo_finish (VeloStore *self,
                                        GAsyncResult *result,
                                        GError **error);

G_END_DECLS
