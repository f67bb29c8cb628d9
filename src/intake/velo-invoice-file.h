/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GBytes *velo_invoice_file_load      (GFile         *file,
                                     gboolean       wait_for_writer,
                                     GCancellable  *cancellable,
                                     GError       **error);
GBytes *velo_invoice_file_load_head (GFile         *file,
                                     gsize          max,
                                     GCancellable  *cancellable,
                                     GError       **error);
G_END_DECLS
