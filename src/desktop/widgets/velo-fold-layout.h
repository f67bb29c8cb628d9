/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lays the words of a row beside its buttons, or above them where the row is too narrow. */

#pragma once

#include "velo-pair-layout.h"

G_BEGIN_DECLS

#define VELO_TYPE_FOLD_LAYOUT (velo_fold_layout_get_type ())
G_DECLARE_FINAL_TYPE (VeloFoldLayout, velo_fold_layout, VELO, FOLD_LAYOUT, VeloPairLayout)

GtkLayoutManager *velo_fold_layout_new (void);

G_END_DECLS
