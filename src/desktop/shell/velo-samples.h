/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "velo-store.h"

G_BEGIN_DECLS

GBytes   *velo_samples_load       (const char           *name,
                                   int                   days_ago,
                                   GError              **error);
void      velo_samples_add_async  (VeloStore            *store,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
gboolean  velo_samples_add_finish (GAsyncResult         *result,
                                   GError              **error);

G_END_DECLS
