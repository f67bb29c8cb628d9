/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "velo-store.h"

G_BEGIN_DECLS

void    velo_handover_set_join_async  (VeloStore            *store,
                                       GListModel           *documents,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
GBytes *velo_handover_set_join_finish (GAsyncResult         *result,
                                       GError              **error);

G_END_DECLS
