/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-database.h"

G_BEGIN_DECLS

/**
 * VeloDatabaseCarryFunc:
 * @restored: the copy that takes the place of the database, at the present version
 * @replaced: (nullable): the database as it was, %NULL if it cannot even be opened; it may be
 *   damaged, or of another version, so that reading it fails at any row
 * @data: what velo_database_restore_async() was given
 * @error: return location for an error
 *
 * Takes over into a copy what must not be forgotten, in a thread of its own
 * and inside one transaction of @restored.
 *
 * Returns: %TRUE to go on, %FALSE with @error set to leave the database as it was
 */
typedef gboolean (*VeloDatabaseCarryFunc) (VeloConnection *restored,
                                           VeloConnection *replaced,
                                           gpointer        data,
                                           GError        **error);

void  velo_database_restore_async  (const char                *path,
                                    const char                *backup_path,
                                    const VeloDatabaseSchema  *schema,
                                    VeloDatabaseCarryFunc      carry,
                                    gpointer                   carry_data,
                                    GCancellable              *cancellable,
                                    GAsyncReadyCallback        callback,
                                    gpointer                   user_data);
char *velo_database_restore_finish (GAsyncResult              *result,
                                    GError                   **error);

G_END_DECLS
