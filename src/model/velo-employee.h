/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-record.h"

G_BEGIN_DECLS

/**
 * VeloEmployee: (Mitarbeiter)
 *
 * Someone who sells. The broker number (Vermittlernummer) is required to
 * send a proposal.
 */
#define VELO_EMPLOYEE_FIELDS(F, X, T, p) \
  F (T, p, TEXT, id)            /* UUID */ \
  F (T, p, TEXT, name) \
  F (T, p, TEXT, broker_number) /* Vermittlernummer, 1 to 18 digits */ \
  F (T, p, TEXT, email) \
  F (T, p, FLAG, retired)       /* kept for old sales, not offered any more */

#define VELO_TYPE_EMPLOYEE (velo_employee_get_type ())
VELO_DECLARE_RECORD (VeloEmployee, velo_employee, EMPLOYEE, VELO_EMPLOYEE_FIELDS)

gboolean velo_employee_can_send (VeloEmployee *self);

G_END_DECLS
