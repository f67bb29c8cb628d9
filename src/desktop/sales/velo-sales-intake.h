/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "velo-counter.h"

G_BEGIN_DECLS

void       velo_sales_take_in_async       (GtkWindow            *parent,
                                           VeloCounter          *counter,
                                           GSettings            *settings,
                                           GFile                *file,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
void       velo_sales_take_in_bytes_async (GtkWindow            *parent,
                                           VeloCounter          *counter,
                                           GSettings            *settings,
                                           GBytes               *bytes,
                                           const char           *file_name,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean   velo_sales_take_in_finish      (GAsyncResult         *result,
                                           GError              **error);
GtkWindow *velo_sales_enter               (GtkWindow            *parent,
                                           VeloCounter          *counter,
                                           GSettings            *settings);
void       velo_sales_edit                (GtkWindow            *parent,
                                           VeloCounter          *counter,
                                           GSettings            *settings,
                                           const char           *invoice_id);
void       velo_sales_resume              (GtkWindow            *parent,
                                           VeloCounter          *counter,
                                           GSettings            *settings,
                                           const char           *sha256);

G_END_DECLS
