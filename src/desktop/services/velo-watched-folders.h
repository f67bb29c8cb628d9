/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean velo_watched_folders_contain (GSettings  *settings,
                                       const char *uri);
void     velo_watched_folders_add     (GSettings  *settings,
                                       const char *uri,
                                       gint64      since);
void     velo_watched_folders_remove  (GSettings  *settings,
                                       const char *uri);

G_END_DECLS
