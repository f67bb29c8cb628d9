/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "velo-connection.h"
#include "velo-database-schema.h"

G_BEGIN_DECLS

/**
 * VeloDatabaseMode:
 * @VELO_DATABASE_READ: a transaction that sees one moment and changes nothing
 * @VELO_DATABASE_WRITE: a transaction that holds the right to write from its start
 * @VELO_DATABASE_PLAIN: no transaction
 *
 * How a function is run.
 */
typedef enum
{
  VELO_DATABASE_READ,
  VELO_DATABASE_WRITE,
  VELO_DATABASE_PLAIN
} VeloDatabaseMode;

/**
 * VeloDatabaseFunc:
 * @connection: the connection, only until the function returns
 * @data: what velo_database_run_async() was given; results go in there as well
 * @error: return location for an error
 *
 * Works on the worker thread.
 *
 * Returns: %TRUE to commit, %FALSE with @error set to roll back
 */
typedef gboolean (*VeloDatabaseFunc) (VeloConnection *connection,
                                      gpointer        data,
                                      GError        **error);

#define VELO_TYPE_DATABASE (velo_database_get_type ())
G_DECLARE_FINAL_TYPE (VeloDatabase, velo_database, VELO, DATABASE, GObject)

void          velo_database_open_async   (const char                *path,
                                          const VeloDatabaseSchema  *schema,
                                          GCancellable              *cancellable,
                                          GAsyncReadyCallback        callback,
                                          gpointer                   user_data);
VeloDatabase *velo_database_open_finish  (GAsyncResult              *result,
                                          GError                   **error);
void          velo_database_run_async    (VeloDatabase              *self,
                                          VeloDatabaseMode           mode,
                                          VeloDatabaseFunc           func,
                                          gpointer                   data,
                                          GDestroyNotify             free_data,
                                          GCancellable              *cancellable,
                                          GAsyncReadyCallback        callback,
                                          gpointer                   user_data);
gboolean      velo_database_run_finish   (VeloDatabase              *self,
                                          GAsyncResult              *result,
                                          GError                   **error);
void          velo_database_close_async  (VeloDatabase              *self,
                                          GAsyncReadyCallback        callback,
                                          gpointer                   user_data);
gboolean      velo_database_close_finish (VeloDatabase              *self,
                                          GAsyncResult              *result,
                                          GError                   **error);
const char   *velo_database_get_path     (VeloDatabase              *self);
gboolean      velo_database_is_closed    (VeloDatabase              *self);

G_END_DECLS
