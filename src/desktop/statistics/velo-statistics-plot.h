/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "velo-sales-count.h"

G_BEGIN_DECLS

#define VELO_TYPE_STATISTICS_PLOT (velo_statistics_plot_get_type ())

/**
 * VeloStatisticsPlot: (Diagramm)
 *
 * A bar for each month: as high as what was sold, filled as far as it is insured.
 */
G_DECLARE_FINAL_TYPE (VeloStatisticsPlot, velo_statistics_plot, VELO, STATISTICS_PLOT, GtkWidget)

void       velo_statistics_plot_set_months (VeloStatisticsPlot *self,
                                            GPtrArray          *months);
int        velo_statistics_plot_get_step   (int                 most);

G_END_DECLS
