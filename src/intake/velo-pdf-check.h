/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "velo-intake-error.h"

G_BEGIN_DECLS

void     velo_pdf_check_async  (GBytes             *bytes,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data);
gboolean velo_pdf_check_finish (GAsyncResult *result, GError **error);

G_END_DECLS
