/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-assistant-page.h"
#include "velo-claims-desk.h"

G_BEGIN_DECLS

#define VELO_TYPE_CUSTOMER_PAGE (velo_customer_page_get_type ())
G_DECLARE_FINAL_TYPE (VeloCustomerPage, velo_customer_page, VELO, CUSTOMER_PAGE, VeloAssistantPage)

void velo_customer_page_set_claims_desk (VeloCustomerPage *self,
                                         VeloClaimsDesk   *desk);

G_END_DECLS
