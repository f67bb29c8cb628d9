/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-counter.h"
#include "velo-invoice.h"
#include "velo-review-pane.h"
#include "velo-sale-vehicle-form.h"

G_BEGIN_DECLS

#define VELO_TYPE_SALE_DIALOG (velo_sale_dialog_get_type ())

/**
 * VeloSaleDialog:
 *
 * A sale that is typed in, the review of an invoice that was read, or a sale
 * that is corrected. When a new sale with vehicles is saved, the reminder
 * follows.
 */
G_DECLARE_FINAL_TYPE (VeloSaleDialog, velo_sale_dialog, VELO, SALE_DIALOG, AdwWindow)

VeloSaleDialog      *velo_sale_dialog_new         (GtkWindow      *parent,
                                                   VeloCounter    *counter,
                                                   GSettings      *settings,
                                                   VeloInvoice    *invoice,
                                                   GBytes         *original);
VeloSaleDialog      *velo_sale_dialog_new_edit    (GtkWindow      *parent,
                                                   VeloCounter    *counter,
                                                   GSettings      *settings,
                                                   VeloInvoice    *invoice);
VeloSaleDialog      *velo_sale_dialog_new_check   (GtkWindow      *parent,
                                                   VeloCounter    *counter,
                                                   GSettings      *settings,
                                                   VeloInvoice    *invoice,
                                                   GBytes         *original);
VeloSaleDialog      *velo_sale_dialog_find        (VeloCounter    *counter,
                                                   const char     *draft_key);
VeloInvoice         *velo_sale_dialog_get_invoice (VeloSaleDialog *self);
VeloSaleVehicleForm *velo_sale_dialog_get_form    (VeloSaleDialog *self,
                                                   guint           index);
GtkWidget           *velo_sale_dialog_get_field   (VeloSaleDialog *self,
                                                   const char     *property);
const char          *velo_sale_dialog_get_notice  (VeloSaleDialog *self);
VeloReviewPane      *velo_sale_dialog_get_pane    (VeloSaleDialog *self);

GtkWidget *velo_sale_dialog_get_unseen (VeloSaleDialog *self);

G_END_DECLS
