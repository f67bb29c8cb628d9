/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void     velo_mail_async  (const char           *address,
                           const char           *subject,
                           const char           *text,
                           GBytes               *attachment,
                           const char           *file_name,
                           GCancellable         *cancellable,
                           GAsyncReadyCallback   callback,
                           gpointer              user_data);
gboolean velo_mail_finish (GAsyncResult         *result,
                           GError              **error);

G_END_DECLS
