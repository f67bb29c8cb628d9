/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-customer.h"

G_BEGIN_DECLS

VeloSalutation velo_first_names_salutation (const char *first_name);

G_END_DECLS
