/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean  velo_postcode_is_valid  (const char *postcode,
                                   const char *country);
char     *velo_postcode_normalize (const char *text,
                                   char      **country);

G_END_DECLS
