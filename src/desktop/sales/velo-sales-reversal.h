/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "velo-counter.h"
#include "velo-invoice.h"

G_BEGIN_DECLS

void     velo_sales_reversal_async  (GtkWindow            *parent,
                                     VeloCounter          *counter,
                                     GSettings            *settings,
                                     VeloInvoice          *reversal,
                                     GBytes               *bytes,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
gboolean velo_sales_reversal_finish (GAsyncResult         *result,
                                     GError              **error);

G_END_DECLS
