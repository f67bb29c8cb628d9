/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-counter.h"
#include "velo-invoice.h"

G_BEGIN_DECLS

#define VELO_TYPE_SALE_EMPLOYEE_ROW (velo_sale_employee_row_get_type ())

/**
 * VeloSaleEmployeeRow:
 *
 * Who sold: the employees of the shop; invisible while there are none.
 */
G_DECLARE_FINAL_TYPE (VeloSaleEmployeeRow, velo_sale_employee_row, VELO, SALE_EMPLOYEE_ROW, AdwComboRow)

GtkWidget *velo_sale_employee_row_new (VeloCounter *counter,
                                       VeloInvoice *invoice);

G_END_DECLS
