/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-document.h"
#include "velo-store.h"

G_BEGIN_DECLS

void     velo_signature_check_async  (VeloStore            *store,
                                      VeloDocument         *evidence,
                                      GPtrArray            *documents,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
gboolean velo_signature_check_finish (VeloStore            *store,
                                      GAsyncResult         *result,
                                      GError              **error);

G_END_DECLS
