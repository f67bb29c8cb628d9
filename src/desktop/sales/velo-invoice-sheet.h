/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "velo-counter.h"
#include "velo-invoice.h"
#include "velo-sheet.h"

G_BEGIN_DECLS

char      *velo_invoice_sheet_notice  (VeloInvoice          *invoice,
                                       GSettings            *settings);
void       velo_invoice_sheet_set_sender (VeloSheet         *sheet,
                                       GSettings            *settings,
                                       gboolean              training);
void       velo_invoice_paper_async   (VeloCounter          *counter,
                                       GSettings            *settings,
                                       VeloInvoice          *invoice,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
GBytes    *velo_invoice_paper_finish  (GAsyncResult         *result,
                                       GError              **error);
void       velo_invoice_copy_async    (VeloCounter          *counter,
                                       GSettings            *settings,
                                       VeloInvoice          *invoice,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
GBytes    *velo_invoice_copy_finish   (GAsyncResult         *result,
                                       GError              **error);

G_END_DECLS
