/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-assistant-page.h"
#include "velo-handover-box.h"

G_BEGIN_DECLS

#define VELO_TYPE_APPLICATION_PAGE (velo_application_page_get_type ())
G_DECLARE_FINAL_TYPE (VeloApplicationPage, velo_application_page, VELO, APPLICATION_PAGE, VeloAssistantPage)

void velo_application_page_attach_scan      (VeloApplicationPage *self,
                                             GFile               *file);
void velo_application_page_print            (VeloApplicationPage *self,
                                             const char          *export_path);
void velo_application_page_follow_documents (VeloApplicationPage *self,
                                             VeloHandoverBox     *box);

G_END_DECLS
