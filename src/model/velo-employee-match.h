/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-employee.h"

G_BEGIN_DECLS

VeloEmployee *velo_employee_match (GPtrArray  *employees,
                                   const char *written);

/**
 * VeloEmployeeNames:
 *
 * One spelling for each employee, however invoices write the name.
 */
typedef struct _VeloEmployeeNames VeloEmployeeNames;

VeloEmployeeNames *velo_employee_names_new  (GPtrArray         *employees);
void               velo_employee_names_free (VeloEmployeeNames *self);
const char        *velo_employee_names_find (VeloEmployeeNames *self,
                                             const char        *written);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloEmployeeNames, velo_employee_names_free)

G_END_DECLS
