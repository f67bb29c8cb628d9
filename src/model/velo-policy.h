/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-record.h"

G_BEGIN_DECLS

/**
 * VeloEndReason: (Stornogrund)
 * @VELO_END_REASON_NONE: it has not ended
 * @VELO_END_REASON_WITHDRAWN: the customer withdrew within the period (Widerruf)
 * @VELO_END_REASON_CANCELLED: customer or insurer gave notice (Kündigung)
 * @VELO_END_REASON_RETURNED: the vehicle came back to the shop
 * @VELO_END_REASON_LOST: total loss or theft
 * @VELO_END_REASON_OTHER: anything else
 *
 * Why a contract ended.
 */
typedef enum
{
  VELO_END_REASON_NONE,
  VELO_END_REASON_WITHDRAWN,
  VELO_END_REASON_CANCELLED,
  VELO_END_REASON_RETURNED,
  VELO_END_REASON_LOST,
  VELO_END_REASON_OTHER
} VeloEndReason;

#define VELO_TYPE_END_REASON (velo_end_reason_get_type ())
GType velo_end_reason_get_type (void);

/**
 * VeloPolicy: (Police, Versicherungsschein)
 *
 * Made when the insurer confirmed the proposal; its number is the reserved
 * contract number.
 */
#define VELO_POLICY_FIELDS(F, X, T, p) \
  F (T, p, TEXT, id)              /* UUID */ \
  F (T, p, TEXT, contract_number) \
  F (T, p, TEXT, proposal_id) \
  F (T, p, TEXT, vehicle_id) \
  F (T, p, TEXT, product_name) \
  F (T, p, TEXT, product_type) \
  F (T, p, TEXT, variant) \
  F (T, p, INT, interval)         /* months */ \
  F (T, p, FLAG, immediate_cover) \
  F (T, p, CENTS, premium_cents)  /* per interval */ \
  F (T, p, CENTS, single_cents)   /* once */ \
  F (T, p, TIME, concluded_at) \
  F (T, p, DATE, start_date)      /* of cover */ \
  F (T, p, TEXT, request_id) \
  F (T, p, TEXT, employee_name) \
  F (T, p, TEXT, broker_number) \
  F (T, p, TEXT, frame_number) \
  F (T, p, DATE, ended_on)        /* first day without cover, NULL if none is known */ \
  X (T, p, ENUM, end_reason, VeloEndReason, velo_end_reason)

#define VELO_TYPE_POLICY (velo_policy_get_type ())
VELO_DECLARE_RECORD (VeloPolicy, velo_policy, POLICY, VELO_POLICY_FIELDS)

G_END_DECLS
