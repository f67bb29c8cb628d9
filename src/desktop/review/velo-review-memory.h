/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-invoice.h"
#include "velo-store.h"

G_BEGIN_DECLS

void         velo_review_memory_load_async    (VeloStore            *store,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
char        *velo_review_memory_load_finish   (VeloStore            *store,
                                               GAsyncResult         *result,
                                               GError              **error);
void         velo_review_memory_apply_async   (VeloStore            *store,
                                               VeloInvoice          *invoice,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean     velo_review_memory_apply_finish  (VeloStore            *store,
                                               GAsyncResult         *result,
                                               GError              **error);
void         velo_review_memory_read_async    (VeloStore            *store,
                                               GBytes               *bytes,
                                               const char           *file_name,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
VeloInvoice *velo_review_memory_read_finish   (VeloStore            *store,
                                               GAsyncResult         *result,
                                               GError              **error);
void         velo_review_memory_learn_async   (VeloStore            *store,
                                               VeloInvoice          *confirmed,
                                               GBytes               *original,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean     velo_review_memory_learn_finish  (VeloStore            *store,
                                               GAsyncResult         *result,
                                               GError              **error);
void         velo_review_memory_learn         (VeloStore            *store,
                                               VeloInvoice          *confirmed,
                                               GBytes               *original);

G_END_DECLS
