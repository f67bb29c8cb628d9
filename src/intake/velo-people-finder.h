/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-found.h"
#include "velo-reading.h"

G_BEGIN_DECLS

VeloFound *velo_people_finder_employee (const VeloReading *reading);
VeloFound *velo_people_finder_salutation (const VeloReading *reading);
VeloFound *velo_people_finder_rider (const VeloReading *reading);
gboolean   velo_people_finder_is_lessor (const VeloReading *reading);

G_END_DECLS
