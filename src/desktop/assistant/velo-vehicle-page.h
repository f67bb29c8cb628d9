/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-assistant-page.h"

G_BEGIN_DECLS

#define VELO_TYPE_VEHICLE_PAGE (velo_vehicle_page_get_type ())
G_DECLARE_FINAL_TYPE (VeloVehiclePage, velo_vehicle_page, VELO, VEHICLE_PAGE, VeloAssistantPage)

G_END_DECLS
