/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "velo-store.h"

G_BEGIN_DECLS

void velo_radar_rules_apply (VeloStore *store,
                             GSettings *settings,
                             gboolean   training);

G_END_DECLS
