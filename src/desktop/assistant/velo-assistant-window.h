/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-claims-desk.h"
#include "velo-counter.h"

G_BEGIN_DECLS

#define VELO_TYPE_ASSISTANT_WINDOW (velo_assistant_window_get_type ())
G_DECLARE_FINAL_TYPE (VeloAssistantWindow, velo_assistant_window, VELO, ASSISTANT_WINDOW, AdwWindow)

GtkWidget    *velo_assistant_window_new           (GtkWindow           *parent,
                                                   VeloCounter         *counter,
                                                   GSettings           *settings,
                                                   const char          *vehicle_id);
void          velo_assistant_window_set_claims_desk (VeloAssistantWindow *self,
                                                     VeloClaimsDesk      *desk);
GtkWindow    *velo_assistant_window_find          (const char          *vehicle_id);
VeloProposal *velo_assistant_window_get_proposal  (VeloAssistantWindow *self);
int           velo_assistant_window_get_step      (VeloAssistantWindow *self);
gboolean      velo_assistant_window_is_busy       (VeloAssistantWindow *self);

G_END_DECLS
