/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-store.h"
#include "velo-taken-file.h"

G_BEGIN_DECLS

void velo_store_put_taken_file_async (VeloStore *self,
                                      VeloTakenFile *file,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean velo_store_put_taken_file_finish (VeloStore *self,
                                           GAsyncResult *result,
                                           GError **error);

void velo_store_find_taken_file_async (VeloStore *self,
                                       const char *sha256,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean velo_store_find_taken_file_finish (VeloStore *self,
                                            GAsyncResult *result,
                                            VeloTakenFile **file,
                                            GError **error);

void velo_store_list_taken_files_async (VeloStore *self,
                                        const char *folder,
                                        guint limit,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
GPtrArray *velo_store_list_taken_files_finish (VeloStore *self,
                                               GAsyncResult *result,
                                               GError **error);

G_END_DECLS
