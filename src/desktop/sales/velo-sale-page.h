/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-claims-desk.h"
#include "velo-invoice.h"
#include "velo-window-page.h"

G_BEGIN_DECLS

#define VELO_TYPE_SALE_PAGE (velo_sale_page_get_type ())

/**
 * VeloSalePage: (Verkauf)
 *
 * One sale: its vehicles with their insurance, the customer, the invoice and
 * its lines.
 */
G_DECLARE_FINAL_TYPE (VeloSalePage, velo_sale_page, VELO, SALE_PAGE, VeloWindowPage)

GtkWidget   *velo_sale_page_new         (VeloCounter  *counter,
                                         GSettings    *settings,
                                         const char   *invoice_id);
void         velo_sale_page_set_claims_desk (VeloSalePage   *self,
                                             VeloClaimsDesk *desk);
VeloInvoice *velo_sale_page_get_invoice (VeloSalePage *self);
const char  *velo_sale_page_get_showing (VeloSalePage *self);

G_END_DECLS
