/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-sheet.h"
#include "velo-statistics-figures.h"

G_BEGIN_DECLS

/* More reasons than anybody reads; the table for spreadsheets has them all. */
#define VELO_STATISTICS_MOST_REASONS 20u

VeloSheet *velo_statistics_sheet_new (const VeloStatisticsFigures *figures,
                                      GPtrArray                   *months,
                                      const char                  *period,
                                      GSettings                   *settings,
                                      gboolean                     training);

G_END_DECLS
