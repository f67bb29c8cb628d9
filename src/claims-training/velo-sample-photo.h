/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-sample-vehicle.h"

G_BEGIN_DECLS

/**
 * VeloSampleCamera:
 * @model: (nullable): what the file says about the camera
 * @taken: (nullable): when, as cameras write it: "2026:11:20 14:05:00"
 * @software: (nullable): by which program it was changed
 * @blurred: whether it was not held still
 *
 * What a sample photograph says about itself.
 */
typedef struct
{
  const char *model;
  const char *taken;
  const char *software;
  gboolean blurred;
} VeloSampleCamera;

extern const char * const velo_sample_photo_slots[];

GBytes *velo_sample_photo_make (const VeloSampleVehicle *vehicle,
                                const char              *slot,
                                const VeloSampleCamera  *camera);

G_END_DECLS
