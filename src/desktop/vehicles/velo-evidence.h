/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "velo-counter.h"
#include "velo-customer.h"

G_BEGIN_DECLS

void    velo_evidence_make_async  (VeloCounter          *counter,
                                   GSettings            *settings,
                                   VeloVehicle          *vehicle,
                                   VeloCustomer         *customer,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
GBytes *velo_evidence_make_finish (GAsyncResult         *result,
                                   GError              **error);
void    velo_evidence_save        (GtkWidget            *page,
                                   VeloCounter          *counter,
                                   GSettings            *settings,
                                   VeloVehicle          *vehicle,
                                   VeloCustomer         *customer);

G_END_DECLS
