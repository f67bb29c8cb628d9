/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-journal-entry.h"
#include "velo-store.h"

G_BEGIN_DECLS

void velo_store_add_journal_async (VeloStore *self,
                                   VeloJournalEntry *entry,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean velo_store_add_journal_finish (VeloStore *self,
                                        GAsyncResult *result,
                                        GError **error);

void velo_store_list_journal_async (VeloStore *self,
                                    const char *vehicle_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GPtrArray *velo_store_list_journal_finish (VeloStore *self,
                                           GAsyncResult *result,
                                           GError **error);

void velo_store_verify_journal_async (VeloStore *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean velo_store_verify_journal_finish (VeloStore *self,
                                           GAsyncResult *result,
                                           GError **error);

G_END_DECLS
