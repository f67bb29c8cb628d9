/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes a scrolled list as high as its rows are at the width that it gets, as far as there is room. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VELO_TYPE_SCROLL_LAYOUT (velo_scroll_layout_get_type ())
G_DECLARE_FINAL_TYPE (VeloScrollLayout, velo_scroll_layout, VELO, SCROLL_LAYOUT, GtkLayoutManager)

G_END_DECLS
