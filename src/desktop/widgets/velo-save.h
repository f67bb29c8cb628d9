/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void     velo_save_async      (GtkWindow            *parent,
                               GBytes               *bytes,
                               const char           *file_name,
                               GAsyncReadyCallback   callback,
                               gpointer              user_data);
gboolean velo_save_finish     (GAsyncResult         *result,
                               GError              **error);
void     velo_open_outside    (GtkWindow            *parent,
                               GBytes               *bytes,
                               const char           *file_name);

G_END_DECLS
