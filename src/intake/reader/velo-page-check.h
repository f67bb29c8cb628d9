/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean velo_page_check_run (GBytes *bytes, GError **error);

G_END_DECLS
