/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "velo-document.h"

G_BEGIN_DECLS

void     velo_document_check_async  (VeloDocumentKind     kind,
                                     GBytes              *bytes,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data);
gboolean velo_document_check_finish (GAsyncResult        *result,
                                     GError             **error);

G_END_DECLS
