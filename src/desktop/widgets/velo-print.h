/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void     velo_print_async  (GtkWindow            *parent,
                            GBytes               *pdf,
                            const char           *job_name,
                            const char           *export_path,
                            GCancellable         *cancellable,
                            GAsyncReadyCallback   callback,
                            gpointer              user_data);
GtkPrintSettings *velo_print_dup_settings  (const char       *job_name);
void              velo_print_keep_settings (GtkPrintSettings *settings);
gboolean velo_print_finish (GAsyncResult         *result,
                            GError              **error);

G_END_DECLS
