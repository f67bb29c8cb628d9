/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-assistant-page.h"

G_BEGIN_DECLS

#define VELO_TYPE_CONCLUSION_PAGE (velo_conclusion_page_get_type ())
G_DECLARE_FINAL_TYPE (VeloConclusionPage, velo_conclusion_page, VELO, CONCLUSION_PAGE, VeloAssistantPage)

G_END_DECLS
