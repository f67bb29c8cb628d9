/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "velo-customer.h"

G_BEGIN_DECLS

void     velo_save_async      (GtkWindow            *parent,
                               GBytes               *bytes,
                               const char           *file_name,
                               GAsyncReadyCallback   callback,
                               gpointer              user_data);
void     velo_save_titled   (GtkWindow            *parent,
                               const char           *title,
                               GBytes               *bytes,
                               const char           *file_name,
                               GAsyncReadyCallback   callback,
                               gpointer              user_data);
gboolean velo_save_finish     (GAsyncResult         *result,
                               GError              **error);
char    *velo_save_dup_whose  (VeloCustomer         *customer,
                               const char           *contract_number);
char    *velo_save_dup_name   (const char           *what,
                               const char           *whose);
void     velo_open_outside    (GtkWindow            *parent,
                               GBytes               *bytes,
                               const char           *file_name);

G_END_DECLS
