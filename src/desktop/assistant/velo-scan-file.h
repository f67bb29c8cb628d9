/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void    velo_scan_file_load_async  (GFile               *file,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data);
GBytes *velo_scan_file_load_finish (GAsyncResult        *result,
                                    char               **content_type,
                                    GError             **error);

G_END_DECLS
