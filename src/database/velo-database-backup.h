/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-database.h"

G_BEGIN_DECLS

/** VELO_DATABASE_N_BACKUPS: how many daily copies are kept */
#define VELO_DATABASE_N_BACKUPS 7

void       velo_database_backup_async        (VeloDatabase              *self,
                                              const char                *directory,
                                              gboolean                   replace,
                                              GCancellable              *cancellable,
                                              GAsyncReadyCallback        callback,
                                              gpointer                   user_data);
char      *velo_database_backup_finish       (VeloDatabase              *self,
                                              GAsyncResult              *result,
                                              GError                   **error);
void       velo_database_list_backups_async  (const char                *directory,
                                              const char                *name,
                                              GCancellable              *cancellable,
                                              GAsyncReadyCallback        callback,
                                              gpointer                   user_data);
GPtrArray *velo_database_list_backups_finish (GAsyncResult              *result,
                                              GError                   **error);

G_END_DECLS
