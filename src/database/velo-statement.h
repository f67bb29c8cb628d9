/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stdarg.h>

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * VeloStatement:
 *
 * A prepared statement with numbered parameters (?1, ?2 ...), used on the
 * worker thread only and freed before its function returns.
 */
typedef struct _VeloStatement VeloStatement;

void        velo_statement_free       (VeloStatement *self);
void        velo_statement_bind       (VeloStatement *self,
                                       const char    *types,
                                       ...);
void        velo_statement_bind_va    (VeloStatement *self,
                                       const char    *types,
                                       va_list        values);
void        velo_statement_bind_text  (VeloStatement *self,
                                       int            index,
                                       const char    *value);
void        velo_statement_bind_int64 (VeloStatement *self,
                                       int            index,
                                       gint64         value);
void        velo_statement_bind_row   (VeloStatement *self,
                                       VeloStatement *other);
gboolean    velo_statement_step       (VeloStatement *self,
                                       gboolean      *has_row,
                                       GError       **error);
gboolean    velo_statement_run        (VeloStatement *self,
                                       GError       **error);
const char *velo_statement_get_text   (VeloStatement *self,
                                       int            column);
gint64      velo_statement_get_int64  (VeloStatement *self,
                                       int            column);
GBytes     *velo_statement_dup_bytes  (VeloStatement *self,
                                       int            column);
gboolean    velo_statement_is_null    (VeloStatement *self,
                                       int            column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloStatement, velo_statement_free)

G_END_DECLS
