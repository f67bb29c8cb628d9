/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GDate  *velo_date_today          (void);
GDate  *velo_date_parse_iso      (const char  *text);
GDate  *velo_date_parse_wire     (const char  *text);
GDate  *velo_date_parse_input    (const char  *text);
GDate  *velo_date_parse_recent   (const char  *text,
                                  const GDate *today);
char   *velo_date_format_iso     (const GDate *date);
char   *velo_date_format_wire    (const GDate *date);
char   *velo_date_format_display (const GDate *date);
int     velo_date_compare        (const GDate *a,
                                  const GDate *b);
gint64  velo_time_now            (void);
char   *velo_time_format_iso     (gint64       time_usec);
char   *velo_time_format_display (gint64       time_usec);

G_END_DECLS
