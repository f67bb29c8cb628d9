/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-claims-context.h"

G_BEGIN_DECLS

gboolean velo_claims_due_run (VeloClaimsContext  *context,
                              GError            **error);

G_END_DECLS
