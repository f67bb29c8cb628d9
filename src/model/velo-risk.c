/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A risk that a product offers beside its basic risk. */

#define G_LOG_DOMAIN "velo-risk"

#include "config.h"

#include "velo-risk.h"

#include "velo-record-private.h"

VELO_DEFINE_RECORD (VeloRisk, velo_risk, VELO_TYPE_RISK, VELO_RISK_FIELDS)
