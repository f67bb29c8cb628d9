/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-services.h"

G_BEGIN_DECLS

#define VELO_TYPE_APPLICATION (velo_application_get_type ())
G_DECLARE_FINAL_TYPE (VeloApplication, velo_application, VELO, APPLICATION, AdwApplication)

VeloApplication *velo_application_new             (void);
VeloServices    *velo_application_get_services    (VeloApplication *self);
int              velo_application_get_exit_status (VeloApplication *self);
void             velo_application_end_demo        (VeloApplication *self,
                                                   int              exit_status);

G_END_DECLS
