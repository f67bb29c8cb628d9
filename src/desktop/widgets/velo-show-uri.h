/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void     velo_show_uri_async  (GtkWidget            *widget,
                               const char           *uri,
                               GCancellable         *cancellable,
                               GAsyncReadyCallback   callback,
                               gpointer              user_data);
gboolean velo_show_uri_finish (GAsyncResult         *result,
                               GError              **error);

G_END_DECLS
