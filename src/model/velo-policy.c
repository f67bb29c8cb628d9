/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The concluded contract of a vehicle. */

#define G_LOG_DOMAIN "velo-policy"

#include "config.h"

#include "velo-policy.h"

#include "velo-record-private.h"

G_DEFINE_ENUM_TYPE (VeloEndReason, velo_end_reason,
                    G_DEFINE_ENUM_VALUE (VELO_END_REASON_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (VELO_END_REASON_WITHDRAWN, "withdrawn"),
                    G_DEFINE_ENUM_VALUE (VELO_END_REASON_CANCELLED, "cancelled"),
                    G_DEFINE_ENUM_VALUE (VELO_END_REASON_RETURNED, "returned"),
                    G_DEFINE_ENUM_VALUE (VELO_END_REASON_LOST, "lost"),
                    G_DEFINE_ENUM_VALUE (VELO_END_REASON_OTHER, "other"))

VELO_DEFINE_RECORD (VeloPolicy, velo_policy, VELO_TYPE_POLICY, VELO_POLICY_FIELDS)
