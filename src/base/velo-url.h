/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean velo_url_is_loopback   (const char *host);
gboolean velo_url_is_trusted    (GUri *url);
GUri    *velo_url_parse_service (const char  *text,
                                 GUriFlags    flags,
                                 const char **wrong);

G_END_DECLS
