/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "velo-sample-vehicle.h"

G_BEGIN_DECLS

cairo_surface_t *velo_sample_paper_draw_plate        (const char              *country,
                                                      const char              *plate);
cairo_surface_t *velo_sample_paper_draw_registration (const VeloSampleVehicle *vehicle,
                                                      int                      width,
                                                      int                      height);
cairo_surface_t *velo_sample_paper_draw_odometer     (const VeloSampleVehicle *vehicle,
                                                      int                      width,
                                                      int                      height);

G_END_DECLS
