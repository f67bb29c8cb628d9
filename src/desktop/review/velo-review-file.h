/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-counter.h"
#include "velo-invoice.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void     velo_review_file_beside_async  (VeloStore            *store,
                                         VeloInvoice          *older,
                                         VeloInvoice          *newer,
                                         GBytes               *bytes,
                                         const char           *who,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
gboolean velo_review_file_beside_finish (VeloStore            *store,
                                         GAsyncResult         *result,
                                         GError              **error);
void     velo_review_same_async         (GtkWindow            *parent,
                                         VeloCounter          *counter,
                                         VeloInvoice          *newer,
                                         GBytes               *bytes,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
gboolean velo_review_same_finish        (GAsyncResult         *result,
                                         GError              **error);

G_END_DECLS
