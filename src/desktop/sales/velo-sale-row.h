/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-sale-item.h"

G_BEGIN_DECLS

#define VELO_TYPE_SALE_ROW (velo_sale_row_get_type ())

/**
 * VeloSaleRow:
 *
 * A sale in two lines, for narrow windows.
 */
G_DECLARE_FINAL_TYPE (VeloSaleRow, velo_sale_row, VELO, SALE_ROW, AdwBin)

GtkWidget *velo_sale_row_new      (void);
void       velo_sale_row_set_item (VeloSaleRow  *self,
                                   VeloSaleItem *item);

G_END_DECLS
