/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a value of an invoice was found and how sure the reader is. */

#define G_LOG_DOMAIN "velo-finding"

#include "config.h"

#include "velo-finding.h"

#include "velo-record-private.h"

G_DEFINE_ENUM_TYPE (VeloSureness, velo_sureness,
                    G_DEFINE_ENUM_VALUE (VELO_SURENESS_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (VELO_SURENESS_LOW, "low"),
                    G_DEFINE_ENUM_VALUE (VELO_SURENESS_GOOD, "good"),
                    G_DEFINE_ENUM_VALUE (VELO_SURENESS_HIGH, "high"))

VELO_DEFINE_RECORD (VeloFinding, velo_finding, VELO_TYPE_FINDING, VELO_FINDING_FIELDS)
