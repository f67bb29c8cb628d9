/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lays what belongs to a page at its right, or below it where the page is narrow. */

#pragma once

#include "velo-pair-layout.h"

G_BEGIN_DECLS

#define VELO_TYPE_SIDE_LAYOUT (velo_side_layout_get_type ())
G_DECLARE_FINAL_TYPE (VeloSideLayout, velo_side_layout, VELO, SIDE_LAYOUT, VeloPairLayout)

GtkLayoutManager *velo_side_layout_new (void);

G_END_DECLS
