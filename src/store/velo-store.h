/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "velo-store-error.h"

G_BEGIN_DECLS

#define VELO_TYPE_STORE (velo_store_get_type ())
G_DECLARE_FINAL_TYPE (VeloStore, velo_store, VELO, STORE, GObject)

void velo_store_open_async (const char *path,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
VeloStore *velo_store_open_finish (GAsyncResult *result,
                                   GError **error);
void velo_store_close_async (VeloStore *self,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean velo_store_close_finish (VeloStore *self,
                                  GAsyncResult *result,
                                  GError **error);
const char *velo_store_get_path (VeloStore *self);
gboolean velo_store_is_closed (VeloStore *self);

void velo_store_recover_async (VeloStore *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean velo_store_recover_finish (VeloStore *self,
                                    GAsyncResult *result,
                                    guint *n_unclear,
                                    GError **error);

void velo_store_backup_async (VeloStore *self,
                              const char *directory,
                              gboolean replace,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
char *velo_store_backup_finish (VeloStore *self,
                                GAsyncResult *result,
                                GError **error);

void velo_store_list_backups_async (const char *path,
                                    const char *directory,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GPtrArray *velo_store_list_backups_finish (GAsyncResult *result,
                                           GError **error);

G_END_DECLS
