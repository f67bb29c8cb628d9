/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * VeloInstance:
 *
 * Proof that somebody has a database open: a small locked file beside it.
 * The kernel drops the lock when the process dies, however it dies.
 */
typedef struct _VeloInstance VeloInstance;

VeloInstance *velo_instance_new       (const char   *database_path,
                                       GError      **error);
void          velo_instance_free      (VeloInstance *self);
const char   *velo_instance_get_id    (VeloInstance *self);
gboolean      velo_instance_is_alive  (const char   *database_path,
                                       const char   *id);
guint         velo_instance_count     (const char   *database_path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloInstance, velo_instance_free)

G_END_DECLS
