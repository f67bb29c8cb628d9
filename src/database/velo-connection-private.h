/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "velo-connection.h"
#include "velo-database-schema.h"
#include "velo-instance.h"

G_BEGIN_DECLS

struct _VeloConnection
{
  sqlite3 *db;                   /* (owned) */
  GThread *thread;               /* (borrowed): the only one that may touch db */
  char *path;                    /* (owned) */
  VeloInstance *instance;        /* (owned) (nullable): tells others that we live */
  GHashTable *statements;        /* (owned): SQL to idle sqlite3_stmt, prepared before */
  GCancellable *cancellable;     /* (borrowed) (nullable): of the function that runs */
};

VeloConnection *velo_connection_open      (const char                *path,
                                           const VeloDatabaseSchema  *schema,
                                           GError                   **error);
VeloConnection *velo_connection_open_copy (const char                *path,
                                           gboolean                   writable,
                                           GError                   **error);
void            velo_connection_close     (VeloConnection            *self);
void            velo_connection_give_back (VeloConnection            *self,
                                           sqlite3_stmt              *stmt,
                                           gboolean                   is_kept);
gboolean        velo_connection_vacuum_into (VeloConnection          *self,
                                             const char              *path,
                                             GError                 **error);
gboolean        velo_connection_set_error (VeloConnection            *self,
                                           int                        rc,
                                           GError                   **error);
gboolean        velo_connection_migrate   (VeloConnection            *self,
                                           const VeloDatabaseSchema  *schema,
                                           gboolean                   keep_copy,
                                           GError                   **error);
gboolean        velo_database_file_has_log (const char               *path);
gboolean        velo_database_file_make   (const char                *path,
                                           GError                   **error);
void            velo_database_file_remove_copy (const char           *path);
gboolean        velo_database_file_set_error (const char             *what,
                                              int                     saved_errno,
                                              GError                **error);
gboolean        velo_database_file_sync_directory (const char        *directory,
                                           GError                   **error);
gboolean        velo_database_file_probe  (const char                *path,
                                           const VeloDatabaseSchema  *schema,
                                           gboolean                  *is_empty,
                                           GError                   **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloConnection, velo_connection_close)

G_END_DECLS
