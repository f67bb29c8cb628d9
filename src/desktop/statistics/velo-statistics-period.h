/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VeloStatisticsPeriod: (Zeitraum)
 * @VELO_STATISTICS_TWELVE_MONTHS: this month and the eleven before it
 * @VELO_STATISTICS_THIS_MONTH: this month
 * @VELO_STATISTICS_LAST_MONTH: the month before this one
 * @VELO_STATISTICS_THIS_YEAR: this year
 * @VELO_STATISTICS_LAST_YEAR: the year before this one
 * @VELO_STATISTICS_EVERYTHING: from the first invoice on
 * @VELO_STATISTICS_N_PERIODS: how many there are
 *
 * Of what time sales are counted.
 */
typedef enum
{
  VELO_STATISTICS_TWELVE_MONTHS,
  VELO_STATISTICS_THIS_MONTH,
  VELO_STATISTICS_LAST_MONTH,
  VELO_STATISTICS_THIS_YEAR,
  VELO_STATISTICS_LAST_YEAR,
  VELO_STATISTICS_EVERYTHING,
  VELO_STATISTICS_N_PERIODS
} VeloStatisticsPeriod;

const char *velo_statistics_period_get_name  (VeloStatisticsPeriod  period);
void        velo_statistics_period_get_days  (VeloStatisticsPeriod  period,
                                              const GDate          *today,
                                              const GDate          *first,
                                              GDate                *from,
                                              GDate                *until);
char       *velo_statistics_period_dup_month (const char           *month,
                                              gboolean              brief);

G_END_DECLS
