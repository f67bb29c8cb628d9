/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-database-schema.h"

G_BEGIN_DECLS

extern const VeloDatabaseSchema velo_claims_schema;

G_END_DECLS
