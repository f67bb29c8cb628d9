/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-document.h"
#include "velo-store.h"

G_BEGIN_DECLS

void velo_store_add_document_async (VeloStore *self,
                                    VeloDocument *document,
                                    GBytes *content,
                                    const char *who,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean velo_store_add_document_finish (VeloStore *self,
                                         GAsyncResult *result,
                                         GError **error);

void velo_store_list_documents_async (VeloStore *self,
                                      const char *vehicle_id,
                                      const char *proposal_id,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GPtrArray *velo_store_list_documents_finish (VeloStore *self,
                                             GAsyncResult *result,
                                             GError **error);

void velo_store_load_document_async (VeloStore *self,
                                     const char *sha256,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
GBytes *velo_store_load_document_finish (VeloStore *self,
                                         GAsyncResult *result,
                                         GError **error);

void velo_store_record_handover_async (VeloStore *self,
                                       const char * const *document_ids,
                                       const char *how,
                                       const char *who,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean velo_store_record_handover_finish (VeloStore *self,
                                            GAsyncResult *result,
                                            GError **error);

G_END_DECLS
