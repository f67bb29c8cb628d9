/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean    velo_holidays_is_region  (const char  *region);
gboolean    velo_holidays_is_holiday (const char  *region,
                                      const GDate *date);
GDate      *velo_holidays_dup_easter (int          year);

G_END_DECLS
