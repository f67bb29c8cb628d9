/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-statistics-period.h"
#include "velo-window-page.h"

G_BEGIN_DECLS

#define VELO_TYPE_STATISTICS_PAGE (velo_statistics_page_get_type ())

/**
 * VeloStatisticsPage: (Auswertung)
 *
 * Sales and their insurance in figures, as a plot, on paper and for spreadsheets.
 */
G_DECLARE_FINAL_TYPE (VeloStatisticsPage, velo_statistics_page, VELO, STATISTICS_PAGE, VeloWindowPage)

GtkWidget  *velo_statistics_page_new         (VeloCounter          *counter,
                                              GSettings            *settings);
void        velo_statistics_page_set_period  (VeloStatisticsPage   *self,
                                              VeloStatisticsPeriod  period);
const char *velo_statistics_page_get_showing (VeloStatisticsPage   *self);
GPtrArray  *velo_statistics_page_get_months  (VeloStatisticsPage   *self);

G_END_DECLS
