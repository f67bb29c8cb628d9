/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "velo-counter.h"
#include "velo-invoice.h"

G_BEGIN_DECLS

GtkWindow *velo_review_present        (GtkWindow    *parent,
                                       VeloCounter  *counter,
                                       GSettings    *settings,
                                       VeloInvoice  *invoice,
                                       GBytes       *original);
GtkWindow *velo_review_present_unread (GtkWindow    *parent,
                                       VeloCounter  *counter,
                                       GSettings    *settings,
                                       GBytes       *original,
                                       const char   *file_name,
                                       const GError *error);
gboolean   velo_review_can_enter      (GBytes       *original,
                                       const GError *error);
void       velo_review_present_stored (GtkWindow    *parent,
                                       VeloCounter  *counter,
                                       GSettings    *settings,
                                       const char   *invoice_id);

G_END_DECLS
