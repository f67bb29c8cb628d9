/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "velo-invoice-source.h"
#include "velo-reading.h"

G_BEGIN_DECLS

JsonObject *velo_invoice_json_new (const VeloInvoiceSource *source,
                                   const VeloReading       *reading,
                                   const GError            *error,
                                   const char              *file_name);
JsonObject *
velo_invoice_json_read (GBytes *bytes, const char *file_name, GCancellable *cancellable);
char *velo_invoice_json_to_text (JsonObject *object);
char *velo_invoice_json_text (GBytes *bytes, const char *file_name, GCancellable *cancellable);
char *
velo_invoice_json_failure_text (GBytes *bytes, const char *file_name, const GError *error);

G_END_DECLS
