/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean velo_money_parse_wire     (const char *text,
                                    gint64     *cents);
gboolean velo_money_parse_input    (const char *text,
                                    gint64     *cents);
char    *velo_money_format_wire    (gint64      cents);
char    *velo_money_format_plain   (gint64      cents);
char    *velo_money_format_display (gint64      cents);

G_END_DECLS
