/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-store.h"
#include "velo-taken-file.h"

G_BEGIN_DECLS

void velo_store_note_places_async (VeloStore *self,
                                   const char *folder,
                                   GPtrArray *files,
                                   gboolean known,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean velo_store_note_places_finish (VeloStore *self,
                                        GAsyncResult *result,
                                        GError **error);

void velo_store_list_places_async (VeloStore *self,
                                   const char *folder,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GPtrArray *velo_store_list_places_finish (VeloStore *self,
                                          GAsyncResult *result,
                                          gboolean *known,
                                          GError **error);

void velo_store_forget_places_async (VeloStore *self,
                                     const char *folder,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean velo_store_forget_places_finish (VeloStore *self,
                                          GAsyncResult *result,
                                          GError **error);

G_END_DECLS
