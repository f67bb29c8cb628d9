/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "velo-mark.h"
#include "velo-paper-error.h"

G_BEGIN_DECLS

void    velo_pdf_flatten_async  (GBytes               *pdf,
                                 GPtrArray            *marks,
                                 GCancellable         *cancellable,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data);
GBytes *velo_pdf_flatten_finish (GAsyncResult         *result,
                                 GError              **error);
void    velo_pdf_stamp_async    (GBytes               *pdf,
                                 const char           *text,
                                 GCancellable         *cancellable,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data);
GBytes *velo_pdf_stamp_finish   (GAsyncResult         *result,
                                 GError              **error);
void    velo_pdf_join_async     (GPtrArray            *pdfs,
                                 GCancellable         *cancellable,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data);
GBytes *velo_pdf_join_finish    (GAsyncResult         *result,
                                 GError              **error);

G_END_DECLS
