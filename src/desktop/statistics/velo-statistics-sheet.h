/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "velo-sheet.h"

G_BEGIN_DECLS

VeloSheet *velo_statistics_sheet_new (GPtrArray  *months,
                                      GPtrArray  *employees,
                                      GPtrArray  *reasons,
                                      const char *period,
                                      GSettings  *settings,
                                      gboolean    training);

G_END_DECLS
