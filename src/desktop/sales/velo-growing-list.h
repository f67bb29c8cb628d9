/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define VELO_TYPE_GROWING_LIST (velo_growing_list_get_type ())
G_DECLARE_FINAL_TYPE (VeloGrowingList, velo_growing_list, VELO, GROWING_LIST, GObject)

/** VELO_GROWING_LIST_N_AT_FIRST: as many rows as fit on a large screen */
#define VELO_GROWING_LIST_N_AT_FIRST 40u

VeloGrowingList *velo_growing_list_new          (GListModel      *source);
void             velo_growing_list_expect_other (VeloGrowingList *self,
                                                 gboolean         expected);
void             velo_growing_list_show_all     (VeloGrowingList *self);
gboolean         velo_growing_list_is_whole     (VeloGrowingList *self);

G_END_DECLS
