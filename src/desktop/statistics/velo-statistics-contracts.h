/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "velo-statistics-figures.h"

G_BEGIN_DECLS

/* Called for each figure: its name, what is to be said about it (nullable), and the figure. */
typedef void (*VeloStatisticsAddFunc) (gpointer    target,
                                       const char *title,
                                       const char *subtitle,
                                       const char *figure);

gboolean    velo_statistics_contracts_fill     (const VeloStatisticsFigures *figures,
                                                VeloStatisticsAddFunc        add,
                                                gpointer                     target);
char       *velo_statistics_contracts_dup_line (VeloSalesCount              *count,
                                                gboolean                     has_commission);
const char *velo_statistics_contracts_get_rule (gboolean                     has_commission);

G_END_DECLS
