/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-customer.h"
#include "velo-finding.h"

G_BEGIN_DECLS

#define VELO_TYPE_SALE_CUSTOMER_FORM (velo_sale_customer_form_get_type ())

/**
 * VeloSaleCustomerForm:
 *
 * The fields of the customer of a sale.
 */
G_DECLARE_FINAL_TYPE (VeloSaleCustomerForm, velo_sale_customer_form, VELO, SALE_CUSTOMER_FORM,
                      AdwPreferencesGroup)

GtkWidget *velo_sale_customer_form_new       (VeloCustomer         *customer,
                                              GListModel           *findings,
                                              const char           *shop_country);
GtkWidget *velo_sale_customer_form_validate  (VeloSaleCustomerForm *self);
GtkWidget *velo_sale_customer_form_get_field (VeloSaleCustomerForm *self,
                                              const char           *property);

void       velo_sale_customer_form_set_review (VeloSaleCustomerForm *self);
GtkWidget *velo_sale_customer_form_get_doubtful (VeloSaleCustomerForm *self,
                                               VeloSureness sureness);

void velo_sale_customer_form_set_read    (VeloSaleCustomerForm *self,
                                          VeloCustomer         *customer);
void velo_sale_customer_form_set_checked (VeloSaleCustomerForm *self);

G_END_DECLS
