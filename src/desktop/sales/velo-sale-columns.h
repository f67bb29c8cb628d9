/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-sale-item.h"

G_BEGIN_DECLS

/**
 * VeloSaleColumn:
 * @VELO_SALE_COLUMN_DATE: day of the sale
 * @VELO_SALE_COLUMN_NUMBER: number of the invoice
 * @VELO_SALE_COLUMN_CUSTOMER: name of the customer
 * @VELO_SALE_COLUMN_VEHICLE: maker and model
 * @VELO_SALE_COLUMN_FRAME: frame number
 * @VELO_SALE_COLUMN_PRICE: price
 * @VELO_SALE_COLUMN_CONTRACT: number of the contract
 * @VELO_SALE_COLUMN_STATE: state of the insurance
 *
 * A column of the lists of sales and vehicles.
 */
typedef enum
{
  VELO_SALE_COLUMN_DATE,
  VELO_SALE_COLUMN_NUMBER,
  VELO_SALE_COLUMN_CUSTOMER,
  VELO_SALE_COLUMN_VEHICLE,
  VELO_SALE_COLUMN_FRAME,
  VELO_SALE_COLUMN_PRICE,
  VELO_SALE_COLUMN_CONTRACT,
  VELO_SALE_COLUMN_STATE
} VeloSaleColumn;

void                velo_sale_columns_append       (GtkColumnView *view,
                                                    VeloSaleColumn column);
void                velo_sale_columns_fit          (GtkColumnView *view,
                                                    double         text_scale);
GtkListItemFactory *velo_sale_columns_new_narrow   (void);
char               *velo_sale_columns_format       (VeloSaleItem  *item,
                                                    VeloSaleColumn column);

G_END_DECLS
