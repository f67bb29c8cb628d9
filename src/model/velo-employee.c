/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An employee of the shop with the own broker number. */

#define G_LOG_DOMAIN "velo-employee"

#include "config.h"

#include "velo-employee.h"

#include "velo-record-private.h"

#include <string.h>

VELO_DEFINE_RECORD (VeloEmployee, velo_employee, VELO_TYPE_EMPLOYEE, VELO_EMPLOYEE_FIELDS)

/**
 * velo_employee_can_send:
 * @self: an employee
 *
 * Source: insurer protocol, section 7 (length of Vermittlernummer).
 *
 * Returns: whether a proposal may carry this employee's broker number: a positive integer of
 *   1 to 18 digits
 */
gboolean
velo_employee_can_send (VeloEmployee *self)
{
  gsize length;

  g_return_val_if_fail (VELO_IS_EMPLOYEE (self), FALSE);

  length = strlen (self->broker_number);
  return !self->retired && length >= 1 && length <= 18
         && strspn (self->broker_number, "0123456789") == length
         && strspn (self->broker_number, "0") < length;
}
