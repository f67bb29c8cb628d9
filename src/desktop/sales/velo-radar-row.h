/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-sale-item.h"

G_BEGIN_DECLS

#define VELO_TYPE_RADAR_ROW (velo_radar_row_get_type ())

/**
 * VeloRadarRow:
 *
 * A vehicle that is not insured, with the time that is left.
 */
G_DECLARE_FINAL_TYPE (VeloRadarRow, velo_radar_row, VELO, RADAR_ROW, AdwBin)

GtkWidget  *velo_radar_row_new      (void);
void        velo_radar_row_set_item (VeloRadarRow *self,
                                     VeloSaleItem *item,
                                     const GDate  *today,
                                     GHashTable   *chosen);

G_END_DECLS
