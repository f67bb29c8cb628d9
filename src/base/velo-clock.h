/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GTimeZone *velo_clock_new_zone (void);
GDateTime *velo_clock_read     (gint64 time_usec);
char      *velo_clock_format   (gint64 time_usec);

G_END_DECLS
