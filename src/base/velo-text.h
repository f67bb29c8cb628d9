/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean  velo_text_is_empty  (const char *text);
char     *velo_text_squash    (const char *text);
char     *velo_text_fold      (const char *text);
char     *velo_text_key       (const char *text);
char     *velo_text_digits    (const char *text);
char     *velo_text_file_name (const char *text);
char     *velo_text_mask      (const char *text);

G_END_DECLS
