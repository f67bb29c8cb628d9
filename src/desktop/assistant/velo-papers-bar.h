/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-handover-box.h"

G_BEGIN_DECLS

#define VELO_TYPE_PAPERS_BAR (velo_papers_bar_get_type ())
G_DECLARE_FINAL_TYPE (VeloPapersBar, velo_papers_bar, VELO, PAPERS_BAR, AdwBin)

void             velo_papers_bar_follow         (VeloPapersBar   *self,
                                                 VeloHandoverBox *other);
VeloHandoverBox *velo_papers_bar_get_box        (VeloPapersBar   *self);
char            *velo_papers_bar_dup_received   (VeloPapersBar   *self);

G_END_DECLS
