/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define VELO_TYPE_APPLICATION (velo_application_get_type ())
G_DECLARE_FINAL_TYPE (VeloApplication, velo_application, VELO, APPLICATION, AdwApplication)

VeloApplication *velo_application_new (void);

G_END_DECLS
