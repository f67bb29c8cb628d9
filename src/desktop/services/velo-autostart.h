/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void     velo_autostart_set_async  (gboolean              enabled,
                                    gboolean              sandboxed,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
gboolean velo_autostart_set_finish (GAsyncResult         *result,
                                    GError              **error);
gboolean velo_autostart_is_sandboxed (void);

G_END_DECLS
