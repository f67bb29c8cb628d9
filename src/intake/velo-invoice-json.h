/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonObject       *
velo_invoice_json_read (GBytes *bytes, const char *file_name, GCancellable *cancellable);
char *velo_invoice_json_text (GBytes *bytes, const char *file_name, GCancellable *cancellable);

G_END_DECLS
