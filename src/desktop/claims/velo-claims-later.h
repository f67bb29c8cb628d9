/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void   velo_claims_later_async  (GtkWindow            *parent,
                                 const char           *heading,
                                 const char           *note,
                                 GCancellable         *cancellable,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data);
gint64 velo_claims_later_finish (GAsyncResult         *result,
                                 char                **note,
                                 GError              **error);

G_END_DECLS
