/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void  velo_claims_ask_async  (GtkWindow            *parent,
                              const char           *heading,
                              const char           *body,
                              const char           *confirm_label,
                              GCancellable         *cancellable,
                              GAsyncReadyCallback   callback,
                              gpointer              user_data);
char *velo_claims_ask_finish (GAsyncResult         *result,
                              GError              **error);

G_END_DECLS
