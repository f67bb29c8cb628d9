/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GBytes *velo_statistics_csv_new      (GPtrArray  *counts,
                                      GPtrArray  *declined,
                                      char        separator,
                                      char        decimal_point);
GBytes *velo_statistics_csv_for_here (GPtrArray  *counts,
                                      GPtrArray  *declined);
void    velo_statistics_csv_add_cell (GString    *out,
                                      const char *text,
                                      char        separator);

G_END_DECLS
