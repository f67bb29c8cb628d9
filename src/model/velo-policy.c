/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The concluded contract of a vehicle. */

#define G_LOG_DOMAIN "velo-policy"

#include "config.h"

#include "velo-policy.h"

#include "velo-record-private.h"

VELO_DEFINE_RECORD (VeloPolicy, velo_policy, VELO_TYPE_POLICY, VELO_POLICY_FIELDS)
