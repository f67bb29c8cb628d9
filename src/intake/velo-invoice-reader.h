/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "velo-intake-error.h"
#include "velo-invoice.h"
#include "velo-reading.h"

G_BEGIN_DECLS

VeloInvoice *velo_invoice_reader_read (GBytes *bytes, const char *file_name, GError **error);
VeloInvoice *
velo_invoice_reader_build (const VeloReading *reading, GBytes *bytes, const char *file_name);
void         velo_invoice_reader_read_async (GBytes             *bytes,
                                             const char         *file_name,
                                             GCancellable       *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer            user_data);
VeloInvoice *velo_invoice_reader_read_finish (GAsyncResult *result, GError **error);
void         velo_invoice_reader_read_known_async (GBytes             *bytes,
                                                   const char         *file_name,
                                                   const char         *templates,
                                                   GCancellable       *cancellable,
                                                   GAsyncReadyCallback callback,
                                                   gpointer            user_data);
VeloInvoice *velo_invoice_reader_read_known_finish (GAsyncResult *result, GError **error);
void         velo_invoice_reader_unpack_async (GBytes             *bytes,
                                               GCancellable       *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer            user_data);
GPtrArray   *velo_invoice_reader_unpack_finish (GAsyncResult *result, GError **error);
void         velo_invoice_reader_learn_async (GBytes             *bytes,
                                              VeloInvoice        *corrected,
                                              GCancellable       *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer            user_data);
char        *velo_invoice_reader_learn_finish (GAsyncResult *result, GError **error);

G_END_DECLS
