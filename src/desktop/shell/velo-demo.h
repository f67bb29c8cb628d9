/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-application.h"
#include "velo-window.h"

G_BEGIN_DECLS

void velo_demo_play (VeloApplication *application,
                     VeloWindow      *window,
                     const char      *folder);

G_END_DECLS
