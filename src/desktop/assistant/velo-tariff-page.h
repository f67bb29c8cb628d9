/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-assistant-page.h"
#include "velo-handover-box.h"

G_BEGIN_DECLS

#define VELO_TYPE_TARIFF_PAGE (velo_tariff_page_get_type ())
G_DECLARE_FINAL_TYPE (VeloTariffPage, velo_tariff_page, VELO, TARIFF_PAGE, VeloAssistantPage)

VeloHandoverBox *velo_tariff_page_get_handover_box (VeloTariffPage *self);
void             velo_tariff_page_load_documents   (VeloTariffPage *self);

G_END_DECLS
