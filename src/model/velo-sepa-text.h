/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define VELO_SEPA_MAX_NAME 70
#define VELO_SEPA_MAX_TEXT 140
#define VELO_SEPA_MAX_ID   35

char     *velo_sepa_transliterate (const char *text,
                                   gsize       max_length);
gboolean  velo_sepa_is_valid      (const char *text,
                                   gsize       max_length);

G_END_DECLS
