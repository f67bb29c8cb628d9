/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "velo-paper-error.h"

G_BEGIN_DECLS

void    velo_pdf_stamp_copy_async  (GBytes               *pdf,
                                    const char           *text,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
GBytes *velo_pdf_stamp_copy_finish (GAsyncResult         *result,
                                    GError              **error);

G_END_DECLS
