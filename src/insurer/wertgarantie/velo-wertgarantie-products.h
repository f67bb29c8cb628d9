/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "velo-object-kind.h"
#include "velo-wertgarantie-answer.h"

G_BEGIN_DECLS

#define VELO_WERTGARANTIE_IMMEDIATE_COVER "SOFORTSCHUTZ"

const char *velo_wertgarantie_object_code   (VeloObjectKind          object);
GListStore *velo_wertgarantie_read_products (VeloWertgarantieAnswer *answer,
                                             const char             *shop_country);

G_END_DECLS
