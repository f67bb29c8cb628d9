/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean velo_pdf_scan_has_key (GBytes     *pdf,
                                const char *key);

G_END_DECLS
