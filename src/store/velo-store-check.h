/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-store.h"

G_BEGIN_DECLS

void velo_store_check_file_async (VeloStore *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean velo_store_check_file_finish (VeloStore *self,
                                       GAsyncResult *result,
                                       GError **error);

G_END_DECLS
