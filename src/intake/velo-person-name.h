/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-customer.h"

G_BEGIN_DECLS

/**
 * VeloPersonName:
 * @is_company: whether it names a company, an office or a club
 * @salutation: "Frau", "Herr" or not known
 * @salutation_is_guess: whether the first name only suggests the salutation
 * @title: academic titles, empty if none
 * @first_name: empty if not known
 * @last_name: empty for a company
 *
 * A name in one line, taken apart.
 */
typedef struct
{
  gboolean       is_company;
  VeloSalutation salutation;
  gboolean       salutation_is_guess;
  char          *title;
  char          *first_name;
  char          *last_name;
} VeloPersonName;

VeloPersonName *velo_person_name_parse (const char *text);
void            velo_person_name_free (VeloPersonName *name);
VeloSalutation  velo_person_name_salutation (const char *text);
gboolean        velo_person_name_has_house_number (const char *street);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloPersonName, velo_person_name_free)

G_END_DECLS
