/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-invoice.h"
#include "velo-store.h"

G_BEGIN_DECLS

/** VELO_STORE_DRAFT_PREFIX: how the keys of drafts begin */
#define VELO_STORE_DRAFT_PREFIX "review-"

/** VELO_STORE_DRAFT_TYPED: key of the sale that is being typed in */
#define VELO_STORE_DRAFT_TYPED VELO_STORE_DRAFT_PREFIX "typed"

/** VELO_STORE_DRAFT_SALE: what stands before the id of a stored sale that is being corrected */
#define VELO_STORE_DRAFT_SALE VELO_STORE_DRAFT_PREFIX "sale-"

/** VELO_STORE_DRAFT_FILE: what stands before the SHA-256 of a file whose sale is not stored yet */
#define VELO_STORE_DRAFT_FILE VELO_STORE_DRAFT_PREFIX "file-"

/** VELO_STORE_DRAFT_DAYS: how long a draft is kept that nobody changes */
#define VELO_STORE_DRAFT_DAYS 30

void velo_store_put_draft_async (VeloStore *self,
                                 const char *key,
                                 VeloInvoice *invoice,
                                 GBytes *file,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean velo_store_put_draft_finish (VeloStore *self,
                                      GAsyncResult *result,
                                      GError **error);

void velo_store_get_draft_async (VeloStore *self,
                                 const char *key,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean velo_store_get_draft_finish (VeloStore *self,
                                      GAsyncResult *result,
                                      VeloInvoice **invoice,
                                      GError **error);

void velo_store_load_draft_file_async (VeloStore *self,
                                       const char *sha256,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GBytes *velo_store_load_draft_file_finish (VeloStore *self,
                                           GAsyncResult *result,
                                           char **file_name,
                                           GError **error);

G_END_DECLS
