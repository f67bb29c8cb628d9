/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-assistant-page.h"

G_BEGIN_DECLS

#define VELO_TYPE_OBJECT_PAGE (velo_object_page_get_type ())
G_DECLARE_FINAL_TYPE (VeloObjectPage, velo_object_page, VELO, OBJECT_PAGE, VeloAssistantPage)

G_END_DECLS
