/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-record.h"

G_BEGIN_DECLS

/**
 * VeloRisk: (Risiko)
 *
 * An optional risk, for example SOFORTSCHUTZ (immediate cover).
 */
#define VELO_RISK_FIELDS(F, X, T, p) \
  F (T, p, TEXT, name) \
  F (T, p, TEXT, risk_type) /* "SOFORTSCHUTZ" */

#define VELO_TYPE_RISK (velo_risk_get_type ())
VELO_DECLARE_RECORD (VeloRisk, velo_risk, RISK, VELO_RISK_FIELDS)

G_END_DECLS
