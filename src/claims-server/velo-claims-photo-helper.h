/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

gboolean velo_claims_photo_helper_read (GBytes      *file,
                                        JsonObject **facts,
                                        GBytes     **photo,
                                        GBytes     **small,
                                        GError     **error);

G_END_DECLS
