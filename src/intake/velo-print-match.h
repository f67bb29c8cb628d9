/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean velo_print_matches  (const char *pattern, const char *text);
char    *velo_print_capture  (const char *pattern, const char *text);
char    *velo_print_iso_date (const char *printed);
char    *velo_print_find_below (GPtrArray *rows, const char *label, const char *pattern);

G_END_DECLS
