/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "velo-demo.h"
void
velo_demo_play (VeloApplication *application,
                VeloWindow      *window,
                const char      *folder)
{
}
