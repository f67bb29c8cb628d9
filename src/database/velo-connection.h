/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-database-error.h"
#include "velo-statement.h"

G_BEGIN_DECLS

/**
 * VeloConnection:
 *
 * The open file, as seen by functions on the worker thread of a
 * #VeloDatabase. It never leaves that thread.
 */
typedef struct _VeloConnection VeloConnection;

gboolean       velo_connection_execute         (VeloConnection *self,
                                                const char     *sql,
                                                GError        **error);
VeloStatement *velo_connection_prepare         (VeloConnection *self,
                                                const char     *sql,
                                                GError        **error);
VeloStatement *velo_connection_query           (VeloConnection *self,
                                                GError        **error,
                                                const char     *sql,
                                                const char     *types,
                                                ...);
gboolean       velo_connection_run             (VeloConnection *self,
                                                GError        **error,
                                                const char     *sql,
                                                const char     *types,
                                                ...);
gboolean       velo_connection_query_int64     (VeloConnection *self,
                                                gint64         *value,
                                                GError        **error,
                                                const char     *sql,
                                                const char     *types,
                                                ...);
gint64         velo_connection_get_n_changed   (VeloConnection *self);
gboolean       velo_connection_get_stamp       (VeloConnection *self,
                                                gint64         *stamp,
                                                GError        **error);
gboolean       velo_connection_check           (VeloConnection *self,
                                                gboolean        quick,
                                                GError        **error);
const char    *velo_connection_get_path        (VeloConnection *self);
const char    *velo_connection_get_instance_id (VeloConnection *self);

G_END_DECLS
