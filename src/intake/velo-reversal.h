/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-reading.h"

G_BEGIN_DECLS

gboolean velo_reversal_is_meant (const VeloReading *reading);
gboolean velo_reversal_is_possible (const VeloReading *reading);
char    *velo_reversal_dup_preceding (const VeloReading *reading);

G_END_DECLS
