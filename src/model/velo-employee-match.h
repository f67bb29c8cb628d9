/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-employee.h"

G_BEGIN_DECLS

VeloEmployee *velo_employee_match (GPtrArray  *employees,
                                   const char *written);

G_END_DECLS
