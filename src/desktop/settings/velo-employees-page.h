/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-counter.h"

G_BEGIN_DECLS

#define VELO_TYPE_EMPLOYEES_PAGE (velo_employees_page_get_type ())

/**
 * VeloEmployeesPage: (Mitarbeiter)
 *
 * Who sells, with the own broker number: add, change, retire.
 */
G_DECLARE_FINAL_TYPE (VeloEmployeesPage, velo_employees_page, VELO, EMPLOYEES_PAGE, AdwPreferencesPage)

void velo_employees_page_set_counter (VeloEmployeesPage *self,
                                      VeloCounter       *counter,
                                      GSettings         *sale);

G_END_DECLS
