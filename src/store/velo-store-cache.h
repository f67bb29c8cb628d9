/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-store.h"

G_BEGIN_DECLS

void velo_store_put_cache_async (VeloStore *self,
                                 const char *key,
                                 const char *text,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean velo_store_put_cache_finish (VeloStore *self,
                                      GAsyncResult *result,
                                      GError **error);

void velo_store_get_cache_async (VeloStore *self,
                                 const char *key,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean velo_store_get_cache_finish (VeloStore *self,
                                      GAsyncResult *result,
                                      char **text,
                                      gint64 *stored_at,
                                      GError **error);

G_END_DECLS
