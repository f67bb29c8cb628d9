/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-assistant-page.h"

G_BEGIN_DECLS

#define VELO_TYPE_TARIFF_PAGE (velo_tariff_page_get_type ())
G_DECLARE_FINAL_TYPE (VeloTariffPage, velo_tariff_page, VELO, TARIFF_PAGE, VeloAssistantPage)

G_END_DECLS
