/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkFileChooserNative *velo_scan_file_new_dialog (GtkWindow *parent);
char   *velo_scan_file_dup_problem (const GError        *error);
void    velo_scan_file_load_async  (GFile               *file,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data);
GBytes *velo_scan_file_load_finish (GAsyncResult        *result,
                                    char               **content_type,
                                    GError             **error);

G_END_DECLS
