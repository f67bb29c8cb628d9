/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-statistics-figures.h"

G_BEGIN_DECLS

GBytes *velo_statistics_csv_new      (const VeloStatisticsFigures *figures,
                                      char                         separator,
                                      char                         decimal_point);
GBytes *velo_statistics_csv_for_here (const VeloStatisticsFigures *figures);

G_END_DECLS
